// Starts ranks as processes of their own on 127.0.0.1, as torchrun does: this process serves the meeting. They stop by
// themselves where this process dies, and are killed after LIMIT_MS.
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Meeting } from "../../src/distributed/index.js";

const script = fileURLToPath(new URL("rank.js", import.meta.url));
const LIMIT_MS = 60_000;

/** How a rank ended. */
export interface Ended<Report> {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it reported last. */
  readonly report: Report | undefined;
  readonly errors: string;
}

export interface Launch {
  /** Handed to the scenario as JSON. */
  readonly settings?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** Told of each report as it comes. */
  readonly onReport?: (rank: number, report: unknown, children: readonly ChildProcess[]) => void;
}

/** Runs a scenario of rank.ts in `count` processes to its end. */
export async function launch<Report>(scenario: string, count: number, options: Launch = {}): Promise<Ended<Report>[]> {
  const meeting = await Meeting.open();
  const children: ChildProcess[] = [];
  const ends: Promise<Ended<Report>>[] = [];
  try {
    for (let rank = 0; rank < count; rank++) {
      const env = {
        ...process.env,
        RANK: String(rank),
        WORLD_SIZE: String(count),
        MASTER_ADDR: "127.0.0.1",
        MASTER_PORT: String(meeting.port),
        TORCHELASTIC_USE_AGENT_STORE: "True",
        ...options.env,
      };
      const args = [scenario, JSON.stringify(options.settings ?? null)];
      const child = fork(script, args, { env, stdio: ["ignore", "inherit", "pipe", "ipc"] });
      children.push(child);
      ends.push(endOf<Report>(child, (report) => options.onReport?.(rank, report, children)));
    }
    return await Promise.all(ends);
  } finally {
    meeting.close();
  }
}

function endOf<Report>(child: ChildProcess, onReport: (report: unknown) => void): Promise<Ended<Report>> {
  let report: Report | undefined;
  let errors = "";
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  child.stderr?.on("data", (data: Buffer) => {
    errors += data;
  });
  child.on("message", (message) => {
    report = message as Report;
    onReport(message);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, report, errors });
    });
  });
}

/** Asserts that every rank came to its end without a word on standard error, and returns what each reported. */
export function reportsOf<Report>(ended: readonly Ended<Report>[]): (Report | undefined)[] {
  for (const [rank, { code, signal, errors }] of ended.entries()) {
    assert.deepEqual({ rank, code, signal, errors }, { rank, code: 0, signal: null, errors: "" });
  }
  return ended.map(({ report }) => report);
}
