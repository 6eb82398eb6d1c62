// Whole scans predicted during training: the foreground that steers crops, soft masks to learn from, and the scores of validation scans.
// The session asks for it between epochs.

import { type Device, empty, keep, scope, stack, type Tensor, zeros } from "@mandn/torch";
import { alone, type Peers } from "@mandn/torch/distributed";
import { type Foreground, sampleForeground } from "../data/placement.js";
import type { LabelledScan, PreparedScan } from "../data/prepare.js";
import type { MeanDice } from "../evaluation/masks.js";
import { decide } from "../inference/disagreement.js";
import { windowOptions } from "../inference/predict.js";
import type { Predictor } from "../inference/predictor.js";
import { slideWindows, type WindowOptions } from "../inference/sliding-window.js";
import type { Plan } from "../plan/plan.js";
import type { Member } from "./member.js";
import { sharedOut } from "./part.js";

/** What whole-scan predictions during training need of the plan. */
export type WholeScanPlan = Pick<Plan, "inference" | "device" | "precision">;

/** At most so many voxels of a class steer a scan's crops. */
const STEERING_VOXELS = 2000;

/** Calls `consume` with the probabilities `[K, d, H, W]` of each network for ascending slabs of a scan. */
function predict(
  image: Tensor,
  predictors: readonly Predictor[],
  options: WindowOptions,
  consume: (start: number, probabilities: readonly Tensor[]) => void,
): void {
  slideWindows(image, predictors, options, ({ start, logits }) => {
    consume(
      start,
      logits.map((one) => one.softmax(0)),
    );
  });
}

/**
 * Where networks together see foreground: at most 2000 voxels of each class. Windows do not overlap and leave out what would be less
 * than half a window at an axis's ends, which takes a fraction of the time: what steers crops need not be right at every border.
 */
export function predictForeground(
  scan: PreparedScan,
  predictors: readonly Predictor[],
  classes: number,
  plan: WholeScanPlan,
): Foreground {
  return scope(() => {
    const shape = scan.image.shape.slice(1);
    const mask = zeros(shape, { dtype: "uint8", device: plan.device as Device }); // [D, H, W], read once, at the end
    const options = { ...windowOptions(plan), overlap: 0 };
    const middle = (x: Tensor) =>
      shape.reduce((part, size, axis) => {
        const window = options.window[axis];
        const length = Math.min(size, window * Math.max(1, Math.round(size / window)));
        return part.narrow(axis - 3, Math.floor((size - length) / 2), length);
      }, x);
    const foundIn = middle(mask);
    predict(middle(scan.image), predictors, options, (start, probabilities) => {
      const found = decide(mean(probabilities));
      foundIn.narrow(0, start, found.size(0)).copy_(found);
    });
    return sampleForeground(mask, classes, STEERING_VOXELS);
  });
}

/**
 * The mean of networks' probabilities, as a prediction of the plan has it: `[K, D, H, W]`, uint8, in 255ths, on the CPU; the caller's.
 */
export function predictSoftMask(
  { image }: Pick<PreparedScan, "image">,
  predictors: readonly Predictor[],
  classes: number,
  plan: WholeScanPlan,
): Tensor {
  return scope(() => {
    const mask = empty([classes, ...image.shape.slice(1)], { dtype: "uint8" });
    predict(image, predictors, windowOptions(plan), (start, probabilities) => {
      const shares = mean(probabilities).mul(255).round(); // [K, d, H, W]
      mask.narrow(1, start, shares.size(1)).copy_(shares);
    });
    return keep(mask);
  });
}

/** Where a soft mask has foreground: at most 2000 voxels of each class. */
export function foregroundOf(soft: Tensor): Foreground {
  return scope(() => sampleForeground(decide(soft).to("uint8"), soft.size(0), STEERING_VOXELS));
}

/**
 * Scores sets of predictors on labelled scans at the plan's spacing, each member asked once.
 *
 * @param sets names of the members whose probabilities are averaged, by the set's name
 * @param peers the processes that share the scans, all with the same networks; default this one alone
 * @returns by the set's name
 */
export function scoreScans(
  scans: readonly LabelledScan[],
  members: readonly Member[],
  sets: Readonly<Record<string, readonly string[]>>,
  classCount: number,
  plan: WholeScanPlan,
  peers: Peers = alone,
): Record<string, MeanDice> {
  const names = Object.keys(sets);
  const asked = members.filter(({ name }) => names.some((set) => sets[set]?.includes(name)));
  const predictors = asked.map(({ predictor }) => predictor);
  const sizes = scans.map(({ image }) => image.numel);
  const counted = sharedOut(peers, sizes, (place) => {
    const { image, mask } = scans[place] as LabelledScan;
    return scope(() => {
      // [set, class, Σ in both and Σ of each], on the device: read once for a scan.
      const counts = zeros([names.length, classCount - 1, 2], { dtype: "int64", device: plan.device as Device });
      predict(image, predictors, windowOptions(plan), (start, probabilities) => {
        const reference = mask.narrow(0, start, probabilities[0].size(1)).to(plan.device as Device);
        for (const [set, name] of names.entries()) {
          const found = decide(mean(probabilities.filter((_, i) => sets[name]?.includes((asked[i] as Member).name))));
          for (let c = 1; c < classCount; c++) {
            const [p, r] = [found.eq(c), reference.eq(c)];
            const either = p.sum().add(r.sum());
            counts
              .select(0, set)
              .select(0, c - 1)
              .add_(stack([p.logicalAnd(r).sum(), either]));
          }
        }
      });
      return Array.from(counts.toTypedArray(), Number);
    });
  });
  const values = names.map((_, set) =>
    Array.from({ length: classCount - 1 }, (_, c) =>
      counted.flatMap((numbers) => {
        const [both, either] = numbers.slice(2 * (set * (classCount - 1) + c)) as [number, number];
        return either > 0 ? [(2 * both) / either] : [];
      }),
    ),
  );
  const means = values.map((ofSet) =>
    ofSet.map((dice) => (dice.length === 0 ? null : dice.reduce((a, b) => a + b) / dice.length)),
  );
  return Object.fromEntries(names.map((name, set) => [name, means[set] as MeanDice]));
}

function mean(probabilities: readonly Tensor[]): Tensor {
  const sum = probabilities.reduce((a, b) => a.add(b));
  return probabilities.length === 1 ? sum : sum.div(probabilities.length);
}
