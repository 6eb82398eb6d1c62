// The studio's page and server together, in a real browser: what is painted with the mouse lies in the file, voxel by voxel, for scans that are
// stored in many ways; and what the page complains of or asks of other places is told.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readHeader, readVolume, reorient, sameGrid } from "@mandn/imaging";
import { decodeRuns } from "@mandn/studio/runs";
import { type Browser, chromium } from "playwright-core";
import { type RunningStudio, startStudio } from "../../src/studio/server.js";
import { CHROMIUM } from "../chromium.js";
import { type Stored, writeScans } from "./stored-scans.js";

const PAGE = fileURLToPath(new URL("../../../../studio/page/index.html", import.meta.url));
const MN = fileURLToPath(new URL("../../../bin/mn.js", import.meta.url));
const missing =
  (CHROMIUM === undefined && "there is no Chromium: apt-get install chromium") ||
  (!existsSync(PAGE) && "there is no page in packages/studio");

describe("the studio in a browser", { concurrency: false, skip: missing, timeout: 300_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), "mn-browser-"));
  const faults: unknown[] = [];
  const problems: string[] = [];
  let scans: Map<string, Stored>;
  let studio: RunningStudio;
  let browser: Browser;
  before(async () => {
    scans = await writeScans(join(root, "scans", "images"));
    mkdirSync(join(root, "scans", "labels"));
    const options = { cacheFolder: null, classNames: ["a", "b"], layout: "images-labels" } as const;
    studio = await startStudio(join(root, "scans"), { ...options, onFault: (error) => void faults.push(error) });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  });
  after(async () => {
    await browser?.close();
    await studio?.close();
    rmSync(root, { recursive: true });
  });

  test("what is painted with the mouse lies in the file of each scan, on its grid", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== new URL(studio.url).origin && protocol !== "blob:" && protocol !== "data:")
        problems.push(request.url());
    });
    await page.goto(studio.url);
    assert.ok(!page.url().includes("key="), "the secret has left the URL");
    await page.waitForSelector("canvas.plane");
    for (const [id, { path }] of scans) {
      await page.getByText(id, { exact: true }).first().click();
      await page.waitForSelector(`main[aria-label="scan ${id}"]`);
      await page.locator(".save p", { hasNotText: "asking" }).waitFor();
      await page.keyboard.press("b");
      const box = await page.locator('canvas[data-plane="axial"]').boundingBox();
      assert.ok(box !== null);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x - 10, y);
      await page.mouse.down();
      await page.mouse.move(x + 25, y + 10, { steps: 4 });
      await page.mouse.up();
      const sending = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/label"));
      await page.keyboard.press("s");
      const request = await sending;
      assert.equal((await request.response())?.status(), 200, id);
      assert.ok(decodeURIComponent(request.url()).includes(`/scans/${id}/`), `${request.url()} saves ${id}`);

      const { labels } = studio.studio.target;
      const saved = labels.label(id);
      assert.ok(saved !== undefined, id);
      const file = await readVolume(labels.pathOf(saved));
      assert.ok(sameGrid(await readHeader(path), file).same, id);
      const sent = new Uint8Array(file.voxels.length);
      decodeRuns(new Uint8Array(request.postDataBuffer() ?? []), sent);
      assert.ok(
        sent.some((value) => value !== 0),
        `${id}: something was painted`,
      );
      assert.deepEqual(Array.from(reorient(file).voxels), Array.from(sent), id);
    }
    const volume = await page.evaluate("import('/volume.js').then(({ drawVolume }) => typeof drawVolume)");
    assert.equal(volume, "function", "what draws volumes is served when it is asked for");
    assert.deepEqual([problems, faults], [[], []]);
  });

  test("the command prints one URL, and ends when it is asked to", async () => {
    const child = spawn(process.execPath, [
      MN,
      "studio",
      join(root, "scans"),
      "--class-names",
      "a,b",
      "--layout",
      "images-labels",
    ]);
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      if (text.includes("Ctrl-C")) child.kill("SIGINT");
    });
    const [code] = (await once(child, "close")) as [number | null];
    assert.equal(code, 0);
    assert.equal(text.match(/http:/g)?.length, 1);
    assert.match(text, /^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{32}\n[\s\S]*ssh -L (\d+):127\.0\.0\.1:\1 /);
  });
});
