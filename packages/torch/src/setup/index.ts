// What can be used before the engine is set up: `@mandn/torch/setup`. The package's main entry loads the engine.
export { mandnHome } from "@mandn/base";
export type { BuildInfo } from "./build.js";
export { type DoctorReport, doctor, type EngineReport, formatReport } from "./doctor.js";
export type { Libtorch, LibtorchSource } from "./libtorch.js";
export { type SetupOptions, setup } from "./setup.js";
export type { TraceStep } from "./tools.js";
