// Text for people: names, numbers, durations, lists and tables as messages, reports and the command line show them.
// Control characters in names out of files are shown by their numbers.

import { extremes } from "./numbers.js";

/** Control characters, those that change the direction of writing, line and paragraph separators, halves of a pair. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A name or path in one line, with nothing in it that a terminal obeys or a reader cannot see: such characters stand
 * there as JavaScript writes them, `\u{1b}`.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** {@link visible}, for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

/** As {@link visibleLines}, for JSON, which stays the same data. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) => {
    if (character === "\n") return character;
    return [...character].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  });
}

/** A text as a sentence begins: `The disk is full`. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Numbers with no more digits than they need: `0.005`, `1`, `12.5`. */
export function plain(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}

/** `1 × 1 × 2.5`. */
export function times(values: readonly number[]): string {
  return values.map((value) => plain(value)).join(" × ");
}

/** `3 scans`, `1 scan`, `12,000 scans`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}

/** `840`, `12.3 k`, `25.9 M`. */
export function countText(count: number): string {
  if (count < 1000) return String(count);
  return count < 1e6 ? `${(count / 1e3).toFixed(1)} k` : `${(count / 1e6).toFixed(1)} M`;
}

/** `512 B`, `3.4 KiB`, `1.27 GiB`. */
export function bytesText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${value >= 100 ? Math.round(value) : plain(value, 3)} ${units[step]}`;
}

/** `12 s`, `4.5 min`, `2.1 h`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** `0:42`, `5:03`, `1:02:09`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** The first few of a list that may be long: `a, b, c and 7 more`. */
export function someOf(items: readonly string[], most = 10, separator = ", "): string {
  const shown = items.slice(0, most).join(separator);
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

export interface ColumnOptions {
  /** Of each column; default the first to the left, the others to the right, the last of more than two to the left. */
  readonly alignment?: readonly ("left" | "right")[];
  /** Whether a line is drawn beneath the first row; default false. */
  readonly rule?: boolean;
}

/** A table of text, its columns as wide as they need to be. Every cell stays in one line (see {@link visible}). */
export function columns(rows: readonly (readonly string[])[], { alignment, rule = false }: ColumnOptions = {}): string {
  const cells = rows.map((row) => row.map(visible));
  const widths = columnWidths(cells);
  const last = widths.length - 1;
  const aligned = (text: string, column: number) => {
    const isLeft = alignment ? alignment[column] === "left" : column === 0 || (column === last && last > 1);
    const width = widths[column] ?? 0;
    return isLeft ? text.padEnd(width) : text.padStart(width);
  };
  const lines = cells.map((row) => row.map(aligned).join("  ").trimEnd());
  if (rule) lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

/** The length of the longest cell of each column of the first row. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_cell, column) => extremes(rows.map((row) => row[column]?.length ?? 0))[1]);
}

/** A share of 1 as a percentage, without its sign. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
