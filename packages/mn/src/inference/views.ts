// How a 2D network sees a volume: the axis that the volume is cut along, and which of the slices it is given.
import { type Generator, rand, randint, scope, stack, type Tensor } from "@mandn/torch";

/** The axis of a volume that is cut into slices. */
export type Direction = "d" | "h" | "w";

const AXIS = { d: 2, h: 3, w: 4 } as const;

/** The volume with the axis `direction` in the place of D, or back again: `[N, C, D, H, W]`, a view. */
export function swapDirection(volume: Tensor, direction: Direction): Tensor {
  return direction === "d" ? volume : volume.transpose(2, AXIS[direction]);
}

/** One of them, drawn evenly; nothing is drawn where there is no choice. */
export function drawDirection(directions: readonly Direction[], generator: Generator): Direction {
  const place = directions.length === 1 ? 0 : scope(() => randint(directions.length, [1], { generator }).itemNumber());
  return directions[place] as Direction;
}

/** Distinct slices of each volume in ascending order, drawn evenly: `[N, count]`, int64. */
export function drawSlices(volumes: number, depth: number, count: number, generator: Generator): Tensor {
  return scope(() => rand([volumes, depth], { generator }).argsort(1).narrow(1, 0, Math.min(count, depth)).sort(1)[0]);
}

/** The slices of each volume by their places `[N, S]`: `[N, C, D, H, W]` → `[N, C, S, H, W]`. */
export function takeSlices(volume: Tensor, places: Tensor): Tensor {
  return scope(() => {
    const slices = volume.unbind().map((one, i) => one.indexSelect(1, places.select(0, i))); // [C, S, H, W] each
    return stack(slices);
  });
}
