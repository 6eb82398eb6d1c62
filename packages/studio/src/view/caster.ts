// A mask in three dimensions without a GPU: rays through a small copy of it, each ending at the first voxel of a class, whose shade comes
// from how full the neighbourhood is. The view is orthographic.

import { boxOf, type MaskGrid, sizeOf, type Three } from "../mask/grid.js";
import { pixel } from "./planes.js";

/** Voxels along the longest side of the copy. */
const LARGEST = 112;

/** A copy of a mask's foreground with cubic voxels. */
export interface Solid {
  readonly shape: Three;
  /** The class of each voxel. */
  readonly classes: Uint8Array | Uint16Array;
  /** 0 … 255: how full it is around each voxel. */
  readonly fullness: Uint8Array;
}

/** The copy that rays go through; null where the mask is empty. */
export function solidOf(voxels: Uint8Array | Uint16Array, grid: MaskGrid): Solid | null {
  const box = boxOf(voxels, grid);
  if (box === null) return null;
  const size = sizeOf(box);
  const lengths = size.map((count, axis) => count * (grid.spacing[axis] as number));
  const step = Math.max(Math.max(...lengths) / LARGEST, Math.min(...grid.spacing));
  // Two voxels of air around it, so that its surface is closed.
  const shape = lengths.map((length) => Math.max(1, Math.round(length / step)) + 4) as unknown as Three;
  const classes = new (voxels instanceof Uint8Array ? Uint8Array : Uint16Array)(shape[0] * shape[1] * shape[2]);
  const from = shape.map((count, axis) =>
    Int32Array.from({ length: count }, (_, i) => {
      const place = Math.floor(((i - 1.5) * step) / (grid.spacing[axis] as number));
      return place < 0 || place >= (size[axis] as number) ? -1 : (box.first[axis] as number) + place;
    }),
  ) as [Int32Array, Int32Array, Int32Array];
  for (let z = 0, to = 0; z < shape[2]; z++) {
    for (let y = 0; y < shape[1]; y++) {
      const [fz, fy] = [from[2][z] as number, from[1][y] as number];
      const row = fz < 0 || fy < 0 ? -1 : (fz * grid.shape[1] + fy) * grid.shape[0];
      for (let x = 0; x < shape[0]; x++, to++) {
        const fx = from[0][x] as number;
        if (row >= 0 && fx >= 0) classes[to] = voxels[row + fx] as number;
      }
    }
  }
  return { shape, classes, fullness: fullnessOf(classes, shape) };
}

/** The share of foreground in 5 × 5 × 5 voxels, as a byte. */
function fullnessOf(classes: ArrayLike<number>, [nx, ny, nz]: Three): Uint8Array {
  let sums = Float32Array.from(classes, (value) => (value === 0 ? 0 : 1));
  for (const [axis, stride] of [1, nx, nx * ny].entries()) {
    const size = [nx, ny, nz][axis] as number;
    const next = new Float32Array(sums.length);
    for (let at = 0; at < sums.length; at++) {
      const place = Math.floor(at / stride) % size;
      for (let i = Math.max(0, place - 2); i <= Math.min(size - 1, place + 2); i++) {
        next[at] = (next[at] as number) + (sums[at + (i - place) * stride] as number);
      }
    }
    sums = next;
  }
  return Uint8Array.from(sums, (sum) => (sum * 255) / 125);
}

/** From where a solid is seen, in radians: around the body's axis from its front, and up. */
export interface Sight {
  readonly turn: number;
  readonly tilt: number;
}

/**
 * The picture of a solid.
 *
 * @param colours red, green, blue of each class value; values without one are not drawn
 * @param pixels `width` × `height`, written whole
 */
export function cast(
  { shape: [nx, ny, nz], classes, fullness }: Solid,
  { turn, tilt }: Sight,
  colours: ReadonlyMap<number, readonly [number, number, number]>,
  [width, height]: readonly [width: number, height: number],
  pixels: Uint32Array,
): void {
  const radius = Math.hypot(nx, ny, nz) / 2;
  const scale = (2 * radius) / Math.min(width, height);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [ct, st] = [Math.cos(tilt), Math.sin(tilt)];
  // Seen from the front, the patient's right is at the left.
  const right = [-c, s, 0] as const;
  const ahead = [-s * ct, -c * ct, -st] as const;
  const up = [-s * st, -c * st, ct] as const;
  const [sx, sy, sz] = [1, nx, nx * ny];
  for (let row = 0, to = 0; row < height; row++) {
    for (let column = 0; column < width; column++, to++) {
      const [across, along] = [(column + 0.5 - width / 2) * scale, (height / 2 - row - 0.5) * scale];
      let x = nx / 2 + right[0] * across + up[0] * along - ahead[0] * radius;
      let y = ny / 2 + right[1] * across + up[1] * along - ahead[1] * radius;
      let z = nz / 2 + right[2] * across + up[2] * along - ahead[2] * radius;
      let found = 0;
      for (let depth = 0; depth < 2 * radius; depth++, x += ahead[0], y += ahead[1], z += ahead[2]) {
        if (x < 1 || y < 1 || z < 1 || x >= nx - 1 || y >= ny - 1 || z >= nz - 1) continue;
        const at = (x | 0) + (y | 0) * sy + (z | 0) * sz;
        const colour = classes[at] === 0 ? undefined : colours.get(classes[at] as number);
        if (colour === undefined) continue;
        const gx = (fullness[at - sx] as number) - (fullness[at + sx] as number);
        const gy = (fullness[at - sy] as number) - (fullness[at + sy] as number);
        const gz = (fullness[at - sz] as number) - (fullness[at + sz] as number);
        const length = Math.hypot(gx, gy, gz) || 1;
        const facing = Math.max(0, -(gx * ahead[0] + gy * ahead[1] + gz * ahead[2]) / length);
        const shade = (0.3 + 0.8 * facing) * (1 - 0.35 * (depth / (2 * radius)));
        found = pixel(bright(colour[0], shade), bright(colour[1], shade), bright(colour[2], shade));
        break;
      }
      pixels[to] = found;
    }
  }
}

const bright = (byte: number, shade: number) => Math.min(255, byte * shade);
