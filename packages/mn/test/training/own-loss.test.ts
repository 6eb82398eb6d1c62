/** A loss of one's own in the place of the methods': the shipped formula, given as one, trains the same weights. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, nn, scope, setThreads, zeros } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { lossOfRegions } from "../../src/methods/bcp.js";
import { diceAndKl, oneHot } from "../../src/methods/losses.js";
import type { Plan } from "../../src/plan/plan.js";
import { createMembers } from "../../src/training/networks.js";
import { defineLoss, type OwnLoss, scalarOf } from "../../src/training/own-loss.js";
import { Trainer } from "../../src/training/trainer.js";
import { methodPlan, TRIED, type Tried } from "../method-plan.js";
import { mnError } from "../run/support.js";
import { SmallScans } from "../small-scans.js";

const STEPS = 6;
const PLANNED = { path: "/losses/loss.js", sha256: "0".repeat(64) };

const shipped = defineLoss({
  name: "shipped",
  parts: true,
  loss(logits, mask, inside) {
    if (inside === undefined) return diceAndKl(logits, oneHot(mask, logits.size(1)).to(logits.dtype)).total;
    return lossOfRegions(logits, [{ inside: inside.unsqueeze(1), mask, weight: 1 }], "common");
  },
});
const another = defineLoss({
  name: "another",
  parts: true,
  loss(logits, mask, inside) {
    const each = nn.functional.crossEntropy(logits, mask, { reduction: "none" });
    return (inside === undefined ? each : each.mul(inside.to(each.dtype))).mean();
  },
});

/** M&N has one loss for the whole batch, which is the shipped formula where no crop is unlabelled. */
const ALIKE: Readonly<Record<string, Plan["method"]["settings"]>> = {
  mn: { sampling: 0 },
  "mn-whole-scans": { sampling: 0, lastStage: 0 },
};

/** All weights after some steps of a method, with and without a loss of one's own. */
async function trained(name: string, loss?: OwnLoss, own: Plan["method"]["settings"] = {}): Promise<number[]> {
  setThreads(1);
  const { definition, settings } = TRIED.get(name) as Tried;
  const small = methodPlan(definition, { ...settings, ...own });
  const plan = loss === undefined ? small : { ...small, training: { ...small.training, loss: PLANNED } };
  const method = definition.with(plan.method.settings);
  const scans = new SmallScans([...plan.dataset.labelled, ...plan.dataset.unlabelled]);
  const members = await createMembers(plan, method);
  try {
    using trainer = new Trainer({
      method,
      plan,
      members,
      crops: scans,
      scans,
      random: new Randomness(0),
      loss,
    });
    for (let step = 0; step < STEPS; step++) {
      if (trainer.opensEpoch) trainer.openEpoch();
      const { members: told } = trainer.advance();
      for (const { terms } of Object.values(told)) assert.ok(Object.values(terms).every(Number.isFinite), name);
    }
    return scope(() =>
      members.flatMap(({ module }) =>
        Object.values(module.stateDict()).flatMap((one) => Array.from(one.toTypedArray(), Number)),
      ),
    );
  } finally {
    for (const member of members) member.dispose();
    scans.dispose();
  }
}

const differ = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);

for (const [name, { title, definition }] of TRIED) {
  if (!definition.takesLoss) continue;
  test(`${title} (${name}) learns by it: the shipped formula comes to the same weights, another does not`, () =>
    assertNoLeaks(async () => {
      const usual = await trained(name, undefined, ALIKE[name]);
      const found = await trained(name, shipped, ALIKE[name]);
      assert.equal(found.length, usual.length);
      const off = differ(found, usual);
      assert.ok(off === 0, `they differ by ${off}`);
      assert.ok(differ(await trained(name, another, ALIKE[name]), usual) > 1e-6);
    }));
}

test("M&N learns labelled crops by it and unlabelled ones by Dice + KL", () =>
  assertNoLeaks(async () => {
    const nothing = defineLoss({ name: "nothing", loss: (logits) => logits.sum().mul(0) });
    const weights = await Promise.all([
      trained("mn-whole-scans", nothing),
      trained("mn-whole-scans", another),
      trained("mn-whole-scans", nothing, { sampling: 0, lastStage: 0 }),
    ]);
    const [taught, both, untaught] = weights as [number[], number[], number[]];
    assert.ok(differ(taught, untaught) > 1e-4, "soft masks teach");
    assert.ok(differ(taught, both) > 1e-4, "masks teach");
  }));

for (const name of ["bcp", "sdcl"]) {
  test(`${name}, which learns parts of crops, refuses one that is of whole crops`, () =>
    assert.rejects(
      trained(name, { name: "whole", loss: another.loss }),
      mnError("usage", (TRIED.get(name) as Tried).title, 'the loss "whole" is of whole ones', "parts: true"),
    ));
}

test("DualFete alone takes none, and says why", async () => {
  const none = [...TRIED].filter(([, { definition }]) => !definition.takesLoss);
  assert.deepEqual(
    none.map(([name]) => name),
    ["dualfete"],
  );
  await assert.rejects(
    trained("dualfete", shipped),
    mnError("usage", "DualFete takes no loss of one's own: its students learn of single voxels too", "--loss"),
  );
});

test("a plan's loss that was not loaded is no reason to learn by another", async () => {
  const { definition, settings } = TRIED.get("cps") as Tried;
  const plan = methodPlan(definition, settings);
  const context = { plan: { ...plan, training: { ...plan.training, loss: PLANNED } }, scans: new SmallScans([]) };
  assert.throws(() => definition.with(plan.method.settings).begin(context), mnError("usage", "it was not loaded"));
});

test("what is no tensor of no dimension is refused with the loss's name", () =>
  scope(() => {
    const [logits, mask] = [zeros([2, 3, 2, 2, 2]), zeros([2, 2, 2, 2])];
    const giving = (value: unknown) => () => scalarOf({ name: "odd", loss: () => value as never }, [logits, mask]);
    assert.throws(giving(zeros([2, 3])), mnError("plan", 'the loss "odd"', "gives a tensor of shape [2, 3]", "mean()"));
    assert.throws(giving(0.5), mnError("plan", "gives number, no tensor"));
    assert.throws(giving(undefined), mnError("plan", "gives undefined, no tensor"));
  }));
