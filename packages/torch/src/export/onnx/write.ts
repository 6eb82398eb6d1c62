// A network as an ONNX file: its graph, each call of an operator written as ONNX operators, its weights under their own names.
// What is the same for every input is computed here, once, and stands in the file as a constant, unless it is large, and larger than what it
// is made of: a Swin transformer's tables of all pairs of voxels in a window would make its file half as large again.
import { bytesOfPieces, FileError, lengthOfPieces, type Pieces, writeAtomicallySync } from "@mandn/base";
import { noGrad } from "../../autograd.js";
import { TorchError } from "../../errors.js";
import { allclose, randn } from "../../generated/operators.js";
import { scope } from "../../scope.js";
import type { Tensor } from "../../tensor.js";
import { type Graph, type GraphArgument, type GraphCall, GraphValue, graphOf, Product } from "../graph.js";
import { disposeTrace, replay } from "../trace.js";
import { Arguments, type Converter, OnnxBuilder } from "./builder.js";
import { LAYERS } from "./layers.js";
import { model, OPSET } from "./message.js";
import { POINTWISE } from "./pointwise.js";
import { SHAPES } from "./shapes.js";

const CONVERTERS: Readonly<Record<string, Converter>> = { ...LAYERS, ...POINTWISE, ...SHAPES };

/** Bytes that a message of protocol buffers may have. */
const MOST = 2 ** 31 - 1;

export interface OnnxOptions {
  /** The lengths of the input's axes; those that may vary keep them where the network's computation depends on them otherwise. */
  readonly shape: readonly number[];
  /** What the lengths must be multiples of, by axis; default 1. */
  readonly multiples?: readonly number[];
  /** Names of the axes whose lengths should be allowed to vary, by axis. */
  readonly axes?: Readonly<Record<number, string>>;
  /** The network's tensors by name, which the weights in the file have then. */
  readonly names?: Readonly<Record<string, Tensor>>;
  /** Names of the input and the output; default `input` and `output`. */
  readonly ports?: { readonly input: string; readonly output: string };
  /** What the file says of itself: pairs of words. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Who made it. */
  readonly producer: string;
}

/** What was written. */
export interface OnnxFacts {
  readonly opset: number;
  /** Of each axis: its length, or the name of one that may vary. */
  readonly inputShape: readonly (number | string)[];
  readonly bytes: number;
}

/**
 * Writes a function of one tensor, such as a network in evaluation mode, as an ONNX file, atomically.
 *
 * @throws {TorchError} `not-implemented` where it calls an operator that cannot be written, reads a tensor's value or draws random numbers;
 *     `argument` where it would be larger than 2 GiB, which ONNX files cannot be; `file` where the folder or disk refuses
 */
export function writeOnnx(path: string, body: (input: Tensor) => Tensor, options: OnnxOptions): OnnxFacts {
  const { shape, multiples = shape.map(() => 1), axes = {}, names = {}, metadata = {}, producer } = options;
  const { ports = { input: "input", output: "output" } } = options;
  const graph = graphOf(body, { shape, multiples, varying: Object.keys(axes).map(Number), names });
  try {
    return scope(() =>
      noGrad(() => {
        assertFaithful(graph, body);
        const parts = convert(graph, ports);
        const lengths = (value: GraphValue) =>
          value.shape.map((size) => (size instanceof Product ? word(size, axes) : size));
        const inputShape = lengths(graph.input);
        const message = model(
          {
            name: ports.output,
            input: { name: ports.input, dtype: graph.input.dtype, shape: inputShape },
            output: { name: ports.output, dtype: graph.output.dtype, shape: lengths(graph.output) },
            parts,
          },
          { producer, metadata },
        );
        const bytes = lengthOfPieces(message);
        if (bytes > MOST) {
          const fault = `would have ${bytes} bytes, and an ONNX file can have ${MOST}`;
          throw new TorchError("argument", { fault, path, remedy: "Export it as safetensors." });
        }
        write(path, message);
        return { opset: OPSET, inputShape, bytes };
      }),
    );
  } finally {
    disposeTrace(graph.trace);
  }
}

function write(path: string, message: Pieces): void {
  try {
    writeAtomicallySync(path, bytesOfPieces(message));
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const { fault, remedy } = cause;
    throw new TorchError("file", { subject: path, fault, remedy, path, cause });
  }
}

/** The name of a length: of an axis of the input, or of what is made of several. */
function word(size: Product, axes: Readonly<Record<number, string>>): string {
  const factor = size.numerator === 1 ? "" : `${size.numerator}*`;
  const lengths = Object.entries(size.powers).map(([axis, power]) => {
    return power === 1 ? axes[Number(axis)] : `${axes[Number(axis)]}^${power}`;
  });
  const scaled = `${factor}${lengths.join("*")}${size.denominator === 1 ? "" : `/${size.denominator}`}`;
  return size.offset === 0 ? scaled : `${scaled}${size.offset > 0 ? "+" : ""}${size.offset}`;
}

/** @throws {TorchError} `not-implemented` where the trace, run again, does not give what the function gives: it depends on values */
function assertFaithful({ trace }: Graph, body: (input: Tensor) => Tensor): void {
  scope(() => {
    const input = randn(trace.input.shape, { dtype: "float32" });
    const values = new Map([[trace.input.id, input.clone()]]);
    replay(trace.calls, values);
    const found = values.get(trace.output.id) as Tensor;
    const wanted = body(input);
    if (allclose(found, wanted, 1e-3, 1e-3 * wanted.abs().max().itemNumber())) return;
    const fault =
      "what the network computes depends on its input's values, or on chance, in a way that a graph cannot hold";
    throw new TorchError("not-implemented", fault);
  });
}

/** Each call as nodes; what is the same for every input as a constant. */
function convert(graph: Graph, ports: { readonly input: string; readonly output: string }): readonly Pieces[] {
  const constants = new Map<number, Tensor>();
  const builder = new OnnxBuilder(ports.input, ({ id, outside }) => outside?.tensor ?? constants.get(id));
  builder.set(graph.input, ports.input);
  for (const call of needed(graph)) {
    const converter = CONVERTERS[call.operator.replace(/_$/, "")];
    if (isConstant(call, constants) && (converter === undefined || !isSwollen(call))) {
      replay([call.traced], constants);
      continue;
    }
    if (converter === undefined) {
      throw new TorchError("not-implemented", `${call.operator} cannot be written as ONNX yet`, {
        operator: call.operator,
      });
    }
    const names = [converter(new Arguments(call), builder)].flat();
    for (const [i, result] of call.results.entries()) builder.set(result, names[i] as string);
  }
  builder.end(graph.output, ports.output);
  return builder.parts;
}

/** The calls that the output depends on. */
function needed({ calls, output }: Graph): GraphCall[] {
  const wanted = new Set([output.id]);
  const kept: GraphCall[] = [];
  for (const call of [...calls].reverse()) {
    if (!call.results.some(({ id }) => wanted.has(id))) continue;
    kept.unshift(call);
    for (const { id } of valuesOf(Object.values(call.args))) wanted.add(id);
  }
  return kept;
}

/** Whether a call's results are the same for every input. */
function isConstant({ args, results }: GraphCall, constants: ReadonlyMap<number, Tensor>): boolean {
  const list = Object.values(args);
  const isKnown = ({ id, outside }: GraphValue) => outside !== undefined || constants.has(id);
  const isFixed = (argument: GraphArgument): boolean =>
    Array.isArray(argument) ? argument.every(isFixed) : !(argument instanceof Product);
  return valuesOf(list).every(isKnown) && list.every(isFixed) && results.every(({ shape }) => shape.every(isFixed));
}

/** Elements of a constant that are few, whatever it is made of. */
const FEW = 2 ** 16;

/** Whether the results of a call that is the same for every input are large, and have more elements than all that they are made of. */
function isSwollen({ args, results }: GraphCall): boolean {
  const count = (values: readonly GraphValue[]) =>
    values.reduce((sum, { shape }) => sum + shape.reduce<number>((size, length) => size * Number(length), 1), 0);
  const made = count(results);
  return made > FEW && made > count(valuesOf(Object.values(args)));
}

function valuesOf(args: readonly GraphArgument[]): GraphValue[] {
  return args.flatMap((argument) => {
    if (argument instanceof GraphValue) return [argument];
    return Array.isArray(argument) ? valuesOf(argument) : [];
  });
}
