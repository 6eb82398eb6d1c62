// A run by a loss of one's own, in a file anywhere: planned, trained, stopped and gone on with, and refused where it is not what was
// planned with or gives no loss. The example is that of the page on it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadSafetensors, scope, TorchError } from "@mandn/torch";
import type { Plan } from "../../src/plan/plan.js";
import { readPlan, writePlan } from "../../src/planning/file.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { packRun } from "../../src/run/pack.js";
import { compareStep } from "../../src/steps/compare.js";
import { planStep } from "../../src/steps/plan.js";
import { predictStep } from "../../src/steps/predict.js";
import { runAll } from "../../src/steps/run-all.js";
import { trainStep } from "../../src/steps/train.js";
import { mn } from "../cli/mn.js";
import { mnError } from "../run/support.js";
import { TINY_OPTIONS, TinyPlace } from "./tiny-run.js";

const GUIDE = fileURLToPath(new URL("../../../../../docs/own-loss.md", import.meta.url));

const SHIPPED = `
import { defineLoss, diceAndKl, oneHot } from "mandn/training";
export default defineLoss({
  name: "shipped",
  loss: (logits, mask) => diceAndKl(logits, oneHot(mask, logits.size(1))).total,
});
`;
const giving = (what: string) => `
import { defineLoss } from "mandn/training";
export const odd = defineLoss({ name: "odd", loss: (logits, mask) => ${what} });
`;

describe("a loss of one's own", { concurrency: false }, () => {
  let place: TinyPlace;
  before(async () => {
    place = await TinyPlace.create();
  });
  after(() => place.dispose());

  /** A file with a loss, in a folder of its own; by default the page's. */
  const written = (name: string, code?: string) => {
    const path = place.path(name, "my-loss.js");
    const [, example] = /```js\n([\s\S]*?)```/.exec(readFileSync(GUIDE, "utf8")) ?? [];
    assert.ok(example !== undefined, "the page has a loss");
    mkdirSync(dirname(path));
    writeFileSync(path, `${code ?? example}\n(globalThis.ran ??= []).push(${JSON.stringify(name)});\n`);
    return path;
  };
  const ran = (name: string) => (globalThis as { ran?: string[] }).ran?.filter((one) => one === name).length ?? 0;
  const alone = { method: "supervised-3d" } as const;
  const edit = async (folder: RunFolder, change: (training: Plan["training"]) => Plan["training"]) => {
    const plan = await readPlan(folder.plan);
    await writePlan(folder.root, { ...plan, training: change(plan.training) });
  };
  /** All numbers of the networks; their files hold the plan too. */
  const weights = (folder: RunFolder, ...names: readonly string[]) =>
    scope(() =>
      names.flatMap((name) =>
        Object.values(loadSafetensors(folder.network(name)).tensors).flatMap((one) =>
          Array.from(one.toTypedArray(), Number),
        ),
      ),
    );
  const losses = (folder: RunFolder, member: string) =>
    readEvents(folder).flatMap((event) => (event.type === "step" ? (event.members[member]?.terms.loss ?? []) : []));
  const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;

  test("is noted by its path and content, teaches M&N's networks, and is not asked when they predict", async () => {
    const loss = written("taught");
    const folder = await place.planned("taught-run", { loss: relative(process.cwd(), loss) });
    const plan = await readPlan(folder.plan);
    const sha256 = createHash("sha256").update(readFileSync(loss)).digest("hex");
    assert.deepEqual(plan.training.loss, { path: loss, sha256 });
    assert.match(plan.reasons["training.loss"] ?? "", /as asked/);
    assert.equal(JSON.parse(readFileSync(folder.request, "utf8")).options.loss, loss);
    assert.match(readFileSync(folder.planSchema, "utf8"), /a loss of one's own/);
    assert.equal(await trainStep(folder.root), true);
    for (const member of ["2d", "3d"]) {
      const found = losses(folder, member);
      const part = Math.floor(found.length / 3);
      assert.ok(mean(found.slice(-part)) < mean(found.slice(0, part)), `${member}: ${found.join(", ")} do not fall`);
    }
    const usual = await place.trained("usual-run");
    assert.notDeepEqual(weights(folder, "2d", "3d"), weights(usual, "2d", "3d"));
    renameSync(loss, `${loss}.away`);
    assert.equal((await predictStep(folder.root, undefined)).scans.length, 8);
  });

  test("that is M&N's own formula comes to the same weights, bit for bit", async () => {
    const loss = written("shipped", SHIPPED);
    const settled = (plan: Plan): Plan => ({
      ...plan,
      method: { ...plan.method, settings: { ...plan.method.settings, sampling: 0 } },
    });
    for (const [method, change, ...names] of [
      ["supervised-3d", undefined, "3d"],
      ["mn", settled, "2d", "3d"],
    ] as const) {
      const usual = await place.trained(`${method}-usual`, { method }, change);
      const own = await place.trained(`${method}-own`, { method, loss }, change);
      assert.deepEqual(weights(own, ...names), weights(usual, ...names), method);
    }
  });

  test("a run that was stopped twice goes on by it, bit for bit", async () => {
    const loss = written("stopped");
    const whole = await place.trained("whole-run", { loss });
    const stopped = await place.planned("stopped-run", { loss });
    for (const updates of [3, 9]) {
      const stop = new AbortController();
      const onProgress = ({ what, done }: { readonly what: string; readonly done: number }) =>
        what === "training" && done >= updates && stop.abort(new Error("stopped"));
      await assert.rejects(trainStep(stopped.root, { signal: stop.signal, onProgress }), /stopped/);
    }
    const moved = written("moved");
    cpSync(loss, moved);
    await edit(stopped, (training) => ({ ...training, loss: training.loss && { ...training.loss, path: moved } }));
    renameSync(loss, `${loss}.away`); // the file may move, by its hash it is the same
    assert.ok(await trainStep(stopped.root));
    assert.equal(readEvents(stopped).filter(({ type }) => type === "resume").length, 2);
    assert.deepEqual(weights(stopped, "2d", "3d"), weights(whole, "2d", "3d"));
  });

  test("that has changed is refused before scans are prepared or anything of it is run", async () => {
    const loss = written("changed");
    const folder = await place.planned("changed-run", { ...alone, loss });
    assert.equal(ran("changed"), 1);
    appendFileSync(loss, "// another content\n");
    await assert.rejects(
      trainStep(folder.root, { onProgress: () => assert.fail("nothing is prepared") }),
      (error) =>
        error instanceof TorchError &&
        error.code === "file" &&
        /has changed since it was planned with/.test(error.message),
    );
    assert.equal(ran("changed"), 1);
    assert.ok(!existsSync(folder.network("3d")));
  });

  test("is no path, no file or no loss: refused before scans are read", async () => {
    const refused = (loss: string) => planStep(place.path("no-scans"), place.path("refused"), { ...alone, loss });
    await assert.rejects(refused("focal"), mnError("usage", 'There is no loss "focal"', "./focal"));
    await assert.rejects(refused(place.path("nothing.js")), /nothing\.js: cannot be imported: there is no such file/);
    const none = written("none", "export const answer = 42;");
    await assert.rejects(refused(none), mnError("usage", none, "must export one loss; it exports 0", "defineLoss"));
    const odd = giving("logits.sum()");
    const two = written("two", `${odd}export const other = { ...odd };`);
    await assert.rejects(refused(two), mnError("usage", "must export one loss; it exports 2"));
    assert.ok(!existsSync(place.path("refused")));
  });

  for (const [name, code, error] of [
    [
      "matrix",
      "logits.mean([2, 3, 4])",
      mnError("plan", "my-loss.js", 'the loss "odd": gives a tensor of shape [3, 3]'),
    ],
    ["number", "0.5", mnError("plan", "my-loss.js", 'the loss "odd": gives number, no tensor', "mean()")],
    [
      "nan",
      "logits.mean().log().mul(0).add(logits.sum().neg().abs().neg().log())",
      mnError("diverged", "is not finite"),
    ],
    [
      "value",
      "logits.mean().mul(logits.mean().item())",
      (error: unknown) => error instanceof TorchError && /a tensor's value cannot be read/.test(error.message),
    ],
  ] as const) {
    test(`that gives no loss is refused at the first step: ${name}`, async () => {
      const folder = await place.planned(`${name}-run`, { ...alone, loss: written(name, giving(code)) });
      await assert.rejects(trainStep(folder.root), error);
      assert.ok(!existsSync(folder.network("3d")));
    });
  }

  test("trains in one process alone", async () => {
    const loss = written("ranks");
    const folder = await place.planned("ranks-run", { ...alone, loss });
    const { code, stderr } = await mn(["train", folder.root, "--devices", "cpu:2"]);
    assert.equal(code, 1);
    assert.match(stderr, /my-loss\.js: is a loss of one's own.*it trains in one process alone\. .*--loss/);
  });

  test("is refused where the method takes none, when it is planned and when a plan was edited", async () => {
    const loss = written("methods");
    const planned = (method: string) => planStep(place.path("no-scans"), place.path("refused"), { method, loss });
    await assert.rejects(planned("dualfete"), mnError("usage", "DualFete takes no loss of one's own"));
    await assert.rejects(planned("bcp"), mnError("usage", "BCP learns parts of crops", "parts: true"));
    const folder = await place.planned("edited-run", { method: "dualfete" });
    await assert.rejects(
      edit(folder, (training) => ({ ...training, loss: { path: loss, sha256: "0".repeat(64) } })),
      mnError("plan", "training.loss is a loss of one's own, and DualFete takes none"),
    );
  });

  test("another one is no option of a run that is there, nor of one that goes on; an archive holds none", async () => {
    const [loss, other] = [written("asked"), written("asked-now")];
    const folder = await place.trained("asked-run", { ...alone, loss }, (plan) => ({
      ...plan,
      training: { ...plan.training, epochs: 24 },
    }));
    const options = { ...TINY_OPTIONS, ...alone };
    await assert.rejects(
      runAll(place.scans, folder.root, { ...options, loss: other }),
      mnError("run", `planned with loss ${loss}, and ${other} is asked now`),
    );
    const from = folder.root;
    await assert.rejects(
      planStep(place.scans, place.path("next"), { device: "cpu", cacheFolder: null, from, loss }),
      mnError("usage", "keeps to its settings: --loss"),
    );
    const next = await planStep(place.scans, place.path("next"), { device: "cpu", cacheFolder: null, from });
    assert.equal(next.training.loss?.path, loss);
    assert.ok(await trainStep(place.path("next")));
    const plan = await readPlan(folder.plan);
    const shipped = { ...plan.members["3d"], network: "unet3d" } as Plan["members"][string];
    assert.throws(
      () => packRun(folder, { ...plan, members: { "3d": shipped } }, ["3d"], place.path("run.zip")),
      mnError("plan", loss, "is a program of your own"),
    );
  });

  test("is an option of mn plan, and of a comparison whose methods all learn by it", async () => {
    const loss = written("compared");
    const folder = new RunFolder(place.path("by-command"));
    const { network2d, network3d } = TINY_OPTIONS;
    const networks = ["--network-2d", network2d, "--network-3d", network3d, "--device", "cpu"];
    const { code, stderr } = await mn(["plan", place.scans, "--out", folder.root, "--loss", loss, ...networks]);
    assert.equal(code, 0, stderr);
    assert.equal((await readPlan(folder.plan)).training.loss?.path, loss);

    const out = place.path("comparison");
    const { labelled: _, test: __, ...tinyOptions } = TINY_OPTIONS;
    const stop = new AbortController();
    const asked = { ...tinyOptions, methods: ["cps"], seeds: [1], equal: "updates", loss } as const;
    const plans: Plan["training"]["loss"][] = [];
    const work = async (run: string) => {
      plans.push((await readPlan(join(run, "plan.json"))).training.loss);
      if (plans.length === 3) stop.abort(new Error("seen"));
    };
    await assert.rejects(compareStep(place.scans, out, { ...asked, work, signal: stop.signal }));
    assert.deepEqual(
      plans.map((one) => one?.path),
      [loss, loss, loss],
    );
  });
});
