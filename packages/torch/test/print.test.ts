import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { arange, assertNoLeaks, type DType, empty, scope, tensor, zeros } from "../src/index.js";
import { fixture, fromHex } from "./support/fixtures.js";

interface Row {
  readonly dtype: DType;
  readonly shape: number[];
  readonly hex: string;
  readonly range?: [count: number, divisor: number];
  readonly text: string;
}
const golden = fixture<{ tensors: Row[]; graph: Record<string, string> }>("print.json");

test("Node's inspector shows a tensor as Python prints it", () =>
  assertNoLeaks(() => {
    for (const row of golden.tensors) {
      scope(() => {
        const [count, divisor] = row.range ?? [0, 1];
        const range = () => {
          const numbers = arange(count, { dtype: row.dtype });
          return (divisor === 1 ? numbers : numbers.div(divisor)).reshape(row.shape);
        };
        const x = row.range === undefined ? fromHex(row.hex, row.shape, row.dtype) : range();
        assert.equal(inspect(x), row.text);
        assert.equal(String(x), row.text);
      });
    }
  }));

test("what autograd and the device say is shown too", () =>
  assertNoLeaks(() =>
    scope(() => {
      const leaf = tensor([1, 2], { requiresGrad: true });
      assert.equal(inspect(leaf), golden.graph.leaf);
      assert.equal(inspect(leaf.sum()), golden.graph.sum);
      assert.equal(inspect(leaf.mul(leaf)), golden.graph.mul);
      assert.equal(inspect(empty([2, 3], { device: "meta" })), golden.graph.meta);
      assert.equal(inspect(empty([2], { device: "meta", dtype: "int64" })), golden.graph.metaInt);
    }),
  ));

test("a disposed tensor says so, also inside other objects", () => {
  const x = zeros([2]);
  x.dispose();
  assert.equal(inspect(x), "disposed tensor");
  assert.equal(inspect({ x }), "{ x: disposed tensor }");
});

test("a sparse tensor is named, not printed", () =>
  assertNoLeaks(() =>
    scope(() => assert.match(inspect(zeros([2, 2]).toSparse()), /^tensor\(\.\.\., size=\(2, 2\), layout=sparse_coo/)),
  ));
