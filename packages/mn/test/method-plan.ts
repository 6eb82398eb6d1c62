/** The tests' small plan for any method of METHODS: small networks for each of its members. */
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

export function methodPlan(definition: AnyMethod, seed = 0): Plan {
  const plan = smallPlan(seed);
  const settings = { ...definition.presets.clean.settings, ...SMALL[definition.name] };
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
