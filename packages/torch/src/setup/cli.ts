// The command `mandn-torch`: setup and doctor.
// `mn doctor` and `make setup` go the same way.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mandnHome } from "@mandn/base";
import { TorchError } from "../errors.js";
import { doctor, type EngineReport, formatReport } from "./doctor.js";
import { setup } from "./setup.js";

const HELP = `mandn-torch: finds or installs libtorch and compiles the addon

  mandn-torch setup [--fresh]   set up; with --fresh look for libtorch again
  mandn-torch doctor [--json]   print what was found and what is missing
  mandn-torch clean [--all]     remove the compiled addons; with --all the installed libtorch too

Variables: LIBTORCH (a libtorch folder, or that of Python's torch package), CXX (compiler),
MANDN_HOME (where all is kept; now ${mandnHome()}), MANDN_JOBS (compilers at once).`;

/**
 * The command `mandn-torch`. Returns the exit status: 0 done, 1 something is missing (said in one sentence), 2 wrong
 * arguments. `engine` loads the engine and reports on it, for `doctor`.
 */
export async function main(
  args: readonly string[],
  engine?: () => EngineReport | Promise<EngineReport>,
): Promise<number> {
  const [command = "help", ...flags] = args;
  const allowed: Record<string, string[]> = {
    setup: ["--fresh"],
    doctor: ["--json"],
    clean: ["--all"],
    help: [],
    "--help": [],
  };
  const wrong = flags.find((flag) => !allowed[command]?.includes(flag));
  if (allowed[command] === undefined || wrong !== undefined) {
    console.error(`mandn-torch knows no ${wrong ?? command}.\n\n${HELP}`);
    return 2;
  }
  try {
    if (command === "setup") await setup({ fresh: flags.includes("--fresh") });
    else if (command === "doctor") {
      const report = await doctor(engine);
      console.log(flags.includes("--json") ? JSON.stringify(report, null, 2) : formatReport(report));
      return report.problems.length > 0 ? 1 : 0;
    } else if (command === "clean") clean(flags.includes("--all"));
    else console.log(HELP);
    return 0;
  } catch (error) {
    if (!(error instanceof TorchError) || error.code !== "setup") throw error;
    console.error(`${error.message}.`);
    return 1;
  }
}

function clean(all: boolean): void {
  const home = mandnHome();
  const own = /^(builds|objects|records)$/;
  const names = existsSync(home) ? readdirSync(home) : [];
  for (const name of names.filter((name) => own.test(name) || (all && name.startsWith("venv-")))) {
    rmSync(join(home, name), { recursive: true, force: true });
    console.log(`removed ${join(home, name)}`);
  }
}
