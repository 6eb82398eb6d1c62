import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, makeFolder, storageError, temporaryBeside } from "./home.js";

/** How often the holder of a lock shows that it lives, and how long without that sign makes a lock stale. */
const BEAT_MS = 5_000;
const STALE_MS = 60_000;

interface Owner {
  readonly pid: number;
  /** The machine, and the space of process ids within it: containers have their own. */
  readonly host: string;
  /** When the process began, in ticks since the machine's start: process ids are used again. */
  readonly started: string;
}

/**
 * Runs `work` while holding the lock file at `path`, waiting for another process that holds it; `onWait` is called
 * once when it must wait. A lock whose process is gone, or which showed no life for a minute, is taken over.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait: (owner: string) => void): Promise<T> {
  makeFolder(dirname(path));
  const mine: Owner = { pid: process.pid, host: thisHost(), started: startOf(process.pid) ?? "" };
  const text = JSON.stringify(mine);
  let waited = false;
  while (!create(path, text)) {
    const held = read(path);
    if (held === undefined) continue;
    if (isStale(held)) {
      discard(path, held.text);
      continue;
    }
    if (!waited)
      onWait(held.owner ? `process ${held.owner.pid} on ${held.owner.host.split(" ")[0]}` : "another process");
    waited = true;
    await sleep(200);
  }
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  }, BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (read(path)?.text === text) rmSync(path, { force: true });
  }
}

/** Creates the lock with its whole content in one step; false when it is already there. */
function create(path: string, text: string): boolean {
  const temporary = temporaryBeside(path);
  try {
    writeFileSync(temporary, text);
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw storageError(error, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

interface Held {
  readonly text: string;
  readonly owner: Owner | undefined;
  readonly beatMs: number;
}

function read(path: string): Held | undefined {
  try {
    const text = readFileSync(path, "utf8");
    return { text, owner: parseOwner(text), beatMs: statSync(path).mtimeMs };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw storageError(error, path);
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const { pid, host, started } = value as Partial<Record<keyof Owner, unknown>>;
    if (typeof pid !== "number" || typeof host !== "string" || typeof started !== "string") return undefined;
    return { pid, host, started };
  } catch {
    return undefined;
  }
}

function isStale({ owner, beatMs }: Held): boolean {
  if (owner !== undefined && owner.host === thisHost()) {
    const started = startOf(owner.pid);
    if (started === undefined || started !== owner.started) return true;
  }
  return Date.now() - beatMs > STALE_MS;
}

/** Takes a stale lock away. Should another process have replaced it meanwhile, the new one is put back. */
function discard(path: string, staleText: string): void {
  const aside = temporaryBeside(path);
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw storageError(error, path);
  }
  try {
    if (readFileSync(aside, "utf8") !== staleText) linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw storageError(error, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

const thisHost = (): string => `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;

/** When the process began, or `undefined` when there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ESRCH") return undefined;
    throw error;
  }
}
