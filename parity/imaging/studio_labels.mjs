// The studio's side of studio_labels.py: `mn studio` on a folder of scans, its page in headless Chromium, and a hand that paints in each scan
// and saves. A line out for each: what the page sent, by its own grid, and the file in which the label lies.
//   node studio_labels.mjs DATASET
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { LabelsFolder } from "../../packages/mn/dist/src/run/labels-folder.js";
import { decodeRuns } from "../../packages/studio/dist/src/mask/runs.js";

const [dataset] = process.argv.slice(2);
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (executablePath === undefined) throw new Error("There is no Chromium: apt-get install chromium.");
const program = join(dirname(fileURLToPath(import.meta.url)), "../../packages/mn/bin/mn.js");
const options = ["studio", dataset, "--class-names", "a,b", "--layout", "images-labels"];
const studio = spawn(process.execPath, [program, ...options], { stdio: ["ignore", "pipe", "inherit"] });
const url = await new Promise((resolve, reject) => {
  createInterface({ input: studio.stdout }).on("line", (line) => line.startsWith("http:") && resolve(line));
  studio.once("exit", (code) => reject(new Error(`mn studio ended with ${code}`)));
});
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(url);
  const scans = await page.evaluate(async () => (await fetch("/api/scans")).json());
  const labels = new LabelsFolder(`${dataset}-labels`);
  for (const { id } of scans) {
    await page.getByText(id, { exact: true }).first().click();
    await page.waitForSelector(`main[aria-label="scan ${id}"]`);
    await page.keyboard.press("b");
    // A stroke of the one class in each plane, off its middle to the right and down, and a dab of the other.
    for (const plane of ["axial", "coronal", "sagittal"]) {
      const box = await page.locator(`canvas[data-plane="${plane}"]`).boundingBox();
      const [x, y] = [box.x + box.width * 0.53, box.y + box.height * 0.56];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + box.width * 0.1, y + box.height * 0.05, { steps: 3 });
      await page.mouse.up();
      if (plane !== "axial") continue;
      await page.keyboard.press("a");
      await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.45);
      await page.keyboard.press("q");
    }
    const sending = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/label"));
    await page.keyboard.press("s");
    const request = await sending;
    const response = await request.response();
    if (response.status() !== 200) throw new Error(`${id}: ${await response.text()}`);
    const header = await page.evaluate(
      async (path) => JSON.parse((await fetch(path)).headers.get("x-volume")),
      `/api/scans/${encodeURIComponent(id)}/image?channel=0`,
    );
    const voxels = new Uint8Array(header.shape.reduce((product, size) => product * size, 1));
    decodeRuns(new Uint8Array(request.postDataBuffer()), voxels);
    const { shape, affine } = header;
    console.log(JSON.stringify({ id, shape, affine, voxels: [...voxels], file: labels.pathOf(labels.label(id)) }));
  }
} finally {
  await browser.close();
  studio.removeAllListeners("exit");
  studio.kill("SIGINT");
}
