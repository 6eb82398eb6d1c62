// The networks of a run, loaded once, and asked about one scan after the other: for `mn predict`, for scoring, for the choice of
// post-processing, or for a program that shows masks on the screen. One pass over a scan gives every mask that is wanted of it.
import { prepareScan, type ScanFiles } from "../data/prepare.js";
import { type PredictOptions, predictionSteps, type ScanPrediction, windowOptions } from "../inference/predict.js";
import type { Predictor, PredictorSets } from "../inference/predictor.js";
import { inTurns, type WindowsDone } from "../inference/sliding-window.js";
import type { Plan } from "../plan/plan.js";
import { loadPredictors } from "../training/networks.js";
import type { Run } from "./run.js";

export interface SessionOptions {
  /** Default the plan's. */
  readonly device?: string;
  /** Of convolutions and matrix products; default the plan's, in which the networks were trained. */
  readonly precision?: Plan["precision"];
  /** The sets that will be wanted, by name; only their networks are loaded. Default all. */
  readonly sets?: readonly string[];
  /** Averages over mirrored scans as the plan says. Default false. */
  readonly tta?: boolean;
}

/** What is wanted of a scan. */
export interface Wanted extends Pick<PredictOptions, "probabilities" | "disagreementMap"> {
  /** Sets whose masks are wanted; default all of the session. */
  readonly sets?: readonly string[];
  /** Aborted: the prediction ends after the batch of windows that is under way, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after every batch. */
  readonly onWindows?: (windows: WindowsDone) => void;
}

export class PredictionSession implements Disposable {
  private constructor(
    readonly plan: Plan,
    private readonly sets: PredictorSets,
    private readonly predictors: Readonly<Record<string, Predictor>>,
    private readonly tta: boolean,
  ) {}

  /**
   * Loads a run's networks.
   *
   * @throws MnError `"run"` when they are not trained, damaged, or were trained by another plan
   */
  static async open(run: Run, options: SessionOptions = {}): Promise<PredictionSession> {
    const plan = { ...run.plan, device: options.device ?? run.plan.device };
    const all = run.method.predictors;
    const wanted = options.sets ?? Object.keys(all);
    const sets = Object.fromEntries(wanted.map((set) => [set, all[set]]));
    const names = [...new Set(Object.values(sets).flat())];
    const loaded = await loadPredictors(run.folder, plan, run.method, names);
    return new PredictionSession(
      { ...plan, precision: options.precision ?? plan.precision },
      sets,
      Object.fromEntries(names.map((name, i) => [name, loaded[i]])),
      options.tta ?? false,
    );
  }

  /**
   * Reads, prepares and predicts a scan. Masks are as the networks give them, without post-processing.
   *
   * @throws MnError `"data"`, naming the scan: files that are missing or damaged, or do not fit the plan; `"diverged"`; the signal's
   * reason
   */
  async predict(scan: ScanFiles, wanted: Wanted = {}): Promise<ScanPrediction> {
    const { signal, onWindows, sets = Object.keys(this.sets), ...kept } = wanted;
    const wantedSets = Object.fromEntries(sets.map((set) => [set, this.sets[set]]));
    const names = new Set(Object.values(wantedSets).flat());
    const asked = Object.entries(this.predictors).filter(([name]) => names.has(name));
    const options: PredictOptions = {
      ...windowOptions(this.plan, { tta: this.tta }),
      ...kept,
      classes: this.plan.dataset.classes,
      sets: wantedSets,
    };
    const prepared = await prepareScan(scan, this.plan.preprocessing);
    try {
      return await inTurns(predictionSteps(prepared, Object.fromEntries(asked), options), {
        signal,
        onStep: onWindows,
      });
    } finally {
      prepared.image.dispose();
    }
  }

  [Symbol.dispose](): void {
    for (const { network } of Object.values(this.predictors)) network.dispose();
  }
}
