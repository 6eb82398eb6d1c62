/**
 * The processes of a training that share its batches: they join as ranks of one job, each with its device and its share of the
 * threads, and leave together. One process outside a job is the same with nobody beside it.
 */
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { setThreads } from "@mandn/torch";
import { alone, type Peers, type Place, ProcessGroup, peersOf, type Variables } from "@mandn/torch/distributed";
import type { Plan } from "../plan/plan.js";
import { VERSION } from "../version.js";

/** How a process joins the others. */
export interface RankOptions {
  /** Where it stands among them; default alone. */
  readonly place?: Place | undefined;
  /** How long they wait for each other in a call; default 600. */
  readonly timeoutSeconds?: number;
  /** Default NCCL for GPUs, gloo for CPUs. */
  readonly backend?: "gloo" | "nccl";
}

/** The processes, joined. */
export interface Ranks {
  readonly peers: Peers;
  /** Waits for what each process does by itself, however long it takes, as long as all live. */
  together<T>(work: Promise<T>): Promise<T>;
}

/** One process by itself. */
export const noOthers: Ranks = { peers: alone, together: (work) => work };

/** How often processes tell each other whether they are done with work of their own. */
const LOOK_MS = 300;

/**
 * Runs `body` among the ranks of a job. One that fails says why to the others, which fail likewise.
 *
 * @throws TorchError `"distributed"` when they do not meet, were started otherwise, or lose each other
 */
export async function amongRanks<T>(
  plan: Plan,
  { place, timeoutSeconds, backend = plan.device === "cpu" ? "gloo" : "nccl" }: RankOptions,
  body: (ranks: Ranks) => Promise<T>,
): Promise<T> {
  if (place === undefined || place.worldSize === 1) return body(noOthers);
  const threads = threadsOf(place);
  if (threads !== undefined) setThreads(threads);
  const group = await ProcessGroup.join(place, {
    backend,
    signature: signatureOf(plan),
    ...(plan.device === "cpu" ? {} : { device: plan.device as `cuda:${number}` }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  });
  try {
    const found = await body({ peers: peersOf(group), together: (work) => untilAll(group, work) });
    await group.close();
    return found;
  } catch (error) {
    await group.close(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** The device of a rank: of several GPUs the one that its number on its machine says. */
export function deviceOf({ device }: Pick<Plan, "device">, place: Place | undefined): string {
  return place === undefined || place.worldSize === 1 || !device.startsWith("cuda")
    ? device
    : `cuda:${place.localRank}`;
}

/**
 * How many threads a rank takes: its share of the cores. Undefined: as many as OMP_NUM_THREADS says, but for the 1 that torchrun
 * sets where nobody said anything.
 */
export function threadsOf(
  { localWorldSize }: Pick<Place, "localWorldSize">,
  env: Variables = process.env,
): number | undefined {
  const { OMP_NUM_THREADS: said, TORCHELASTIC_RUN_ID: launched } = env;
  const isSaid = said !== undefined && said !== "" && !(said === "1" && launched !== undefined);
  return isSaid ? undefined : Math.max(1, Math.floor(availableParallelism() / localWorldSize));
}

/** What must be the same in all: the program and the plan, but for where the scans and the networks are computed. */
function signatureOf({ reasons: _, device: _device, ...plan }: Plan): string {
  const hash = (value: unknown) =>
    createHash("sha256")
      .update(JSON.stringify(value) ?? "")
      .digest("hex")
      .slice(0, 16);
  const settings = Object.entries(plan).map(([key, value]) => `the plan's ${key} ${hash(value)}`);
  return [`mandn ${VERSION}`, ...settings].join("\n");
}

async function untilAll<T>(group: ProcessGroup, work: Promise<T>): Promise<T> {
  let isDone = false;
  let failure: { readonly error: unknown } | undefined;
  work.then(
    () => {
      isDone = true;
    },
    (error: unknown) => {
      failure = { error };
    },
  );
  for (;;) {
    if (failure !== undefined) throw failure.error;
    const all = await group.gather(isDone).done();
    if (all.every((one) => one)) return work;
    await sleep(LOOK_MS);
  }
}
