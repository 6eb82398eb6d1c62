import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCheckpoint, loadSafetensors, type nn, scope, type Tensor, TorchError } from "@mandn/torch";
import { z } from "zod";

/** The path of weights that come with this package. */
export function shippedWeights(name: string): string {
  return fileURLToPath(new URL(`../../weights/${name}.safetensors`, import.meta.url));
}

/**
 * A checkpoint's tensors by name: safetensors or PyTorch's own format, by the file's ending. The "module." that training on
 * several GPUs puts before every name is taken away.
 */
export function readWeights(path: string): Record<string, Tensor> {
  const tensors = path.endsWith(".safetensors") ? loadSafetensors(path).tensors : loadCheckpoint(path);
  const entries = Object.entries(tensors);
  if (!entries.every(([key]) => key.startsWith("module."))) return tensors;
  return Object.fromEntries(entries.map(([key, tensor]) => [key.slice("module.".length), tensor]));
}

/**
 * A folder of Hugging Face's: what its config.json says, and the weights in model.safetensors or pytorch_model.bin.
 *
 * @throws {TorchError} `file` if one of them is missing or damaged
 */
export function readHuggingFace(folder: string): { config: unknown; tensors: Record<string, Tensor> } {
  const weights = ["model.safetensors", "pytorch_model.bin"].map((name) => join(folder, name)).find(existsSync);
  if (weights === undefined) {
    throw new TorchError("file", `${folder} has neither model.safetensors nor pytorch_model.bin`, {
      path: folder,
      remedy: "Download the model's whole folder, with config.json and the weights.",
    });
  }
  return { config: readJson(join(folder, "config.json")), tensors: readWeights(weights) };
}

/** @throws {TorchError} `file` if it cannot be read or is not JSON */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new TorchError("file", `${path}: ${cause instanceof Error ? cause.message : cause}`, { path, cause });
  }
}

/** The order of the three spatial axes of a checkpoint's volumes: d the slice axis, w the one along which x grows. */
export const axisOrder = z.enum(["dhw", "dwh", "hdw", "hwd", "wdh", "whd"]);
export type AxisOrder = z.infer<typeof axisOrder>;

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
 * Fills a module from a checkpoint, as `convert` hands it on: it leaves out what the module does not need and gives the
 * module's names and shapes to the rest.
 *
 * @throws {TorchError} `argument` with every key that only one of them has, or in another shape
 */
export function loadWeights(
  module: nn.Module,
  path: string,
  convert: (tensors: Record<string, Tensor>) => Record<string, Tensor>,
): void {
  scope(() => void module.loadStateDict(convert(readWeights(path))));
}

/** Without the tensors whose names match. */
export function without(tensors: Readonly<Record<string, Tensor>>, names: RegExp): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).filter(([key]) => !names.test(key)));
}
