// The lifetime of tensors: what a scope made is freed at its end, but for what it returns. Loops have a scope around
// their body. Tests find here what was not freed.

import { TorchError } from "./errors.js";
import { type Handle, native } from "./native.js";
import { setWatch, Tensor } from "./tensor.js";

/** Frees the tensors whose JavaScript object was collected; only those that no scope will free are registered. */
const collected = new FinalizationRegistry<Handle>((handle) => native.dispose(handle));
let depth = 0;

/** Registers a tensor that lives outside all scopes with the safety net. */
function watch(tensor: Tensor): void {
  if (depth === 0) collected.register(tensor, tensor.handle);
}
setWatch(watch);

function collect(value: unknown, found: Tensor[], seen: Set<unknown>): void {
  if (value instanceof Tensor) {
    found.push(value);
  } else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !seen.has(value)) {
    seen.add(value);
    const items = value instanceof Map || value instanceof Set ? value.values() : Object.values(value);
    for (const item of items) collect(item, found, seen);
  }
}

/** @internal The error for a promise where only synchronous work is possible. */
export function refusePromise(value: unknown, what: string): void {
  if (typeof (value as Promise<unknown> | undefined)?.then === "function") {
    // It may still fail, for want of the tensors freed below: this error says why.
    Promise.resolve(value).catch(() => {});
    throw new TorchError(
      "scope",
      `${what} returned a promise: its tensors would be freed or its modes restored before it runs. Await outside, and use one ${what} for each synchronous part.`,
    );
  }
}

/**
 * Runs `body` and frees every tensor made inside, but those it returns (alone, or in arrays, objects, maps and sets),
 * which pass to the scope around it. Scopes nest: one for each block of a network keeps intermediates that autograd does
 * not need from staying until the end of a training step.
 *
 * @throws {TorchError} `scope` if `body` returns a promise; `disposed` if it returns a tensor that was freed. Either way, and
 * if `body` throws, every tensor made inside is freed.
 */
export function scope<T>(body: () => T): T {
  const level = native.beginScope();
  depth = level;
  let kept: Tensor[] = [];
  try {
    const result = body();
    refusePromise(result, "scope");
    const found: Tensor[] = [];
    collect(result, found, new Set());
    kept = found;
    return result;
  } finally {
    depth = level - 1;
    native.endScope(
      level,
      kept.map((tensor) => tensor.handle),
    );
    if (depth === 0) for (const tensor of kept) watch(tensor);
  }
}

/** Takes a tensor out of all scopes: it lives until {@link Tensor.dispose}, or until nothing refers to it. */
export function keep<T extends Tensor>(tensor: T): T {
  native.keep(tensor.handle);
  collected.register(tensor, tensor.handle);
  return tensor;
}

/** Runs `body` between `enter` and `leave`, which restores what `enter` found. */
export function guarded<T, State>(what: string, enter: () => State, leave: (before: State) => void, body: () => T): T {
  const before = enter();
  try {
    const result = body();
    refusePromise(result, what);
    return result;
  } finally {
    leave(before);
  }
}

/** The number of tensors, generators and events alive in this thread. */
export function liveTensors(): number {
  return native.liveCount();
}

/** A tensor that is alive: for finding leaks. */
export interface LiveTensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** The nesting of the scope that will free it; 0: none. */
  readonly scopeDepth: number;
  /** The operator that made it, where one did. */
  readonly operator?: string;
}

/** Every tensor alive in this thread. */
export function listLiveTensors(): LiveTensor[] {
  return describeLive(new Set()).map(([, tensor]) => tensor);
}

/** The number of live tensors by nesting of the scope that will free them; `[0]` counts those that none will. */
export function liveTensorsByScope(): number[] {
  const counts: number[] = [];
  for (const [, scopeDepth] of native.liveHandles()) counts[scopeDepth] = (counts[scopeDepth] ?? 0) + 1;
  return Array.from(counts, (count) => count ?? 0);
}

function describeLive(except: ReadonlySet<Handle>): [Handle, LiveTensor][] {
  return native
    .liveHandles()
    .filter(([handle]) => !except.has(handle))
    .map(([handle, scopeDepth, operation]) => {
      let metadata: { shape: number[]; dtype: string };
      try {
        metadata = { shape: native.shape(handle), dtype: native.dtype(handle) };
      } catch (error) {
        if (!(error instanceof TorchError && error.code === "argument")) throw error;
        metadata = { shape: [], dtype: "not a tensor" };
      }
      const operator = operation < 0 ? {} : { operator: native.operationName(operation) };
      return [handle, { ...metadata, scopeDepth, ...operator }];
    });
}

/**
 * Runs `body`, which may be asynchronous, and throws if it leaves tensors alive that were not there before: for tests.
 *
 * @throws {TorchError} `scope`, with a line for each leaked tensor.
 */
export async function assertNoLeaks(body: () => void | Promise<void>): Promise<void> {
  const before = new Set(native.liveHandles().map(([handle]) => handle));
  await body();
  const leaked = describeLive(before).map(([, tensor]) => tensor);
  if (leaked.length > 0) {
    const lines = leaked.map(
      (t) => `  ${t.dtype} [${t.shape}]${t.operator === undefined ? "" : ` from ${t.operator}`}`,
    );
    throw new TorchError("scope", `${leaked.length} tensors leaked:\n${lines.join("\n")}`);
  }
}
