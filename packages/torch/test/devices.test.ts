// Switches of the process, which can be set and read without a GPU.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cuda, setDeterministic } from "../src/index.js";

test("TF32 has a switch for matrix products and one for convolutions, each put back to its own value", () => {
  const before = cuda.setTf32({});
  for (const matmul of [false, true]) {
    for (const convolution of [false, true]) {
      cuda.setTf32({ matmul, convolution });
      assert.deepEqual(cuda.setTf32({ matmul: !matmul }), { matmul, convolution });
      assert.deepEqual(cuda.setTf32({ convolution: !convolution }), { matmul: !matmul, convolution });
      assert.deepEqual(cuda.setTf32({ matmul, convolution }), { matmul: !matmul, convolution: !convolution });
      const found = cuda.setTf32({ matmul: false, convolution: false });
      cuda.setTf32(found);
      assert.deepEqual(cuda.setTf32({}), { matmul, convolution }, "switched off for a while, and put back");
    }
  }
  cuda.setTf32(before);
  assert.deepEqual(cuda.setTf32({}), before);
});

test("libtorch begins with TF32 for convolutions alone", () => {
  assert.deepEqual(cuda.setTf32({}), { matmul: false, convolution: true });
});

test("convolutions may use cuDNN unless they are told otherwise", () => {
  const found = cuda.setCudnn(true);
  cuda.setCudnn(found);
  assert.equal(found, true);
});

test("other switches return what was before, too", () => {
  for (const set of [setDeterministic, cuda.setCudnn, cuda.setCudnnBenchmark]) {
    const before = set(true);
    assert.equal(set(false), true);
    assert.equal(set(before), false);
    assert.equal(set(before), before);
  }
});
