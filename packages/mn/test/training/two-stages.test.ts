/**
 * What happens between the stages of methods that make something of their network in the middle of a run: BCP a teacher, which follows it
 * from then on, and self-training masks, which stay as they are.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, scope, setThreads, type Tensor } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { methodNamed } from "../../src/methods/index.js";
import type { Plan } from "../../src/plan/plan.js";
import type { Member } from "../../src/training/member.js";
import { createMembers } from "../../src/training/networks.js";
import { Trainer } from "../../src/training/trainer.js";
import { predictSoftMask } from "../../src/training/whole-scans.js";
import { methodPlan } from "../method-plan.js";
import { SmallScans } from "../small-scans.js";

setThreads(1);

const weightsOf = ({ module }: Member) =>
  scope(() => module.parameters().flatMap((one) => Array.from(one.toTypedArray(), Number)));

/** Trains to the end of stage 1, and opens the first epoch of stage 2. */
async function betweenStages(
  name: string,
  body: (
    trainer: Trainer,
    members: readonly [student: Member, ...others: Member[]],
    of: { readonly plan: Plan; readonly scans: SmallScans },
  ) => void,
) {
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
    trainer.openEpoch();
    body(trainer, members as [Member, ...Member[]], { plan, scans });
  } finally {
    for (const member of members) member.dispose();
    scans.dispose();
  }
}

test("BCP's teacher begins stage 2 as the network is then, and follows it slowly", () =>
  assertNoLeaks(() =>
    betweenStages("bcp", (trainer, [student, teacher]) => {
      assert.ok(teacher !== undefined);
      assert.deepEqual(weightsOf(teacher), weightsOf(student));
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

test("self-training's masks are what its network predicts of whole scans at the end of stage 1, and stay so", () =>
  assertNoLeaks(() =>
    betweenStages("self-training", (trainer, [student], { plan, scans }) =>
      scope(() => {
        const id = plan.dataset.unlabelled[0] as string;
        const kept = () => trainer.places()[`soft/${id}`] as Tensor;
        const predicted = () => {
          using mask = predictSoftMask(scans.scan(id), [student.predictor], plan.dataset.classes.length, plan);
          return mask.clone();
        };
        const first = predicted();
        assert.ok(kept().equal(first));
        while (!trainer.isDone) {
          if (trainer.opensEpoch) trainer.openEpoch();
          assert.ok(trainer.advance().batch.unlabelled > 0);
        }
        assert.ok(kept().equal(first));
        assert.ok(!predicted().equal(first));
      }),
    ),
  ));
