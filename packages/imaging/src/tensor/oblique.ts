// Resampling between grids that are turned against each other: each voxel's taps are gathered, some slices at a time.
// Grids whose axes run along each other go the quicker way of separable.ts.

import { arange, type Device, scope, type Tensor, zeros } from "@mandn/torch";
import { applyAffine } from "../geometry/affine.js";
import type { Box } from "../geometry/box.js";
import type { Grid } from "../geometry/grid.js";
import { type Interpolation, kernelReach, prefilterRows, ROUNDING } from "../resample/kernels.js";
import type { Affine, Triple } from "../volume.js";
import { AxisMatrix } from "./matrix.js";
import { cutSlabs, type Sampler, type SamplerOptions, type Slab } from "./sampler.js";

/** Bytes that one target voxel takes at the height of the work: coordinates, indices and weights of each tap. */
const BYTES_PER_VOXEL: Readonly<Record<Interpolation, number>> = { nearest: 120, linear: 200, cubic: 280 };

/** What one axis contributes to a target voxel. */
interface Tap {
  /** int64, already times the axis' stride. */
  readonly index: Tensor;
  /** float32 */
  readonly weight: Tensor;
}

/**
 * Interpolation between any two grids: every target voxel gathers its 1, 8 or 64 source voxels, after separable passes for
 * the anti-aliasing and the spline's prefilter over the source's box that the slab needs. Coordinates are float64.
 */
export function obliqueSampler(
  source: Grid,
  target: Grid,
  map: Affine,
  options: SamplerOptions & { interpolation: Interpolation; sigmas: Triple; device: Device },
): Sampler {
  const { outside, workingBytes, interpolation, sigmas, device } = options;
  const [, sizeD, sizeH, sizeW] = source.shape;
  const sizes = [sizeD, sizeH, sizeW];
  const [, slices, h, w] = target.shape;
  const reach = sigmas.map((sigma) => kernelReach(interpolation, sigma));
  const describe = (start: number, count: number) => {
    const box = sourceBox(map, [start, count, h, w], sizes, reach);
    const voxels = [0, 1, 2].reduce((product, axis) => product * (box.end[axis] - box.start[axis]), 1);
    return { box, bytes: 16 * voxels + BYTES_PER_VOXEL[interpolation] * count * h * w };
  };
  return {
    slabs: cutSlabs(slices, workingBytes, describe),
    sample(slab: Slab, voxels: Tensor): Tensor {
      const positions = [0, 1, 2].map((axis) => scope(() => positionsAlong(axis, map, slab, [h, w], device)));
      const beyond = scope(() =>
        positions
          .map((p, axis) => p.lt(-0.5 - ROUNDING).logicalOr(p.gt(sizes[axis] - 0.5 + ROUNDING)))
          .reduce((any, one) => any.logicalOr(one)),
      );
      const alongAxes = slab.box.start.map((start, axis): SourceAxis => {
        const [, boxH, boxW] = voxels.shape;
        return { n: sizes[axis], start, end: slab.box.end[axis], stride: [boxH * boxW, boxW, 1][axis] };
      });
      const sampled =
        interpolation === "nearest"
          ? pick(voxels, sum(positions.map((p, axis) => nearestPlace(p, alongAxes[axis]))))
          : gather(
              prefilter(voxels, interpolation === "cubic", sigmas, device),
              positions.map((p, axis) => scope(() => tapsAlong(p, interpolation, alongAxes[axis]))),
            );
      return sampled.maskedFill(beyond, outside);
    },
  };
}

/** The source box that slices of the target reach into, from where its corners fall. Never empty. */
function sourceBox(
  map: Affine,
  [start, count, h, w]: readonly [number, number, number, number],
  sizes: readonly number[],
  reach: readonly number[],
): Box {
  const corners = Array.from({ length: 8 }, (_, corner) => {
    const z = corner & 4 ? start + count - 1 : start;
    const [x, y, depth] = applyAffine(map, [corner & 1 ? w - 1 : 0, corner & 2 ? h - 1 : 0, z]);
    return [depth, y, x];
  });
  const clamp = (axis: number, index: number) => Math.min(sizes[axis] - 1, Math.max(0, index));
  const low = (axis: number) => clamp(axis, Math.floor(Math.min(...corners.map((c) => c[axis])) - reach[axis]));
  const high = (axis: number) => clamp(axis, Math.ceil(Math.max(...corners.map((c) => c[axis])) + reach[axis])) + 1;
  return { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
}

function prefilter(voxels: Tensor, cubic: boolean, sigmas: Triple, device: Device): Tensor {
  if (!cubic && sigmas.every((sigma) => sigma === 0)) return voxels;
  return [0, 1, 2].reduce((x, axis) => {
    const rows = prefilterRows(x.size(axis), cubic, sigmas[axis]);
    return new AxisMatrix(rows, device).apply(x.contiguous(), axis);
  }, voxels);
}

/** Source indices along an axis (0 D, 1 H, 2 W) of a slab's voxels, `[count, H, W]`, float64. */
function positionsAlong(
  axis: number,
  map: Affine,
  slab: Slab,
  [h, w]: readonly [number, number],
  device: Device,
): Tensor {
  const row = (2 - axis) * 4;
  const along = (start: number, size: number, factor: number, shape: number[]) =>
    arange(start, start + size, { dtype: "float64", device })
      .mul(factor)
      .reshape(shape);
  return along(slab.start, slab.count, map[row + 2], [-1, 1, 1])
    .add(along(0, h, map[row + 1], [1, -1, 1]))
    .add(along(0, w, map[row], [1, 1, -1]))
    .add(map[row + 3]);
}

interface SourceAxis {
  readonly n: number;
  readonly start: number;
  readonly end: number;
  readonly stride: number;
}

/** Voxels outside the field of view are overwritten later: their indices need only stay within the box. */
function place(index: Tensor, { start, end, stride }: SourceAxis): Tensor {
  return index
    .clamp(start, end - 1)
    .sub(start)
    .mul(stride)
    .to("int64");
}

/** As {@link nearestIndex}. */
function nearestPlace(positions: Tensor, axis: SourceAxis): Tensor {
  return scope(() => place(positions.add(0.5 + ROUNDING).floor(), axis));
}

/** As {@link interpolationRows} along one axis, the prefilter done before. */
function tapsAlong(positions: Tensor, interpolation: "linear" | "cubic", axis: SourceAxis): Tap[] {
  if (interpolation === "linear") {
    const inside = positions.clamp(0, axis.n - 1);
    const low = inside.floor();
    const t = inside.sub(low).to("float32");
    return [
      { index: place(low, axis), weight: t.neg().add(1) },
      { index: place(low.add(1), axis), weight: t },
    ];
  }
  const low = positions.floor();
  const t = positions.sub(low);
  const s = t.neg().add(1);
  const outer = (u: Tensor) => u.pow(3).div(6);
  const inner = (u: Tensor) =>
    u
      .pow(3)
      .div(2)
      .sub(u.pow(2))
      .add(2 / 3);
  return [outer(s), inner(t), inner(s), outer(t)].map((weight, tap) => ({
    index: place(mirror(low.add(tap - 1), axis.n), axis),
    weight: weight.to("float32"),
  }));
}

/** Mirrors indices about the outermost of `n` centres. */
function mirror(index: Tensor, n: number): Tensor {
  if (n === 1) return index.mul(0);
  const period = 2 * (n - 1);
  const rest = index.remainder(period);
  return rest.minimum(rest.neg().add(period));
}

const sum = (terms: readonly Tensor[]): Tensor => terms.reduce((total, term) => total.add(term));

/** The voxels at flat indices, in the shape of `index`. */
function pick(voxels: Tensor, index: Tensor): Tensor {
  return voxels
    .reshape([-1])
    .indexSelect(0, index.reshape([-1]))
    .reshape(index.shape);
}

/** Σ weight · voxel over all combinations of taps along D, H, W; a row along W at a time. */
function gather(voxels: Tensor, [alongD, alongH, alongW]: readonly (readonly Tap[])[]): Tensor {
  const flat = voxels.contiguous();
  const total = zeros(alongD[0].index.shape, { dtype: "float32", device: voxels.device });
  for (const d of alongD) {
    for (const h of alongH) {
      scope(() => {
        const row = d.index.add(h.index);
        const terms = alongW.map((w) => scope(() => pick(flat, row.add(w.index)).mul_(w.weight)));
        total.addcmul_(sum(terms), d.weight.mul(h.weight));
      });
    }
  }
  return total;
}
