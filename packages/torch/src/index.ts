// `@mandn/torch`, best as `import * as torch`: tensors and their operators, `nn` with `nn.functional`, `optim`, files, lifetime. What
// needs no engine is `@mandn/torch/setup`, operators of our own are `@mandn/torch/kernels`, groups of processes
// `@mandn/torch/distributed`.
export * from "./autograd.js";
export { fromTypedArray, type TensorOptions, tensor } from "./creation.js";
export * from "./devices.js";
export { bytesPerElement, type Device, type DType, type Layout, type MemoryFormat } from "./dtype.js";
export {
  type ArgumentDescription,
  type DistributedReason,
  type Peer,
  type StateDictFaults,
  TorchError,
  type TorchErrorCode,
  type TorchErrorDetails,
} from "./errors.js";

import "./generated/methods.js";
import "./indexing.js";
import "./print.js";

export * from "./files/index.js";
export * from "./generated/operators.js";
export * as nn from "./nn/index.js";
export { parametersOn } from "./nn/module.js";
export { Operator, type OperatorValue, operator } from "./operator.js";
export * as optim from "./optim/index.js";
export { Generator, manualSeed } from "./random.js";
export { backwardTogether, forwardTogether, type LossTask, RecordedLoss } from "./recorded-loss.js";
export { Complex, Float, float, type Scalar } from "./scalar.js";
export {
  assertNoLeaks,
  keep,
  type LiveTensor,
  listLiveTensors,
  liveTensors,
  liveTensorsByScope,
  scope,
} from "./scope.js";
export type { EngineReport } from "./setup/doctor.js";
export { adopt, type SharedTensor, share } from "./share.js";
export { type Index, type NestedArray, Slice, slice, Tensor, type TensorArray, type ToOptions } from "./tensor.js";
