import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { type Case, discoverDataset, readVolume, writeVolume } from "@mandn/imaging";
import { createNetwork2d, createNetwork3d, networks2d, networks3d } from "@mandn/models";
import { scope } from "@mandn/torch";
import { METHODS, methodOf } from "../../src/methods/index.js";
import { measureMaskShapes } from "../../src/planning/fingerprint.js";
import { makePlan, withMethod } from "../../src/planning/make.js";
import { scaleFor, updateBytes, volumeOf } from "../../src/planning/scale.js";
import { learners } from "../../src/training/method.js";
import { writeTinyDataset } from "../cli/tiny-dataset.js";
import { CT, cpu, gpu, isMnError, planFor, type Synthetic, slicesOf, synthetic } from "./synthetic.js";

describe("spacing, crop and slices", () => {
  test("left-atrium MR on a CPU is halved to 1.25 mm, as in the experiments", () => {
    const plan = planFor();
    assert.deepEqual(plan.preprocessing.spacing, [1.25, 1.25, 1.25]);
    assert.ok(volumeOf(plan.training.crop) <= scaleFor(cpu).cropVoxels);
    assert.deepEqual(plan.inference.window, plan.training.crop);
  });

  test("a GPU keeps the scans' own spacing and takes larger crops", () => {
    const plan = planFor({}, { machine: gpu });
    assert.deepEqual(plan.preprocessing.spacing, [0.625, 0.625, 0.625]);
    assert.ok(volumeOf(plan.training.crop) > 4 * volumeOf(planFor().training.crop));
    assert.equal(plan.device, "cuda");
  });

  test("a GPU predicts as many windows at once as its memory allows, from 4 to 16, a CPU one", () => {
    const ofMemory = (gigabytes: number) =>
      planFor({}, { machine: { ...gpu, memoryBytes: gigabytes * 2 ** 30 } }).inference.windowsPerBatch;
    assert.deepEqual([6, 40, 140].map(ofMemory), [4, 7, 16]);
    assert.equal(planFor().inference.windowsPerBatch, 1);
  });

  test("small scans stay as they are, and a crop holds nearly all of one", () => {
    const plan = planFor({ shape: [36, 50, 35], spacing: [1, 1, 1] });
    assert.deepEqual(plan.preprocessing.spacing, [1, 1, 1]);
    assert.ok(plan.training.crop.every((size, axis) => size >= 0.85 * ([36, 50, 35][axis] ?? 0)));
  });

  test("scans that are cut coarsely keep their thick slices, and these are what the 2D network sees", () => {
    const plan = planFor({
      shape: [512, 24, 512],
      spacing: [0.45, 6.5, 0.45],
    });
    const { preprocessing, augmentation, training } = plan;
    assert.equal(preprocessing.spacing[1], 6.5);
    assert.equal(preprocessing.spacing[0], preprocessing.spacing[2]);
    assert.deepEqual(slicesOf(plan).sliceDirections, ["h"]);
    assert.match(plan.reasons["members.2d.sliceDirections"] ?? "", /across "h", the coarsest axis/);
    assert.deepEqual(augmentation.rotation, [0, 0.3, 0]);
    assert.ok(training.crop[1] < training.crop[0]);
  });

  test("a scan as long as wide that a crop nearly holds is seen in slices across every axis, others across one", () => {
    const small = planFor({ shape: [37, 50, 36], spacing: [0.9, 1, 1.1] });
    const { sliceDirections, slicesPerVolume } = slicesOf(small);
    assert.deepEqual(sliceDirections, ["d", "h", "w"]);
    assert.ok(
      small.training.crop.every((size) => size % 16 === 0 && size >= slicesPerVolume),
      `${small.training.crop}`,
    );
    assert.match(small.reasons["members.2d.sliceDirections"] ?? "", /the mean over the three/);

    const large = planFor({ shape: [88, 140, 170], spacing: [0.9, 1, 1.1] });
    assert.deepEqual(slicesOf(large).sliceDirections, ["d"]);
    assert.match(large.reasons["members.2d.sliceDirections"] ?? "", /axial slices/);

    const flat = planFor({ shape: [20, 50, 40], spacing: [1, 1, 1] });
    assert.deepEqual(slicesOf(flat).sliceDirections, ["d"]);

    const thick = planFor({ shape: [37, 50, 36], spacing: [3, 1, 1] });
    assert.deepEqual(slicesOf(thick).sliceDirections, ["d"]);
  });

  test("crops cover about the same share of a scan along every axis", () => {
    const shape: [number, number, number] = [60, 256, 256];
    const spacing: [number, number, number] = [2.5, 1, 1];
    const { training, preprocessing } = planFor({ shape, spacing });
    const shares = training.crop.map((size, axis) => {
      const [own, planned] = [spacing[axis], preprocessing.spacing[axis]] as [number, number];
      return (size * planned) / (own * (shape[axis] as number));
    });
    assert.ok(Math.max(...shares) - Math.min(...shares) < 0.2, `${shares}`);
  });

  test("a small structure keeps its voxels", () => {
    const coarse = planFor({ ...CT, millilitres: 80 }).preprocessing.spacing[0];
    const fine = planFor({ ...CT, millilitres: 10 }).preprocessing.spacing[0];
    assert.ok(coarse > 2.5 && fine < coarse && fine ** 3 * 3000 <= 10_000 * 1.05, `${coarse} and ${fine} mm`);
  });

  test("air around the body is cut off where there is much of it, and does not count", () => {
    const airy = planFor({ body: [80, 80, 100] });
    assert.equal(airy.preprocessing.cropToBody, true);
    assert.ok(airy.preprocessing.spacing[0] < 1.25);
    assert.equal(planFor().preprocessing.cropToBody, false);
  });

  test("little memory makes crops smaller", () => {
    const small = { ...gpu, memoryBytes: 6 * 2 ** 30 };
    assert.ok(updateBytes(scaleFor(small), small) <= small.memoryBytes / 2);
    assert.ok(
      volumeOf(planFor({}, { machine: small }).training.crop) < volumeOf(planFor({}, { machine: gpu }).training.crop),
    );
  });
});

describe("how networks learn", () => {
  test("they take turns in stage 2, as in the paper", () => {
    for (const preset of ["clean", "official"] as const)
      assert.equal(planFor({}, { preset }).method.settings.alternating, true);
  });

  test("the 3D network has as many levels as its crops are large", () => {
    const levels = (shape: [number, number, number]) =>
      planFor({ shape, spacing: [1, 1, 1] }).members["3d"].options.levels;
    assert.deepEqual([levels([34, 47, 34]), levels([24, 48, 64]), levels([64, 64, 64])], [3, 4, 4]);
    const large = planFor({ shape: [256, 256, 256], spacing: [1, 1, 1] }, { machine: gpu });
    assert.equal(large.members["3d"].options.levels, 5);
  });
});

describe("intensity", () => {
  test("MR is standardised over the body", () => {
    assert.deepEqual(planFor().preprocessing.intensity, [{ kind: "z-score", over: "body" }]);
  });

  test("CT is told by Hounsfield units and gets a window around what the masks hold", () => {
    const plan = planFor({ ...CT, foreground: [-61.5, 198.2] });
    assert.deepEqual(plan.preprocessing.intensity, [{ kind: "window", low: -62, high: 199 }]);
    assert.match(plan.reasons["preprocessing.intensity"] ?? "", /Hounsfield/);
    assert.ok(plan.augmentation.brightness < planFor().augmentation.brightness);
  });

  test("each channel is judged by itself, by its name where it has one", () => {
    const { preprocessing, dataset } = planFor({ channelNames: ["CT_venous", "T2w"], range: [0, 100] });
    assert.deepEqual(dataset.channels, ["CT_venous", "T2w"]);
    assert.deepEqual(
      preprocessing.intensity.map(({ kind }) => kind),
      ["window", "z-score"],
    );
  });
});

describe("classes", () => {
  test("are those that the masks hold, background first", () => {
    assert.deepEqual(planFor({ values: [0, 2, 5] }).dataset.classes, [
      { name: "background", value: 0 },
      { name: "class 2", value: 2 },
      { name: "class 5", value: 5 },
    ]);
  });

  test("are those that the dataset declares", () => {
    const { classes } = planFor({ labels: { "0": "air", "2": "posterior", "1": "anterior" } }).dataset;
    assert.deepEqual(
      classes.map(({ name }) => name),
      ["air", "anterior", "posterior"],
    );
  });

  test("get the names that are given", () => {
    const { classes } = planFor({ values: [0, 1, 2] }, { classNames: ["front", "back"] }).dataset;
    assert.deepEqual(
      classes.map(({ name }) => name),
      ["background", "front", "back"],
    );
    assert.throws(
      () => planFor({}, { classNames: ["a", "b"] }),
      isMnError("usage", /2 class names for 1 classes.*1 \(class 1\)/),
    );
  });

  test("a region to ignore is refused", () => {
    assert.throws(
      () => planFor({ labels: { "0": "background", "1": "a", "2": "ignore" } }),
      isMnError("data", /ignore/),
    );
  });

  test("masks of background alone are refused", () => {
    assert.throws(() => planFor({ values: [0] }), isMnError("data", /nothing but background/));
  });
});

describe("roles", () => {
  test("of 4 labelled scans none is spared for validation, and the reason says so", () => {
    const { dataset, reasons, training } = planFor();
    assert.deepEqual([dataset.labelled.length, dataset.validation.length], [4, 0]);
    assert.match(reasons["dataset.validation"] ?? "", /too few/);
    assert.equal(training.validations, 0);
  });

  test("of 100 labelled scans ten are for validation, drawn by the seed", () => {
    const { dataset, inference } = planFor({ labelled: 100 });
    assert.deepEqual([dataset.labelled.length, dataset.validation.length], [90, 10]);
    assert.equal(inference.largestComponent, "validation");
    assert.deepEqual(planFor({ labelled: 100 }).dataset, dataset);
    assert.notDeepEqual(planFor({ labelled: 100 }, { seed: 1 }).dataset.validation, dataset.validation);
  });

  test("two labelled scans are enough", () => {
    assert.deepEqual(planFor({ labelled: 2 }).dataset.labelled, ["case_000", "case_001"]);
  });

  test("--labelled N keeps the masks of the first N only", () => {
    const { dataset } = planFor({ labelled: 6, unlabelled: 2 }, { labelled: 2 });
    assert.deepEqual(dataset.labelled, ["case_000", "case_001"]);
    assert.deepEqual(dataset.unlabelled, ["case_002", "case_003", "case_004", "case_005", "case_006", "case_007"]);
  });

  test("of a dataset with its authors' list are chosen in the order of the list", () => {
    const { dataset, report } = synthetic({ labelled: 6, unlabelled: 2, test: 2 });
    const backwards = { ...dataset, ordered: true as const, cases: dataset.cases.toReversed() };
    const ids = (...numbers: number[]) => numbers.map((n) => `case_00${n}`);
    const { dataset: plan, reasons } = makePlan(backwards, report, { machine: cpu, labelled: 2 });
    assert.deepEqual(plan.labelled, ids(5, 4));
    assert.deepEqual(plan.unlabelled, ids(7, 6, 3, 2, 1, 0));
    assert.deepEqual(plan.test, ids(9, 8));
    assert.match(reasons["dataset.labelled"] ?? "", /the first 2 of 6 .* in the order of the list/);
    const official = makePlan(backwards, report, { machine: cpu, labelled: 2, preset: "official" }).dataset;
    assert.deepEqual(official.labelled, ids(5, 4));
    const { ordered: _, ...byId } = backwards;
    assert.deepEqual(makePlan(byId, report, { machine: cpu, labelled: 2 }).dataset.labelled, ids(0, 1));
  });

  test("--test N keeps the last N with a mask out of everything else", () => {
    const { dataset } = planFor({ labelled: 6, unlabelled: 2 }, { labelled: 2, test: 3 });
    assert.deepEqual(dataset.test, ["case_003", "case_004", "case_005"]);
    assert.deepEqual(dataset.unlabelled, ["case_002", "case_006", "case_007"]);
  });

  test("the dataset's own test and validation scans keep their roles", () => {
    const { dataset } = planFor({ labelled: 9, validation: 2, test: 3 });
    assert.deepEqual([dataset.labelled.length, dataset.validation.length, dataset.test.length], [9, 2, 3]);
    assert.ok(!dataset.unlabelled.some((id) => dataset.test.includes(id) || dataset.validation.includes(id)));
    assert.throws(() => planFor({ test: 3 }, { test: 1 }), isMnError("usage", /already says/));
    assert.throws(() => planFor({ validation: 3 }, { validation: 1 }), isMnError("usage", /already says/));
  });

  test("what the test scans are like changes nothing", () => {
    const { dataset, report } = synthetic({ test: 3 });
    const changed = report.cases.map((one) =>
      one.split === "test" && one.facts
        ? { ...one, facts: { ...one.facts, spacing: [9, 9, 9] as [number, number, number] } }
        : one,
    );
    const options = { machine: cpu };
    assert.deepEqual(makePlan(dataset, { ...report, cases: changed }, options), makePlan(dataset, report, options));
    const unread = report.cases.map((one) => (one.split === "test" ? { ...one, facts: null } : one));
    assert.deepEqual(makePlan(dataset, { ...report, cases: unread }, options), makePlan(dataset, report, options));
  });

  test("more than there is, or nothing, is refused with the counts", () => {
    assert.throws(() => planFor({}, { labelled: 5 }), isMnError("data", /5 labelled scans .* 4 /));
    assert.throws(() => planFor({}, { test: 4 }), isMnError("data", /4 test scans/));
    assert.throws(() => planFor({}, { validation: 4 }), isMnError("data", /4 validation scans/));
    assert.throws(() => planFor({ labelled: 0 }), isMnError("data", /no training scan has a mask/));
    assert.throws(() => planFor({ unlabelled: 0 }), isMnError("data", /supervised-3d/));
    assert.equal(planFor({ unlabelled: 0 }, { method: "supervised-3d" }).method.name, "supervised-3d");
  });

  test("a scan that could not be read is named", () => {
    const { dataset, report } = synthetic();
    const cases = report.cases.map((one, i) => (i === 7 ? { ...one, facts: null } : one));
    assert.throws(() => makePlan(dataset, { ...report, cases }, { machine: cpu }), isMnError("data", /case_007/));
  });

  test("a scan with another number of channels is named", () => {
    const { dataset, report } = synthetic({ channelNames: ["T1", "T2"] });
    const cases = report.cases.map((one, i) =>
      i === 3 && one.facts ? { ...one, facts: { ...one.facts, channels: one.facts.channels.slice(1) } } : one,
    );
    assert.throws(() => makePlan(dataset, { ...report, cases }, { machine: cpu }), isMnError("data", /case_003/));
  });
});

describe("what is done to masks", () => {
  const shape = (largestShare: number, holeShare: number) => ({ largestShare, holeShare });
  const shapes = new Map([
    [1, shape(1, 0)],
    [2, shape(0.6, 0.02)],
  ]);

  test("follows the labelled masks: one piece, no holes", () => {
    const { inference } = planFor({ values: [0, 1, 2, 3] }, { maskShapes: shapes });
    assert.deepEqual(inference.largestComponent, [true, false, false]);
    assert.deepEqual(inference.fillHoles, [true, false, false]);
  });

  test("is left to the validation scans where there are some", () => {
    assert.equal(planFor({ labelled: 10 }, { maskShapes: shapes }).inference.fillHoles, "validation");
  });

  test("is nothing in the preset official", () => {
    assert.deepEqual(planFor({}, { preset: "official", maskShapes: shapes }).inference.largestComponent, [false]);
  });

  test("is measured on the masks themselves, at worst", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mn-shapes-"));
    try {
      await writeTinyDataset(folder, { scans: 2, labelled: 2 });
      const { cases } = await discoverDataset(folder);
      const [first] = cases as [Case];
      const whole = await readVolume(first.label?.path ?? "");
      const voxels = Uint8Array.from(whole.voxels);
      const middle = 5 * 168 + 6 * 14;
      voxels[middle + 4] = 0; // a hole in the first class
      voxels[0] = 2; // a voxel of the second far away
      await writeVolume(first.label?.path ?? "", { ...whole, dtype: "uint8", voxels });
      const measured = await measureMaskShapes(cases);
      const count = (value: number) => voxels.filter((voxel) => voxel === value).length;
      assert.deepEqual(measured.get(1), shape(1, 1 / count(1)));
      assert.deepEqual(measured.get(2), shape(1 - 1 / count(2), 0));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test("every setting that is decided has its reason", () => {
  for (const preset of ["clean", "official"] as const) {
    const { reasons } = planFor({}, { preset });
    for (const path of [
      "preprocessing.spacing",
      "preprocessing.intensity",
      "training.crop",
      "training.epochs",
      "dataset.labelled",
      "dataset.unlabelled",
      "dataset.validation",
      "members.2d.network",
      "members.3d.network",
      "method.settings.sampling",
      "precision",
    ]) {
      assert.ok((reasons[path] ?? "").length > 10, `${preset}: ${path}`);
    }
  }
});

describe("the methods", () => {
  for (const { name, presets, title } of METHODS.values()) {
    for (const preset of ["clean", "official"] as const) {
      test(`${title}, ${preset}: its settings, an entry for each network that learns, and reasons for what is there`, () => {
        const plan = planFor({}, { method: name, preset });
        const method = methodOf(plan);
        assert.deepEqual(plan.method, { name, settings: presets[preset].settings });
        assert.deepEqual(
          Object.entries(plan.members).map(([member, { view }]) => [member, view]),
          learners(method).map((member) => [member.name, member.view]),
        );
        for (const path of Object.keys(plan.reasons)) {
          const setting = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], plan);
          assert.notEqual(setting, undefined, path);
        }
      });
    }
  }

  test("MCF's second network is of another kind than the first and of its size, and takes the same crops", () => {
    const plan = planFor({}, { method: "mcf" });
    const { first, second } = plan.members;
    assert.equal(first?.network, "unet3d");
    assert.equal(second?.network, "resenc");
    const { width, levels } = first.options as { width: number; levels: number };
    const { features } = second.options as { features: number[] };
    assert.deepEqual(
      features,
      Array.from({ length: levels }, (_, level) => width * 2 ** level),
    );
    assert.equal(second.learningRate, first.learningRate);
    assert.deepEqual(plan.training.crop, planFor({}, { method: "supervised-3d" }).training.crop);
    assert.equal(plan.reasons["members.second.network"], "the method's own choice");
    assert.equal(plan.reasons["members.second.options"], undefined);
    assert.deepEqual(withMethod(planFor({}, { method: "supervised-3d" }), "mcf").members, plan.members);
    const official = planFor({}, { method: "mcf", preset: "official" }).members;
    assert.deepEqual([official.first?.network, official.second?.network], ["vnet", "resnet-vnet"]);
  });

  test("a name that no method has is refused with those that there are", () => {
    assert.throws(() => planFor({}, { method: "nm" }), isMnError("usage", /no method "nm".*mn, supervised-3d/));
  });

  test("members do not share their settings: a plan may be changed in memory", () => {
    const plan = planFor();
    Object.assign(plan.members["3d"].optimizer, { weightDecay: 7 });
    assert.equal(plan.members["2d"].optimizer.weightDecay, 0.01);
    assert.equal(planFor().members["3d"].optimizer.weightDecay, 0.01);
  });
});

describe("networks by name", () => {
  const channels = { inChannels: 1, classes: 2 };
  const small: Synthetic[] = [
    { shape: [36, 50, 35], spacing: [1, 1, 1] },
    { shape: [15, 16, 14], spacing: [1, 1, 1] },
  ];
  const scans: Synthetic[] = [{}, CT, ...small];

  for (const name of Object.keys(networks2d)) {
    test(`${name}: crops and windows fit the network, which takes the options`, () => {
      for (const [i, one] of scans.entries()) {
        const { members, training, inference } = planFor(one, { network2d: name, machine: i === 1 ? gpu : cpu });
        const { network, options } = members["2d"];
        scope(() => {
          const { sizeMultiple } = createNetwork2d(name, { ...options, ...channels });
          for (const box of [training.crop, inference.window]) {
            assert.ok(
              sizeMultiple.every((multiple, axis) => (box[axis + 1] as number) % multiple === 0),
              `${box}`,
            );
          }
        });
        assert.equal(network, name);
      }
    });
  }

  for (const name of Object.keys(networks3d)) {
    test(`${name}: crops and windows fit the network, which takes the options`, () => {
      for (const one of scans) {
        const { members, training, inference } = planFor(one, { network3d: name });
        const { network, options } = members["3d"];
        scope(() => {
          const { sizeMultiple } = createNetwork3d(name, { ...options, ...channels });
          for (const box of [training.crop, inference.window]) {
            assert.ok(
              sizeMultiple.every((multiple, axis) => (box[axis] as number) % multiple === 0),
              `${box}`,
            );
            const isLarger = sizeMultiple.some((multiple, axis) => (box[axis] as number) > multiple);
            assert.ok(isLarger, `norms have one voxel at the coarsest level of ${box}`);
          }
        });
        assert.equal(network, name);
      }
    });
  }

  test("a network of one's own has its own default options", () => {
    const { members } = planFor({}, { network2d: "./other.js", network3d: "./mine.js" });
    assert.deepEqual([members["2d"].network, members["2d"].options], ["./other.js", {}]);
    assert.deepEqual([members["3d"].network, members["3d"].options], ["./mine.js", {}]);
  });
});

test("the same arguments give the same plan", () => {
  assert.deepEqual(planFor(), planFor());
});
