// Calls the binding and the generated functions with arguments they cannot want: run by misuse.test.ts in a process of its
// own, which must reach its end. `node misuse.js native|functions SEED CALLS`. Each call is named on standard output first.
import { writeSync } from "node:fs";
import * as operators from "../../src/generated/operators.js";
import { Generator, ones, Tensor, TorchError, tensor, zeros } from "../../src/index.js";
import { native } from "../../src/native.js";

const [what, seed, calls] = process.argv.slice(2);
let state = Number(seed);
// Park and Miller's generator.
const next = (n: number) => {
  state = (state * 48271) % 2147483647;
  return state % n;
};
const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;

/** What our own getters throw. */
class Thrown extends Error {}
const throws = (): never => {
  throw new Thrown("getter");
};
const cyclic: unknown[] = [1];
cyclic.push(cyclic);
const trapped = Object.defineProperty([1, 2], 1, { get: throws });
const disposed = zeros([1]);
disposed.dispose();
const fake: Tensor = Object.create(Tensor.prototype);
const tensors = [
  ones([2, 3]),
  zeros([3]),
  zeros([0, 2]),
  tensor(1.5),
  tensor([1n, 2n]),
  tensor([true, false]),
  tensor([1, 2], { dtype: "bfloat16" }),
  ones([1, 2, 3, 3]).requiresGrad_(),
  zeros([2, 2], { dtype: "complex64" }),
  zeros([2], { device: "meta" }),
  zeros([2, 2]).toSparse(),
];
const generator = Generator.create(1);
// Sizes are small, or so large that nothing could be allocated.
const integers = [0, 1, 2, 3, 5, -1, -2, 2 ** 47, -(2 ** 47), 2 ** 53, -(2 ** 31)];
const oddities: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  1.5,
  2 ** 60,
  1e300,
  2n ** 62n,
  2n ** 64n,
  -(2n ** 70n),
  true,
  "",
  "mean",
  "float32",
  "int64",
  "cpu",
  "cuda",
  "cuda:99",
  "meta",
  "channels_last",
  "\0",
  "ü".repeat(300),
  Symbol("s"),
  () => 1,
  throws,
  [],
  [[]],
  cyclic,
  trapped,
  new Array(5),
  new Array(2 ** 32 - 1),
  new Proxy([1], { get: throws }),
  {},
  { dtype: "float32" },
  { dim: 0 },
  { length: 3 },
  { float: 1 },
  { re: 1, im: Number.NaN },
  Object.defineProperty({}, "float", { get: throws }),
  Object.create(null),
  new Date(0),
  new Map(),
  /x/,
  new Float32Array(4),
  new Uint8Array(0),
  new Float32Array(new SharedArrayBuffer(8)),
  new ArrayBuffer(8),
  new DataView(new ArrayBuffer(8)),
  structuredClone,
];

function value(depth = 0): unknown {
  switch (next(8)) {
    case 0:
    case 1:
      return pick(integers);
    case 2:
    case 3:
      return what === "native" ? pick([...tensors, generator]).handle : pick(tensors);
    case 4:
      return depth > 1 ? pick(integers) : Array.from({ length: next(4) }, () => value(depth + 1));
    case 5:
      if (what === "native") return pick([disposed.handle, 0, 12345, -5, 2 ** 52, { handle: 1 }]);
      return pick<unknown>([disposed, fake, generator, { dim: pick(integers) }, { dtype: "int64" }, { generator }]);
    default:
      return pick(oddities);
  }
}

// An argument of the kind that a schema names, mostly.
function fitting(type: string): unknown {
  if (next(10) === 0) return value();
  if (type.endsWith("?") && next(2) === 0) return undefined;
  if (/\[\d*\]/.test(type)) return Array.from({ length: next(4) }, () => fitting(type.replace(/\[\d*\]\??$/, "")));
  const plain = type.replace("?", "");
  if (plain === "Tensor") return pick(tensors).handle;
  if (plain.endsWith("int") || plain.endsWith("Int")) return pick(integers);
  if (plain === "float" || plain === "Scalar")
    return pick([0, 1, -1, 0.5, 2 ** 47, Number.NaN, Number.POSITIVE_INFINITY]);
  if (plain === "bool") return next(2) === 0;
  if (plain === "Generator") return generator.handle;
  if (plain === "ScalarType") return pick(["float32", "int64", "bool", "bfloat16", "complex64", "uint16"]);
  return value();
}

// Pairs of everything, recurrent networks and polynomials of a degree of 2^47 take hours where they are right to.
const LONG = "combinations|.*rnn|.*lstm|.*gru|.*polynomial";

// The factory of errors is the test's own means. Waiting for threads and the allocator have tests of their own.
const OWN_MEANS = new Set(["setErrorFactory", "schemas", "setThreads", "setAnomalyEnabled", "configuration"]);
const entries: [name: string, f: (...args: unknown[]) => unknown, types?: string[]][] = [];
if (what === "native") {
  for (const [name, f] of Object.entries(native)) if (!OWN_MEANS.has(name)) entries.push([name, f]);
  const left = new RegExp(`^aten::(_|.*backward|${LONG})`);
  const some = native.schemas().filter((s) => s.name.startsWith("aten::") && !left.test(s.name));
  for (let i = 0; i < 300; i++) {
    const schema = pick(some);
    const id = native.resolve(schema.name, schema.overload);
    const name = `call ${schema.name}.${schema.overload}`;
    if (schema.arguments.every((a) => !a.isOut))
      entries.push([name, (...args) => native.call(id, ...args), schema.arguments.map((a) => a.type)]);
    if (i % 20 === 0) entries.push([name, (...args) => native.callAsync(id, ...args).catch(() => {})]);
  }
} else {
  const left = new RegExp(`^(${LONG})`, "i");
  for (const [name, f] of Object.entries(operators))
    if (!left.test(name)) entries.push([name, f as (typeof entries)[0][1]]);
}

let returned = 0;
const pinned = new Set(native.liveHandles().map(([handle]) => handle));
for (const t of [...tensors]) native.keep(t.handle);
for (let i = 0; i < Number(calls); i++) {
  const [name, f, types] = pick(entries);
  const args =
    types === undefined || next(4) === 0 ? Array.from({ length: next(6) }, () => value()) : types.map(fitting);
  writeSync(1, `${i} ${name}\n`);
  try {
    f(...args);
    returned += 1;
  } catch (error) {
    if (!(error instanceof TorchError || error instanceof Thrown)) {
      console.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      process.exitCode = 3;
    }
    if (error instanceof TorchError && /\.cpp:\d|Exception raised from/.test(error.message)) {
      console.error(`${name}: a C++ backtrace: ${error.message}`);
      process.exitCode = 4;
    }
  }
  if (i % 50 === 0) {
    for (const [handle] of native.liveHandles()) if (!pinned.has(handle)) native.dispose(handle);
  }
}
writeSync(1, `done ${returned}\n`);
