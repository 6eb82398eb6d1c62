/** What UA-MT, CPS and CAML do besides their losses: thresholds, first weights, a memory by case. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  full,
  Generator,
  manualSeed,
  ones,
  rand,
  scope,
  setThreads,
  type Tensor,
  zeros,
} from "@mandn/torch";
import { CaseMemory, drawRows, sampleRight } from "../../src/methods/case-memory.js";
import { methodNamed } from "../../src/methods/index.js";
import { threshold } from "../../src/methods/ua-mt.js";
import { createMembers } from "../../src/training/networks.js";
import { methodPlan } from "../method-plan.js";

setThreads(1);

test("UA-MT's threshold of the entropy rises from 0.75 to 1 of ln K by a Gaussian", () => {
  const own = { firstThreshold: 0.75, lastThreshold: 1 };
  const at = (place: number, classes: number) => threshold(place, classes, own);
  const wanted = [0, 0.5, 1].map((place) => (0.75 + 0.25 * Math.exp(-5 * (1 - place) ** 2)) * Math.log(2));
  for (const [i, place] of [0, 0.5, 1].entries()) assert.ok(Math.abs(at(place, 2) - (wanted[i] as number)) < 1e-12);
  // As the code of 2 classes has it at the start, half and the end of a run.
  assert.deepEqual(
    [0, 0.5, 1].map((place) => at(place, 2).toFixed(3)),
    ["0.521", "0.570", "0.693"],
  );
  assert.ok(Math.abs(at(1, 5) - Math.log(5)) < 1e-12);
});

test("CPS's networks start from weights that are drawn by Kaiming's and by Xavier's rule", () =>
  assertNoLeaks(async () => {
    const plan = methodPlan(methodNamed("cps"));
    const width = { network: "vnet", options: { width: 8 } };
    const members = Object.fromEntries(Object.entries(plan.members).map(([name, one]) => [name, { ...one, ...width }]));
    const made = await createMembers(
      { ...plan, training: { ...plan.training, crop: [16, 16, 16] }, members },
      methodNamed("cps").with(plan.method.settings),
    );
    scope(() => {
      const spreads = made.map(({ module }) => {
        const weight = module.stateDict()["block_five.conv.0.weight"] as Tensor;
        return weight.square().mean().sqrt().itemNumber() * Math.sqrt(128 * 27); // of 128 channels to 128
      });
      assert.ok(Math.abs((spreads[0] as number) - Math.sqrt(2)) < 0.01, `${spreads[0]}`);
      assert.ok(Math.abs((spreads[1] as number) - 1) < 0.01, `${spreads[1]}`);
    });
    for (const member of made) member.dispose();
  }));

describe("CAML's memory", () => {
  const [CLASSES, KEPT, WIDTH] = [2, 8, 4];
  /** Rows that all hold one number, and how many voxels each class's stand for. */
  const rowsOf = (value: number, counts: readonly [number, number]) => {
    const own = zeros([1, CLASSES]);
    for (const [c, count] of counts.entries()) own.select(1, c).fill_(count);
    return { features: full([1, CLASSES, KEPT, WIDTH], value, { dtype: "float32" }), counts: own };
  };
  const nothing = () => rowsOf(0, [0, 0]);

  test("draws of each class from all cases but those of the batch, as if all their voxels were there", () =>
    assertNoLeaks(() =>
      scope(() => {
        const memory = new CaseMemory(["a", "b", "c"], CLASSES, KEPT, WIDTH);
        memory.replace(["a"], rowsOf(1, [900, 4]));
        memory.replace(["b"], rowsOf(2, [100, 2]));
        memory.replace(["c"], rowsOf(3, [5000, 0]));
        using generator = Generator.create(3);
        let [first, drawn] = [0, 0];
        for (let i = 0; i < 400; i++) {
          scope(() => {
            const { features, ranks } = memory.candidates(generator, ["c"], 1);
            assert.ok(ranks.isfinite().all().item());
            const [value] = features.select(0, 0).select(1, 0).toArray() as number[];
            assert.ok(value === 1 || value === 2, `${value}`);
            first += Number(value === 1);
            drawn++;
          });
        }
        assert.ok(Math.abs(first / drawn - 0.9) < 0.05, `${first} of ${drawn}`);
        const { ranks } = memory.candidates(generator, ["c"], 8);
        assert.equal(ranks.select(0, 1).isfinite().sum().itemNumber(), 6);
        memory.dispose();
      }),
    ));

  test("forgets what a case was like when it returns, and goes on from its state bit for bit", () =>
    assertNoLeaks(() =>
      scope(() => {
        const [memory, next] = [1, 2].map(() => new CaseMemory(["a", "b"], CLASSES, KEPT, WIDTH)) as [
          CaseMemory,
          CaseMemory,
        ];
        memory.replace(["a", "b"], {
          features: rand([2, CLASSES, KEPT, WIDTH]),
          counts: full([2, CLASSES], 20, { dtype: "float32" }),
        });
        memory.replace(["a"], rowsOf(7, [3, 0]));
        next.restore(memory.state());
        const drawn = [memory, next].map((one) => {
          using generator = Generator.create(5);
          return one.candidates(generator, ["b"], KEPT);
        });
        for (const key of ["features", "ranks"] as const) assert.ok(drawn[0]?.[key].equal(drawn[1]?.[key] as Tensor));
        assert.deepEqual(drawn[0]?.ranks.isfinite().sum([1]).toArray(), [3n, 0n]);
        assert.ok(drawn[0]?.features.select(0, 0).narrow(0, 0, 3).eq(7).all().item());
        for (const one of [memory, next]) one.dispose();
      }),
    ));

  test("takes random voxels of a class that were rightly predicted, and says how many there were", () =>
    scope(() => {
      manualSeed(1);
      const mask = zeros([1, 3, 4, 5], { dtype: "int64" });
      mask.narrow(3, 0, 2).fill_(1);
      const isRight = ones([1, 3, 4, 5], { dtype: "bool" });
      isRight.narrow(1, 0, 2).fill_(false);
      const features = mask.unsqueeze(1).to("float32").expand([1, WIDTH, 3, 4, 5]).add(10);
      const found = sampleRight(features, { mask, isRight, classes: CLASSES, kept: KEPT });
      assert.deepEqual(found.counts.toArray(), [[12, 8]]);
      assert.ok(found.features.select(1, 0).eq(10).all().item() && found.features.select(1, 1).eq(11).all().item());
      const memory = new CaseMemory(["a"], CLASSES, KEPT, WIDTH);
      memory.replace(["a"], nothing());
      using generator = Generator.create(5);
      const { features: drawn, isFull } = drawRows(memory.candidates(generator, [], 6), found, 6);
      assert.deepEqual(isFull.toArray(), [1, 1]);
      assert.ok(drawn.select(0, 0).eq(10).all().item() && drawn.select(0, 1).eq(11).all().item());
      assert.deepEqual(drawRows(memory.candidates(generator, [], 8), nothing(), 8).isFull.toArray(), [0, 0]);
      memory.dispose();
    }));
});
