import { createNetwork2d, createNetwork3d, type Network3d, SliceModel } from "@mandn/models";
import { type Device, loadSafetensors, manualSeed, saveSafetensors, scope } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Predictor } from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import type { RunFolder } from "../run/folder.js";
import { Learner } from "./learner.js";
import type { Which } from "./schedule.js";

const NETWORKS = { mn: ["2d", "3d"], "supervised-2d": ["2d"], "supervised-3d": ["3d"] } as const;

/** The networks of a plan's method, the 2D network first. */
export function networksOf({ method }: Pick<Plan, "method">): readonly Which[] {
  return NETWORKS[method];
}

/** A network of the plan, newly made, over volumes, on the plan's device. Random weights come from the default generator. */
function create(which: Which, { dataset, network2d, network3d, device }: Plan): Network3d {
  const channels = { inChannels: dataset.channels.length, classes: dataset.classes.length };
  const network =
    which === "3d"
      ? createNetwork3d(network3d.name, { ...network3d.options, ...channels })
      : new SliceModel(createNetwork2d(network2d.name, { ...network2d.options, ...channels }));
  return network.to({ device: device as Device, memoryFormat: "channels_last_3d" });
}

/** The networks that learn, with weights from the plan's seed. */
export function createLearners(plan: Plan): Learner[] {
  manualSeed(plan.seed);
  const { device, precision, network2d } = plan;
  const slicing = { directions: network2d.sliceDirections, perVolume: network2d.slicesPerVolume };
  return networksOf(plan).map((which) => {
    const { learningRate } = which === "2d" ? network2d : plan.network3d;
    const options = { learningRate, weightDecay: plan.training.weightDecay, device: device as Device, precision };
    return new Learner(which, create(which, plan), which === "2d" ? { ...options, slicing } : options);
  });
}

/** Writes a trained network's weights into the run's folder, with the names of its reference implementation. */
export function saveNetwork(folder: RunFolder, { which, network }: Learner, plan: Plan): void {
  const { name, options } = which === "2d" ? plan.network2d : plan.network3d;
  const weights = network instanceof SliceModel ? network.network.stateDict() : network.stateDict();
  saveSafetensors(folder.network(which), weights, { network: name, options: JSON.stringify(options) });
}

/**
 * The trained networks of a run, ready to predict; the caller disposes of them.
 *
 * @throws MnError `"run"` when training has not come to its end.
 */
export function loadPredictors(folder: RunFolder, plan: Plan, which: readonly Which[] = networksOf(plan)): Predictor[] {
  return which.map((one) => {
    const path = folder.network(one);
    const network = create(one, plan);
    scope(() => {
      const inner = network instanceof SliceModel ? network.network : network;
      inner.loadStateDict(loadTrained(path));
    });
    network.eval();
    return one === "2d" ? { network, directions: plan.network2d.sliceDirections } : { network };
  });
}

function loadTrained(path: string) {
  try {
    return loadSafetensors(path).tensors;
  } catch (cause) {
    const remedy = "Train the run to its end with `mn train`.";
    throw new MnError("run", `${path}: the trained network is not there or damaged. ${remedy}`, {
      path,
      remedy,
      cause,
    });
  }
}
