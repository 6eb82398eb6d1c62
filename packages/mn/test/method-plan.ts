/** The tests' small plan for any method of METHODS, and for M&N with what is off by default: small networks for each of the members. */
import { METHODS } from "../src/methods/index.js";
import { mn } from "../src/methods/mn.js";
import type { Plan, PlannedMember } from "../src/plan/plan.js";
import { type AnyMethod, learners } from "../src/training/method.js";
import { smallPlan } from "./small-plan.js";

/** Settings for crops of few voxels, and runs of few steps. */
const SMALL: Readonly<Record<string, Plan["method"]["settings"]>> = {
  caml: { drawn: 8, kept: 16, compared: 64 },
  "ad-mt": { longestTurn: 3 },
  bcp: { stage1: 0.15 },
  sdcl: { stage1: 0.15 },
  "self-training": { stage1: 0.15 },
};

/** A method that tests of all methods try, with settings on top of those of its preset. */
export interface Tried {
  readonly title: string;
  readonly definition: AnyMethod;
  readonly settings?: Plan["method"]["settings"];
}

const ofWholeScans = { stage1: 0.15, sampling: 2, masks: "scan", pseudoMaskRefreshes: [0.15], lastStage: 0.75 };

/** By a name of the tests' own. */
export const TRIED: ReadonlyMap<string, Tried> = new Map<string, Tried>([
  ...[...METHODS].map(([name, definition]) => [name, { title: definition.title, definition }] as const),
  ["mn-whole-scans", { title: "M&N by masks of whole scans", definition: mn, settings: ofWholeScans }],
]);

export function methodPlan(definition: AnyMethod, own: Plan["method"]["settings"] = {}): Plan {
  const plan = smallPlan();
  const settings = { ...definition.presets.clean.settings, ...SMALL[definition.name], ...own };
  const of = (view: PlannedMember["view"]) =>
    Object.values(plan.members).find((one) => one.view === view) as PlannedMember;
  const members = learners(definition.with(settings)).map(({ name, view }) => [name, of(view)] as const);
  return {
    ...plan,
    method: { name: definition.name, settings: settings as Plan["method"]["settings"] },
    members: Object.fromEntries(members),
    training: { ...plan.training, volumesPerBatch: 4, epochs: 10, warmUp: 0.1 },
  };
}
