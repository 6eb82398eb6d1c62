// What is wrong with a plan as data: the path of a setting, what stands there, what is allowed.
// Schemas and rules make them; file.ts throws them all at once.

import { z } from "zod";

/** One thing wrong with a plan. */
export interface PlanFault {
  /** `training.crop[1]`; empty for the plan as a whole. */
  readonly path: string;
  /** What stands there and what is allowed. */
  readonly message: string;
}

/** A fault as a line: `training.crop[1] is 12.5: must be a whole number`. */
export function describeFault({ path, message }: PlanFault): string {
  return path === "" ? message : `${path} ${message}`;
}

/** Everything that keeps `input` from being what `schema` describes. */
export function schemaFaults(schema: z.ZodType, input: unknown): PlanFault[] {
  return (schema.safeParse(input).error?.issues ?? []).flatMap((issue): PlanFault[] => {
    const path = pathText(issue.path);
    if (issue.code === "unrecognized_keys") {
      const at = schemaAt(schema, issue.path, input);
      const known = at instanceof z.ZodObject ? Object.keys(at.shape).join(", ") : "";
      const message = `is no setting${known === "" ? "" : `; known here are ${known}`}`;
      return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message }));
    }
    if (issue.code === "invalid_key")
      return issue.issues.map((one) => ({ path, message: `is no name: ${allowed(one)}` }));
    const value = valueAt(input, issue.path);
    return [{ path, message: `is ${value === undefined ? "missing" : shown(value)}: ${allowed(issue)}` }];
  });
}

/** The schema of what stands at a path of the input; of alternatives the one that their discriminator chooses there. */
function schemaAt(schema: unknown, path: readonly PropertyKey[], input: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return schemaAt(schema.unwrap(), path, input);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def;
    const kind = valueAt(input, [discriminator]);
    const isChosen = (one: unknown) => one instanceof z.ZodObject && one.shape[discriminator].safeParse(kind).success;
    return schemaAt(schema.options.find(isChosen), path, input);
  }
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const inner = valueAt(input, [key]);
  if (schema instanceof z.ZodObject) return schemaAt(schema.shape[String(key)], rest, inner);
  if (schema instanceof z.ZodRecord) return schemaAt(schema.valueType, rest, inner);
  return schema instanceof z.ZodArray ? schemaAt(schema.element, rest, inner) : undefined;
}

/** What would be allowed, as half a sentence. */
function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${typeName(issue.expected)}`;
    case "invalid_value":
      return oneOf(issue.values);
    case "too_small":
      if (issue.origin === "string") return "must not be empty";
      if (issue.origin === "array") return `must have ${issue.minimum === 1 ? "a value" : `${issue.minimum} values`}`;
      return `must be ${issue.inclusive ? "at least" : "above"} ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array"
        ? `must have ${issue.maximum} values at most`
        : `must be ${issue.inclusive ? "at most" : "below"} ${issue.maximum}`;
    case "invalid_union":
      return unionText(issue);
    default:
      return issue.message;
  }
}

function unionText(issue: z.core.$ZodIssueInvalidUnion): string {
  if ("options" in issue && issue.options !== undefined) return oneOf(issue.options);
  const alternatives = issue.errors.map((issues) =>
    issues
      .map(allowed)
      .join(" and ")
      .replace(/^must be /, ""),
  );
  return `must be ${alternatives.join(", or ")}`;
}

const oneOf = (values: readonly unknown[]) =>
  `must be ${values.length > 1 ? "one of " : ""}${values.map((value) => JSON.stringify(value)).join(", ")}`;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
};
const typeName = (expected: string) => TYPE_NAMES[expected] ?? expected;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
