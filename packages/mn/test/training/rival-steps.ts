/**
 * One step of a method on tiny networks, to compare with an independent statement of its formulas in PyTorch: the same networks,
 * batches and settings as in parity/mn/rivals_*.py.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Decoded, Refine } from "@mandn/models";
import { assertNoLeaks, cat, fromTypedArray, nn, scope, type Tensor } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { methodNamed } from "../../src/methods/index.js";
import type { PlannedMember } from "../../src/plan/plan.js";
import { Kit } from "../../src/training/kit.js";
import { Member } from "../../src/training/member.js";
import { learners, type MemberSpec, type MethodRun, type Terms } from "../../src/training/method.js";
import { smallPlan } from "../small-plan.js";
import { noScans, wave } from "./formulas.js";

const [SEED, PLACE] = [7, 0.25];
export const CLASSES = 3;
export const SHAPE = [8, 8, 10] as const;

/** From a place in each crop to the same one in the crop that overlaps it. */
const SHIFTS = [
  [2, -1, 3],
  [-3, 0, 1],
  [0, 4, -2],
  [1, 1, -5],
] as const;

/** By member and parameter: the norm and eight elements. */
type Sampled = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** What a step reports, the gradients that it leaves, and the weights of members that the method itself changes. */
export interface Step {
  readonly terms: Readonly<Record<string, number>>;
  readonly gradients: Sampled;
  readonly weights?: Sampled;
}

/** Reads a fixture of packages/mn/test/fixtures. */
export const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../test/fixtures/${name}.json`, import.meta.url), "utf8"));

class Decoder extends nn.Module {
  readonly conv = new nn.Conv3d(4, 4, 3, { padding: 1 });
  readonly last = new nn.Conv3d(4, CLASSES, 1);
}

/** An encoder of one convolution, and as many decoders, heads and levels as are wanted. */
export class Tiny extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly featureChannels = 4;
  readonly encoderChannels = [4];
  readonly conv = new nn.Conv3d(1, 4, 3, { padding: 1 });
  readonly norm = new nn.BatchNorm3d(4);
  readonly decoders: readonly Decoder[];
  readonly heads: readonly nn.Conv3d[];
  readonly levels: readonly nn.Conv3d[];

  constructor({ decoders = 1, heads = 0, levels = 0 }) {
    super();
    this.decoders = Array.from({ length: decoders }, () => new Decoder());
    this.heads = Array.from({ length: heads }, () => new nn.Conv3d(4, CLASSES - 1, 1));
    this.levels = Array.from({ length: levels }, () => new nn.Conv3d(4, CLASSES, 1));
  }

  forward(x: Tensor): Tensor {
    return this.decode(this.encode(x)).logits;
  }

  encode(x: Tensor, refine: Refine = (features) => features): readonly Tensor[] {
    return [refine(this.norm.forward(this.conv.forward(x)).relu(), 0)];
  }

  decode([shared]: readonly Tensor[], which = 0): Decoded {
    const { conv, last } = this.decoders[which] as Decoder;
    const features = conv.forward(shared as Tensor).relu();
    const level = (head: nn.Conv3d, i: number) => {
      const coarse = nn.functional.interpolate(features, { size: SHAPE.map((n) => n >> (i + 1)), mode: "area" });
      return nn.functional.interpolate(head.forward(coarse), { size: SHAPE, mode: "trilinear" });
    };
    return {
      logits: last.forward(features),
      features,
      heads: this.heads.map((head) => head.forward(features).tanh()),
      levels: this.levels.map(level),
    };
  }
}

/** Numbers by name. */
function fill(module: nn.Module, prefix: string): void {
  scope(() => {
    const state = Object.entries(module.to({ dtype: "float64" }).stateDict()).flatMap(([name, value]) => {
      if (!value.isFloatingPoint() || name.includes("running_")) return [];
      const x = wave(
        value.shape,
        Buffer.from(prefix + name).reduce((sum, byte) => sum + byte, 0),
      ).to("float64");
      const fanIn = value.shape.slice(1).reduce((a, b) => a * b, 1);
      if (value.dim > 1) return [[name, x.mul((2 / fanIn) ** 0.5)] as const];
      return [[name, name.endsWith("weight") ? x.mul(0.2).add(1) : x.mul(0.1)] as const];
    });
    module.loadStateDict(Object.fromEntries(state), { strict: false });
  });
}

/** Balls of classes 1 and 2 in each other, one of class 1, and where there are four crops both mirrored along W: `[L, D, H, W]`. */
export function masks(count = 2): Tensor {
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

const plannedStudent: PlannedMember = {
  view: "volume",
  network: "tiny",
  options: {},
  learningRate: 1e-12,
  optimizer: { kind: "sgd", weightDecay: 0, momentum: 0, nesterov: false },
};

function sampled(x: Tensor): number[] {
  const flat = x.flatten();
  const at = (i: number) => flat.select(0, Number((BigInt(i) * 2654435761n) % BigInt(flat.numel))).itemNumber();
  return [x.norm().itemNumber(), ...Array.from({ length: 8 }, (_, i) => at(i))];
}

/** Of each member's parameters that have one, a tensor's samples. */
function sampledBy(members: readonly Member[], of: (parameter: nn.Parameter) => Tensor | undefined): Sampled {
  const one = ({ module }: Member) =>
    [...module.namedParameters()].flatMap(([key, parameter]) => {
      const found = of(parameter);
      return found === undefined ? [] : [[key, sampled(found)] as const];
    });
  return Object.fromEntries(members.map((member) => [member.name, Object.fromEntries(one(member))]));
}

/** How a method's step is to be made. */
export interface StepOptions {
  /** Crops of the batch, and strong views; default 2, 2 and none. */
  readonly batch?: { readonly unlabelled: number; readonly labelled: number; readonly strong?: number };
  /** Whether unlabelled crops have soft masks that were made of whole scans; default false. */
  readonly soft?: boolean;
  /** Whether crops come with others that overlap them; default false. */
  readonly overlapping?: boolean;
  /** Settings other than those of the preset `official`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the networks are made with. */
  readonly extras?: ConstructorParameters<typeof Tiny>[0];
  /** What precedes the names of a member's weights in the formula that makes them; default nothing. */
  readonly prefix?: (spec: MemberSpec) => string;
  /** Changes a module of the method's own before the step. */
  readonly prepare?: (module: nn.Module) => void;
  /** Labelled cases besides those of the batch. */
  readonly furtherCases?: readonly string[];
  /** What the method knows before the step. */
  readonly state?: () => Readonly<Record<string, Tensor>>;
}

/** A step of the method, and the gradients that it leaves. */
function stepOf(
  name: string,
  recorded: boolean,
  {
    batch: { unlabelled, labelled, strong = 0 } = { unlabelled: 2, labelled: 2 },
    soft = false,
    overlapping = false,
    settings = {},
    extras = {},
    prefix = () => "",
    prepare,
    furtherCases = [],
    state,
  }: StepOptions,
): Step {
  return scope(() => {
    const definition = methodNamed(name);
    const method = definition.with({ ...definition.presets.official.settings, ...settings });
    const networks = new Map<string, Tiny>();
    const members = method.members.map((spec) => {
      const network = (of: string) => networks.get(of) as Tiny;
      const module = spec.make?.({ inChannels: 1, classes: CLASSES, crop: SHAPE, network }) ?? new Tiny(extras);
      if (module instanceof Tiny) networks.set(spec.name, module);
      else prepare?.(module);
      fill(module, prefix(spec));
      return new Member(spec, module, plannedStudent);
    });
    const classes = Array.from({ length: CLASSES }, (_, value) => ({ name: String(value), value }));
    const cases = {
      unlabelled: ["c", "d", "e", "f"].slice(0, unlabelled),
      labelled: ["a", "b", "a", "b"].slice(0, labelled),
    };
    const { dataset, ...others } = smallPlan();
    const plan = { ...others, dataset: { ...dataset, classes, labelled: [...cases.labelled, ...furtherCases] } };
    const run: MethodRun = method.begin({ plan, scans: noScans });
    if (state !== undefined) run.restore?.(state());
    const random = new Randomness(SEED);
    using kit = new Kit(members, { classes: CLASSES, device: "cpu", precision: "float32", random, recorded });
    const crops = (count: number, phase: number) => wave([count, 1, ...SHAPE], phase).to("float64");
    const image = crops(unlabelled + labelled, 1);
    const views = Array.from({ length: strong }, (_, view) => crops(unlabelled, 11 + view));
    const clock = {
      epoch: 5,
      place: PLACE,
      placeBefore: 0.2,
      stage: 0,
      stagePlace: PLACE,
      rate: 1,
      step: 0,
      update: 0,
    };
    const batch = {
      image,
      mask: masks(labelled),
      strong: views,
      overlapping: overlapping ? { image: crops(unlabelled + labelled, 31), shifts: SHIFTS } : undefined,
      soft: soft
        ? wave([unlabelled, CLASSES, ...SHAPE], 21)
            .to("float64")
            .softmax(1)
        : undefined,
      students: learners(method).map(({ name: of }) => of),
      cases,
    };
    const told = Object.entries(kit.within(0, () => run.step(batch, clock, kit)));
    const terms = told[0]?.[1] as Terms;
    /** The losses of members that learn by updates of their own. */
    const further = told.filter(([, { loss }]) => loss !== terms.loss).map(([of, { loss }]) => [`${of}.loss`, loss]);
    const gradients = sampledBy(members, ({ grad }) => grad);
    const weights = sampledBy(members, (parameter) => parameter.detach());
    run.dispose?.();
    for (const member of members) member.dispose();
    return { terms: { ...terms, ...Object.fromEntries(further) }, gradients, weights };
  });
}

const TOLERANCE = 1e-6;

/** Tests that a step of a method, recorded and plain, is what PyTorch computes, with its gradients: within 1e-6 in float64. */
export function testStep(name: string, title: string, wanted: Step, options: StepOptions): void {
  for (const recorded of [true, false]) {
    test(`a step of ${name} ${title}, ${recorded ? "recorded" : "plain"}, is PyTorch's, with its gradients`, () =>
      assertNoLeaks(() => {
        const found = stepOf(name, recorded, options);
        assert.deepEqual(Object.keys(found.terms).sort(), Object.keys(wanted.terms).sort());
        for (const [term, value] of Object.entries(wanted.terms)) {
          const own = found.terms[term] as number;
          assert.ok(
            Math.abs(own - value) < TOLERANCE * Math.max(1, Math.abs(value)),
            `${term}: ${own}, PyTorch ${value}`,
          );
        }
        assertClose("gradient", found.gradients, wanted.gradients);
        assertClose("weights", found.weights ?? {}, wanted.weights ?? {});
      }));
  }
}

/** For each member that is wanted, the same parameters, and no value off by more than a share of the largest norm. */
function assertClose(what: string, found: Sampled, wanted: Sampled): void {
  for (const [member, all] of Object.entries(wanted)) {
    assert.deepEqual(Object.keys(found[member] ?? {}).sort(), Object.keys(all).sort());
    const largest = Math.max(...Object.values(all).map(([norm]) => norm as number));
    for (const [key, values] of Object.entries(all)) {
      for (const [i, value] of values.entries()) {
        const own = found[member]?.[key]?.[i] as number;
        const message = `${what} of ${member}: ${key}[${i}] is ${own}, in PyTorch ${value}`;
        assert.ok(Math.abs(own - value) < TOLERANCE * largest, message);
      }
    }
  }
}
