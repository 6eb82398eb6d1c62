// Resampling between grids whose axes run along each other: one axis after the other, as products of matrices.
// Most scans come this way.

import { extremes } from "@mandn/base";
import { type Device, type Tensor, tensor } from "@mandn/torch";
import type { Box } from "../geometry/box.js";
import type { Grid } from "../geometry/grid.js";
import type { AxisMap } from "../resample/grids.js";
import { interpolationRows, isInside, nearestIndex, type Row } from "../resample/kernels.js";
import type { Triple } from "../volume.js";
import { AxisMatrix, columnsOf, isIdentity } from "./matrix.js";
import { cutSlabs, type Sampler, type SamplerOptions, type Slab } from "./sampler.js";

/** The target's axis i: which source axis it runs along and where its voxels lie there. */
interface Axis {
  readonly source: number;
  readonly size: number;
  readonly positions: readonly number[];
}

function axesOf(source: Grid, target: Grid, maps: readonly AxisMap[]): Axis[] {
  return maps.map((map, axis) => ({
    source: map.source,
    size: source.shape[map.source + 1],
    positions: Array.from({ length: target.shape[axis + 1] }, (_, k) => map.offset + map.step * k),
  }));
}

/** A box of the source from the range that each target axis uses along its own. */
function boxOf(axes: readonly Axis[], ranges: readonly { start: number; end: number }[]): Box {
  const along = (source: number) => ranges[axes.findIndex((axis) => axis.source === source)];
  const [d, h, w] = [along(0), along(1), along(2)];
  return { start: [d.start, h.start, w.start], end: [d.end, h.end, w.end] };
}

/**
 * Linear and cubic interpolation between aligned grids as three passes along one axis each, every pass a product with a
 * banded matrix that has the anti-aliasing and the spline's prefilter in it; the axis that shrinks most comes first.
 */
export function separableSampler(
  source: Grid,
  target: Grid,
  maps: readonly AxisMap[],
  options: SamplerOptions & { interpolation: "linear" | "cubic"; sigmas: Triple; device: Device },
): Sampler {
  const { outside, workingBytes, interpolation, sigmas, device } = options;
  const axes = axesOf(source, target, maps);
  const rows = axes.map((axis) => interpolationRows(axis.size, axis.positions, interpolation, sigmas[axis.source]));
  const order = [0, 1, 2].sort((a, b) => growth(axes[a]) - growth(axes[b]));
  const whole = rows.map(columnsOf);
  const [, alongH, alongW] = rows;
  const fixed = [alongH, alongW].map((axisRows) => new AxisMatrix(axisRows, device));

  const describe = (start: number, count: number) => {
    const slices = columnsOf(rows[0].slice(start, start + count));
    const box = boxOf(axes, [slices, whole[1], whole[2]]);
    const sizes = [slices.end - slices.start, whole[1].end - whole[1].start, whole[2].end - whole[2].start];
    const grown = [count, rows[1].length, rows[2].length];
    return { box, bytes: passBytes(sizes, grown, order) };
  };
  return {
    slabs: cutSlabs(rows[0].length, workingBytes, describe),
    sample(slab, voxels) {
      const slices = rows[0].slice(slab.start, slab.start + slab.count);
      const offsets = axes.map((axis) => slab.box.start[axis.source]);
      let x = voxels.permute(axes.map((axis) => axis.source));
      if (outside !== 0) x = x.sub(outside);
      for (const axis of order) {
        const unchanged = isUnchanged(axis === 0 ? slices : rows[axis], offsets[axis], x.size(axis));
        if (unchanged) continue;
        const matrix = axis === 0 ? new AxisMatrix(slices, device) : fixed[axis - 1];
        x = matrix.apply(x.contiguous(), axis, offsets[axis]);
      }
      return outside === 0 ? x : x.add(outside);
    },
  };
}

const growth = (axis: Axis) => axis.positions.length / axis.size;

function isUnchanged(rows: readonly Row[], offset: number, size: number): boolean {
  return isIdentity(
    rows.map(({ start, weights }) => ({ start: start - offset, weights })),
    size,
  );
}

/** float32 bytes of the largest pass: its input, its output and the parts that this is joined from. */
function passBytes(sizes: readonly number[], grown: readonly number[], order: readonly number[]): number {
  const now = [...sizes];
  let most = 0;
  for (const axis of order) {
    const input = now[0] * now[1] * now[2];
    now[axis] = grown[axis];
    most = Math.max(most, input * 2 + now[0] * now[1] * now[2] * 2);
  }
  return most * 4;
}

/** The nearest voxel between aligned grids: an index along each axis. */
export function nearestAlignedSampler(
  source: Grid,
  target: Grid,
  maps: readonly AxisMap[],
  { outside, workingBytes, device }: SamplerOptions & { device: Device },
): Sampler {
  const axes = axesOf(source, target, maps);
  const indices = axes.map(({ positions, size }) => positions.map((position) => nearestIndex(position, size)));
  const ranges = indices.map(rangeOf);
  const describe = (start: number, count: number) => {
    const box = boxOf(axes, [rangeOf(indices[0].slice(start, start + count)), ranges[1], ranges[2]]);
    const voxels = [0, 1, 2].reduce((product, axis) => product * (box.end[axis] - box.start[axis]), 1);
    return { box, bytes: (2 * voxels + 2 * count * indices[1].length * indices[2].length) * 8 };
  };
  return {
    slabs: cutSlabs(indices[0].length, workingBytes, describe),
    sample(slab: Slab, voxels: Tensor): Tensor {
      let x = voxels.permute(axes.map((axis) => axis.source));
      axes.forEach(({ source: from, size, positions }, axis) => {
        const [first, last] = axis === 0 ? [slab.start, slab.start + slab.count] : [0, positions.length];
        const picked = indices[axis].slice(first, last).map((index) => BigInt(index - slab.box.start[from]));
        x = x.indexSelect(axis, tensor(picked, { device }));
        const beyond = positions.slice(first, last).map((position) => !isInside(position, size));
        if (!beyond.includes(true)) return;
        const shape = [1, 1, 1].map((_, i) => (i === axis ? beyond.length : 1));
        x = x.maskedFill(tensor(beyond, { device }).reshape(shape), outside);
      });
      return x;
    },
  };
}

function rangeOf(indices: readonly number[]): { start: number; end: number } {
  const [start, last] = extremes(indices);
  return { start, end: last + 1 };
}
