// How quick the page is, printed and not judged: `node packages/studio/dist/test/speed.js`. On scans by a formula of the left atrium's size and
// of a CT's: the first picture, a move of the brush with all planes redrawn, a save, and the memory of the whole browser.
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launched, opened } from "./browser.js";
import { scanOf, stateOf } from "./phantom.js";
import { type SmallScan, SmallServer } from "./small-server.js";

const SIZES = { "left atrium": [183, 140, 88], CT: [512, 512, 300] } as const;
const BRUSH_MOVES = 30;

function ellipsoid([nx, ny, nz]: readonly [number, number, number]): SmallScan {
  const voxels = new Int16Array(nx * ny * nz);
  const mask = new Uint8Array(voxels.length);
  for (let z = 0, at = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++, at++) {
        const inside = ((2 * x) / nx - 1) ** 2 + ((2 * y) / ny - 1) ** 2 + ((2 * z) / nz - 1) ** 2 < 0.25;
        voxels[at] = (inside ? 600 : 100) + ((x * 7 + y * 13 + z * 5) % 60);
        mask[at] = inside ? 1 : 0;
      }
    }
  }
  const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  return {
    header: { type: "int16", shape: [nx, ny, nz], spacing: [1, 1, 1], affine, window: [0, 800] },
    voxels,
    masks: { "2d": mask, "3d": mask, both: mask },
    maps: {},
  };
}

/** Proportional memory of all of a browser's processes, in megabytes. */
async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const kilobytes = processInfo.map(({ id }) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

for (const [name, shape] of Object.entries(SIZES)) {
  const server = new SmallServer(stateOf(), [scanOf("case", 1)], { case: ellipsoid(shape) });
  const address = await server.start();
  const browser = await launched();
  try {
    const { page } = await opened(browser, address);
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>("canvas.plane");
      const { width = 0, height = 0 } = canvas ?? {};
      return (canvas?.getContext("2d")?.getImageData(width >> 2, height >> 2, 1, 1).data[0] ?? 0) > 0;
    });
    // Since the page was asked for.
    const first = await page.evaluate(() => performance.now());
    await page.keyboard.press("2");
    await page.waitForTimeout(1000);
    const moves = await page.evaluate(async (count) => {
      const canvas = document.querySelector<HTMLCanvasElement>("canvas.plane");
      if (canvas === null) throw new Error("there is no plane");
      canvas.setPointerCapture = () => undefined;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const send = (type: string, i: number) =>
        canvas.dispatchEvent(
          new PointerEvent(type, {
            clientX: left + width * (0.3 + (0.4 * i) / count),
            clientY: top + height * 0.5,
            pointerId: 1,
            bubbles: true,
          }),
        );
      const times: number[] = [];
      send("pointerdown", 0);
      for (let i = 1; i <= count; i++) {
        const start = performance.now();
        const frame = new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        send("pointermove", i);
        const handled = performance.now() - start;
        // Callbacks of one frame run in the order in which they were asked for: the planes' between these two.
        const end = new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        times.push(handled + (await end) - (await frame));
      }
      send("pointerup", count);
      return times.sort((a, b) => a - b);
    }, BRUSH_MOVES);
    await page.waitForTimeout(4000); // the draft goes first
    const before = performance.now();
    await page.keyboard.press("s");
    await page.waitForFunction(() => document.querySelector(".said")?.textContent?.startsWith("Saved"));
    const save = performance.now() - before;
    const at = (share: number) => moves[Math.floor(share * (moves.length - 1))] as number;
    console.log(
      `${name} ${shape.join("×")}: first picture ${(first / 1000).toFixed(2)} s; brush move ${at(0.5).toFixed(1)} ms (9 of 10 below ${at(0.9).toFixed(1)}); save ${(save / 1000).toFixed(2)} s; browser ${(await memoryOf(browser)).toFixed(0)} MB`,
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}
