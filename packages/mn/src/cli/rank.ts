// The process of a rank that launch.ts started: the command line that its arguments say. The first one opens the place where all
// meet and tells its port. Where the launcher is gone, it ends at its next safe point.
import { Meeting } from "@mandn/torch/distributed";
import { runCommandLine } from "./command-line.js";
import { describeFailure, exitCodeOf } from "./failure.js";
import type { Told } from "./launch.js";

process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

let meeting: Meeting | undefined;
try {
  if (process.env.MASTER_PORT === undefined) {
    meeting = await Meeting.open();
    process.env.MASTER_PORT = String(meeting.port);
    process.send?.({ port: meeting.port } satisfies Told);
  }
  process.exitCode = await runCommandLine(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeFailure(error, false)}\n`);
  process.exitCode = exitCodeOf(error);
} finally {
  meeting?.close();
}
process.removeAllListeners("disconnect");
if (process.connected) process.disconnect();
