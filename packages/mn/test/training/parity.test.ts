import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { assertNoLeaks, nn, noGrad, scope, type Tensor } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { mn } from "../../src/methods/mn.js";
import type { PlannedMember } from "../../src/plan/plan.js";
import { Member } from "../../src/training/member.js";
import type { TrainingPlan } from "../../src/training/method.js";
import { Trainer } from "../../src/training/trainer.js";
import { smallPlan } from "../small-plan.js";
import { batches, lossesOf, noScans, wave } from "./formulas.js";

// The same networks, batches and settings as in parity/mn/cotraining.py.
const CLASSES = 3;
const SHAPE = [6, 8, 10];
const EPOCHS = 20;

const plan: TrainingPlan = {
  device: "cpu",
  seed: 7,
  precision: "float32",
  inference: smallPlan().inference,
  dataset: {
    classes: [0, 1, 2].map((value) => ({ name: String(value), value })),
    labelled: ["a", "b", "c"],
    unlabelled: ["d", "e", "f"],
  },
  training: {
    crop: [6, 8, 10],
    volumesPerBatch: 3,
    epochs: EPOCHS,
    updatesPerEpoch: 2,
    warmUp: 0.1,
    annealing: { kind: "cosine" },
    foregroundCrops: 0.5,
    validations: 0,
    checkpointMinutes: 5,
  },
};

class Small3d extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly a = new nn.Conv3d(1, 4, 3, { padding: 1 });
  readonly b = new nn.Conv3d(4, CLASSES, 3, { padding: 1 });

  forward(x: Tensor): Tensor {
    return this.b.forward(this.a.forward(x).relu());
  }
}

class Small2d extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly a = new nn.Conv2d(1, 4, 3, { padding: 1 });
  readonly b = new nn.Conv2d(4, CLASSES, 3, { padding: 1 });

  forward(x: Tensor): Tensor {
    const [n, c, d, h, w] = x.shape as [number, number, number, number, number];
    const slices = x.permute([0, 2, 1, 3, 4]).reshape([n * d, c, h, w]);
    const y = this.b.forward(this.a.forward(slices).relu());
    return y.reshape([n, d, CLASSES, h, w]).permute([0, 2, 1, 3, 4]);
  }
}

type Which = "2d" | "3d";

interface Reference {
  readonly losses: readonly (readonly [dice: number, kl: number])[];
  readonly weights: Readonly<Record<Which, Readonly<Record<string, readonly number[]>>>>;
}
const references = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/cotraining.json", import.meta.url), "utf8"),
) as Readonly<Record<"alternating" | "together", Reference>>;

const settings = { stage1: 0.5, alternating: true, sampling: "epoch", pseudoMaskRefreshes: [] } as const;

test("losses and weights of 20 steps of stage 1 and 40 alternating ones of stage 2 are those of PyTorch", () =>
  follow(true, references.alternating));

test("and of 20 steps of stage 2 in which both networks learn", () => follow(false, references.together));

async function follow(alternating: boolean, reference: Reference): Promise<void> {
  await assertNoLeaks(() => {
    const networks = { "2d": new Small2d(), "3d": new Small3d() };
    for (const network of Object.values(networks)) {
      network.parameters().forEach((p, i) => {
        scope(() => noGrad(() => p.copy_(wave(p.shape, i).mul(0.3))));
      });
    }
    const method = mn.with({ ...settings, alternating });
    const optimizer = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] } satisfies PlannedMember["optimizer"];
    const common = { network: "", options: {}, optimizer };
    const planned: Readonly<Record<string, PlannedMember>> = {
      "2d": { ...common, view: "slices", learningRate: 1e-2, slicesPerVolume: 3, sliceDirections: ["d", "h"] },
      "3d": { ...common, view: "volume", learningRate: 2e-2 },
    };
    const members = method.members.map(
      (spec) => new Member(spec, networks[spec.name as Which], planned[spec.name] as PlannedMember),
    );
    const crops = batches(SHAPE, (image) => image.add(1).mul(1.49).floor().to("int64"));
    using trainer = new Trainer({ method, plan, members, crops, scans: noScans, random: new Randomness(plan.seed) });
    const found = lossesOf(trainer);
    assert.equal(found.length, reference.losses.length);
    for (const [i, [dice, kl]] of found.entries()) {
      const [wantedDice, wantedKl] = reference.losses[i] as readonly [number, number];
      assert.ok(Math.abs(dice - wantedDice) < 1e-4 * wantedDice, `update ${i}: Dice ${dice}, PyTorch ${wantedDice}`);
      assert.ok(Math.abs(kl - wantedKl) < 1e-4 * wantedKl, `update ${i}: KL ${kl}, PyTorch ${wantedKl}`);
    }
    for (const which of ["2d", "3d"] as const) {
      for (const [name, p] of networks[which].namedParameters()) {
        const wanted = reference.weights[which][name] as readonly number[];
        for (const [i, x] of Array.from(p.toTypedArray(), Number).entries()) {
          const y = wanted[i] as number;
          assert.ok(Math.abs(x - y) < 1e-4 * Math.max(0.1, Math.abs(y)), `${which} ${name}[${i}]: ${x}, PyTorch ${y}`);
        }
      }
    }
    for (const member of members) member.dispose();
  });
}
