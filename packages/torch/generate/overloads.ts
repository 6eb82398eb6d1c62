import type { Schema, SchemaValue } from "../src/native.js";

/** One overload of an operator, its arguments as TypeScript takes them. */
export interface Overload {
  readonly schema: Schema;
  /** The constant that refers to it in the generated code. */
  readonly reference: string;
  readonly positional: readonly Parameter[];
  readonly keywords: readonly Parameter[];
  readonly result: Result;
}

export interface Parameter {
  /** In camelCase. */
  readonly name: string;
  readonly schema: SchemaValue;
  readonly kind: Kind;
  /** Whether it may be left out. */
  readonly optional: boolean;
}

export type Kind =
  | "Tensor"
  | "Tensor[]"
  | "Tensor?[]"
  | "Scalar"
  | "Scalar[]"
  | "int"
  | "int[]"
  /** int[k]: a bare number stands for k of them. */
  | "int[k]"
  | "float"
  | "float[]"
  | "bool"
  | "bool[]"
  | "str"
  | "ScalarType"
  | "Layout"
  | "Device"
  | "MemoryFormat"
  | "Generator";

export type Result =
  | { readonly kind: "self" | "void" | "Tensor[]" }
  | { readonly kind: "Tensor" }
  | { readonly kind: "tuple"; readonly names: readonly string[] }
  | { readonly kind: "value"; readonly type: string };

// Not part of PyTorch's public interface, or written by hand, or of builds and devices that the project does not serve.
const leftOut =
  /^(_.*|.*backward.*|sym_.*|cudnn_.*|miopen_.*|mkldnn_.*|fbgemm_.*|quantized_.*|fake_quantize_.*|fused_moving.*|q_.*|qscheme|int_repr|choose_qparams.*|batch_norm_.*|.*_jvp|linalg__.*|lift.*|.*_overrideable|to_mkldnn.*|empty_quantized|nested_to_padded_tensor|to_padded_tensor|from_file|hash_tensor|get_gradients|set_data|data|set|set_|output_nr|requires_grad_|retain_grad|retains_grad|is_leaf|is_contiguous|is_vulkan_available|is_inference|is_distributed|record_stream|stride|size|dim|numel|storage_offset|get_device|fft_.*_copy|resize_as_sparse.*|copy_sparse.*|flatten_dense_tensors|unflatten_dense_tensors|native_.*|slice_inverse|can_cast|sparse_resize.*|det_.*)$/;

export function camelCase(name: string): string {
  const inPlace = name.endsWith("_");
  const base = (inPlace ? name.slice(0, -1) : name).replace(/_+([a-zA-Z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  return inPlace ? `${base}_` : base;
}

function kindOf(type: string): Kind | undefined {
  const plain = type.replace(/\?$/, "").replaceAll("SymInt", "int").replaceAll("SymFloat", "float");
  if (/^int\[\d+\]$/.test(plain)) return "int[k]";
  if (/^bool\[\d+\]$/.test(plain)) return "bool[]";
  const kinds: readonly string[] = [
    ...[
      "Tensor",
      "Tensor[]",
      "Tensor?[]",
      "Scalar",
      "Scalar[]",
      "int",
      "int[]",
      "float",
      "float[]",
      "bool",
      "bool[]",
      "str",
    ],
    ...["ScalarType", "Layout", "Device", "MemoryFormat", "Generator"],
  ];
  return kinds.includes(plain) ? (plain as Kind) : undefined;
}

// Factories whose dtype Python infers from int or float, which JavaScript does not tell apart.
const needsDtype = new Set(["aten::full", "aten::arange", "aten::range", "aten::scalar_tensor"]);

function parameter(schema: Schema, value: SchemaValue): Parameter | undefined {
  const kind = kindOf(value.type);
  if (kind === undefined) return undefined;
  const dtypeNeeded = kind === "ScalarType" && needsDtype.has(schema.name);
  return {
    name: camelCase(value.name),
    schema: value,
    kind,
    optional: (value.hasDefault || kind === "Generator") && !dtypeNeeded,
  };
}

function resultOf(schema: Schema): Result | undefined {
  const { returns } = schema;
  const first = returns[0];
  if (first === undefined) return { kind: "void" };
  if (returns.length > 1) {
    if (!returns.every((value) => value.type === "Tensor")) return undefined;
    return {
      kind: "tuple",
      names: returns.map((value, i) => (value.name === "" ? `result${i}` : camelCase(value.name))),
    };
  }
  if (first.isWritten && schema.arguments[0]?.isWritten === true) return { kind: "self" };
  const values: Record<string, string> = {
    bool: "boolean",
    int: "number",
    SymInt: "number",
    float: "number",
    Scalar: "number | bigint | boolean | { re: number; im: number }",
    ScalarType: "DType",
  };
  if (first.type === "Tensor") return { kind: "Tensor" };
  if (first.type === "Tensor[]") return { kind: "Tensor[]" };
  const type = values[first.type];
  return type === undefined ? undefined : { kind: "value", type };
}

function readOverload(schema: Schema): Overload | undefined {
  const name = schema.name.slice("aten::".length);
  if (!schema.name.startsWith("aten::") || leftOut.test(name) || schema.arguments.some((value) => value.isOut))
    return undefined;
  const parameters = schema.arguments.map((value) => parameter(schema, value));
  const result = resultOf(schema);
  if (result === undefined || !parameters.every((p) => p !== undefined)) return undefined;
  return {
    schema,
    reference: `$${name}${schema.overload === "" ? "" : `$${schema.overload}`}`,
    positional: parameters.filter((p) => !p.schema.keywordOnly),
    keywords: parameters.filter((p) => p.schema.keywordOnly),
    result,
  };
}

const signatureOf = (o: Overload) => o.positional.map((p) => `${p.schema.type}${p.optional ? "=" : ""}`).join(", ");

/** An overload that another one with the same positional and more keyword arguments makes superfluous. */
function isCovered(overload: Overload, others: readonly Overload[]): boolean {
  const names = new Set(overload.keywords.map((p) => p.name));
  return others.some(
    (other) =>
      other !== overload &&
      signatureOf(other) === signatureOf(overload) &&
      other.keywords.length > overload.keywords.length &&
      other.keywords.every((p) => p.optional || p.schema.type.endsWith("?") || names.has(p.name)) &&
      other.keywords.some((p) => p.kind === "Generator") &&
      [...names].every((name) => other.keywords.some((p) => p.name === name)),
  );
}

// Tensors first: they are the most common, and a number never is one.
const rank = (o: Overload) => o.positional.reduce((sum, p, i) => sum + (p.kind === "Tensor" ? 0 : 1 / (i + 1)), 0);

/** The operators to generate, by camelCase name, sorted; each with its overloads, the most specific first. */
export function readOverloads(schemas: readonly Schema[]): Map<string, Overload[]> {
  const groups = new Map<string, Overload[]>();
  for (const schema of schemas) {
    const overload = readOverload(schema);
    if (overload === undefined) continue;
    const name = camelCase(schema.name.slice("aten::".length));
    groups.set(name, [...(groups.get(name) ?? []), overload]);
  }
  return new Map(
    [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, overloads]) => [
        name,
        overloads
          .filter((o) => !isCovered(o, overloads))
          .sort(
            (a, b) =>
              rank(a) - rank(b) ||
              a.positional.length - b.positional.length ||
              (a.schema.overload < b.schema.overload ? -1 : 1),
          ),
      ]),
  );
}
