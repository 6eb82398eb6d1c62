/**
 * What happens between the stages of methods whose teacher is made of their network in the middle of a run: BCP's, which follows
 * it from then on, and that of self-training, which stays as it is.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, scope, setThreads } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { methodNamed } from "../../src/methods/index.js";
import type { Member } from "../../src/training/member.js";
import { memberNamed } from "../../src/training/method.js";
import { createMembers } from "../../src/training/networks.js";
import { Trainer } from "../../src/training/trainer.js";
import { methodPlan } from "../method-plan.js";
import { SmallScans } from "../small-scans.js";

setThreads(1);

const weightsOf = ({ module }: Member) =>
  scope(() => module.parameters().flatMap((one) => Array.from(one.toTypedArray(), Number)));

/** Trains to the end of stage 1, and opens the first epoch of stage 2. */
async function betweenStages(name: string, body: (trainer: Trainer, student: Member, teacher: Member) => void) {
  const plan = methodPlan(methodNamed(name));
  const method = methodNamed(name).with(plan.method.settings);
  const members = await createMembers(plan, method);
  const scans = new SmallScans([...plan.dataset.labelled, ...plan.dataset.unlabelled]);
  try {
    using trainer = new Trainer({ method, plan, members, crops: scans, scans, random: new Randomness(0) });
    while (trainer.epoch.stage === 0) {
      if (trainer.opensEpoch) trainer.openEpoch();
      assert.equal(trainer.advance().batch.unlabelled, 0);
    }
    const [student, teacher] = ["student", "teacher"].map((one) => memberNamed(members, one)) as [Member, Member];
    assert.notDeepEqual(weightsOf(teacher), weightsOf(student));
    trainer.openEpoch();
    assert.deepEqual(weightsOf(teacher), weightsOf(student));
    body(trainer, student, teacher);
  } finally {
    for (const member of members) member.dispose();
    scans.dispose();
  }
}

test("BCP's teacher begins stage 2 as the network is then, and follows it slowly", () =>
  assertNoLeaks(() =>
    betweenStages("bcp", (trainer, student, teacher) => {
      const before = weightsOf(teacher);
      assert.ok(trainer.advance().batch.unlabelled >= 2);
      const [own, followed] = [weightsOf(student), weightsOf(teacher)];
      assert.notDeepEqual(own, before);
      for (const [i, weight] of followed.entries()) {
        const wanted = 0.99 * (before[i] as number) + 0.01 * (own[i] as number);
        assert.ok(Math.abs(weight - wanted) < 1e-6, `weight ${i}: ${weight}, wanted ${wanted}`);
      }
    }),
  ));

test("self-training's teacher is the network at the end of stage 1, and stays so", () =>
  assertNoLeaks(() =>
    betweenStages("self-training", (trainer, student, teacher) => {
      const before = weightsOf(teacher);
      while (!trainer.isDone) {
        if (trainer.opensEpoch) trainer.openEpoch();
        assert.ok(trainer.advance().batch.unlabelled > 0);
      }
      assert.deepEqual(weightsOf(teacher), before);
      assert.notDeepEqual(weightsOf(student), before);
    }),
  ));
