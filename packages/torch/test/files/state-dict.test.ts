import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type CheckpointObject,
  type CheckpointValue,
  findStateDict,
  openSafetensors,
  readCheckpoint,
  stripPrefix,
} from "../../src/files/index.js";
import { fileError, fixture } from "./golden.js";

const weights = openSafetensors(fixture("all.safetensors")).tensors;

function object(fields: Record<string, CheckpointValue>): CheckpointObject {
  return Object.assign(Object.create(null), fields);
}

test("a plain state dict is found at the root", () => {
  assert.deepEqual(findStateDict(weights), { stateDict: weights, path: [] });
});

test("a state dict nested in a training checkpoint is found, the optimizer's tensors are not mistaken for one", () => {
  const { stateDict, path } = findStateDict(readCheckpoint(fixture("training.pth")));
  assert.deepEqual(path, ["state_dict"]);
  assert.deepEqual(Object.keys(stateDict), [
    "conv.weight",
    "norm.weight",
    "norm.bias",
    "norm.running_mean",
    "norm.running_var",
    "norm.num_batches_tracked",
  ]);
});

for (const name of ["state_dict", "model", "model_state_dict", "network_weights", "net"]) {
  test(`the state dict under "${name}" is preferred to tensors elsewhere`, () => {
    const checkpoint = object({ rng: object({ cpu: weights.uint8 ?? null }), epoch: 1, [name]: weights });
    assert.deepEqual(findStateDict(checkpoint).path, [name]);
  });
}

test("the only state dict is found under any name", () => {
  assert.deepEqual(findStateDict(object({ student: object({ inner: weights }) })).path, ["student", "inner"]);
});

test("several state dicts are an error that lists them, until one is chosen", () => {
  const checkpoint = object({ model: object({ teacher: weights, student: object({ ...weights }) }) });
  assert.throws(() => findStateDict(checkpoint), fileError('["model","teacher"], ["model","student"]'));
  assert.equal(findStateDict(checkpoint, ["model", "teacher"]).stateDict, weights);
  assert.throws(() => findStateDict(checkpoint, ["model", "nobody"]), fileError("no state dict at"));
});

test("a checkpoint without a state dict is an error that lists its keys", () => {
  assert.throws(
    () => findStateDict(object({ epoch: 1, mixed: object({ ...weights, n: 1 }) })),
    fileError("epoch, mixed"),
  );
  assert.throws(() => findStateDict([1]), fileError("not a dictionary"));
});

test("objects shared a million times over are searched once", () => {
  let value: CheckpointObject = object({ leaf: 1 });
  for (let level = 0; level < 4; level += 1) {
    value = object(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, value])));
  }
  assert.throws(() => findStateDict(value), fileError("no state dict"));
});

test("the prefix of DataParallel is stripped from all names or none", () => {
  const wrapped = Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [`module.${name}`, tensor]));
  assert.deepEqual(stripPrefix(wrapped, "module."), weights);
  assert.equal(stripPrefix(weights, "module."), weights);
  assert.throws(() => stripPrefix({ ...wrapped, ...weights }, "module."), { code: "argument" });
});
