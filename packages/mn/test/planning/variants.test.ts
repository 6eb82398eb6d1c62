import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { Plan } from "../../src/plan/plan.js";
import { parsePlan } from "../../src/planning/file.js";
import { ablations, comparedMethods, methodVariants, type Variant } from "../../src/planning/variants.js";
import { gpu, isMnError, planFor, slicesOf } from "./synthetic.js";

const reference = planFor();
const rows = ablations(reference);
const named = (name: string): Variant => {
  const found = rows.find((row) => row.name === name);
  assert.ok(found !== undefined, name);
  return found;
};

describe("methods to compare", () => {
  const variantsOf = async (asked: readonly string[] | "all") =>
    (await comparedMethods(asked)).map(({ variant }) => variant);

  test("are those asked for, in order and once, with both kinds of training on labels alone", async () => {
    assert.deepEqual(await variantsOf(["mean-teacher", "mn", "mn"]), [
      "mean-teacher",
      "mn",
      "supervised-3d",
      "supervised-2d",
    ]);
    const all = await variantsOf("all");
    assert.deepEqual(all.slice(0, 3), ["mn", "supervised-3d", "supervised-2d"]);
    assert.equal(new Set(all).size, all.length);
    await assert.rejects(comparedMethods(["nm"]), isMnError("usage", /There is no method "nm"/));
  });

  test("all have a valid plan made from one, with its scans, sizes, schedule and augmentation", async () => {
    for (const { name, plan } of methodVariants(reference, await comparedMethods("all"))) {
      const made = parsePlan(plan(), name);
      for (const key of ["dataset", "preprocessing", "augmentation", "inference", "precision"] as const)
        assert.deepEqual(made[key], reference[key], `${name}: ${key}`);
      assert.deepEqual(made.training.crop, reference.training.crop, name);
      assert.equal(made.method.name, name);
    }
  });

  test("of one's own have the name of their file, and no name that another has", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "mn-variants-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const guide = readFileSync(new URL("../../../../../docs/own-method.md", import.meta.url), "utf8");
    const [, code] = /```js\n([\s\S]*?)```/.exec(guide) ?? [];
    const [own, other] = [join(folder, "My_method.js"), join(folder, "mn.js")];
    for (const path of [own, other]) writeFileSync(path, code as string);
    const methods = await comparedMethods([own]);
    const [made] = methodVariants(reference, methods) as [Variant, ...Variant[]];
    assert.equal(made.name, "my-method");
    const { method } = made.plan();
    assert.equal(method.name, own);
    assert.match(method.sha256 as string, /^[0-9a-f]{64}$/);
    await assert.rejects(comparedMethods([other]), isMnError("usage", /would be called "mn": mn and .*mn\.js/));
  });
});

describe("ablations", () => {
  test("are M&N as planned, first, and each with one thing changed, in plans that are valid", () => {
    assert.equal(rows[0]?.name, "mn");
    assert.deepEqual(rows[0]?.plan(), reference);
    assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
    for (const { name, plan } of rows) {
      assert.match(name, /^[a-z0-9][a-z0-9-]*$/);
      if (name.startsWith("2d-")) continue; // their weights are not here
      parsePlan(plan(), name);
    }
  });

  test("of slices along every axis have crops whose sizes suit them", () => {
    const { members, training } = named("slices-along-every-axis").plan();
    assert.deepEqual(members["2d"]?.view === "slices" && members["2d"].sliceDirections, ["d", "h", "w"]);
    assert.ok(
      training.crop.every((size) => size % 16 === 0),
      `${training.crop}`,
    );
    assert.ok(!rows.some(({ name }) => name === "axial-slices"), "as planned");
    const small = ablations(planFor({ shape: [37, 50, 36], spacing: [1, 1, 1] })).map(({ name }) => name);
    assert.ok(small.includes("axial-slices") && !small.includes("slices-along-every-axis"), small.join());
  });

  test("leave out what is as planned", () => {
    const names = rows.map(({ name }) => name);
    assert.ok(!names.includes("sampling-by-rate-on-average") && !names.includes("3d-unet3d"), names.join());
    const byEpoch: Plan = {
      ...reference,
      method: {
        ...reference.method,
        settings: { ...reference.method.settings, sampling: "epoch", alternating: false },
      },
    };
    const others = ablations(byEpoch).map(({ name }) => name);
    assert.ok(others.includes("sampling-by-rate-on-average") && !others.includes("sampling-by-epoch"));
    assert.ok(others.includes("in-turns") && !others.includes("at-once"));
  });

  test("a random 2D network is the same one without its weights", () => {
    const { pretrained, ...others } = slicesOf(named("random-2d").plan()).options;
    assert.equal(pretrained, false);
    assert.deepEqual(others, slicesOf(reference).options);
    assert.equal(slicesOf(named("supervised-2d-random").plan()).options.pretrained, false);
  });

  test("fixed numbers of unlabelled crops are those that leave a labelled one", () => {
    const fixed = (plan: Plan) =>
      ablations(plan).flatMap(({ name, plan: made }) =>
        name.startsWith("sampling-fixed") ? [made().method.settings.sampling] : [],
      );
    assert.deepEqual(fixed(reference), [1]);
    assert.deepEqual(fixed(planFor({}, { machine: gpu })), [1, 2, 3]);
  });

  test("another 3D network has options and a rate of its own, and crops that it takes", () => {
    const { members, training } = named("3d-swin-unetr").plan();
    assert.equal(members["3d"]?.network, "swin-unetr");
    assert.equal(members["3d"]?.learningRate, 5e-4);
    for (const size of training.crop) assert.equal(size % 32, 0);
    assert.deepEqual(members["2d"], reference.members["2d"]);
  });

  test("another 2D network whose weights are missing says how they are had", () => {
    const home = process.env.MANDN_HOME;
    process.env.MANDN_HOME = "/nowhere";
    try {
      assert.throws(
        () => named("2d-resnet-18").plan(),
        isMnError("plan", /\/nowhere\/.*: the weights resnet-18 are not there\. Get them: mn weights get resnet-18/),
      );
    } finally {
      if (home === undefined) delete process.env.MANDN_HOME;
      else process.env.MANDN_HOME = home;
    }
  });
});
