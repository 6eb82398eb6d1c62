// What a preset is given and what it decides: the types between make.ts and the presets.
// A preset is a function from one to the other.

import type { Plan, PlannedMember } from "../plan/plan.js";
import type { Fingerprint, MaskShape } from "./fingerprint.js";
import type { OwnMultiples } from "./networks.js";
import type { Roles } from "./roles.js";
import type { Machine, Scale } from "./scale.js";

/** What a preset decides. */
export type Settings = Pick<Plan, "precision" | "preprocessing" | "training" | "augmentation" | "inference"> & {
  /** What members that see volumes, and slices, are made with, unless the method says otherwise. */
  readonly networks: MemberNetworks;
};

/** Networks by how a member sees a scan. */
export interface MemberNetworks {
  readonly volume: Extract<PlannedMember, { view: "volume" }>;
  readonly slices: Extract<PlannedMember, { view: "slices" }>;
}

/** What a preset decides from. */
export interface Situation {
  readonly fingerprint: Fingerprint;
  readonly roles: Roles;
  readonly classes: Plan["dataset"]["classes"];
  readonly machine: Machine;
  readonly scale: Scale;
  /** Of the labelled scans, by the classes' values. */
  readonly maskShapes?: ReadonlyMap<number, MaskShape>;
  /** Names of other networks than the preset's. */
  readonly network2d?: string;
  readonly network3d?: string;
  /** Of those that are one's own. */
  readonly ownMultiples?: OwnMultiples;
}

/** Settings, and why, by their paths in a plan. */
export interface Decision {
  readonly settings: Settings;
  readonly reasons: Readonly<Record<string, string>>;
}
