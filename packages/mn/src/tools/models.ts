// What is known of the networks, for people: `mn models`. Their parameters are counted, a step of one of them is
// measured. The registry of @mandn/models says the rest.

import {
  countParameters,
  loadNetwork,
  type Network2d,
  type Network3d,
  networks2d,
  networks3d,
  type ShippedNetwork,
  SliceModel,
} from "@mandn/models";
import { type CudaDevice, cpuAllocator, cuda, type Device, manualSeed, randn, zeros } from "@mandn/torch";
import { z } from "zod";
import { Randomness } from "../data/random.js";
import { MnError } from "../errors.js";
import { supervisedUpdate } from "../methods/supervised.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { detectMachine } from "../planning/machine.js";
import { Kit } from "../training/kit.js";
import { Member } from "../training/member.js";

/** What is known of a registered network. */
export type NetworkFacts = Pick<ShippedNetwork, "dimensions" | "summary" | "weights"> & {
  readonly name: string;
  /** Parameters by options, for one channel and two classes; the default comes first. */
  readonly sizes: readonly { readonly options: Readonly<Record<string, unknown>>; readonly parameters: number }[];
};

/**
 * Every registered network, the 2D networks first.
 *
 * @throws TorchError `"setup"` where the engine is not set up: parameters are counted by it
 */
export function listNetworks(): NetworkFacts[] {
  return Object.entries({ ...networks2d, ...networks3d }).map(([name, network]) => {
    const { dimensions, summary, weights } = network;
    const sizes = network.sizes.map((options) => ({ options, parameters: countParameters(network, options) }));
    return { name, dimensions, summary, sizes, weights };
  });
}

/** An option of a network, as its schema has it. */
interface OptionFacts {
  readonly name: string;
  /** What may stand there, as people write it. */
  readonly type: string;
  /** As JSON; undefined: it may be left out. */
  readonly byDefault?: string;
  readonly description: string;
}

/** What a training step needs, measured. */
interface StepCosts {
  /** Voxels along D, H, W. */
  readonly crop: readonly [d: number, h: number, w: number];
  readonly volumes: number;
  readonly device: string;
  readonly precision: Plan["precision"];
  /** The most that was in tensors at once: weights, gradients, the optimiser's state, activations. On the CPU those of 1 MiB and more. */
  readonly peakBytes: number;
  readonly seconds: number;
}

export interface NetworkDescription {
  readonly name: string;
  readonly dimensions: 2 | 3;
  readonly sizeMultiple: readonly number[];
  readonly parameters: number;
  /** Parameters that training changes. */
  readonly learning: number;
  readonly options: readonly OptionFacts[];
  readonly step: StepCosts;
}

interface DescribeOptions {
  /** Voxels along D, H, W; a 2D network sees the slices along D. Default 64 each, or the next multiples that the network takes. */
  readonly crop?: readonly [d: number, h: number, w: number];
  /** Crops in a batch; default 1. */
  readonly volumes?: number;
  /** Channels of the scans; default 1. */
  readonly channels?: number;
  /** Classes, the background among them; default 2. */
  readonly classes?: number;
  /** The network's own options. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default `"auto"`: the GPU where there is one. */
  readonly device?: string;
  /** Default: as a plan for this machine has it. */
  readonly precision?: Plan["precision"];
}

/**
 * Makes a network, by name or from a file of one's own, and measures an update of it as training does it, on random voxels.
 *
 * @throws MnError `"usage"` when the crop does not fit the network; TorchError for an unknown network or options that it does not take.
 */
export async function describeNetwork(name: string, given: DescribeOptions = {}): Promise<NetworkDescription> {
  const { channels = 1, classes = 2, options = {} } = given;
  manualSeed(0);
  const type = await loadNetwork(name);
  const network = type.create({ ...options, inChannels: channels, classes });
  try {
    const dimensions = network.sizeMultiple.length === 2 ? 2 : 3;
    const parameters = network.parameters();
    const count = (counted: typeof parameters) => counted.reduce((sum, { numel }) => sum + numel, 0);
    return {
      name,
      dimensions,
      sizeMultiple: network.sizeMultiple,
      parameters: count(parameters),
      learning: count(parameters.filter(({ requiresGrad }) => requiresGrad)),
      options: optionFacts(type.options),
      step: measureStep(network, { ...given, channels, classes }),
    };
  } finally {
    network.dispose();
  }
}

/** The second of two updates: the first makes the optimiser's state. */
function measureStep(
  network: Network2d | Network3d,
  {
    channels,
    classes,
    volumes = 1,
    ...given
  }: DescribeOptions & { readonly channels: number; readonly classes: number },
): StepCosts {
  const isSliced = network.sizeMultiple.length === 2;
  const overVolumes = isSliced ? new SliceModel(network as Network2d) : (network as Network3d);
  const crop =
    given.crop ?? (overVolumes.sizeMultiple.map((step) => Math.ceil(64 / step) * step) as [number, number, number]);
  if (crop.some((size, axis) => size % (overVolumes.sizeMultiple[axis] as number) !== 0)) {
    const multiples = overVolumes.sizeMultiple.join(" × ");
    throw new MnError(
      "usage",
      `A crop of ${crop.join(" × ")} does not fit the network, which takes multiples of ${multiples}.`,
    );
  }
  const machine = detectMachine(given.device);
  const { precision = machine.precision.choice } = given;
  const device = machine.device as Device;
  const memory = memoryOf(device);
  overVolumes.to({ device, memoryFormat: "channels_last_3d" });
  const entry = { network: "", options: {}, learningRate: 1e-4, optimizer: OPTIMIZER };
  const planned: PlannedMember = isSliced
    ? { ...entry, view: "slices", slicesPerVolume: crop[0], sliceDirections: ["d"] }
    : { ...entry, view: "volume" };
  const spec = { name: "network", title: "network", view: planned.view, learns: "gradient" } as const;
  using member = new Member(spec, overVolumes, planned);
  using kit = new Kit([member], { classes, device, precision, random: new Randomness(0) });
  let seconds = 0;
  for (let i = 0; i < 2; i++) {
    memory.resetPeak();
    const begun = performance.now();
    kit.within(i, () => {
      const image = randn([volumes, channels, ...crop], { device });
      const mask = zeros([volumes, ...crop], { device, dtype: "int64" });
      kit.minimise([supervisedUpdate(member, { image, mask }, kit)]);
    });
    if (device !== "cpu") cuda.synchronize(device as CudaDevice);
    seconds = (performance.now() - begun) / 1000;
  }
  return { crop, volumes, device, precision, peakBytes: memory.peak(), seconds };
}

const OPTIMIZER = { kind: "adamw", weightDecay: 0, betas: [0.9, 0.999] } satisfies PlannedMember["optimizer"];

function memoryOf(device: Device): { resetPeak(): void; peak(): number } {
  if (device !== "cpu") {
    const chosen = device as CudaDevice;
    return { resetPeak: () => cuda.resetPeakMemory(chosen), peak: () => cuda.memory(chosen).peak };
  }
  if (cpuAllocator.memory().caching)
    return { resetPeak: cpuAllocator.resetPeak, peak: () => cpuAllocator.memory().peak };
  const remedy = "Leave MANDN_CPU_ALLOCATOR unset.";
  throw new MnError("usage", "Memory is counted by the engine's own allocator, which is off.", { remedy });
}

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly default?: unknown;
  readonly description?: string;
}

function optionFacts(schema: z.ZodType): OptionFacts[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return Object.entries(properties).map(([name, option]) => ({
    name,
    type: typeText(option),
    ...(option.default !== undefined && { byDefault: JSON.stringify(option.default) }),
    description: option.description ?? "",
  }));
}

function typeText({ type, anyOf, properties, ...schema }: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (anyOf) return anyOf.map(typeText).join(" | ");
  if (properties) return `{ ${Object.keys(properties).join(", ")} }`;
  return type === "integer" ? "whole number" : (type ?? "any");
}
