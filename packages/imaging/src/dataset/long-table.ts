// A table of very many cases, read as a stream: whoever needs a part of them keeps that part, and of all others a few bytes for the id.
// It understands what csv.ts does; whatever that decides by all files at once is left to it.

import { CompactTexts } from "@mandn/base";
import { caseOf, faultyLines, type Table, tableOf, withoutLines, wrongIds } from "./csv.js";
import type { Case } from "./dataset.js";
import { IDS_BY_IMAGE, imagesTwice } from "./files.js";
import { HDF5 } from "./hdf5-axes.js";
import { type Row, rowsOf } from "./table.js";
import { textPieces } from "./text-files.js";

/** Faults that are kept of a table; a message shows fewer. */
const MOST_FAULTS = 20;

/** The cases of a table. */
export class LongTable {
  readonly #table: Table;
  readonly #idOf: (one: Case) => string;
  /** Of each case in the table's order: its place by the order of ids. */
  readonly #places: Uint32Array;

  private constructor(table: Table, idOf: (one: Case) => string, places: Uint32Array) {
    this.#table = table;
    this.#idOf = idOf;
    this.#places = places;
  }

  /**
   * Reads a table through, and keeps the order of its ids. Whether its files are there is not looked at.
   *
   * @returns undefined for a file that is no table, and for one of HDF5 files whose axes all together have to show
   * (`discoverDataset` reads both).
   * @throws ImagingError `"access"`; `"dataset"` as `discoverDataset`
   */
  static open(path: string): LongTable | undefined {
    if (!/\.(csv|tsv)$/i.test(path)) return undefined;
    const { done, value } = rows(path).next();
    const table = tableOf(path, done ? [] : value.cells);
    const faults: string[] = [];
    const given = new CompactTexts();
    let isDecidedTogether = false;
    for (const one of casesOf(table, faults)) {
      given.add(one.id);
      isDecidedTogether ||= one.channels.some(({ path, slices }) => HDF5.test(path) && slices === undefined);
      if (faults.length > MOST_FAULTS) break;
    }
    if (faults.length > 0) throw faultyLines(path, faults);
    if (given.length === 0) throw withoutLines(path);
    if (isDecidedTogether) return undefined;
    const { id, person } = table.columns;
    const isGiven = id >= 0 || person >= 0;
    const order = isGiven ? given.order() : undefined;
    if (order !== undefined && order.wrong.length === 0) return new LongTable(table, (one) => one.id, order.places);
    if (id >= 0 && order !== undefined) throw wrongIds(path, order.wrong);
    return LongTable.#byImages(table);
  }

  /** With the first ids by their images that are unique. */
  static #byImages(table: Table): LongTable {
    let twice: readonly string[] = [];
    for (const idOfImage of IDS_BY_IMAGE) {
      const idOf = ({ channels }: Case) => idOfImage(channels[0]?.path ?? "");
      const ids = new CompactTexts();
      for (const one of casesOf(table, [])) ids.add(idOf(one));
      const { places, wrong } = ids.order();
      if (wrong.length === 0) return new LongTable(table, idOf, places);
      twice = wrong;
    }
    throw imagesTwice(table.path, twice);
  }

  get length(): number {
    return this.#places.length;
  }

  /** Image files of each case: as many as there are columns of them. */
  get channels(): number {
    return this.#table.columns.images.length;
  }

  /**
   * The cases in the table's order, one at a time.
   *
   * @param isWanted by the place of a case in the order of ids; default all
   */
  *cases(isWanted: (place: number) => boolean = () => true): Generator<Case> {
    let at = 0;
    for (const row of rowsBelow(this.#table.path)) {
      if (!isWanted(this.#places[at++] as number)) continue;
      const one = caseOf(row, this.#table, []);
      yield { ...one, id: this.#idOf(one) };
    }
  }
}

const rows = (path: string) => rowsOf(path, textPieces(path));

function* rowsBelow(path: string): Generator<Row> {
  let isHeader = true;
  for (const row of rows(path)) {
    if (!isHeader) yield row;
    isHeader = false;
  }
}

function* casesOf(table: Table, faults: string[]): Generator<Case> {
  for (const row of rowsBelow(table.path)) yield caseOf(row, table, faults);
}
