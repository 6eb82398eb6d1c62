/**
 * Starts the processes that train a run together on one machine, and sees to their end: what `--devices` does, and torchrun on a
 * cluster. This process computes nothing and loads no libtorch; the first rank opens the place where they meet.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { MnError } from "../errors.js";
import { exitCodeOfSignal } from "./failure.js";

/** The process of a rank. */
const RANK = fileURLToPath(new URL("./rank.js", import.meta.url));

/** What the first rank tells: the port where the others find it. */
export interface Told {
  readonly port: number;
}

/** When one rank has failed, the others end by themselves within this time; then they are asked to, and then killed. */
const PATIENCE_MS = { ask: 30_000, kill: 40_000 } as const;

interface End {
  readonly rank: number;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs a command line of `mn` as so many ranks, to the end of all. The first rank's output is this process's; lines of the others'
 * errors begin with `[rank n]`.
 *
 * @param signal passed on to all, which end at their next safe point
 * @returns the exit code: the first rank's, where none failed before it was asked to end
 * @throws MnError `"run"` with the rank that failed first
 */
export async function launchRanks(args: readonly string[], count: number, signal: AbortSignal): Promise<number> {
  const ranks: ChildProcess[] = [];
  const killAll = (by: NodeJS.Signals) => {
    for (const one of ranks) if (one.exitCode === null && one.signalCode === null) one.kill(by);
  };
  const atExit = () => killAll("SIGKILL");
  const timers: NodeJS.Timeout[] = [];
  const ends: End[] = [];
  let isAsked = false;
  const ask = () => {
    isAsked = true;
    killAll(signalOf(signal));
  };
  process.once("exit", atExit);
  signal.addEventListener("abort", ask, { once: true });
  try {
    const start = (rank: number, port?: number) => {
      const child = startRank(args, { rank, count, port });
      ranks.push(child);
      return ended(child, rank).then((end) => {
        ends.push(end);
        if (end.code === 0 || timers.length > 0) return;
        for (const [by, ms] of [["SIGTERM", PATIENCE_MS.ask] as const, ["SIGKILL", PATIENCE_MS.kill] as const])
          timers.push(setTimeout(() => killAll(by), ms));
      });
    };
    const first = start(0);
    const port = await Promise.race([portOf(ranks[0] as ChildProcess), first]);
    const others = port === undefined ? [] : Array.from({ length: count - 1 }, (_, i) => start(i + 1, port));
    await Promise.all([first, ...others]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener("abort", ask);
    process.off("exit", atExit);
  }
  const [failed] = ends.filter(({ code }) => code !== 0);
  if (failed === undefined) return 0;
  if (isAsked) return codeOf(ends.find(({ rank }) => rank === 0) ?? failed);
  const how = failed.signal === null ? `ended with code ${failed.code}` : `was ended by ${failed.signal}`;
  throw new MnError("run", `Rank ${failed.rank} of ${count} ${how} before the others.`, {
    remedy:
      "Its last words stand above. The run is as its last checkpoint has it: the same command goes on from there.",
  });
}

const signalOf = ({ reason }: AbortSignal): NodeJS.Signals =>
  (reason instanceof MnError ? reason.signal : undefined) ?? "SIGTERM";

const codeOf = ({ code, signal }: End): number => code ?? exitCodeOfSignal(signal ?? "SIGKILL");

interface RankStart {
  readonly rank: number;
  readonly count: number;
  /** Where the first one is met; undefined: it is the first one. */
  readonly port: number | undefined;
}

/** In a session of its own, so that a terminal's Ctrl-C comes to it once, by way of this process. */
function startRank(args: readonly string[], { rank, count, port }: RankStart): ChildProcess {
  const place = {
    RANK: String(rank),
    WORLD_SIZE: String(count),
    LOCAL_RANK: String(rank),
    LOCAL_WORLD_SIZE: String(count),
    MASTER_ADDR: "127.0.0.1",
    TORCHELASTIC_USE_AGENT_STORE: "True",
    ...(port === undefined ? {} : { MASTER_PORT: String(port) }),
  };
  const output = rank === 0 ? "inherit" : "pipe";
  const child = fork(RANK, args, {
    env: { ...process.env, ...place },
    stdio: ["ignore", output, output, "ipc"],
    execArgv: [],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface(stream).on("line", (line) => process.stderr.write(`[rank ${rank}] ${line}\n`));
  }
  return child;
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once("message", ({ port }: Told) => resolve(port)));
}

function ended(child: ChildProcess, rank: number): Promise<End> {
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => resolve({ rank, code, signal }));
  });
}
