// What stands behind which door of the package. Adding a name to one of the lists is a decision.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as exporting from "../src/export/index.js";
import * as torch from "../src/index.js";
import * as kernels from "../src/kernels.js";
import * as setup from "../src/setup/index.js";

test("set-up and kernels of our own have doors of their own, and none of their names is among the tensors'", () => {
  const doors = { setup: Object.keys(setup), kernels: Object.keys(kernels) };
  assert.deepEqual(Object.keys(exporting), ["writeOnnx"]);
  assert.deepEqual(
    { setup: doors.setup.sort(), kernels: doors.kernels.sort() },
    {
      setup: ["doctor", "formatReport", "mandnHome", "setup"],
      kernels: ["depthwiseRelu6", "groupNormRelu", "instanceNormRelu", "upsample2xCat"],
    },
  );
  for (const name of [...doors.setup, ...doors.kernels]) {
    assert.ok(!(name in torch), `torch.${name}`);
    assert.ok(!(name in torch.nn), `torch.nn.${name}`);
  }
});

test("there is one functional: nn has modules, nn.functional the functions", () => {
  const { functional, init, ...modules } = torch.nn;
  const functions = Object.entries(modules).filter(([name]) => /^[a-z]/.test(name));
  assert.deepEqual(functions, []);
  const names = Object.keys(functional);
  for (const name of ["conv3d", "crossEntropy", "interpolate", "klDiv", "layerNorm", "pad", "relu", "softmax"])
    assert.ok(names.includes(name), name);
  assert.ok(names.every((name) => typeof (functional as Record<string, unknown>)[name] === "function"));
  assert.equal(typeof init.kaimingNormal_, "function");
  // Losses have names for what aten's operators have numbers for; all others are the same functions.
  const losses = ["binaryCrossEntropyWithLogits", "klDiv", "l1Loss", "mseLoss"];
  for (const name of names.filter((one) => one in torch && !losses.includes(one)))
    assert.equal((functional as Record<string, unknown>)[name], (torch as Record<string, unknown>)[name], name);
});

test("what layers and optimisers need is in namespaces", () => {
  assert.deepEqual(
    Object.keys(torch.optim).filter((name) => /^[a-z]/.test(name)),
    ["clipGradNorm", "clipGradValue", "gradientNorms", "nonFiniteGradients"],
  );
});
