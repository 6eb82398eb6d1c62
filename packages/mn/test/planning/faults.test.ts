import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ImagingError } from "@mandn/imaging";
import { MnError } from "../../src/errors.js";
import { mn } from "../../src/methods/mn.js";
import type { Plan } from "../../src/plan/plan.js";
import { parsePlan, planText, readPlan, writePlan } from "../../src/planning/file.js";
import { makePlan } from "../../src/planning/make.js";
import { cpu, slicesOf, synthetic } from "./synthetic.js";

const { dataset, report } = synthetic({ labelled: 10, test: 2, shape: [88, 144, 192] });
const sound: Plan = makePlan(dataset, report, { machine: cpu });

/** The sound plan with one setting changed: `set("training.crop.1", 12.5)`; undefined removes it. */
function set(path: string, value: unknown): unknown {
  const plan = structuredClone(sound) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, plan);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return plan;
}

/** A sound member that sees volumes. */
const { "3d": member } = sound.members;

/** What is wrong with a plan: the lines of the message that name a fault. */
function faults(plan: unknown): string[] {
  try {
    parsePlan(plan, "plan.json");
    return [];
  } catch (error) {
    assert.ok(error instanceof MnError && error.code === "plan" && error.path === "plan.json", String(error));
    assert.match(error.message, /^plan\.json: has (a fault|\d+ faults):\n/);
    return error.message.split("\n").slice(1, -1);
  }
}

describe("one fault each, with its path, what stands there and what is allowed", () => {
  const schema: [path: string, value: unknown, words: RegExp][] = [
    ["version", 3, /^ {2}version is 3: must be 2$/],
    ["method", "mn", /method is "mn": must be an object/],
    ["method.name", "", /method.name is "": must not be empty/],
    ["method.setting", {}, /method.setting is no setting; known here are name, settings, sha256$/],
    ["seed", -1, /seed is -1: must be at least 0/],
    ["seed", 0.5, /seed is 0.5: must be a whole number/],
    ["device", "gpu", /device is "gpu": must be cpu, cuda or cuda:N/],
    ["precision", undefined, /precision is missing: must be one of "float32"/],
    ["dataset.labelled", [], /dataset.labelled is \[\]: must have a value/],
    ["dataset.labelled", "all", /dataset.labelled is "all": must be a list/],
    ["dataset.classes", [{ name: "background", value: 0 }], /dataset.classes is .*: must have 2 values/],
    ["dataset.classes.1.value", "1", /dataset.classes\[1\].value is "1": must be a number/],
    ["preprocessing.spacing.2", 0, /preprocessing.spacing\[2\] is 0: must be above 0/],
    ["preprocessing.spacing", [1, 1], /preprocessing.spacing(\[2\])? is .*: must/],
    [
      "preprocessing.intensity.0.kind",
      "zscore",
      /preprocessing.intensity\[0\](.kind)? is .*: must be one of "z-score", "official-mr", "window"/,
    ],
    ["preprocessing.cropToBody", "yes", /preprocessing.cropToBody is "yes": must be true or false/],
    ["members.2d.sliceDirections.0", "x", /members.2d.sliceDirections\[0\] is "x": must be one of "d", "h", "w"/],
    ["members.2d.view", "slabs", /members.2d(.view)? is .*: must be one of "volume", "slices"/],
    ["members.3d.network", "", /members.3d.network is "": must not be empty/],
    ["members.3d.learningRate", "high", /members.3d.learningRate is "high": must be a number/],
    ["members.3d.name", "unet3d", /members.3d.name is no setting; known here are .*network.*learningRate/],
    ["members.3d.slicesPerVolume", 3, /members.3d.slicesPerVolume is no setting; known here are /],
    [
      "members.3d.optimizer.kind",
      "adamax",
      /members.3d.optimizer(.kind)? is .*: must be one of "adamw", "adam", "sgd"/,
    ],
    ["members.3d.optimizer.momentum", 0.9, /members.3d.optimizer.momentum is no setting; known here are .*weightDecay/],
    ["members.My network", member, /members.My network .*must be a name of small letters, digits and hyphens/],
    ["training.annealing.kind", "linear", /training.annealing(.kind)? is .*: must be one of "cosine", "poly"/],
    ["training.crop.1", 12.5, /training.crop\[1\] is 12.5: must be a whole number/],
    ["training.epoch", 3, /training.epoch is no setting; known here are .*epochs/],
    ["augmentation.gamma", [1.5, 0.5], /augmentation.gamma is \[1.5,0.5\]: low must not be above high/],
    ["inference.overlap", 1, /inference.overlap is 1: must be at most 0.95/],
    ["inference.largestComponent", "yes", /inference.largestComponent is "yes": must be "validation", or a list/],
    ["reasons.seed", 3, /reasons.seed is 3: must be a text/],
    ["extra", 1, /extra is no setting; known here are /],
  ];
  const rules: [path: string, value: unknown, words: RegExp][] = [
    ["training.crop.1", 50, /training.crop\[1\] is 50: must be a multiple of 16 for these networks, such as 48 or 64$/],
    ["inference.window.0", 3, /inference.window\[0\] is 3: must be a multiple of 8 for these networks, such as 8$/],
    ["method.name", "nm", /method.name is "nm": must be one of mn, supervised-3d, supervised-2d, mean-teacher/],
    ["method.settings.stage1", 2, /method.settings.stage1 is 2: must be at most 1/],
    ["method.settings.stage1", undefined, /method.settings.stage1 is missing: must be a number/],
    ["method.settings.stage", 0.3, /method.settings.stage is no setting; known here are stage1, alternating, /],
    [
      "method.settings.sampling",
      "rate",
      /method.settings.sampling is "rate": must be one of "learning-rate", "learning-rate-average", "epoch", or a number/,
    ],
    ["members.2d", undefined, /members.2d is missing: the 2D network of the method/],
    ["members.student", member, /members.student is no member of the method, which has 2d, 3d/],
    ["members.2d", member, /members.2d.view is "volume": must be "slices" for the 2D network/],
    ["training.warmUp", 0.5, /training.warmUp is 0.5: must be below 0.3333, where the rate restarts/],
    ["training.epochs", 1, /training.epochs is 1: too few/],
    [
      "method.settings.sampling",
      2,
      /method.settings.sampling is 2: must be below training.volumesPerBatch, which is 2/,
    ],
    [
      "method.settings.pseudoMaskRefreshes",
      [0.2],
      /method.settings.pseudoMaskRefreshes\[0\] is 0.2: must be from method.settings.stage1/,
    ],
    [
      "method.settings.pseudoMaskRefreshes",
      [0.5, 0.5],
      /method.settings.pseudoMaskRefreshes\[1\] is 0.5: must be above the one before/,
    ],
    [
      "method.settings",
      { ...mn.presets.clean.settings, masks: "scan", pseudoMaskRefreshes: [0.5] },
      /method.settings.pseudoMaskRefreshes must begin with 0.3333, method.settings.stage1, where masks are of whole scans/,
    ],
    [
      "method.settings.lastStage",
      0.17,
      /method.settings.pseudoMaskRefreshes\[3\] is 0.8333: must be above the one before, 0.6667, and below 0.83/,
    ],
    ["method.settings.pseudoMaskRefreshes", [0.5, 1], /method.settings.pseudoMaskRefreshes\[1\] is 1: .*below 1/],
    [
      "dataset.test",
      ["case_000", "x"],
      /dataset.test\[0\] is "case_000", which is dataset.labelled\[\d\] already: a scan has one role/,
    ],
    [
      "dataset.unlabelled",
      ["case_020", "u"],
      /dataset.test\[0\] is "case_020", which is dataset.unlabelled\[0\] already/,
    ],
    ["dataset.unlabelled", ["u", "u"], /dataset.unlabelled\[1\] is "u", which is dataset.unlabelled\[0\]/],
    ["dataset.unlabelled", [], /dataset.unlabelled is empty: method "mn" needs unlabelled scans/],
    ["dataset.classes.1.value", 0, /dataset.classes\[1\].value is 0, as of dataset.classes\[0\]/],
    ["dataset.classes.1.name", "background", /dataset.classes\[1\].name is "background", as of/],
    ["dataset.channels", ["T1", "T2"], /preprocessing.intensity has 1 entries: must have one for each of the 2/],
    [
      "preprocessing.intensity.0",
      { kind: "window", low: 3, high: 3 },
      /preprocessing.intensity\[0\].high is 3: must be above low/,
    ],
    [
      "inference.fillHoles",
      [true, true],
      /inference.fillHoles has 2 values: must have one for each of the 1 foreground/,
    ],
    [
      "inference.mirrorAxes",
      [false, true, false],
      /inference.mirrorAxes\[1\] is true: must be false where augmentation.flips\[1\] is/,
    ],
    [
      "members.2d.slicesPerVolume",
      900,
      /members.2d.slicesPerVolume is 900: must be at most \d+, the crop's slices along "[dhw]"/,
    ],
    ["members.3d.options.width", "wide", /members.3d.options.width is "wide": must be a (whole )?number$/],
    [
      "members.2d.network",
      "unet3d",
      /members.2d.network is "unet3d": must be one of mobilenet-v2, .*, or the path of a file/,
    ],
    ["members.2d.options.enlarged", 2, /members.2d.options.enlarged is no setting; known here are .*enlarge/],
    ["members.2d.sliceDirections", ["d", "d"], /members.2d.sliceDirections\[1\] is "d" again/],
  ];
  for (const [path, value, words] of [...schema, ...rules]) {
    test(`${path} = ${JSON.stringify(value)}`, () => {
      const found = faults(set(path, value));
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", words);
    });
  }

  test("the sound plan has none", () => {
    assert.deepEqual(faults(sound), []);
  });
});

test("every fault is said at once", () => {
  const plan = set("training.crop", [1.5, -2, "x"]) as Plan;
  const found = faults({ ...plan, seed: -1, typo: true });
  assert.equal(found.length, 5, found.join("\n"));
});

test("a plan without validation scans cannot ask for what they decide", () => {
  const found = faults(set("dataset.validation", []));
  assert.equal(found.length, 3, found.join("\n"));
  assert.match(found.join("\n"), /training.validations is 10: must be 0[\s\S]*largestComponent[\s\S]*fillHoles/);
});

test("every fault between the settings is said at once, in the order of the plan", () => {
  const { "2d": _, ...members } = sound.members;
  const settings = { ...sound.method.settings, sampling: 2 };
  const found = faults({
    ...sound,
    method: { ...sound.method, settings },
    dataset: { ...sound.dataset, test: ["case_000"] },
    members,
    training: { ...sound.training, warmUp: 0.5 },
    inference: { ...sound.inference, mirrorAxes: [true, false, false] },
  });
  assert.deepEqual(
    found.map((fault) =>
      fault
        .trim()
        .split(" ")[0]
        .replace(/\[\d\]/, ""),
    ),
    ["method.settings.sampling", "dataset.test", "members.2d", "training.warmUp", "inference.mirrorAxes"],
  );
});

test("a method that does not allow its settings keeps no other fault back", () => {
  const plan = set("method.settings.alternating", "yes") as Plan;
  const found = faults({ ...plan, dataset: { ...plan.dataset, unlabelled: [] } });
  assert.match(
    found.join("\n"),
    /method.settings.alternating is "yes": must be true or false\n.*dataset.unlabelled is empty/,
  );
});

test("only the transductive setting takes test scans as unlabelled ones", () => {
  const plan = set("dataset.unlabelled", ["case_020", "case_021"]) as Plan;
  assert.equal(faults(plan).length, 2);
  assert.deepEqual(faults({ ...plan, dataset: { ...plan.dataset, unlabelledHoldsTest: true } }), []);
});

test("a crop of which the 3D network would make one voxel is refused", () => {
  const small = set("training.crop", [16, 16, 16]) as Plan;
  const members = {
    "2d": { ...slicesOf(small), slicesPerVolume: 4 },
    "3d": { ...small.members["3d"], network: "vnet", options: {} },
  };
  const inference = { ...small.inference, window: [32, 64, 64] };
  const found = faults({ ...small, inference, members });
  assert.equal(found.length, 1, found.join("\n"));
  assert.match(found[0] ?? "", /training.crop is 16 × 16 × 16: must be larger along an axis/);
});

test("networks that are not shipped bring no rule about sizes", () => {
  const plan = set("training.crop", [33, 35, 37]) as Plan;
  const members = {
    "2d": { ...plan.members["2d"], network: "./a.js" },
    "3d": { ...plan.members["3d"], network: "./b.js" },
  };
  assert.deepEqual(faults({ ...plan, members }), []);
});

test("anything but an object is refused", () => {
  for (const input of [null, 3, "plan", []]) assert.match(faults(input)[0] ?? "", /must be an object/);
});

describe("no setting may be absurd: a slip of the pen neither fills the memory nor runs for ever", () => {
  const absurd: [path: string, value: unknown, words: RegExp][] = [
    ["training.epochs", 2 ** 53 - 1, /training.epochs is 9007199254740991: must be at most 1000000/],
    ["training.updatesPerEpoch", 2 ** 53 - 1, /training.updatesPerEpoch is .*: must be at most/],
    ["training.volumesPerBatch", 1e6, /training.volumesPerBatch is 1000000: must be at most 1024/],
    ["training.volumesPerBatch", 2 ** 53 - 1, /training.volumesPerBatch is .*: must be at most 1024/],
    ["training.validations", 1e9, /training.validations is 1000000000: must be at most 10000/],
    ["training.crop.0", 1e9, /training.crop\[0\] is 1000000000: must be at most 2048/],
    ["training.crop", [2048, 2048, 2048], /training.crop is 2048 × 2048 × 2048: must be smaller/],
    ["augmentation.blur", 1e9, /augmentation.blur is 1000000000: must be at most 20/],
    ["preprocessing.spacing.0", 1e9, /preprocessing.spacing\[0\] is 1000000000: must be at most 1000/],
    ["preprocessing.spacing.2", 1e308, /preprocessing.spacing\[2\] is 1e\+308: must be at most 1000/],
    ["inference.window.1", 1e9, /inference.window\[1\] is 1000000000: must be at most 2048/],
    ["inference.window", [2048, 2048, 2048], /inference.window is 2048 × 2048 × 2048: must be smaller/],
    ["inference.windowsPerBatch", 1e9, /inference.windowsPerBatch is 1000000000: must be at most 1024/],
    ["members.2d.slicesPerVolume", 1e9, /members.2d.slicesPerVolume is 1000000000: must be at most 2048/],
    ["members.3d.learningRate", 1e308, /members.3d.learningRate is 1e\+308: must be at most 100/],
    [
      "preprocessing.intensity.0",
      { kind: "window", low: 0, high: 5e-324 },
      /intensity\[0\].high is 5e-324: must be above/,
    ],
    [
      "preprocessing.intensity.0",
      { kind: "window", low: -1e308, high: 1e308 },
      /intensity\[0\].high is 1e\+308: must be/,
    ],
  ];
  for (const [path, value, words] of absurd) {
    test(`${path} = ${JSON.stringify(value)}`, () => {
      const found = faults(set(path, value));
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", words);
    });
  }

  test("more than 256 classes", () => {
    const classes = Array.from({ length: 257 }, (_, value) => ({ name: `c${value}`, value }));
    assert.match(faults(set("dataset.classes", classes)).join(), /dataset.classes is .*: must have 256 values at most/);
  });

  test("what is large but meant is allowed", () => {
    const meant = set("training.crop", [160, 160, 160]) as Plan;
    const training = { ...meant.training, volumesPerBatch: 16, epochs: 100_000, validations: 100 };
    assert.deepEqual(faults({ ...meant, training }), []);
  });
});

describe("files", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "mn-plan-"));
  });
  after(() => rm(folder, { recursive: true }));

  test("a plan that is written is read back, with the schema for editors beside it", async () => {
    const run = join(folder, "runs", "first");
    await writePlan(run, sound);
    assert.deepEqual(await readPlan(join(run, "plan.json")), sound);
    const schema = JSON.parse(await readFile(join(run, "plan.schema.json"), "utf8"));
    const optional = ["budget", "loss"];
    const described = Object.keys(schema.properties.training.properties).filter((key) => !optional.includes(key));
    assert.deepEqual(described, Object.keys(sound.training));
    assert.match(schema.properties.training.properties.crop.description, /voxels/);
    assert.equal(JSON.parse(await readFile(join(run, "plan.json"), "utf8")).$schema, "./plan.schema.json");
  });

  test("a plan that is not valid is not written", async () => {
    const run = join(folder, "wrong");
    await assert.rejects(writePlan(run, set("seed", -1) as Plan), MnError);
    await assert.rejects(readPlan(join(run, "plan.json")), ImagingError);
  });

  test("lists stand in one line", () => {
    assert.match(planText(sound), /^ {4}"crop": \[\d+, \d+, \d+\],$/m);
    assert.deepEqual(JSON.parse(planText(sound)), sound);
    assert.equal(
      planText({ a: [], b: {}, c: [[1], ["x y", null]] }).replace(/\s+/g, " "),
      '{ "a": [], "b": {}, "c": [ [1], ["x y", null] ] }',
    );
  });

  test("what is not JSON is told by line and column", async () => {
    const path = join(folder, "broken.json");
    await writeFile(path, '{\n  "a": 1,\n  "b": }\n');
    await assert.rejects(readPlan(path), /broken\.json: is not JSON: at line 3, column 8 a value is expected/);
  });
});
