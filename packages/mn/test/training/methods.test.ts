/** Every method of METHODS keeps the contract of training/method.ts, on small networks and scans. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { assertNoLeaks, scope, setThreads } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import type { Plan } from "../../src/plan/plan.js";
import { epochAt, steady } from "../../src/plan/schedule.js";
import { ruleFaults } from "../../src/planning/rules.js";
import { type AnyMethod, learners, type Scans } from "../../src/training/method.js";
import { createMembers } from "../../src/training/networks.js";
import { Trainer } from "../../src/training/trainer.js";
import { scoreScans } from "../../src/training/whole-scans.js";
import { methodPlan, TRIED } from "../method-plan.js";
import { SmallScans } from "../small-scans.js";

setThreads(1);
const root = mkdtempSync(join(tmpdir(), "mn-methods-"));
mkdirSync(root, { recursive: true });
after(() => rmSync(root, { recursive: true }));

/**
 * Trains so many steps from the start, or from a checkpoint in between, and says the weights, the losses with their stages, and the
 * mean Dice of each set of predictors on a labelled scan. The method gets no mask of an unlabelled scan.
 */
async function run(plan: Plan, definition: AnyMethod, steps: number, { recorded = true, stopAfter = steps } = {}) {
  const method = definition.with(plan.method.settings);
  const { labelled, unlabelled, classes } = plan.dataset;
  const scans = new SmallScans([...labelled, ...unlabelled]);
  const losses: number[] = [];
  const stages: number[] = [];
  const seen: Scans = {
    scan: (id) => ({ ...scans.scan(id), mask: undefined }),
    labelledScan(id) {
      assert.ok(labelled.includes(id), `the mask of ${id}`);
      return scans.labelledScan(id);
    },
  };
  const make = async () => {
    const members = await createMembers(plan, method);
    const random = new Randomness(plan.seed);
    const trainer = new Trainer({ method, plan, members, crops: scans, scans: seen, random, recorded });
    return { members, trainer };
  };
  const advance = (trainer: Trainer) => {
    if (trainer.opensEpoch) trainer.openEpoch();
    const { stage, members } = trainer.advance();
    for (const { terms } of Object.values(members)) {
      losses.push(terms.loss);
      stages.push(stage);
    }
  };
  const dispose = ({ members, trainer }: Awaited<ReturnType<typeof make>>) => {
    trainer.dispose();
    for (const member of members) member.dispose();
  };
  let at = await make();
  try {
    for (let i = 0; i < stopAfter; i++) advance(at.trainer);
    if (stopAfter < steps) {
      const next = await make();
      scope(() => {
        const { tensors, state } = at.trainer.checkpoint();
        next.trainer.restore({ tensors: { ...tensors, ...at.trainer.places() }, state });
      });
      dispose(at);
      at = next;
      for (let i = stopAfter; i < steps; i++) advance(at.trainer);
    }
    const weights = at.members.map(({ module }) =>
      scope(() => Object.values(module.stateDict()).map((one) => Array.from(one.toTypedArray(), Number))),
    );
    const known = [scans.labelledScan(labelled[0] as string)];
    const dice = scope(() => scoreScans(known, at.members, method.predictors, classes.length, plan));
    return { losses, stages, weights, dice };
  } finally {
    dispose(at);
    scans.dispose();
  }
}

function largestDifference(a: readonly (readonly number[])[][], b: readonly (readonly number[])[][]): number {
  let most = 0;
  for (const [m, member] of a.entries()) {
    for (const [t, tensor] of member.entries()) {
      for (const [i, value] of tensor.entries()) most = Math.max(most, Math.abs(value - (b[m]?.[t]?.[i] as number)));
    }
  }
  return most;
}

for (const { title, definition, settings } of TRIED.values()) {
  describe(title, () => {
    const plan = methodPlan(definition, settings);
    const method = definition.with(plan.method.settings);

    test("has a plan without faults, for each preset", () => {
      for (const preset of ["clean", "official"] as const) {
        const own = definition.with(definition.presets[preset].settings);
        assert.ok(own.members.length > 0 && Object.keys(own.predictors).length > 0);
      }
      assert.deepEqual(ruleFaults(plan), []);
    });

    test("names students and predictors that are members", () => {
      const names = method.members.map(({ name }) => name);
      assert.equal(new Set(names).size, names.length);
      for (const of of Object.values(method.predictors)) for (const name of of) assert.ok(names.includes(name), name);
      const learning = learners(method).map(({ name }) => name);
      for (let epoch = 0; epoch < 20; epoch++) {
        const at = epochAt(epoch, [steady(20)], method.stages, plan.training);
        const steps = method.steps(at, plan.training);
        assert.ok(steps.length > 0);
        for (const { students, labelled } of steps) {
          assert.ok(labelled >= 1, "a batch holds a labelled crop");
          for (const name of students) assert.ok(learning.includes(name), name);
        }
      }
    });

    test("learns: its losses on small scans fall within its last stage", async () => {
      const steps = 60;
      const long = { ...plan, training: { ...plan.training, epochs: 30 } };
      const { losses: all, stages } = await run(long, definition, steps);
      const losses = all.filter((_, i) => stages[i] === stages.at(-1));
      const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
      const third = Math.floor(losses.length / 3);
      const [first, last] = [mean(losses.slice(0, third)), mean(losses.slice(-third))];
      assert.ok(last < first, `${first} at first, ${last} at last`);
    });

    test("predicts whole scans, by each set of its predictors", async () => {
      const { dice } = await run(plan, definition, 2);
      assert.deepEqual(Object.keys(dice), Object.keys(method.predictors));
      for (const ofClasses of Object.values(dice)) {
        assert.equal(ofClasses.length, plan.dataset.classes.length - 1);
        for (const one of ofClasses) assert.ok(one !== null && one >= 0 && one <= 1, String(one));
      }
    });

    test("goes on from a checkpoint bit for bit", async () => {
      const [whole, stopped] = [await run(plan, definition, 9), await run(plan, definition, 9, { stopAfter: 5 })];
      assert.deepEqual(stopped.losses, whole.losses);
      assert.deepEqual(stopped.weights, whole.weights);
    });

    test("computes the same plainly as recorded: nothing that changes from step to step is frozen", async () => {
      const [recorded, plain] = [await run(plan, definition, 9), await run(plan, definition, 9, { recorded: false })];
      for (const [i, loss] of recorded.losses.entries()) {
        const other = plain.losses[i] as number;
        assert.ok(
          Math.abs(loss - other) < 1e-5 * Math.max(1, Math.abs(other)),
          `update ${i}: ${loss}, plainly ${other}`,
        );
      }
      const off = largestDifference(recorded.weights, plain.weights);
      assert.ok(off < 1e-4, `weights differ by ${off}`);
    });

    test("learns the same in bfloat16, nearly", async () => {
      const [exact, rough] = [
        await run(plan, definition, 4),
        await run({ ...plan, precision: "bfloat16" }, definition, 4),
      ];
      for (const [i, loss] of exact.losses.entries()) {
        const other = rough.losses[i] as number;
        assert.ok(Math.abs(loss - other) < 0.05 * Math.max(1, loss), `update ${i}: ${loss}, in bfloat16 ${other}`);
      }
    });

    test("leaves no tensor behind", () => assertNoLeaks(async () => void (await run(plan, definition, 6))));
  });
}
