import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nn, optim, scope, tensor } from "../../src/index.js";
import { camelCase, golden, type ScheduleCase } from "../golden.js";

const factors: Readonly<Record<string, (t: number) => number>> = {
  "1/(1+t)": (t) => 1 / (1 + t),
  "0.95^t": (t) => 0.95 ** t,
  "0.99": () => 0.99,
};

function construct({ class: name, kwargs }: ScheduleCase): optim.Schedule {
  const types = optim as unknown as Readonly<Record<string, new (...args: unknown[]) => optim.Schedule>>;
  const type = types[name];
  assert.ok(type, `there is no schedule ${name}`);
  if (kwargs.lr_lambda !== undefined) return new type(factors[kwargs.lr_lambda as string]);
  const { schedulers, ...others } = kwargs;
  const options = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [camelCase(key).replace("T_", "t").replace(/^T/, "t"), value]),
  );
  return schedulers === undefined
    ? new type(options)
    : new type((schedulers as ScheduleCase[]).map(construct), options);
}

const groups = () => ({ paramGroups: [{ lr: 0.1 }, { lr: 0.003 }] });

describe("learning rates equal PyTorch's over 400 steps, for each group", () => {
  for (const { name, schedule, lrs } of golden.schedules) {
    test(`${name} (${schedule.class})`, () => {
      const scheduler = new optim.LRScheduler(groups(), construct(schedule));
      for (const [t, expected] of lrs.entries()) {
        if (t > 0) scheduler.step();
        for (const [i, lr] of scheduler.lastLr.entries()) {
          const wanted = expected[i] as number;
          assert.ok(Math.abs(lr - wanted) <= 1e-12 * Math.abs(wanted), `step ${t}: ${lr}, not ${wanted}`);
        }
      }
    });
  }
});

test("a scheduler goes on from a saved state", () => {
  const schedule = () =>
    new optim.SequentialLR([new optim.LinearLR({ totalIters: 7 }), new optim.CosineAnnealingLR({ tMax: 20 })], {
      milestones: [7],
    });
  const whole = new optim.LRScheduler(groups(), schedule());
  for (let t = 0; t < 10; t++) whole.step();
  const resumed = new optim.LRScheduler(groups(), schedule());
  resumed.loadStateDict(JSON.parse(JSON.stringify(whole.stateDict())) as optim.SchedulerState);
  assert.deepEqual(resumed.lastLr, whole.lastLr);
  for (let t = 0; t < 30; t++) {
    whole.step();
    resumed.step();
    assert.deepEqual(resumed.lastLr, whole.lastLr);
  }
});

test("an optimizer's next step uses the rate that the scheduler set", () => {
  scope(() => {
    const p = new nn.Parameter(tensor([1]));
    const optimizer = new optim.SGD([p], { lr: 1 });
    const scheduler = new optim.LRScheduler(optimizer, new optim.StepLR({ stepSize: 1, gamma: 0.5 }));
    p.grad = tensor([1]);
    optimizer.step();
    scheduler.step();
    optimizer.step();
    assert.equal(p.itemNumber(), -0.5);
  });
});

test("schedules that make no sense are refused", () => {
  assert.throws(() => new optim.LinearLR({ startFactor: 0 }), { code: "argument" });
  assert.throws(() => new optim.CosineAnnealingWarmRestarts({ t0: 0 }), { code: "argument" });
  assert.throws(() => new optim.SequentialLR([new optim.LinearLR()], { milestones: [3] }), { code: "argument" });
});
