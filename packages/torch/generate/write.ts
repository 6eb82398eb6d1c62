import type { Kind, Overload, Parameter } from "./overloads.js";
import { pageOf } from "./pages.js";

/** One way to call an overload: leading arguments by position, the others in a trailing object. */
interface Shape {
  readonly overload: Overload;
  readonly positional: readonly Parameter[];
  readonly options: readonly Parameter[];
}

/**
 * Each overload can be called with its positional arguments in order, then keyword arguments in a trailing object; from the
 * first that has a default on, positional ones may go into that object instead: `conv3d(x, w, { padding: 1 })`,
 * `conv3d(x, w, b, { padding: 1 })`, `argmax(x, 1, { keepdim: true })`.
 */
function shapesOf(overload: Overload): Shape[] {
  const { positional, keywords } = overload;
  const first = positional.findIndex((p) => p.optional);
  const required = first < 0 ? positional.length : first;
  return Array.from({ length: positional.length - required + 1 }, (_, i) => ({
    overload,
    positional: positional.slice(0, required + i),
    options: [...positional.slice(required + i), ...keywords],
  }));
}

// ---- types -----------------------------------------------------------------------------------------------------------
const types: Record<Kind, string> = {
  Tensor: "Tensor",
  "Tensor[]": "readonly Tensor[]",
  "Tensor?[]": "readonly (Tensor | undefined)[]",
  Scalar: "Scalar",
  "Scalar[]": "readonly Scalar[]",
  int: "number | bigint",
  "int[]": "readonly number[]",
  "int[k]": "number | readonly number[]",
  float: "number",
  "float[]": "readonly number[]",
  bool: "boolean",
  "bool[]": "readonly boolean[]",
  str: "string",
  ScalarType: "DType",
  Layout: "Layout",
  Device: "Device",
  MemoryFormat: "MemoryFormat",
  Generator: "Generator",
};

const takesNone = (p: Parameter) => p.schema.type.endsWith("?");
const typeOf = (p: Parameter) => (takesNone(p) && !p.optional ? `${types[p.kind]} | undefined` : types[p.kind]);

interface Signature {
  readonly parameters: { readonly name: string; readonly type: string; readonly optional: boolean }[];
  readonly result: string;
}

function resultType(overload: Overload): string {
  const { result } = overload;
  if (result.kind === "value") return result.type;
  if (result.kind === "tuple") return `[${result.names.map((name) => `${name}: Tensor`).join(", ")}]`;
  return result.kind === "self" ? "Tensor" : result.kind;
}

function signatureOf({ overload, positional, options }: Shape): Signature {
  const parameters = positional.map((p) => ({ name: safe(p.name), type: typeOf(p), optional: p.optional }));
  if (options.length > 0) {
    const fields = options.map((p) => `${p.name}${p.optional ? "?" : ""}: ${typeOf(p)}`);
    parameters.push({ name: "options", type: `{ ${fields.join("; ")} }`, optional: options.every((p) => p.optional) });
  }
  return { parameters, result: resultType(overload) };
}

/** Two signatures that differ in the type of one argument are one with a union, so that a union can be passed. */
function merge(a: Signature, b: Signature): Signature | undefined {
  if (a.result !== b.result || a.parameters.length !== b.parameters.length) return undefined;
  if (a.parameters.some((p, i) => p.optional !== b.parameters[i]?.optional)) return undefined;
  const differing = a.parameters
    .map((p, i) => [p, b.parameters[i] ?? p] as const)
    .filter(([p, q]) => p.type !== q.type);
  const [pair] = differing;
  if (differing.length > 1 || pair === undefined || pair[0].name === "options") return undefined;
  const type = [...new Set([...pair[0].type.split(" | "), ...pair[1].type.split(" | ")])].join(" | ");
  return { ...a, parameters: a.parameters.map((p) => (p === pair[0] ? { ...p, type } : p)) };
}

function signatures(overloads: readonly Overload[]): Signature[] {
  const list: Signature[] = [];
  for (const signature of overloads.flatMap(shapesOf).map(signatureOf)) {
    const text = JSON.stringify(signature);
    if (list.some((other) => JSON.stringify(other) === text)) continue;
    const at = list.findIndex((other) => merge(other, signature) !== undefined);
    const merged = at < 0 ? undefined : merge(list[at] as Signature, signature);
    if (merged === undefined) list.push(signature);
    else list[at] = merged;
  }
  return list;
}

const reserved = new Set(["var", "delete", "in", "function", "default", "else"]);
const safe = (name: string) => (reserved.has(name) ? `${name}$` : name);

// A parameter before a required one cannot be marked as optional: it takes undefined.
function parameterText(parameters: Signature["parameters"]): string {
  return parameters
    .map((p, i) => {
      const last = parameters.slice(i).every((other) => other.optional);
      return p.optional && !last ? `${p.name}: ${p.type} | undefined` : `${p.name}${p.optional ? "?" : ""}: ${p.type}`;
    })
    .join(", ");
}

// ---- telling shapes apart --------------------------------------------------------------------------------------------
function test(kind: Kind, x: string): string {
  switch (kind) {
    case "Tensor":
    case "Generator":
      return `${x} instanceof ${kind}`;
    case "Tensor[]":
    case "Tensor?[]":
      return `isTensorList(${x})`;
    case "Scalar":
      return `isScalar(${x})`;
    case "int":
      return `isInteger(${x})`;
    case "int[k]":
      return `(isInteger(${x}) || isNumberList(${x}))`;
    case "int[]":
    case "float[]":
      return `isNumberList(${x})`;
    case "Scalar[]":
      return `isScalarList(${x})`;
    case "bool[]":
      return `Array.isArray(${x})`;
    case "float":
      return `typeof ${x} === "number"`;
    case "bool":
      return `typeof ${x} === "boolean"`;
    default:
      return `typeof ${x} === "string"`;
  }
}

function condition(shape: Shape, all: readonly Shape[], arity: number): string {
  const tests: string[] = [];
  shape.positional.forEach((p, i) => {
    const same = all.every(
      (other) => other.positional[i]?.kind === p.kind && !other.positional[i]?.optional && !takesNone(p),
    );
    if (same) return;
    const fitting = test(p.kind, `a${i}`);
    tests.push(p.optional || takesNone(p) ? `(a${i} === undefined || ${fitting})` : fitting);
  });
  const at = `a${shape.positional.length}`;
  for (let i = shape.positional.length + 1; i < arity; i++) tests.push(`a${i} === undefined`);
  const needed = shape.options.filter((p) => !p.optional);
  if (shape.options.length === 0) {
    if (shape.positional.length < arity) tests.push(`${at} === undefined`);
  } else if (new Set(all.map((other) => other.overload)).size > 1) {
    // Without an options object it is the shape with all positional arguments: later ones may follow an undefined here.
    const isShort = shape.positional.length < shape.overload.positional.length;
    if (isShort || needed.length > 0) tests.push(`isOptions(${at})`);
    tests.push(
      `fits(${at}, ${keysName(shape)})`,
      ...optionTests(shape, all, at),
      ...needed.map((p) => `"${p.name}" in ${at}`),
    );
  } else {
    tests.push(`isOptions(${at})`);
  }
  return tests.join(" && ");
}

// A keyword of one name that two overloads take with different types.
function optionTests(shape: Shape, all: readonly Shape[], at: string): string[] {
  const others = all.filter(
    (other) => other.overload !== shape.overload && other.positional.length === shape.positional.length,
  );
  return shape.options
    .filter((p) => others.some((other) => other.options.some((q) => q.name === p.name && q.kind !== p.kind)))
    .map((p) => `((${at} as Options)?.${p.name} === undefined || ${test(p.kind, `(${at} as Options)?.${p.name}`)})`);
}

const keysName = (shape: Shape) => `${shape.overload.reference}$${shape.positional.length}`;
const keysText = (shape: Shape) =>
  `const ${keysName(shape)} = new Set<string>(${JSON.stringify(shape.options.map((p) => p.name))});`;

// ---- calls -----------------------------------------------------------------------------------------------------------
function argument(p: Parameter, x: string): string {
  if (p.kind === "Tensor") return takesNone(p) || p.optional ? `ho(${x})` : `h(${x})`;
  if (p.kind === "Tensor[]" || p.kind === "Tensor?[]") return `hs(${x})`;
  return p.kind === "Generator" ? `generatorHandle(${x})` : x;
}

function callText({ overload, positional, options }: Shape, names: readonly string[]): string {
  // The implementation behind several signatures sees unknown arguments; what is wrong with them, the addon says.
  const untyped = names[0] === "a0";
  const at = names[positional.length] ?? "options";
  const given = untyped ? `(${at} as Options)` : at;
  const values = [
    ...positional.map((p, i) => argument(p, names[i] ?? p.name)),
    ...options.map((p) => argument(p, `${given}?.${p.name}`)),
  ];
  const call = `call(${[`id(${overload.reference})`, ...values].join(", ")})`;
  switch (overload.result.kind) {
    case "Tensor":
      return `return wrap(${call} as Handle);`;
    case "Tensor[]":
      return `return wrapAll(${call});`;
    case "tuple":
      return `return wrapAll(${call}) as ${resultType(overload)};`;
    case "self":
      return `${call};\n  return ${names[0]}${untyped ? " as Tensor" : ""};`;
    case "void":
      return `${call};`;
    default:
      return `return ${call} as ${overload.result.type};`;
  }
}

/** The schemas, and PyTorch's page where there is one. */
function docText(overloads: readonly Overload[]): string {
  const schemas = overloads.map((o) => `\`${o.schema.schema.replaceAll("*/", "* /")}\``);
  const page = pageOf(overloads[0]?.schema.name ?? "");
  return `/** ${[...schemas, ...(page === undefined ? [] : [`[PyTorch](${page})`])].join("  \n * ")} */`;
}

/** A free function for an operator with all its overloads. */
export function writeFunction(name: string, overloads: readonly Overload[]): string {
  // With several overloads all positional arguments come first, the most common call; a single one needs no test for it.
  const several = overloads.length > 1;
  const shapes = overloads.flatMap((o) => (several ? shapesOf(o).reverse() : shapesOf(o)));
  const list = signatures(overloads);
  const own = safe(name);
  const declaration = own === name ? "export function" : "function";
  const alias = own === name ? "" : `\nexport { ${own} as ${name} };`;
  const [shape] = shapes;
  if (shapes.length === 1 && shape !== undefined && list[0] !== undefined) {
    const names = list[0].parameters.map((p) => p.name);
    return `${docText(overloads)}\n${declaration} ${own}(${parameterText(list[0].parameters)}): ${list[0].result} {\n  ${callText(shape, names)}\n}${alias}`;
  }
  const arity = Math.max(...shapes.map((s) => s.positional.length + (s.options.length > 0 ? 1 : 0)));
  const names = Array.from({ length: arity }, (_, i) => `a${i}`);
  const keys = several ? shapes.filter((s) => s.options.length > 0).map(keysText) : [];
  const body = shapes.map((s, i) => {
    if (!several && i === shapes.length - 1) return `  ${callText(s, names)}`;
    return `  if (${condition(s, shapes, arity) || "true"}) {\n    ${callText(s, names).replaceAll("\n  ", "\n    ")}${s.overload.result.kind === "void" ? "\n    return;" : ""}\n  }`;
  });
  if (several)
    body.push(
      `  throw noOverload(${JSON.stringify(name)}, [${overloads.map((o) => o.reference).join(", ")}], [${names.join(", ")}]);`,
    );
  const results = [...new Set(list.map((s) => s.result))].join(" | ");
  const lastOptions = names.map((n) => `${n}?: unknown`).join(", ");
  return [
    ...keys,
    docText(overloads),
    ...list.map((s) => `${declaration} ${own}(${parameterText(s.parameters)}): ${s.result};`),
    `${declaration} ${own}(${lastOptions}): ${results} {\n${body.join("\n")}\n}${alias}`,
  ].join("\n");
}

// ---- methods ---------------------------------------------------------------------------------------------------------
/** The declaration of an operator as a method of its first argument. */
export function writeMethodType(name: string, overloads: readonly Overload[]): string {
  return [
    `    ${docText(overloads).replaceAll("\n", "\n    ")}`,
    ...signatures(overloads).map(
      (s) =>
        `    ${name}(${parameterText(s.parameters.slice(1))}): ${s.result === "Tensor" && name.endsWith("_") ? "this" : s.result};`,
    ),
  ].join("\n");
}

/** Its implementation, by way of the free function. */
export function writeMethod(name: string, overloads: readonly Overload[]): string {
  const arity = Math.max(
    ...overloads.flatMap(shapesOf).map((s) => s.positional.length + (s.options.length > 0 ? 1 : 0)),
  );
  const names = Array.from({ length: arity - 1 }, (_, i) => `a${i + 1}`);
  return `  ${name}(this: Tensor${names.map((n) => `, ${n}?: unknown`).join("")}) {\n    return functions.${name}?.(${["this", ...names].join(", ")});\n  },`;
}
