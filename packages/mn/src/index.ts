export { MnError, type MnErrorCode, type MnErrorDetails } from "./errors.js";
export { type Plan, planSchema } from "./plan/plan.js";
export { RunFolder } from "./run/folder.js";
