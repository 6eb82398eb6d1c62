/** The pace of a run with a budget, against a clock of its own: whatever the machine does, the stages get their shares of the time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Xoshiro128 } from "@mandn/imaging";
import { mn } from "../../src/methods/mn.js";
import type { Training } from "../../src/plan/plan.js";
import { epochAt, isEnd, isTimeFor, type Speed, steady } from "../../src/plan/schedule.js";
import { Pace, type PaceState } from "../../src/training/pace.js";
import { smallPlan } from "../small-plan.js";

const method = mn.with({ ...mn.presets.clean.settings });
const STAGE1 = method.stages[0]?.until as number;
/** Places at which pseudo-masks are made. */
const REFRESHES = mn.presets.clean.settings.pseudoMaskRefreshes as readonly number[];

/** What a machine does in a simulated run. */
interface Machine {
  /** Seconds of the budget. */
  readonly budget: number;
  /** Seconds of a step of both networks without unlabelled crops; one of one network takes half of it. */
  readonly step: number;
  /** So many times longer than that all takes at a moment. */
  readonly slowness?: (spent: number) => number;
  /** The plan believes that steps take so many times as long as they do. */
  readonly wrong?: number;
  /** Seconds that the first step of each kind in a session takes on top, the first of all most. */
  readonly startUp?: number;
  /** Seconds of preparing, before the first step. */
  readonly preparing?: number;
  /** Moments at which the process is killed, and goes on from its last checkpoint. */
  readonly kills?: readonly number[];
  /** What the four rounds of pseudo-masks take of the budget together, where the machine is not slowed down. */
  readonly pseudoMasks?: number;
  /** Seconds between checkpoints. */
  readonly checkpoints?: number;
  /** Moments at which nothing goes on, and for how many seconds: a disk does not answer. */
  readonly stops?: readonly (readonly [moment: number, seconds: number])[];
}

interface Outcome {
  readonly spent: number;
  /** Stage 1's share of the seconds of all steps and pseudo-masks. */
  readonly stage1: number;
  /** The mean of the learning rate's factor over the time of all steps, against that of the schedule. */
  readonly rate: number;
  readonly epochs: number;
  readonly changes: number;
}

interface Saved {
  readonly epoch: number;
  readonly speeds: readonly Speed[];
  readonly pace: PaceState;
  readonly spent: number;
  readonly done: readonly Done[];
}

interface Done {
  readonly place: number;
  readonly stage: number;
  /** Of a step. */
  readonly rate?: number;
  readonly seconds: number;
}

function training(epochs: number): Training {
  return { ...smallPlan().training, volumesPerBatch: 4, epochs, updatesPerEpoch: 1, warmUp: 0.04 };
}

/** Runs to the end, as `Session` does. */
function simulate(machine: Machine): Outcome {
  const {
    budget,
    step,
    slowness = () => 1,
    wrong = 1,
    startUp = 0,
    preparing = 0,
    checkpoints = 60,
    pseudoMasks = 0.07,
  } = machine;
  const kills = [...(machine.kills ?? [])];
  const stops = [...(machine.stops ?? [])];
  const planned = Math.max(20, Math.round(((0.95 - pseudoMasks) * budget) / (step * wrong)));
  const plan = training(planned);
  let saved: Saved = {
    epoch: 0,
    speeds: [steady(planned)],
    pace: { worked: 0, target: 0 },
    spent: preparing,
    done: [],
  };
  /** By a clock on the wall, which killed sessions advance as well. */
  let wall = preparing;
  let changes = 0;
  for (;;) {
    let { epoch, speeds, spent } = saved;
    const done = [...saved.done];
    const pace = new Pace(budget, saved.pace);
    const seen = new Set<string>();
    let lastSaved = spent;
    const tick = (seconds: number) => {
      wall += seconds;
      spent += seconds;
    };
    const save = () => {
      tick(0.05);
      saved = { epoch, speeds, pace: pace.state, spent, done: [...done] };
      lastSaved = spent;
    };
    let isKilled = false;
    for (;;) {
      const at = epochAt(epoch, speeds, method.stages, plan);
      if (isEnd(at.place)) break;
      const speed = pace.look(epoch, at.place, speeds.at(-1) as Speed, spent);
      if (speed !== undefined) {
        speeds = [...speeds.filter((one) => one.epoch < epoch), { epoch, place: at.place, ...speed }];
        changes++;
        save();
      }
      if (isTimeFor(REFRESHES, at)) {
        const seconds = (slowness(wall) * pseudoMasks * budget) / REFRESHES.length;
        tick(seconds);
        pace.work(seconds);
        done.push({ place: at.place, stage: at.stage, seconds });
      }
      for (const { unlabelled, students } of method.steps(at, plan)) {
        const kind = JSON.stringify([unlabelled, students]);
        let seconds = slowness(wall) * step * (students.length / 2) * (1 + 0.2 * unlabelled);
        if (!seen.has(kind)) seconds += seen.size === 0 ? startUp * 0.7 : (startUp * 0.3) / 8;
        seen.add(kind);
        const stop = stops.findIndex(([moment]) => wall >= moment);
        if (stop >= 0) seconds += (stops.splice(stop, 1)[0] as readonly [number, number])[1];
        tick(seconds);
        pace.step(kind, seconds);
        done.push({
          place: at.place,
          stage: at.stage,
          rate: at.rate,
          seconds: slowness(wall) * step * (students.length / 2) * (1 + 0.2 * unlabelled),
        });
      }
      epoch++;
      assert.ok(epoch < 200_000, "the run does not end");
      if (spent - lastSaved > checkpoints) save();
      if (kills[0] !== undefined && wall > kills[0]) {
        kills.shift();
        isKilled = true;
        break;
      }
    }
    if (isKilled) continue;
    const all = done.reduce((sum, { seconds }) => sum + seconds, 0);
    const stage1 = done.reduce((sum, { stage, seconds }) => sum + (stage === 0 ? seconds : 0), 0) / all;
    const steps = done.filter(({ rate }) => rate !== undefined);
    const stepping = steps.reduce((sum, { seconds }) => sum + seconds, 0);
    const rate = steps.reduce((sum, one) => sum + (one.rate ?? 0) * one.seconds, 0) / stepping;
    return { spent, stage1, rate: rate / RATE, epochs: epoch, changes };
  }
}

/** Mean of the rate's factor over the schedule. */
const RATE = (() => {
  const many = 10_000;
  const speeds = [steady(many)];
  let sum = 0;
  for (let epoch = 0; epoch < many; epoch++) sum += epochAt(epoch, speeds, method.stages, training(many)).rate;
  return sum / many;
})();

function check(machine: Machine, { end = 0.05 } = {}): Outcome {
  const outcome = simulate(machine);
  const words = JSON.stringify(outcome);
  assert.ok(Math.abs(outcome.stage1 - STAGE1) <= 0.1 * STAGE1, `stage 1: ${words}`);
  assert.ok(Math.abs(outcome.rate - 1) <= 0.1, `the rate's mean: ${words}`);
  assert.ok(Math.abs(outcome.spent - machine.budget) <= end * machine.budget, `the end: ${words}`);
  return outcome;
}

const GPU = { budget: 130, step: 0.13 } as const;
const CPU = { budget: 600, step: 1 } as const;

test("a machine as fast as measured ends with its budget, with few decisions", () => {
  for (const machine of [GPU, CPU]) {
    const { changes } = check(machine);
    assert.ok(changes < 24, `${changes} decisions`);
  }
});

for (const startUp of [0, 0.5, 1, 2, 4, 6, 7, 7.5, 8]) {
  test(`start-up of ${startUp} s is not taken for the speed of the machine`, () => {
    for (const preparing of [0, 5, 20, 22, 23, 23.8, 24.3]) check({ ...GPU, startUp, preparing });
  });
}

for (const wrong of [0.1, 1 / 7, 0.2, 1 / 3, 3, 5, 7, 10]) {
  test(`steps that take ${Number((1 / wrong).toFixed(2))} times what was measured leave the schedule as it is`, () => {
    check({ ...GPU, wrong });
    check({ ...GPU, wrong, startUp: 5 });
    check({ ...CPU, wrong });
  });
}

for (const [name, slowness] of [
  ["four times slower from a third on", (t: number) => (t > 200 ? 4 : 1)],
  ["four times quicker from a third on", (t: number) => (t > 200 ? 1 : 4)],
  ["four times slower for a while", (t: number) => (t > 100 && t < 250 ? 4 : 1)],
  ["slower and slower", (t: number) => 1 + (3 * t) / 600],
  ["busy now and then", (t: number) => (Math.floor(t / 20) % 3 === 0 ? 4 : 1)],
  ["four times slower near the end", (t: number) => (t > 540 ? 4 : 1)],
] as const) {
  test(`a machine that is ${name} keeps the stages' shares of the time`, () => {
    check({ ...CPU, slowness });
    check({ ...CPU, step: 0.3, slowness, startUp: 4 });
  });
}

for (const pseudoMasks of [0, 0.15, 0.3]) {
  test(`pseudo-masks that take ${100 * pseudoMasks} % of the time are work of their stage`, () => {
    check({ ...CPU, pseudoMasks });
    check({ budget: 180, step: 0.3, pseudoMasks });
  });
}

test("a run that was planned on a busy machine gets its stages' shares on a free one", () => {
  // The left atrium on two shared cores: planned by 1.1 s a step, later 0.28.
  check({ budget: 600, step: 0.28, wrong: 4, startUp: 1, preparing: 40 });
});

test("a process that stands still twice without being stopped loses the time and not the schedule", () => {
  for (const stops of [
    [
      [40, 20],
      [100, 10],
    ], // what is lost after stage 1 makes its share larger: 10 s of 180 by a sixteenth
    [
      [20, 30],
      [60, 10],
    ],
    [
      [90, 5],
      [120, 5],
    ],
  ] as const) {
    check({ budget: 180, step: 0.2, stops });
  }
});

test("kills at random moments, and what they cost, leave the shares as they are", () => {
  const random = new Xoshiro128(1);
  for (let round = 0; round < 40; round++) {
    const kills = Array.from({ length: 1 + random.below(5) }, () => 600 * (random.below(1000) / 1000)).sort(
      (a, b) => a - b,
    );
    check({ ...CPU, step: 0.5, kills, startUp: random.below(9), checkpoints: 30 });
  }
});

test("whatever comes together: start-up, wrong costs, changing load, stops and kills", () => {
  const random = new Xoshiro128(2);
  const uniform = (low: number, high: number) => low + (high - low) * (random.below(10_000) / 10_000);
  let most = 0;
  for (let round = 0; round < 200; round++) {
    const budget = uniform(150, 1200);
    const loads = Array.from({ length: 8 }, () => uniform(1, 4));
    const { changes } = check(
      {
        budget,
        step: uniform(0.05, 0.25),
        wrong: Math.exp(uniform(-Math.log(10), Math.log(10))),
        startUp: uniform(0, 8),
        preparing: uniform(0, 0.15 * budget),
        slowness: (t) => loads[Math.floor((8 * t) / (2 * budget)) % 8] as number,
        kills: random.below(2) === 0 ? [] : [uniform(0.2, 0.8) * budget],
        checkpoints: 0.05 * budget,
        stops: random.below(3) === 0 ? [[uniform(0.1, 0.8) * budget, uniform(0, 0.03) * budget]] : [],
      },
      { end: 0.05 },
    );
    most = Math.max(most, changes);
  }
  assert.ok(most < 40, `${most} decisions, each of which costs a checkpoint`);
});

test("a run that is late beyond remedy still anneals over some epochs", () => {
  const { epochs } = simulate({ ...CPU, slowness: (t) => (t > 400 ? 60 : 1) });
  assert.ok(epochs > 300);
});
