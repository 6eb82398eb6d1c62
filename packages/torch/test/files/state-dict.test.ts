import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type CheckpointObject,
  type CheckpointValue,
  findStateDict,
  openSafetensors,
  readCheckpoint,
  type StoredTensor,
  withoutWrappers,
} from "../../src/files/index.js";
import { fileError, fixture } from "./golden.js";

const weights = openSafetensors(fixture("all.safetensors")).tensors;

function object(fields: Record<string, CheckpointValue>): Record<string, CheckpointValue> {
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

test("a network's names within one state dict are chosen as a key is, whatever wrapped it", () => {
  const both = object({});
  for (const [name, tensor] of Object.entries(weights)) both[`_orig_mod.teacher.${name}`] = tensor;
  for (const name of Object.keys(weights)) both[`_orig_mod.student.${name}`] = weights.uint8 as StoredTensor;
  const { stateDict } = findStateDict(object({ state_dict: both }), ["state_dict", "teacher"]);
  assert.deepEqual(stateDict, weights);
  assert.throws(() => findStateDict(both, ["nobody"]), fileError("no state dict at"));
});

test("what a module keeps beside its tensors does not make its state dict another thing", () => {
  const extra = object({ ...weights, "head._extra_state": null, _extra_state: object({ scale: 2 }) });
  assert.deepEqual(findStateDict(extra).stateDict, weights);
  assert.throws(() => findStateDict(object({ _extra_state: null })), fileError("no state dict"));
});

test("names lose what PyTorch's wrappers put there, before them or within", () => {
  const wrap = (rename: (name: string) => string) =>
    Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [rename(name), tensor]));
  for (const prefix of [
    "",
    "module.",
    "_orig_mod.module.",
    "module._orig_mod.",
    "module.module.",
    "_orig_mod._orig_mod.",
  ])
    assert.deepEqual({ ...withoutWrappers(wrap((name) => prefix + name)) }, { ...weights }, prefix);
  const within = wrap((name) => `stem._fsdp_wrapped_module._checkpoint_wrapped_module.${name}`);
  assert.deepEqual({ ...withoutWrappers(within) }, { ...wrap((name) => `stem.${name}`) });
  const averaged = { ...wrap((name) => `module.${name}`), n_averaged: weights.int64 as StoredTensor };
  assert.deepEqual({ ...withoutWrappers(averaged) }, { ...weights });
  const mixed = { ...wrap((name) => `module.${name}`), other: weights.int64 as StoredTensor };
  assert.deepEqual({ ...withoutWrappers(mixed) }, mixed, "a part called module is not a wrapper");
  const [tensor] = Object.values(weights);
  assert.throws(() => withoutWrappers({ "_orig_mod.a": tensor, a: tensor }), { code: "file", message: /called "a"/ });
});
