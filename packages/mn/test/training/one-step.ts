/**
 * One step of a method on tiny networks whose weights follow from the names of their parameters, in float64: what parity/mn/tiny.py
 * makes as well. The tests compare what it reports and the gradients that it leaves.
 */
import assert from "node:assert/strict";
import type { Decoded } from "@mandn/models";
import { cat, fromTypedArray, nn, scope, type Tensor } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { methodNamed } from "../../src/methods/index.js";
import type { PlannedMember } from "../../src/plan/plan.js";
import { Kit } from "../../src/training/kit.js";
import { Member } from "../../src/training/member.js";
import type { Clock } from "../../src/training/method.js";
import { smallPlan } from "../small-plan.js";
import { noScans, wave } from "./formulas.js";

export const [CLASSES, SEED, PLACE] = [3, 7, 0.25];
export const SHAPE = [8, 8, 10] as const;

/** An encoder of one convolution and a decoder of two. */
class Tiny extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly featureChannels = 4;
  readonly conv = new nn.Conv3d(1, 4, 3, { padding: 1 });
  readonly norm = new nn.BatchNorm3d(4);
  readonly up = new nn.Conv3d(4, 4, 3, { padding: 1 });
  readonly last = new nn.Conv3d(4, CLASSES, 1);

  forward(x: Tensor): Tensor {
    return this.decode(this.encode(x)).logits;
  }

  encode(x: Tensor): readonly Tensor[] {
    return [this.norm.forward(this.conv.forward(x)).relu()];
  }

  decode([shared]: readonly Tensor[]): Decoded {
    const features = this.up.forward(shared as Tensor).relu();
    return { logits: this.last.forward(features), features, heads: [], levels: [] };
  }
}

/** Numbers by name, others for each shift. */
function fill(module: nn.Module, shift: number): void {
  scope(() => {
    const state = Object.entries(module.to({ dtype: "float64" }).stateDict()).flatMap(([name, value]) => {
      if (!value.isFloatingPoint() || name.includes("running_")) return [];
      const phase = Buffer.from(name).reduce((sum, byte) => sum + byte, shift);
      const x = wave(value.shape, phase).to("float64");
      const fanIn = value.shape.slice(1).reduce((a, b) => a * b, 1);
      if (value.dim > 1) return [[name, x.mul((2 / fanIn) ** 0.5)] as const];
      return [[name, name.endsWith("weight") ? x.mul(0.2).add(1) : x.mul(0.1)] as const];
    });
    module.loadStateDict(Object.fromEntries(state), { strict: false });
  });
}

/** Balls of classes 1 and 2 in each other, one of class 1, and both mirrored along W: `[2 or 4, D, H, W]`. */
function masks(count: number): Tensor {
  const [depth, height, width] = SHAPE;
  const isIn = (z: number, y: number, x: number, [a, b, c]: readonly [number, number, number], radius: number) =>
    Number((z - a) ** 2 + (y - b) ** 2 + (x - c) ** 2 <= radius ** 2);
  const values: bigint[] = [];
  for (const crop of [0, 1]) {
    for (let z = 0; z < depth; z++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const inner = isIn(z, y, x, [3, 4, 5], 3) + isIn(z, y, x, [3, 4, 5], 1);
          values.push(BigInt(crop === 0 ? inner : isIn(z, y, x, [5, 2, 4], 2)));
        }
      }
    }
  }
  const both = fromTypedArray(BigInt64Array.from(values), [2, ...SHAPE]);
  return count === 2 ? both : cat([both, both.flip([3])]);
}

const planned: PlannedMember = {
  view: "volume",
  network: "tiny",
  options: {},
  learningRate: 1e-12,
  optimizer: { kind: "sgd", weightDecay: 0, momentum: 0, nesterov: false },
};

/** What a step reports, the gradients that it leaves, and what it makes of members that it changes itself. */
export interface Step {
  readonly terms: Readonly<Record<string, number>>;
  /** By member and parameter: the norm and eight elements. */
  readonly gradients: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** By member and parameter, the same of the weights. */
  readonly weights: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

export interface StepOptions {
  readonly method: string;
  /** In which it differs from the preset official. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly unlabelled: number;
  readonly labelled: number;
  readonly strong?: number;
  /** What the method's own state was before. */
  readonly state?: Readonly<Record<string, readonly number[]>>;
}

function sampled(x: Tensor): number[] {
  const flat = x.flatten();
  const at = (i: number) => flat.select(0, Number((BigInt(i) * 2654435761n) % BigInt(flat.numel))).itemNumber();
  return [x.norm().itemNumber(), ...Array.from({ length: 8 }, (_, i) => at(i))];
}

/** A step of a method. The student's weights have no shift, those of the n-th member after it have n. */
export function oneStep(options: StepOptions, recorded: boolean): Step {
  const { method: name, settings, unlabelled, labelled, strong = 0, state } = options;
  return scope(() => {
    const definition = methodNamed(name);
    const method = definition.with({ ...definition.presets.official.settings, ...settings });
    const members = method.members.map((spec, i) => {
      const network = new Tiny();
      fill(network, i);
      return new Member(spec, network, planned);
    });
    const classes = Array.from({ length: CLASSES }, (_, value) => ({ name: String(value), value }));
    const plan = { ...smallPlan(), dataset: { ...smallPlan().dataset, classes } };
    const run = method.begin({ plan, scans: noScans });
    const random = new Randomness(SEED);
    using kit = new Kit(members, { classes: CLASSES, device: "cpu", precision: "float32", random, recorded });
    const crops = (count: number, phase: number) => wave([count, 1, ...SHAPE], phase).to("float64");
    const batch = {
      image: crops(unlabelled + labelled, 1),
      mask: masks(labelled),
      strong: Array.from({ length: strong }, (_, view) => crops(unlabelled, 11 + view)),
      students: ["student"],
      cases: { unlabelled: Array(unlabelled).fill("u"), labelled: Array(labelled).fill("l") } as const,
    };
    const at: Clock = {
      epoch: 5,
      place: PLACE,
      placeBefore: 0.2,
      stage: method.stages.length - 1,
      stagePlace: PLACE,
      rate: 1,
      step: 0,
      update: 0,
    };
    if (state !== undefined) {
      run.restore?.(
        Object.fromEntries(Object.entries(state).map(([key, all]) => [key, fromTypedArray(Float64Array.from(all))])),
      );
    }
    const { student } = kit.within(0, () => run.step(batch, at, kit));
    const ofParameters = (of: Member, value: (parameter: nn.Parameter) => Tensor | undefined) =>
      Object.fromEntries(
        [...of.module.namedParameters()].flatMap(([key, parameter]) => {
          const found = value(parameter);
          return found ? [[key, sampled(found)] as const] : [];
        }),
      );
    const gradients = Object.fromEntries(members.map((one) => [one.name, ofParameters(one, ({ grad }) => grad)]));
    const weights = Object.fromEntries(members.map((one) => [one.name, ofParameters(one, (own) => own.detach())]));
    run.dispose?.();
    for (const member of members) member.dispose();
    return { terms: student as Step["terms"], gradients, weights };
  });
}

const TOLERANCE = 1e-6;

/** @throws AssertionError where a step is not the one that PyTorch did. `weights`: of those members alone that it tells them of. */
export function assertSameStep(found: Step, wanted: Step): void {
  assert.deepEqual(Object.keys(found.terms).sort(), Object.keys(wanted.terms).sort());
  for (const [term, value] of Object.entries(wanted.terms)) {
    const own = found.terms[term] as number;
    assert.ok(Math.abs(own - value) < TOLERANCE * Math.max(1, Math.abs(value)), `${term}: ${own}, PyTorch ${value}`);
  }
  for (const what of ["gradients", "weights"] as const) {
    for (const [member, all] of Object.entries(wanted[what])) {
      assert.deepEqual(Object.keys(found[what][member] ?? {}).sort(), Object.keys(all).sort());
      const largest = Math.max(...Object.values(all).map(([norm]) => norm as number));
      for (const [key, values] of Object.entries(all)) {
        for (const [i, value] of values.entries()) {
          const own = found[what][member]?.[key]?.[i] as number;
          assert.ok(
            Math.abs(own - value) < TOLERANCE * largest,
            `${what} ${member} ${key}[${i}]: ${own}, PyTorch ${value}`,
          );
        }
      }
    }
  }
}
