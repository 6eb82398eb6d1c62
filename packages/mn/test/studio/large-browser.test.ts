// A scan that is too large to be shown whole, in a real browser with the real server: what the page says, how one goes on to the next part, and
// that two parts that are painted one after the other are both in the file.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { affineFromSpacing, readVolume, type Volume, writeVolume } from "@mandn/imaging";
import { chromium } from "playwright-core";
import { startStudio } from "../../src/studio/server.js";
import { CHROMIUM } from "../chromium.js";

/** 1.9 MB of 16 bits; the limit of 1 MiB gives parts of 50 voxels a side. */
const [NX, NY, NZ] = [128, 96, 80];
const SIDE = 50;

describe("a scan that is shown in parts", {
  skip: CHROMIUM === undefined && "there is no Chromium: apt-get install chromium",
  timeout: 120_000,
}, () => {
  test("says so, goes on to other parts once one is saved, and keeps what was painted in each", async (t) => {
    const root = mkdtempSync(join(tmpdir(), "mn-parts-"));
    mkdirSync(join(root, "scans", "images"), { recursive: true });
    mkdirSync(join(root, "scans", "labels"));
    const scan: Volume<"int16"> = {
      shape: [1, NZ, NY, NX],
      affine: affineFromSpacing([1, 1, 1]),
      spacing: [1, 1, 1],
      dtype: "int16",
      voxels: Int16Array.from({ length: NX * NY * NZ }, (_, i) => (i % NX) + Math.floor(i / (NX * NY))),
      provenance: { path: "large", format: "memory", notes: [], fields: {} },
    };
    await writeVolume(join(root, "scans", "images", "large.nii.gz"), scan);
    const faults: unknown[] = [];
    const problems: string[] = [];
    const studio = await startStudio(join(root, "scans"), {
      cacheFolder: null,
      classNames: ["a", "b"],
      layout: "images-labels",
      largest: 2 ** 20,
      onFault: (error) => void faults.push(error),
    });
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    t.after(async () => {
      await browser.close();
      await studio.close();
      rmSync(root, { recursive: true });
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    const said = (text: RegExp) => page.locator(".said", { hasText: text }).waitFor();
    const shown = async () => ((await page.locator(".part").textContent()) ?? "").replace(/\s+/g, " ");
    const label = async () => {
      const saved = studio.studio.target.labels.label("large");
      assert.ok(saved !== undefined);
      const { voxels, shape } = await readVolume(studio.studio.target.labels.pathOf(saved));
      assert.deepEqual(shape, [1, NZ, NY, NX]);
      return [...voxels.keys()].filter((at) => voxels[at] !== 0);
    };
    const ball = (centre: readonly number[]) =>
      [...scan.voxels.keys()].filter((at) => {
        const place = [at % NX, Math.floor(at / NX) % NY, Math.floor(at / (NX * NY))];
        return Math.hypot(...place.map((index, axis) => index - (centre[axis] as number))) <= 3;
      });

    await page.goto(studio.url);
    await page.waitForSelector("canvas.plane");
    const first = [(NX - SIDE) / 2, (NY - SIDE) / 2, (NZ - SIDE) / 2] as const;
    assert.equal(
      await shown(),
      "A part of the scan, which is too large to be shown whole: x 39 to 88 of 128, y 23 to 72 of 96, z 15 to 64 of 80. The rest stays as it was.",
    );
    const cursor = first.map((at) => at + SIDE / 2);
    assert.equal(await page.locator(".under span").first().textContent(), `voxel ${cursor.join(", ")}`);
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+ArrowLeft");
    await said(/Save the label first/);
    assert.match(await shown(), /x 39 to 88/);
    await page.keyboard.press("s");
    await said(/Saved .*version 1/);
    assert.deepEqual(await label(), ball(cursor));

    await page.getByRole("button", { name: "Right", exact: true }).click();
    await page.locator(".part", { hasText: "x 64 to 113 of" }).waitFor();
    await page.keyboard.press("Shift+PageUp");
    await page.locator(".part", { hasText: "z 30 to 79 of" }).waitFor();
    await page.keyboard.press("Shift+PageUp");
    await said(/The scan ends here/);
    const place = async () => (await page.locator(".under span").first().textContent()) ?? "";
    for (let i = 0; i < 3; i++) {
      const before = JSON.stringify(await place());
      await page.keyboard.press("Shift+ArrowLeft");
      await page.waitForFunction(`document.querySelector(".under span").textContent !== ${before}`);
    }
    const there = (await place()).match(/\d+/g)?.map(Number) ?? [];
    assert.ok((there[0] as number) > 75, `${there}`);
    await page.keyboard.press("Space");
    await page.keyboard.press("s");
    await said(/Saved .*version 2/);
    const both = [...new Set([...ball(cursor), ...ball(there)])].sort((a, b) => a - b);
    assert.deepEqual(await label(), both);
    assert.deepEqual([problems, faults], [[], []]);
  });
});
