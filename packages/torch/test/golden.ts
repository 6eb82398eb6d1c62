// Reads nn.json.gz, which parity/torch/nn.py writes from Python's torch (its head describes the format), and compares.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type DType, fromTypedArray, nn, setThreads, type Tensor } from "../src/index.js";
import { native } from "../src/native.js";

/** A tensor: its bytes as base64. */
export interface Packed {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: string;
}

export interface Digest {
  readonly shape: readonly number[];
  readonly first: Packed;
  readonly sum: number;
  readonly sha256: string;
  readonly exact: boolean;
}

type Arguments = { readonly args: readonly unknown[]; readonly kwargs: Readonly<Record<string, unknown>> };

export interface LayerCase extends Arguments {
  readonly class: string;
  readonly mode: "train" | "eval";
  readonly seed: number | null;
  readonly state: Readonly<Record<string, Packed>>;
  readonly inputs: readonly Packed[];
  readonly output: Packed;
  readonly gradients: Readonly<Record<string, Packed>>;
  readonly buffers: Readonly<Record<string, Packed>>;
}

export interface ScheduleCase {
  readonly class: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
}

export interface OptimiserRun {
  readonly name: string;
  readonly optimiser: "Adam" | "AdamW" | "SGD";
  readonly groups: readonly { readonly params: readonly ("a" | "b")[]; readonly kwargs: Record<string, unknown> }[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly clip: { readonly norm?: number; readonly norm_type?: number | "inf"; readonly value?: number } | null;
  readonly losses: Packed;
  readonly norms: Packed | null;
  readonly parameters: Readonly<Record<string, Readonly<Record<"a" | "b", Packed>>>>;
  readonly state: Readonly<Record<"a" | "b", Readonly<Record<string, Packed | number>>>>;
}

interface Golden {
  readonly cpu_capability: string;
  readonly initialisation: readonly {
    readonly seed: number;
    readonly layers: readonly (Arguments & { readonly class: string; readonly parameters: Record<string, Digest> })[];
    readonly after: Packed;
  }[];
  readonly initialisers: readonly (Arguments & {
    readonly function: string;
    readonly seed: number;
    readonly shape: readonly number[];
    readonly digest: Digest;
  })[];
  readonly optimisers: {
    readonly inputs: Readonly<Record<"x" | "y" | "a" | "b", Packed>>;
    readonly runs: readonly OptimiserRun[];
  };
  readonly averages: {
    readonly initial: Readonly<Record<string, Packed>>;
    readonly drift: Readonly<Record<string, Packed>>;
    readonly runs: readonly {
      readonly decay: number;
      readonly after: Readonly<Record<string, Readonly<Record<string, Packed>>>>;
    }[];
  };
  readonly schedules: readonly {
    readonly name: string;
    readonly schedule: ScheduleCase;
    readonly lrs: readonly (readonly [number, number])[];
  }[];
  readonly layers: readonly LayerCase[];
  readonly attention: readonly {
    readonly inputs: readonly Packed[];
    readonly mask: Packed | null;
    readonly causal: boolean;
    readonly output: Packed;
    readonly gradients: readonly Packed[];
  }[];
}

const file = new URL("../../test/fixtures/nn.json.gz", import.meta.url);
export const golden = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Golden;

setThreads(1); // as when the fixture was made: sums are divided among threads
/** Whether results can be expected to the last bit: another instruction set sums in another order. */
export const sameInstructions = native.configuration().cpuCapability === golden.cpu_capability;

export function unpack({ dtype, shape, data }: Packed): Tensor {
  return fromTypedArray(new Uint8Array(Buffer.from(data, "base64")), shape, dtype);
}

export function bytes(tensor: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = tensor.detach().contiguous().toTypedArray();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The largest difference between corresponding elements, relative to the expected values' largest. */
export function difference(actual: Tensor, expected: Packed): number {
  assert.deepEqual(actual.shape, expected.shape);
  assert.equal(actual.dtype, expected.dtype);
  const wanted = unpack(expected);
  if (wanted.numel === 0) return 0;
  const scale = Math.max(wanted.to("float64").abs().max().itemNumber(), 1e-30);
  return actual.detach().to("float64").sub(wanted.to("float64")).abs().max().itemNumber() / scale;
}

/** Of the largest value, on a CPU of another instruction set: Adam's 60 steps make up to 2e-5 of differences in the last bit. */
const OTHER_INSTRUCTIONS = 1e-4;

/** Bit for bit; within `tolerance` of the largest value if given, or on a CPU of another instruction set. */
export function assertSame(
  actual: Tensor,
  expected: Packed,
  what: string,
  tolerance = sameInstructions ? 0 : OTHER_INSTRUCTIONS,
): void {
  const off = difference(actual, expected);
  assert.ok(off <= tolerance, `${what}: differs by ${off}`);
  if (tolerance > 0) return;
  assert.ok(
    Buffer.from(bytes(actual)).equals(Buffer.from(expected.data, "base64")),
    `${what}: differs in a sign of zero`,
  );
}

export function camelCase(name: string): string {
  return name.replace(/_([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Keyword arguments as our constructors take them. */
export function camelCaseKeys(kwargs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs).map(([name, value]) => [camelCase(name), value]));
}

// Arguments by keyword in the fixture that our constructors take by position.
const positional: Readonly<Record<string, readonly string[]>> = {
  Dropout: ["p"],
  Dropout2d: ["p"],
  Dropout3d: ["p"],
  Flatten: ["start_dim", "end_dim"],
  LogSoftmax: ["dim"],
  Softmax: ["dim"],
};

type AnyLayer = nn.Module & { forward(...inputs: Tensor[]): Tensor };

/** Our layer of a case of the fixture; undefined where we have none. */
export function construct(name: string, { args, kwargs }: Arguments): AnyLayer | undefined {
  const type = (nn as unknown as Readonly<Record<string, new (...args: unknown[]) => AnyLayer>>)[name];
  if (type === undefined) return undefined;
  const leading = (positional[name] ?? []).map((key) => kwargs[key]);
  const options = Object.entries(kwargs).filter(([key]) => !positional[name]?.includes(key));
  return new type(...args, ...leading, ...(options.length > 0 ? [camelCaseKeys(Object.fromEntries(options))] : []));
}

/** The fixed cotangent of the fixture: its k-th element is ((7 k) mod 11 − 5) / 8. */
export function cotangent(like: Tensor): Tensor {
  const values = Float32Array.from({ length: like.numel }, (_, k) => (((7 * k) % 11) - 5) / 8);
  return fromTypedArray(values, like.shape);
}
