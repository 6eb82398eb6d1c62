import type { Format } from "./format.js";
import { nifti } from "./nifti.js";
import { npy } from "./npy.js";

/** Every format, in the order in which content is tried. A new one needs its file and its place here. */
export const FORMATS: readonly Format[] = [nifti, npy];
