/**
 * Short trainings by one process or by several that share each batch: in float64, what they come to, to be compared; and runs in a
 * folder, which are stopped or meet faults.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keep, loadSafetensors, nn, scope, setThreads, type Tensor } from "@mandn/torch";
import type { Peers } from "@mandn/torch/distributed";
import type { LabelledScan } from "../../src/data/prepare.js";
import { Randomness } from "../../src/data/random.js";
import type { Plan, PlannedMember } from "../../src/plan/plan.js";
import { createMembers } from "../../src/training/networks.js";
import { Trainer } from "../../src/training/trainer.js";
import { scoreScans } from "../../src/training/whole-scans.js";
import { methodPlan, TRIED, type Tried } from "../method-plan.js";
import { smallPlan } from "../small-plan.js";
import { SmallScans } from "../small-scans.js";

/** Scans and crops in float64. */
class DoubleScans extends SmallScans {
  readonly #images = new Map<string, Tensor>();

  override scan(id: string): LabelledScan {
    const scan = super.scan(id);
    const image = this.#images.get(id) ?? keep(scope(() => scan.image.to("float64")));
    this.#images.set(id, image);
    return { ...scan, image };
  }

  override dispose(): void {
    for (const image of this.#images.values()) image.dispose();
    super.dispose();
  }
}

/** The elements of a tensor, of a large one some thousands, evenly spaced. */
function sampleOf(x: Tensor): number[] {
  const all = x.toTypedArray();
  const step = Math.ceil(all.length / 4096);
  return Array.from({ length: Math.ceil(all.length / step) }, (_, i) => Number(all[i * step]));
}

/** What a training came to. */
export interface Outcome {
  /** Of all members, in order; of large tensors a sample. */
  readonly weights: readonly number[];
  readonly losses: readonly number[];
  /** Crops that went through the networks in each step, with and without gradients. */
  readonly passes: readonly (readonly [number, number])[];
  /** Mean Dice of each set of predictors and class on two scans. */
  readonly dice: Readonly<Record<string, readonly (number | null)[]>>;
}

export const STEPS = 12;

/**
 * What processes draw for themselves, each of its own crops, is off: noise of many passes, and channels of features that are dropped.
 * Thresholds are so low that networks which have just begun are sure of something.
 */
const QUIET: Readonly<Record<string, Plan["method"]["settings"]>> = {
  "ua-mt": { noise: 0, firstThreshold: 1 },
  fixmatch: { threshold: 0.35 },
  unimatch: { threshold: 0.35, featureDropout: 0 },
  crossmatch: { threshold: 0.35, weakDropout: 0, strongDropout: 0 },
};

/** Crops of a batch, where four cannot be divided among four processes. */
const CROPS: Readonly<Record<string, number>> = { ict: 6 };

/** As {@link QUIET}, of dropout in networks. */
function withoutDropout(module: nn.Module): void {
  for (const [, one] of module.namedModules())
    if (one instanceof nn.Dropout || one instanceof nn.Dropout2d || one instanceof nn.Dropout3d)
      Object.assign(one, { p: 0 });
}

/**
 * Trains by a method of {@link TRIED}, with pseudo-masks where it has them, and scores two scans.
 *
 * @param options what the networks are made with
 */
export async function trainTogether(
  name: string,
  peers: Peers,
  options: PlannedMember["options"] = {},
): Promise<Outcome> {
  setThreads(1);
  const { definition, settings } = TRIED.get(name) as Tried;
  const small = methodPlan(definition, settings);
  const members = Object.entries(small.members).map(([key, one]) => [key, { ...one, options }] as const);
  const plan = {
    ...small,
    members: Object.fromEntries(members),
    method: { ...small.method, settings: { ...small.method.settings, ...QUIET[name] } },
    training: { ...small.training, volumesPerBatch: CROPS[name] ?? small.training.volumesPerBatch },
  };
  const method = definition.with(plan.method.settings);
  const scans = new DoubleScans([...plan.dataset.labelled, ...plan.dataset.unlabelled]);
  const made = await createMembers(plan, method);
  try {
    for (const { module } of made) withoutDropout(module.to({ dtype: "float64" }));
    using trainer = new Trainer({ method, plan, members: made, crops: scans, scans, random: new Randomness(0), peers });
    const [losses, passes]: [number[], [number, number][]] = [[], []];
    for (let step = 0; step < STEPS; step++) {
      if (trainer.opensEpoch) trainer.openEpoch();
      const report = trainer.advance();
      losses.push(...Object.values(report.members).map(({ terms }) => terms.loss));
      passes.push([report.passes.withGradient, report.passes.without]);
    }
    const known = plan.dataset.labelled.map((id) => scans.labelledScan(id));
    const dice = scope(() => scoreScans(known, made, method.predictors, plan.dataset.classes.length, plan, peers));
    const weights = made.flatMap(({ module }) => scope(() => Object.values(module.stateDict()).flatMap(sampleOf)));
    return { weights, losses, passes, dice };
  } finally {
    for (const member of made) member.dispose();
    scans.dispose();
  }
}

/** A run that several processes train. */
export interface SharedRun {
  readonly folder: string;
  /** A rank is asked to end before it draws this step's crops. */
  readonly stop?: { readonly rank: number; readonly step: number };
  readonly fault?: Fault;
  readonly timeoutSeconds?: number;
}

/** What befalls a rank as it draws a step's crops. */
export interface Fault {
  readonly kind: "kill" | "stop" | "throw" | "late" | "cut" | "interrupt";
  readonly rank: number;
  readonly step: number;
  /** How late it is, or how long the link is down. */
  readonly ms?: number;
  /** Whether it happens in the first process of the rank alone, and not again when that is started anew. */
  readonly once?: boolean;
  /** The network device whose link is cut. */
  readonly device?: string;
}

/** The error that a rank ended with. */
export interface Seen {
  readonly code?: string;
  readonly reason?: string | undefined;
  /** The rank that it names, and that one's own words. */
  readonly rank?: number | undefined;
  readonly words?: string | undefined;
  readonly message: string;
}

const FILES = ["2d", "3d"].map((name) => `network-${name}.safetensors`);

/** The networks that a run in a folder came to, byte for byte. */
export const weightsOfRun = (folder: string): string[] =>
  FILES.map((name) => readFileSync(join(folder, name)).toString("base64"));

/** The largest difference of two runs' weights. */
export function differenceOfRuns(a: string, b: string): number {
  return scope(() => {
    const all = (folder: string): Tensor[] =>
      FILES.flatMap((name) => Object.values(loadSafetensors(join(folder, name)).tensors));
    const [one, other] = [all(a), all(b)];
    assert.equal(one.length, other.length);
    const off = one.map((x, i) => x.sub(other[i] as Tensor));
    return Math.max(...off.map((x) => x.abs().max().itemNumber()));
  });
}

/** The small run with batches of four crops and without dropout, which each process draws for itself. */
export function sharedPlan(): Plan {
  const plan = smallPlan();
  const members = Object.entries(plan.members).map(([name, one]) => [name, { ...one, options: {} }] as const);
  return { ...plan, members: Object.fromEntries(members), training: { ...plan.training, volumesPerBatch: 4 } };
}
