export { disagreementMap, rankForLabelling } from "./disagreement.js";
export {
  applyPostProcessing,
  type ChosenPostProcessing,
  choosePostProcessing,
  type PostProcessing,
  type PostProcessingEffect,
  type ValidationCase,
} from "./post-processing.js";
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
} from "./predict.js";
export type { Predictor, ViewOptions } from "./predictor.js";
export { chosenSet, leadingSet, type PredictorSets } from "./predictor-sets.js";
export type { Slab } from "./slab-sums.js";
export { slideWindows, slidingWindow, type WindowOptions } from "./sliding-window.js";
export type { Weighting } from "./windows.js";
