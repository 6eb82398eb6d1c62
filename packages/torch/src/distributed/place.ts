// Where a process stands in its job, by the environment variables of the launchers in use: torchrun and Kubeflow's
// PyTorchJob (https://docs.pytorch.org/docs/stable/elastic/run.html#environment-variables) and Slurm's srun
// (https://slurm.schedmd.com/srun.html#SECTION_OUTPUT-ENVIRONMENT-VARIABLES). Pure functions of the variables.
import { distributedError } from "./fault.js";

/** Where this process stands in its job. */
export interface Place {
  /** From 0 to `worldSize` - 1. */
  readonly rank: number;
  readonly worldSize: number;
  /** Among the ranks of this machine; 0 where the launcher does not say. */
  readonly localRank: number;
  /** 1 where the launcher does not say. */
  readonly localWorldSize: number;
  /** The host and port where ranks meet: rank 0's, or the launcher's. */
  readonly address: string;
  readonly port: number;
  /** Whether the launcher serves there (torchrun does); otherwise rank 0 does. */
  readonly agentStore: boolean;
  /** The job's name, which is the same after a restart. */
  readonly job?: string;
}

/** What torchrun calls every job that nobody gave a name. */
const UNNAMED = "none";

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * This process's place: by RANK and WORLD_SIZE with MASTER_ADDR and MASTER_PORT, as torchrun and PyTorchJob set them,
 * else by srun's variables in a step of several tasks. `undefined` outside a job, and in a Slurm batch script itself,
 * where no other rank would come.
 *
 * @throws {TorchError} `distributed` with the reason `join`, naming the variable that is missing or is no number.
 */
export function placeFromEnvironment(env: Variables = process.env): Place | undefined {
  if (env.RANK !== undefined || env.WORLD_SIZE !== undefined) return fromLauncher(env);
  if (Number(env.SLURM_STEP_NUM_TASKS ?? 0) > 1) return fromSlurm(env);
  return undefined;
}

function fromLauncher(env: Variables): Place {
  return checkPlace({
    rank: integer(env, "RANK"),
    worldSize: integer(env, "WORLD_SIZE"),
    localRank: integer(env, "LOCAL_RANK", 0),
    localWorldSize: integer(env, "LOCAL_WORLD_SIZE", 1),
    address: text(env, "MASTER_ADDR"),
    port: integer(env, "MASTER_PORT"),
    agentStore: env.TORCHELASTIC_USE_AGENT_STORE === "True",
    job: env.TORCHELASTIC_RUN_ID === UNNAMED ? undefined : env.TORCHELASTIC_RUN_ID,
  });
}

/**
 * Ranks meet at the step's first host, on a port that follows from the job's and step's numbers, unless MASTER_* say
 * otherwise.
 */
function fromSlurm(env: Variables): Place {
  const job = integer(env, "SLURM_JOB_ID");
  const step = integer(env, "SLURM_STEP_ID", 0);
  return checkPlace({
    rank: integer(env, "SLURM_PROCID"),
    worldSize: integer(env, "SLURM_STEP_NUM_TASKS"),
    localRank: integer(env, "SLURM_LOCALID", 0),
    localWorldSize: tasksOfNode(text(env, "SLURM_STEP_TASKS_PER_NODE"), integer(env, "SLURM_NODEID", 0)),
    address: env.MASTER_ADDR ?? firstHost(text(env, "SLURM_STEP_NODELIST")),
    port: integer(env, "MASTER_PORT", 15_000 + ((job + step) % 10_000)),
    agentStore: false,
    job: String(job),
  });
}

/** The first host of Slurm's short form: of `"node[03-07,12],login"` `"node03"`. */
export function firstHost(list: string): string {
  const [first = ""] = list.split(/,(?![^[]*\])/);
  return first.replaceAll(/\[([^\],-]*)[^\]]*\]/g, "$1");
}

/** The number of tasks of one node in Slurm's short form: `"4(x2),3"` is 4, 4, 3. */
export function tasksOfNode(list: string, node: number): number {
  let left = node;
  for (const part of list.split(",")) {
    const [, tasks, nodes = "1"] = /^(\d+)(?:\(x(\d+)\))?$/.exec(part) ?? [];
    if (tasks === undefined) break;
    left -= Number(nodes);
    if (left < 0) return Number(tasks);
  }
  throw wrong(`SLURM_STEP_TASKS_PER_NODE is "${list}", which does not say how many tasks node ${node} has`);
}

/** The place itself, if it is one. */
export function checkPlace(place: Place): Place {
  const { rank, worldSize, port } = place;
  if (!Number.isInteger(worldSize) || worldSize < 1) throw wrong(`There cannot be ${worldSize} ranks`);
  if (!Number.isInteger(rank) || rank < 0 || rank >= worldSize)
    throw wrong(`Rank ${rank} is none of ${worldSize} ranks`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrong(`${port} is no port where ranks can meet`);
  return place;
}

function text(env: Variables, name: string): string {
  const value = env[name];
  if (value === undefined || value === "")
    throw wrong(`${name} is not set, and RANK or Slurm's variables say that this is a rank`);
  return value;
}

function integer(env: Variables, name: string, otherwise?: number): number {
  if (otherwise !== undefined && (env[name] === undefined || env[name] === "")) return otherwise;
  const value = text(env, name);
  if (!/^\d{1,15}$/.test(value)) throw wrong(`${name} is "${value}", not a number`);
  return Number(value);
}

const wrong = (problem: string) =>
  distributedError("join", problem, undefined, "Start it by torchrun, srun or PyTorchJob, or set the variable.");
