// The scan as a volume: the small copy that is drawn; and in a real browser, which draws it by software here, that it is drawn, turned, loaded
// only when it is asked for, and forbidden nothing by the page's policy; and why it is not offered without a graphics processor.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { LARGEST_SIDE, smallImage, smallMask } from "../src/view/small-volume.js";
import { CHROMIUM, launched, opened } from "./browser.js";
import { placeOf, SHAPE, SPACING, smallStudio } from "./phantom.js";

const BY_SOFTWARE = [
  "--use-angle=swiftshader",
  "--use-gl=angle",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

describe("the small copy of a volume", () => {
  test("of a small scan is the scan, within the window", () => {
    const grid = { shape: SHAPE, spacing: SPACING };
    const voxels = Int16Array.from({ length: SHAPE[0] * SHAPE[1] * SHAPE[2] }, (_, at) => placeOf(at)[0]);
    const small = smallImage(voxels, grid, [10, 30]);
    assert.deepEqual([small.shape, small.spacing], [[...SHAPE], [...SPACING]]);
    for (const x of [0, 10, 20, 30, 47]) {
      assert.equal(small.voxels[x], Math.floor(255 * Math.min(1, Math.max(0, (x - 10) / 20))), `${x}`);
    }
    assert.deepEqual(smallMask(voxels, grid).voxels, Uint8Array.from(voxels));
  });

  test("of a large one has at most 160 voxels a side, each the mean of those it stands for, and lies as large in space", () => {
    const shape = [400, 3, 161] as const;
    const voxels = Float32Array.from({ length: 400 * 3 * 161 }, (_, at) => at % 400);
    const { shape: small, spacing, voxels: bytes } = smallImage(voxels, { shape, spacing: [0.5, 2, 1] }, [0, 255]);
    assert.deepEqual(
      [small, spacing],
      [
        [133, 3, 80],
        [1.5, 2, 2],
      ],
    );
    assert.ok(Math.max(...small) <= LARGEST_SIDE);
    assert.deepEqual([bytes[0], bytes[1], bytes[80]], [1, 4, 241]);
  });

  test("of a mask has a class where one of its voxels has", () => {
    const shape = [320, 2, 2] as const;
    const mask = new Uint8Array(320 * 4);
    mask[1] = 2;
    const { voxels } = smallMask(mask, { shape, spacing: [1, 1, 1] });
    assert.equal(voxels[0], 2);
    assert.equal(voxels.filter((value) => value !== 0).length, 1);
  });
});

test("the notices name every package that is bundled with what draws it, and Zarr's codecs are none of them", async () => {
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const { metafile, outputFiles } = await build({
    entryPoints: [file("../src/view/volume.js")],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    logLevel: "silent",
    external: ["node:*"],
    alias: { zarrita: file("../src/view/without-zarr.js") },
  });
  const names = Object.keys(metafile.inputs).flatMap((path) => {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
    return name === undefined ? [] : [name];
  });
  const notices = readFileSync(file("../../../../THIRD-PARTY-NOTICES.md"), "utf8");
  for (const name of new Set(names)) assert.ok(notices.includes(`| \`${name}\``), name);
  assert.ok(names.includes("@niivue/niivue") && !names.includes("numcodecs"));
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  assert.ok(contents.length > 500_000 && contents.length < 1_000_000, `${contents.length} bytes`);
});

describe("the scan as a volume", {
  concurrency: false,
  skip: CHROMIUM === undefined && "there is no Chromium: apt-get install chromium",
  timeout: 180_000,
}, () => {
  test("is drawn by a chunk that is loaded then, turned by the arrows, and given up for the mask again", async () => {
    const browser = await launched(BY_SOFTWARE);
    const server = smallStudio();
    try {
      const { page, problems } = await opened(browser, await server.start());
      await page.evaluate(() => localStorage.setItem("mandn-volume", "forced"));
      assert.ok(!server.asked.includes("GET /volume.js"), "the chunk waits until it is asked for");
      await page.keyboard.press("Shift+V");
      const canvas = page.locator("canvas.solid[data-is-drawn]");
      await canvas.waitFor({ timeout: 60_000 });
      assert.ok(server.asked.includes("GET /volume.js"));
      const before = await pixelsOf(page);
      assert.ok(before.bright > 300, `${before.bright} of ${before.all} pixels are drawn`);
      assert.ok(before.coloured > 50, `${before.coloured} pixels show the mask`);
      await canvas.focus();
      for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
      const after = await picture(page, ({ bright, sum }) => bright > 300 && sum !== before.sum, "another side of it");
      await page.selectOption(".save select", "nothing");
      const isBare = ({ bright, coloured }: Pixels) => bright > 300 && coloured < after.coloured / 4;
      await picture(page, isBare, "the scan without a mask");
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await page.keyboard.press("Shift+V");
      await page.locator("canvas.solid:not([data-is-drawn])").waitFor();
      await page.keyboard.press("Shift+V");
      await page.locator("canvas.solid[data-is-drawn]").waitFor();
      await page.getByText("case-2", { exact: true }).click();
      await page.locator('[aria-label="scan case-2"] canvas.solid[data-is-drawn]').waitFor();
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      await server.stop();
    }
  });

  test("is not offered where WebGL is software's work, or is not there, and the page says why", async () => {
    for (const [args, reason] of [
      [BY_SOFTWARE, /without a graphics processor it would take seconds a picture \(WebGL is .*SwiftShader/],
      [["--disable-gpu", "--disable-3d-apis"], /this browser has no WebGL 2/],
    ] as const) {
      const browser = await launched(args);
      const server = smallStudio();
      try {
        const { page, problems } = await opened(browser, await server.start());
        await page.getByRole("button", { name: "Volume" }).click();
        await page.locator(".said", { hasText: reason }).waitFor();
        assert.ok(!server.asked.includes("GET /volume.js"));
        assert.deepEqual(problems, []);
      } finally {
        await browser.close();
        await server.stop();
      }
    }
  });
});

/** Waits for a picture of the 3D view, which software draws late. */
async function picture(page: Page, isIt: (pixels: Pixels) => boolean, what: string): Promise<Pixels> {
  for (let tries = 0; ; tries++) {
    const pixels = await pixelsOf(page);
    if (isIt(pixels)) return pixels;
    assert.ok(tries < 100, `${what}: ${JSON.stringify(pixels)}`);
    await page.waitForTimeout(200);
  }
}

/** What a picture of the 3D view shows: how many pixels are bright, how many have a colour, and the sum of all. */
interface Pixels {
  readonly bright: number;
  readonly coloured: number;
  readonly sum: number;
  readonly all: number;
}

/** Of the picture as it is now. */
async function pixelsOf(page: Page): Promise<Pixels> {
  const png = (await page.locator("canvas.solid").screenshot()).toString("base64");
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    if (context === null) throw new Error("there is no context");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    let [bright, coloured, sum] = [0, 0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (Math.max(red, green, blue) > 60) bright++;
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) coloured++;
      sum += red + green + blue;
    }
    return { bright, coloured, sum, all: data.length / 4 };
  }, png);
}
