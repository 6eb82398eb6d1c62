// Scans that a person names, as files or folders, and the reference of a scan on the grid of its mask.
// Prediction and scoring begin here.

import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { counted, someOf } from "@mandn/base";
import {
  accessError,
  type Case,
  type CaseFile,
  type Dataset,
  discoverDataset,
  isSlice,
  LongTable,
  scansIn,
  stemOf,
} from "@mandn/imaging";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import { type Mask, onGridOf, readMask } from "../evaluation/masks.js";
import type { Plan } from "../plan/plan.js";
import { assertShard, isIn, partOf, type Shard } from "../run/shard.js";

/**
 * The scans that the arguments of `mn predict` name. Each argument is a file, the folder of a DICOM series, or a folder of
 * scans; where the plan has several channels, their files, separated by commas.
 *
 * @param known the run's dataset, as whose HDF5 arrays those of the scans stack their slices
 * @throws MnError `"usage"` for a wrong number of channels, two scans of one name, or a folder without scans; ImagingError
 * `"access"`.
 */
export async function scansOf(args: readonly string[], plan: Plan, known?: Dataset): Promise<ScanFiles[]> {
  const { channels } = plan.dataset;
  const scans: ScanFiles[] = [];
  for (const arg of args) {
    if (arg.split(",").some((path) => path.trim() === "")) throw new MnError("usage", "The path of a scan is empty.");
    const paths = arg.split(",").map((path) => resolve(path));
    const [first] = paths as [string, ...string[]];
    const isSeries = await isFolder(first);
    const found = isSeries && paths.length === 1 ? await scansIn(first) : [];
    if (found.some(({ path }) => !isSlice(path))) scans.push(...groupChannels(arg, found, channels.length));
    else scans.push({ id: idOf(first, isSeries), channels: paths.map((path): CaseFile => ({ path })) });
  }
  const ids = new Set<string>();
  const twice = scans.find(({ id }) => ids.size === ids.add(id).size)?.id;
  if (twice !== undefined) {
    const remedy = "Predict them into different folders.";
    throw new MnError("usage", `Two of the scans are called ${twice}, and so would be their masks.`, {
      remedy,
    });
  }
  const slices = known?.cases.flatMap(({ channels }) => channels).find((file) => file.slices)?.slices;
  if (slices === undefined) return scans;
  return scans.map((scan) => ({ ...scan, channels: scan.channels.map((file) => ({ ...file, slices })) }));
}

/** Scans that may be very many: all can be gone through, and a part of them kept. */
export interface ScanList {
  /** One at a time, in the list's order. */
  all(): Iterable<ScanFiles>;
  /** Those of a part, as `partOf` has them. */
  part(shard: Shard | undefined): readonly ScanFiles[];
}

/** Scans that are known one and all. */
export const listOf = (scans: readonly ScanFiles[]): ScanList => ({
  all: () => scans,
  part: (shard) => partOf(scans, shard),
});

/**
 * The scans of a table or another list of a dataset, whatever their roles. Whether their files are there is not looked at: one that is
 * not is a fault of its scan. A table is read anew each time that its scans are gone through, so that none of them need be kept.
 *
 * @throws MnError `"usage"` for a wrong number of channels; ImagingError `"dataset"` for a list that cannot be read
 */
export async function listedScans(list: string, { dataset: { channels } }: Plan): Promise<ScanList> {
  const table = LongTable.open(resolve(list));
  const scans = table ? tableList(table) : listOf((await discoverDataset(list, { lookForFiles: false })).cases);
  if (table?.channels === channels.length) return scans;
  const wrong: string[] = [];
  for (const { id, channels: files } of scans.all()) if (files.length !== channels.length) wrong.push(id);
  if (wrong.length === 0) return scans;
  const fault = `lists scans without ${counted(channels.length, "image file")} each: ${someOf(wrong, 5)}`;
  const remedy = `The run's channels are ${channels.join(", ")}: give each a column.`;
  throw new MnError("usage", fault, { path: list, caseIds: wrong, remedy });
}

function tableList(table: LongTable): ScanList {
  return {
    all: () => table.cases(),
    part(shard) {
      if (shard === undefined) return [...table.cases()];
      assertShard(shard);
      return partOf([...table.cases((place) => isIn(shard, place))], { index: 1, of: 1 });
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch((cause: unknown) => {
    throw accessError(path, "read", cause);
  });
  return status.isDirectory();
}

const CHANNEL = /^(.+)_(\d{4})$/;

/** A scan for each file; where there are several channels, for each group of files `<scan>_0000`, `<scan>_0001`, …. */
function groupChannels(
  folder: string,
  found: readonly { readonly stem: string; readonly path: string }[],
  channels: number,
): ScanFiles[] {
  if (channels === 1) return found.map(({ stem, path }) => ({ id: stem.replace(/_0000$/, ""), channels: [{ path }] }));
  const groups = new Map<string, string[]>();
  for (const { stem, path } of [...found].sort((a, b) => (a.stem < b.stem ? -1 : 1))) {
    const id = CHANNEL.exec(stem)?.[1] ?? stem;
    groups.set(id, [...(groups.get(id) ?? []), path]);
  }
  const wrong = [...groups].filter(([, paths]) => paths.length !== channels && paths.length !== 1).map(([id]) => id);
  if (wrong.length > 0) {
    const remedy = `Name the ${channels} channels of each scan <scan>_0000, <scan>_0001, ….`;
    throw new MnError("usage", `not ${channels} channels each: ${someOf(wrong, 5)}`, {
      path: folder,
      caseIds: wrong,
      remedy,
    });
  }
  return [...groups].map(([id, paths]) => ({ id, channels: paths.map((path) => ({ path })) }));
}

/** What a scan is called: its file's name without the extension, or the folder's name. */
function idOf(path: string, isSeries: boolean): string {
  const name = basename(path);
  return ((isSeries ? undefined : stemOf(name)) ?? name).replace(/_0000$/, "");
}

/**
 * The reference mask of a case, on the grid of a predicted one.
 *
 * @throws MnError `"data"` when it has none, or it lies in another place; ImagingError when it cannot be read or holds no integers.
 */
export async function referenceOf({ id, label }: Case, prediction: Mask): Promise<Mask> {
  if (label === undefined) throw new MnError("data", `The scan ${id} has no mask to compare with.`, { caseIds: [id] });
  const reference = await readMask(label.path, label);
  return onGridOf(reference, prediction, { id, remedy: "mn check says where it lies." });
}
