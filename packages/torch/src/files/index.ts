// Files of tensors: PyTorch's checkpoints and safetensors.
// Reading says what is in a file; loading makes tensors of it.

export type { FileRange } from "./byte-source.js";
export { looksLikeSafetensors, readCheckpoint } from "./checkpoint.js";
export type { CheckpointObject, CheckpointValue } from "./pickle-values.js";
export { openSafetensors, type SafetensorsFile } from "./safetensors.js";
export { type TensorToWrite, writeSafetensors } from "./safetensors-write.js";
export { type FoundStateDict, findStateDict, namesBehind, withoutWrappers } from "./state-dict.js";
export { readContiguous, type StateDict, type Storage, StoredTensor } from "./stored-tensor.js";
export { loadCheckpoint, loadSafetensors, loadTensors, saveSafetensors } from "./tensors.js";
