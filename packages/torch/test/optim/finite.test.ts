import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, full, nn, optim, scope, tensor, zeros } from "../../src/index.js";

const parameter = (gradient: number[] | undefined) => {
  const p = new nn.Parameter(zeros([gradient?.length ?? 2]));
  if (gradient !== undefined) p.grad = tensor(gradient, { dtype: "float32" });
  return p;
};

test("a gradient with one NaN or infinity is found, and named by its parameter", () =>
  assertNoLeaks(() =>
    scope(() => {
      const sound = [parameter([1, -2]), parameter([0]), parameter(undefined), parameter([])];
      assert.deepEqual(optim.nonFiniteGradients(sound), []);
      const faulty = [parameter([0, Number.NaN, 1]), parameter([Number.NEGATIVE_INFINITY])];
      const found = optim.nonFiniteGradients([sound[0], faulty[0], sound[1], faulty[1], sound[2]] as nn.Parameter[]);
      assert.equal(found.length, 2);
      assert.ok(found.every((p, i) => p === faulty[i]));
      for (const p of [...sound, ...faulty]) p.dispose();
    }),
  ));

test("a gradient of huge numbers is finite, in every precision", () =>
  scope(() => {
    for (const dtype of ["float32", "bfloat16", "float64", "float16"] as const) {
      const [p, q] = [new nn.Parameter(zeros([4], { dtype })), new nn.Parameter(zeros([4], { dtype }))];
      p.grad = full([4], dtype === "float16" ? 6e4 : 3e38, { dtype });
      q.grad = full([4], Number.NaN, { dtype });
      assert.deepEqual(optim.nonFiniteGradients([p]), [], dtype);
      assert.equal(optim.nonFiniteGradients([p, q])[0], q, dtype);
    }
  }));

test("lengths of gradients come by device and type, without those that are not there", () =>
  assertNoLeaks(() =>
    scope(() => {
      const all = [parameter([3, -4]), parameter(undefined), parameter([Number.NaN]), parameter([])] as const;
      const half = new nn.Parameter(zeros([2], { dtype: "float64" }));
      half.grad = tensor([5, 12], { dtype: "float64" });
      const [first, second, ...others] = optim.gradientNorms([all[0], half, ...all.slice(1)]);
      assert.deepEqual(others, []);
      assert.ok(first?.parameters[0] === all[0] && first.parameters[1] === all[2] && first.parameters.length === 2);
      assert.deepEqual(Array.from(first.norms.toTypedArray(), Number), [5, Number.NaN]);
      assert.deepEqual(second?.parameters, [half]);
      assert.deepEqual(Array.from(second?.norms.toTypedArray() ?? [], Number), [13]);
      for (const p of [...all, half]) p.dispose();
    }),
  ));
