export { pad } from "../generated/operators.js";
export * from "./activation.js";
export * from "./attention.js";
export * from "./container.js";
export * from "./conv.js";
export * from "./dropout.js";
export * as init from "./init.js";
export * from "./linear.js";
export * from "./loss.js";
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
export * from "./upsample.js";
