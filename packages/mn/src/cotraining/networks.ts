import { loadNetwork, type Network3d, SliceModel } from "@mandn/models";
import { type Device, loadTensors, manualSeed, scope } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Predictor } from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import type { RunFolder } from "../run/folder.js";
import { readNetwork, writeNetwork } from "../run/network-file.js";
import { Learner } from "./learner.js";
import { networksOf, type Which } from "./schedule.js";

/**
 * A network of the plan, newly made, over volumes, on the plan's device. Random weights come from the default generator.
 *
 * @param own its own options, by default the plan's
 */
async function create(which: Which, plan: Plan, own = planned(which, plan).options): Promise<Network3d> {
  const { dataset, device } = plan;
  const options = { ...own, inChannels: dataset.channels.length, classes: dataset.classes.length };
  const { name } = planned(which, plan);
  const network =
    which === "3d"
      ? (await loadNetwork(name, 3)).create(options)
      : new SliceModel((await loadNetwork(name, 2)).create(options));
  return network.to({ device: device as Device, memoryFormat: "channels_last_3d" });
}

/** The network that is trained and written: of slices, where volumes are cut into them. */
const inner = (network: Network3d) => (network instanceof SliceModel ? network.network : network);

const planned = (which: Which, { network2d, network3d }: Plan) => (which === "2d" ? network2d : network3d);

/** @throws MnError `"plan"` when the plan's crops are not of a size that the network takes. */
function checkCropFits({ which, network }: Learner, { training, network2d }: Plan): void {
  const [d, h, w] = training.crop;
  const turned = { d: [d, h, w], h: [h, d, w], w: [w, h, d] } as const;
  const directions = which === "2d" ? network2d.sliceDirections : (["d"] as const);
  const fits = directions.every((direction) =>
    turned[direction].every((n, axis) => n % network.sizeMultiple[axis] === 0),
  );
  if (fits) return;
  const [first, ...others] = network.sizeMultiple;
  const multiples =
    which === "2d" ? `${others.join(" × ")} along a slice` : `${[first, ...others].join(" × ")} along D, H, W`;
  const remedy = "Edit training.crop and inference.window in plan.json.";
  throw new MnError(
    "plan",
    `training.crop, ${training.crop.join(" × ")}, does not fit the ${which.toUpperCase()} network, which takes multiples of ${multiples}. ${remedy}`,
    { remedy },
  );
}

/**
 * The networks that learn, with weights from the plan's seed.
 *
 * @throws MnError `"plan"` when the plan's crops are not of a size that they take.
 */
export async function createLearners(plan: Plan): Promise<Learner[]> {
  manualSeed(plan.seed);
  const { precision, network2d, network3d } = plan;
  const common = { weightDecay: plan.training.weightDecay, device: plan.device as Device, precision };
  const slicing = { directions: network2d.sliceDirections, perVolume: network2d.slicesPerVolume };
  const learners: Learner[] = [];
  try {
    for (const which of networksOf(plan)) {
      const own = which === "2d" ? { learningRate: network2d.learningRate, slicing } : network3d;
      const learner = new Learner(which, await create(which, plan), { ...common, ...own });
      learners.push(learner);
      checkCropFits(learner, plan);
    }
  } catch (error) {
    for (const learner of learners) learner.dispose();
    throw error;
  }
  return learners;
}

/**
 * Writes a trained network's weights into the run's folder, with the names of its reference implementation, the options to make it
 * with and the plan, so that a prediction needs nothing but the run and is made as the training was.
 */
export function saveNetwork(folder: RunFolder, { which, network }: Learner, plan: Plan): void {
  const { name, options } = planned(which, plan);
  const { architecture = options } = inner(network);
  writeNetwork(folder.network(which), { name, options: architecture }, inner(network).stateDict(), plan);
}

/**
 * The trained networks of a run, ready to predict; the caller disposes of them.
 *
 * @throws MnError `"run"` when training has not come to its end, a network is damaged or was trained by another plan.
 */
export async function loadPredictors(
  folder: RunFolder,
  plan: Plan,
  which: readonly Which[] = networksOf(plan),
): Promise<Predictor[]> {
  const predictors: Predictor[] = [];
  try {
    for (const one of which) {
      const { options, weights } = readNetwork(folder.network(one), plan);
      const network = await create(one, plan, options);
      predictors.push(one === "2d" ? { network, directions: plan.network2d.sliceDirections } : { network });
      scope(() => inner(network).loadStateDict(loadTensors(weights)));
      network.eval();
    }
  } catch (error) {
    for (const { network } of predictors) network.dispose();
    throw error;
  }
  return predictors;
}
