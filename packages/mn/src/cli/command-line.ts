import { Command, CommanderError } from "commander";
import { VERSION } from "../version.js";
import { examples } from "./action.js";
import { addCheck } from "./check.js";
import { addDemo } from "./demo.js";
import { addDoctor } from "./doctor.js";
import { addEvaluate } from "./evaluate.js";
import { describeFailure, EXIT, EXIT_CODES, exitCodeOf } from "./failure.js";
import { addModels } from "./models.js";
import { addPlan } from "./plan.js";
import { addPredict } from "./predict.js";
import { addReport } from "./report.js";
import { addRun } from "./run.js";
import { addTrain } from "./train.js";
import { addWeights } from "./weights.js";

/** The command `mn`. Commands load what they need when they run, so that help is there at once. */
export function createProgram(): Command {
  const program = new Command("mn")
    .description("From a few labelled 3D scans and many unlabelled ones to a segmentation model.")
    .version(VERSION, "-V, --version", "print the version")
    .option("--debug", "print where an error came from (also: MN_DEBUG=1)")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError("(--help lists what there is)")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "mn: ")) })
    .exitOverride()
    .addHelpText(
      "after",
      `${examples("mn demo", "mn run SCANS --out RUN --budget 30m", "mn predict RUN new-scan.nii.gz --out masks")}
DATASET is a folder with images/ and labels/ (images without a label are unlabelled scans), a folder as nnU-Net or the
Medical Segmentation Decathlon have it, a MONAI datalist, or a CSV file with the columns image, label and split.

${EXIT_CODES}`,
    );
  const commands = [addRun, addCheck, addPlan, addTrain, addPredict, addEvaluate, addReport];
  for (const add of [...commands, addModels, addWeights, addDoctor, addDemo]) add(program);
  return program;
}

/**
 * Runs one command line.
 *
 * @param args without the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = createProgram();
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const debug = program.opts<{ debug?: boolean }>().debug === true || Boolean(process.env.MN_DEBUG);
    process.stderr.write(`${describeFailure(error, debug)}\n`);
    return exitCodeOf(error);
  }
}
