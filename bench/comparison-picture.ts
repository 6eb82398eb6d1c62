// README's picture of a comparison: the chart of Dice out of a page that `mn compare` or `mn ablate` wrote, drawn by Chromium.
//   node bench/dist/comparison-picture.js OUT/compare.html docs/comparison.png [--chromium /usr/bin/chromium]
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { chromium: { type: "string", default: "/usr/bin/chromium" } },
});
const [page, picture] = positionals;
if (page === undefined || picture === undefined) {
  throw new Error("Say which page, and where the picture goes: OUT/compare.html docs/comparison.png");
}
const browser = await chromium.launch({
  executablePath: values.chromium,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const tab = await browser.newPage({ viewport: { width: 900, height: 900 }, deviceScaleFactor: 2 });
  await tab.goto(pathToFileURL(resolve(page)).href);
  await tab.locator(".charts > *").first().screenshot({ path: picture });
} finally {
  await browser.close();
}
