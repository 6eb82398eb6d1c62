/** Pseudo-masks of whole scans: what soft ones hold, that crops are cut of them as of the scans, and that they go through a checkpoint. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { affineFromSpacing } from "@mandn/imaging";
import { assertNoLeaks, cat, fromTypedArray, full, Generator, scope, type Tensor, zeros } from "@mandn/torch";
import { drawCrops } from "../../src/data/crops.js";
import { Randomness } from "../../src/data/random.js";
import { windowOptions } from "../../src/inference/predict.js";
import { slidingWindow } from "../../src/inference/sliding-window.js";
import { diceAndKl } from "../../src/methods/losses.js";
import type { Augmentation } from "../../src/plan/plan.js";
import { Kit } from "../../src/training/kit.js";
import { Member } from "../../src/training/member.js";
import {
  disposePseudoMasks,
  makePseudoMasks,
  pseudoMasksOf,
  pseudoMaskTensors,
} from "../../src/training/pseudo-masks.js";
import { NO_AUGMENTATION } from "../data/scans.js";
import { pointwise } from "../inference/networks.js";
import { mnError } from "../run/support.js";
import { smallPlan } from "../small-plan.js";
import { SmallScans } from "../small-scans.js";

const plan = smallPlan();
const { unlabelled, classes } = plan.dataset;

/** Two networks of three classes, and scans, with a kit that knows them as "2d" and "3d". */
function withKit(body: (kit: Kit, scans: SmallScans, networks: readonly ReturnType<typeof pointwise>[]) => void) {
  return assertNoLeaks(() => {
    const networks = [pointwise([-2, 0, 2], [0, 1, 0]), pointwise([-3, 0, 1], [0.2, 1, 0.1])];
    const members = networks.map((network, i) => {
      const spec = { name: `${i + 2}d`, title: "network", view: "volume", learns: "frozen" } as const;
      return new Member(spec, network, plan.members["3d"] as Member["planned"]);
    });
    const random = new Randomness(0);
    using kit = new Kit(members, { classes: classes.length, device: "cpu", precision: "float32", random });
    const scans = new SmallScans(unlabelled);
    try {
      scope(() => body(kit, scans, networks));
    } finally {
      for (const member of members) member.dispose();
      scans.dispose();
    }
  });
}

test("a soft mask is the mean of the networks' probabilities, as a prediction of the plan has it, to half a 255th", () =>
  withKit((kit, scans, networks) => {
    const made = makePseudoMasks({ at: 0, by: ["2d", "3d"], soft: true }, { plan, scans }, kit);
    for (const [one, { soft, foreground }] of made) {
      const all = networks.map((network) =>
        slidingWindow(scans.scan(one).image, network, windowOptions(plan)).softmax(0),
      );
      const wanted = (all[0] as Tensor).add(all[1] as Tensor).div(2);
      const off = (soft as Tensor).div(255).sub(wanted).abs().max().itemNumber();
      assert.ok(off <= 0.5 / 255 + 1e-6, `${one} is off by ${off}`);
      for (const [i, voxels] of foreground.entries()) {
        assert.ok(voxels.length > 0);
        for (let v = 0; v < voxels.length; v += 3) {
          const at = [...voxels.slice(v, v + 3)].reduce((x, place) => x.select(1, place), soft as Tensor);
          assert.equal(at.argmax(0).itemNumber(), i + 1);
        }
      }
    }
    disposePseudoMasks(made);
  }));

test("where only places are wanted, no soft mask is kept", () =>
  withKit((kit, scans) => {
    const made = makePseudoMasks({ at: 0, by: ["3d"] }, { plan, scans }, kit);
    assert.deepEqual([...made.keys()], unlabelled);
    for (const { soft, foreground } of made.values()) assert.deepEqual([soft, foreground.length], [undefined, 2]);
  }));

test("soft masks that memory has no room for are refused before any is made", () =>
  withKit((kit, scans) => {
    const all = unlabelled.length * classes.length * 10 * 12 * 12;
    const make = (room: number) => makePseudoMasks({ at: 0, by: ["3d"], soft: true }, { plan, scans }, kit, room);
    assert.throws(() => make(all - 1), mnError("memory", /Soft masks of all unlabelled scans take .* are left/));
    disposePseudoMasks(make(all));
  }));

test("masks are the same from a checkpoint's tensors", () =>
  withKit((kit, scans) => {
    const made = makePseudoMasks({ at: 0, by: ["2d"], soft: true }, { plan, scans }, kit);
    const read = pseudoMasksOf(pseudoMaskTensors(made));
    assert.deepEqual([...read.keys()], [...made.keys()]);
    for (const [one, { soft, foreground }] of made) {
      assert.deepEqual(read.get(one)?.foreground, foreground);
      assert.ok(read.get(one)?.soft?.equal(soft as Tensor));
    }
    disposePseudoMasks(made);
    disposePseudoMasks(read);
  }));

test("a crop's soft mask lies where its image does, turned, zoomed and mirrored with it, and outside is background", () =>
  assertNoLeaks(() =>
    scope(() => {
      const shape = [7, 9, 8];
      const shares = Uint8Array.from({ length: 504 }, (_, i) => (i * 37) % 256);
      const image = fromTypedArray(Float32Array.from(shares), [1, ...shape]);
      const share = fromTypedArray(shares, [1, ...shape]);
      const soft = fromTypedArray(
        shares.map((one) => 255 - one),
        [1, ...shape],
      );
      const scan = {
        image,
        grid: { shape: [1, 7, 9, 8] as const, affine: affineFromSpacing([1, 1, 1]) },
        background: [0],
        soft: cat([soft, share]),
      };
      const augmentation: Augmentation = {
        ...NO_AUGMENTATION,
        zoom: 0.2,
        axisZoom: 0.1,
        rotation: [0.3, 0.2, 0.1],
        flips: [true, true, true],
      };
      for (const own of [undefined, augmentation]) {
        using generator = Generator.create(3);
        const crops = drawCrops(Array(6).fill(scan), {
          crop: [10, 8, 6],
          foregroundCrops: 0,
          generator,
          ...(own && { augmentation: own }),
        });
        const found = crops.soft as Tensor;
        assert.deepEqual(found.shape, [6, 2, 10, 8, 6]);
        const off = found.narrow(1, 1, 1).mul(255).sub(crops.image).abs().max().itemNumber();
        assert.ok(off < 1e-3, `off by ${off}`);
        assert.ok(found.sum([1]).sub(1).abs().max().itemNumber() < 1e-6);
      }
    }),
  ));

test("a crop's soft mask that is sure of a class has no share below 0 of another, of which no logarithm is", () =>
  assertNoLeaks(() =>
    scope(() => {
      const scan = {
        image: zeros([1, 9, 9, 9]),
        grid: { shape: [1, 9, 9, 9] as const, affine: affineFromSpacing([1, 1, 1]) },
        background: [0],
        soft: cat([zeros([1, 9, 9, 9]), full([1, 9, 9, 9], 255, { dtype: "float32" })]).to("uint8"),
      };
      using generator = Generator.create(5);
      const augmentation: Augmentation = { ...NO_AUGMENTATION, zoom: 0.2, rotation: [0.3, 0.2, 0.1] };
      const { soft } = drawCrops(Array(12).fill(scan), {
        crop: [8, 8, 8],
        foregroundCrops: 0,
        generator,
        augmentation,
      });
      const { kl } = diceAndKl(zeros([12, 2, 8, 8, 8]), soft as Tensor);
      assert.ok((soft as Tensor).amin().itemNumber() >= 0);
      assert.ok(Number.isFinite(kl.itemNumber()));
    }),
  ));
