export type { Disagreement } from "./disagreement.js";
export {
  applyPostProcessing,
  type ChosenPostProcessing,
  choosePostProcessing,
  type PostProcessing,
  type PostProcessingEffect,
  type ValidationCase,
} from "./post-processing.js";
export {
  type PredictionPaths,
  type PredictOptions,
  predictionPaths,
  predictScan,
  rankForLabelling,
  type ScanPrediction,
  windowOptions,
  writePrediction,
} from "./predict.js";
export type { Predictor, ViewOptions } from "./predictor.js";
export type { Slab } from "./slab-sums.js";
export { slideWindows, slidingWindow, type WindowOptions } from "./sliding-window.js";
export type { Weighting } from "./windows.js";
