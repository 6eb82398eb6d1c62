/** Processes that share each batch learn what one process does: for every method that splits, on small networks, in float64. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { assertNoLeaks } from "@mandn/torch";
import { alone } from "@mandn/torch/distributed";
import { METHODS } from "../../src/methods/index.js";
import { TRIED } from "../method-plan.js";
import { mnError } from "../run/support.js";
import { reportsOf, runRanks } from "./ranks.js";
import { type Outcome, STEPS, trainTogether } from "./shared-training.js";

const TOLERANCE = 1e-12;

/** The largest difference of two lists. */
function difference(a: readonly number[], b: readonly number[]): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}

const splitting = [...TRIED].filter(([, { definition }]) => definition.splits).map(([name]) => name);

let whole: Readonly<Record<string, Outcome>>;
before(async () => {
  const found: Record<string, Outcome> = {};
  await assertNoLeaks(async () => {
    for (const name of splitting) found[name] = await trainTogether(name, alone);
  });
  whole = found;
});

for (const count of [1, 2, 3, 4]) {
  test(`${count} processes learn from ${STEPS} batches what one does, by ${splitting.length} methods, to ${TOLERANCE} in float64`, async (t) => {
    const found = reportsOf(await runRanks<Record<string, Outcome>>("methods", count, splitting));
    let most = 0;
    for (const name of splitting) {
      const [one, ...ranks] = [whole[name], ...found.map((of) => of[name])] as Outcome[] as [Outcome, ...Outcome[]];
      for (const { weights, losses, passes, dice } of ranks) {
        const off = Math.max(difference(losses, one.losses), difference(weights, one.weights));
        assert.ok(off < TOLERANCE, `${name} differs by ${off}`);
        assert.deepEqual(weights, ranks[0]?.weights, `${name}: the ranks' weights`);
        assert.deepEqual([passes, dice], [one.passes, one.dice], name);
        most = Math.max(most, off);
      }
    }
    t.diagnostic(`they differ by ${most.toExponential(1)} at most`);
  });
}

test("all methods can share their batches but those that say why not", () => {
  const alone = [...METHODS.values()].filter(({ splits }) => !splits);
  assert.deepEqual(alone.map(({ name }) => name).sort(), [
    "ad-mt",
    "bcp",
    "caml",
    "dualfete",
    "sdcl",
    "ss-net",
    "tracoco",
  ]);
  for (const { name, whyNotSplit } of alone) assert.ok(whyNotSplit !== undefined, name);
  assert.ok(splitting.includes("mn-whole-scans"));
});

test("processes that each form the loss of their own crops come to other weights", async () => {
  const [found] = reportsOf(await runRanks<Outcome>("ownLosses", 2, "mn"));
  assert.ok(difference(found?.weights ?? [], whole.mn?.weights ?? []) > 1e-3);
});

test("under batch norm, which sees each rank's crops alone, the ranks' weights and running statistics are still one another's", async () => {
  const [first, second] = reportsOf(await runRanks<Outcome>("norms", 2, "mean-teacher"));
  const one = await trainTogether("mean-teacher", alone, { norm: true });
  assert.deepEqual(first, second);
  const off = difference(first?.weights ?? [], one.weights);
  assert.ok(off > 1e-9 && off < 0.1, `${off}`);
});

test("a method whose loss does not split, and a batch with fewer crops than processes, are refused", async () => {
  const among = (count: number) => ({ ...alone, count });
  await assert.rejects(
    trainTogether("bcp", among(2)),
    mnError("plan", /trains in one process alone: it puts a part of one crop into another/),
  );
  await assert.rejects(trainTogether("mn", among(5)), mnError("plan", /4 crops, too few for 5 processes/));
  const pairs = mnError("plan", /4 crops and pairs of crops, too few for 5 processes/);
  await assert.rejects(trainTogether("fixmatch", among(5)), pairs);
});
