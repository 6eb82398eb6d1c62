import { setImmediate } from "node:timers/promises";
import { engineReport, Generator, scope } from "@mandn/torch";
import type { LabelledScan, PreparedScan } from "../data/prepared.js";
import type { Plan } from "../plan/plan.js";
import { readLatestCheckpoint, writeCheckpoint } from "../run/checkpoint.js";
import { EventLog } from "../run/event-log.js";
import type { RunEvent } from "../run/events.js";
import type { RunFolder } from "../run/folder.js";
import { RunLock } from "../run/lock.js";
import { scalarsOf, TensorBoardLog } from "../run/tensorboard.js";
import { createLearners, saveNetwork } from "./networks.js";
import { type CropSource, Trainer, trainerStateSchema } from "./trainer.js";
import { foregroundVoxels, scoreScans } from "./whole-scans.js";

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
}

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
  using session = new Session(folder, plan, scans, options);
  return await session.run();
}

/** A training from its start, or its resumption, to its end, or its interruption. */
class Session {
  readonly #lock: RunLock;
  readonly #log: EventLog;
  readonly #board: TensorBoardLog;
  readonly #generator: Generator;
  readonly #trainer: Trainer;
  readonly #learners;
  readonly #started = performance.now();
  #saved = performance.now();

  constructor(
    readonly folder: RunFolder,
    readonly plan: Plan,
    readonly scans: TrainingScans,
    readonly options: TrainOptions,
  ) {
    this.#lock = RunLock.take(folder);
    this.#log = EventLog.open(folder);
    this.#generator = Generator.create(plan.seed);
    this.#learners = createLearners(plan);
    this.#trainer = new Trainer(plan, this.#learners, scans, this.#generator);
    const isResumed = this.#restore();
    this.#board = TensorBoardLog.open(folder, this.#trainer.updates, Date.now());
    if (isResumed) this.#record({ type: "resume", ...this.#now });
    else {
      const { version } = engineReport();
      this.#record({ type: "start", time: Date.now(), version: "0.1.0", engine: version, device: plan.device });
    }
  }

  async run(): Promise<boolean> {
    const { signal } = this.options;
    const { checkpointMinutes, pseudoMaskRefreshes, validations } = this.plan.training;
    const validationTimes = Array.from({ length: validations }, (_, i) => (i + 1) / validations);
    const trainer = this.#trainer;
    while (!trainer.isDone) {
      await setImmediate(); // lets signals in
      if (signal?.aborted) {
        this.#save();
        this.#record({ type: "interrupted", ...this.#now, reason: String(signal.reason) });
        return false;
      }
      const { epoch, opensEpoch } = trainer.next;
      const isTime = (times: readonly number[]) =>
        opensEpoch && times.some((time) => Math.round(time * this.plan.training.epochs) === epoch);
      if (isTime(pseudoMaskRefreshes)) this.#refreshPseudoMasks();
      if (isTime(validationTimes)) this.#validate();
      this.#advance();
      if (performance.now() - this.#saved > checkpointMinutes * 60_000) this.#save();
    }
    if (validations > 0) this.#validate();
    this.#save();
    for (const learner of this.#learners) saveNetwork(this.folder, learner, this.plan);
    const seconds = (performance.now() - this.#started) / 1000;
    this.#record({ type: "end", ...this.#now, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 });
    return true;
  }

  [Symbol.dispose](): void {
    this.#trainer.dispose();
    for (const learner of this.#learners) learner.dispose();
    this.#generator.dispose();
    this.#board.close();
    this.#log.close();
    this.#lock.release();
  }

  get #now() {
    return { time: Date.now(), updates: this.#trainer.updates };
  }

  #record(event: RunEvent): void {
    this.#log.append(event);
    const classes = this.plan.dataset.classes.slice(1).map(({ name }) => name);
    const point = scalarsOf(event, classes);
    if (point !== undefined) this.#board.add(point.step, event.time, point.scalars);
    const { updates, totalUpdates } = this.#trainer;
    this.options.onProgress?.({ updates, totalUpdates, event });
  }

  /** @returns whether there was something to go on from. */
  #restore(): boolean {
    return scope(() => {
      const onDamaged = ({ message }: Error) => this.options.onNotice?.(`${message} The one before it is used.`);
      const found = readLatestCheckpoint(this.folder, this.plan, onDamaged);
      if (found === undefined) return false;
      this.#trainer.restore({ tensors: found.tensors, state: trainerStateSchema.parse(found.state) });
      return true;
    });
  }

  #save(): void {
    this.#lock.assertHeld();
    const begun = performance.now();
    const { updates } = this.#trainer;
    const file = scope(() => writeCheckpoint(this.folder, { updates, plan: this.plan, ...this.#trainer.checkpoint() }));
    this.#saved = performance.now();
    this.#record({ type: "checkpoint", ...this.#now, file, seconds: (this.#saved - begun) / 1000 });
  }

  #advance(): void {
    const begun = performance.now();
    const reports = this.#trainer.advance();
    const seconds = (performance.now() - begun) / 1000 / reports.length;
    for (const report of reports) this.#record({ type: "step", time: Date.now(), seconds, ...report });
  }

  /** The 3D network's masks of whole unlabelled scans, which steer their crops from now on. */
  #refreshPseudoMasks(): void {
    const learner = this.#learners.find(({ which }) => which === "3d");
    const { unlabelled } = this.plan.dataset;
    if (learner === undefined || this.#learners.length === 1 || unlabelled.length === 0) return;
    const begun = performance.now();
    this.#trainer.setForeground(
      unlabelled.map((id) => [id, foregroundVoxels(this.scans.scan(id), learner.predictor, this.plan)] as const),
    );
    const seconds = (performance.now() - begun) / 1000;
    this.#record({ type: "pseudo-masks", ...this.#now, cases: unlabelled.length, seconds });
  }

  #validate(): void {
    const { validation, classes } = this.plan.dataset;
    if (validation.length === 0) return;
    const scans = validation.map((id) => this.scans.labelledScan(id));
    const predictors = this.#learners.map(({ predictor }) => predictor);
    const names = [...this.#learners.map(({ which }) => which), "both"] as const;
    const scores = scoreScans(scans, predictors, classes.length, this.plan);
    for (const [i, dice] of scores.entries()) {
      this.#record({ type: "validation", ...this.#now, network: names[i], dice: [...dice] });
    }
  }
}
