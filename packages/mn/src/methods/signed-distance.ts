/**
 * Signed distances to the surface of each class, as two methods' heads learn them (SASSNet, DTC): positive outside, negative
 * inside, −1 … 1. Exact Euclidean distances in voxels, by crop.
 */
import { DistanceBuffers, distanceTransform } from "@mandn/imaging";
import { fromTypedArray, scope, type Tensor } from "@mandn/torch";

/**
 * For each crop and foreground class: outside, the distance to the class divided by the largest one; inside, the distance to
 * what is not the class, divided likewise, negative; 0 on the class's outermost voxels. Where a crop has nothing of a class all
 * of it is outside, 1; where it has nothing else, all is inside, −1.
 *
 * @param mask `[L, D, H, W]`: class indices
 * @returns `[L, K − 1, D, H, W]`, float32, on the mask's device
 */
export function signedDistances(mask: Tensor, classes: number): Tensor {
  const [count, ...space] = mask.shape as [number, number, number, number];
  const voxels = space.reduce((a, b) => a * b);
  const labels = scope(() => Uint8Array.from(mask.to("int64").toTypedArray() as BigInt64Array, Number));
  const found = new Float32Array(count * (classes - 1) * voxels);
  const buffers = new DistanceBuffers();
  for (let crop = 0; crop < count; crop++) {
    const own = labels.subarray(crop * voxels, (crop + 1) * voxels);
    for (let c = 1; c < classes; c++) {
      const at = (crop * (classes - 1) + c - 1) * voxels;
      fill(found.subarray(at, at + voxels), own, c, space, buffers);
    }
  }
  return scope(() => fromTypedArray(found, [count, classes - 1, ...space]).to(mask.device));
}

function fill(
  out: Float32Array,
  labels: Uint8Array,
  value: number,
  shape: readonly [number, number, number],
  buffers: DistanceBuffers,
): void {
  const isInside = labels.map((label) => Number(label === value));
  const size = isInside.reduce((sum, one) => sum + one, 0);
  if (size === 0 || size === labels.length) {
    out.fill(size === 0 ? 1 : -1);
    return;
  }
  const inside = distanceTransform(isInside, shape, [1, 1, 1], buffers);
  const outside = distanceTransform(
    isInside.map((one) => 1 - one),
    shape,
    [1, 1, 1],
    buffers,
  );
  const deepest = inside.reduce((most, one) => Math.max(most, one), 0);
  const farthest = outside.reduce((most, one) => Math.max(most, one), 0);
  for (let i = 0; i < out.length; i++) {
    const depth = inside[i] as number;
    // The voxels at distance 1 are those with a neighbour across a face that is not of the class.
    out[i] = depth === 0 ? (outside[i] as number) / farthest : depth === 1 ? 0 : -depth / deepest;
  }
}
