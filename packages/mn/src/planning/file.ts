// plan.json on disk: read strictly, with every fault and its line, and written so that people can edit it.
// Plans of version 1 are upgraded on reading (plan/upgrade.ts).

import { mkdir } from "node:fs/promises";
import { JsonFault, parseJson, readSmallFile } from "@mandn/base";
import { accessError, writeAtomically } from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import { isOwnMethod, loadMethod } from "../methods/own-method.js";
import { type Plan, planSchema } from "../plan/plan.js";
import { upgradePlan } from "../plan/upgrade.js";
import { RunFolder } from "../run/folder.js";
import { describeFault, type PlanFault, schemaFaults } from "./faults.js";
import { ruleFaults } from "./rules.js";

/**
 * Reads a plan, `RUN/plan.json`, perhaps edited.
 *
 * @throws MnError `"plan"` with every fault: where it is, what stands there and what is allowed; ImagingError `"access"`; TorchError
 * `"file"` when a method of one's own is not there or has changed.
 */
export async function readPlan(path: string): Promise<Plan> {
  const input = parseStrictJson(readText(path), path);
  const own = ownMethodSchema.safeParse(input).data?.method;
  if (own !== undefined) await loadMethod(own.name, own.sha256);
  return parsePlan(input, path);
}

/** A plan whose method is a file of one's own, which has to be loaded before the plan can be checked. */
const ownMethodSchema = z.looseObject({
  method: z.looseObject({ name: z.string().refine(isOwnMethod), sha256: z.string().optional() }),
});

/** Bytes: larger than a plan of a million scans. */
export const LARGEST_PLAN = 1 << 24;

function readText(path: string): string {
  try {
    return readSmallFile(path, LARGEST_PLAN).toString();
  } catch (cause) {
    throw accessError(path, "read", cause);
  }
}

/**
 * A plan from data that may be anything.
 *
 * @param path where it comes from, for messages
 * @throws MnError `"plan"` with every fault.
 */
export function parsePlan(input: unknown, path: string): Plan {
  const current = upgradePlan(input);
  const wrong = schemaFaults(planSchema, current);
  if (wrong.length > 0) throw planError(path, wrong);
  const plan = planSchema.parse(current);
  const contradictions = ruleFaults(plan);
  if (contradictions.length > 0) throw planError(path, contradictions);
  return plan;
}

/**
 * Writes `plan.json` and, for editors, `plan.schema.json` into a run folder, which is made when it is not there.
 *
 * @throws MnError `"plan"` when the plan is not valid; ImagingError `"access"`.
 */
export async function writePlan(folder: string, plan: Plan): Promise<void> {
  const run = new RunFolder(folder);
  const valid = parsePlan({ ...plan, $schema: "./plan.schema.json" }, run.plan);
  await mkdir(run.root, { recursive: true }).catch((cause: unknown) => {
    throw accessError(run.root, "made", cause);
  });
  await writeText(run.planSchema, planText(z.toJSONSchema(planSchema, { io: "input" })));
  await writeText(run.plan, planText(valid));
}

/** Longest line of lists and objects. */
const LINE = 100;

/** JSON in which lists and objects of plain values stand in one line where they fit. */
export function planText(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => planText(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${planText(item, inner)}`);
  const [open, close] = isList ? "[]" : "{}";
  const space = isList || items.length === 0 ? "" : " ";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  const isFlat = Object.values(value).every((item) => typeof item !== "object" || item === null);
  if (isFlat && line.length <= LINE) return line;
  return `${open}\n${items.map((item) => `${inner}${item}`).join(",\n")}\n${indent}${close}`;
}

async function writeText(path: string, text: string): Promise<void> {
  await writeAtomically(path, async (file) => {
    await file.writeFile(`${text}\n`);
  });
}

function planError(path: string, faults: readonly PlanFault[]): MnError {
  const remedy = "Correct the file, or make a new plan with mn plan.";
  const lines = faults.map((fault) => `\n  ${describeFault(fault)}`).join("");
  return new MnError("plan", `has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:${lines}`, {
    path,
    remedy,
  });
}

/**
 * Reads JSON that people write (base's `parseJson`).
 *
 * @param path the text's file, for messages
 * @throws MnError `"plan"` with line and column.
 */
export function parseStrictJson(text: string, path: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    const { fault, line, column } = cause;
    const remedy = "Correct it there or just before.";
    throw new MnError("plan", `is not JSON: at line ${line}, column ${column} ${fault}`, {
      path,
      remedy,
      cause,
    });
  }
}
