// Checkpoints as networks take them: read by their content, the network's own names found in them, the order of axes
// told. The files themselves are read by @mandn/torch.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FileError, readSmallFile } from "@mandn/base";
import {
  findStateDict,
  loadTensors,
  looksLikeSafetensors,
  namesBehind,
  type nn,
  openSafetensors,
  readCheckpoint,
  scope,
  type Tensor,
  TorchError,
  withoutWrappers,
} from "@mandn/torch";
import { z } from "zod";

/** The path of weights that come with this package. */
export function shippedWeights(name: string): string {
  return fileURLToPath(new URL(`../../weights/${name}.safetensors`, import.meta.url));
}

/** Keys that lead to one of several state dicts in a file, or what stands before its names: "teacher", ["ema", "model"]. */
const keys = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** Where weights are: a file, and which of several state dicts in it. */
export const checkpointSchema = z.strictObject({
  path: z.string().min(1),
  at: keys.optional().describe("which of several in the file: a key that leads there, or a list of them"),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Where weights are; a path alone where the file has one state dict. */
export const pathOrCheckpoint = z.union([z.string().min(1), checkpointSchema]);

export const asCheckpoint = (source: string | Checkpoint): Checkpoint =>
  typeof source === "string" ? { path: source } : source;

const keysOf = (at: Checkpoint["at"]): readonly string[] | undefined => (typeof at === "string" ? [at] : at);

/**
 * A checkpoint's tensors by name: safetensors or PyTorch's own format, by what the file begins with, whatever it is called.
 * Names are the model's own: see {@link withoutWrappers}.
 *
 * @throws {TorchError} `file` if it cannot be read, holds no state dict, or several of which `at` chooses none
 */
export function readWeights(source: string | Checkpoint): Record<string, Tensor> {
  const { path, at } = asCheckpoint(source);
  const content = looksLikeSafetensors(path) ? openSafetensors(path).tensors : readCheckpoint(path);
  try {
    return loadTensors(withoutWrappers(findStateDict(content, keysOf(at)).stateDict));
  } catch (cause) {
    if (!(cause instanceof TorchError) || cause.path !== undefined) throw cause;
    throw new TorchError(cause.code, { fault: cause.fault, remedy: cause.remedy, path, cause });
  }
}

/**
 * A folder of Hugging Face's: what its config.json says, and the weights in model.safetensors or pytorch_model.bin.
 *
 * @throws {TorchError} `file` if one of them is missing or damaged
 */
export function readHuggingFace(folder: string): { config: unknown; tensors: Record<string, Tensor> } {
  const weights = ["model.safetensors", "pytorch_model.bin"].map((name) => join(folder, name)).find(existsSync);
  if (weights === undefined) {
    throw new TorchError("file", "has neither model.safetensors nor pytorch_model.bin", {
      path: folder,
      remedy: "Download the model's whole folder, with config.json and the weights.",
    });
  }
  return { config: readJson(join(folder, "config.json")), tensors: readWeights(weights) };
}

/** More than any description of a network has. */
const LARGEST_JSON = 1 << 24;

/** @throws {TorchError} `file` if it cannot be read or is not JSON */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readSmallFile(path, LARGEST_JSON).toString());
  } catch (cause) {
    const { fault, remedy }: { fault: string; remedy?: string } =
      cause instanceof FileError ? cause : { fault: cause instanceof Error ? cause.message : String(cause) };
    throw new TorchError("file", { fault, remedy, path, cause });
  }
}

/** The order of the three spatial axes of a checkpoint's volumes: d the slice axis, w the one along which x grows. */
export const axisOrder = z.enum(["dhw", "dwh", "hdw", "hwd", "wdh", "whd"]);
export type AxisOrder = z.infer<typeof axisOrder>;

/** A checkpoint of a 3D network whose kernels fit in any order of their axes, while nothing says which one they have. */
export class UnknownAxes extends TorchError {
  /** @param option where to say it */
  constructor(
    path: string,
    readonly option: "axes" | "pretrained.axes",
    hint: string,
  ) {
    super("argument", {
      subject: path,
      fault: "nothing says the order of the axes of its kernels, and they fit in any",
      path,
      remedy: `Give it as the option ${option}: ${hint}.`,
    });
  }
}

/**
 * The order of the axes of a file's kernels: as it says itself, or as `given`.
 *
 * @param option where `given` comes from
 * @param hint which order is whose
 * @throws {UnknownAxes} if neither says it; TorchError `argument` if they differ
 */
export function axesOf(
  path: string,
  given: AxisOrder | undefined,
  option: UnknownAxes["option"],
  hint: string,
): AxisOrder {
  const said = looksLikeSafetensors(path) ? axisOrder.safeParse(openSafetensors(path).metadata.axes).data : undefined;
  const axes = said ?? given;
  if (axes === undefined) throw new UnknownAxes(path, option, hint);
  assertSameAxes(path, axes, given);
  return axes;
}

/**
 * A 3D checkpoint with the order of its axes; undefined for none.
 *
 * @throws {UnknownAxes} and TorchError as {@link axesOf}
 */
export function withAxes<Source extends Checkpoint & { readonly axes?: AxisOrder | undefined }>(
  source: Source | undefined,
  hint: string,
): (Source & { readonly axes: AxisOrder }) | undefined {
  return source && { ...source, axes: axesOf(source.path, source.axes, "pretrained.axes", hint) };
}

/** @throws {TorchError} `argument` if other axes are asked for than the file says */
export function assertSameAxes(path: string, said: string, given: unknown): void {
  if (given === undefined || given === said) return;
  const fault = `was trained with the axes ${said}, not ${given}`;
  throw new TorchError("argument", { fault, path, remedy: "Leave out `axes`: the file says it." });
}

/** A volume [N, C, …] or kernel [out, in, …] with its axes in another order. */
export function reorderAxes(x: Tensor, from: AxisOrder, to: AxisOrder): Tensor {
  return from === to ? x : x.permute([0, 1, ...Array.from(to, (axis) => 2 + from.indexOf(axis))]);
}

/** Kernels over volumes with their axes in another order; other tensors as they are. */
export function reorderKernels(
  tensors: Readonly<Record<string, Tensor>>,
  from: AxisOrder,
  to: AxisOrder = "dhw",
): Record<string, Tensor> {
  const reordered = Object.entries(tensors).map(
    ([key, t]) => [key, t.dim === 5 ? reorderAxes(t, from, to) : t] as const,
  );
  return Object.fromEntries(reordered);
}

/**
 * Fills a module from a checkpoint. Where its names stand behind those of a larger module that held the network in training
 * (`model.`, as Lightning's modules have it), that is taken away.
 *
 * @param convert leaves out what the module does not need and gives the module's names and shapes to the rest
 * @throws {TorchError} `argument` with the keys that only one of them has, or in another shape; `file` as {@link readWeights}, and
 *     where the module's names are found behind others and it cannot be told that those are meant
 */
export function loadWeights(
  module: nn.Module,
  source: string | Checkpoint,
  convert: (tensors: Record<string, Tensor>) => Record<string, Tensor> = (all) => all,
): void {
  scope(() => {
    const tensors = readWeights(source);
    const own = module.stateDict();
    const found = (some: Record<string, Tensor>) => Object.keys(convert(some)).filter((name) => name in own).length;
    const prefix = prefixOf(tensors, found, Object.keys(own).length, asCheckpoint(source));
    module.loadStateDict(convert(prefix === "" ? tensors : namesBehind(tensors, prefix)));
  });
}

/** What stands before the network's names in the modules that trainers make around it; the module's other parts are not the network's. */
const customary = /^((model|module|net|network)\.)+$/;

/** How deep within other modules a network is looked for. */
const DEEPEST = 3;

/** What stands before the names that a module wants; "" where nothing does, or no prefix is better. */
function prefixOf(
  tensors: Record<string, Tensor>,
  found: (some: Record<string, Tensor>) => number,
  wanted: number,
  { path, at }: Checkpoint,
): string {
  const names = Object.keys(tensors);
  let most = found(tensors);
  if (most === wanted) return "";
  let best: string[] = [];
  for (const prefix of prefixesOf(names)) {
    const count = found(namesBehind(tensors, prefix));
    if (count > most) [most, best] = [count, [prefix]];
    else if (count === most && best.length > 0) best.push(prefix);
  }
  const [prefix = "", ...others] = best;
  if (others.length === 0 && (customary.test(prefix) || names.every((name) => name.startsWith(prefix)))) return prefix;
  const ways = best.map((one) => `"at": ${JSON.stringify([...(keysOf(at) ?? []), one.slice(0, -1)])}`);
  const fault =
    others.length === 0
      ? `the network's names stand behind "${prefix}", beside others`
      : `the network's names stand behind ${best.length} others`;
  throw new TorchError("file", { fault, path, remedy: `Say which are meant: ${ways.join(" or ")}.` });
}

function prefixesOf(names: readonly string[]): Set<string> {
  const prefixes = names.flatMap((name) => {
    const parts = name.split(".").slice(0, -1);
    return parts.slice(0, DEEPEST).map((_, i) => `${parts.slice(0, i + 1).join(".")}.`);
  });
  return new Set(prefixes);
}

/** Without the tensors whose names match. */
export function without(tensors: Readonly<Record<string, Tensor>>, names: RegExp): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).filter(([key]) => !names.test(key)));
}
