// Weights that a run of M&N's own trained, as a start for another: such a file says in its metadata which network it is of, with which
// options that was made, and the order of its axes. So it is loaded whole, as what it is, not as a checkpoint of the reference code.
import { statSync } from "node:fs";
import { looksLikeSafetensors, openSafetensors, scope, TorchError } from "@mandn/torch";
import { z } from "zod";
import type { NetworkOptions, ShippedNetwork } from "./shipped.js";
import { assertSameAxes, readWeights } from "./weights.js";

type Options = Readonly<Record<string, unknown>>;

/** What a file of a run says of its network. */
interface RunCheckpoint {
  readonly path: string;
  readonly options: Options;
  /** The order of the axes of its kernels; earlier versions, which do not say it, had this too. */
  readonly axes: string;
}

const optionsSchema = z.record(z.string(), z.json());

/** The path in the option `pretrained`, if that names a file that a run of this network wrote. */
function runCheckpointOf(name: string, { pretrained }: Options): RunCheckpoint | undefined {
  const path = isObject(pretrained) ? pretrained.path : pretrained;
  const isFile = typeof path === "string" && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
  if (!isFile || !looksLikeSafetensors(path)) return undefined;
  const { network, options = "", axes = "dhw" } = openSafetensors(path).metadata;
  if (network !== name) return undefined;
  try {
    return { path, axes, options: optionsSchema.parse(JSON.parse(options)) };
  } catch (cause) {
    throw new TorchError("file", "its options are damaged", { path, cause });
  }
}

const isObject = (value: unknown): value is Options => typeof value === "object" && value !== null;

/** The options to make the network with: the file's, but for what else was asked. */
function optionsFor({ path, options, axes }: RunCheckpoint, { pretrained, ...given }: Options): Options {
  for (const asked of [isObject(pretrained) ? pretrained.axes : undefined, given.axes])
    assertSameAxes(path, axes, asked);
  return { ...options, ...given };
}

/**
 * A network whose option `pretrained` also takes what a run of it wrote, `network-….safetensors`. The file says the architecture;
 * everything is taken from it, the head too, so the classes and channels must be the same.
 *
 * @throws {TorchError} of `create`: `argument` with every key that does not fit, or for other axes than the file's
 */
export function startingFromRuns<Network extends ShippedNetwork>(name: string, type: Network): Network {
  const create = ({ inChannels, classes, ...given }: NetworkOptions) => {
    const found = runCheckpointOf(name, given);
    if (found === undefined) return type.create({ inChannels, classes, ...given });
    const network = type.create({ ...optionsFor(found, given), inChannels, classes });
    try {
      scope(() => void network.loadStateDict(readWeights(found.path)));
      return network;
    } catch (error) {
      network.dispose();
      throw error;
    }
  };
  const sizeMultiple = (given: Options) => {
    const found = runCheckpointOf(name, given);
    return type.sizeMultiple(found === undefined ? given : optionsFor(found, given));
  };
  return { ...type, create, sizeMultiple };
}
