// A trace for inputs of any size: which of its numbers depend on the input's sizes, and how. It is found by example. One axis of the
// input after the other is made longer, and each number that changes must change by a power of the axis's length, or in proportion to it
// and a constant; one more trace, in which all axes have other lengths, must then be as foretold. Where that fails axes keep their length.
import type { DType } from "../dtype.js";
import { TorchError } from "../errors.js";
import type { Tensor } from "../tensor.js";
import { type Argument, type Call, disposeTrace, type Outside, type Trace, trace, Value } from "./trace.js";

/** A number that depends on the input's sizes: factor · Π length(axis) ^ power + offset. */
export class Product {
  /** @param powers by the input's axis */
  constructor(
    readonly numerator: number,
    readonly denominator: number,
    readonly powers: Readonly<Record<number, number>>,
    readonly offset = 0,
  ) {}

  at(shape: readonly number[]): number {
    const lengths = Object.entries(this.powers).map(([axis, power]) => (shape[Number(axis)] as number) ** power);
    return lengths.reduce((product, one) => product * one, this.numerator) / this.denominator + this.offset;
  }

  equals(other: Size): boolean {
    const same = (axis: string) => other instanceof Product && other.powers[Number(axis)] === this.powers[Number(axis)];
    if (!(other instanceof Product) || Object.keys(other.powers).length !== Object.keys(this.powers).length)
      return false;
    const isSameFactor = this.numerator * other.denominator === other.numerator * this.denominator;
    return isSameFactor && this.offset === other.offset && Object.keys(this.powers).every(same);
  }
}

export type Size = number | Product;

/** Whether two sizes are the same for every input. */
export function sameSize(a: Size, b: Size): boolean {
  return a instanceof Product ? a.equals(b) : a === b;
}

/** A tensor of the graph. */
export class GraphValue {
  constructor(
    readonly id: number,
    readonly shape: readonly Size[],
    readonly dtype: DType,
    readonly outside?: Outside,
  ) {}
}

export type GraphArgument = GraphValue | Size | boolean | string | undefined | readonly GraphArgument[];

export interface GraphCall {
  readonly operator: string;
  readonly args: Readonly<Record<string, GraphArgument>>;
  readonly results: readonly GraphValue[];
  /** As it was traced. */
  readonly traced: Call;
}

/** What a network computes, for inputs of any length along `dynamicAxes`. */
export interface Graph {
  readonly input: GraphValue;
  readonly calls: readonly GraphCall[];
  readonly output: GraphValue;
  readonly dynamicAxes: readonly number[];
  /** The trace that it was made of, whose tensors it uses. */
  readonly trace: Trace;
}

export interface GraphOptions {
  /** The lengths that the input has along axes whose length cannot vary. */
  readonly shape: readonly number[];
  /** What its lengths are multiples of. */
  readonly multiples: readonly number[];
  /** Axes whose length should be allowed to vary, where it can. */
  readonly varying: readonly number[];
  readonly names: Readonly<Record<string, Tensor>>;
}

/**
 * The graph of a function from one tensor to one tensor.
 *
 * @throws {TorchError} `not-implemented` where it cannot be traced
 */
export function graphOf(body: (input: Tensor) => Tensor, options: GraphOptions): Graph {
  const { varying, names } = options;
  const made: Trace[] = [];
  const traced = (lengths: readonly number[]): Trace => {
    const one = trace(body, lengths, names);
    made.push(one);
    return one;
  };
  let kept: Trace | undefined;
  try {
    // The free axes that can be; where the function does not take other sizes at all, fewer.
    const attempts = [varying, varying.filter((axis) => axis === 0), []];
    for (const [i, free] of attempts.entries()) {
      try {
        const graph = generalGraph(options, free, traced);
        kept = graph.trace;
        return graph;
      } catch (error) {
        if (!(error instanceof TorchError) || error.code === "not-implemented" || i === attempts.length - 1)
          throw error;
      }
    }
    throw new TorchError("runtime", "there is no attempt at a graph");
  } finally {
    for (const one of made) if (one !== kept) disposeTrace(one);
  }
}

/** Voxels along an axis that varies, at least, when it is traced: padding reaches some. */
const LEAST = 4;

/** The graph whose axes vary, among those that should, as far as its numbers follow them. */
function generalGraph(
  { shape, multiples }: GraphOptions,
  varying: readonly number[],
  traced: (lengths: readonly number[]) => Trace,
): Graph {
  let dynamic = varying;
  for (;;) {
    // Small along the axes that vary, so that tracing costs little; the first of these twice, as norms want several voxels.
    const first = dynamic.find((axis) => axis > 1);
    const base = shape.map((length, axis) => {
      if (!dynamic.includes(axis)) return length;
      const multiple = multiples[axis] as number;
      return axis === 0 ? multiple : multiple * Math.ceil(LEAST / multiple) * (axis === first ? 2 : 1);
    });
    const grown = (axes: readonly number[], by: (length: number, axis: number) => number) =>
      base.map((length, axis) => (axes.includes(axis) ? by(length, axis) : length));
    const plain = traced(base);
    const longer = new Map(dynamic.map((axis) => [axis, traced(grown([axis], (length) => 2 * length))]));
    const fitting = dynamic.filter((axis) => fitted(plain, new Map([[axis, longer.get(axis) as Trace]])) !== undefined);
    if (fitting.length < dynamic.length) {
      dynamic = fitting;
      continue;
    }
    const graph = fitted(plain, longer);
    const other = grown(dynamic, (length, axis) => length + (multiples[axis] as number) * (axis === 0 ? 2 : 1));
    if (graph !== undefined && (dynamic.length === 0 || isForetold(graph, traced(other), other))) return graph;
    dynamic = dynamic.length > 1 ? dynamic.filter((axis) => axis === 0) : [];
  }
}

/** That a number depends on the axes in another way than a {@link Product}. */
class Unfit extends Error {}

/** The graph that traces along some axes give; undefined where their numbers fit none. */
function fitted(base: Trace, longer: ReadonlyMap<number, Trace>): Graph | undefined {
  try {
    return generalise(base, longer);
  } catch (error) {
    if (error instanceof Unfit) return undefined;
    throw error;
  }
}

/** @param longer by axis, the trace with twice its length */
function generalise(base: Trace, longer: ReadonlyMap<number, Trace>): Graph {
  const axes = [...longer.keys()];
  const others = [...longer.values()];
  const values = new Map<number, GraphValue>();

  const size = (number: number, along: readonly unknown[]): Size => {
    const changed = axes.flatMap((axis, i) => {
      const other = along[i];
      if (typeof other !== "number") throw new Unfit();
      return Object.is(other, number) ? [] : [{ axis, other, power: Math.log2(other / number) }];
    });
    if (changed.length === 0) return number;
    if (!Number.isInteger(number)) throw new Unfit();
    if (changed.every(({ power }) => Number.isInteger(power))) {
      const powers = Object.fromEntries(changed.map(({ axis, power }) => [axis, power]));
      return reduced(number, new Product(1, 1, powers).at(base.input.shape), powers);
    }
    const [{ axis, other }, ...rest] = changed as [(typeof changed)[number], ...typeof changed];
    if (rest.length > 0) throw new Unfit();
    // Twice the length adds the factor times the length once more.
    return reduced(other - number, base.input.shape[axis] as number, { [axis]: 1 }, 2 * number - other);
  };
  const value = (one: Value, along: readonly unknown[]): GraphValue => {
    const same = along.every((other) => other instanceof Value && other.id === one.id && isSameOutside(one, other));
    if (!same) throw new Unfit();
    const known = values.get(one.id);
    if (known !== undefined) return known;
    const shapes = along.map((other) => (other as Value).shape);
    const shape = one.shape.map((length, i) =>
      size(
        length,
        shapes.map((other) => other[i]),
      ),
    );
    const made = new GraphValue(one.id, shape, one.dtype, one.outside);
    values.set(one.id, made);
    return made;
  };
  const argument = (one: Argument, along: readonly unknown[]): GraphArgument => {
    if (one instanceof Value) return value(one, along);
    if (typeof one === "number") return size(one, along);
    if (Array.isArray(one)) {
      if (!along.every((other) => Array.isArray(other) && other.length === one.length)) throw new Unfit();
      return one.map((item, i) =>
        argument(
          item,
          along.map((other) => (other as readonly unknown[])[i]),
        ),
      );
    }
    if (!along.every((other) => other === one)) throw new Unfit();
    return one as boolean | string | undefined;
  };

  if (!others.every(({ calls }) => calls.length === base.calls.length)) throw new Unfit();
  const input = value(
    base.input,
    others.map((other) => other.input),
  );
  const calls = base.calls.map((call, i): GraphCall => {
    const along = others.map((other) => other.calls[i] as Call);
    if (!along.every(({ index, results }) => index === call.index && results.length === call.results.length))
      throw new Unfit();
    const args = Object.entries(call.args).map(([name, one]) => [
      name,
      argument(
        one,
        along.map(({ args }) => args[name]),
      ),
    ]);
    const results = call.results.map((result, k) =>
      value(
        result,
        along.map(({ results }) => results[k]),
      ),
    );
    return { operator: call.operator, args: Object.fromEntries(args), results, traced: call };
  });
  const output = value(
    base.output,
    others.map((other) => other.output),
  );
  return { input, calls, output, dynamicAxes: axes, trace: base };
}

function isSameOutside(one: Value, other: Value): boolean {
  if (one.outside === undefined) return other.outside === undefined;
  return one.outside.name === other.outside?.name && one.outside.hash === other.outside?.hash;
}

function reduced(
  numerator: number,
  denominator: number,
  powers: Readonly<Record<number, number>>,
  offset = 0,
): Product {
  const scale = 2 ** 20; // lengths to a negative power make no whole denominator
  const [a, b] = Number.isInteger(denominator) ? [numerator, denominator] : [numerator * scale, denominator * scale];
  const divisor = gcd(Math.abs(Math.round(a)), Math.abs(Math.round(b)));
  return new Product(a / divisor, b / divisor, powers, offset);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Whether a trace for other lengths is the graph's. */
function isForetold(graph: Graph, other: Trace, shape: readonly number[]): boolean {
  const same = (foretold: GraphArgument, found: Argument): boolean => {
    if (foretold instanceof GraphValue) {
      if (!(found instanceof Value) || found.id !== foretold.id) return false;
      const isSame = found.outside?.name === foretold.outside?.name && found.outside?.hash === foretold.outside?.hash;
      return isSame && same(foretold.shape, found.shape);
    }
    if (foretold instanceof Product) return foretold.at(shape) === found;
    if (Array.isArray(foretold)) {
      return (
        Array.isArray(found) && found.length === foretold.length && foretold.every((one, i) => same(one, found[i]))
      );
    }
    return Object.is(foretold, found);
  };
  return (
    other.calls.length === graph.calls.length &&
    graph.calls.every(({ args, results, traced }, i) => {
      const call = other.calls[i] as Call;
      return (
        call.index === traced.index &&
        Object.entries(args).every(([name, one]) => same(one, call.args[name])) &&
        same(results, call.results)
      );
    }) &&
    same(graph.output, other.output)
  );
}

/** The number, where it is the same for every input. @throws {TorchError} `not-implemented` where it is not */
export function fixedSize(size: Size, what: string): number {
  if (typeof size === "number") return size;
  throw new TorchError("not-implemented", `${what} depends on the input's size`);
}
