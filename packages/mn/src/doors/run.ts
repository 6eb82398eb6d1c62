// `mandn/run`: the folder of a run and what lies in it.

export { type Checkpoint, readLatestCheckpoint } from "../run/checkpoint.js";
export { type Comparison, comparisonSchema } from "../run/comparison.js";
export { eventSchema, type RunEvent, readEvents } from "../run/events.js";
export { RunFolder } from "../run/folder.js";
export { type Disagreement, type Metrics, metricsSchema, type Predictions, predictionsSchema } from "../run/results.js";
