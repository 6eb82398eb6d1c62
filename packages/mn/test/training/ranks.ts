/**
 * Starts the ranks of a job as processes of their own on this machine, as torchrun does: this process serves the meeting. What a
 * rank reports comes as JSON; one that does not end is killed.
 */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Meeting } from "@mandn/torch/distributed";

const RANK = fileURLToPath(new URL("./rank.js", import.meta.url));
const LIMIT_MS = 60_000;

/** How a rank ended. */
export interface Ended<Report> {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it reported last. */
  readonly report: Report | undefined;
  readonly errors: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Runs a scenario of rank.ts in so many processes to its end.
 *
 * @param settings handed to it as JSON
 * @param onReport told of what a rank reports, as it comes
 */
export async function runRanks<Report>(
  scenario: string,
  count: number,
  settings: unknown,
  onReport: (rank: number, report: Report, ranks: readonly ChildProcess[]) => void = () => {},
): Promise<Ended<Report>[]> {
  const meeting = await Meeting.open();
  const ranks: ChildProcess[] = [];
  try {
    return await Promise.all(
      Array.from({ length: count }, (_, rank) => {
        const env = {
          ...process.env,
          RANK: String(rank),
          WORLD_SIZE: String(count),
          MASTER_ADDR: "127.0.0.1",
          MASTER_PORT: String(meeting.port),
          TORCHELASTIC_USE_AGENT_STORE: "True",
        };
        const args = [scenario, JSON.stringify(settings)];
        const child = fork(RANK, args, { env, stdio: ["ignore", "inherit", "pipe", "ipc"] });
        ranks.push(child);
        return endOf<Report>(child, (report) => onReport(rank, report, ranks));
      }),
    );
  } finally {
    meeting.close();
  }
}

function endOf<Report>(child: ChildProcess, onReport: (report: Report) => void): Promise<Ended<Report>> {
  let report: Report | undefined;
  let errors = "";
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  child.stderr?.on("data", (data: Buffer) => {
    errors += data;
  });
  child.on("message", (message) => {
    report = message as Report;
    onReport(report);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, report, errors, at: Date.now() });
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
