// A table that lists the cases, one a line: read here, and written by `mn check --write-csv` for people to edit.
// A layout like the others (layout.ts); the table's fields are read by table.ts.

import { existsSync } from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import { someOf } from "@mandn/base";
import { type Case, type CaseFile, type Dataset, datasetError, type Remark, type Split } from "./dataset.js";
import { filesIn, idsFor, listedPath, requireFiles, stemOf } from "./files.js";
import { claimOfList, type DiscoverOptions, type Layout, legible } from "./layout.js";
import { labelRank, splitNamed } from "./names.js";
import { understood, unreadPlace } from "./remarks.js";
import { parseTable, type Row, tableText } from "./table.js";
import { readText, readTextFile } from "./text-files.js";

const SPLIT_COLUMNS = ["split", "set", "subset"];
/** Columns of ids: those that say so must be unique; those of people are used where they are. */
const ID_COLUMNS = ["id", "case", "case_id", "caseid", "image_id", "imageid", "scan_id", "scanid"];
const PERSON_COLUMNS = ["patient", "patient_id", "patientid", "subject", "subject_id", "subjectid", "name"];

/**
 * A table (RFC 4180; comma, semicolon or tab) with a header line and the columns `image`, or several that begin with
 * `image`, one for each channel (`image_T1` is the channel T1); and, if wanted, `label`, `split`, `fold`, `id`. Files
 * that hold several arrays have their names in `key of image` and `key of label`; of HDF5 arrays `slices` says whether
 * these are stacked along the `first` or the `last` axis. Paths are relative to the table's folder, with / or \. An empty
 * label is an unlabelled case. UTF-8, UTF-16 or Windows-1252.
 */
export const csv: Layout = {
  name: "csv",
  looksLike: "a CSV file with the columns image, label, split",
  async claim(path, folder) {
    const files = folder ? await filesIn(path) : [path];
    const tables: string[] = [];
    for (const file of files.filter((name) => /\.(csv|tsv)$/i.test(name))) {
      if (!folder || (await legible(hasImageColumn(file))) === true) tables.push(file);
    }
    return claimOfList(path, tables, "CSV");
  },
  read: readCsv,
};

async function hasImageColumn(path: string): Promise<boolean> {
  const [header] = parseTable(path, await readText(path));
  return header?.cells.some((cell) => isImageColumn(columnName(cell))) ?? false;
}

/** A column's name in the header, as it is compared. */
const columnName = (cell: string) => cell.trim().toLowerCase().replaceAll(/[ -]/g, "_");

const isImageColumn = (name: string) => name.startsWith("image") && !ID_COLUMNS.includes(name);

/** Which column holds what; -1 for none. */
export interface Columns {
  readonly images: readonly number[];
  readonly label: number;
  readonly split: number;
  readonly fold: number;
  readonly id: number;
  readonly person: number;
  readonly imageKey: number;
  readonly labelKey: number;
  readonly slices: number;
}

function columnsOf(header: readonly string[]): Columns {
  const names = header.map(columnName);
  const column = (isIt: (name: string) => boolean) => names.findIndex(isIt);
  const plain = column((name) => labelRank(name) === 2);
  return {
    images: names.flatMap((name, i) => (isImageColumn(name) ? [i] : [])),
    label: plain >= 0 ? plain : column((name) => labelRank(name) === 1),
    split: column((name) => SPLIT_COLUMNS.includes(name)),
    fold: column((name) => name === "fold"),
    id: column((name) => ID_COLUMNS.includes(name)),
    person: column((name) => PERSON_COLUMNS.includes(name)),
    imageKey: column((name) => name === "key_of_image"),
    labelKey: column((name) => name === "key_of_label"),
    slices: column((name) => name === "slices"),
  };
}

async function readCsv(
  path: string,
  { baseFolder = dirname(path), fold: validating, lookForFiles = true }: DiscoverOptions,
): Promise<Dataset> {
  const { text, encoding } = await readTextFile(path);
  const [{ cells: header } = { cells: [] }, ...rows] = parseTable(path, text);
  const table = tableOf(path, header, baseFolder);
  const { columns } = table;
  const { images } = columns;
  if (rows.length === 0) throw withoutLines(path);

  const faults: string[] = [];
  const drafts = rows.map((row): Case => {
    const one = caseOf(row, table, faults);
    return one.split === "train" && validating !== undefined && one.fold === validating
      ? { ...one, split: "validation" }
      : one;
  });
  if (validating !== undefined && !drafts.some((one) => one.fold === validating)) {
    faults.push(`no line has the fold ${validating}`);
  }
  if (faults.length > 0) throw faultyLines(path, faults);
  const cases = withIds(path, drafts, columns);
  if (lookForFiles)
    requireFiles(path, cases, `Paths are relative to ${baseFolder}: give \`baseFolder\` if they lie elsewhere.`);
  const used: readonly number[] = Object.values(columns).flat();
  const ignored = header.filter((_name, i) => !used.includes(i));
  const channelNames = channelNamesOf(images.map((i) => header[i].trim()));
  const remarks = [
    ...unreadColumns(path, header, rows, used),
    ...(encoding === "UTF-8" ? [] : [encodingRemark(path, encoding)]),
  ];
  const dataset: Dataset = {
    root: path,
    layout: "csv",
    recognisedBy:
      `${basename(path)} lists ${cases.length} cases, ${cases.filter((one) => one.label === undefined).length} without a ` +
      `label${ignored.length > 0 ? `; columns passed over: ${ignored.join(", ")}` : ""}.`,
    ...(channelNames === undefined ? {} : { channelNames }),
    cases,
    remarks,
  };
  return dataset;
}

/** A table whose header is read. */
export interface Table {
  readonly path: string;
  readonly header: readonly string[];
  readonly columns: Columns;
  /** The folder that its paths are relative to. */
  readonly baseFolder: string;
}

/** @throws ImagingError `"dataset"` where no column has images. */
export function tableOf(path: string, header: readonly string[], baseFolder = dirname(path)): Table {
  const columns = columnsOf(header);
  if (columns.images.length > 0) return { path, header, columns, baseFolder };
  throw datasetError(path, `has the columns ${someOf(header)}`, 'Name a column "image".');
}

/** The error of a table without cases. */
export const withoutLines = (path: string) =>
  datasetError(path, "has no line but its header", "Add a line for each case.");

/** The error of a table in whose lines something is wrong. */
export function faultyLines(path: string, faults: readonly string[]) {
  const remedy = "Correct the lines; splits are train, val and test, folds whole numbers, slices first and last.";
  return datasetError(path, someOf(faults), remedy);
}

/**
 * The case of a row; its id is what the table says, which may be nothing.
 *
 * @param faults what is wrong with it is added to them
 * @throws ImagingError `"dataset"` for a row with more or fewer cells than the header
 */
export function caseOf(row: Row, { path, header, columns, baseFolder }: Table, faults: string[]): Case {
  const { line, cells } = row;
  const { images, label, imageKey, labelKey } = columns;
  if (cells.length !== header.length) {
    const fault = `line ${line} has ${cells.length} cells where the header has ${header.length}`;
    throw datasetError(path, fault, "Correct the line.");
  }
  const cell = (i: number) => (i < 0 ? "" : cells[i].trim());
  if (images.some((i) => cell(i) === "")) faults.push(`line ${line} lacks an image`);
  const { split, fold } = roleOf(row, columns, faults);
  const slices = slicesOf(row, columns, faults);
  const toFile = (listed: string, key: string): CaseFile => ({
    path: pathInTable(baseFolder, listed),
    ...(key === "" ? {} : { key }),
    ...(slices === undefined ? {} : { slices }),
  });
  return {
    id: columns.id >= 0 ? cell(columns.id) : cell(columns.person),
    channels: images.map((i) => toFile(cell(i), cell(imageKey))),
    ...(cell(label) === "" ? {} : { label: toFile(cell(label), cell(labelKey)) }),
    split,
    ...(fold === undefined ? {} : { fold }),
    recognisedBy: `line ${line} of ${basename(path)}`,
  };
}

function roleOf({ line, cells }: Row, columns: Columns, faults: string[]): { split: Split; fold?: number } {
  const cell = (i: number) => (i < 0 ? "" : cells[i].trim());
  const [splitText, foldText] = [cell(columns.split), cell(columns.fold)];
  const split = splitText === "" ? "train" : splitNamed(splitText);
  if (split === undefined) faults.push(`line ${line} has the split "${splitText}"`);
  // Spreadsheets write whole numbers of a column with gaps as 0.0.
  const isFold = /^\d{0,9}(\.0+)?$/.test(foldText);
  if (!isFold) faults.push(`line ${line} has the fold "${foldText.slice(0, 20)}"`);
  return { split: split ?? "train", ...(foldText === "" || !isFold ? {} : { fold: Number(foldText) }) };
}

function slicesOf({ line, cells }: Row, { slices }: Columns, faults: string[]): CaseFile["slices"] {
  const text = slices < 0 ? "" : cells[slices].trim().toLowerCase();
  if (text === "first" || text === "last") return text;
  if (text !== "") faults.push(`line ${line} has the slices "${text.slice(0, 20)}"`);
  return undefined;
}

/** A path in a table, also as Windows writes it. */
function pathInTable(baseFolder: string, listed: string): string {
  const path = listedPath(baseFolder, listed);
  if (!listed.includes("\\") || existsSync(path)) return path;
  return listedPath(baseFolder, listed.replaceAll("\\", "/"));
}

/** Names of channels: what stands after `image_`; the column's own name where several have nothing there. */
function channelNamesOf(columns: readonly string[]): string[] | undefined {
  const names = columns.map((column) => /^image[_ -](.+)$/i.exec(column)?.[1]);
  if (columns.length === 1 && names[0] === undefined) return undefined;
  return columns.map((column, i) => names[i] ?? column);
}

/** Columns of which a cell is named as a scan, and which are not read. */
function unreadColumns(
  path: string,
  header: readonly string[],
  rows: readonly Row[],
  used: readonly number[],
): Remark[] {
  return header.flatMap((name, i) => {
    if (used.includes(i)) return [];
    const first = rows.find(({ cells }) => stemOf(cells[i].trim()) !== undefined);
    if (first === undefined) return [];
    const fault = `The column "${name}" names files, first "${first.cells[i].trim()}" in line ${first.line}, and is not read`;
    return [unreadPlace(path, fault, 'Call columns of masks "label" and of images "image"; take out what is neither.')];
  });
}

function encodingRemark(path: string, encoding: string): Remark {
  return understood(path, `The table is read as ${encoding}.`, "If names look wrong, save it as UTF-8.");
}

function withIds(path: string, cases: readonly Case[], { id, person }: Columns): Case[] {
  const isUnique = (ids: readonly string[]) => new Set(ids).size === ids.length && !ids.includes("");
  const given = cases.map((one) => one.id);
  const isGiven = id >= 0 || (person >= 0 && isUnique(given));
  const paths = cases.map(({ channels }) => channels[0].path);
  const ids = isGiven ? given : idsFor(path, paths);
  if (!isUnique(ids)) {
    const seen = new Set<string>();
    throw wrongIds(
      path,
      ids.filter((one) => one === "" || seen.size === seen.add(one).size),
    );
  }
  return cases.map((one, i) => ({ ...one, id: ids[i] }));
}

/** The error of ids that are empty, or that several cases have. */
export function wrongIds(path: string, ids: readonly string[]) {
  const fault = `ids are empty or not unique: ${someOf(ids.map((one) => `"${one}"`))}`;
  return datasetError(path, fault, "Give each line its own.");
}

/**
 * A dataset as a table that {@link csv} reads, for people to edit: a line for each case, paths relative to `folder`.
 * What the layout knew of classes' names is not in it.
 *
 * @param folder where the table is to lie
 * @throws ImagingError `"dataset"` when cases have different numbers of files.
 */
export function datasetCsv({ root, cases, channelNames }: Dataset, folder: string): string {
  const files = cases[0].channels.length;
  const other = cases.find(({ channels }) => channels.length !== files);
  if (other !== undefined) {
    const fault = `${cases[0].id} has ${files} image files and ${other.id} ${other.channels.length}`;
    throw datasetError(root, fault, "A table needs as many of each case: mend the dataset first.");
  }
  const image = (i: number) => (channelNames?.length === files ? `image_${channelNames[i]}` : `image${i + 1}`);
  const hasNames = files > 1 || channelNames?.length === 1;
  const isSomewhere = (value: (one: Case) => unknown) => cases.some((one) => value(one) !== undefined);
  const written = (path: string) => relative(folder, path).split(sep).join("/");
  const columns: [string, (one: Case) => string][] = [
    ["id", ({ id }) => id],
    ...Array.from({ length: files }, (_, i): [string, (one: Case) => string] => [
      hasNames ? image(i) : "image",
      ({ channels }) => written(channels[i].path),
    ]),
    ["label", ({ label }) => (label === undefined ? "" : written(label.path))],
    ["split", ({ split }) => split],
  ];
  if (isSomewhere(({ fold }) => fold)) columns.push(["fold", ({ fold }) => String(fold ?? "")]);
  if (isSomewhere(({ channels }) => channels[0].key))
    columns.push(["key of image", (one) => one.channels[0].key ?? ""]);
  if (isSomewhere(({ label }) => label?.key)) columns.push(["key of label", ({ label }) => label?.key ?? ""]);
  if (isSomewhere(({ channels }) => channels[0].slices))
    columns.push(["slices", ({ channels }) => channels[0].slices ?? ""]);
  return tableText([columns.map(([name]) => name), ...cases.map((one) => columns.map(([, value]) => value(one)))]);
}
