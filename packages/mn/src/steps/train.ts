// Prepares the scans that a run trains on, then trains its networks, or goes on where it stopped. `mn prepare` and `mn train`.
// Each prepared scan is files of its own in the cache (data/cache.ts), so processes that share the work need not know of each other; the
// training itself is training/session.ts.

import { existsSync } from "node:fs";
import type { Place } from "@mandn/torch/distributed";
import { ScanCache } from "../data/cache.js";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { assertDevice } from "../planning/machine.js";
import { assertAsDownloaded, assertWeights } from "../planning/networks.js";
import { noteOwnNetworks } from "../planning/own-networks.js";
import { readEvents } from "../run/events.js";
import type { RunFolder } from "../run/folder.js";
import { assertTrainedBy } from "../run/network-file.js";
import type { Shard } from "../run/shard.js";
import { CachedScans } from "../training/cached-scans.js";
import { writtenMembers } from "../training/method.js";
import { lossOfPlan } from "../training/own-loss.js";
import { assertSplits } from "../training/part.js";
import { type TrainingProgress, train } from "../training/session.js";
import { sharesOf, sharesText } from "../training/spent.js";
import { rulesFor } from "./post-processing.js";
import { amongRanks, deviceOf, type RankOptions } from "./ranks.js";
import { Run, type StepOptions } from "./run.js";
import { scoreStep } from "./score.js";

export interface PrepareStepOptions extends StepOptions {
  /** The folder for prepared scans; default `prepared` in the folder that `MANDN_HOME` names. */
  readonly prepared?: string;
  /** The part of the scans, by the order of their ids, that this process prepares; default all. */
  readonly shard?: Shard;
}

/**
 * Prepares what the cache lacks of a run's scans.
 *
 * @returns how many scans there are, and how many of them were prepared now
 * @throws MnError as {@link ScanCache.open}
 */
export async function prepareStep(
  run: string | Run,
  options: PrepareStepOptions = {},
): Promise<{ readonly scans: number; readonly made: number }> {
  let [scans, made] = [0, 0];
  const onScan = (isMade: boolean) => {
    scans += 1;
    if (isMade) made += 1;
  };
  using _cache = await openPrepared(await Run.open(run), options, onScan);
  return { scans, made };
}

/** The prepared scans of a run, or of a shard of it; the caller disposes of them. */
function openPrepared(
  { plan, dataset }: Run,
  { prepared, shard, signal, onProgress, onNote }: PrepareStepOptions,
  onScan: (isMade: boolean) => void = () => {},
): Promise<ScanCache> {
  return ScanCache.open(plan, dataset, {
    ...(prepared !== undefined && { folder: prepared }),
    ...(signal && { signal }),
    shard,
    onProgress: ({ id, done, total, made }) => {
      onScan(made);
      onProgress?.({ what: "preparing", done, total, unit: "scans", detail: id });
    },
    onRepair: (note) => onNote?.(note),
  });
}

/** What `mn train` takes: with the folder for prepared scans. */
export interface TrainStepOptions extends Omit<PrepareStepOptions, "shard">, RankOptions {
  /** The launcher's name for the job, which may take the run over from its earlier self elsewhere; default what the place says. */
  readonly job?: string | undefined;
  /** Then predicts and scores the test and validation scans that have masks. Default false. */
  readonly score?: boolean;
}

/**
 * Trains the networks of a run, or goes on where it stopped, and decides what is done to their masks (post-processing.ts). Nothing is
 * done when they are trained already. With a place in a job the processes of the job share each batch, the validation scans and the
 * pseudo-masks, and with `score` the prediction and scoring of the test scans; the first one alone writes the run.
 *
 * @returns whether there was something to do.
 * @throws MnError, before anything is done: `"usage"` when the plan's device is not there, `"plan"` when pretrained weights or the file
 * of a network of one's own are not, or are not what they were; TorchError `"file"` for the file of a loss of one's own; `"plan"` too
 * where several processes are to share what they cannot;
 * `"run"` when the networks that are there were trained by another plan; `"interrupted"` when the signal ended it, with a checkpoint;
 * and as `train`, `ScanCache.open`, {@link amongRanks} and predicting.
 */
export async function trainStep(run: string | Run, options: TrainStepOptions = {}): Promise<boolean> {
  const opened = await Run.open(run);
  const isDone = isTrained(opened);
  if (isDone) options.onNote?.(`${opened.folder.root} is trained already.`);
  else await trainNetworks(opened, options);
  const decided = async () => {
    if (isFirst(options)) await rulesFor(opened, Object.keys(opened.predictors), options);
  };
  if (options.score) await scoreTogether(opened, options, decided);
  else await decided();
  return !isDone;
}

/** Scores a run that is trained, among all processes of the job. */
async function scoreTogether(opened: Run, options: TrainStepOptions, decided: () => Promise<void>): Promise<void> {
  const plan = onDevice(opened.plan, options);
  const { signal, onProgress, onNote } = options;
  await amongRanks(plan, options, async (ranks) => {
    await ranks.together(decided());
    await scoreStep(opened, { signal, onProgress, onNote, ranks, device: plan.device });
  });
}

async function trainNetworks(opened: Run, options: TrainStepOptions): Promise<void> {
  const { folder, method } = opened;
  const { signal, onNote, place, job = place?.job } = options;
  assertSplits(method, opened.plan, place?.worldSize ?? 1);
  await lossOfPlan(opened.plan); // before scans are prepared in vain
  const plan = await notedPlan(opened, options);
  assertDevice(plan.device, `Set device in ${folder.plan} to another one`);
  assertWeights(plan);
  await assertAsDownloaded(plan);
  const begun = performance.now();
  const open = (shard?: Shard) => openPrepared(opened, { ...options, shard });
  const isDone = await amongRanks(plan, options, async ({ peers, together }) => {
    if (place !== undefined && place.localWorldSize > 1) (await together(open(shardOf(place)))).dispose();
    using cache = await together(open());
    using scans = new CachedScans(cache, plan);
    return await train(folder, plan, method, scans, {
      signal,
      onProgress: (progress) => tell(progress, options),
      onNotice: (notice) => onNote?.(notice),
      preparingSeconds: (performance.now() - begun) / 1000,
      peers,
      job,
    });
  });
  if (!isDone) throw interrupted(signal, folder);
  const shares = sharesOf(readEvents(folder), method);
  if (shares !== undefined) onNote?.(sharesText(shares));
}

/** The plan for this process, with what its networks' files are, which the first process writes down. */
async function notedPlan(run: Run, options: TrainStepOptions): Promise<Plan> {
  if (!isFirst(options)) return onDevice(await noteOwnNetworks(run.plan), options);
  const isNoted = await run.noteNetworks();
  if (isNoted) options.onNote?.(`${run.folder.plan}: the networks' files are noted with their SHA-256.`);
  return onDevice(run.plan, options);
}

const isFirst = ({ place }: TrainStepOptions): boolean => (place?.rank ?? 0) === 0;
const onDevice = (plan: Plan, { place }: TrainStepOptions): Plan => ({ ...plan, device: deviceOf(plan, place) });

/** The scans that a process prepares first, so that those of a machine prepare each once. */
const shardOf = ({ localRank, localWorldSize }: Place): Shard => ({ index: localRank + 1, of: localWorldSize });

/**
 * Whether the plan's networks are trained.
 *
 * @throws MnError `"run"` when one of them was trained by another plan: it is never replaced
 */
export function isTrained({ folder, plan, method }: Run): boolean {
  const paths = writtenMembers(method).map(({ name }) => folder.network(name));
  const there = paths.filter((path) => existsSync(path));
  for (const path of there) assertTrainedBy(path, plan);
  return there.length === paths.length;
}

function tell({ updates, totalUpdates, event }: TrainingProgress, { onProgress, onEvent, onNote }: StepOptions): void {
  onEvent?.(event);
  if (event.type === "step") {
    const losses = Object.entries(event.members).map(
      ([name, { rate, terms }]) => `${name} loss ${terms.loss?.toFixed(3)}, rate ${rate.toExponential(1)}`,
    );
    const detail = `stage ${event.stage + 1}, ${losses.join("; ")}`;
    onProgress?.({ what: "training", done: updates, total: totalUpdates, unit: "updates", detail });
  } else if (event.type === "validation") {
    const dice = event.dice.map((value) => (value === null ? "–" : (100 * value).toFixed(1))).join(", ");
    onNote?.(`Validation after ${updates} updates: ${event.network} Dice ${dice} %`);
  } else if (event.type === "resume") onNote?.(`Going on after ${updates} of ${totalUpdates} updates.`);
}

function interrupted(signal: AbortSignal | undefined, folder: RunFolder): Error {
  if (signal?.reason instanceof MnError) {
    const remedy = `Go on: mn train ${folder.root}`;
    const { sentence, signal: name } = signal.reason;
    return new MnError("interrupted", `${sentence} The run is saved.`, { remedy, signal: name });
  }
  return signal?.reason instanceof Error ? signal.reason : new MnError("interrupted", "Training was interrupted.");
}
