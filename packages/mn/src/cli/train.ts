// `mn train`: trains the networks of a plan, or goes on where it stopped; with others of a job, or on several devices.
// The work is in steps/train.ts; the processes of `--devices` are started by launch.ts.

import type { Place } from "@mandn/torch/distributed";
import { type Command, InvalidArgumentError } from "commander";
import { MnError } from "../errors.js";
import { duration, path } from "./arguments.js";
import { preparedOption } from "./prepare.js";
import { examples, interruptible, moved, print, printJson, tell, withProgress } from "./terminal.js";

/** What shares the batches: so many GPUs, or so many processes on the CPU. */
interface Devices {
  readonly kind: "cuda" | "cpu";
  readonly count: number;
}

interface TrainArguments {
  readonly dataset?: string;
  readonly prepared?: string;
  readonly devices?: Devices;
  readonly timeout?: number;
  readonly job?: string;
  readonly backend?: "gloo" | "nccl";
  readonly score?: boolean;
  readonly json?: boolean;
}

export function defineTrain(command: Command): void {
  command
    .description(
      "Trains the networks of a run, or goes on where it stopped: on the CPU bit for bit as if it never had. Ctrl-C and SIGTERM end it after the update that is under way, with a checkpoint. Started by torchrun, srun or PyTorchJob as several processes, or with --devices, these share each batch and learn what one process would.",
    )
    .option("--dataset <path>", "where the run's dataset lies now, if it was moved", path)
    .addOption(preparedOption())
    .option(
      "--devices <number>",
      "GPUs of this machine that share each batch: 4; or processes on its CPU: cpu:2",
      devices,
    )
    .option(
      "--timeout <duration>",
      "how long processes wait for each other before they give up (default: 10m)",
      duration,
    )
    .option(
      "--job <name>",
      "the job's name, by which it takes the run over from a machine that was lost (default: the launcher's)",
    )
    .option(
      "--backend <name>",
      "what carries numbers between processes, nccl or gloo (default: nccl for GPUs)",
      backend,
    )
    .option("--score", "then predict and score the test and validation scans, shared out over the processes")
    .option("--json", "print the outcome as JSON")
    .addHelpText(
      "after",
      examples(
        "mn train run",
        "mn train run --devices 4",
        "torchrun --no-python --nproc-per-node 4 mn train run",
        "mn train run --dataset /data/scans",
      ),
    )
    .action(async (run: string, given: TrainArguments) => {
      const { placeFromEnvironment } = await import("@mandn/torch/distributed");
      const place = placeFromEnvironment();
      const isLaunched = process.send !== undefined; // by launch.ts, which passes the command line on as it is
      if (given.devices !== undefined && place !== undefined && !isLaunched) {
        throw new MnError(
          "usage",
          "A launcher has started this process as one of several, and --devices asks for more.",
          {
            remedy: "Leave out --devices, and tell the launcher how many processes there should be.",
          },
        );
      }
      if (given.devices !== undefined && place === undefined) return launch(run, given.devices);
      return train(run, given, place);
    });
}

async function train(
  run: string,
  { dataset, json, job, timeout, backend: by, prepared, score = false }: TrainArguments,
  place: Place | undefined,
) {
  const { trainStep } = await import("../steps/train.js");
  const isFirst = (place?.rank ?? 0) === 0;
  if (!isFirst) tell({ quiet: true });
  const trained = await withProgress(async (options) => {
    if (isFirst) await moved(run, dataset, options);
    return trainStep(run, {
      ...options,
      place,
      score,
      ...(prepared === undefined ? {} : { prepared }),
      ...(job === undefined ? {} : { job }),
      ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
      ...(by === undefined ? {} : { backend: by }),
    });
  });
  if (!isFirst) return;
  if (json) printJson({ run, trained });
  else print(`${run} is trained. Next: mn predict ${run} SCAN --out masks, or mn report ${run}`);
}

/** Starts this command line again for each device. */
async function launch(run: string, { kind, count }: Devices): Promise<void> {
  const { launchRanks } = await import("./launch.js");
  const { Run } = await import("../steps/run.js");
  const { assertSplits } = await import("../training/part.js");
  const { plan, folder, method } = await Run.open(run);
  if (!plan.device.startsWith(kind)) {
    const asked = kind === "cpu" ? "processes on the CPU" : "GPUs";
    throw new MnError("usage", `The plan's device is ${plan.device}, and --devices asks for ${asked}.`, {
      remedy: `Set device in ${folder.plan} to ${kind}, or give --devices ${kind === "cpu" ? count : `cpu:${count}`}.`,
    });
  }
  assertSplits(method, plan, count);
  process.exitCode = await interruptible((signal) => launchRanks(process.argv.slice(2), count, signal));
}

function devices(text: string): Devices {
  const [, kind, count] = /^(cpu:)?([1-9]\d{0,3})$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("It must be a number of GPUs such as 4, or cpu:2.");
  return { kind: kind === undefined ? "cuda" : "cpu", count: Number(count) };
}

function backend(text: string): "gloo" | "nccl" {
  if (text === "gloo" || text === "nccl") return text;
  throw new InvalidArgumentError("It must be nccl or gloo.");
}
