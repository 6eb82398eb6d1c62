import assert from "node:assert/strict";
import { test } from "node:test";
import {
  add,
  assertNoLeaks,
  conv3d,
  matmul,
  noGrad,
  ones,
  operator,
  scope,
  TorchError,
  type TorchErrorCode,
  tensor,
  zeros,
} from "../src/index.js";

function caught(body: () => unknown): TorchError {
  let found: unknown;
  try {
    scope(body);
  } catch (error) {
    found = error;
  }
  assert.ok(found instanceof TorchError, `expected a TorchError, got ${found}`);
  return found;
}

test("an error carries its code and data, and no fields it was not given", () => {
  const error = new TorchError("shape", "cannot add", { operator: "aten::add", overload: "Tensor" });
  assert.equal(error.code, "shape");
  assert.equal(error.operator, "aten::add");
  assert.ok(!("path" in error));
  assert.ok(error instanceof Error);
});

const reached: Partial<Record<TorchErrorCode, () => unknown>> = {
  index: () => zeros([2]).select(0, 5),
  shape: () => zeros([2]).add(zeros([3])),
  dtype: () => matmul(zeros([2, 2]), zeros([2, 2], { dtype: "float64" })),
  device: () =>
    zeros([2])
      .add(zeros([2], { device: "meta" }))
      .add(operator("aten::to", "dtype_layout").callTensor(zeros([1]), undefined, undefined, "gpu9")),
  argument: () => add(zeros([1]), "1" as never),
  value: () => tensor([300], { dtype: "int8" }),
  "out-of-memory": () => zeros([2 ** 47]),
  "not-implemented": () => zeros([2], { device: "meta" }).nonzero().item(),
  "missing-operator": () => operator("aten::no_such_operator").call(),
  disposed: () => {
    const x = zeros([1]);
    x.dispose();
    return x.sin();
  },
  scope: () => noGrad(async () => {}),
  autograd: () => zeros([1]).backward(),
  runtime: () => zeros([1]).view([-1, -1]),
};

for (const [code, body] of Object.entries(reached)) {
  test(`misuse of the kind "${code}" has that code and a message without a C++ backtrace`, () =>
    assertNoLeaks(() => {
      const error = caught(body);
      assert.equal(error.code, code, error.message);
      assert.doesNotMatch(error.message, /Exception raised from|frame #|\.cpp:\d+|registered at/);
      assert.ok(error.message.length > 10 && error.message.length < 1500);
    }));
}

test("more misuse finds its code", () =>
  assertNoLeaks(() => {
    const x = () => zeros([2, 3]);
    const cases: [TorchErrorCode, () => unknown][] = [
      ["index", () => x().sum(7)],
      ["index", () => x().index(2)],
      ["shape", () => matmul(x(), x())],
      ["shape", () => x().reshape([4])],
      ["shape", () => conv3d(zeros([1, 2, 3, 3, 3]), zeros([1, 3, 1, 1, 1]))],
      ["shape", () => operator("aten::cat").call([x(), zeros([1, 2])])],
      ["value", () => operator("aten::linalg_inv").call(zeros([2, 2]))],
      ["argument", () => x().sum("0" as never)],
      ["dtype", () => zeros([1], { dtype: "int4" as never })],
      ["out-of-memory", () => ones([2 ** 20, 2 ** 20, 2 ** 4])],
      ["autograd", () => ones([1]).requiresGrad_().add_(1)],
    ];
    for (const [code, body] of cases) {
      const error = caught(body);
      assert.equal(error.code, code, error.message);
    }
  }));

test("an operator's error names it, its overload and each argument's dtype, shape and device", () =>
  assertNoLeaks(() => {
    const error = caught(() => zeros([2]).add(zeros([3], { dtype: "int64" }), { alpha: 2 }));
    assert.equal(error.operator, "aten::add");
    assert.equal(error.overload, "Tensor");
    assert.match(error.message, /^aten::add\.Tensor: /);
    assert.deepEqual(error.arguments, [
      { name: "self", type: "Tensor", dtype: "float32", shape: [2], device: "cpu" },
      { name: "other", type: "Tensor", dtype: "int64", shape: [3], device: "cpu" },
      { name: "alpha", type: "Scalar" },
    ]);
  }));

test("what a getter among the arguments throws comes through, and the engine works on", () =>
  assertNoLeaks(() => {
    class Mine extends Error {}
    const list = Object.defineProperty([1, 2], 1, {
      get() {
        throw new Mine();
      },
    });
    assert.throws(() => operator("aten::zeros").call(list), Mine);
    const scalar = Object.defineProperty({}, "float", {
      get() {
        throw new Mine();
      },
    });
    scope(() => assert.throws(() => operator("aten::add", "Scalar").call(zeros([1]), scalar as never), Mine));
    scope(() => assert.equal(zeros([1]).item(), 0));
  }));

test("memory that cannot be had is an error after which smaller tensors can", () =>
  assertNoLeaks(() =>
    scope(() => {
      for (let i = 0; i < 20; i++) assert.equal(caught(() => zeros([2 ** 46])).code, "out-of-memory");
      assert.equal(ones([100]).sum().item(), 100);
    }),
  ));
