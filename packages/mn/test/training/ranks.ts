/**
 * Starts the ranks of a job as processes of their own on this machine, as torchrun does: this process serves the meeting. What a
 * rank reports comes as JSON; one that does not end is killed.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Meeting } from "@mandn/torch/distributed";

const RANK = fileURLToPath(new URL("./rank.js", import.meta.url));
const LIMIT_MS = 300_000;

/** How a rank ended. */
export interface Ended<Report> {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it reported last. */
  readonly report: Report | undefined;
  readonly errors: string;
  /** When it had ended, and when it had reported last; milliseconds since 1970. */
  readonly at: number;
  readonly told: number;
}

export interface RankOptions<Report> {
  /** Told of what a rank reports, as it comes. */
  readonly onReport?: (rank: number, report: Report, ranks: readonly ChildProcess[]) => void;
  /** On machines of their own: where the first one serves the meeting, and what a rank's command line begins with. */
  readonly machines?: {
    readonly address: string;
    readonly port: number;
    before(rank: number): readonly [command: string, ...args: string[]];
  };
}

/**
 * Runs a scenario of rank.ts in so many processes to its end.
 *
 * @param settings handed to it as JSON
 */
export async function runRanks<Report>(
  scenario: string,
  count: number,
  settings: unknown,
  { onReport, machines }: RankOptions<Report> = {},
): Promise<Ended<Report>[]> {
  const meeting = await Meeting.open();
  const there =
    machines === undefined
      ? { MASTER_ADDR: "127.0.0.1", MASTER_PORT: String(meeting.port), TORCHELASTIC_USE_AGENT_STORE: "True" }
      : { MASTER_ADDR: machines.address, MASTER_PORT: String(machines.port) };
  const ranks: ChildProcess[] = [];
  try {
    return await Promise.all(
      Array.from({ length: count }, (_, rank) => {
        const env = { ...process.env, ...there, RANK: String(rank), WORLD_SIZE: String(count) };
        const node = [process.execPath, RANK, scenario, JSON.stringify(settings)];
        const [command, ...args] = [...(machines?.before(rank) ?? []), ...node] as [string, ...string[]];
        const child = spawn(command, args, { env, stdio: ["ignore", "inherit", "pipe", "ipc"] });
        ranks.push(child);
        return endOf<Report>(child, (report) => onReport?.(rank, report, ranks));
      }),
    );
  } finally {
    meeting.close();
  }
}

function endOf<Report>(child: ChildProcess, onReport: (report: Report) => void): Promise<Ended<Report>> {
  let report: Report | undefined;
  let [errors, told] = ["", Number.NaN];
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  child.stderr?.on("data", (data: Buffer) => {
    errors += data;
  });
  child.on("message", (message) => {
    report = message as Report;
    told = Date.now();
    onReport(report);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, report, errors, at: Date.now(), told });
    });
  });
}

/** What each rank reported; all must have come to their end without a word on standard error. */
export function reportsOf<Report>(ended: readonly Ended<Report>[]): Report[] {
  return ended.map(({ code, signal, errors, report }, rank) => {
    assert.deepEqual({ rank, code, signal, errors }, { rank, code: 0, signal: null, errors: "" });
    return report as Report;
  });
}
