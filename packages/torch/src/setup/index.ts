// What needs no engine: `@mandn/torch/setup` finds, builds and describes it. The package itself loads it at the first
// tensor. Nothing here imports a tensor.

export { mandnHome } from "@mandn/base";
export type { BuildInfo } from "./build.js";
export { type DoctorReport, doctor, type EngineReport, formatReport } from "./doctor.js";
export type { Libtorch, LibtorchSource } from "./libtorch.js";
export { type SetupOptions, setup } from "./setup.js";
export type { TraceStep } from "./tools.js";
