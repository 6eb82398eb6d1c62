import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ImagingError } from "@mandn/imaging";
import { MnError } from "../../src/errors.js";
import { parsePlan, planText, readPlan, writePlan } from "../../src/plan/file.js";
import { makePlan } from "../../src/plan/make.js";
import type { Plan } from "../../src/plan/plan.js";
import { parseStrictJson } from "../../src/plan/strict-json.js";
import { cpu, synthetic } from "./synthetic.js";

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

/** What is wrong with a plan: the lines of the message that name a fault. */
function faults(plan: unknown): string[] {
  try {
    parsePlan(plan, "plan.json");
    return [];
  } catch (error) {
    assert.ok(error instanceof MnError && error.code === "plan" && error.path === "plan.json", String(error));
    assert.match(error.message, /^plan\.json has (a fault|\d+ faults):\n/);
    return error.message.split("\n").slice(1, -1);
  }
}

describe("one fault each, with its path, what stands there and what is allowed", () => {
  const schema: [path: string, value: unknown, words: RegExp][] = [
    ["version", 2, /^ {2}version is 2: must be 1$/],
    ["method", "nm", /method is "nm": must be one of "mn", "supervised-2d", "supervised-3d"$/],
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
    ["network2d.sliceDirections.0", "x", /network2d.sliceDirections\[0\] is "x": must be one of "d", "h", "w"/],
    ["network3d.name", "", /network3d.name is "": must not be empty/],
    ["network3d.learningRate", "high", /network3d.learningRate is "high": must be a number/],
    ["training.crop.1", 12.5, /training.crop\[1\] is 12.5: must be a whole number/],
    ["training.epoch", 3, /training.epoch is no setting; known here are .*epochs/],
    ["training.stage1", 2, /training.stage1 is 2: must be at most 1/],
    [
      "training.sampling",
      "rate",
      /training.sampling is "rate": must be one of "learning-rate", "learning-rate-average", "epoch", or a number/,
    ],
    ["augmentation.gamma", [1.5, 0.5], /augmentation.gamma is \[1.5,0.5\]: low must not be above high/],
    ["inference.overlap", 1, /inference.overlap is 1: must be below 1/],
    ["inference.largestComponent", "yes", /inference.largestComponent is "yes": must be "validation", or a list/],
    ["reasons.seed", 3, /reasons.seed is 3: must be a text/],
    ["extra", 1, /extra is no setting; known here are /],
  ];
  const rules: [path: string, value: unknown, words: RegExp][] = [
    ["training.crop.1", 50, /training.crop\[1\] is 50: must be a multiple of 16 for these networks, such as 48 or 64$/],
    ["inference.window.0", 3, /inference.window\[0\] is 3: must be a multiple of 8 for these networks, such as 8$/],
    ["training.warmUp", 0.5, /training.warmUp is 0.5: must be below training.stage1, which is 0.3333/],
    ["training.epochs", 1, /training.epochs is 1: too few/],
    ["training.sampling", 2, /training.sampling is 2: must be below training.volumesPerBatch, which is 2/],
    ["training.pseudoMaskRefreshes", [0.2], /training.pseudoMaskRefreshes\[0\] is 0.2: must be from training.stage1/],
    [
      "training.pseudoMaskRefreshes",
      [0.5, 0.5],
      /training.pseudoMaskRefreshes\[1\] is 0.5: must be above the one before/,
    ],
    ["training.pseudoMaskRefreshes", [0.5, 1], /training.pseudoMaskRefreshes\[1\] is 1: .*below 1/],
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
      "network2d.slicesPerVolume",
      900,
      /network2d.slicesPerVolume is 900: must be at most \d+, the crop's slices along "[dhw]"/,
    ],
    ["network3d.options.width", "wide", /network3d.options.width is "wide": must be a (whole )?number$/],
    ["network2d.name", "unet3d", /network2d.name is "unet3d": must be one of mobilenet-v2, .*, or the path of a file/],
    ["network2d.options.enlarged", 2, /network2d.options.enlarged is no setting; known here are .*enlarge/],
    ["network2d.sliceDirections", ["d", "d"], /network2d.sliceDirections\[1\] is "d" again/],
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

test("only the transductive setting takes test scans as unlabelled ones", () => {
  const plan = set("dataset.unlabelled", ["case_020", "case_021"]) as Plan;
  assert.equal(faults(plan).length, 2);
  assert.deepEqual(faults({ ...plan, dataset: { ...plan.dataset, unlabelledHoldsTest: true } }), []);
});

test("a crop of which the 3D network would make one voxel is refused", () => {
  const small = set("training.crop", [16, 16, 16]) as Plan;
  const vnet = { ...small.network3d, name: "vnet", options: {} };
  const inference = { ...small.inference, window: [32, 64, 64] };
  const found = faults({ ...small, inference, network2d: { ...small.network2d, slicesPerVolume: 4 }, network3d: vnet });
  assert.equal(found.length, 1, found.join("\n"));
  assert.match(found[0] ?? "", /training.crop is 16 × 16 × 16: must be larger along an axis/);
});

test("networks that are not shipped bring no rule about sizes", () => {
  const plan = set("training.crop", [33, 35, 37]) as Plan;
  const foreign = {
    ...plan,
    network2d: { ...plan.network2d, name: "./a.js" },
    network3d: { ...plan.network3d, name: "./b.js" },
  };
  assert.deepEqual(faults(foreign), []);
});

test("anything but an object is refused", () => {
  for (const input of [null, 3, "plan", []]) assert.match(faults(input)[0] ?? "", /must be an object/);
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
    const optional = ["budget"];
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
    await assert.rejects(readPlan(path), /broken\.json is not JSON: at line 3, column 8 a value is expected/);
    const broken: [text: string, words: RegExp][] = [
      ["", /line 1, column 1 a value/],
      ['{"a": 1', /line 1, column 8 "," or "}" is expected/],
      ['{"a": [1,]}', /column 10 a value/],
      ["[1 2]", /column 4 "," or "]"/],
      ["{a: 1}", /column 2 a key in double quotes/],
      ['{"a" 1}', /column 6 ":" is expected/],
      ["01", /column 2 the end/],
      ['["a\nb"]', /column 2 a value/],
      ['{"a": {"b": 1,\n "b": 2}}', /line 2, column 2 another key, for "b" comes twice/],
      ['{"\\u0061": 1, "a": 2}', /for "a" comes twice/],
    ];
    for (const [text, words] of broken) assert.throws(() => parseStrictJson(text, "x.json"), words, text);
  });

  test("what is JSON is read as JSON.parse does", () => {
    const texts = [
      ' {"a": "a", "b": ["a", {"a": ":"}, "\\"a\\":\\u00e9"], "c": {"a": -1.5e-3}} ',
      "[]",
      "{}",
      "[[], null, true, 0]\n",
      '"\\\\"',
    ];
    for (const text of texts) assert.deepEqual(parseStrictJson(text, "x"), JSON.parse(text));
  });
});
