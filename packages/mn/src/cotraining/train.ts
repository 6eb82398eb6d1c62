import { setImmediate } from "node:timers/promises";
import { engineReport, Generator, scope } from "@mandn/torch";
import { z } from "zod";
import type { LabelledScan, PreparedScan } from "../data/prepared.js";
import type { Plan } from "../plan/plan.js";
import { readLatestCheckpoint, writeCheckpoint } from "../run/checkpoint.js";
import { EventLog } from "../run/event-log.js";
import type { RunEvent } from "../run/events.js";
import type { RunFolder } from "../run/folder.js";
import { RunLock } from "../run/lock.js";
import { scalarsOf, TensorBoardLog } from "../run/tensorboard.js";
import { VERSION } from "../version.js";
import type { Learner } from "./learner.js";
import { type MeanDice, meanOfClasses } from "./mean-dice.js";
import { createLearners, saveNetwork } from "./networks.js";
import { Pace } from "./pace.js";
import { type CropSource, Trainer, trainerStateSchema } from "./trainer.js";
import { predictForeground, scoreScans } from "./whole-scans.js";

/** The prepared scans of a plan. */
export interface TrainingScans extends CropSource {
  scan(id: string): PreparedScan;
  labelledScan(id: string): LabelledScan;
}

/** How far training is. */
export interface TrainingProgress {
  readonly updates: number;
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
}

const score = z.strictObject({ network: z.enum(["2d", "3d", "both"]), dice: z.number(), updates: z.int() });
/** The trainer's state, and what the run knows besides. */
const stateSchema = trainerStateSchema.extend({
  /** Of the budget, spent: in all sessions, as far as their work is in the checkpoint. */
  seconds: z.number().nonnegative().default(0),
  /** The best validation of each network: mean Dice over the classes. Kept to be told; the last weights are used. */
  best: z.array(score).readonly().default([]),
});
/** What a run knows besides its trainer's state. */
type SessionState = Pick<z.infer<typeof stateSchema>, "seconds" | "best">;

/**
 * Trains the networks of a run, or goes on where it stopped: on the CPU bit for bit as if it never had. Ends with the
 * networks' weights in the run's folder.
 *
 * @returns whether training is done: false where it was interrupted.
 * @throws MnError `"run"` when the folder is locked, read-only or the disk is full, `"checkpoint"` when no checkpoint is
 * whole or the plan has changed, `"diverged"`, `"memory"`.
 */
export async function train(
  folder: RunFolder,
  plan: Plan,
  scans: TrainingScans,
  options: TrainOptions = {},
): Promise<boolean> {
  using lock = RunLock.take(folder);
  using log = EventLog.open(folder);
  using generator = Generator.create(plan.seed);
  const learners = await createLearners(plan);
  try {
    const trainer = new Trainer(plan, learners, scans, generator);
    const restored = restore(trainer, folder, plan, options);
    using board = TensorBoardLog.open(folder, trainer.updates, Date.now());
    const parts = { folder, plan, scans, options, lock, log, board, learners, trainer };
    const session = new Session(parts, restored ?? { seconds: 0, best: [] });
    return await session.run(restored !== undefined);
  } finally {
    for (const learner of learners) learner.dispose();
  }
}

/** @returns undefined where there was nothing to go on from. */
function restore(
  trainer: Trainer,
  folder: RunFolder,
  plan: Plan,
  { onNotice }: TrainOptions,
): SessionState | undefined {
  return scope(() => {
    const onDamaged = ({ message }: Error) => onNotice?.(`${message} The one before it is used.`);
    const found = readLatestCheckpoint(folder, plan, onDamaged);
    if (found === undefined) return undefined;
    const { seconds, best, ...state } = stateSchema.parse(found.state);
    trainer.restore({ tensors: found.tensors, state });
    return { seconds, best };
  });
}

interface Parts {
  readonly folder: RunFolder;
  readonly plan: Plan;
  readonly scans: TrainingScans;
  readonly options: TrainOptions;
  readonly lock: RunLock;
  readonly log: EventLog;
  readonly board: TensorBoardLog;
  readonly learners: readonly Learner[];
  readonly trainer: Trainer;
}

/** A training from its start, or its resumption, to its end, or its interruption. */
class Session {
  readonly #started = performance.now();
  #saved = this.#started;
  readonly #spentBefore: number;
  #best: SessionState["best"];
  readonly #pace: Pace | undefined;

  constructor(
    private readonly parts: Parts,
    { seconds, best }: SessionState,
  ) {
    this.#spentBefore = seconds + (parts.options.preparingSeconds ?? 0);
    this.#best = best;
    const { training } = parts.plan;
    const { budget } = training;
    if (budget !== undefined) this.#pace = new Pace({ ...training, budget }, this.#spentBefore);
  }

  /** Seconds of the budget that are gone. */
  get #spent(): number {
    return this.#spentBefore + (performance.now() - this.#started) / 1000;
  }

  async run(isResumed: boolean): Promise<boolean> {
    if (isResumed) this.#record({ type: "resume", ...this.#now });
    else {
      const { version } = engineReport();
      this.#record({
        type: "start",
        time: Date.now(),
        version: VERSION,
        engine: version,
        device: this.parts.plan.device,
      });
    }
    const { signal } = this.parts.options;
    const { checkpointMinutes, pseudoMaskRefreshes, validations } = this.parts.plan.training;
    const validationTimes = Array.from({ length: validations }, (_, i) => (i + 1) / validations);
    const trainer = this.parts.trainer;
    while (!trainer.isDone) {
      await setImmediate(); // lets signals in
      if (signal?.aborted) {
        this.#save();
        this.#record({ type: "interrupted", ...this.#now, reason: String(signal.reason) });
        return false;
      }
      const { place, placeBefore, opensEpoch } = trainer.next;
      const isTime = (times: readonly number[]) =>
        opensEpoch &&
        times
          .map((time) => Math.round(time * this.parts.plan.training.epochs))
          .some((epoch) => epoch > placeBefore && epoch <= place);
      if (opensEpoch) this.#keepToBudget();
      if (isTime(pseudoMaskRefreshes)) this.#refreshPseudoMasks();
      if (isTime(validationTimes)) this.#validate();
      this.#advance();
      if (performance.now() - this.#saved > checkpointMinutes * 60_000) this.#save();
    }
    if (validations > 0) this.#validate();
    this.#save();
    for (const learner of this.parts.learners) saveNetwork(this.parts.folder, learner, this.parts.plan);
    const seconds = (performance.now() - this.#started) / 1000;
    this.#record({ type: "end", ...this.#now, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 });
    return true;
  }

  get #now() {
    return { time: Date.now(), updates: this.parts.trainer.updates };
  }

  #record(event: RunEvent): void {
    this.parts.log.append(event);
    const classes = this.parts.plan.dataset.classes.slice(1).map(({ name }) => name);
    const point = scalarsOf(event, classes);
    if (point !== undefined) this.parts.board.add(point.step, event.time, point.scalars);
    const { updates, totalUpdates } = this.parts.trainer;
    this.parts.options.onProgress?.({ updates, totalUpdates, event });
  }

  /** The clock's decision is in a checkpoint before a step depends on it, so that a resumed run takes it over. */
  #keepToBudget(): void {
    const { trainer } = this.parts;
    const epochs = this.#pace?.newLength(trainer.steps, trainer.step, this.#spent);
    if (epochs === undefined) return;
    trainer.setLength(epochs);
    this.#record({ type: "length", ...this.#now, epochs, seconds: this.#spent });
    this.#save();
  }

  #save(): void {
    this.parts.lock.assertHeld();
    const begun = performance.now();
    const { updates } = this.parts.trainer;
    const file = scope(() => {
      const { tensors, state } = this.parts.trainer.checkpoint();
      const whole = { ...state, seconds: this.#spent, best: this.#best };
      return writeCheckpoint(this.parts.folder, this.parts.plan, { updates, tensors, state: whole });
    });
    this.#saved = performance.now();
    this.#record({ type: "checkpoint", ...this.#now, file, seconds: (this.#saved - begun) / 1000 });
  }

  #advance(): void {
    const begun = performance.now();
    const step = this.parts.trainer.next;
    const reports = this.parts.trainer.advance();
    const seconds = (performance.now() - begun) / 1000 / reports.length;
    this.#pace?.step(step);
    for (const report of reports) this.#record({ type: "step", time: Date.now(), seconds, ...report });
  }

  /** The 3D network's masks of whole unlabelled scans, which steer their crops from now on. */
  #refreshPseudoMasks(): void {
    const learner = this.parts.learners.find(({ which }) => which === "3d");
    const { unlabelled } = this.parts.plan.dataset;
    if (learner === undefined || this.parts.learners.length === 1 || unlabelled.length === 0) return;
    const begun = performance.now();
    const classes = this.parts.plan.dataset.classes.length;
    const found = (id: string) =>
      predictForeground(this.parts.scans.scan(id), learner.predictor, classes, this.parts.plan);
    this.parts.trainer.foreground = new Map(unlabelled.map((id) => [id, found(id)]));
    const seconds = (performance.now() - begun) / 1000;
    this.#pace?.besides(seconds);
    this.#record({ type: "pseudo-masks", ...this.#now, cases: unlabelled.length, seconds });
  }

  #validate(): void {
    const { validation, classes } = this.parts.plan.dataset;
    if (validation.length === 0) return;
    const scans = validation.map((id) => this.parts.scans.labelledScan(id));
    const predictors = this.parts.learners.map(({ predictor }) => predictor);
    const names = [...this.parts.learners.map(({ which }) => which), "both"] as const;
    const begun = performance.now();
    const scores = scoreScans(scans, predictors, classes.length, this.parts.plan);
    this.#pace?.besides((performance.now() - begun) / 1000);
    for (const [i, dice] of scores.entries()) {
      this.#record({ type: "validation", ...this.#now, network: names[i], dice: [...dice] });
      this.#keepBest(names[i], dice);
    }
  }

  #keepBest(network: "2d" | "3d" | "both", dice: MeanDice): void {
    const mean = meanOfClasses(dice);
    const before = this.#best.find((best) => best.network === network);
    if (mean === undefined || (before !== undefined && before.dice >= mean)) return;
    const others = this.#best.filter((best) => best !== before);
    this.#best = [...others, { network, dice: mean, updates: this.parts.trainer.updates }];
  }
}
