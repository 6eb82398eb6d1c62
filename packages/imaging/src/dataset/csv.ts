import { basename, dirname, join } from "node:path";
import { type Case, type Dataset, datasetError, type Split, someOf } from "./dataset.js";
import { entriesOf, idsFor, isFolder, listedPath, readText, requireFiles } from "./files.js";
import type { DiscoverOptions, Layout } from "./layout.js";

const LABEL_COLUMNS = ["label", "mask", "segmentation", "seg"];
const SPLIT_COLUMNS = ["split", "set", "subset"];
const SPLITS: Readonly<Record<string, Split>> = {
  "": "train",
  train: "train",
  training: "train",
  unlabelled: "train",
  unlabeled: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  test: "test",
  testing: "test",
};

/**
 * A table (RFC 4180; comma, semicolon or tab) with a header line and the columns `image`, or several that begin with
 * `image`, one for each channel; and, if wanted, `label`, `split`, `fold`, `id`. Other columns are passed over. Paths are
 * relative to the table's folder. An empty label is an unlabelled case.
 */
export const csv: Layout = {
  name: "csv",
  looksLike: "a CSV file with the columns image, label, split",
  async claim(path, folder) {
    const names = folder
      ? (await entriesOf(path)).filter((e) => !isFolder(e)).map(({ name }) => join(path, name))
      : [path];
    const tables: string[] = [];
    for (const name of names.filter((file) => /\.(csv|tsv)$/i.test(file))) {
      const [header = []] = parseTable(name, (await readText(name)).split(/\r?\n/, 1)[0]);
      if (!folder || header.some(isImageColumn)) tables.push(name);
    }
    if (tables.length > 1) {
      const found = tables.map((table) => basename(table)).join(" and ");
      throw datasetError(
        path,
        `it cannot be told which of ${found} is meant`,
        "Give the CSV file instead of the folder.",
      );
    }
    return tables.length === 0 ? undefined : { path: tables[0], found: basename(tables[0]) };
  },
  read: readCsv,
};

const isImageColumn = (name: string) => /^image/i.test(name.trim());

async function readCsv(
  path: string,
  { baseFolder = dirname(path), fold: validating }: DiscoverOptions,
): Promise<Dataset> {
  const [header = [], ...rows] = parseTable(path, await readText(path));
  const names = header.map((name) => name.trim().toLowerCase());
  const images = names.flatMap((name, i) => (isImageColumn(name) ? [i] : []));
  const column = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const [label, split, fold, id] = [LABEL_COLUMNS, SPLIT_COLUMNS, ["fold"], ["id", "case"]].map(column);
  if (images.length === 0) throw datasetError(path, `has the columns ${someOf(header)}`, 'Name a column "image".');
  if (rows.length === 0) throw datasetError(path, "has no line but its header", "Add a line for each case.");

  const faults: string[] = [];
  const cell = (row: readonly string[], i: number) => (i < 0 ? "" : row[i].trim());
  const drafts = rows.map((row, r): Case => {
    const line = `line ${r + 2}`;
    if (row.length !== header.length) {
      throw datasetError(
        path,
        `${line} has ${row.length} cells where the header has ${header.length}`,
        "Correct the line.",
      );
    }
    const files = images.map((i) => cell(row, i));
    const splitName = cell(row, split).toLowerCase();
    const foldText = cell(row, fold);
    if (files.includes("")) faults.push(`${line} lacks an image`);
    if (SPLITS[splitName] === undefined) faults.push(`${line} has the split "${splitName}"`);
    if (!/^\d*$/.test(foldText)) faults.push(`${line} has the fold "${foldText}"`);
    const stated = SPLITS[splitName] ?? "train";
    const folded = foldText === "" ? undefined : Number(foldText);
    return {
      id: cell(row, id),
      channels: files.map((file) => ({ path: listedPath(baseFolder, file) })),
      ...(cell(row, label) === "" ? {} : { label: { path: listedPath(baseFolder, cell(row, label)) } }),
      split: stated === "train" && validating !== undefined && folded === validating ? "validation" : stated,
      ...(folded === undefined ? {} : { fold: folded }),
      recognisedBy: `${line} of ${basename(path)}`,
    };
  });
  if (validating !== undefined && !drafts.some((one) => one.fold === validating)) {
    faults.push(`no line has the fold ${validating}`);
  }
  if (faults.length > 0) {
    const remedy = `Correct the lines; splits are train, val and test, folds whole numbers.`;
    throw datasetError(path, someOf(faults), remedy);
  }
  const cases = withIds(path, drafts, id >= 0);
  requireFiles(path, cases, `Paths are relative to ${baseFolder}: give \`baseFolder\` if they lie elsewhere.`);
  const used = [...images, label, split, fold, id];
  const ignored = header.filter((_name, i) => !used.includes(i));
  const dataset: Dataset = {
    root: path,
    layout: "csv",
    recognisedBy:
      `${basename(path)} lists ${cases.length} cases, ${cases.filter((one) => one.label === undefined).length} without a ` +
      `label${ignored.length > 0 ? `; columns passed over: ${ignored.join(", ")}` : ""}.`,
    ...(images.length > 1 ? { channelNames: images.map((i) => header[i].trim()) } : {}),
    cases,
  };
  return dataset;
}

function withIds(path: string, cases: readonly Case[], given: boolean): Case[] {
  const ids = given
    ? cases.map(({ id }) => id)
    : idsFor(
        path,
        cases.map(({ channels }) => channels[0].path),
      );
  const wrong = ids.filter((id, i) => id === "" || ids.indexOf(id) !== i);
  if (wrong.length > 0) {
    throw datasetError(
      path,
      `ids are empty or not unique: ${someOf(wrong.map((id) => `"${id}"`))}`,
      "Give each line its own.",
    );
  }
  return cases.map((one, i) => ({ ...one, id: ids[i] }));
}

/** Rows of cells, quotes resolved; empty lines are passed over. The separator is the one the header has most of. */
function parseTable(path: string, text: string): string[][] {
  const [header] = text.split(/\r?\n/, 1);
  const [separator] = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length);
  const pattern = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r?\\n|$)`,
    "y",
  );
  const rows: string[][] = [];
  let row: string[] = [];
  for (let end: string | undefined; end !== ""; ) {
    const match = pattern.exec(text);
    if (match === null) {
      throw datasetError(path, `the quotes in line ${rows.length + 1} cannot be made sense of`, "Correct them.");
    }
    const [, quoted, plain = ""] = match;
    end = match[3];
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
