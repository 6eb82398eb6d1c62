// The command line `mn`: its commands, each in a file of its own that is loaded when it is named, and what they share.
// main.ts starts it; failures end here, as a message and an exit code.

import { visibleLines } from "@mandn/base";
import { Command, CommanderError } from "commander";
import { MnError } from "../errors.js";
import { VERSION } from "../version.js";
import { path } from "./arguments.js";
import { describeFailure, EXIT, EXIT_CODES, exitCodeOf, tellLauncher } from "./failure.js";
import { examples, logFailure, type Telling, tell } from "./terminal.js";

/** In the order of the help. */
const COMMANDS: readonly {
  readonly usage: string;
  readonly summary: string;
  readonly define: () => Promise<(command: Command) => void>;
}[] = [
  {
    usage: "run <dataset>",
    summary: "everything: check, plan, train, predict, evaluate, report",
    define: async () => (await import("./run.js")).defineRun,
  },
  {
    usage: "check <dataset>",
    summary: "find the scans and every fault in them",
    define: async () => (await import("./check.js")).defineCheck,
  },
  {
    usage: "plan <dataset>",
    summary: "decide spacing, crops, networks, schedule and split",
    define: async () => (await import("./plan.js")).definePlan,
  },
  {
    usage: "prepare <run>",
    summary: "prepare the scans of a run, in parts where they are many",
    define: async () => (await import("./prepare.js")).definePrepare,
  },
  {
    usage: "train <run>",
    summary: "train, or go on where it stopped",
    define: async () => (await import("./train.js")).defineTrain,
  },
  {
    usage: "continue <run>",
    summary: "train on with new masks and scans, in a new run",
    define: async () => (await import("./continue.js")).defineContinue,
  },
  {
    usage: "studio <run-or-dataset>",
    summary: "look, correct masks and train on, in the browser",
    define: async () => (await import("./studio.js")).defineStudio,
  },
  {
    usage: "predict <run> [scans...]",
    summary: "masks of scans, on their own grids",
    define: async () => (await import("./predict.js")).definePredict,
  },
  {
    usage: "evaluate <predictions> <labels>",
    summary: "score masks against references",
    define: async () => (await import("./evaluate.js")).defineEvaluate,
  },
  {
    usage: "report <run>",
    summary: "one HTML page about a run",
    define: async () => (await import("./report.js")).defineReport,
  },
  {
    usage: "export <run>",
    summary: "the trained networks for other programs, and the model card",
    define: async () => (await import("./export.js")).defineExport,
  },
  {
    usage: "pack <run>",
    summary: "a trained run as one file, to predict with elsewhere",
    define: async () => (await import("./pack.js")).definePack,
  },
  {
    usage: "compare <dataset>",
    summary: "methods trained alike, with several seeds, on the same test scans",
    define: async () => (await import("./compare.js")).defineCompare,
  },
  {
    usage: "ablate <dataset>",
    summary: "what each part of M&N is worth",
    define: async () => (await import("./ablate.js")).defineAblate,
  },
  {
    usage: "methods [name]",
    summary: "the methods there are; of one: where it comes from and its settings",
    define: async () => (await import("./methods.js")).defineMethods,
  },
  {
    usage: "models [network]",
    summary: "the networks there are; of one: options, memory and time of a training step",
    define: async () => (await import("./models.js")).defineModels,
  },
  {
    usage: "weights",
    summary: "look at, convert, check and download the weights of networks",
    define: async () => (await import("./weights.js")).defineWeights,
  },
  {
    usage: "completion <shell>",
    summary: "completes commands and options in a shell",
    define: async () => (await import("./completion.js")).completionOf(wholeProgram),
  },
  {
    usage: "cache",
    summary: "what the cache folder holds; clear empties it",
    define: async () => (await import("./cache.js")).defineCache,
  },
  {
    usage: "doctor",
    summary: "what this machine offers, and what is missing",
    define: async () => (await import("./doctor.js")).defineDoctor,
  },
  {
    usage: "demo [dataset]",
    summary: "the whole method on real scans, beside training on labels alone",
    define: async () => (await import("./demo.js")).defineDemo,
  },
];

/**
 * The command `mn`. Only the commands that the arguments name are loaded, and these load their work when they run, so that help is
 * there at once.
 */
async function createProgram(isWanted: (command: string) => boolean): Promise<Command> {
  const program = new Command("mn")
    .description("From a few labelled 3D scans and many unlabelled ones to a segmentation model.")
    .version(VERSION, "-V, --version", "print the version")
    .option("--debug", "print where an error came from (also: MN_DEBUG=1)")
    .option("-q, --quiet", "tell nothing of the work but errors")
    .option("-v, --verbose", "tell of every scan and update, a line each")
    .option("--log-file <file>", "write what is told, with the time, into a file too", path)
    .hook("preAction", (command, asked) => {
      tell(command.opts<Telling>());
      refuseEmpty(asked);
    })
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError("(--help lists what there is)")
    .configureOutput({ outputError: (text, write) => write(visibleLines(text.replace(/^error: /, "mn: "))) })
    .exitOverride()
    .addHelpText(
      "after",
      `${examples("mn demo", "mn run SCANS --out RUN --budget 30m", "mn predict RUN new-scan.nii.gz --out masks")}
DATASET is a folder with images/ and labels/ (images without a label are unlabelled scans), a folder as nnU-Net or the
Medical Segmentation Decathlon have it, a MONAI datalist, or a CSV file with the columns image, label and split.

${EXIT_CODES}`,
    );
  for (const { usage, summary, define } of COMMANDS) {
    const command = program.command(usage).summary(summary);
    if (isWanted(command.name())) (await define())(command);
    for (const one of [command, ...command.commands]) one.showHelpAfterError(allowed(one));
  }
  return program;
}

/** The command `mn` with all its commands and their options. */
export const wholeProgram = (): Promise<Command> => createProgram(() => true);

/** An empty path would be the current folder, which nobody means. @throws MnError `"usage"` */
function refuseEmpty({ args, registeredArguments }: Command): void {
  const at = args.findIndex((given) => given.trim() === "");
  if (at < 0) return;
  const name = (registeredArguments[at] ?? registeredArguments.at(-1))?.name();
  throw new MnError("usage", `The argument <${name}> is empty.`);
}

/** What may be given, after a command line that is wrong. */
function allowed(command: Command): string {
  const flags = command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short }) => long ?? short);
  return `(options: ${flags.join(" ")}; --help says what they do)`;
}

/**
 * Runs one command line.
 *
 * @param args without the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = await createProgram((command) => args.includes(command));
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const debug = program.opts<{ debug?: boolean }>().debug === true || Boolean(process.env.MN_DEBUG);
    process.stderr.write(`${describeFailure(error, debug)}\n`);
    logFailure(describeFailure(error, debug));
    tellLauncher(describeFailure(error, debug));
    return exitCodeOf(error);
  }
}
