// Checkpoints of a run: everything between two steps, in one file that is sealed, and the last few of them kept.
// The trainer makes the content (training/trainer.ts); a damaged one is passed over for the one before.

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { systemCode } from "@mandn/base";
import { loadTensors, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";
import { describeChange, planChanges } from "./plan-changes.js";
import { BrokenSeal, openSealed, writeSealed } from "./sealed.js";

/** What JSON holds. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Everything that training needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** Updates of all networks that are in it. */
  readonly updates: number;
  /** Weights, optimiser states and generators' states (uint8), by the trainer's names; not complex128. */
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Counters, sampler orders, histories, the best score. */
  readonly state: JsonValue;
}

/** What lies in the files, so that later versions know. */
const FORMAT = "mandn-checkpoint-2";
const NAME = /^(\d{8,})\.safetensors$/;
/** What {@link writeSealed} leaves behind when it is killed. */
const LEFTOVER = /^\.\d{8,}\.safetensors\..*\.tmp$/;
const KEPT = 2;

/**
 * Writes a checkpoint in one step, with a SHA-256 over all its content, into `checkpoints/NNNNNNNN.safetensors`; then
 * deletes all but it and the one before it. Ones of later updates go too: they belong to a course that was given up.
 *
 * @param plan what is being trained
 * @returns the file's path
 * @throws MnError `run` when the disk is full or the folder refuses, `checkpoint` for a state that JSON cannot hold;
 * the checkpoints that were there stay.
 */
export function writeCheckpoint(folder: RunFolder, plan: Plan, { updates, tensors, state }: Checkpoint): string {
  const path = join(folder.checkpoints, `${String(updates).padStart(8, "0")}.safetensors`);
  const text = { format: FORMAT, updates: String(updates), plan: JSON.stringify(plan), state: toJson(state, path) };
  orRefused(path, "written", () => {
    mkdirSync(folder.checkpoints, { recursive: true });
    writeSealed(path, tensors, text);
    const older = list(folder).filter((entry) => entry.updates < updates);
    const kept = new Set([path, ...older.slice(0, KEPT - 1).map((entry) => entry.path)]);
    for (const entry of list(folder)) if (!kept.has(entry.path)) rmSync(entry.path, { force: true });
  });
  return path;
}

/**
 * The newest checkpoint that is whole, each byte checked; undefined where there is none at all. Leftovers of a writer
 * that was killed are removed, so the caller must hold the run's lock. The tensors lie on the CPU in the file's
 * mapping; they belong to the scope around the call, and may be written to.
 *
 * @param plan what is to be trained
 * @param onDamaged called for each damaged one before an older one is taken
 * @throws MnError `checkpoint` when all are damaged, or the plan is another in a setting that training depends on;
 * `run` when the system refuses to read
 */
export function readLatestCheckpoint(
  folder: RunFolder,
  plan: Plan,
  onDamaged: (damage: MnError) => void,
): Checkpoint | undefined {
  const found = orRefused(folder.checkpoints, "read", () => {
    for (const name of names(folder)) if (LEFTOVER.test(name)) rmSync(join(folder.checkpoints, name), { force: true });
    return list(folder);
  });
  const damages: MnError[] = [];
  for (const { path } of found) {
    try {
      return orRefused(path, "read", () => read(path, plan));
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      damages.push(error);
      if (damages.length < found.length) onDamaged(error);
    }
  }
  if (found.length === 0) return undefined;
  throw new MnError("checkpoint", `no checkpoint is whole. ${damages.map(({ message }) => message).join(" ")}`, {
    path: folder.checkpoints,
    remedy: `Bring back a copy of one, or delete ${folder.checkpoints} to train from the start.`,
  });
}

/** The file of the newest checkpoint, whole or not; undefined where there is none. @throws MnError `run` when the system refuses */
export function newestCheckpoint(folder: RunFolder): string | undefined {
  return orRefused(folder.checkpoints, "read", () => list(folder)[0]?.path);
}

/** A checkpoint whose content is not what was written. */
class Damage extends MnError {
  constructor(path: string, fault: string, cause?: unknown) {
    super("checkpoint", `is damaged: ${fault}`, { path, cause });
  }
}

function read(path: string, plan: Plan): Checkpoint {
  const { text, tensors } = sealed(path);
  if (text.format !== FORMAT) {
    throw new MnError("checkpoint", `is of format ${text.format}, this version reads ${FORMAT}`, {
      path,
      remedy: "Go on with the version of this program that wrote it.",
    });
  }
  assertSamePlan(JSON.parse(text.plan), plan, path);
  return { updates: Number(text.updates), tensors: loadTensors(tensors), state: JSON.parse(text.state) };
}

function sealed(path: string): ReturnType<typeof openSealed> {
  try {
    return openSealed(path);
  } catch (error) {
    throw error instanceof BrokenSeal ? new Damage(path, error.message, error) : error;
  }
}

function assertSamePlan(before: unknown, after: Plan, path: string): void {
  const changes = planChanges(before, after);
  if (changes.length === 0) return;
  const remedy = "Put these settings back, or make a new run with the new plan.";
  throw new MnError("checkpoint", `belongs to another plan: ${changes.map(describeChange).join("; ")}`, {
    path,
    remedy,
  });
}

function list(folder: RunFolder): { readonly updates: number; readonly path: string }[] {
  return names(folder)
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match === null ? [] : [{ updates: Number(match[1]), path: join(folder.checkpoints, name) }];
    })
    .sort((a, b) => b.updates - a.updates);
}

function names(folder: RunFolder): string[] {
  try {
    return readdirSync(folder.checkpoints);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** JSON writes a number that is not finite as null, without a word. */
function toJson(state: JsonValue, path: string): string {
  return JSON.stringify(state, (key, value: unknown) => {
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    throw new MnError("checkpoint", `the state's "${key}" is ${value}, which JSON cannot hold`, { path });
  });
}
