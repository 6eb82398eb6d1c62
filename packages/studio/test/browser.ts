// A page of the studio in Chromium, watched: what it complains about, and what it asks of other places.
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

export interface Tab {
  readonly page: Page;
  /** Errors of the page and its console, and requests to elsewhere. */
  readonly problems: string[];
}

/** @param args instead of having no GPU at all */
export async function launched(args: readonly string[] = ["--disable-gpu"]): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("there is no Chromium");
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", ...args] });
}

/** Opens a studio and waits until a scan is shown. */
export async function opened(browser: Browser, address: string): Promise<Tab> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    // Refusals that a test provokes are logged by the browser itself.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) problems.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) problems.push(request.url());
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, sample }) => {
      console.error(`the page's policy forbids ${effectiveDirective} ${sample}`);
    });
  });
  await page.goto(address);
  await page.waitForSelector("canvas.plane").catch(async (cause: unknown) => {
    throw new Error(`no scan is shown: ${await page.textContent(".said")} ${problems.join("\n")}`, { cause });
  });
  await page.waitForFunction(() => document.querySelector(".save p")?.textContent?.includes("asking") === false);
  return { page, problems };
}
