// `mn export --web`: the page's own steps give the mask that `mn predict` gives, in Node and in a real browser, and nothing leaves its
// origin.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { readVolume, type Volume, writeVolume } from "@mandn/imaging";
import { readNiftiBytes } from "@mandn/imaging/pure";
import * as ort from "onnxruntime-web";
import type { Browser, Page } from "playwright-core";
import type { DescribedNetwork, Description } from "../../src/exporters/description.js";
import { exportWeb, runtimeFolder } from "../../src/exporters/web.js";
import type { Plan } from "../../src/plan/plan.js";
import type { RunFolder } from "../../src/run/folder.js";
import { predictStep } from "../../src/steps/predict.js";
import { CHROMIUM } from "../chromium.js";
import { isMnError } from "../planning/synthetic.js";
import { axial, TINY_OPTIONS, TinyPlace } from "../steps/tiny-run.js";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

/** The page's steps, which are compiled for a browser, in a project of their own. */
interface Segmenting {
  segment(
    channels: readonly Volume[],
    model: Description,
    options: {
      readonly run: (network: DescribedNetwork, input: Float32Array, shape: readonly number[]) => Promise<Float32Array>;
    },
  ): Promise<Uint8Array | Int32Array>;
}
const { segment } = (await import(new URL("../../page/segment.js", import.meta.url).href)) as Segmenting;

const SCANS = fileURLToPath(new URL("../../../../../examples/hippocampus/test/images/", import.meta.url));
const hippocampus = join(SCANS, "hippocampus_017.nii.gz");

test("where onnxruntime is not installed, the command that installs it is told", () => {
  assert.throws(
    () => runtimeFolder("file:///nowhere/module.js"),
    isMnError("usage", /A page needs the package onnxruntime-web.* npm install onnxruntime-web@\d+\.\d+\.\d+$/),
  );
  assert.ok(existsSync(join(runtimeFolder(), "ort-wasm-simd-threaded.asyncify.wasm")));
});

describe("mn export --web", { concurrency: false }, () => {
  let place: TinyPlace;
  let run: RunFolder;
  let page: string;
  let model: Description;
  /** A scan on a grid of its own, with oblique axes and another spacing. */
  let turned: string;
  before(async () => {
    place = await TinyPlace.create();
    const networks = { ...TINY_OPTIONS, network2d: "mobilenet-v2", network3d: "unet3d" };
    run = await place.trained("run", networks, (plan: Plan) => {
      const member = (name: string, options: Plan["members"][string]["options"]) => ({
        ...(plan.members[name] as Plan["members"][string]),
        ...{ learningRate: 3e-3, options },
      });
      return {
        ...plan,
        preprocessing: { ...plan.preprocessing, spacing: [1.25, 1.1, 0.9] },
        members: { "2d": axial(member("2d", { enlarge: 1 })), "3d": member("3d", { width: 4, levels: 2 }) },
        training: { ...plan.training, crop: [8, 32, 32], epochs: 12 },
        inference: {
          ...plan.inference,
          ...{ window: [16, 32, 32], largestComponent: [true, false], fillHoles: [false, true] },
        },
      };
    });
    page = place.path("page");
    model = await exportWeb(run.root, page);
    const scan = await readVolume(join(place.scans, "images", "scan_1.nii.gz"));
    const [c, s] = [Math.cos(0.2), Math.sin(0.2)];
    turned = place.path("turned.nii.gz");
    await writeVolume(turned, { ...scan, affine: [-c, -s, 0, 9, s, -c, 0, -4, 0, 0, -1.5, 2, 0, 0, 0, 1] });
  });
  after(() => place.dispose());

  /** The masks that `mn predict` makes of scans. */
  async function masksOf(...scans: readonly string[]): Promise<Volume[]> {
    const out = place.path(`masks-${scans.length}`);
    await predictStep(run.root, scans, { out });
    return Promise.all(scans.map((scan) => readVolume(join(out, basename(scan)))));
  }

  function assertSame(found: Volume, wanted: Volume): void {
    assert.deepEqual(found.shape, wanted.shape);
    assert.deepEqual(found.affine, wanted.affine);
    const dice = model.classes.slice(1).map(({ value }) => {
      const counts = [0, 0, 0] as [found: number, wanted: number, both: number];
      for (const [i, label] of wanted.voxels.entries()) {
        if (label === value) counts[1]++;
        if (found.voxels[i] !== value) continue;
        counts[0]++;
        if (label === value) counts[2]++;
      }
      return counts[0] + counts[1] === 0 ? 1 : (2 * counts[2]) / (counts[0] + counts[1]);
    });
    assert.ok(
      dice.every((value) => value >= 0.999),
      `Dice ${dice}`,
    );
  }

  test("the page's steps, run by onnxruntime in Node, give the masks of mn predict, oblique and flipped grids too", async () => {
    const sessions = new Map<string, ort.InferenceSession>();
    const runNetwork = async (
      { file, input, output }: DescribedNetwork,
      data: Float32Array,
      shape: readonly number[],
    ) => {
      const session =
        sessions.get(file) ?? (await ort.InferenceSession.create(new Uint8Array(readFileSync(join(page, file)))));
      sessions.set(file, session);
      const results = await session.run({ [input.name]: new ort.Tensor("float32", data, shape) });
      return Float32Array.from((results[output.name] as ort.Tensor).data as Float32Array);
    };
    const scans = [join(place.scans, "images", "scan_0.nii.gz"), turned, hippocampus];
    const wanted = await masksOf(...scans);
    for (const [i, path] of scans.entries()) {
      const { volume } = readNiftiBytes(path, gunzipSync(readFileSync(path)));
      const voxels = await segment([volume], model, { run: runNetwork });
      const mask = wanted[i] as Volume;
      assert.ok(
        mask.voxels.some((value) => value !== 0),
        `${path}: something was found`,
      );
      assertSame({ ...mask, voxels: Uint8Array.from(voxels) } as Volume, mask);
    }
    for (const session of sessions.values()) await session.release();
  });

  test("a scan with other channels is refused in words", async () => {
    const { volume } = readNiftiBytes(turned, gunzipSync(readFileSync(turned)));
    await assert.rejects(
      segment([volume, volume], model, { run: () => Promise.reject() }),
      /2 channels, and the model takes 1/,
    );
  });

  describe("in Chromium", {
    concurrency: false,
    skip: CHROMIUM === undefined && "there is no Chromium: apt-get install chromium",
    timeout: 300_000,
  }, () => {
    let server: Server;
    let origin: string;
    let browser: Browser;
    before(async () => {
      server = await serve(page);
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { chromium } = await import("playwright-core");
      // SwiftShader computes on the CPU what WebGPU computes on a GPU.
      const args = ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
      browser = await chromium.launch({ executablePath: CHROMIUM, args });
    });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    /** The page, opened and ready, with what it asks for and complains of. */
    async function opened(query: string) {
      const tab = await browser.newPage();
      const requests: string[] = [];
      const problems: string[] = [];
      tab.on("request", (request) => requests.push(request.url()));
      tab.on("pageerror", (error) => problems.push(String(error)));
      tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      await tab.goto(`${origin}/index.html${query}`);
      await tab.waitForSelector('body[data-state="ready"]');
      return { tab, requests, problems };
    }

    /** Drops a scan on the page, waits for its mask, and saves that. */
    async function dropped(tab: Page, scan: string): Promise<Volume> {
      const bytes = readFileSync(scan).toString("base64");
      // As text: the test is compiled without a browser's types.
      const data = await tab.evaluateHandle(`(() => {
        const transfer = new DataTransfer();
        const content = Uint8Array.from(atob("${bytes}"), (character) => character.charCodeAt(0));
        transfer.items.add(new File([content], "${basename(scan)}"));
        return transfer;
      })()`);
      await tab.dispatchEvent("#drop", "drop", { dataTransfer: data });
      await tab.waitForSelector('body[data-state="done"], body[data-state="failed"]', { timeout: 240_000 });
      assert.equal(await tab.getAttribute("body", "data-state"), "done", (await tab.textContent("#status")) ?? "");
      const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("#save")]);
      assert.equal(download.suggestedFilename(), basename(scan).replace(".nii.gz", "-mask.nii.gz"));
      const saved = place.path("from-the-page.nii.gz");
      await download.saveAs(saved);
      return readVolume(saved);
    }

    test("a scan that is dropped on it gives the mask of mn predict, and nothing leaves the page's origin", async (context) => {
      const begun = performance.now();
      const [wanted] = (await masksOf(hippocampus)) as [Volume];
      const seconds = (performance.now() - begun) / 1000;
      const { tab, requests, problems } = await opened("?backend=wasm");
      assertSame(await dropped(tab, hippocampus), wanted);
      assert.deepEqual(problems, []);
      assert.match((await tab.textContent("#status")) ?? "", /^Done in [\d.]+ s by WebAssembly\.$/);
      context.diagnostic(
        `the page: ${await tab.textContent("#status")}; mn predict, with loading: ${seconds.toFixed(1)} s`,
      );
      const elsewhere = requests.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url));
      assert.deepEqual(elsewhere, []);
      assert.ok(requests.some((url) => url.endsWith("network-3d.onnx")));
      // What is no scan is refused in words, and the page goes on.
      await tab.setInputFiles("#file", {
        name: "notes.nii.gz",
        mimeType: "text/plain",
        buffer: Buffer.from("no scan"),
      });
      await tab.waitForSelector('body[data-state="failed"]');
      assert.match((await tab.textContent("#status")) ?? "", /notes\.nii\.gz: is no NIfTI file/);
    });

    test("by WebGPU it gives the same mask, and says that WebGPU computed it", async (context) => {
      const { tab, problems } = await opened("");
      const adapter = await tab.evaluate("navigator.gpu?.requestAdapter().then((found) => found?.info.architecture)");
      if (adapter === undefined) return context.skip("this Chromium has no adapter for WebGPU");
      // A small scan, for a GPU that is none takes its time.
      const [wanted] = (await masksOf(turned)) as [Volume];
      assertSame(await dropped(tab, turned), wanted);
      assert.deepEqual(problems, []);
      assert.equal(await tab.textContent("#notes"), "");
      assert.match((await tab.textContent("#status")) ?? "", /^Done in [\d.]+ s by WebGPU\.$/);
      context.diagnostic(`${adapter}: ${await tab.textContent("#status")}`);
    });
  });
});

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** A plain server of a folder's files. */
function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = join(folder, basename(new URL(request.url ?? "/", "http://localhost").pathname));
    if (!existsSync(path)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
