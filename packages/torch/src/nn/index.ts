// Layers, and under `functional` what they compute: torch.nn.
// Names, defaults and keys of the state dict are PyTorch's, so that its checkpoints load.

export * from "./activation.js";
export * from "./attention.js";
export * from "./container.js";
export * from "./conv.js";
export * from "./dropout.js";
export * as functional from "./functional.js";
export * as init from "./init.js";
export * from "./linear.js";
export {
  BCEWithLogitsLoss,
  type BceWithLogitsOptions,
  CrossEntropyLoss,
  type CrossEntropyOptions,
  KLDivLoss,
  type KlDivOptions,
  L1Loss,
  MSELoss,
  type Reduction,
} from "./loss.js";
export {
  type Layer,
  type LoadedKeys,
  Module,
  type ModuleToOptions,
  Parameter,
  type Size,
  type StateDict,
} from "./module.js";
export * from "./norm.js";
export * from "./pooling.js";
export { type InterpolateOptions, PixelShuffle, Upsample } from "./upsample.js";
