// The number of threads on a machine that is made up: what a step takes by threads, and by what else the cores do.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Threads } from "../../src/training/threads.js";

/** Seconds of a step of two kinds, one of which takes twice as long; `jitter` is up to so large a share. */
type Machine = (threads: number, at: number) => number;
const idle: Machine = (threads) => 0.1 / threads ** 0.75;
/** Another program has a core: with two threads each step waits for the one that shares it. */
const busy: Machine = (threads) => (threads === 1 ? 0.1 : 0.24);

function trained(machine: Machine, seconds: number, all = 2) {
  let threads = all;
  const changes: { at: number; count: number }[] = [];
  const chosen = new Threads(all, (count) => {
    threads = count;
  });
  let [at, steps] = [0, 0];
  while (at < seconds) {
    const kind = steps % 2;
    const jitter = 1 + 0.2 * Math.abs(Math.sin(7 * steps));
    const took = (1 + kind) * jitter * machine(threads, at);
    at += took;
    steps += 1;
    const count = chosen.step(String(kind), took);
    if (count !== undefined) changes.push({ at, count });
  }
  chosen.end();
  return { steps, changes, threads, kept: chosen.count };
}

describe("threads of a training with a budget", () => {
  test("stay what they are where nothing else has the cores, and trials cost less than two per cent", () => {
    const { steps, changes } = trained(idle, 180);
    assert.deepEqual(changes, []);
    const mean = 1.5 * (1 + 0.2 * (2 / Math.PI)) * idle(2, 0);
    assert.ok(steps > (0.98 * 180) / mean, `${steps} steps`);
  });

  test("are fewer within ten seconds where another program has a core, and that nearly doubles the steps", () => {
    const { steps, changes } = trained(busy, 180);
    assert.deepEqual(
      changes.map(({ count }) => count),
      [1],
    );
    assert.ok((changes[0]?.at ?? 180) < 20);
    const mean = 1.5 * (1 + 0.2 * (2 / Math.PI)) * busy(2, 0);
    assert.ok(steps > (1.9 * 180) / mean, `${steps} steps`);
  });

  test("are all again when the other program has ended, and at the end in any case", () => {
    const { changes, threads } = trained((count, at) => (at < 60 ? busy : idle)(count, at), 120);
    assert.deepEqual(
      changes.map(({ count }) => count),
      [1, 2],
    );
    assert.ok((changes[1]?.at ?? 0) > 60 && (changes[1]?.at ?? 120) < 80, String(changes[1]?.at));
    assert.equal(threads, 2);
    assert.equal(trained(busy, 60).threads, 2);
  });

  test("of one are one", () => {
    assert.deepEqual(trained(idle, 60, 1).changes, []);
  });
});
