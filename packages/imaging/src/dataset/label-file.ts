// Files that name a mask's values and give them colours, as programs in which masks are drawn write them: the label descriptions of
// ITK-SNAP, and the colour tables of 3D Slicer (.ctbl and .txt).

import { basename } from "node:path";
import { someOf } from "@mandn/base";
import type { Color } from "../volume.js";
import { datasetError } from "./dataset.js";
import { readText } from "./text-files.js";

/** What a label file says of a value. */
export interface NamedLabel {
  readonly value: number;
  readonly name: string;
  readonly color: Color;
}

/** IDX R G B A VIS MSH "LABEL" */
const ITK_SNAP = /^(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+[\d.]+\s+[01]\s+[01]\s+"(.*)"$/;
/** value name R G B A; a name with spaces is in quotation marks, or has _ in their place. */
const SLICER = /^(\d+)\s+(?:"(.*)"|(\S+))\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)$/;

/**
 * The values that a label file names, by rising value, without the background 0.
 *
 * @throws ImagingError `"dataset"` for a line that neither program writes, and a value or a name that stands there twice; `"access"`.
 */
export async function readLabelFile(path: string): Promise<NamedLabel[]> {
  const lines = (await readText(path)).split(/\r?\n/).map((line, i) => ({ text: line.trim(), number: i + 1 }));
  const labels = lines
    .filter(({ text }) => text !== "" && !text.startsWith("#"))
    .map(({ text, number }) => parseLine(text) ?? notUnderstood(path, text, number))
    .filter(({ value }) => value !== 0);
  if (labels.length === 0) throw datasetError(path, "names no value but 0", "Give the file that names the classes.");
  for (const of of ["value", "name"] as const) {
    const all = labels.map((label) => String(label[of]));
    const twice = all.filter((one, i) => all.indexOf(one) < i);
    if (twice.length > 0) throw datasetError(path, `has a ${of} more than once: ${someOf(twice)}`, "Keep one of each.");
  }
  return labels.sort((a, b) => a.value - b.value);
}

function parseLine(text: string): NamedLabel | undefined {
  const snap = ITK_SNAP.exec(text);
  if (snap !== null) return label(snap[1], snap[5], snap.slice(2, 5));
  const slicer = SLICER.exec(text);
  return slicer === null
    ? undefined
    : label(slicer[1], slicer[2] ?? slicer[3]?.replaceAll("_", " "), slicer.slice(4, 7));
}

function label(value = "", name = "", parts: readonly (string | undefined)[] = []): NamedLabel | undefined {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = parts.map(Number);
  const color = [red, green, blue] as const;
  return color.every((one) => one <= 255) && name !== "" ? { value: Number(value), name, color } : undefined;
}

function notUnderstood(path: string, text: string, line: number): never {
  throw datasetError(
    path,
    `line ${line} of ${basename(path)} is "${text.slice(0, 60)}", which is no label of ITK-SNAP and no colour of 3D Slicer`,
    "Save the label descriptions (ITK-SNAP) or the colour table (3D Slicer) again.",
  );
}
