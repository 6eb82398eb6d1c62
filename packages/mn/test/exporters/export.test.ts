// `mn export` on a tiny trained run: what the files say, that they compute what the run does, and that nothing foreign is replaced.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { contentHash } from "@mandn/base";
import { assertNoLeaks, fromTypedArray, noGrad, randn } from "@mandn/torch";
import * as ort from "onnxruntime-web";
import { exportCard } from "../../src/exporters/card.js";
import { type Description, descriptionSchema } from "../../src/exporters/description.js";
import { withNetworks } from "../../src/exporters/export.js";
import { exportOnnx } from "../../src/exporters/onnx.js";
import { exportPython } from "../../src/exporters/python.js";
import type { Plan } from "../../src/plan/plan.js";
import { cardSchema } from "../../src/report/card.js";
import type { RunFolder } from "../../src/run/folder.js";
import { Run } from "../../src/steps/run.js";
import { scoreStep } from "../../src/steps/score.js";
import { mn } from "../cli/mn.js";
import { mnError } from "../run/support.js";
import { axial, TINY_OPTIONS, TinyPlace } from "../steps/tiny-run.js";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

describe("mn export", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  before(async () => {
    place = await TinyPlace.create();
    run = await place.trained("run");
  });
  after(() => place.dispose());

  const description = (folder: string): Description =>
    descriptionSchema.parse(JSON.parse(readFileSync(join(folder, "model.json"), "utf8")));
  const lying = (folder: string) => readdirSync(folder).sort();

  test("--onnx writes the networks, and onnxruntime's logits are the run's", async () => {
    const out = place.path("onnx");
    const { code, stdout, stderr } = await mn(["export", run.root, "--onnx", out]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /2D network.*network-2d\.onnx[\s\S]*model\.json/);
    assert.deepEqual(lying(out), ["model.json", "model.schema.json", "network-2d.onnx", "network-3d.onnx"]);
    const found = description(out);
    assert.equal(found.opset, 17);
    for (const [file, hash] of Object.entries(found.files)) assert.equal(await contentHash(join(out, file)), hash);
    const { plan } = await Run.open(run.root);
    assert.deepEqual(found.preprocessing, plan.preprocessing);
    assert.deepEqual(found.windows.window, plan.inference.window);
    await withNetworks(await Run.open(run.root), undefined, async (networks) => {
      for (const { member, network } of networks) {
        const entry = found.networks.find((one) => one.member === member);
        assert.ok(entry);
        const volume = randn([1, 1, ...plan.inference.window]);
        const wanted = noGrad(() => network.forward(volume));
        const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(join(out, entry.file))));
        const x = entry.view === "volume" ? volume : volume.transpose(1, 2).flatten(0, 1);
        const input = new ort.Tensor("float32", x.contiguous().toTypedArray() as Float32Array, x.shape);
        const logits = (await session.run({ [entry.input.name]: input }))[entry.output.name] as ort.Tensor;
        const got = fromTypedArray(Float32Array.from(logits.data as Float32Array), logits.dims);
        const same = entry.view === "volume" ? got : got.unflatten(0, [1, -1]).transpose(1, 2);
        const off = same.sub(wanted).abs().max().itemNumber();
        assert.ok(off <= 1e-4 * wanted.abs().max().itemNumber(), `${member}: ${off}`);
        await session.release();
      }
    });
  });

  test("a second export replaces its own files, and keeps no folder of its work", async () => {
    const out = place.path("again");
    await exportOnnx(run.root, out);
    await exportOnnx(run.root, out);
    assert.deepEqual(
      readdirSync(place.root).filter((name) => name.startsWith(".")),
      [],
    );
  });

  test("what somebody else wrote, or edited, is replaced with --overwrite only", async () => {
    const out = place.path("foreign");
    mkdirSync(out);
    writeFileSync(join(out, "network-3d.onnx"), "mine");
    const refusal = await mn(["export", run.root, "--onnx", out]);
    assert.equal(refusal.code, 2);
    assert.match(refusal.stderr, /network-3d\.onnx.*--overwrite/s);
    assert.deepEqual(lying(out), ["network-3d.onnx"]);
    assert.equal(readFileSync(join(out, "network-3d.onnx"), "utf8"), "mine");
    await exportOnnx(run.root, out, { overwrite: true });
    writeFileSync(join(out, "network-2d.onnx"), "edited");
    await assert.rejects(exportOnnx(run.root, out), mnError("usage", /network-2d\.onnx/));
  });

  test("a run that is not trained has nothing to export, and no folder is made", async () => {
    const planned = await place.planned("planned");
    const out = place.path("nothing");
    await assert.rejects(exportOnnx(planned.root, out), mnError("run", /mn train/));
    assert.ok(!existsSync(out));
    const none = await mn(["export", place.path("nowhere"), "--onnx", out]);
    assert.match(none.stderr, /holds no plan/);
    const nothing = await mn(["export", run.root]);
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /--card/);
  });

  test("networks that are files of one's own are refused for Python, by name and with what helps", async () => {
    const out = place.path("python");
    await assert.rejects(exportPython(run.root, out), mnError("usage", /small-2d.*--onnx/s));
    assert.ok(!existsSync(out));
  });

  test("no tensor is left", () => assertNoLeaks(async () => void (await exportOnnx(run.root, place.path("leaks")))));

  test("--card tells counts, scores, limits and hashes, and names no scan, folder or file of the dataset", async () => {
    await scoreStep(run.root);
    const { json, markdown } = await exportCard(run.root);
    const texts = [readFileSync(json, "utf8"), readFileSync(markdown, "utf8")];
    const { markdown: _, ...data } = JSON.parse(texts[0] as string);
    const card = cardSchema.parse(data);
    const { plan } = await Run.open(run.root);
    assert.deepEqual([card.data.labelled, card.data.test], [plan.dataset.labelled.length, plan.dataset.test.length]);
    assert.ok(card.results.some(({ split, scores }) => split === "test" && scores.length > 0));
    assert.ok(card.limits.some((limit) => /not a medical device/.test(limit)));
    assert.deepEqual(Object.keys(card.hashes).sort(), [
      "metrics.json",
      "network-2d.safetensors",
      "network-3d.safetensors",
      "plan.json",
    ]);
    for (const text of texts) {
      for (const id of ["scan_0", "scan_", place.root, "images", ".nii"]) assert.ok(!text.includes(id), id);
    }
    assert.match(texts[1] as string, /## Limits\n\n- For research/);
    await exportCard(run.root); // its own is replaced
    writeFileSync(markdown, "edited");
    await assert.rejects(exportCard(run.root), mnError("usage", /card\.md/));
    assert.equal(readFileSync(markdown, "utf8"), "edited");
    await exportCard(run.root, { overwrite: true });
    assert.ok(statSync(markdown).size > 500);
  });

  test("--python writes weights under their names, the networks and one script", async () => {
    const networks = { ...TINY_OPTIONS, network2d: "mobilenet-v2", network3d: "unet3d" };
    const shipped = await place.trained("shipped", networks, (plan) => ({
      ...plan,
      members: {
        "2d": axial(plan.members["2d"]),
        "3d": { ...(plan.members["3d"] as Plan["members"][string]), options: { width: 4, levels: 2 } },
      },
      training: { ...plan.training, crop: [8, 16, 16] },
      inference: { ...plan.inference, window: [8, 16, 16] },
    }));
    const out = place.path("python");
    const found = await exportPython(shipped.root, out);
    assert.deepEqual(lying(out), [
      "model.json",
      "model.schema.json",
      "network-2d.safetensors",
      "network-3d.safetensors",
      "networks",
      "predict.py",
      "requirements.txt",
    ]);
    assert.equal(found.networks.find(({ member }) => member === "3d")?.reference?.network, "unet3d");
    assert.ok("networks/unet3d.py" in description(out).files);
  });
});
