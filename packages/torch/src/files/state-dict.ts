import { TorchError } from "../errors.js";
import type { CheckpointObject, CheckpointValue } from "./pickle-values.js";
import { type StateDict, StoredTensor } from "./stored-tensor.js";

/** Where trainers put a model's state dict. */
const customaryNames = new Set([
  "state_dict",
  "model_state_dict",
  "model",
  "network_weights",
  "network",
  "net",
  "module",
  "weights",
]);
const deepestSearch = 4;

/** A state dict found in a checkpoint. */
export interface FoundStateDict {
  readonly stateDict: StateDict;
  /** The keys that lead to it; empty if the checkpoint itself is one. */
  readonly path: readonly string[];
}

/**
 * Finds the model's state dict in a checkpoint: the checkpoint itself, or an object within it that holds nothing but
 * tensors. Optimizer state is passed over. If there are several, the only one under a customary name ("state_dict",
 * "model", "network_weights", …) is meant.
 *
 * @param at the keys that lead to it, to say which one is meant
 * @throws TorchError `file` if there is none, or if it is ambiguous; the message lists what there is
 */
export function findStateDict(checkpoint: CheckpointValue, at?: readonly string[]): FoundStateDict {
  if (at !== undefined) return { stateDict: stateDictAt(checkpoint, at), path: at };
  const candidates = [...search(checkpoint, [], new Set())];
  const customary = candidates.filter(({ path }) => path.some((key) => customaryNames.has(key)));
  const [found, ...others] = customary.length > 0 ? customary : candidates;
  if (found === undefined) throw new TorchError("file", `The checkpoint holds no state dict. ${describe(checkpoint)}`);
  if (others.length > 0) {
    const list = [found, ...others].map(({ path }) => JSON.stringify(path)).join(", ");
    throw new TorchError("file", `The checkpoint holds several state dicts. Say which one is meant: ${list}.`);
  }
  return found;
}

function stateDictAt(checkpoint: CheckpointValue, path: readonly string[]): StateDict {
  let value: CheckpointValue | undefined = checkpoint;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  if (value !== undefined && isStateDict(value)) return value;
  throw new TorchError(
    "file",
    `The checkpoint holds no state dict at ${JSON.stringify(path)}. ${describe(checkpoint)}`,
  );
}

/** `seen` keeps objects that are shared many times over from being searched as often. */
function* search(
  value: CheckpointValue,
  path: readonly string[],
  seen: Set<CheckpointValue>,
): Generator<FoundStateDict> {
  if (!isObject(value) || seen.has(value)) return;
  seen.add(value);
  if (isStateDict(value)) yield { stateDict: value, path };
  else if (path.length < deepestSearch && !("param_groups" in value)) {
    for (const [key, child] of Object.entries(value)) yield* search(child, [...path, key], seen);
  }
}

function isObject(value: CheckpointValue | undefined): value is CheckpointObject {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}

function isStateDict(value: CheckpointValue): value is StateDict & CheckpointObject {
  if (!isObject(value)) return false;
  const tensors = Object.values(value);
  return tensors.length > 0 && tensors.every((tensor) => tensor instanceof StoredTensor);
}

function describe(checkpoint: CheckpointValue): string {
  if (!isObject(checkpoint)) return "It is not a dictionary.";
  const keys = Object.keys(checkpoint);
  return `Its keys: ${keys.slice(0, 20).join(", ")}${keys.length > 20 ? ", …" : ""}.`;
}

/**
 * Removes a prefix from every name, such as the "module." that torch.nn.DataParallel puts before them. A state dict
 * none of whose names has the prefix is returned as it is.
 *
 * @throws TorchError `argument` if only some of the names have it
 */
export function stripPrefix(stateDict: StateDict, prefix: string): StateDict {
  const names = Object.keys(stateDict);
  const without = names.filter((name) => !name.startsWith(prefix));
  if (without.length === names.length) return stateDict;
  if (without.length > 0) {
    throw new TorchError("argument", `Not every name starts with "${prefix}": ${without.slice(0, 5).join(", ")} …`);
  }
  const stripped: Record<string, StoredTensor> = Object.create(null);
  for (const name of names) stripped[name.slice(prefix.length)] = stateDict[name] as StoredTensor;
  return stripped;
}
