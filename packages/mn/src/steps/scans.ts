// Scans that a person names, as files or folders, and the reference of a scan on the grid of its mask.
// Prediction and scoring begin here.

import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { accessError, type Case, type CaseFile, scansIn } from "@mandn/imaging";
import type { ScanFiles } from "../data/prepare.js";
import { MnError } from "../errors.js";
import { type Mask, onGridOf, readMask } from "../evaluation/masks.js";
import type { Plan } from "../plan/plan.js";

/**
 * The scans that the arguments of `mn predict` name. Each argument is a file, the folder of a DICOM series, or a folder of
 * scans; where the plan has several channels, their files, separated by commas.
 *
 * @throws MnError `"usage"` for a wrong number of channels, two scans of one name, or a folder without scans; ImagingError
 * `"access"`.
 */
export async function scansOf(args: readonly string[], plan: Plan): Promise<ScanFiles[]> {
  const { channels } = plan.dataset;
  const scans: ScanFiles[] = [];
  for (const arg of args) {
    if (arg.split(",").some((path) => path.trim() === "")) throw new MnError("usage", "The path of a scan is empty.");
    const paths = arg.split(",").map((path) => resolve(path));
    if (paths.length === 1 && (await isFolderOfScans(paths[0] as string))) {
      const found = await scansIn(paths[0] as string);
      scans.push(...groupChannels(arg, found, channels.length));
    } else scans.push({ id: stemOf(paths[0] as string), channels: paths.map((path): CaseFile => ({ path })) });
  }
  const ids = scans.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) {
    const remedy = "Predict them into different folders.";
    throw new MnError("usage", `Two of the scans are called ${twice}, and so would be their masks.`, {
      remedy,
    });
  }
  return scans;
}

/** A file of one slice, as DICOM series have them. */
const SLICE = /\.(dcm|ima)$/i;

/** Whether a folder holds scans rather than the slices of one DICOM series. */
async function isFolderOfScans(path: string): Promise<boolean> {
  const status = await stat(path).catch((cause: unknown) => {
    throw accessError(path, "read", cause);
  });
  if (!status.isDirectory()) return false;
  return (await scansIn(path)).some((scan) => !SLICE.test(scan.path));
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
    throw new MnError("usage", `not ${channels} channels each: ${wrong.slice(0, 5).join(", ")}`, {
      path: folder,
      caseIds: wrong,
      remedy,
    });
  }
  return [...groups].map(([id, paths]) => ({ id, channels: paths.map((path) => ({ path })) }));
}

function stemOf(path: string): string {
  return basename(path)
    .replace(/\.(nii|nrrd|nhdr|mha|mhd|h5|hdf5|npy|npz|zip|hdr|img)(\.gz)?$/i, "")
    .replace(/_0000$/, "");
}

/**
 * The reference mask of a case, on the grid of a predicted one.
 *
 * @throws MnError `"data"` when it has none, or it lies in another place; ImagingError when it cannot be read or holds no integers.
 */
export async function referenceOf({ id, label }: Case, prediction: Mask): Promise<Mask> {
  if (label === undefined) throw new MnError("data", `The scan ${id} has no mask to compare with.`, { caseIds: [id] });
  const reference = await readMask(label.path, label.key);
  return onGridOf(reference, prediction, { id, remedy: "mn check says where it lies." });
}
