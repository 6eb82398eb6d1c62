// `mandn/plan`: what a plan is, how one is made, read, written and changed.

export { type Plan, type PlannedMember, planSchema } from "../plan/plan.js";
export { makePlanWithin, type Probe } from "../planning/budget.js";
export { parsePlan, readPlan, writePlan } from "../planning/file.js";
export { detectMachine } from "../planning/machine.js";
export { makePlan, type PlanOptions, withMethod } from "../planning/make.js";
export type { Machine, Scale } from "../planning/scale.js";
export type { Costs } from "../training/costs.js";
