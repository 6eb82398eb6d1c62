import type { Triple } from "@mandn/imaging";
import type { Network3d } from "@mandn/models";
import { autocast, type Device, scope, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { type Direction, swapDirection } from "./views.js";

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

/** `[N, C, D, H, W]` → logits `[N, K, D, H, W]`, float32; convolutions and matrix products in the given precision. */
export function forward(network: Network3d, x: Tensor, { device = "cpu", precision = "float32" }: ViewOptions): Tensor {
  const input = x.contiguous({ memoryFormat: "channels_last_3d" });
  if (precision === "float32") return network.forward(input);
  return autocast({ device, dtype: precision }, () => network.forward(input)).to("float32");
}

/** The subsets of the axes that are mirrored, as axes of `[N, C, D, H, W]`; the first is empty. */
function mirrorings(mirrorAxes: ViewOptions["mirrorAxes"] = [false, false, false]): number[][] {
  return [2, 3, 4]
    .filter((axis) => mirrorAxes[axis - 2])
    .reduce<number[][]>((subsets, axis) => subsets.flatMap((one) => [one, [...one, axis]]), [[]]);
}

/** @throws MnError `"usage"` when a window is not of a size that the network takes along each of its directions. */
export function checkWindowFits({ network, directions = ["d"] }: Predictor, window: Triple): void {
  const [d, h, w] = window;
  const turned = { d: [d, h, w], h: [h, d, w], w: [w, h, d] } as const;
  for (const direction of directions) {
    if (turned[direction].every((size, axis) => size % network.sizeMultiple[axis] === 0)) continue;
    throw new MnError(
      "usage",
      `A window of ${window.join("×")} voxels cut along ${direction.toUpperCase()} does not fit the network, which takes multiples of ${network.sizeMultiple.join("×")}.`,
      { remedy: "Change `inference.window` in the plan." },
    );
  }
}
