import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SegFormer, SliceModel, segformerLora, UNet3d } from "@mandn/models";
import { assertNoLeaks, type nn, scope, setThreads } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { mn } from "../../src/methods/mn.js";
import type { PlannedMember } from "../../src/plan/plan.js";
import { Member } from "../../src/training/member.js";
import type { TrainingPlan } from "../../src/training/method.js";
import { Trainer } from "../../src/training/trainer.js";
import { smallPlan } from "../small-plan.js";
import { batches, lossesOf, noScans, wave } from "./formulas.js";

setThreads(1);

// The same networks, batches and settings as in parity/mn/reference_step.py.
const SHAPE = [8, 32, 32] as const;

const plan: TrainingPlan = {
  device: "cpu",
  seed: 7,
  precision: "float32",
  inference: smallPlan().inference,
  dataset: {
    classes: [0, 1].map((value) => ({ name: String(value), value })),
    labelled: ["a", "b", "c"],
    unlabelled: ["d", "e", "f"],
  },
  training: {
    crop: [...SHAPE],
    volumesPerBatch: 3,
    epochs: 15,
    updatesPerEpoch: 2,
    warmUp: 2 / 15,
    annealing: { kind: "cosine" },
    foregroundCrops: 0.5,
    validations: 0,
    checkpointMinutes: 5,
  },
};

const config = {
  hidden_sizes: [8, 16, 24, 32],
  depths: [1, 2, 1, 1],
  num_attention_heads: [1, 2, 3, 4],
  decoder_hidden_size: 16,
  drop_path_rate: 0,
  classifier_dropout_prob: 0,
};
const lora = { ...segformerLora, rank: 4, alpha: 8, dropout: 0 };

/** Numbers by name; kernels over volumes are made with D last, as in the reference code. */
function fill(network: nn.Module): void {
  scope(() => {
    const state = Object.entries(network.stateDict()).flatMap(([name, value]) => {
      if (!value.isFloatingPoint() || name.includes("running_")) return [];
      const { shape } = value;
      const phase = Buffer.from(name).reduce((sum, byte) => sum + byte, 0);
      if (shape.length < 2) {
        const x = wave(shape, phase).to("float64");
        return [[name, name.endsWith("weight") ? x.mul(0.2).add(1) : x.mul(0.1)] as const];
      }
      const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
      const theirs = shape.length === 5 ? [...shape.slice(0, 2), ...shape.slice(3), shape[2] as number] : shape;
      const x = wave(theirs, phase)
        .to("float64")
        .mul((2 / fanIn) ** 0.5);
      return [[name, shape.length === 5 ? x.permute([0, 1, 4, 2, 3]) : x] as const];
    });
    const { missing } = network.loadStateDict(Object.fromEntries(state), { strict: false });
    assert.ok(
      missing.every((name) => /running_|num_batches/.test(name)),
      missing.join(", "),
    );
  });
}

const file = process.env.MANDN_REFERENCE_STEP ?? new URL("../../../test/fixtures/reference-step.json", import.meta.url);

const TOLERANCE = { float64: 1e-10, float32: 1e-4 } as const;

for (const dtype of ["float64", "float32"] as const) {
  test(`losses of 20 updates of each network in stage 1 and 20 alternating ones in stage 2 are the reference step's, in ${dtype}`, () =>
    follow(dtype));
}

async function follow(dtype: keyof typeof TOLERANCE): Promise<void> {
  const expected = JSON.parse(readFileSync(file, "utf8")) as { losses: [dice: number, kl: number][] };
  await assertNoLeaks(() => {
    const network2d = new SegFormer({ inChannels: 1, classes: 2, config, lora });
    const network3d = new UNet3d({ inChannels: 1, classes: 2, width: 4, levels: 4 });
    for (const network of [network2d, network3d]) fill(network.to({ dtype }));
    const method = mn.with({ stage1: 10 / 15, alternating: true, sampling: "epoch", pseudoMaskRefreshes: [] });
    const optimizer = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] } satisfies PlannedMember["optimizer"];
    const common = { network: "", options: {}, optimizer };
    const planned: Readonly<Record<string, PlannedMember>> = {
      "2d": { ...common, view: "slices", learningRate: 1e-3, slicesPerVolume: SHAPE[0], sliceDirections: ["d"] },
      "3d": { ...common, view: "volume", learningRate: 1e-4 },
    };
    const members = method.members.map((spec) => {
      const network = spec.view === "slices" ? new SliceModel(network2d) : network3d;
      return new Member(spec, network, planned[spec.name] as PlannedMember);
    });
    const crops = batches(SHAPE, (image) => image.gt(0.2).to("int64"), dtype);
    using trainer = new Trainer({ method, plan, members, crops, scans: noScans, random: new Randomness(plan.seed) });
    const found = lossesOf(trainer);
    assert.equal(found.length, 60);
    assert.equal(expected.losses.length, 60);
    let worst = 0;
    for (const [i, losses] of found.entries()) {
      for (const [k, name] of ["Dice", "KL"].entries()) {
        const [value, wanted] = [losses[k] as number, expected.losses[i]?.[k] as number];
        const off = Math.abs(value - wanted) / Math.abs(wanted);
        worst = Math.max(worst, off);
        assert.ok(off < TOLERANCE[dtype], `update ${i}: ${name} ${value}, the reference ${wanted}`);
      }
    }
    if (process.env.MANDN_REFERENCE_STEP)
      console.log(`60 updates in ${dtype}; largest relative difference ${worst.toExponential(1)}`);
    for (const member of members) member.dispose();
  });
}
