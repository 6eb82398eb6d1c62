// How quick the studio is, as `mn studio` serves it to headless Chromium, drawn without a GPU: from opening the page to the first picture, a
// move of the brush with all planes drawn anew, the saving of a label down to its file, and the memory of the whole browser. The scans are
// made by a formula, int16 in NIfTI with gzip, with a mask: one of the left atrium's size, one of a CT's.
//   node bench/dist/studio.js [--repeats 5] [--only atrium|ct] [--chromium /usr/bin/chromium]
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { affineFromSpacing, writeVolume } from "@mandn/imaging";
import { type Browser, chromium, type Page } from "playwright-core";

const { values } = parseArgs({
  options: {
    repeats: { type: "string", default: "5" },
    only: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
  },
});
const SIZES = { atrium: [183, 140, 88], ct: [512, 512, 300] } as const;
const BRUSH_MOVES = 30;
const MN = fileURLToPath(new URL("../../packages/mn/bin/mn.js", import.meta.url));
const repeats = Number(values.repeats);

/** A dataset of one scan, an ellipsoid in a pattern, with its mask. */
async function writeDataset(root: string, [nx, ny, nz]: readonly [number, number, number]): Promise<void> {
  const scan = new Int16Array(nx * ny * nz);
  const mask = new Uint8Array(scan.length);
  for (let z = 0, at = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++, at++) {
        const inside = ((2 * x) / nx - 1) ** 2 + ((2 * y) / ny - 1) ** 2 + ((2 * z) / nz - 1) ** 2 < 0.25;
        scan[at] = (inside ? 600 : 100) + ((x * 7 + y * 13 + z * 5) % 60);
        mask[at] = inside ? 1 : 0;
      }
    }
  }
  const provenance = { path: "made up", format: "memory", notes: [], fields: {} };
  const affine = affineFromSpacing([1, 1, 1]);
  const grid = { shape: [1, nz, ny, nx], affine, spacing: [1, 1, 1], provenance } as const;
  for (const [folder, dtype, voxels] of [
    ["images", "int16", scan],
    ["labels", "uint8", mask],
  ] as const) {
    mkdirSync(join(root, folder), { recursive: true });
    await writeVolume(join(root, folder, "case.nii.gz"), { ...grid, dtype, voxels }, { compressionLevel: 1 });
  }
}

/** `mn studio` in a process of its own, and the URL that it prints. */
async function served(dataset: string): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [MN, "studio", dataset], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      const [found] = /^http:\S+/m.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`mn studio ended with ${code}: ${text}`)));
  });
  return { process: child, url };
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });

/** Opens the page. @returns milliseconds from its being asked for to the frame in which all three planes are drawn */
async function firstPicture(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const picture = await page.waitForFunction(() => (window as unknown as { picture?: number }).picture);
  return (await picture.jsonValue()) as number;
}

/** Notes in a page when all planes are there; runs before its script. */
function watchPlanes(): void {
  const { prototype } = CanvasRenderingContext2D;
  const { drawImage } = prototype;
  const drawn = new Set<HTMLCanvasElement>();
  prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
    Reflect.apply(drawImage, this, args);
    if (!this.canvas.matches(".plane")) return;
    if (drawn.size < 3 && drawn.add(this.canvas).size === 3) {
      requestAnimationFrame(() => Object.assign(window, { picture: performance.now() }));
    }
  };
}

/** Milliseconds that the page computes for each move of a stroke: the event, and the frame that draws all planes. */
function brushMoves(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas.plane");
    if (canvas === null) throw new Error("there is no plane");
    canvas.setPointerCapture = () => undefined;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const send = (type: string, i: number) => {
      const place = { clientX: left + width * (0.3 + (0.4 * i) / count), clientY: top + height * 0.5 };
      canvas.dispatchEvent(new PointerEvent(type, { ...place, pointerId: 1, bubbles: true }));
    };
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    const times: number[] = [];
    send("pointerdown", 0);
    for (let i = 1; i <= count; i++) {
      const start = performance.now();
      // Callbacks of one frame run in the order in which they were asked for: the planes' between these two.
      const before = frame();
      send("pointermove", i);
      const handled = performance.now() - start;
      const after = frame();
      times.push(handled + (await after) - (await before));
    }
    send("pointerup", count);
    return times;
  }, BRUSH_MOVES);
}

/** Milliseconds from the key to the word that a version is saved. */
async function saving(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const said = document.querySelector(".said");
    if (said === null) throw new Error("there is no line that says what was done");
    const saved = new Promise<void>((resolve) => {
      new MutationObserver(() => said.textContent?.startsWith("Saved") === true && resolve()).observe(said, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    const start = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "s", code: "KeyS", bubbles: true }));
    await saved;
    return performance.now() - start;
  });
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

const at = (numbers: readonly number[], share: number) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(share * (numbers.length - 1))] as number;
const range = (numbers: readonly number[], digits: number, unit: number) =>
  `${(at(numbers, 0.5) / unit).toFixed(digits)} (${(at(numbers, 0) / unit).toFixed(digits)} to ${(at(numbers, 1) / unit).toFixed(digits)})`;

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; medians of ${repeats}`);
for (const [name, shape] of Object.entries(SIZES)) {
  if (values.only !== undefined && values.only !== name) continue;
  const root = mkdtempSync(join(tmpdir(), "mn-bench-"));
  const dataset = join(root, "scans");
  const first: number[] = [];
  const again: number[] = [];
  const moves: number[] = [];
  const saves: number[] = [];
  const memory: number[] = [];
  try {
    await writeDataset(dataset, shape);
    for (let i = 0; i < repeats; i++) {
      const server = await served(dataset);
      const browser = await chromium.launch({
        executablePath: values.chromium,
        args: ["--no-sandbox", "--disable-gpu"],
      });
      try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
        await page.addInitScript(watchPlanes);
        first.push(await firstPicture(page, server.url));
        again.push(await firstPicture(page, new URL("/", server.url).href));
        await page.waitForTimeout(1000);
        moves.push(...(await brushMoves(page)));
        await page.waitForTimeout(4000); // the draft goes first
        saves.push(await saving(page));
        memory.push(await memoryOf(browser));
      } finally {
        await browser.close();
        await ended(server.process);
      }
    }
  } finally {
    rmSync(root, { recursive: true });
  }
  console.log(`${name}, ${shape.join("×")} int16`);
  console.log(`  first picture after the server's start, s   ${range(first, 2, 1000)}`);
  console.log(`  page opened again, s                        ${range(again, 2, 1000)}`);
  console.log(
    `  move of the brush, ms (9 of 10 below)       ${at(moves, 0.5).toFixed(1)} (${at(moves, 0.9).toFixed(1)})`,
  );
  console.log(`  a label saved, s                            ${range(saves, 2, 1000)}`);
  console.log(`  the whole browser, MB                       ${range(memory, 0, 1)}`);
}
