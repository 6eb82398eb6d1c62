// Checkpoints of a run: everything between two steps, in one file that is sealed, and the last few of them kept. What is large and seldom
// changes, where pseudo-masks had foreground, lies in a file of its own that checkpoints name by its content, and in a copy of it, so that
// no damage to one file costs every checkpoint.
// The trainer makes the content (training/trainer.ts); a damaged one is passed over for the one before.

import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { systemCode } from "@mandn/base";
import { loadTensors, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import { describeChange, type Plan, planChanges } from "../plan/plan.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";
import { BrokenSeal, openSealed, readHeaderOf, sealOf, writeSealed } from "./sealed.js";

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
  /** The SHA-256 of the file of {@link writePlaces} that belongs to it. Read again, its tensors are among `tensors`. */
  readonly places?: string | undefined;
}

/** What lies in the files, so that later versions know. The one before had places among its tensors, and is read too. */
const FORMAT = "mandn-checkpoint-3";
const READ = new Set(["mandn-checkpoint-2", FORMAT]);
const NAME = /^(\d{8,})\.safetensors$/;
const PLACES = /^places-[0-9a-f]{16}(?:-copy)?\.safetensors$/;
/** What {@link writeSealed} leaves behind when it is killed. */
const LEFTOVER = /^\.(?:\d{8,}|places-[0-9a-f]{16}(?:-copy)?)\.safetensors\..*\.tmp$/;
const KEPT = 2;

/**
 * Writes what checkpoints to come have in common, in one step, into `checkpoints/places-DIGITS.safetensors` and a copy beside it. Both are
 * removed with the last checkpoint that names them.
 *
 * @param tensors by names that no tensor of a checkpoint has
 * @returns its SHA-256, for {@link Checkpoint.places}
 * @throws MnError `run` as {@link writeCheckpoint}
 */
export function writePlaces(folder: RunFolder, tensors: Readonly<Record<string, Tensor>>): string {
  const text = { format: FORMAT };
  const sha256 = sealOf(tensors, text);
  for (const path of placesIn(folder, sha256)) {
    orRefused(path, "written", () => {
      mkdirSync(folder.checkpoints, { recursive: true });
      writeSealed(path, tensors, text);
    });
  }
  return sha256;
}

/** The file of places and its copy. */
const placesIn = (folder: RunFolder, sha256: string) =>
  ["", "-copy"].map((end) => join(folder.checkpoints, `places-${sha256.slice(0, 16)}${end}.safetensors`));

/**
 * Writes a checkpoint in one step, with a SHA-256 over all its content, into `checkpoints/NNNNNNNN.safetensors`; then
 * deletes all but it and the one before it. Ones of later updates go too: they belong to a course that was given up.
 *
 * @param plan what is being trained
 * @returns the file's path
 * @throws MnError `run` when the disk is full or the folder refuses, `checkpoint` for a state that JSON cannot hold;
 * the checkpoints that were there stay.
 */
export function writeCheckpoint(folder: RunFolder, plan: Plan, checkpoint: Checkpoint): string {
  const { updates, tensors, state, places } = checkpoint;
  const path = join(folder.checkpoints, `${String(updates).padStart(8, "0")}.safetensors`);
  const text = {
    format: FORMAT,
    updates: String(updates),
    plan: JSON.stringify(plan),
    state: toJson(state, path),
    ...(places !== undefined && { places }),
  };
  orRefused(path, "written", () => {
    mkdirSync(folder.checkpoints, { recursive: true });
    writeSealed(path, tensors, text);
    const older = list(folder).filter((entry) => entry.updates < updates);
    const kept = new Set([path, ...older.slice(0, KEPT - 1).map((entry) => entry.path)]);
    for (const entry of list(folder)) if (!kept.has(entry.path)) rmSync(entry.path, { force: true });
    removePlaces(folder, kept);
  });
  return path;
}

/** Removes the files of places that none of some checkpoints names. */
function removePlaces(folder: RunFolder, checkpoints: ReadonlySet<string>): void {
  const found = names(folder).filter((name) => PLACES.test(name));
  if (found.length === 0) return;
  const named = new Set([...checkpoints].flatMap((path) => placesNamedBy(path) ?? []));
  const kept = new Set([...named].flatMap((sha256) => placesIn(folder, sha256)));
  for (const path of found.map((name) => join(folder.checkpoints, name))) {
    if (!kept.has(path)) rmSync(path, { force: true });
  }
}

/** Undefined too of a checkpoint that is damaged. */
function placesNamedBy(checkpoint: string): string | undefined {
  try {
    return readHeaderOf(checkpoint).text.places;
  } catch (error) {
    if (error instanceof BrokenSeal) return undefined;
    throw error;
  }
}

/** Told of a damaged file, and of what is used in its place. */
type OnDamaged = (damage: MnError, used: "the one before it" | "its copy") => void;

/**
 * The newest checkpoint that is whole, each byte checked; undefined where there is none at all. Leftovers of a writer
 * that was killed are removed, so the caller must hold the run's lock. The tensors lie on the CPU in the file's
 * mapping; they belong to the scope around the call, and may be written to.
 *
 * @param plan what is to be trained
 * @param onDamaged called for each damaged one before an older one, or a copy, is taken
 * @throws MnError `checkpoint` when all are damaged, or the plan is another in a setting that training depends on;
 * `run` when the system refuses to read
 */
export function readLatestCheckpoint(folder: RunFolder, plan: Plan, onDamaged: OnDamaged): Checkpoint | undefined {
  const found = orRefused(folder.checkpoints, "read", () => {
    for (const name of names(folder)) if (LEFTOVER.test(name)) rmSync(join(folder.checkpoints, name), { force: true });
    return list(folder);
  });
  const damages: MnError[] = [];
  for (const { path } of found) {
    try {
      return orRefused(path, "read", () => read(folder, path, plan, onDamaged));
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      damages.push(error);
      if (damages.length < found.length) onDamaged(error, "the one before it");
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

function read(folder: RunFolder, path: string, plan: Plan, onDamaged: OnDamaged): Checkpoint {
  const { text, tensors } = sealed(path);
  if (!READ.has(text.format)) {
    throw new MnError("checkpoint", `is of format ${text.format}, this version reads ${FORMAT}`, {
      path,
      remedy: "Go on with the version of this program that wrote it.",
    });
  }
  if (["updates", "plan", "state"].some((name) => !(name in text))) {
    throw new Damage(path, "it is another file of a run under a checkpoint's name");
  }
  assertSamePlan(JSON.parse(text.plan), plan, path);
  const { places } = text;
  const common = places === undefined ? {} : placesOf(folder, places, onDamaged);
  const all = loadTensors({ ...tensors, ...common });
  return { updates: Number(text.updates), tensors: all, state: JSON.parse(text.state), places };
}

/** Of the file of places, or of its copy. @throws Damage of the file when neither is whole */
function placesOf(folder: RunFolder, sha256: string, onDamaged: OnDamaged): ReturnType<typeof placesAt> {
  const damages: Damage[] = [];
  for (const path of placesIn(folder, sha256)) {
    try {
      const tensors = placesAt(path, sha256);
      for (const damage of damages) onDamaged(damage, "its copy");
      return tensors;
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      damages.push(error);
    }
  }
  throw damages[0];
}

function placesAt(path: string, sha256: string): ReturnType<typeof openSealed>["tensors"] {
  if (!existsSync(path)) throw new Damage(path, "it is gone");
  const found = sealed(path);
  if (found.sha256 !== sha256) throw new Damage(path, "it is not the one that the checkpoint names");
  return found.tensors;
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
