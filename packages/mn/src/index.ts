export { MnError, type MnErrorCode, type MnErrorDetails } from "./errors.js";
export * from "./evaluation/index.js";
export * from "./inference/index.js";
export { type Plan, planSchema } from "./plan/plan.js";
export { RunFolder } from "./run/folder.js";
