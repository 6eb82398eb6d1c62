// Reads the operator cases that parity/torch/operators.py writes (the format is described there and in container.py),
// runs one through the public functions, and compares.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as torch from "../src/index.js";
import { type DType, Tensor } from "../src/index.js";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Reference = { readonly input: number } | { readonly step: number; readonly path: readonly number[] };
type Step = readonly [
  name: string,
  overload: string,
  args: readonly Json[],
  options: { readonly [key: string]: Json },
  byName: readonly string[],
];
type TensorEntry = readonly [
  DType,
  shape: readonly number[],
  offset: number,
  bytes: number,
  strides?: readonly number[],
];

export interface OperatorCase {
  /** The entry of PyTorch's op_db. */
  readonly op: string;
  readonly variant: "" | "in-place";
  readonly dtype: DType;
  readonly sample: number;
  readonly random: boolean;
  readonly inputs: readonly (readonly [tensor: number, requiresGrad: boolean])[];
  readonly steps: readonly Step[];
  readonly results: readonly Reference[];
  readonly expected: readonly (number | { readonly value: number | boolean })[];
  readonly gradients: readonly (number | null)[] | null;
  readonly check: "values" | "shape";
}

export interface CaseFile {
  readonly cases: readonly OperatorCase[];
  /** The stored tensor of an index, as a new tensor of our library. */
  tensor(index: number): Tensor;
}

/** Opens a file of cases. */
export function readCases(path: string | URL): CaseFile {
  const file = gunzipSync(readFileSync(path));
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, 8 + length)) as { tensors: TensorEntry[]; cases: OperatorCase[] };
  const tensor = (index: number): Tensor => {
    const entry = header.tensors[index];
    if (entry === undefined) throw new Error(`no tensor ${index}`);
    const [dtype, shape, offset, bytes, strides] = entry;
    if (bytes === 0) return torch.empty(shape, { dtype });
    const own = new Uint8Array(file.subarray(8 + length + offset, 8 + length + offset + bytes)); // aligned
    if (strides === undefined) return torch.fromTypedArray(own, shape, dtype);
    const size = 1 + strides.reduce((sum, stride, i) => sum + stride * ((shape[i] ?? 1) - 1), 0);
    return torch.asStrided(torch.fromTypedArray(own, [size], dtype), shape, strides);
  };
  return { cases: header.cases, tensor };
}

/** How to call: as a function, as a method of the first argument, or a function with all or the last defaults by name. */
export type Way = "function" | "method" | "named" | "mixed";
export const ways: readonly Way[] = ["function", "method", "named", "mixed"];

const functions = torch as unknown as Readonly<Record<string, unknown>>;
/** The helper of this name makes an index; the operator is a method only. */
const methodsOnly: ReadonlySet<string> = new Set(["slice"]);
/** Written by hand, they take other arguments than the operator. */
const ownMethods: ReadonlySet<string> = new Set(["to", "index", "indexPut_"]);

function follow(reference: Reference, inputs: readonly Tensor[], outputs: readonly unknown[]): unknown {
  if ("input" in reference) return inputs[reference.input];
  let value = outputs[reference.step];
  for (const index of reference.path) value = (value as readonly unknown[])[index];
  return value;
}

function decode(value: Json, inputs: readonly Tensor[], outputs: readonly unknown[]): unknown {
  if (value === null) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => decode(item, inputs, outputs));
  const object = value as { readonly [key: string]: Json };
  if ("input" in object || "step" in object) return follow(object as unknown as Reference, inputs, outputs);
  if ("float" in object) return torch.float(Number(object.float));
  if ("number" in object) return Number(String(object.number).replace("inf", "Infinity"));
  if ("bigint" in object) return BigInt(String(object.bigint));
  const [re, im] = object.complex as [number, number];
  return new torch.Complex(re, im);
}

function call(name: string, args: readonly unknown[], asMethod: boolean): unknown {
  const [self, ...rest] = args;
  if (methodsOnly.has(name) || (asMethod && self instanceof Tensor && !ownMethods.has(name))) {
    const method = (self as Readonly<Record<string, unknown>>)[name];
    if (typeof method === "function") return method.apply(self, rest);
  }
  const f = functions[name];
  if (typeof f !== "function") throw new Error(`there is no function ${name}`);
  return f(...args);
}

function run(steps: readonly Step[], inputs: readonly Tensor[], way: Way): unknown[] {
  const outputs: unknown[] = [];
  for (const [name, , args, options, byName] of steps) {
    const values: unknown[] = args.map((arg) => decode(arg, inputs, outputs));
    const named = Object.fromEntries(Object.entries(options).map(([key, arg]) => [key, decode(arg, inputs, outputs)]));
    if ((way === "named" || way === "mixed") && byName.length > 0) {
      const first = way === "named" ? 0 : 1; // of those that may be named
      const required = values.length - byName.length;
      byName.forEach((key, i) => {
        if (i >= first && values[required + i] !== undefined) named[key] = values[required + i];
      });
      values.length = required + first;
    }
    if (Object.keys(named).length > 0) values.push(named);
    const output = call(name, values, way === "method");
    if (name.endsWith("_") && output !== values[0])
      throw new Error(`${name} does not return the tensor that it changes`);
    outputs.push(output);
  }
  return outputs;
}

function cotangent(like: Tensor): Tensor {
  const values = Float32Array.from({ length: like.numel }, (_, k) => (((7 * k) % 11) - 5) / 8);
  return torch.fromTypedArray(values, like.shape).to(like.dtype);
}

const dense = (x: Tensor) => (x.layout === "strided" ? x : torch.toDense(x));
const real = (x: Tensor) => (x.dtype.startsWith("complex") ? torch.viewAsReal(torch.resolveConj(x)) : x);

function lossOf(results: readonly unknown[]): Tensor | undefined {
  let total: Tensor | undefined;
  for (const result of results) {
    if (!(result instanceof Tensor) || !result.requiresGrad) continue;
    const y = real(dense(result));
    const term = torch.sum(torch.mul(y, cotangent(y)));
    total = total === undefined ? term : torch.add(total, term.to(total.dtype));
  }
  return total;
}

/** How far two results are apart. */
export type Outcome =
  | { readonly equal: true; readonly sameBits: boolean }
  | { readonly equal: false; readonly message: string };

const bits = new DataView(new ArrayBuffer(8));

/** Whether the values are neighbours, or equal, among the bfloat16 numbers. */
function withinOneRounding(a: number, b: number): boolean {
  const place = (x: number) => {
    bits.setFloat32(0, x);
    const upper = bits.getInt16(0);
    return upper < 0 ? -(upper & 0x7fff) : upper;
  };
  return Math.abs(place(a) - place(b)) <= 1;
}

/**
 * How closely values are compared: `"sums"` is for bfloat16 results that aten sums up in bfloat16 on some CPUs and in
 * float32 on those with bfloat16 instructions. With `"shape"` they are undefined.
 */
type Check = "values" | "sums" | "shape";

/** `scale`: the largest magnitude of the tensor, for sums that cancel are rounded as their terms are. */
function close(a: number, b: number, dtype: DType, scale: number, check: Check): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const [distance, size] = [Math.abs(a - b), Math.max(1, scale)];
  if (dtype === "bfloat16") return withinOneRounding(a, b) || distance <= (check === "sums" ? 2 ** -6 : 1e-6) * size;
  if (dtype === "float32" || dtype === "complex64") return distance <= 1e-6 * size + 1e-5 * Math.abs(b);
  return (dtype === "float64" || dtype === "complex128") && distance <= 1e-12 * size + 1e-9 * Math.abs(b);
}

/**
 * Compares dtype, shape and values: float32 within 1e-5 (and 1e-6 of the largest element),
 * bfloat16 within one rounding (of the largest element where sums were rounded), integers and booleans exactly.
 */
export function compare(actual: Tensor, expected: Tensor, what: string, check: Check = "values"): Outcome {
  const { dtype } = expected;
  if (actual.dtype !== dtype) return { equal: false, message: `${what} is ${actual.dtype} and not ${dtype}` };
  if (String(actual.shape) !== String(expected.shape)) {
    return { equal: false, message: `${what} has shape [${actual.shape}] and not [${expected.shape}]` };
  }
  if (check === "shape") return { equal: true, sameBits: false };
  const [a, b] = [dense(actual.detach()).toTypedArray(), expected.toTypedArray()];
  let sameBits = true;
  let scale = 0;
  for (const y of b) if (typeof y === "number" && Number.isFinite(y)) scale = Math.max(scale, Math.abs(y));
  for (let i = 0; i < b.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (Object.is(x, y)) continue;
    sameBits = false;
    const fits = typeof x === "bigint" || typeof y === "bigint" ? x === y : close(x, y, dtype, scale, check);
    if (!fits) return { equal: false, message: `${what}, element ${i}: ${x} and not ${y}` };
  }
  return { equal: true, sameBits };
}

function compareNumbers(actual: unknown, expected: number | boolean): Outcome {
  if (actual === expected) return { equal: true, sameBits: true };
  return { equal: false, message: `the result is ${String(actual)} and not ${expected}` };
}

/** Runs a case inside a scope; throws an error that names the calls if anything is amiss. Returns whether all bits are equal. */
export function runCase(file: CaseFile, operatorCase: OperatorCase, way: Way): boolean {
  return torch.scope(() => {
    const { random, steps, expected, gradients, check } = operatorCase;
    const inputs = operatorCase.inputs.map(([index, requiresGrad]) => file.tensor(index).requiresGrad_(requiresGrad));
    if (random) torch.manualSeed(42);
    const outputs = run(steps, inputs, way);
    const results = operatorCase.results.map((reference) => follow(reference, inputs, outputs));
    const addsUp = steps.some(([name]) => name.startsWith("convTranspose"));
    const outcomes = results.map((result, i) => {
      const wanted = expected[i] ?? -1;
      if (typeof wanted === "object") return compareNumbers(result, wanted.value);
      if (!(result instanceof Tensor)) throw new Error(`result ${i} is no tensor`);
      return compare(result, file.tensor(wanted), `result ${i}`, check === "values" && addsUp ? "sums" : check);
    });
    const loss = gradients === null ? undefined : lossOf(results);
    if (gradients !== null) {
      if (loss === undefined) throw new Error("no result requires a gradient");
      loss.backward();
      gradients.forEach((index, i) => {
        const gradient = inputs[i]?.grad;
        if ((gradient === undefined) !== (index === null)) {
          throw new Error(
            `input ${i} ${gradient === undefined ? "has no gradient" : "has a gradient that Python does not give"}`,
          );
        }
        if (gradient !== undefined && index !== null)
          outcomes.push(compare(gradient, file.tensor(index), `gradient of input ${i}`));
      });
    }
    const wrong = outcomes.find((outcome) => !outcome.equal);
    if (wrong !== undefined && !wrong.equal) throw new Error(wrong.message);
    return outcomes.every((outcome) => outcome.equal && outcome.sameBits);
  });
}

/** The calls of a case, for messages: `conv3d.default, relu_`. */
export function callsOf({ steps }: OperatorCase): string {
  return steps.map(([name, overload]) => (overload === "" ? name : `${name}.${overload}`)).join(", ");
}
