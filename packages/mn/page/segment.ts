// From a scan to its mask, in a browser, with the networks of an exported run: the same steps as `mn predict`, on plain arrays. How a network
// is run is the caller's: the page's worker gives onnxruntime-web.
import {
  createVoxels,
  fillHoles,
  keepLargestComponent,
  reorient,
  reorientLike,
  type Volume,
} from "@mandn/imaging/pure";
import type { Description } from "../src/exporters/description.js";
import { onGrid } from "./grid.js";
import { prepare } from "./prepare.js";
import { sizesOf } from "./rows.js";
import { predict, type RunNetwork } from "./windows.js";

export interface SegmentOptions {
  readonly run: RunNetwork;
  /** Told how many windows of all are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The mask of a scan, on its own grid and in its own order of voxels: `[D, H, W]`, the values of the classes.
 *
 * @param channels the files of a scan, in the order of the model's channels
 * @throws ImagingError where the scan does not fit the model
 */
export async function segment(
  channels: readonly Volume[],
  model: Description,
  { run, onProgress }: SegmentOptions,
): Promise<Uint8Array | Int32Array> {
  const [first] = channels as readonly [Volume, ...Volume[]];
  const turned = [reorient(first)];
  for (const other of channels.slice(1)) turned.push(reorientLike(other, turned[0] as Volume));
  const prepared = prepare(turned, model);
  const probabilities = await predict(prepared, model, run, onProgress);
  const canonical = turned[0] as Volume;
  const indices = onGrid(probabilities, prepared.grid, { shape: canonical.shape, affine: canonical.affine }, model);
  const mask = reorientLike(
    { ...canonical, shape: [1, ...sizesOf(canonical)], dtype: "uint8", voxels: indices },
    {
      ...first,
      shape: [1, ...sizesOf(first)],
    },
  );
  return finish(mask, model);
}

/** The classes' values, with the rules for each foreground class. */
function finish(indices: Volume<"uint8">, { classes, postProcessing }: Description): Uint8Array | Int32Array {
  const values = classes.map(({ value }) => value);
  const fitsByte = values.every((value) => value >= 0 && value < 256);
  const voxels = createVoxels(fitsByte ? "uint8" : "int32", indices.voxels.length) as Uint8Array | Int32Array;
  for (let i = 0; i < voxels.length; i++) voxels[i] = values[indices.voxels[i] as number] as number;
  const mask = { ...indices, dtype: fitsByte ? "uint8" : "int32", voxels } as Volume<"uint8" | "int32">;
  const [background, ...foreground] = values as [number, ...number[]];
  for (const [i, value] of foreground.entries()) {
    if (postProcessing.largestComponent[i]) keepLargestComponent(mask, value, { background });
    if (postProcessing.fillHoles[i]) fillHoles(mask, value, { background });
  }
  return voxels;
}
