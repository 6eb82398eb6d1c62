// The report of a check as a text for people: what was found and understood, a table of the faults, a table of what was
// measured. Nothing out of a file reaches the text unescaped.

import { dirname, isAbsolute, relative } from "node:path";
import { columns, columnWidths, extremes, median, plain, someOf, visible } from "@mandn/base";
import { addTo } from "../group-by.js";
import { isImage } from "./case-faults.js";
import { severitySchema } from "./dataset.js";
import type { CaseFacts, DatasetReport, Fault } from "./report.js";

/**
 * A report as plain text: a line of counts, how the files were understood, a table of the faults, those of one kind
 * that many cases share told once, and a table of what was measured. Files are named from the dataset's root. Control
 * characters in names are escaped.
 *
 * @param width characters in a line, at least 60.
 */
export function formatDatasetReport(report: DatasetReport, { width = 120 } = {}): string {
  const { root, layout, recognisedBy, cases, faults } = report;
  const labelled = cases.filter((one) => one.labelled).length;
  const counts = severitySchema.options.map((severity) => {
    const n = faults.filter((fault) => fault.severity === severity).length;
    return `${n} ${severity}${n === 1 ? "" : "s"}`;
  });
  const number = `${cases.length} case${cases.length === 1 ? "" : "s"}`;
  const head = `${visible(root)} (${layout}): ${number}, ${labelled} labelled, ${cases.length - labelled} unlabelled.`;
  const lineWidth = Math.max(60, width);
  const understood = recognisedBy === undefined ? [] : wrap(visible(recognisedBy), lineWidth);
  const parts = [[head, ...understood, `${counts.join(", ")}.`].join("\n")];
  if (faults.length > 0) parts.push(faultTable(report, lineWidth));
  const known = cases.flatMap(({ facts }) => (facts === null ? [] : [facts]));
  if (known.length > 0) parts.push(factTable(report, known));
  return `${parts.join("\n\n")}\n`;
}

function faultTable({ root, faults }: DatasetReport, width: number): string {
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = `${fault.severity} ${fault.code} ${kindOf(fault)}`;
    addTo(groups, key, fault);
  }
  const rows = [...groups.values()].flatMap((group) =>
    group.length <= MOST_ROWS ? group.map((fault) => row(root, [fault])) : [row(root, group)],
  );
  const header = ["severity", "fault", "cases", "what is wrong, → what mends it"];
  const widths = columnWidths([header.slice(0, 3), ...rows]).map((width) => Math.min(30, width));
  widths.push(width - widths.reduce((sum, w) => sum + w + 2, 0));
  return [header, widths.map((w) => "─".repeat(w)), ...rows].map((row) => layOut(row, widths)).join("\n");
}

/** Codes that stand for faults of many kinds, each with a sentence of its own. */
const OF_MANY_KINDS: ReadonlySet<Fault["code"]> = new Set(["oddity", "unreadable", "not-read", "layout"]);

/** What sets faults of one code apart: their sentence without names and numbers, where the code stands for many. */
function kindOf({ code, message, file }: Fault): string {
  if (!OF_MANY_KINDS.has(code)) return "";
  let kind = message;
  if (file !== undefined) kind = kind.replaceAll(file, "…");
  return kind.replaceAll(/"[^"]*"|-?\d+(\.\d+)?(e[+-]?\d+)?/gi, "…");
}

/** More faults of one kind share a row, with the first as the example. */
const MOST_ROWS = 4;

function row(root: string, group: readonly Fault[]): string[] {
  const [{ severity, code, caseId, file, message, remedy }] = group;
  const ids = [...new Set(group.map((fault) => fault.caseId ?? "the dataset"))];
  const path = file === undefined ? "" : fromRoot(root, file);
  const where = path === "" || message.includes(file ?? "") ? "" : `${path}: `;
  const said = `${visible(`${where}${message.replaceAll(`${folderOf(root)}/`, "")}`)}\n→ ${visible(remedy)}`;
  if (group.length === 1) return [severity, code, visible(caseId ?? "–"), said];
  return [severity, code, visible(`${ids.length}: ${someOf(ids, 3)}`), `${group.length} times, first: ${said}`];
}

/** The folder of a dataset's root, which may be a list in it. */
function folderOf(root: string): string {
  return /\.(json|csv|tsv)$/i.test(root) ? dirname(root) : root;
}

function fromRoot(root: string, file: string): string {
  const path = relative(folderOf(root), file);
  return path === "" || path.startsWith("..") || isAbsolute(path) ? file : path;
}

/** One row of a table, cells wrapped at spaces and line ends. */
function layOut(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, i) => cell.split("\n").flatMap((line) => wrap(line, widths[i])));
  const lines = wrapped.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: lines }, (_, line) =>
    wrapped
      .map((column, i) => (column[line] ?? "").padEnd(widths[i]))
      .join("  ")
      .trimEnd(),
  ).join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ").flatMap((long) => long.match(new RegExp(`.{1,${width}}`, "gu")) ?? [""])) {
    const line = lines[lines.length - 1];
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

function factTable({ channelNames, labels }: DatasetReport, known: readonly CaseFacts[]): string {
  const rows: string[][] = [["measured, in RAS", "cases", "least", "median", "greatest"]];
  const add = (title: string, values: readonly number[]) => {
    if (values.length === 0) return;
    const [least, greatest] = extremes(values);
    const three = [least, median(values), greatest].map((value) => plain(value));
    rows.push([title, String(values.length), ...three]);
  };
  for (const [axis, name] of ["D", "H", "W"].entries()) {
    add(
      `${name}, voxels`,
      known.map(({ shape }) => shape[axis]),
    );
  }
  for (const [axis, name] of ["D", "H", "W"].entries()) {
    add(
      `${name}, mm between voxels`,
      known.map(({ spacing }) => spacing[axis]),
    );
  }
  const channels = known.reduce((most, facts) => Math.max(most, facts.channels.length), 0);
  for (let c = 0; c < channels; c++) {
    const present = known.flatMap((facts) => facts.channels[c]?.nonZero ?? []);
    const name = channelNames?.[c] ?? (channels > 1 ? `channel ${c}` : "intensity");
    add(
      `${name}, median where not 0`,
      present.map(({ p50 }) => p50),
    );
    add(
      `${name}, 99.5th percentile`,
      present.map(({ p99_5 }) => p99_5),
    );
  }
  const values = new Map<number, number[]>();
  for (const { value, millilitres } of known.flatMap(({ label }) =>
    label && isImage(label) === undefined ? label.values : [],
  )) {
    if (value !== 0) addTo(values, value, millilitres);
  }
  for (const [value, volumes] of [...values].sort(([a], [b]) => a - b).slice(0, 50)) {
    const name = labels?.[value];
    add(`label ${value}${name === undefined ? "" : ` (${name})`}, ml`, volumes);
  }
  return columns(rows, { alignment: ["left", "right", "right", "right", "right"], rule: true });
}
