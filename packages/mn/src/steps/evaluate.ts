import { type EvaluateFolderOptions, evaluateFolder } from "../evaluation/evaluate-folder.js";
import type { Evaluation } from "../evaluation/evaluation.js";
import { writeEvaluation } from "../evaluation/tables.js";
import type { StepOptions } from "./step.js";

export interface EvaluateStepOptions extends Omit<EvaluateFolderOptions, "progress">, StepOptions {
  /** A file for the result; its ending says the format: `.json`, `.csv` or `.txt`. */
  readonly out?: string;
}

/**
 * Scores the masks of one folder against those of another, and writes the result where that is asked for.
 *
 * @throws MnError and ImagingError as `evaluateFolder` and `writeEvaluation`.
 */
export async function evaluateStep(
  predictions: string,
  labels: string,
  { out, onProgress, signal, onNote: _onNote, ...options }: EvaluateStepOptions = {},
): Promise<Evaluation> {
  const progress = (done: number, total: number) => {
    signal?.throwIfAborted();
    onProgress?.({ what: "evaluating", done, total, unit: "cases" });
  };
  const evaluation = await evaluateFolder(predictions, labels, { ...options, progress });
  if (out !== undefined) writeEvaluation(out, evaluation);
  return evaluation;
}
