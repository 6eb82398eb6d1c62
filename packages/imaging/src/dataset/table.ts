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
  return [...rowsOf(path, [text])];
}

/** No row is longer; where one seems to be, a quote is not closed. */
const LONGEST_ROW = 1 << 24;

/**
 * As {@link parseTable}, of a text that comes in pieces, of which no more is held than the row that is read.
 *
 * @throws ImagingError `"dataset"` as {@link parseTable}.
 */
export function* rowsOf(path: string, pieces: Iterable<string>): Generator<Row> {
  let [text, at, line] = ["", 0, 1];
  let separator: string | undefined;
  const left = pieces[Symbol.iterator]();
  for (let isWhole = false; !isWhole; ) {
    text = text.slice(at);
    at = 0;
    // Twice as much each time that a row does not end, so that a long one costs no more than its length.
    for (const enough = 2 * text.length; !isWhole && text.length <= enough; ) {
      const { value, done = false } = left.next();
      isWhole = done;
      if (!done) text += value;
    }
    const isLong = text.length > LONGEST_ROW;
    separator ??= separatorOf(text, isWhole || isLong);
    while (separator !== undefined && at < text.length) {
      const found = rowAt(text, at, separator, isWhole);
      if (found === "faulty" || (found === "open" && isLong && at === 0))
        throw datasetError(path, `the quotes in line ${line} cannot be made sense of`, "Correct them.");
      if (found === "open") break;
      if (found.cells.length > 1 || found.cells[0] !== "") yield { line, cells: found.cells };
      at = found.end;
      line += found.lines;
    }
  }
}

/** The one that the header has most of; undefined where the header may go on. */
function separatorOf(text: string, isWhole: boolean): string | undefined {
  const end = /[\r\n]/.exec(text)?.index;
  if (end === undefined && !isWhole) return undefined;
  const header = text.slice(0, end);
  const [separator] = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length);
  return separator;
}

/**
 * The row that begins at a place.
 *
 * @param isWhole whether nothing comes after the text; else a row that reaches its end is `"open"`
 */
function rowAt(
  text: string,
  start: number,
  separator: string,
  isWhole: boolean,
): { readonly cells: string[]; readonly end: number; readonly lines: number } | "open" | "faulty" {
  const cells: string[] = [];
  for (let [at, lines] = [start, 1]; ; ) {
    const quoted = text[at] === '"';
    const cell = quoted ? quotedCell(text, at) : plainCell(text, at, separator);
    if (cell === undefined) return isWhole ? "faulty" : "open";
    const after = text[cell.end];
    // At the end of a piece a quote may be half of two, and a carriage return the half of a line's end.
    const isOpen = after === undefined || (after === "\r" && cell.end + 1 === text.length);
    if (isOpen && !isWhole) return "open";
    if (quoted && after !== undefined && after !== separator && !isLineEnd(after)) return "faulty";
    cells.push(unguarded(cell.text));
    lines += quoted ? cell.text.split("\n").length - 1 : 0;
    if (after !== separator) return { cells, end: afterLineEnd(text, cell.end), lines };
    at = cell.end + 1;
  }
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
