import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, test } from "node:test";
import { METHODS } from "../../src/methods/index.js";
import { assertWeights, weightsFolder } from "../../src/planning/networks.js";
import { CT, gpu, isMnError, planFor } from "./synthetic.js";

describe("the preset official", () => {
  const plan = planFor({ labelled: 80, unlabelled: 0 }, { preset: "official", labelled: 4, machine: gpu });

  test("has the reference code's constants", () => {
    const { training, members, method, augmentation, inference, precision } = plan;
    const { "2d": network2d, "3d": network3d } = members;
    const { epochs, warmUp } = training;
    const { stage1, pseudoMaskRefreshes, sampling } = method.settings;
    assert.deepEqual([epochs, training.updatesPerEpoch, training.volumesPerBatch], [4000, 8, 5]);
    assert.deepEqual([warmUp * epochs, Number(stage1) * epochs], [50, 500]);
    assert.deepEqual(
      (pseudoMaskRefreshes as number[]).map((at) => at * epochs),
      [500, 1000, 1500, 2000, 3000],
    );
    assert.deepEqual([network2d.learningRate, network3d.learningRate], [1e-3, 1e-4]);
    const adamw = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] };
    assert.deepEqual([network2d.optimizer, network3d.optimizer, training.annealing.kind], [adamw, adamw, "cosine"]);
    assert.deepEqual(training.crop, [64, 160, 160]);
    assert.deepEqual([augmentation.zoom, augmentation.axisZoom, augmentation.noise], [0.1, 0, 0]);
    assert.deepEqual([inference.overlap, inference.weighting, sampling], [0.5, "uniform", "epoch"]);
    assert.deepEqual(
      [network2d.network, network2d.options.pretrained],
      ["segformer", weightsFolder("segformer-b2-ade20k")],
    );
    assert.deepEqual(network3d.options, { width: 32, levels: 5, affine: false, upsampling: "convolution" });
    assert.equal(precision, "float32");
  });

  test("splits by name, 75 : 5 : 20, and takes every scan without a mask as unlabelled", () => {
    const { labelled, unlabelled, validation, test, unlabelledHoldsTest } = plan.dataset;
    assert.deepEqual(labelled, ["case_000", "case_001", "case_002", "case_003"]);
    assert.deepEqual([validation[0], validation.length, test[0], test.length], ["case_060", 4, "case_064", 16]);
    assert.deepEqual([unlabelled.length, unlabelledHoldsTest], [76, true]);
  });

  test("the folds rotate the parts", () => {
    const ids = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `case_${String(from + i).padStart(3, "0")}`);
    // Of the reference code's table, of 80 scans.
    const parts = [
      { labelled: ids(0, 4), validation: ids(60, 64), test: ids(64, 80) },
      { labelled: ids(16, 20), validation: ids(76, 80), test: ids(0, 16) },
      { labelled: ids(32, 36), validation: ids(12, 16), test: ids(16, 32) },
      { labelled: ids(48, 52), validation: ids(28, 32), test: ids(32, 48) },
      { labelled: ids(64, 68), validation: ids(44, 48), test: ids(48, 64) },
    ];
    for (const [i, part] of parts.entries()) {
      const options = { preset: "official", labelled: 4, officialFold: i + 1 } as const;
      const {
        labelled,
        validation,
        test: tested,
        unlabelled,
      } = planFor({ labelled: 80, unlabelled: 0 }, options).dataset;
      assert.deepEqual({ labelled, validation, test: tested }, part);
      assert.equal(unlabelled.length, 76);
    }
    const wrapped = planFor(
      { labelled: 80, unlabelled: 0 },
      { preset: "official", labelled: 60, officialFold: 3 },
    ).dataset;
    assert.deepEqual(wrapped.labelled, [...ids(32, 80), ...ids(0, 12)]);
    assert.throws(() => planFor({}, { preset: "official", officialFold: 6 }), isMnError("usage", /no fold 6/));
    assert.throws(() => planFor({}, { officialFold: 2 }), isMnError("usage", /--official-fold/));
    assert.throws(() => planFor({ test: 2 }, { preset: "official", officialFold: 2 }), isMnError("usage", /already/));
  });

  test("has the intensities and spacings of the reference code", () => {
    const ct = planFor(CT, { preset: "official" }).preprocessing;
    assert.deepEqual(ct.intensity, [{ kind: "window", low: -175, high: 250 }]);
    assert.deepEqual(ct.spacing, [0.75, 0.85, 0.85]);
    assert.deepEqual(plan.preprocessing.intensity, [{ kind: "official-mr" }]);
    assert.deepEqual(plan.preprocessing.spacing, [0.625, 0.625, 0.625]);
  });

  test("has MR and crops of other methods as their own reference codes have them, and windows as large as crops", () => {
    const others = Array.from(METHODS).filter(([, { presets }]) => presets.official.training?.crop !== undefined);
    assert.ok(others.length >= 20, String(others.length));
    for (const [method, { presets }] of others) {
      const { preprocessing, training, inference, reasons } = planFor({}, { preset: "official", method });
      assert.deepEqual(preprocessing.intensity, [{ kind: "z-score", over: "volume" }], method);
      assert.deepEqual(training.crop, presets.official.training?.crop, method);
      assert.deepEqual(inference.window, training.crop, method);
      for (const setting of ["preprocessing.intensity", "training.crop", "training.epochs"])
        assert.equal(reasons[setting], "the method's own choice", `${method}: ${setting}`);
    }
    const ct = planFor(CT, { preset: "official", method: "ua-mt" });
    assert.deepEqual(ct.preprocessing.intensity, [{ kind: "window", low: -175, high: 250 }]);
    assert.match(ct.reasons["preprocessing.intensity"] ?? "", /CT/);
    assert.deepEqual(planFor({}, { preset: "clean", method: "ua-mt" }).inference, planFor().inference);
  });

  test("says where the weights must lie, before anything is trained", () => {
    const missing = structuredClone(plan);
    const { options } = missing.members["2d"];
    options.pretrained = "/nowhere/segformer";
    assert.throws(
      () => assertWeights(missing),
      isMnError("plan", /members\.2d\.options\.pretrained.*\/nowhere\/segformer.*--network-2d mobilenet-v2/),
    );
    options.pretrained = weightsFolder("segformer-b2-ade20k");
    if (!existsSync(weightsFolder("segformer-b2-ade20k"))) {
      assert.throws(() => assertWeights(missing), isMnError("plan", /mn weights get segformer-b2-ade20k/));
    }
    assertWeights(planFor({}, { preset: "official", method: "supervised-3d" }));
    const other = planFor({}, { preset: "official", network2d: "mobilenet-v2" });
    assert.deepEqual([other.members["2d"].network, other.members["2d"].options], ["mobilenet-v2", {}]);
    assertWeights(other);
  });

  test("does not let its split be changed", () => {
    assert.throws(() => planFor({}, { preset: "official", test: 1 }), isMnError("usage", /--test/));
  });
});
