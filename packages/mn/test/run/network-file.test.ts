import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { assertNoLeaks, loadTensors, openSafetensors, saveSafetensors, scope, tensor, zeros } from "@mandn/torch";
import { assertTrainedBy, networkHash, readNetwork, writeNetwork } from "../../src/run/network-file.js";
import { inRun, mnError, somePlan } from "./support.js";

const making = { name: "unet3d", options: { width: 4 } };
const weights = () => ({ "a.weight": zeros([2, 1, 3, 3, 3]), "a.bias": tensor([1.5, -2]) });

test("a trained network comes back with its weights and options, and says the order of its axes", () =>
  assertNoLeaks(() =>
    inRun((folder) =>
      scope(() => {
        const path = folder.network("3d");
        writeNetwork(path, making, weights(), somePlan());
        const { weights: found, options } = readNetwork(path, somePlan());
        assert.deepEqual(options, making.options);
        assert.deepEqual(Array.from(loadTensors(found)["a.bias"].toTypedArray(), Number), [1.5, -2]);
        assert.equal(openSafetensors(path).metadata.axes, "dhw");
        writeNetwork(folder.network("2d"), making, { weight: zeros([2, 1, 3, 3]) }, somePlan());
        assert.equal(openSafetensors(folder.network("2d")).metadata.axes, undefined);
      }),
    ),
  ));

test("every flipped bit of a network is told", () =>
  inRun(async (folder) => {
    const path = folder.network("3d");
    scope(() => writeNetwork(path, making, weights(), somePlan()));
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += at < 8 ? 1 : 7) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 1 << (at % 8);
      writeFileSync(path, damaged);
      assert.throws(
        () => scope(() => readNetwork(path, somePlan())),
        mnError("run", path, /is damaged|was trained by another plan/),
        `byte ${at}`,
      );
    }
    for (const length of [0, 7, 100, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, length));
      assert.throws(() => scope(() => readNetwork(path, somePlan())), mnError("run", path, "is damaged", "mn train"));
    }
  }));

test("a plan edited in what training depends on is not the network's, with what differs; inference may be another", () =>
  inRun((folder) => {
    const path = folder.network("3d");
    const plan = somePlan();
    scope(() => writeNetwork(path, making, weights(), plan));
    const spacing = {
      ...plan,
      preprocessing: { ...plan.preprocessing, spacing: [5, 1, 1] as [number, number, number] },
    };
    const remedy = "Put these settings of plan.json back, or make a new run";
    const told = mnError("run", path, "preprocessing.spacing was [1,1,1] and is [5,1,1]", remedy);
    assert.throws(() => readNetwork(path, spacing), told);
    assert.throws(() => assertTrainedBy(path, spacing), told);
    for (const change of [{ seed: 9 }, { dataset: { ...plan.dataset, labelled: ["a"] } }]) {
      assert.throws(() => assertTrainedBy(path, { ...plan, ...change }), mnError("run", Object.keys(change)[0]));
    }
    assertTrainedBy(path, { ...plan, device: "cuda:1", inference: { ...plan.inference, overlap: 0.25 }, reasons: {} });
  }));

test("networks are told apart by what they hold, not by their names or times", () =>
  inRun(async ({ root }) => {
    const [a, b, other] = ["a", "b", "other"].map((name) => join(root, name));
    scope(() => {
      for (const path of [a, b]) writeNetwork(path, making, weights(), somePlan());
      writeNetwork(other, making, { ...weights(), "a.bias": tensor([1.5, -3]) }, somePlan());
    });
    assert.equal(await networkHash(a), await networkHash(b));
    assert.notEqual(await networkHash(a), await networkHash(other));
  }));

test("a network that an earlier version wrote is read as it is", () =>
  inRun((folder) => {
    const path = folder.network("3d");
    scope(() => {
      saveSafetensors(path, weights(), { network: "unet3d", options: '{"width":4}' });
      assert.deepEqual(readNetwork(path, somePlan()).options, { width: 4 });
    });
  }));

test("one that is not there says to train", () =>
  inRun((folder) => {
    assert.throws(() => readNetwork(folder.network("3d"), somePlan()), mnError("run", "network-3d", "`mn train`"));
  }));
