// Masks that name their segments, as those of 3D Slicer and of DICOM do: classes are told by the names, whatever number each file
// gives them. Discovery asks it when the cases are known.

import { readHeader } from "../volume-files.js";
import type { CaseFile, Dataset } from "./dataset.js";
import { legible } from "./layout.js";
import { understood } from "./remarks.js";

/** Ends of the names of files that may hold segments. */
const MAY_HOLD_SEGMENTS = /\.(seg\.nrrd|nrrd|nhdr|dcm)$/i;

/** A mask and its segments: names by value, without the background. */
interface Named {
  readonly label: CaseFile;
  readonly names: ReadonlyMap<number, string>;
}

/**
 * The dataset with one value for each name of a segment, where its masks name theirs: as the dataset declares them; else as all the
 * files have them, where these agree; else 1, 2, 3, … in the order in which the names come up. Left as it is where a mask names none,
 * or a file names a class that the dataset does not declare: the check tells what is wrong with each.
 */
export async function withSegmentNames(dataset: Dataset): Promise<Dataset> {
  const labels = dataset.cases.flatMap(({ label }) => label ?? []);
  const named: Named[] = [];
  for (const label of labels.filter(({ path }) => MAY_HOLD_SEGMENTS.test(path))) {
    const names = await namesIn(label);
    if (names !== undefined) named.push({ label, names });
  }
  if (named.length === 0 || (dataset.labels === undefined && named.length < labels.length)) return dataset;
  const values = dataset.labels === undefined ? valuesOf(named) : declaredValues(dataset.labels);
  if (named.some(({ names }) => [...names.values()].some((name) => !values.has(name)))) return dataset;
  const segments = Object.fromEntries(values);
  const differing = new Set(
    named
      .filter(({ names }) => [...names].some(([value, name]) => values.get(name) !== value))
      .map(({ label }) => label),
  );
  const told = [...values].map(([name, value]) => `${value} ${name}`).join(", ");
  const numbered = differing.size === 0 ? "" : `; ${differing.size} of ${named.length} masks number them otherwise`;
  const remark = understood(
    dataset.root,
    `Classes are told by the names of the masks' segments: ${told}${numbered}.`,
    "None is needed. Names that differ in a letter are different classes.",
  );
  const cases = dataset.cases.map((one) =>
    one.label !== undefined && differing.has(one.label) ? { ...one, label: { ...one.label, segments } } : one,
  );
  const names = dataset.labels ?? {
    0: "background",
    ...Object.fromEntries([...values].map(([name, value]) => [value, name])),
  };
  return { ...dataset, labels: names, cases, remarks: [...(dataset.remarks ?? []), remark] };
}

/** The names of a file's segments; undefined where it names none or cannot be read, which the check tells. */
async function namesIn(label: CaseFile): Promise<ReadonlyMap<number, string> | undefined> {
  const header = await legible(readHeader(label.path, label));
  return header?.labelNames && withoutBackground(header.labelNames);
}

/** Names by value. */
function withoutBackground(labels: Readonly<Record<string, string>>): Map<number, string> {
  const all = Object.entries(labels).map(([value, name]) => [Number(value), name] as const);
  return new Map(all.filter(([value]) => value !== 0));
}

function declaredValues(labels: Readonly<Record<string, string>>): Map<string, number> {
  return new Map([...withoutBackground(labels)].map(([value, name]) => [name, value]));
}

/** The files' own values where each name has one and the same, and each value one name; else numbers in the names' order. */
function valuesOf(named: readonly Named[]): Map<string, number> {
  const values = new Map<string, number>();
  let agree = true;
  for (const { names } of named) {
    for (const [value, name] of names) {
      if (!values.has(name)) values.set(name, value);
      if (values.get(name) !== value) agree = false;
    }
  }
  if (agree && new Set(values.values()).size === values.size) return values;
  return new Map([...values.keys()].map((name, i) => [name, i + 1]));
}
