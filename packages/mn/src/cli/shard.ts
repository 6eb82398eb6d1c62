// `--shard`: one part of several that processes share, by its number or by the variables that schedulers give the tasks of an array:
// Slurm, Kubernetes' Indexed Jobs, PBS, SGE and LSF.

import { InvalidArgumentError, Option } from "commander";
import type { Shard } from "../run/shard.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** A task of an array. */
interface Task {
  readonly scheduler: string;
  /** Its number, from 1. */
  readonly index: number;
  /** Which of all tasks it is, where the scheduler says how many there are. */
  readonly place: Shard | undefined;
}

/** The option, for what is shared out: "scans". */
export const shardOption = (what: string): Option =>
  new Option(
    "--shard <i/n>",
    `do one n-th of the ${what}: 7/200; auto or auto/200 takes the part from an array's task (Slurm, Kubernetes, PBS, SGE, LSF)`,
  ).argParser((text: string) => shardOf(text));

/**
 * Reads `7/200`; or `auto`, and `auto/200` where the scheduler does not say how many tasks there are.
 *
 * @throws InvalidArgumentError for anything else, outside of an array, and for a task that is none of so many
 */
export function shardOf(text: string, environment: Environment = process.env): Shard {
  const [index = "", of, ...rest] = text.split("/");
  if (rest.length > 0) throw wrong();
  if (index === "auto") return shardOfTask(taskIn(environment), of === undefined ? undefined : wholeNumberIn(of));
  return inRange(wholeNumberIn(index), wholeNumberIn(of ?? ""));
}

const wrong = () =>
  new InvalidArgumentError("It must be one of several, such as 2/4, or auto within an array of tasks.");

function wholeNumberIn(text: string): number {
  if (!/^\d+$/.test(text)) throw wrong();
  return Number(text);
}

function inRange(index: number, of: number): Shard {
  if (index < 1 || index > of) throw wrong();
  return { index, of };
}

function shardOfTask({ scheduler, index, place }: Task, asked: number | undefined): Shard {
  if (asked === undefined) {
    if (place !== undefined) return place;
    throw new InvalidArgumentError(`${scheduler} does not say how many tasks there are: give it as auto/200.`);
  }
  if (index >= 1 && index <= asked) return { index, of: asked };
  throw new InvalidArgumentError(`This is task ${index} of ${scheduler}: number ${asked} tasks from 1 to ${asked}.`);
}

function taskIn(environment: Environment): Task {
  const found = [slurm, kubernetes, pbs, sge, lsf].flatMap((read) => read(environment) ?? []);
  const [task, other] = found;
  if (task === undefined) {
    throw new InvalidArgumentError("This is no task of an array (none of the schedulers' variables is set): give i/n.");
  }
  if (other === undefined) return task;
  throw new InvalidArgumentError(`Variables of ${task.scheduler} and of ${other.scheduler} are set: give i/n.`);
}

/** A variable that is a whole number; undefined where it is not set, or as schedulers write "none". */
function numberOf(environment: Environment, name: string): number | undefined {
  const text = environment[name];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A task of an array from `first` to `last`, each `step`-th. */
function evenly(scheduler: string, index: number, first: number, last: number, step: number): Task {
  const of = Math.floor((last - first) / step) + 1;
  return { scheduler, index, place: { index: (index - first) / step + 1, of } };
}

/** https://slurm.schedmd.com/job_array.html */
function slurm(environment: Environment): Task | undefined {
  const of = (name: string) => numberOf(environment, `SLURM_ARRAY_TASK_${name}`);
  const [index, first, last, count] = [of("ID"), of("MIN"), of("MAX"), of("COUNT")];
  if (index === undefined) return undefined;
  if (first === undefined || last === undefined) return { scheduler: "Slurm", index, place: undefined };
  const task = evenly("Slurm", index, first, last, of("STEP") ?? 1);
  return task.place?.of === count ? task : { ...task, place: undefined }; // of an array with gaps: 1,2,5
}

/** https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/: from 0, of `completions`, which no variable names. */
function kubernetes(environment: Environment): Task | undefined {
  const index = numberOf(environment, "JOB_COMPLETION_INDEX");
  return index === undefined ? undefined : { scheduler: "Kubernetes", index: index + 1, place: undefined };
}

/** OpenPBS and PBS Professional; Torque has the other name. */
function pbs(environment: Environment): Task | undefined {
  const index = numberOf(environment, "PBS_ARRAY_INDEX") ?? numberOf(environment, "PBS_ARRAYID");
  return index === undefined ? undefined : { scheduler: "PBS", index, place: undefined };
}

function sge(environment: Environment): Task | undefined {
  const of = (name: string) => numberOf(environment, `SGE_TASK_${name}`);
  const [index, first, last] = [of("ID"), of("FIRST"), of("LAST")];
  if (index === undefined || first === undefined || last === undefined) return undefined;
  return evenly("SGE", index, first, last, of("STEPSIZE") ?? 1);
}

/** A job that is no array has the index 0. The first index is not said: it is to be 1. */
function lsf(environment: Environment): Task | undefined {
  const index = numberOf(environment, "LSB_JOBINDEX");
  if (index === undefined || index === 0) return undefined;
  const last = numberOf(environment, "LSB_JOBINDEX_END");
  if (last === undefined) return { scheduler: "LSF", index, place: undefined };
  return evenly("LSF", index, 1, last, numberOf(environment, "LSB_JOBINDEX_STEP") ?? 1);
}
