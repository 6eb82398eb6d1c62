import { runCommandLine } from "./command-line.js";

// A reader that closes the pipe early (`mn check … | head`) ends the program without a complaint.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2));
