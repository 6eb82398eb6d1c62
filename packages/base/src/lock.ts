// Lock files, which keep two processes from the same work: one trainer in a run folder, one build of the engine. Each says
// who holds it, so that the lock of a process that died is known as such. (Linux: who runs is read from /proc.)

import {
  closeSync,
  constants,
  copyFileSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { irregular, readSmallFile, temporaryBeside } from "./file.js";
import { orFileError, systemCode } from "./file-error.js";

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  /** The machine's name. */
  readonly machine: string;
  /** Whether it is this machine (and its processes those that are seen here: containers have their own). */
  readonly isHere: boolean;
  /** When the lock was taken, ISO 8601. */
  readonly since: string;
}

/** What stands in a lock file. */
interface Content {
  readonly pid: number;
  /** The machine, and the space of process ids within it: containers have their own. */
  readonly host: string;
  /** When the process began, in ticks since the machine's start: process ids are used again. */
  readonly started: string;
  readonly since: string;
  /** What the launcher calls the job that the process belongs to. */
  readonly job?: string | undefined;
}

/** Which locks of other machines are taken over. */
export interface TakeOver {
  /** Those that were not {@link FileLock.touch}ed for so many milliseconds; default none. */
  readonly silentMs?: number;
  /** Those of this job, whose process there is gone if it was started again here; default none. */
  readonly job?: string | undefined;
}

/** A process writes its lock in one go; one that is still unreadable after this many milliseconds died in between. */
const TORN_AFTER_MS = 5000;
const LARGEST = 1 << 16;

/** A lock file that this process holds. */
export class FileLock implements Disposable {
  private constructor(
    readonly path: string,
    private readonly text: string,
  ) {}

  /**
   * Takes the lock, at once or not at all. One whose process on this machine is gone is taken over.
   *
   * @param over which locks of other machines are taken over too
   * @returns the lock; or who holds it, undefined when a process is just taking it
   * @throws FileError `"access"` when the folder cannot be written, `"irregular"` when something else has the lock's name
   */
  static take(path: string, over: TakeOver = {}): FileLock | { readonly holder: LockHolder | undefined } {
    const content: Content = {
      pid: process.pid,
      host: thisHost(),
      started: startOf(process.pid) ?? "",
      since: new Date().toISOString(),
      job: over.job,
    };
    const text = `${JSON.stringify(content)}\n`;
    return orFileError(path, "written", () => {
      while (!create(path, text)) {
        const held = read(path);
        if (held === undefined) continue;
        if (!isStale(held, over)) return { holder: holderOf(held.content) };
        putAside(path, held.text);
      }
      return new FileLock(path, text);
    });
  }

  /**
   * Who holds the lock at `path`; undefined where nobody does, its process on this machine is gone, or another is just taking it. One
   * that `isHere` is the very process that took it: its id and the tick at which it began are both as they were.
   *
   * @throws FileError `"access"`, `"irregular"`
   */
  static holder(path: string): LockHolder | undefined {
    const held = orFileError(path, "read", () => read(path));
    return held === undefined || isStale(held, {}) ? undefined : holderOf(held.content);
  }

  /**
   * False once the lock was deleted or is another's: ask before what would hurt the other.
   *
   * @throws FileError `"access"`, `"irregular"`
   */
  isHeld(): boolean {
    return read(this.path)?.text === this.text;
  }

  /** Shows that the holder lives; nothing where the lock is gone. */
  touch(): void {
    const now = new Date();
    try {
      utimesSync(this.path, now, now);
    } catch (error) {
      if (systemCode(error) !== "ENOENT") throw error;
    }
  }

  /** Gives the lock back; nothing where it is no longer this one's. */
  release(): void {
    orFileError(this.path, "removed", () => {
      if (this.isHeld()) rmSync(this.path, { force: true });
    });
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

/** How often the holder shows that it lives, and how long without that sign a lock of another machine counts. */
const BEAT_MS = 5_000;
const SILENT_MS = 60_000;

/**
 * Runs `work` while holding the lock file at `path`, waiting for another process that holds it. A lock whose process is gone,
 * or one of another machine that showed no life for a minute, is taken over.
 *
 * @param onWait called once when it must wait, with who holds the lock: "process 4 on machine"
 * @throws FileError as {@link FileLock.take} does; what `work` throws passes unchanged
 */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait: (holder: string) => void): Promise<T> {
  let taken = FileLock.take(path, { silentMs: SILENT_MS });
  if (!(taken instanceof FileLock)) {
    const { holder } = taken;
    onWait(holder === undefined ? "another process" : `process ${holder.pid} on ${holder.machine}`);
  }
  while (!(taken instanceof FileLock)) {
    await sleep(200);
    taken = FileLock.take(path, { silentMs: SILENT_MS });
  }
  const lock = taken;
  const beat = setInterval(() => lock.touch(), BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    lock.release();
  }
}

/** False where there is something of this name already. */
function create(path: string, text: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
  try {
    writeSync(file, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return true;
}

interface Held {
  readonly text: string;
  /** Undefined where its writer has not finished, or never did. */
  readonly content: Content | undefined;
  /** When it was written or last touched. */
  readonly touchedMs: number;
}

/** The lock that is there; undefined when it has just gone. A link, even one that leads nowhere, is no lock. */
function read(path: string): Held | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) throw irregular(path, status, `Remove ${path} and try again.`);
  try {
    const text = readSmallFile(path, LARGEST).toString();
    return { text, content: parse(text), touchedMs: status.mtimeMs };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text: string): Content | undefined {
  if (!text.endsWith("\n")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // torn
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { pid, host, started, since } = value as Partial<Record<keyof Content, unknown>>;
  const isText = (field: unknown) => typeof field === "string";
  if (!Number.isInteger(pid) || !isText(host) || !isText(started) || !isText(since)) return undefined;
  return value as Content;
}

function holderOf(content: Content | undefined): LockHolder | undefined {
  if (content === undefined) return undefined;
  const { pid, host, since } = content;
  const [machine = host] = host.split(" ");
  return { pid, machine, isHere: host === thisHost(), since };
}

function isStale({ content, touchedMs }: Held, { silentMs = Number.POSITIVE_INFINITY, job }: TakeOver): boolean {
  const silent = Date.now() - touchedMs;
  if (content === undefined) return silent > TORN_AFTER_MS;
  if (content.host === thisHost()) return startOf(content.pid) !== content.started;
  return silent > silentMs || (job !== undefined && content.job === job);
}

/** Removes a stale lock. Should another process have replaced it meanwhile, that one's is put back. */
function putAside(path: string, stale: string): void {
  const aside = temporaryBeside(path);
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw error;
  }
  try {
    if (read(aside)?.text !== stale) copyFileSync(aside, path, constants.COPYFILE_EXCL);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error; // a third has taken it: the other learns of it by isHeld
  } finally {
    rmSync(aside, { force: true });
  }
}

const thisHost = (): string => `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;

/** When the process began; undefined where there is none, or only its remains that nobody has waited for. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? undefined : fields[18];
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}
