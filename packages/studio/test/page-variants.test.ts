// The page in a real browser where a studio has what most have not: scans of several channels, or no networks.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHROMIUM, launched, opened } from "./browser.js";
import { apart, maskOf, phantom, scanOf, stateOf } from "./phantom.js";
import { SmallServer } from "./small-server.js";

describe("a scan of several channels", {
  skip: CHROMIUM === undefined && "there is no Chromium: apt-get install chromium",
}, () => {
  test("shows each of them, chosen by the mouse or by the key", async () => {
    const browser = await launched();
    const server = new SmallServer(stateOf({ channels: ["T1", "T2"] }), [scanOf("case-1", 1)], { "case-1": phantom() });
    try {
      const { page, problems } = await opened(browser, await server.start());
      const channel = page.locator("label", { hasText: "Channel" }).locator("select");
      const images = () => server.channels.join();
      assert.deepEqual([images(), await channel.inputValue()], ["0", "0"]);
      await channel.selectOption("T2");
      await page.waitForFunction(() => document.querySelector(".said")?.textContent === "Channel: T2");
      await channel.evaluate((select: HTMLSelectElement) => select.blur());
      await page.keyboard.press(".");
      await page.waitForFunction(() => document.querySelector(".said")?.textContent === "Channel: T1");
      assert.deepEqual([images(), await channel.inputValue()], ["0,1,0", "0"]);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
});

describe("a dataset without networks", {
  skip: CHROMIUM === undefined && "there is no Chromium: apt-get install chromium",
}, () => {
  test("is labelled from nothing", async () => {
    const browser = await launched();
    const change = { masks: [], disagreement: null, reason: "it has no mask", millilitres: null };
    const server = new SmallServer(
      stateOf({ kind: "dataset", networks: [], rounds: [], training: { ...stateOf().training, status: "none" } }),
      [scanOf("case-1", 1, change)],
      { "case-1": { ...phantom(), masks: {}, maps: {} } },
    );
    try {
      const { page, problems } = await opened(browser, await server.start());
      await page.keyboard.press("Space");
      await page.keyboard.press("s");
      await page.waitForFunction(() => document.querySelector(".said")?.textContent?.startsWith("Saved"));
      const [{ voxels, begunFrom } = {}] = server.puts;
      assert.equal(begunFrom, "nothing");
      assert.deepEqual(
        voxels,
        maskOf((voxel) => Number(apart(voxel, [24, 20, 16]) <= 3)),
      );
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
});
