// What changes weights: optimizers, learning rates over time, limits on gradients, moving averages. torch.optim.
// State dicts are PyTorch's, so a training goes on from either side.

export { Adam, type AdamOptions, AdamW } from "./adam.js";
export { clipGradNorm, clipGradValue } from "./clip.js";
export { Ema, type EmaOptions } from "./ema.js";
export { type GradientNorms, gradientNorms, nonFiniteGradients } from "./finite.js";
export { type GroupOptions, Optimizer, type OptimizerState, type ParameterGroup } from "./optimizer.js";
export * from "./schedule.js";
export { LRScheduler, type SchedulerState } from "./scheduler.js";
export { SGD, type SGDOptions } from "./sgd.js";
