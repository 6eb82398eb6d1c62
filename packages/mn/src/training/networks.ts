// The networks of a plan: made for training, written when they are trained, and loaded to predict.
// A network over slices is seen as one over volumes (SliceModel of @mandn/models).

import { resolve } from "node:path";
import { loadNetwork, type Network3d, SliceModel } from "@mandn/models";
import { type Device, loadTensors, manualSeed, nn, scope } from "@mandn/torch";
import { rangeOf } from "../data/intensity.js";
import { MnError } from "../errors.js";
import { misfit, type Predictor } from "../inference/predictor.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { readLatestCheckpoint } from "../run/checkpoint.js";
import type { RunFolder } from "../run/folder.js";
import { readNetwork, readStart, writeNetwork } from "../run/network-file.js";
import { lacking, Member } from "./member.js";
import { type MemberSpec, type Method, memberNamed, plannedName, type Surroundings } from "./method.js";

/** The entry of the plan that a member's network is made by. @throws MnError `"plan"` where there is none. */
function plannedOf(spec: MemberSpec, plan: Pick<Plan, "members">): PlannedMember {
  const name = plannedName(spec);
  const planned = Object.hasOwn(plan.members, name) ? plan.members[name] : undefined;
  if (planned !== undefined) return planned;
  throw new MnError("plan", `members.${name} is missing in the plan: the method needs the ${spec.title}.`);
}

/**
 * A network of the plan, newly made, over volumes, on the plan's device. Random weights come from the default generator.
 *
 * @param own its own options, by default the plan's
 */
async function create(
  spec: MemberSpec,
  plan: Plan,
  own: Readonly<Record<string, unknown>> = plannedOf(spec, plan).options,
): Promise<Network3d> {
  const { dataset, device, preprocessing } = plan;
  const options = {
    ...own,
    ...spec.options,
    inChannels: dataset.channels.length,
    classes: dataset.classes.length,
  };
  const planned = plannedOf(spec, plan);
  const { network: name, sha256 } = planned;
  const named = sha256 === undefined ? name : { path: resolve(name), sha256 };
  const network =
    planned.view === "volume"
      ? (await loadNetwork(named, 3)).create(options)
      : new SliceModel((await loadNetwork(named, 2)).create(options), {
          channels: planned.inputRange === "network" ? preprocessing.intensity.map(rangeOf) : [],
        });
  return laidOut(network, device as Device);
}

/**
 * A network on its device, its kernels in the order in which activations are: of volumes everywhere; of slices on GPUs alone, where
 * cuDNN would turn the kernels of contiguous ones around at each use, and the optimizer their gradients. A CPU keeps its own copies.
 *
 * @param slicesToo whether those of slices are, too
 */
export function laidOut<N extends nn.Module>(network: N, device: Device, slicesToo = device !== "cpu"): N {
  network.to({ device, memoryFormat: "channels_last_3d" });
  return slicesToo ? network.to({ memoryFormat: "channels_last" }) : network;
}

/** The network that is trained and written: of slices, where volumes are cut into them. */
const inner = (network: Network3d) => (network instanceof SliceModel ? network.network : network);

/** @throws MnError `"plan"` when the plan's crops are not of a size that the network takes. */
function checkCropFits({ spec, network, directions, planned }: Member, { training }: Plan): void {
  if (misfit({ network, directions }, training.crop) === undefined) return;
  const [first, ...others] = network.sizeMultiple;
  const multiples =
    planned.view === "slices"
      ? `${others.join(" × ")} along a slice`
      : `${[first, ...others].join(" × ")} along D, H, W`;
  const remedy = "Edit training.crop and inference.window in plan.json.";
  throw new MnError(
    "plan",
    `training.crop, ${training.crop.join(" × ")}, does not fit the ${spec.title}, which takes multiples of ${multiples}.`,
    { remedy },
  );
}

/** Draws the weights of a network's convolutions by a rule: He et al. 2015, https://arxiv.org/abs/1502.01852, or Glorot and Bengio 2010. */
function drawWeights(module: nn.Module, rule: NonNullable<MemberSpec["weights"]>): void {
  const draw = rule === "kaiming" ? nn.init.kaimingNormal_ : nn.init.xavierNormal_;
  for (const [, layer] of module.namedModules()) {
    if (layer instanceof nn.Conv2d || layer instanceof nn.Conv3d) draw(layer.weight);
  }
}

/** The order in which random weights are drawn: networks that learn first, modules of the method's own last. */
function inOrder(members: readonly MemberSpec[]): MemberSpec[] {
  const place = ({ learns, make }: MemberSpec) => (make !== undefined ? 2 : learns === "gradient" ? 0 : 1);
  return [...members].sort((a, b) => place(a) - place(b));
}

/** @throws MnError `"plan"` when a network cannot do what its member needs of it. */
function checkAbilities(member: Member): void {
  const { needs = {} } = member.spec;
  const { encode, decode, featureChannels, encoderChannels, decoderCount = 1 } = member.network;
  const { decoders = 1 } = needs;
  if (Object.keys(needs).length > 0 && !(encode && decode)) throw lacking(member, "encode and decode");
  if (needs.features && featureChannels === undefined) throw lacking(member, "featureChannels");
  if (needs.refinement && encoderChannels === undefined) throw lacking(member, "encoderChannels");
  if (decoderCount < decoders) throw lacking(member, `${decoders} decoders`);
}

/** What modules of a method's own are made by. */
function surroundings({ dataset, training }: Plan, made: readonly Member[]): Surroundings {
  return {
    inChannels: dataset.channels.length,
    classes: dataset.classes.length,
    crop: training.crop,
    network: (name) => memberNamed(made, name).network,
  };
}

/**
 * The members of a method, with weights from the plan's seed. Those that follow another begin with its weights.
 *
 * @throws MnError `"plan"` when the plan's crops are not of a size that they take, or it lacks a member.
 */
export async function createMembers(plan: Plan, method: Pick<Method, "members">): Promise<Member[]> {
  manualSeed(plan.seed);
  const made: Member[] = [];
  try {
    for (const spec of inOrder(method.members)) {
      const module =
        spec.make === undefined
          ? await create(spec, plan)
          : laidOut(spec.make(surroundings(plan, made)), plan.device as Device);
      const member = new Member(spec, module, plannedOf(spec, plan));
      made.push(member);
      if (spec.make !== undefined) continue;
      checkCropFits(member, plan);
      checkAbilities(member);
      if (spec.weights !== undefined && member.planned.options.pretrained === undefined)
        drawWeights(module, spec.weights);
      const source = made.find(({ name }) => name === plannedName(spec));
      if (source !== undefined && source !== member) member.follow(source, 0, true);
    }
  } catch (error) {
    for (const member of made) member.dispose();
    throw error;
  }
  return made;
}

/**
 * Gives members the weights that the plan says they start from. Modules of the method's own, which no run keeps, start untrained.
 *
 * @throws MnError `"run"` when a network is not there, damaged or another than the plan names
 */
export function loadStart(folder: RunFolder, { start }: Pick<Plan, "start">, members: readonly Member[]): void {
  for (const [name, sha256] of Object.entries(start?.networks ?? {})) {
    const { network } = memberNamed(members, name);
    scope(() => inner(network).loadStateDict(loadTensors(readStart(folder.start(name), sha256))));
  }
}

/**
 * Writes a trained network's weights into the run's folder, with the names of its reference implementation, the options to make it
 * with and the plan, so that a prediction needs nothing but the run and is made as the training was.
 */
export function saveNetwork(folder: RunFolder, { name: member, spec, network, planned }: Member, plan: Plan): void {
  const { architecture = { ...planned.options, ...spec.options } } = inner(network);
  const made = { name: planned.network, options: architecture };
  writeNetwork(folder.network(member), made, inner(network).stateDict(), plan);
}

/**
 * Trained networks of a run, ready to predict, by the names of their members; the caller disposes of them.
 *
 * @param names of the members that are wanted
 * @throws MnError `"run"` when training has not come to its end, a network is damaged or was trained by another plan.
 */
export async function loadPredictors(
  folder: RunFolder,
  plan: Plan,
  method: Pick<Method, "members">,
  names: readonly string[],
): Promise<Predictor[]> {
  const files = names.map((name) => readNetwork(folder.network(name), plan));
  const options = files.map((file) => file.options);
  return predictorsOf({ plan, method, names, options }, (networks) => {
    for (const [i, { weights }] of files.entries()) {
      inner(networks[i] as Network3d).loadStateDict(loadTensors(weights));
    }
  });
}

/**
 * Networks of a training that was stopped, as its last whole checkpoint has them, ready to predict; the caller holds the run's lock, and
 * disposes of them.
 *
 * @param names of the members that are wanted
 * @throws MnError `"run"` when there is no checkpoint, `"checkpoint"` when none is whole or it belongs to another plan
 */
export async function loadStopped(
  folder: RunFolder,
  plan: Plan,
  method: Pick<Method, "members">,
  names: readonly string[],
): Promise<Predictor[]> {
  return predictorsOf({ plan, method, names, options: [] }, (networks) => {
    const found = readLatestCheckpoint(folder, plan, () => {}); // a damaged one is told when the training goes on
    if (found === undefined) throw new MnError("run", "holds no checkpoint", { path: folder.root });
    for (const [i, name] of names.entries()) {
      const prefix = networkPrefix(name);
      const own = Object.entries(found.tensors).filter(([key]) => key.startsWith(prefix));
      networks[i]?.loadStateDict(Object.fromEntries(own.map(([key, tensor]) => [key.slice(prefix.length), tensor])));
    }
  });
}

/** What the names of a member's weights begin with in a checkpoint. */
export const networkPrefix = (name: string): string => `network-${name}/`;

/**
 * Networks with weights, ready to predict, or none is left.
 *
 * @param options of each network; default the plan's
 * @param load gives them their weights, in a scope
 */
async function predictorsOf(
  wanted: {
    readonly plan: Plan;
    readonly method: Pick<Method, "members">;
    readonly names: readonly string[];
    readonly options: readonly Readonly<Record<string, unknown>>[];
  },
  load: (networks: readonly Network3d[]) => void,
): Promise<Predictor[]> {
  const { plan, method, names, options } = wanted;
  const predictors: Predictor[] = [];
  try {
    for (const [i, name] of names.entries()) {
      const spec = memberNamed(method.members, name);
      const planned = plannedOf(spec, plan);
      const network = await create(spec, plan, options[i]);
      predictors.push(planned.view === "slices" ? { network, directions: planned.sliceDirections } : { network });
      network.eval();
    }
    scope(() => load(predictors.map(({ network }) => network)));
  } catch (error) {
    for (const { network } of predictors) network.dispose();
    throw error;
  }
  return predictors;
}
