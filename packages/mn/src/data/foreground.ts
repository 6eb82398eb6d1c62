import type { Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";

/**
 * Where crops find foreground: for each foreground class, in the plan's order, some of its voxels: d, h, w of each after the
 * other. Empty for a class that the mask does not hold.
 */
export type Foreground = readonly Int32Array[];

/**
 * Up to `most` voxels of each foreground class of a mask, evenly spaced among all that it has in array order: the same for
 * the same mask.
 *
 * @param mask `[D, H, W]`, uint8, class indices: a reference or a pseudo-mask.
 * @param classes of the plan, background included.
 * @throws MnError `"usage"` for another type or an index that no class has.
 */
export function sampleForeground(mask: Tensor, classes: number, most = 10_000): Foreground {
  const [, h, w] = mask.shape;
  const voxels = mask.toTypedArray();
  if (!(voxels instanceof Uint8Array))
    throw new MnError("usage", `A mask of class indices is uint8, not ${mask.dtype}.`);
  const counts = new Array<number>(256).fill(0);
  for (let i = 0; i < voxels.length; i++) counts[voxels[i]] += 1;
  const highest = counts.findLastIndex((count) => count > 0);
  if (highest >= classes) throw new MnError("usage", `A mask holds the class ${highest}, and there are ${classes}.`);

  const places = counts.slice(0, classes).map((count) => new Int32Array(3 * Math.min(count, most)));
  const seen = new Array<number>(classes).fill(0);
  const taken = new Array<number>(classes).fill(0);
  for (let i = 0; i < voxels.length; i++) {
    const index = voxels[i];
    if (index === 0) continue;
    const kept = places[index].length / 3;
    const isNext = seen[index] === Math.floor((taken[index] * counts[index]) / kept);
    seen[index] += 1;
    if (!isNext) continue;
    places[index].set([Math.floor(i / (w * h)), Math.floor(i / w) % h, i % w], 3 * taken[index]);
    taken[index] += 1;
  }
  return places.slice(1);
}
