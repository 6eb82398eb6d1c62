import { fileURLToPath } from "node:url";
import { loadCheckpoint, loadSafetensors, type nn, scope, type Tensor } from "@mandn/torch";

/** The path of weights that come with this package. */
export function shippedWeights(name: string): string {
  return fileURLToPath(new URL(`../../weights/${name}.safetensors`, import.meta.url));
}

/** A checkpoint's tensors by name: safetensors or PyTorch's own format, by the file's ending. */
export function readWeights(path: string): Record<string, Tensor> {
  return path.endsWith(".safetensors") ? loadSafetensors(path).tensors : loadCheckpoint(path);
}

/**
 * Fills a module from a checkpoint that may hold more: keys that `isUnused` says so of are passed over.
 *
 * @throws {TorchError} `argument` with every other key that only one of them has, or in another shape
 */
export function loadWeights(module: nn.Module, path: string, isUnused: (key: string) => boolean): void {
  scope(() => {
    const used = Object.entries(readWeights(path)).filter(([key]) => !isUnused(key));
    module.loadStateDict(Object.fromEntries(used));
  });
}
