import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, scope, setThreads } from "@mandn/torch";
import { Randomness } from "../../src/data/random.js";
import { METHODS, methodNamed } from "../../src/methods/index.js";
import type { RunEvent } from "../../src/run/events.js";
import { createMembers } from "../../src/training/networks.js";
import { spentBy } from "../../src/training/spent.js";
import { Trainer } from "../../src/training/trainer.js";
import { methodPlan } from "../method-plan.js";
import { SmallScans } from "../small-scans.js";

setThreads(1);

/** The passes of a method's first steps, on small networks; of 4 crops in a batch. */
async function passesOf(name: string, steps: number, recorded = true) {
  const definition = methodNamed(name);
  const plan = methodPlan(definition);
  const method = definition.with(plan.method.settings);
  const { labelled, unlabelled } = plan.dataset;
  const scans = new SmallScans([...labelled, ...unlabelled]);
  const members = await createMembers(plan, method);
  const random = new Randomness(plan.seed);
  const trainer = new Trainer({ method, plan, members, crops: scans, scans, random, recorded });
  try {
    return scope(() =>
      Array.from({ length: steps }, () => {
        if (trainer.opensEpoch) trainer.openEpoch();
        const { passes, batch } = trainer.advance();
        return { ...passes, unlabelled: batch.unlabelled };
      }),
    );
  } finally {
    trainer.dispose();
    for (const member of members) member.dispose();
    scans.dispose();
  }
}

test("passes are counted: of labels alone 4 crops forward and back, of a mean teacher 2 more forward", async () => {
  const alone = await passesOf("supervised-3d", 3);
  assert.deepEqual(alone, Array(3).fill({ withGradient: 4, without: 0, unlabelled: 0 }));
  const taught = await passesOf("mean-teacher", 3);
  assert.deepEqual(taught, Array(3).fill({ withGradient: 4, without: 2, unlabelled: 2 }));
});

test("M&N counts both networks in stage 1, and what the other is asked in stage 2", async () => {
  const steps = await passesOf("mn", 20);
  assert.deepEqual(steps[0], { withGradient: 8, without: 0, unlabelled: 0 });
  const later = steps.filter(({ unlabelled }) => unlabelled > 0);
  assert.ok(later.length > 0);
  for (const { withGradient, without, unlabelled } of later) {
    assert.deepEqual([withGradient, without], [4, unlabelled], "one network learns, the other is asked");
  }
});

for (const name of METHODS.keys()) {
  test(`${name} counts the same, recorded or plain`, async () => {
    await assertNoLeaks(async () => {
      assert.deepEqual(await passesOf(name, 4), await passesOf(name, 4, false));
    });
  });
}

const step = (update: number, seconds: number): RunEvent => ({
  type: "step",
  time: 0,
  step: update,
  update,
  epoch: 0,
  place: 0,
  stage: 0,
  batch: { labelled: 2, unlabelled: 0 },
  members: { "3d": { rate: 0.1, terms: { loss: 1 } } },
  passes: { withGradient: 2, without: 1 },
  seconds,
});
const start: RunEvent = { type: "start", time: 0, version: "1", engine: "1", device: "cpu" };
const checkpoint = (updates: number, cpuSeconds: number): RunEvent => ({
  type: "checkpoint",
  time: 0,
  updates,
  file: "x",
  seconds: 0.1,
  cpuSeconds,
});

test("what a training spent is summed over its sessions, each counted from its own beginning", () => {
  const events: RunEvent[] = [
    start,
    step(0, 1),
    step(1, 2),
    checkpoint(2, 5),
    { type: "resume", time: 0, updates: 2 },
    step(2, 4),
    checkpoint(3, 7),
    { type: "end", time: 0, updates: 3, seconds: 5, cpuSeconds: 8, peakBytes: 1000 },
  ];
  assert.deepEqual(spentBy(events), {
    steps: 3,
    updates: 3,
    passes: { withGradient: 6, without: 3 },
    seconds: 7,
    cpuSeconds: 13,
    peakBytes: 1000,
  });
});

test("of a run of an earlier version it is said that passes and cores were not counted", () => {
  const { passes: _, ...bare } = step(0, 1) as Extract<RunEvent, { type: "step" }>;
  const spent = spentBy([start, bare, { type: "end", time: 0, updates: 1, seconds: 1 }]);
  assert.deepEqual([spent.passes, spent.cpuSeconds, spent.peakBytes], [undefined, undefined, undefined]);
});
