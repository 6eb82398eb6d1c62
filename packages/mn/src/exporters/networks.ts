// The networks of a run for an export, and what is done to the masks that they make.
// All exporters begin here, on the CPU, whatever the run was trained on.

import type { PostProcessing } from "../inference/post-processing.js";
import { chosenSet, type Predictor } from "../inference/predictor.js";
import { chooseRules, knownRules } from "../steps/post-processing.js";
import type { Run, StepOptions } from "../steps/run.js";
import { PredictionSession } from "../steps/session.js";
import { memberNamed } from "../training/method.js";
import { loadPredictors } from "../training/networks.js";

export interface ExportOptions extends StepOptions {
  /** The networks whose probabilities are averaged: a set of the method's predictors; default the run's own result. */
  readonly networks?: string;
  /** Replaces files that this program did not write. Default false. */
  readonly overwrite?: boolean;
}

export interface ExportedNetwork extends Predictor {
  readonly member: string;
  readonly title: string;
}

/**
 * Runs `body` with the trained networks of a set, on the CPU.
 *
 * @throws MnError `"run"` when the run is not trained, `"usage"` when it has no such set
 */
export async function withNetworks<T>(
  run: Run,
  asked: string | undefined,
  body: (networks: readonly ExportedNetwork[]) => Promise<T>,
): Promise<T> {
  const names = namesOf(run, asked);
  const predictors = await loadPredictors(run.folder, { ...run.plan, device: "cpu" }, run.method, names);
  try {
    return await body(
      names.map((member, i) => ({
        ...(predictors[i] as Predictor),
        member,
        title: memberNamed(run.method.members, member).title,
      })),
    );
  } finally {
    for (const { network } of predictors) network.dispose();
  }
}

/** The members of a set. @throws MnError `"usage"` when the run has no such set */
export function namesOf({ method }: Run, asked: string | undefined): readonly string[] {
  return method.predictors[chosenSet(method.predictors, asked)] as readonly string[];
}

/**
 * The rules for the masks of a set: as the plan says, or as the validation scans did, which are predicted where that is still to be
 * done.
 */
export async function rulesFor(run: Run, options: ExportOptions): Promise<PostProcessing> {
  const set = chosenSet(run.method.predictors, options.networks);
  const known = (await knownRules(run, [set]))[set];
  if (known !== undefined) return known;
  using session = await PredictionSession.open(run, { sets: [set] });
  return (await chooseRules(run, [set], session, options))[set] as PostProcessing;
}
