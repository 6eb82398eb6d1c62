// Pictures of the page for docs/: `node packages/studio/dist/test/screenshots.js [SCANS [FOLDER]]`. SCANS has images/ and labels/; the scans are
// real, and what stands for two networks' masks are the references, moved by a voxel and worn down, so that there is something to correct.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compactMask, createVoxels, readVolume, reorient, type Volume } from "@mandn/imaging";
import type { Scan } from "../src/api.js";
import { MaskEditor } from "../src/mask/editor.js";
import { smooth } from "../src/mask/shape.js";
import { launched, opened } from "./browser.js";
import { scanOf, stateOf, stepEvent } from "./phantom.js";
import { type SmallScan, SmallServer } from "./small-server.js";

const EXAMPLES = fileURLToPath(new URL("../../../../examples/hippocampus/train/", import.meta.url));
const DOCS = fileURLToPath(new URL("../../../../docs/", import.meta.url));
const CLASSES = [
  { value: 0, name: "background", colour: [0, 0, 0] },
  { value: 1, name: "anterior", colour: [230, 159, 0] },
  { value: 2, name: "posterior", colour: [86, 180, 233] },
] as const;

/** How many scans the queue has. */
const COUNT = 6;

async function smallScan(image: string, label: string): Promise<SmallScan> {
  const { voxels, shape, spacing, affine, dtype } = reorient(await readVolume(image), "RAS");
  const [nz, ny, nx] = shape.slice(1) as [number, number, number];
  const reference = Uint8Array.from(compactMask(reorient(await readVolume(label), "RAS")).voxels);
  const grid = { shape: [nx, ny, nz], spacing: [spacing[2], spacing[1], spacing[0]] } as const;
  const moved = (by: number) => reference.map((_, at) => reference[at + by] ?? 0);
  const worn = new MaskEditor(reference.slice());
  for (const { value } of CLASSES.slice(1)) smooth(worn, grid, value, 2.5);
  const sorted = Float32Array.from(voxels).sort();
  const percentile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  const masks = { "2d": moved(1), "3d": Uint8Array.from(worn.voxels), both: moved(nx) };
  return {
    header: {
      type: dtype,
      shape: [...grid.shape],
      spacing: [...grid.spacing],
      affine: [...affine],
      window: [percentile(0.005), percentile(0.995)],
      part: null,
    },
    voxels: aligned(voxels, dtype),
    masks,
    maps: { disagreement: masks["2d"].map((value, at) => (value === masks["3d"][at] ? 0 : 220)) },
  };
}

/** The voxels with a buffer of their own. */
function aligned(voxels: Volume["voxels"], dtype: Volume["dtype"]): ArrayBufferView {
  const own = createVoxels(dtype, voxels.length);
  own.set(voxels);
  return own;
}

const [scansFolder = EXAMPLES, out = DOCS] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const contents: Record<string, SmallScan> = {};
const scans: Scan[] = [];
for (const name of readdirSync(join(scansFolder, "labels")).sort().slice(0, COUNT)) {
  const id = name.replace(/\.nii(\.gz)?$/, "");
  contents[id] = await smallScan(join(scansFolder, "images", name), join(scansFolder, "labels", name));
  scans.push(scanOf(id, scans.length + 1));
}
const server = new SmallServer(
  stateOf({ name: "run-2", classes: CLASSES.map(({ colour, ...one }) => ({ ...one, colour: [...colour] })) }),
  scans,
  contents,
);
for (let step = 0; step < 120; step++) {
  server.addEvent(stepEvent(step));
  for (const [i, network] of (step % 30 === 29 ? ["2d", "3d", "both"] : []).entries()) {
    const dice = 0.84 - 0.4 * Math.exp(-step / 40) + 0.01 * i;
    server.addEvent({ type: "validation", time: stepEvent(step).time, updates: 2 * step, network, dice: [dice, dice] });
  }
}
const address = await server.start();
const browser = await launched();
try {
  const { page, problems } = await opened(browser, address);
  const shot = async (name: string) => {
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(out, `studio-${name}.png`) });
  };
  const middle = await page.locator("canvas[data-plane=axial]").boundingBox();
  if (middle === null) throw new Error("the axial plane is not shown");
  await page.keyboard.press("2");
  await page.keyboard.press("3");
  await page.mouse.move(middle.x + middle.width * 0.45, middle.y + middle.height * 0.45);
  await page.mouse.wheel(0, -100);
  await shot("scan");
  await page.keyboard.press("F3");
  await shot("run");
  if (problems.length > 0) throw new Error(problems.join("\n"));
} finally {
  await browser.close();
  await server.stop();
}
