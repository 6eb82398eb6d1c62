// A network as prediction asks it: along which axes it cuts volumes, mirrored or not, in which precision; and the sets
// of networks whose probabilities are averaged into a mask, by the names that the method gives them.

import type { Triple } from "@mandn/imaging";
import type { Network3d } from "@mandn/models";
import { autocast, type Device, type Generator, rand, randint, scope, stack, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";

/** A network over volumes and how it is asked. */
export interface Predictor {
  readonly network: Network3d;
  /** Axes along which a 2D network's volumes are cut into slices, its logits averaged; default D alone. */
  readonly directions?: readonly Direction[];
}

export interface ViewOptions {
  /** Axes (D, H, W) that test-time augmentation mirrors, each alone and together, the logits averaged; default none. */
  readonly mirrorAxes?: readonly [boolean, boolean, boolean];
  /** Where the networks are; default the CPU. */
  readonly device?: Device;
  /** Of convolutions and matrix products; default float32. */
  readonly precision?: Plan["precision"];
}

/** `[N, C, D, H, W]` on the network's device → logits `[N, K, D, H, W]`, float32: the mean over directions and mirrorings. */
export function predictLogits({ network, directions = ["d"] }: Predictor, x: Tensor, options: ViewOptions): Tensor {
  const views = directions.flatMap((direction) => mirrorings(options.mirrorAxes).map((axes) => ({ direction, axes })));
  return scope(() => {
    const ask = ({ direction, axes }: (typeof views)[number]) =>
      scope(() => {
        const seen = swapDirection(axes.length === 0 ? x : x.flip(axes), direction);
        const logits = swapDirection(forward(network, seen, options), direction);
        return axes.length === 0 ? logits : logits.flip(axes);
      });
    const [first, ...rest] = views;
    const sum = ask(first);
    if (rest.length === 0) return sum;
    for (const view of rest) scope(() => sum.add_(ask(view)));
    return sum.div_(views.length);
  });
}

/** What part of {@link ViewOptions} says how numbers are computed. */
type Computing = Pick<ViewOptions, "device" | "precision">;

/** `[N, C, D, H, W]` → logits `[N, K, D, H, W]`, float32; convolutions and matrix products in the given precision. */
export function forward(network: Network3d, x: Tensor, computing: Computing): Tensor {
  return outOfPrecision(
    computing,
    inPrecision(computing, () => network.forward(laidOut(x))),
  );
}

/** `[N, C, D, H, W]` as networks over volumes are quickest with it. */
export const laidOut = (x: Tensor): Tensor => x.contiguous({ memoryFormat: "channels_last_3d" });

/** Runs `body` with convolutions and matrix products in the given precision. */
export function inPrecision<T>({ device = "cpu", precision = "float32" }: Computing, body: () => T): T {
  return precision === "float32" ? body() : autocast({ device, dtype: precision }, body);
}

/** What was computed in a shorter type, in float32; anything else as it is. */
export function outOfPrecision({ precision = "float32" }: Computing, x: Tensor): Tensor {
  return precision === "float32" ? x : x.to("float32");
}

/** The subsets of the axes that are mirrored, as axes of `[N, C, D, H, W]`; the first is empty. */
function mirrorings(mirrorAxes: ViewOptions["mirrorAxes"] = [false, false, false]): number[][] {
  return [2, 3, 4]
    .filter((axis) => mirrorAxes[axis - 2])
    .reduce<number[][]>((subsets, axis) => subsets.flatMap((one) => [one, [...one, axis]]), [[]]);
}

/** The first direction along which a network does not take volumes of a size D, H, W; undefined: it takes them along all. */
export function misfit({ network, directions = ["d"] }: Predictor, [d, h, w]: Triple): Direction | undefined {
  const turned = { d: [d, h, w], h: [h, d, w], w: [w, h, d] } as const;
  return directions.find((direction) =>
    turned[direction].some((size, axis) => size % (network.sizeMultiple[axis] as number) !== 0),
  );
}

/** @throws MnError `"usage"` when a window is not of a size that the network takes along each of its directions. */
export function checkWindowFits(predictor: Predictor, window: Triple): void {
  const direction = misfit(predictor, window);
  if (direction === undefined) return;
  throw new MnError(
    "usage",
    `A window of ${window.join("×")} voxels cut along ${direction.toUpperCase()} does not fit the network, which takes multiples of ${predictor.network.sizeMultiple.join("×")}.`,
    { remedy: "Change `inference.window` in the plan." },
  );
}

/** By name, the members whose probabilities are averaged. The first is the run's own result. */
export type PredictorSets = Readonly<Record<string, readonly string[]>>;

/** The name of the run's own result. */
export function leadingSet(sets: PredictorSets): string {
  return Object.keys(sets)[0] as string;
}

/**
 * The name of a set, the run's own result where none is asked for.
 *
 * @throws MnError `"usage"` when the run has no such set, with those there are
 */
export function chosenSet(sets: PredictorSets, asked: string | undefined): string {
  if (asked === undefined) return leadingSet(sets);
  if (Object.hasOwn(sets, asked)) return asked;
  const remedy = `Choose one of ${Object.keys(sets).join(", ")}.`;
  throw new MnError("usage", `The run has no networks "${asked}".`, { remedy });
}

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
