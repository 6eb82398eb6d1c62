// The list of all file formats; nothing else knows which there are.
// A new one needs its file and its place here: docs/adding-a-format.md.

import { dicom } from "./dicom.js";
import type { Format } from "./format.js";
import { hdf5 } from "./hdf5.js";
import { metaImage } from "./metaimage.js";
import { nifti } from "./nifti.js";
import { npy } from "./npy.js";
import { nrrd } from "./nrrd.js";

/** Every format, in the order in which content is tried. A new one needs its file and its place here. */
export const FORMATS: readonly Format[] = [nifti, npy, nrrd, metaImage, hdf5, dicom];
