import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { wilcoxonSignedRank } from "@mandn/imaging";
import { estimatesOf, withDifferences } from "../../src/evaluation/standings.js";
import type { ComparisonRow, DoneRun, RunOfRow, ScoredScan } from "../../src/run/comparison.js";

const ids = (count: number) => Array.from({ length: count }, (_, i) => `scan_${i}`);

/** A run with such Dice; distances are 10 × (1 − Dice), or none where Dice is 0. */
function run(seed: number, dice: readonly number[]): DoneRun {
  const scans = ids(dice.length).map((id, i): ScoredScan => {
    const value = dice[i] as number;
    const distance = value === 0 ? null : 10 * (1 - value);
    return { id, mean: { dice: value, hd95: distance, assd: distance }, classes: [] };
  });
  const largestComponent = scans.map((scan) => ({ ...scan, mean: { ...scan.mean, dice: 1 } }));
  const spent = { steps: 1, updates: 1, withGradient: 1, without: 0, seconds: 1, coreMinutes: 1, peakBytes: 1 };
  return { state: "done", seed, folder: `run-${seed}`, device: "cpu", spent, scans, largestComponent };
}

function row(title: string, runs: readonly RunOfRow[]): Omit<ComparisonRow, "difference"> {
  return { title, variant: title, predictors: "3d", networks: 1, runs: [...runs], ...estimatesOf(runs) };
}

const close = (actual: number | null | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-12, `${actual}, expected ${expected}`);

describe("a row's numbers", () => {
  test("are means over scans and seeds, and of each seed, by hand", () => {
    const { values, largestComponent } = row("a", [run(1, [0.8, 0.9]), run(2, [0.7, 0.8])]);
    close(values.dice.mean, 0.8);
    assert.deepEqual(
      values.dice.bySeed.map((one) => Number(one.toFixed(12))),
      [0.85, 0.75],
    );
    close(values.dice.spread, 0.1 / Math.SQRT2);
    assert.deepEqual([values.dice.scans, values.dice.low], [2, null]);
    close(values.hd95.mean, 2);
    close(largestComponent.dice.mean, 1);
  });

  test("leave out scans of which a class was missed from distances, and name them", () => {
    const { values } = row("a", [run(1, [0.8, 0, 0.6]), run(2, [0.8, 0.5, 0.6])]);
    assert.deepEqual([values.hd95.scans, values.hd95.leftOut], [2, ["scan_1"]]);
    close(values.hd95.mean, 3);
    assert.deepEqual([values.dice.scans, values.dice.leftOut], [3, []]);
  });

  test("are over the seeds that are done", () => {
    const failed: RunOfRow = { state: "failed", seed: 2, reason: "no memory" };
    close(row("a", [run(1, [0.8, 0.9]), failed]).values.dice.mean, 0.85);
    assert.equal(row("a", [failed]).values.dice.mean, null);
  });
});

describe("the difference from the first row", () => {
  const base = [0.8, 0.82, 0.79, 0.85, 0.81, 0.77, 0.84, 0.83, 0.8, 0.78];
  const moved = (by: number, wobble = 0) => base.map((value, i) => value + by + wobble * Math.sin(3 * i));

  test("is over the same scans and seeds, with Wilcoxon's p of the means over seeds, corrected by Holm", () => {
    const rows = withDifferences([
      row("first", [run(1, base), run(2, moved(0.001))]),
      row("better", [run(1, moved(0.05, 0.01)), run(2, moved(0.052, 0.01))]),
      row("worse", [run(1, moved(-0.05, 0.01)), run(2, moved(-0.05, 0.01))]),
      row("same", [run(1, moved(0.0002, 0.0001)), run(2, moved(0.001, -0.0001))]),
    ]);
    assert.equal(rows[0]?.difference, null);
    const better = rows[1]?.difference?.dice;
    const over = base.map((_, i) => 0.05 + 0.01 * Math.sin(3 * i) + 0.0005);
    close(better?.mean, over.reduce((a, b) => a + b) / 10);
    const { pValue } = wilcoxonSignedRank(over);
    close(better?.pValue, pValue);
    // The two smallest p-values are the same, 2 / 1024, of three: both times 3.
    close(better?.corrected, (3 * 2) / 1024);
    assert.equal(better?.verdict, "ahead");
    assert.equal(rows[2]?.difference?.dice.verdict, "behind");
    assert.equal(rows[2]?.difference?.hd95.verdict, "behind", "longer distances are worse");
    assert.ok((rows[2]?.difference?.hd95.mean ?? 0) > 0);
    assert.equal(rows[3]?.difference?.dice.verdict, "none", "below the spread of the seeds");
    close(
      rows[3]?.difference?.dice.seedSpread,
      Math.hypot(0.001, 0.0008 - 0.0002 * mean(base.map((_, i) => Math.sin(3 * i)))) / Math.SQRT2,
    );
  });

  test("with one seed is not called one, however large", () => {
    const rows = withDifferences([row("first", [run(1, base)]), row("other", [run(1, moved(0.1, 0.01))])]);
    const { verdict, seedSpread, pValue } = rows[1]?.difference?.dice ?? {};
    assert.deepEqual([verdict, seedSpread], ["unclear", null]);
    close(pValue, 2 / 1024);
  });

  test("that scans do not agree on is not clear", () => {
    const turning = base.map((value, i) => value + (i % 2 === 0 ? 0.05 : -0.04));
    const rows = withDifferences([
      row("first", [run(1, base), run(2, base)]),
      row("other", [run(1, turning), run(2, turning)]),
    ]);
    assert.equal(rows[1]?.difference?.dice.verdict, "unclear");
  });

  test("is of the seeds that both have; without one there is none", () => {
    const waiting: RunOfRow = { state: "waiting", seed: 1 };
    const rows = withDifferences([
      row("first", [run(1, base), { state: "failed", seed: 2, reason: "x" }]),
      row("other", [waiting, run(2, base)]),
      row("third", [run(1, moved(0.01)), run(2, moved(0.3))]),
    ]);
    assert.equal(rows[1]?.difference, null);
    close(rows[2]?.difference?.dice.mean, 0.01);
  });
});

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
