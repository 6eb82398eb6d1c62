// Which of a checkpoint's objects is the model's state dict, and what wrappers have put before its names.
// It comes between reading a file (checkpoint.ts) and loading tensors of it (tensors.ts).

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
 * tensors (and what PyTorch's modules keep under `_extra_state`, which is left out). Optimizer state is passed over. If there are
 * several, the only one under a customary name ("state_dict", "model", "network_weights", …) is meant.
 *
 * @param at the keys that lead to it, to say which one is meant; the last may also be what stands before the names of one of
 *     several networks in one state dict: `["state_dict", "teacher"]` for `teacher.conv.weight`
 * @throws TorchError `file` if there is none, or if it is ambiguous; the message lists what there is
 */
export function findStateDict(checkpoint: CheckpointValue, at?: readonly string[]): FoundStateDict {
  if (at !== undefined) return { stateDict: withoutExtraState(stateDictAt(checkpoint, at)), path: at };
  const candidates = [...search(checkpoint, [], new Set())];
  const customary = candidates.filter(({ path }) => path.some((key) => customaryNames.has(key)));
  const [found, ...others] = customary.length > 0 ? customary : candidates;
  if (found === undefined) throw new TorchError("file", `The checkpoint holds no state dict. ${describe(checkpoint)}`);
  if (others.length > 0) {
    const list = [found, ...others].map(({ path }) => JSON.stringify(path)).join(", ");
    const remedy = `Say which one is meant (\`at\`): ${list}.`;
    throw new TorchError("file", "The checkpoint holds several state dicts.", { remedy });
  }
  return { ...found, stateDict: withoutExtraState(found.stateDict) };
}

function stateDictAt(checkpoint: CheckpointValue, path: readonly string[]): StateDict {
  let value: CheckpointValue | undefined = checkpoint;
  for (const key of path) {
    if (!isObject(value)) value = undefined;
    else if (Object.hasOwn(value, key)) value = value[key];
    else value = isStateDict(value) ? namesBehind(withoutWrappers(value), `${key}.`) : undefined;
  }
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

/** Where PyTorch's modules keep what is no tensor of theirs: `Module.get_extra_state`. */
const extraState = /(^|\.)_extra_state$/;

function isStateDict(value: CheckpointValue): value is StateDict & CheckpointObject {
  if (!isObject(value)) return false;
  const tensors = Object.entries(value).filter(
    ([name, entry]) => entry instanceof StoredTensor || !extraState.test(name),
  );
  return tensors.length > 0 && tensors.every(([, tensor]) => tensor instanceof StoredTensor);
}

function withoutExtraState(stateDict: StateDict): StateDict {
  const extra = Object.keys(stateDict).some((name) => extraState.test(name));
  return extra ? renamed(stateDict, (name) => (extraState.test(name) ? undefined : name)) : stateDict;
}

function describe(checkpoint: CheckpointValue): string {
  if (!isObject(checkpoint)) return "It is not a dictionary.";
  const keys = Object.keys(checkpoint);
  return `Its keys: ${keys.slice(0, 20).join(", ")}${keys.length > 20 ? ", …" : ""}.`;
}

/** The entries whose names stand behind a prefix, under what follows it. */
export function namesBehind<T>(entries: Readonly<Record<string, T>>, prefix: string): Record<string, T> {
  return renamed(entries, (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined));
}

/** What PyTorch's compiler, its sharding and its checkpointing put into names, wherever a part was wrapped. */
const wrappers = /(^|\.)(?:(?:_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\.)+/g;

/**
 * A state dict with its names as the model itself has them: without `_orig_mod.` and the like of wrapped parts, and without the
 * `module.` that DataParallel, its relatives and AveragedModel put before all names. AveragedModel's count goes too.
 *
 * @throws TorchError `file` if two names become one
 */
export function withoutWrappers<T>(stateDict: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  let names = renamed(stateDict, (name) => name.replace(wrappers, "$1"));
  for (;;) {
    const rest = Object.keys(names).filter((name) => !name.startsWith("module."));
    if (rest.length === Object.keys(names).length || rest.some((name) => name !== "n_averaged")) return names;
    names = namesBehind(names, "module.");
  }
}

/** Entries under other names, those that become undefined left out. */
function renamed<T>(
  entries: Readonly<Record<string, T>>,
  rename: (name: string) => string | undefined,
): Record<string, T> {
  const result: Record<string, T> = Object.create(null);
  for (const [name, entry] of Object.entries(entries)) {
    const other = rename(name);
    if (other === undefined) continue;
    if (other in result) throw new TorchError("file", `Two tensors of the checkpoint would be called "${other}".`);
    result[other] = entry;
  }
  return result;
}
