import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  assertNoLeaks,
  bernoulli,
  dropout,
  full,
  Generator,
  liveTensors,
  manualSeed,
  multinomial,
  ones,
  rand,
  randint,
  randn,
  randperm,
  scope,
  slice,
  type Tensor,
  TorchError,
  tensor,
  zeros,
} from "../src/index.js";
import { fixture, hexOf } from "./support/fixtures.js";

const golden = fixture<{ numbers: Record<string, string>; states: Record<string, string> }>("random.json");

const draws: Record<string, [seed: number | bigint, make: () => Tensor]> = {
  randn: [1, () => randn([5])],
  randnLong: [2, () => randn([40]).index(slice(undefined, undefined, 8))],
  rand: [3, () => rand([2, 3])],
  randFloat64: [4, () => rand([4], { dtype: "float64" })],
  randint: [5, () => randint(10, [8], { dtype: "int64" })],
  randintBetween: [6, () => randint(-5, 5, [8], { dtype: "int32" })],
  randperm: [7, () => randperm(20, { dtype: "int64" })],
  bernoulli: [8, () => bernoulli(full([12], 0.3, { dtype: "float32" }))],
  dropout: [9, () => dropout(ones([20]), 0.5, true)],
  normal_: [10, () => zeros([6]).normal_(2, 3)],
  uniform_: [11, () => zeros([6]).uniform_(-1, 2)],
  randnBfloat16: [12, () => randn([6], { dtype: "bfloat16" })],
  multinomial: [13, () => multinomial(tensor([0.1, 0.2, 0.7]), 6, { replacement: true })],
  exponential_: [14, () => zeros([4]).exponential_()],
  largeSeed: [2n ** 63n + 5n, () => randn([3])],
  negativeSeed: [-7, () => randn([3])],
};

test("each seed gives the numbers that Python's torch gives", () =>
  assertNoLeaks(() => {
    for (const [name, [seed, make]] of Object.entries(draws)) {
      scope(() => {
        manualSeed(seed);
        assert.equal(hexOf(make()), golden.numbers[name], name);
      });
    }
  }));

const stateHash = (generator: Generator) =>
  scope(() => createHash("sha256").update(generator.state().toTypedArray()).digest("hex"));

test("a generator's state has the bytes that Python's has", () =>
  assertNoLeaks(() => {
    using generator = Generator.default();
    for (const seed of [0, 42]) {
      manualSeed(seed);
      assert.equal(stateHash(generator), golden.states[`seed ${seed}`]);
      scope(() => void randn([3]));
      assert.equal(stateHash(generator), golden.states[`seed ${seed} after randn(3)`]);
    }
  }));

test("an own generator serves operators without touching the default one", () =>
  assertNoLeaks(() => {
    using own = Generator.create(99);
    using common = Generator.default();
    const before = stateHash(common);
    scope(() => {
      assert.equal(hexOf(randn([5], { generator: own })), golden.numbers.own);
      assert.equal(stateHash(own), golden.states.own);
      bernoulli(zeros([3]), { generator: own });
      zeros([3]).normal_({ generator: own });
      dropout(zeros([3]), 0.5, false);
    });
    assert.equal(stateHash(common), before);
    assert.equal(own.seed, 99n);
    own.manualSeed(99);
    scope(() => assert.equal(hexOf(randn([5], { generator: own })), golden.numbers.own));
  }));

test("a saved state repeats the numbers, in another generator too", () =>
  assertNoLeaks(() => {
    using a = Generator.create(1);
    using b = Generator.create(2);
    scope(() => {
      randn([7], { generator: a });
      const state = a.state();
      const first = hexOf(randn([3], { generator: a }));
      a.setState(state);
      assert.equal(hexOf(randn([3], { generator: a })), first);
      b.setState(state);
      assert.equal(hexOf(randn([3], { generator: b })), first);
    });
  }));

test("seeds and states that are none are refused", () =>
  assertNoLeaks(() => {
    using generator = Generator.create(1);
    scope(() => {
      const refused = (f: () => unknown) => assert.throws(f, (error) => error instanceof TorchError);
      refused(() => manualSeed(1.5));
      refused(() => manualSeed(2n ** 64n));
      refused(() => manualSeed("1" as never));
      refused(() => generator.setState(zeros([3])));
      refused(() => generator.setState(zeros([3], { dtype: "uint8" })));
      refused(() => Generator.create(1, "meta"));
      refused(() => randn([2], { generator: {} as never }));
    });
    generator.dispose();
    assert.throws(
      () => randn([2], { generator }),
      (error) => error instanceof TorchError && error.code === "disposed",
    );
  }));

test("a scope does not free a generator", () => {
  const before = liveTensors();
  const generator = scope(() => {
    const made = Generator.create(3);
    return { seed: () => made.seed, dispose: () => made.dispose() };
  });
  assert.equal(generator.seed(), 3n);
  generator.dispose();
  assert.equal(liveTensors(), before);
});
