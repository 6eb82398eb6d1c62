// Where the command `mn` begins. What happens to its two streams is decided here: work goes on whether or not anybody reads of its
// progress, and a result that cannot be printed is an error in one line.
import { runCommandLine } from "./command-line.js";
import { EXIT } from "./failure.js";

// A log on a full disk, a `tee` that ended, a connection that broke: nothing can be said any more, but training goes on.
process.stderr.on("error", () => {});

// A reader that closes the pipe early (`mn check … | head`) ends the program without a complaint.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`mn: standard output cannot be written: ${error.message}\n`);
  process.exit(EXIT.failed);
});

process.exitCode = await runCommandLine(process.argv.slice(2));
