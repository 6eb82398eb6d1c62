// `mandn/inference`: whole scans: windows, the scan's own grid, masks and what is done to them.

export { disagreementMap, rankForLabelling } from "../inference/disagreement.js";
export {
  applyPostProcessing,
  type ChosenPostProcessing,
  choosePostProcessing,
  type PostProcessing,
  type PostProcessingEffect,
  type ValidationCase,
} from "../inference/post-processing.js";
export {
  finishMask,
  type MaskFacts,
  type PredictionPaths,
  type PredictOptions,
  predictionPaths,
  predictScan,
  type ScanPrediction,
  type SetPrediction,
  windowOptions,
  writePrediction,
} from "../inference/predict.js";
export { chosenSet, leadingSet, type Predictor, type PredictorSets, type ViewOptions } from "../inference/predictor.js";
export type { Slab, Weighting } from "../inference/slab-sums.js";
export { slideWindows, slidingWindow, type WindowOptions } from "../inference/sliding-window.js";
export { PredictionSession, type SessionOptions, type Wanted } from "../steps/session.js";
