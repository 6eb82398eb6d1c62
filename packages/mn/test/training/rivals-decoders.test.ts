/** One step of each method that needs more of its network equals an independent statement of its formulas in PyTorch. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Decoded } from "@mandn/models";
import { assertNoLeaks, fromTypedArray, nn, noGrad, scope, setThreads, type Tensor } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { methodNamed } from "../../src/methods/index.js";
import { Discriminator } from "../../src/methods/sassnet.js";
import { signedDistances } from "../../src/methods/signed-distance.js";
import type { PlannedMember } from "../../src/plan/plan.js";
import { Kit } from "../../src/training/kit.js";
import { Member } from "../../src/training/member.js";
import { smallPlan } from "../small-plan.js";
import { noScans, wave } from "./formulas.js";

setThreads(1);

// The same networks, batches and settings as in parity/mn/rivals_decoders.py.
const [CLASSES, UNLABELLED, LABELLED, SEED, PLACE] = [3, 2, 2, 7, 0.25];
const SHAPE = [8, 8, 10] as const;

interface Step {
  readonly terms: Readonly<Record<string, number>>;
  /** By member and parameter: the norm and eight elements. */
  readonly gradients: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}
const expected = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/rivals-decoders.json", import.meta.url), "utf8"),
) as { readonly signedDistances: readonly number[]; readonly steps: Readonly<Record<string, Step>> };

class Decoder extends nn.Module {
  readonly conv = new nn.Conv3d(4, 4, 3, { padding: 1 });
  readonly last = new nn.Conv3d(4, CLASSES, 1);
}

/** An encoder of one convolution, and as many decoders, heads and levels as are wanted. */
class Tiny extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly featureChannels = 4;
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

  encode(x: Tensor): readonly Tensor[] {
    return [this.norm.forward(this.conv.forward(x)).relu()];
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
function fill(module: nn.Module): void {
  scope(() => {
    const state = Object.entries(module.to({ dtype: "float64" }).stateDict()).flatMap(([name, value]) => {
      if (!value.isFloatingPoint() || name.includes("running_")) return [];
      const x = wave(
        value.shape,
        Buffer.from(name).reduce((sum, byte) => sum + byte, 0),
      ).to("float64");
      const fanIn = value.shape.slice(1).reduce((a, b) => a * b, 1);
      if (value.dim > 1) return [[name, x.mul((2 / fanIn) ** 0.5)] as const];
      return [[name, name.endsWith("weight") ? x.mul(0.2).add(1) : x.mul(0.1)] as const];
    });
    module.loadStateDict(Object.fromEntries(state), { strict: false });
  });
}

/** Balls of classes 1 and 2 in each other, and one of class 1: `[2, D, H, W]`. */
function masks(): Tensor {
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
  return fromTypedArray(BigInt64Array.from(values), [2, ...SHAPE]);
}

const EXTRAS: Readonly<Record<string, ConstructorParameters<typeof Tiny>[0]>> = {
  urpc: { levels: 2 },
  "mc-net": { decoders: 3 },
  dtc: { heads: 1 },
  sassnet: { heads: 1 },
  "ss-net": {},
  mutrel: { decoders: 2 },
};

const plannedStudent: PlannedMember = {
  view: "volume",
  network: "tiny",
  options: {},
  learningRate: 1e-12,
  optimizer: { kind: "sgd", weightDecay: 0, momentum: 0, nesterov: false },
};

function sampled(gradient: Tensor): number[] {
  const flat = gradient.flatten();
  const at = (i: number) => flat.select(0, Number((BigInt(i) * 2654435761n) % BigInt(flat.numel))).itemNumber();
  return [gradient.norm().itemNumber(), ...Array.from({ length: 8 }, (_, i) => at(i))];
}

/** A step of the method, and the gradients that it leaves. */
function stepOf(name: string, kind: string, recorded: boolean): Step {
  return scope(() => {
    const definition = methodNamed(name);
    const own = name === "urpc" ? {} : { supervised: kind };
    const method = definition.with({
      ...definition.presets.official.settings,
      ...own,
      ...(name === "ss-net" ? { memory: 6 } : {}),
    });
    const network = new Tiny(EXTRAS[name] ?? {});
    const members = method.members.map((spec) => {
      const module = spec.make?.({ inChannels: 1, classes: CLASSES, crop: SHAPE, network: () => network }) ?? network;
      if (module instanceof Discriminator) Object.assign(module, { dropout: new nn.Dropout3d(0) });
      fill(module);
      return new Member(spec, module, plannedStudent);
    });
    const classes = Array.from({ length: CLASSES }, (_, value) => ({ name: String(value), value }));
    const plan = { ...smallPlan(), dataset: { ...smallPlan().dataset, classes } };
    const run = method.begin({ plan, scans: noScans });
    const random = new Randomness(SEED);
    using kit = new Kit(members, { classes: CLASSES, device: "cpu", precision: "float32", random, recorded });
    const image = wave([UNLABELLED + LABELLED, 1, ...SHAPE], 1).to("float64");
    const cases = { unlabelled: ["c", "d"], labelled: ["a", "b"] };
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
    const { student } = kit.within(0, () =>
      run.step({ image, mask: masks(), strong: [], students: ["student"], cases }, clock, kit),
    );
    const gradients = Object.fromEntries(
      members.map((member) => [
        member.name,
        Object.fromEntries(
          [...member.module.namedParameters()].flatMap(([key, { grad }]) => (grad ? [[key, sampled(grad)]] : [])),
        ),
      ]),
    );
    run.dispose?.();
    for (const member of members) member.dispose();
    return { terms: student as Step["terms"], gradients };
  });
}

const TOLERANCE = 1e-6;

for (const [title, wanted] of Object.entries(expected.steps)) {
  const [name, kind] = title.split(" ") as [string, string];
  for (const recorded of [true, false]) {
    test(`a step of ${name} with the ${kind} loss of labelled crops, ${recorded ? "recorded" : "plain"}, is PyTorch's, with its gradients`, () =>
      assertNoLeaks(() => {
        const found = stepOf(name, kind, recorded);
        assert.deepEqual(Object.keys(found.terms).sort(), Object.keys(wanted.terms).sort());
        for (const [term, value] of Object.entries(wanted.terms)) {
          const own = found.terms[term] as number;
          assert.ok(
            Math.abs(own - value) < TOLERANCE * Math.max(1, Math.abs(value)),
            `${term}: ${own}, PyTorch ${value}`,
          );
        }
        for (const [member, gradients] of Object.entries(wanted.gradients)) {
          assert.deepEqual(Object.keys(found.gradients[member] ?? {}).sort(), Object.keys(gradients).sort());
          const steepest = Math.max(...Object.values(gradients).map(([norm]) => norm as number));
          for (const [key, values] of Object.entries(gradients)) {
            for (const [i, value] of values.entries()) {
              const own = found.gradients[member]?.[key]?.[i] as number;
              assert.ok(
                Math.abs(own - value) < TOLERANCE * steepest,
                `${member} ${key}[${i}]: ${own}, PyTorch ${value}`,
              );
            }
          }
        }
      }));
  }
}

test("signed distances are those of comparing all pairs of voxels, and 1 where a crop has nothing of a class", () =>
  assertNoLeaks(() =>
    scope(() => {
      const found = signedDistances(masks(), CLASSES);
      assert.deepEqual(found.shape, [LABELLED, CLASSES - 1, ...SHAPE]);
      const values = Array.from(found.flatten().toTypedArray(), Number).filter((_, i) => i % 7 === 0);
      assert.equal(values.length, expected.signedDistances.length);
      for (const [i, value] of values.entries()) {
        assert.ok(Math.abs(value - (expected.signedDistances[i] as number)) < 1e-6, `voxel ${7 * i}: ${value}`);
      }
      assert.ok(found.select(0, 1).select(0, 1).eq(1).all().item());
      const whole = noGrad(() => signedDistances(masks().mul(0).add(1), CLASSES));
      assert.ok(whole.select(1, 0).eq(-1).all().item());
    }),
  ));
