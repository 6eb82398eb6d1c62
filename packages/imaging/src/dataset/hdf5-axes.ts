// Along which axis HDF5 arrays stack their slices. The files do not say it, and all of a dataset were written by one program: so it is
// decided once for all of them, and said.

import { someOf } from "@mandn/base";
import { type Slices, shapeOf, slicesShownBy } from "../formats/hdf5.js";
import { type CaseFile, type Dataset, datasetError, type Remark } from "./dataset.js";
import { legible } from "./layout.js";
import { understood } from "./remarks.js";

/** The end of an HDF5 file's name. */
export const HDF5 = /\.(h5|hdf5)$/i;

const AXES: Readonly<Record<Slices, string>> = {
  first: "z, y, x (slices first)",
  last: "x, y, z (slices last)",
};

/**
 * The dataset with the axes of its HDF5 arrays said in each of its files, and a remark that tells how they are taken: as asked; else as
 * a list says it of a file; else as the shapes of most images show; where none shows it, slices first in a folder with the cases in
 * `data/`, as SSL4MIS has it (https://github.com/HiLab-git/SSL4MIS), which writes arrays with SimpleITK, and last in others.
 *
 * @throws ImagingError `"dataset"` when something is asked, and there is no HDF5 file.
 */
export async function withHdf5Axes(dataset: Dataset, asked: Slices | undefined): Promise<Dataset> {
  const { root, cases, remarks = [] } = dataset;
  const isOpen = ({ path, slices }: CaseFile) => HDF5.test(path) && (asked !== undefined || slices === undefined);
  const images = cases.flatMap(({ channels }) => channels).filter(isOpen);
  const open = [...images, ...cases.flatMap(({ label }) => (label !== undefined && isOpen(label) ? [label] : []))];
  if (open.length === 0) {
    if (asked === undefined) return dataset;
    throw datasetError(root, "holds no HDF5 file, whose slices could be first or last", "Leave out `slices`.");
  }
  const { slices, remark } = asked === undefined ? await decide(root, images) : { slices: asked, remark: [] };
  const said = (file: CaseFile): CaseFile => (isOpen(file) ? { ...file, slices } : file);
  return {
    ...dataset,
    cases: cases.map((one) => ({
      ...one,
      channels: one.channels.map(said),
      ...(one.label === undefined ? {} : { label: said(one.label) }),
    })),
    remarks: [...remarks, ...remark],
  };
}

async function decide(root: string, images: readonly CaseFile[]): Promise<{ slices: Slices; remark: Remark[] }> {
  const shown: Record<Slices, string[]> = { first: [], last: [] };
  for (const { path, key } of images) {
    const shape = await legible(shapeOf(path, key)); // what cannot be read is told by the checks
    const along = shape === undefined ? undefined : slicesShownBy(shape);
    if (along !== undefined) shown[along].push(path);
  }
  const { length: first } = shown.first;
  const { length: last } = shown.last;
  const isInData = images.some(({ path }) => /[/\\]data[/\\][^/\\]+$/.test(path));
  const slices = first === last ? (first === 0 && isInData ? "first" : "last") : first > last ? "first" : "last";
  const agreeing = shown[slices].length;
  const why =
    agreeing > 0
      ? `${agreeing} of ${images.length} images have that axis by far the shortest`
      : `their shapes do not show it, and so ${isInData ? "SSL4MIS writes the cases in data/" : "nibabel and UA-MT have them"}`;
  const other = slices === "first" ? "last" : "first";
  const otherwise = shown[other];
  const but = otherwise.length === 0 ? "" : `, but ${otherwise.length} the ${other}: ${someOf(otherwise, 3)}`;
  const sentence = `The axes of the HDF5 arrays are taken as ${AXES[slices]}: ${why}${but}.`;
  const note = understood(root, sentence, `If they are ${AXES[other]}, say so: slices ${other}.`);
  return { slices, remark: [otherwise.length === 0 ? note : { ...note, severity: "warning" }] };
}
