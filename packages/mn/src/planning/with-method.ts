// The same plan for another method, so that nothing but the method differs between two runs that are compared.
// `mn demo` compares so.

import { MnError } from "../errors.js";
import { methodNamed } from "../methods/index.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { type AnyMethod, learners, type MemberSpec } from "../training/method.js";

/** A member's entry with the network that the method's preset has for this member alone, if it has one. */
export function withOwnNetwork(
  { name }: Pick<MemberSpec, "name">,
  planned: PlannedMember,
  { networks = {} }: Pick<AnyMethod["presets"]["clean"], "networks">,
): PlannedMember {
  const chosen = networks[name]?.({ name: planned.network, options: planned.options });
  return chosen === undefined ? planned : { ...planned, network: chosen.name, options: chosen.options };
}

/**
 * A plan with the same scans, sizes, schedule and networks for another method. Its settings are those of its preset; each of its
 * members has the network of the plan's member that sees a scan as it does, unless the preset has one for this member alone.
 *
 * @param sha256 of a method of one's own, what is in its file
 * @throws MnError `"usage"` for a name that no method has, or where the plan has no network that sees a scan so.
 */
export function withMethod(plan: Plan, name: string, sha256?: string): Plan {
  const definition = methodNamed(name);
  const own = definition.presets[plan.preset];
  const members = learners(definition.with(own.settings)).map((spec) => {
    const found = Object.values(plan.members).find(({ view }) => view === spec.view);
    if (found !== undefined) return [spec.name, withOwnNetwork(spec, found, own)] as const;
    const remedy = `Make a new plan: mn plan … --method ${name}.`;
    throw new MnError("usage", `The plan has no network for the ${spec.title} of ${definition.title}.`, {
      remedy,
    });
  });
  const isOfMethod = (path: string) => !path.startsWith("method.") && !path.startsWith("members.");
  return {
    ...plan,
    method: {
      name,
      settings: own.settings as Plan["method"]["settings"],
      ...(sha256 !== undefined && { sha256 }),
    },
    members: Object.fromEntries(members),
    training: { ...plan.training, ...own.training },
    reasons: Object.fromEntries(Object.entries(plan.reasons).filter(([path]) => isOfMethod(path))),
  };
}
