import { closeSync, openSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { MnError } from "../errors.js";
import type { RunFolder } from "./folder.js";
import { orRefused, systemCode } from "./refused.js";

const holderSchema = z.object({
  pid: z.int(),
  /** The machine, and the space of process ids within it: containers have their own. */
  host: z.string(),
  /** When the process began, in ticks since the machine's start: process ids are used again. */
  started: z.string(),
  /** When the lock was taken, ISO 8601. */
  since: z.string(),
});

type Holder = z.infer<typeof holderSchema>;

/** A process writes its lock in one go; one that is still unreadable after this many milliseconds died in between. */
const TORN_AFTER_MS = 5000;
/** How often one that waits looks, and for how long. */
const WAIT_MS = 20;
const PATIENCE_MS = 60_000;

/** Keeps two trainers, or a trainer and a planner, out of one run folder. */
export class RunLock {
  private constructor(
    private readonly path: string,
    private readonly text: string,
  ) {}

  /**
   * Takes the lock, at once or not at all. One whose process on this machine is gone is taken over.
   *
   * @throws MnError `run`, saying who holds it; or when the folder cannot be written
   */
  static take({ lock: path }: Pick<RunFolder, "lock">): RunLock {
    const taken = RunLock.tryTake(path);
    if (taken instanceof RunLock) return taken;
    throw heldError(path, taken.holder);
  }

  private static tryTake(path: string): RunLock | { readonly holder: Holder | undefined } {
    const holder: Holder = {
      pid: process.pid,
      host: thisHost(),
      started: startOf(process.pid) ?? "",
      since: new Date().toISOString(),
    };
    const text = `${JSON.stringify(holder)}\n`;
    return orRefused(path, "written", () => {
      while (!create(path, text)) {
        const held = readText(path);
        if (held === undefined) continue;
        if (!isStale(path, held)) return { holder: parse(held) };
        putAside(path, held);
      }
      return new RunLock(path, text);
    });
  }

  /**
   * Runs `work` while holding a lock, waiting for another process that has it; `work` is short.
   *
   * @throws MnError `run` when the other has it for longer than a minute
   */
  static async during<T>(path: string, work: () => T): Promise<T> {
    for (const begun = Date.now(); ; await sleep(WAIT_MS)) {
      const held = RunLock.tryTake(path);
      if (held instanceof RunLock) {
        using _lock = held;
        return work();
      }
      if (Date.now() - begun > PATIENCE_MS) throw heldError(path, held.holder);
    }
  }

  /**
   * @throws MnError `run` when the lock was deleted or is another's: ask before what would hurt the other, such as a
   * checkpoint.
   */
  assertHeld(): void {
    const held = orRefused(this.path, "read", () => readText(this.path));
    if (held === this.text) return;
    throw new MnError(
      "run",
      `${this.path} is gone or another's: a second trainer may be in this run. This one stops; see that only one runs.`,
      { path: this.path, remedy: "See that only one trainer runs, then start it again." },
    );
  }

  /** Gives the lock back; nothing where it is no longer this one's. */
  release(): void {
    orRefused(this.path, "removed", () => {
      if (readText(this.path) === this.text) rmSync(this.path, { force: true });
    });
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

/** False where the file is there already. */
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

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  if (!text.endsWith("\n")) return undefined;
  try {
    return holderSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isStale(path: string, text: string): boolean {
  const holder = parse(text);
  if (holder !== undefined) return holder.host === thisHost() && startOf(holder.pid) !== holder.started;
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - modified > TORN_AFTER_MS;
}

/** Removes a stale lock. Should another process have replaced it meanwhile, that one's is put back. */
function putAside(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw error;
  }
  if (readText(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function heldError(path: string, holder: Holder | undefined): MnError {
  if (holder === undefined) {
    return new MnError("run", `${path} is being taken by another process. Try again in a few seconds.`, { path });
  }
  const [host] = holder.host.split(" ");
  const since = holder.since.slice(0, 16).replace("T", " ");
  const remedy =
    holder.host === thisHost()
      ? "Wait until it has ended, or end it: Ctrl-C or `kill` make it write a checkpoint first."
      : `Wait until it has ended. If you know that no such process runs there, delete ${path}.`;
  return new MnError(
    "run",
    `${path}: process ${holder.pid} on ${host} has been at work in this run since ${since} UTC. ${remedy}`,
    { path, remedy },
  );
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
