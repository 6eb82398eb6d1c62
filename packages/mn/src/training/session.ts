/**
 * A training from its start, or its resumption, to its end, or its interruption: when to save, validate, look at the clock and
 * stop. The steps are the trainer's. Of several processes the first one decides by its clock, and it alone reads and writes the
 * run's folder.
 */
import { setImmediate } from "node:timers/promises";
import { capitalised, counted } from "@mandn/base";
import { type DType, empty, engineReport, scope, setThreads, threads } from "@mandn/torch";
import { alone, type Json, type Peers } from "@mandn/torch/distributed";
import { z } from "zod";
import { Randomness } from "../data/random.js";
import { type MeanDice, meanOfClasses } from "../evaluation/masks.js";
import type { Plan } from "../plan/plan.js";
import { isTimeFor } from "../plan/schedule.js";
import { type Checkpoint, readLatestCheckpoint, writeCheckpoint, writePlaces } from "../run/checkpoint.js";
import { EventLog, type RunEvent } from "../run/events.js";
import type { RunFolder } from "../run/folder.js";
import { RunLock } from "../run/lock.js";
import { scalarsOf, TensorBoardLog } from "../run/tensorboard.js";
import { VERSION } from "../version.js";
import type { TrainingScans } from "./cached-scans.js";
import type { Member } from "./member.js";
import type { Method } from "./method.js";
import { createMembers, loadStart, saveNetwork } from "./networks.js";
import { lossOfPlan } from "./own-loss.js";
import { Pace } from "./pace.js";
import { RunningClock } from "./running-clock.js";
import { Threads } from "./threads.js";
import { Trainer, trainerStateSchema } from "./trainer.js";
import { scoreScans } from "./whole-scans.js";

/** How far training is. */
export interface TrainingProgress {
  readonly updates: number;
  /** Of the whole run, if it goes on as now. */
  readonly totalUpdates: number;
  /** What was done last. */
  readonly event: RunEvent;
}

export interface TrainOptions {
  /** Aborted: the run ends after the step that is under way, with a checkpoint. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Told what stops nothing but should be known: a damaged checkpoint that was passed over. */
  readonly onNotice?: (notice: string) => void;
  /** Seconds of the budget that preparing the scans has taken; default 0. */
  readonly preparingSeconds?: number;
  /** Milliseconds of a clock that never goes back; default the process's, which with a budget stands still while the process is stopped. */
  readonly now?: () => number;
  /** The processes that train together, all with the same plan and scans; default this one alone. */
  readonly peers?: Peers;
  /** The launcher's name for the job: it takes the run over from its earlier self on a machine that was lost. */
  readonly job?: string | undefined;
}

const score = z.strictObject({ network: z.string(), dice: z.number(), updates: z.int() });
/** The trainer's state, and what the session knows besides. */
const stateSchema = trainerStateSchema.extend({
  /** Of the budget, spent: in all sessions, as far as their work is in the checkpoint. */
  seconds: z.number().nonnegative(),
  /** What the pace has measured; null without a budget. */
  pace: z.strictObject({ worked: z.number(), target: z.number() }).nullable(),
  /** The best validation of each set of predictors: mean Dice over the classes. Kept to be told; the last weights are used. */
  best: z.array(score).readonly(),
});
interface SessionState extends Pick<z.infer<typeof stateSchema>, "seconds" | "pace" | "best"> {
  /** The file that the checkpoint named. */
  readonly places: string | undefined;
}

/**
 * Trains the networks of a run, or goes on where it stopped: on the CPU bit for bit as if it never had. Ends with the
 * networks' weights in the run's folder.
 *
 * @returns whether training is done: false where it was interrupted.
 * @throws MnError `"run"` when the folder is locked, read-only or the disk is full, `"checkpoint"` when no checkpoint is
 * whole or the plan has changed, `"diverged"`, `"memory"`; TorchError `"distributed"` when another process is gone or late: the
 * run is then as its last checkpoint has it.
 */
export async function train(
  folder: RunFolder,
  plan: Plan,
  method: Method,
  scans: TrainingScans,
  options: TrainOptions = {},
): Promise<boolean> {
  const { peers = alone, job } = options;
  const isFirst = peers.rank === 0;
  using lock = isFirst ? RunLock.take(folder, job) : undefined;
  using log = isFirst ? EventLog.open(folder) : undefined;
  const loss = await lossOfPlan(plan);
  const members = await createMembers(plan, method);
  try {
    const random = new Randomness(plan.seed);
    using trainer = new Trainer({ method, plan, members, crops: scans, scans, random, loss, peers });
    const restored = restore(trainer, folder, plan, options);
    if (restored === undefined) {
      loadStart(folder, plan, members);
      scope(() => peers.share(trainer.checkpoint().tensors));
    }
    using board = isFirst ? TensorBoardLog.open(folder, trainer.updates, Date.now()) : undefined;
    const isTimed = plan.training.budget !== undefined && options.now === undefined;
    using clock = isTimed ? new RunningClock() : undefined;
    const now = options.now ?? clock?.now ?? (() => performance.now());
    const parts = { folder, plan, method, scans, options, peers, now, lock, log, board, members, trainer };
    return await new Session(parts, restored).run(restored !== undefined);
  } finally {
    for (const member of members) member.dispose();
  }
}

/** @returns undefined where there was nothing to go on from. */
function restore(
  trainer: Trainer,
  folder: RunFolder,
  plan: Plan,
  { onNotice, peers = alone }: TrainOptions,
): SessionState | undefined {
  return scope(() => {
    const onDamaged = ({ message }: Error, used: string) => onNotice?.(`${message} ${capitalised(used)} is used.`);
    const found = sharedCheckpoint(peers, () => readLatestCheckpoint(folder, plan, onDamaged));
    if (found === undefined) return undefined;
    const { seconds, pace, best, ...state } = stateSchema.parse(found.state);
    trainer.restore({ tensors: found.tensors, state });
    return { seconds, pace, best, places: found.places };
  });
}

/** The checkpoint that the first process reads, in all of them: a shared folder may show another one an older state. */
function sharedCheckpoint(peers: Peers, read: () => Checkpoint | undefined): Omit<Checkpoint, "updates"> | undefined {
  const found = peers.rank === 0 ? read() : undefined;
  const [outline] = peers.gather(found === undefined ? null : outlineOf(found));
  if (outline === null || outline === undefined) return undefined;
  const nothing = (name: string) => {
    const { dtype, shape } = outline.tensors[name] as Outline["tensors"][string];
    return empty(shape, { dtype: dtype as DType });
  };
  const made = () => Object.fromEntries(Object.keys(outline.tensors).map((name) => [name, nothing(name)]));
  const tensors = found?.tensors ?? made();
  peers.share(tensors);
  return { tensors, state: outline.state, places: found?.places };
}

/** A checkpoint without its numbers. */
type Outline = {
  readonly state: Json;
  readonly tensors: { readonly [name: string]: { readonly dtype: string; readonly shape: readonly number[] } };
};

function outlineOf({ state, tensors }: Checkpoint): Outline {
  const outlines = Object.entries(tensors).map(([name, { dtype, shape }]) => [name, { dtype, shape }] as const);
  return { state, tensors: Object.fromEntries(outlines) };
}

interface Parts {
  readonly folder: RunFolder;
  readonly plan: Plan;
  readonly method: Method;
  readonly scans: TrainingScans;
  readonly options: TrainOptions;
  readonly peers: Peers;
  readonly now: () => number;
  /** These of the first process alone. */
  readonly lock: RunLock | undefined;
  readonly log: EventLog | undefined;
  readonly board: TensorBoardLog | undefined;
  readonly members: readonly Member[];
  readonly trainer: Trainer;
}

const threadsText = (count: number) =>
  `Computing with ${counted(count, "thread")} from now on: that is quicker while other programs take the cores as they do.`;

class Session {
  readonly #parts: Parts;
  readonly #now: () => number;
  readonly #started: number;
  readonly #cpuBefore = process.cpuUsage();
  readonly #spentBefore: number;
  readonly #pace: Pace | undefined;
  /** Of a budget on this machine's clock and CPU, which nobody shares: another number of threads rounds otherwise. */
  readonly #threads: Threads | undefined;
  #saved: number;
  #best: SessionState["best"];
  /** The file that holds the trainer's places as they are; undefined where none does. */
  #places: string | undefined;

  constructor(parts: Parts, restored: SessionState | undefined) {
    const { plan, peers, options, now } = parts;
    const { preparingSeconds = 0 } = options;
    const { budget } = plan.training;
    this.#parts = parts;
    this.#now = now;
    this.#started = now();
    this.#saved = this.#started;
    this.#spentBefore = (restored?.seconds ?? 0) + preparingSeconds;
    this.#best = restored?.best ?? [];
    this.#places = restored?.places;
    if (budget === undefined) return;
    this.#pace = new Pace(budget.seconds, restored?.pace ?? undefined);
    if (plan.device === "cpu" && peers.count === 1 && options.now === undefined) {
      this.#threads = new Threads(threads(), setThreads);
    }
  }

  /** @returns whether training has come to its end */
  async run(isResumed: boolean): Promise<boolean> {
    try {
      return await this.#run(isResumed);
    } finally {
      this.#threads?.end();
    }
  }

  async #run(isResumed: boolean): Promise<boolean> {
    const { trainer, plan, peers } = this.#parts;
    if (isResumed) this.#record({ type: "resume", ...this.#moment });
    else {
      const { version } = engineReport();
      this.#record({ type: "start", time: Date.now(), version: VERSION, engine: version, device: plan.device });
    }
    const { signal } = this.#parts.options;
    const { checkpointMinutes, validations } = plan.training;
    const validationTimes = Array.from({ length: validations }, (_, i) => (i + 1) / validations);
    while (!trainer.isDone) {
      await setImmediate(); // lets signals in
      if (peers.any(signal?.aborted ?? false)) {
        const reasons = peers.gather(signal?.aborted ? String(signal.reason) : null);
        this.#save();
        this.#record({ type: "interrupted", ...this.#moment, reason: reasons.find((one) => one !== null) ?? "" });
        peers.barrier(); // a launcher ends the others when one has ended, so none goes before all is written
        return false;
      }
      if (trainer.opensEpoch) {
        this.#keepToBudget();
        if (trainer.isDone) break;
        this.#openEpoch();
        if (isTimeFor(validationTimes, trainer.epoch)) this.#validate();
      }
      this.#advance();
      if (this.#now() - this.#saved > checkpointMinutes * 60_000) this.#save();
    }
    if (validations > 0) this.#validate();
    this.#save();
    this.#saveNetworks();
    const seconds = (this.#now() - this.#started) / 1000;
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    this.#record({ type: "end", ...this.#moment, seconds, cpuSeconds: this.#cpuSeconds, peakBytes });
    peers.barrier();
    return true;
  }

  #saveNetworks(): void {
    const { peers, members, folder, plan } = this.#parts;
    if (peers.rank !== 0) return;
    for (const member of members) if (member.spec.make === undefined) saveNetwork(folder, member, plan);
  }

  /** Seconds of the budget that are gone. */
  get #spent(): number {
    return this.#spentBefore + (this.#now() - this.#started) / 1000;
  }

  /** Of all cores, since this session began. */
  get #cpuSeconds(): number {
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    return (user + system) / 1e6;
  }

  get #moment() {
    return { time: Date.now(), updates: this.#parts.trainer.updates };
  }

  #record(event: RunEvent): void {
    const { log, board, plan, trainer, options } = this.#parts;
    if (log === undefined) return;
    log.append(event);
    const classes = plan.dataset.classes.slice(1).map(({ name }) => name);
    const point = scalarsOf(event, classes);
    if (point !== undefined) board?.add(point.step, event.time, point.scalars);
    options.onProgress?.({ updates: trainer.updates, totalUpdates: trainer.expectedUpdates, event });
  }

  /** The clock's decision is in a checkpoint before a step depends on it, so that a resumed run repeats it. */
  #keepToBudget(): void {
    const { trainer, peers } = this.#parts;
    if (this.#pace === undefined) return;
    const { epoch, place } = trainer.epoch;
    const [before] = trainer.speeds.slice(-1);
    const own = before && this.#pace.look(epoch, place, before, this.#spent);
    const [speed] = peers.gather(own === undefined ? null : { epochs: own.epochs, until: own.until });
    if (speed === null || speed === undefined) return;
    trainer.setSpeed(speed);
    const { epochs, until } = speed;
    this.#record({ type: "pace", ...this.#moment, epoch, place, epochs, until, seconds: this.#spent });
    this.#save();
  }

  #timed<T>(body: () => T): { readonly result: T; readonly seconds: number } {
    const begun = this.#now();
    const result = body();
    return { result, seconds: (this.#now() - begun) / 1000 };
  }

  #openEpoch(): void {
    const { trainer } = this.#parts;
    const { result: cases, seconds } = this.#timed(() => trainer.openEpoch());
    this.#pace?.work(seconds);
    if (cases === undefined) return;
    this.#places = undefined;
    this.#record({ type: "pseudo-masks", ...this.#moment, cases, seconds });
  }

  #save(): void {
    const { lock, folder, plan, trainer } = this.#parts;
    if (lock === undefined) return;
    lock.assertHeld();
    const { result: file, seconds } = this.#timed(() =>
      scope(() => {
        const { tensors, state } = trainer.checkpoint();
        const places = this.#places === undefined ? trainer.places() : {};
        if (Object.keys(places).length > 0) this.#places = writePlaces(folder, places);
        const speeds = state.speeds.map((speed) => ({ ...speed }));
        const whole = {
          ...state,
          speeds,
          seconds: this.#spent,
          pace: this.#pace === undefined ? null : { ...this.#pace.state },
          best: this.#best,
        };
        return writeCheckpoint(folder, plan, {
          updates: trainer.updates,
          tensors,
          state: whole,
          places: this.#places,
        });
      }),
    );
    this.#saved = this.#now();
    this.#record({ type: "checkpoint", ...this.#moment, file, seconds, cpuSeconds: this.#cpuSeconds });
  }

  #advance(): void {
    const { trainer } = this.#parts;
    const { result: report, seconds } = this.#timed(() => trainer.advance());
    const kind = JSON.stringify([report.batch, Object.keys(report.members)]);
    const stalled = this.#pace?.step(kind, seconds) ?? 0;
    const changed = this.#threads?.step(kind, seconds);
    if (changed !== undefined) this.#parts.options.onNotice?.(threadsText(changed));
    this.#record({ type: "step", time: Date.now(), seconds, ...(stalled > 0 && { stalled }), ...report });
  }

  #validate(): void {
    const { plan, scans, members, method, peers } = this.#parts;
    const { validation, classes } = plan.dataset;
    if (validation.length === 0) return;
    const { result, seconds } = this.#timed(() =>
      scoreScans(
        validation.map((id) => scans.labelledScan(id)),
        members,
        method.predictors,
        classes.length,
        plan,
        peers,
      ),
    );
    this.#pace?.work(seconds);
    for (const [i, [network, dice]] of Object.entries(result).entries()) {
      this.#record({ type: "validation", ...this.#moment, network, dice: [...dice], ...(i === 0 && { seconds }) });
      this.#keepBest(network, dice);
    }
  }

  #keepBest(network: string, dice: MeanDice): void {
    const mean = meanOfClasses(dice);
    const before = this.#best.find((best) => best.network === network);
    if (mean === undefined || (before !== undefined && before.dice >= mean)) return;
    const others = this.#best.filter((best) => best !== before);
    this.#best = [...others, { network, dice: mean, updates: this.#parts.trainer.updates }];
  }
}
