// Wrong uses that must not compile: TypeScript fails on an @ts-expect-error above a line without an error.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arange, type DType, full, scope, type Tensor, tensor, zeros } from "../src/index.js";

function wrong(x: Tensor): unknown[] {
  return [
    // @ts-expect-error the dtype of a full tensor must be said
    full([2], 1),
    // @ts-expect-error an empty object does not say it
    full([2], 1, {}),
    // @ts-expect-error nor does arange guess between int and float
    arange(3),
    // @ts-expect-error no such option
    zeros([2], { typo: true }),
    // @ts-expect-error no such dtype
    zeros([2], { dtype: "float33" }),
    // @ts-expect-error no such device
    zeros([2], { device: "gpu" }),
    // @ts-expect-error a string is no number
    x.add("1"),
    // @ts-expect-error reductions have no such keyword
    x.sum({ keepDim: true }),
    // @ts-expect-error max along a dimension gives values and indices
    x.max(0).add(1),
    // @ts-expect-error nor is a tensor what max of all elements gives a tuple of
    x.max()[0],
    // @ts-expect-error strings are no elements
    tensor(["1"]),
    // @ts-expect-error an index of a kind that does not exist
    x.index({ start: 0 }),
    // @ts-expect-error memory formats are named
    x.to({ memoryFormat: "nhwc" }),
  ];
}

test("wrong uses do not compile, and results have their types", () => {
  assert.equal(typeof wrong, "function");
  scope(() => {
    const x = zeros([2, 2]);
    const dtype: DType = x.dtype;
    const [values, indices]: [Tensor, Tensor] = x.max(0);
    const parts: Tensor[] = x.split(1);
    const same: boolean = x.equal(values.add(indices));
    const same2: Tensor = x.add_(1);
    assert.deepEqual([dtype, parts.length, typeof same, same2 === x], ["float32", 2, "boolean", true]);
  });
});
