// What is in a checkpoint, the same as safetensors, and whether a network takes it: `mn weights`.
// Nothing in a file is executed.

import { existsSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadNetwork, loadWeights, readJson, UnknownAxes, weightFiles } from "@mandn/models";
import {
  bytesPerElement,
  type CheckpointValue,
  findStateDict,
  looksLikeSafetensors,
  openSafetensors,
  readCheckpoint,
  readContiguous,
  type StateDictFaults,
  StoredTensor,
  scope,
  TorchError,
  writeSafetensors,
} from "@mandn/torch";
import { MnError } from "../errors.js";

/** A tensor as a file holds it. */
interface TensorFacts {
  /** In nested checkpoints with the keys that lead to it before it, separated by dots. */
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
}

export interface CheckpointFacts {
  /** The file of the tensors; in a folder of Hugging Face's the one that was taken. */
  readonly path: string;
  readonly format: "safetensors" | "PyTorch";
  readonly tensors: readonly TensorFacts[];
  /** Elements of all tensors. */
  readonly elements: number;
  readonly bytes: number;
  /** Strings of a safetensors file; of a PyTorch checkpoint the numbers and strings in it, by the keys that lead there. */
  readonly metadata: Readonly<Record<string, string>>;
}

type Opened =
  | { readonly format: "safetensors"; readonly file: ReturnType<typeof openSafetensors> }
  | { readonly format: "PyTorch"; readonly value: CheckpointValue };

/** The file with the tensors: the path itself, or in a folder of Hugging Face's what it keeps them in. */
function weightsFile(path: string): string {
  assertThere(path);
  if (!statSync(path).isDirectory()) return path;
  const found = weightFiles.map((name) => join(path, name)).find(existsSync);
  if (found !== undefined) return found;
  throw new MnError("usage", `the folder has neither ${weightFiles.join(" nor ")}`, { path });
}

function assertThere(path: string): void {
  if (existsSync(path)) return;
  throw new MnError("usage", "there is no such file or folder", { path, remedy: "Check the path." });
}

/** By what the file begins with, whatever it is called. */
function open(path: string): Opened {
  return looksLikeSafetensors(path)
    ? { format: "safetensors", file: openSafetensors(path) }
    : { format: "PyTorch", value: readCheckpoint(path) };
}

/**
 * What a checkpoint holds: safetensors, PyTorch's own format (of which nothing is executed), or a folder of Hugging Face's. Tensors
 * are not read.
 *
 * @throws MnError `"usage"` if there is no such file; TorchError `file` if it is damaged or wants what is not allowed.
 */
export function inspectWeights(path: string): CheckpointFacts {
  const file = weightsFile(path);
  const opened = open(file);
  const leaves = opened.format === "safetensors" ? Object.entries(opened.file.tensors) : [...leavesOf(opened.value)];
  const tensors: TensorFacts[] = [];
  const metadata: Record<string, string> = opened.format === "safetensors" ? { ...opened.file.metadata } : {};
  if (statSync(path).isDirectory()) Object.assign(metadata, configOf(path));
  let elements = 0;
  for (const [name, value] of leaves) {
    if (value instanceof StoredTensor) {
      const { dtype, shape, numel } = value;
      tensors.push({ name, dtype, shape, bytes: numel * bytesPerElement[dtype] });
      elements += numel;
    } else metadata[name] = String(value);
  }
  return {
    path: file,
    format: opened.format,
    tensors,
    elements,
    bytes: tensors.reduce((sum, { bytes }) => sum + bytes, 0),
    metadata,
  };
}

/** The numbers and strings of a folder's config.json. */
function configOf(folder: string): Record<string, string> {
  const path = join(folder, "config.json");
  if (!existsSync(path)) return {};
  const fields = Object.entries(readJson(path) as object).filter(([, value]) => typeof value !== "object");
  return Object.fromEntries(fields.map(([key, value]) => [`config.json: ${key}`, String(value)]));
}

type Leaf = StoredTensor | string | number | bigint | boolean;

/** Tensors, numbers and strings with the keys that lead to them; objects that are shared come once. */
function* leavesOf(
  value: CheckpointValue,
  path = "",
  seen = new Set<unknown>(),
): Generator<[name: string, leaf: Leaf]> {
  if (value instanceof StoredTensor || ["string", "number", "bigint", "boolean"].includes(typeof value)) {
    yield [path, value as Leaf];
  } else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !seen.has(value)) {
    seen.add(value);
    for (const [key, child] of Object.entries(value) as [string, CheckpointValue][]) {
      yield* leavesOf(child, path === "" ? key : `${path}.${key}`, seen);
    }
  }
}

interface ConvertOptions {
  /** Where the state dict lies in a checkpoint that has several: its keys. */
  readonly at?: readonly string[];
  /** Replaces a file that is there; default false. */
  readonly overwrite?: boolean;
}

/** A file may say that it has so many times more elements than it has bytes for (tensors that repeat one number). */
const MOST_EXPANSION = 16;

/**
 * Writes the tensors of a checkpoint as safetensors, with their names, shapes and dtypes as they are; the file is there whole or not
 * at all.
 *
 * @returns what was written
 * @throws MnError `"usage"` if `out` is there, or `path` is not; TorchError `file` if `path` is damaged or has several state dicts.
 */
export function convertWeights(
  path: string,
  out: string,
  { at, overwrite = false }: ConvertOptions = {},
): CheckpointFacts {
  if (!out.endsWith(".safetensors")) throw new MnError("usage", "must end with .safetensors", { path: out });
  if (existsSync(out) && !overwrite) {
    const remedy = "Choose another name, or give --overwrite to replace it.";
    throw new MnError("usage", "is there already", { path: out, remedy });
  }
  const file = weightsFile(path);
  if (existsSync(out) && realpathSync(out) === realpathSync(file)) {
    const remedy = "Choose another name.";
    throw new MnError("usage", "is the checkpoint itself", { path: out, remedy });
  }
  const opened = open(file);
  const stored = findStateDict(opened.format === "safetensors" ? opened.file.tensors : opened.value, at).stateDict;
  const bytes = Object.values(stored).reduce((sum, { numel, dtype }) => sum + numel * bytesPerElement[dtype], 0);
  if (bytes > MOST_EXPANSION * statSync(file).size) {
    throw new TorchError("file", `its tensors would take ${bytes} bytes, far more than the file`, {
      path: file,
    });
  }
  const entries = Object.entries(stored).map(([name, tensor]) => {
    return [name, { dtype: tensor.dtype, shape: tensor.shape, read: () => readContiguous(tensor) }] as const;
  });
  const metadata = opened.format === "safetensors" ? opened.file.metadata : { format: "pt" };
  writeSafetensors(out, Object.fromEntries(entries), metadata);
  return inspectWeights(out);
}

interface CheckWeightsOptions {
  /** Channels of the scans; default 1. */
  readonly channels?: number;
  /** Classes, the background among them; default 2. */
  readonly classes?: number;
  /** The network's own options. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Which of several networks in the file: the keys that lead there. */
  readonly at?: readonly string[];
}

export interface WeightsCheck extends StateDictFaults {
  readonly network: string;
  readonly path: string;
  /** Whether the network loads the file as it is. */
  readonly fits: boolean;
  /** The options that load it. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The option that must still say the order of the axes: nothing in the file does. Absent where it is known. */
  readonly axesMissing?: UnknownAxes["option"];
}

/**
 * Whether a network loads a checkpoint, found out by loading it as the network's option `pretrained` does; a network of one's own
 * without such an option takes a file with its own names.
 *
 * @param name of a network, or the path of a file with one
 * @throws TorchError for everything but keys that do not fit: unknown networks, options that are not allowed, damaged files.
 */
export async function checkWeights(name: string, path: string, given: CheckWeightsOptions = {}): Promise<WeightsCheck> {
  const { channels = 1, classes = 2, at } = given;
  assertThere(path);
  const type = await loadNetwork(name);
  const options = type.pretrained ? withPath(given.options, type.pretrained(path), at) : { ...given.options };
  const load = (own: Options) => {
    const network = type.create({ ...own, inChannels: channels, classes });
    try {
      if (!type.pretrained) loadWeights(network, { path, ...(at && { at: [...at] }) });
    } finally {
      network.dispose();
    }
  };
  let axesMissing: UnknownAxes["option"] | undefined;
  const faults = faultsOf(() => {
    try {
      load(options);
    } catch (error) {
      if (!(error instanceof UnknownAxes)) throw error;
      axesMissing = error.option;
      load(withAxes(options, error.option)); // names and shapes fit in any order, or in none
    }
  });
  const nothing = { missing: [], unexpected: [], misshapen: [] };
  const fits = faults === undefined;
  return { network: name, path, fits, ...(faults ?? nothing), options, ...(axesMissing && { axesMissing }) };
}

type Options = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Options => typeof value === "object" && value !== null;

/** How a state dict differs from the network's that `work` fills with it. */
function faultsOf(work: () => void): StateDictFaults | undefined {
  try {
    scope(work);
    return undefined;
  } catch (error) {
    if (error instanceof TorchError && error.stateDict !== undefined) return error.stateDict;
    throw error;
  }
}

/** The user's options, with the path in `pretrained` or in its `path`, and which network there. */
function withPath(options: Options | undefined, byDefault: Options, at: CheckWeightsOptions["at"]): Options {
  const { pretrained } = byDefault;
  if (!isObject(pretrained) && at === undefined) return { ...options, pretrained };
  const { path } = isObject(pretrained) ? pretrained : { path: pretrained };
  const given = options?.pretrained;
  const whole = { ...(isObject(pretrained) && pretrained), ...(isObject(given) && given), path, ...(at && { at }) };
  return { ...options, pretrained: whole };
}

function withAxes(options: Options, where: UnknownAxes["option"]): Options {
  if (where === "axes") return { ...options, axes: "dhw" };
  return { ...options, pretrained: { ...(options.pretrained as Options), axes: "dhw" } };
}
