// The networks of a run, loaded once, and asked about one scan after the other: for `mn predict`, for scoring, for the choice of
// post-processing, or for a program that shows masks on the screen. One pass over a scan gives every mask that is wanted of it.
import { type PreparedScan, prepareScan, type ScanFiles } from "../data/prepare.js";
import { type PredictOptions, predictionSteps, type ScanPrediction, windowOptions } from "../inference/predict.js";
import type { Predictor, PredictorSets } from "../inference/predictor.js";
import { limitTo, partOf, type Region } from "../inference/region.js";
import { inTurns, type WindowsDone } from "../inference/sliding-window.js";
import type { Plan } from "../plan/plan.js";
import type { Model } from "./run.js";

export interface SessionOptions {
  /** Default the plan's. */
  readonly device?: string;
  /** Of convolutions and matrix products; default the plan's, in which the networks were trained. */
  readonly precision?: Plan["precision"];
  /** The sets that will be wanted, by name; only their networks are loaded. Default all. */
  readonly sets?: readonly string[];
  /** Averages over mirrored scans as the plan says. Default false. */
  readonly tta?: boolean;
  /** Where its networks come from; default the model's, which are trained. */
  readonly load?: Model["load"];
}

/** What is wanted of a scan. */
export interface Wanted extends Pick<PredictOptions, "probabilities" | "keptAs" | "disagreementMap"> {
  /** Sets whose masks are wanted; default all of the session. */
  readonly sets?: readonly string[];
  /** A box of the scan to which the prediction is limited; default all of it. */
  readonly region?: Region | undefined;
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
   * Loads the networks of a run, or of several.
   *
   * @throws MnError `"run"` when they are not trained, damaged, or were trained by another plan
   */
  static async open(model: Model, options: SessionOptions = {}): Promise<PredictionSession> {
    const plan = { ...model.plan, device: options.device ?? model.plan.device };
    const all = model.predictors;
    const wanted = options.sets ?? Object.keys(all);
    const sets = Object.fromEntries(wanted.map((set) => [set, all[set]]));
    const names = [...new Set(Object.values(sets).flat())];
    const loaded = await (options.load ?? model.load.bind(model))(names, plan.device);
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
    const { signal, onWindows, region, sets = Object.keys(this.sets), ...kept } = wanted;
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
    let part: PreparedScan | undefined;
    try {
      if (region !== undefined) part = partOf(prepared, region, options.window);
      const steps = predictionSteps(part ?? prepared, Object.fromEntries(asked), options);
      const found = await inTurns(steps, { signal, onStep: onWindows });
      if (region !== undefined)
        for (const { mask } of Object.values(found.masks)) limitTo(mask, region, options.classes);
      return found;
    } finally {
      part?.image.dispose();
      prepared.image.dispose();
    }
  }

  [Symbol.dispose](): void {
    for (const { network } of Object.values(this.predictors)) network.dispose();
  }
}
