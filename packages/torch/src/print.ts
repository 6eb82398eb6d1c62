// How a tensor is written for people, as PyTorch writes it: torch/_tensor_str.py.
// Large tensors are shown by their edges; numbers of one tensor have one width.

import { noGrad } from "./autograd.js";
import * as operators from "./generated/operators.js";
import { Complex } from "./scalar.js";
import { scope } from "./scope.js";
import { complete, type NestedArray, type Tensor } from "./tensor.js";

// PyTorch's defaults: torch.set_printoptions.
const PRECISION = 4;
const THRESHOLD = 1000;
const EDGE_ITEMS = 3;
const LINE_WIDTH = 80;

type Element = number | bigint | boolean | Complex;

/** How the numbers of one tensor are written, all to the same width. */
interface Format {
  readonly width: number;
  write(x: Element): string;
}

// Python rounds a half to even, JavaScript away from zero. Forty digits more tell a half from what is near one.
function halfToEven(write: (digits: number) => string): string {
  const [exact = "", exponent] = write(PRECISION + 40).split("e");
  const kept = exact.slice(0, -40);
  if (exact.slice(-40) !== `5${"0".repeat(39)}` || "13579".includes(kept.at(-1) ?? "")) return write(PRECISION);
  return exponent === undefined ? kept : `${kept}e${exponent}`;
}

const fixed = (x: number) => (Object.is(x, -0) ? "-" : "") + halfToEven((digits) => x.toFixed(digits));

// As Python's `{:.4e}`: an exponent of at least two digits.
function scientific(x: number): string {
  const text = halfToEven((digits) => x.toExponential(digits)).replace(/e([+-])(\d)$/, "e$10$2");
  return Object.is(x, -0) ? `-${text}` : text;
}

const integral = (x: number) => `${Object.is(x, -0) ? "-0" : x}.`;

function special(x: number): string | undefined {
  if (Number.isNaN(x)) return "nan";
  if (Number.isFinite(x)) return undefined;
  return x > 0 ? "inf" : "-inf";
}

function padded(write: (x: Element) => string, values: readonly Element[]): Format {
  return { width: Math.max(1, ...values.map((x) => write(x).length)), write };
}

// torch/_tensor_str.py, _Formatter: scientific where the largest or smallest magnitude, or their ratio, asks for it.
function floatFormat(values: readonly number[]): Format {
  const finite = values.filter((x) => Number.isFinite(x) && x !== 0).map(Math.abs);
  if (finite.length === 0) return { width: 1, write: (x) => special(Number(x)) ?? integral(Number(x)) };
  const largest = Math.max(...finite);
  const smallest = Math.min(...finite);
  const allIntegral = finite.every(Number.isInteger);
  const isScientific = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4;
  const digits = (x: number) => {
    if (isScientific) return scientific(x);
    return allIntegral ? integral(x) : fixed(x);
  };
  const counted = values.filter((x) => Number.isFinite(x) && x !== 0);
  return padded((x) => special(Number(x)) ?? digits(Number(x)), counted);
}

// The real parts are written to one width, the imaginary ones as they are.
function complexFormat(values: readonly Complex[]): Format {
  const real = floatFormat(values.map((z) => z.re));
  const imaginary = floatFormat(values.map((z) => z.im));
  const write = (x: Element) => {
    const z = x as Complex;
    const tail = imaginary.write(z.im);
    return `${real.write(z.re).padStart(real.width)}${tail.startsWith("-") ? "" : "+"}${tail}j`;
  };
  return { width: real.width + imaginary.width + 1, write };
}

function formatOf(values: readonly Element[], isFloat: boolean): Format {
  if (values[0] instanceof Complex) return complexFormat(values as readonly Complex[]);
  if (isFloat) return floatFormat(values as readonly number[]);
  return padded((x) => (typeof x === "boolean" ? (x ? "True" : "False") : String(x)), values);
}

function vector(row: readonly Element[], format: Format, indent: number, summarise: boolean): string {
  const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent) / (format.width + 2)));
  const write = (x: Element) => (x instanceof Complex ? format.write(x) : format.write(x).padStart(format.width));
  const items =
    summarise && row.length > 2 * EDGE_ITEMS
      ? [...row.slice(0, EDGE_ITEMS).map(write), " ...", ...row.slice(-EDGE_ITEMS).map(write)]
      : row.map(write);
  const lines: string[] = [];
  for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(", "));
  return `[${lines.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}

function nested(data: NestedArray, dim: number, format: Format, indent: number, summarise: boolean): string {
  if (!Array.isArray(data)) return format.write(data as Element);
  if (dim === 1) return vector(data as readonly Element[], format, indent, summarise);
  const inner = (item: NestedArray) => nested(item, dim - 1, format, indent + 1, summarise);
  const items =
    summarise && data.length > 2 * EDGE_ITEMS
      ? [...data.slice(0, EDGE_ITEMS).map(inner), "...", ...data.slice(-EDGE_ITEMS).map(inner)]
      : data.map(inner);
  return `[${items.join(`,${"\n".repeat(dim - 1)}${" ".repeat(indent + 1)}`)}]`;
}

// Only the corners of a large tensor are read.
function corners(x: Tensor): Tensor {
  let y = x;
  for (let dim = 0; dim < x.dim; dim++) {
    const size = y.size(dim);
    if (size > 2 * EDGE_ITEMS + 1) {
      y = operators.cat(
        [operators.narrow(y, dim, 0, EDGE_ITEMS + 1), operators.narrow(y, dim, size - EDGE_ITEMS, EDGE_ITEMS)],
        dim,
      );
    }
  }
  return y;
}

const sizeText = ({ shape }: Tensor) => `size=(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

function suffixes(x: Tensor, isEmpty: boolean): string[] {
  const { dtype, device, gradFunction } = x;
  const list: string[] = [];
  if (device !== "cpu") list.push(`device='${device}'`);
  const isMeta = device === "meta";
  if (isMeta || (isEmpty && x.dim !== 1)) list.push(sizeText(x));
  const isDefault = dtype === "float32" || (!isEmpty && !isMeta && ["int64", "bool", "complex64"].includes(dtype));
  if (!isDefault) list.push(`dtype=torch.${dtype}`);
  if (gradFunction !== undefined) list.push(`grad_fn=<${gradFunction}>`);
  else if (x.requiresGrad) list.push("requires_grad=True");
  return list;
}

/** As PyTorch prints. */
function print(x: Tensor): string {
  if (x.isDisposed) return x.handle === 0 ? "undefined tensor" : "disposed tensor";
  const { dtype, layout } = x;
  if (x.device === "meta") return `tensor(${["...", ...suffixes(x, false)].join(", ")})`;
  if (layout !== "strided") {
    return `tensor(..., ${[sizeText(x), `layout=${layout}`, ...suffixes(x, false)].join(", ")})`;
  }
  const isFloat = dtype.startsWith("float") || dtype === "bfloat16";
  const summarise = x.numel > THRESHOLD;
  const data = scope(() => noGrad(() => (summarise ? corners(x.detach()) : x).toArray()));
  const flat = (Array.isArray(data) ? data.flat(Number.POSITIVE_INFINITY) : [data]) as Element[];
  const body = x.numel === 0 ? "[]" : nested(data, x.dim, formatOf(flat, isFloat), "tensor(".length, summarise);
  const rest = suffixes(x, x.numel === 0);
  return `tensor(${[body, ...rest].join(", ")})`;
}

complete({ print });
