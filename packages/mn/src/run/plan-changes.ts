// What differs between two plans in settings that training depends on: a run goes on by its own plan only.
// Checkpoints and trained networks are held against it.

/** Settings that may change while a run is under way: training does not depend on them. */
const FREE = ["$schema", "reasons", "device", "dataset.root", "start.run", "training.checkpointMinutes", "inference"];

/** One setting of a plan that is not as it was. */
interface PlanChange {
  /** `training.epochs` */
  readonly path: string;
  /** Undefined where it was or is not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Every setting that training depends on and that differs between two plans, as JSON holds them. */
export function planChanges(before: unknown, after: unknown, path = ""): PlanChange[] {
  if (FREE.includes(path)) return [];
  if (!isObject(before) || !isObject(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const isSameFile = before.sha256 !== undefined && before.sha256 === after.sha256;
  if (isSameFile) for (const key of ["network", "path"]) keys.delete(key); // a file is what is in it, wherever it lies
  return [...keys].flatMap((key) => planChanges(before[key], after[key], path === "" ? key : `${path}.${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A change as half a sentence: `training.epochs was 100 and is 200`. */
export function describeChange({ path, before, after }: PlanChange): string {
  return `${path} was ${shown(before)} and is ${shown(after)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value) && value.length > 6) return `a list of ${value.length}`;
  return value === undefined ? "absent" : JSON.stringify(value);
}
