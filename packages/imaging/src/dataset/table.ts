// Tables as text (RFC 4180): separated by commas, semicolons or tabs, quoted where need be. Read in one pass, so that a
// long cell costs no more than its length; written so that spreadsheets take no cell for a formula.

import { datasetError } from "./dataset.js";

/** A row of cells, and the line of the file where it begins, from 1. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a table, quotes resolved; empty lines are passed over. The separator is the one the header has most of.
 *
 * @throws ImagingError `"dataset"` for quotes that cannot be made sense of.
 */
export function parseTable(path: string, text: string): Row[] {
  const end = /\r?\n|\r/.exec(text)?.index ?? text.length;
  const header = text.slice(0, end);
  const [separator] = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length);
  const rows: Row[] = [];
  let line = 1;
  let i = 0;
  while (i < text.length) {
    const begins = line;
    const cells: string[] = [];
    for (let more = true; more; ) {
      const quoted = text[i] === '"';
      const cell = quoted ? quotedCell(text, i) : plainCell(text, i, separator);
      const after = cell === undefined ? undefined : text[cell.end];
      if (cell === undefined || (quoted && after !== undefined && after !== separator && !isLineEnd(after))) {
        throw datasetError(path, `the quotes in line ${begins} cannot be made sense of`, "Correct them.");
      }
      cells.push(unguarded(cell.text));
      line += quoted ? cell.text.split("\n").length - 1 : 0;
      more = after === separator;
      i = more ? cell.end + 1 : afterLineEnd(text, cell.end);
    }
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: begins, cells });
    line++;
  }
  return rows;
}

interface Cell {
  readonly text: string;
  /** The place after it. */
  readonly end: number;
}

function quotedCell(text: string, start: number): Cell | undefined {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] !== '"') return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }
  return undefined;
}

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && !isLineEnd(text[end])) end++;
  return { text: text.slice(start, end), end };
}

const isLineEnd = (character: string) => character === "\n" || character === "\r";

function afterLineEnd(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : end + 1;
}

/** What makes a spreadsheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table's text, with commas. A cell that a spreadsheet would take for a formula has a ' before it. */
export function tableText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(value: string | number): string {
  const guarded = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A cell without the ' of {@link tableText}. */
function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
