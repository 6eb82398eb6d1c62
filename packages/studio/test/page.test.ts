// The page in a real browser, against a studio in memory: what is painted is what is saved, by formula; everything by keyboard; nothing lost.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { MaskEditor } from "../src/mask/editor.js";
import { smooth } from "../src/mask/shape.js";
import { CHROMIUM, launched, opened, type Tab } from "./browser.js";
import { apart, maskOf, phantom, placeOf, SHAPE, SPACING, smallStudio, stepEvent } from "./phantom.js";
import type { SmallServer } from "./small-server.js";

type Voxel = readonly [number, number, number];

describe("the studio's page", {
  concurrency: false,
  skip: CHROMIUM === undefined && "there is no Chromium: apt-get install chromium",
  timeout: 300_000,
}, () => {
  let browser: Browser;
  let server: SmallServer;
  let address: string;
  let tab: Tab;
  before(async () => {
    browser = await launched();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    server = smallStudio();
    address = await server.start();
    tab = await opened(browser, address);
  });
  afterEach(async () => {
    const { problems } = tab;
    await tab.page.close();
    await server.stop();
    assert.deepEqual(problems, [], "the page complains of nothing and asks nobody else");
  });

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await tab.page.keyboard.press(key);
  };
  const said = (text: RegExp) =>
    tab.page.waitForFunction(
      (source) => new RegExp(source).test(document.querySelector(".said")?.textContent ?? ""),
      text.source,
    );
  /** Begins from an empty mask. */
  const empty = async () => {
    await tab.page.selectOption(".save select", "nothing");
    await said(/Begun from nothing/);
  };
  /** Saves the label. @returns its voxels as they were sent */
  const saved = async () => {
    const labels = () => server.puts.filter(({ name }) => name === "label");
    const before = labels().length;
    await press("s");
    for (let tries = 0; labels().length === before; tries++) {
      assert.ok(tries < 500, "the label comes");
      await tab.page.waitForTimeout(20);
    }
    await said(new RegExp(`Saved .*version ${server.versions.get(labels().at(-1)?.id ?? "")?.length}`));
    return labels().at(-1)?.voxels ?? new Uint8Array(0);
  };
  /** The pixel of the page nearest to a voxel's centre in a plane, and which place of the plane that pixel is, in voxels. */
  const onPage = async (plane: "axial" | "coronal" | "sagittal", voxel: Voxel) => {
    const box = await tab.page.locator(`canvas[data-plane=${plane}]`).boundingBox();
    assert.ok(box !== null);
    const [u, v] = { axial: [0, 1], coronal: [0, 2], sagittal: [1, 2] }[plane] as [0 | 1, 1 | 2];
    const size = (axis: 0 | 1 | 2) => SHAPE[axis] * SPACING[axis];
    const scale = 0.96 * Math.min(box.width / size(u), box.height / size(v));
    const middle = (axis: 0 | 1 | 2) => (SHAPE[axis] - 1) / 2;
    const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
    const [x, y] = [
      Math.round(cx + (middle(u) - voxel[u]) * SPACING[u] * scale),
      Math.round(cy + (middle(v) - voxel[v]) * SPACING[v] * scale),
    ];
    const place: [number, number, number] = [...voxel];
    place[u] = middle(u) - (x - cx) / (SPACING[u] * scale);
    place[v] = middle(v) - (y - cy) / (SPACING[v] * scale);
    return { x, y, place };
  };
  /** The voxel that the page says is under the pointer, or at the cursor. */
  const underCursor = async () =>
    ((await tab.page.locator(".under span").first().textContent()) ?? "")
      .match(/\d+/g)
      ?.map(Number) as unknown as Voxel;
  const setSize = (name: "Brush" | "Eraser", millimetres: number) =>
    tab.page
      .locator(".size", { hasText: name })
      .locator("input")
      .evaluate((input: HTMLInputElement, size) => {
        input.step = "any";
        input.value = String(Math.log(size));
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }, millimetres);

  test("opens the first scan of the queue with both networks' mask, and says why it is first", async () => {
    const { page } = tab;
    assert.deepEqual(await page.locator(".queue ol b").allTextContents(), ["case-7", "case-2", "case-5"]);
    assert.match(
      (await page.locator(".queue [aria-current]").textContent()) ?? "",
      /case-7.*the networks agree by 60 %/,
    );
    assert.equal(await page.locator(".save select").inputValue(), "both");
    await page.locator(".queue input").check();
    assert.deepEqual(await page.locator(".queue ol b").allTextContents(), ["case-5", "case-2", "case-7"]);
  });

  test("a dab of the mouse paints the ball by formula, undo gives back the same bytes, and what is saved is what was painted", async () => {
    const { page } = tab;
    await empty();
    await setSize("Brush", 6);
    const centre: Voxel = [14, 22, 15];
    const { x, y, place } = await onPage("axial", centre);
    await page.mouse.move(x, y);
    const [, , slice] = await underCursor();
    await page.mouse.down();
    await page.mouse.up();
    const wanted = maskOf((voxel) => Number(apart(voxel, [place[0], place[1], slice]) <= 6));
    assert.deepEqual(await saved(), wanted);
    const { begunFrom } = server.puts.at(-1) ?? {};
    assert.equal(begunFrom, "nothing");
    await press("z");
    await said(/Undone: brush/);
    assert.ok((await saved()).every((value) => value === 0));
    await press("y");
    assert.deepEqual(await saved(), wanted);
    assert.deepEqual(
      server.versions.get("case-7")?.map(({ told }) => told.begunFrom),
      ["nothing", "v1", "v2"],
    );
  });

  test("a drag paints all within the radius of its way, Alt erases with the eraser's size, Shift paints the slice alone", async () => {
    const { page } = tab;
    await empty();
    await setSize("Brush", 4);
    await setSize("Eraser", 7);
    const [from, to] = [await onPage("coronal", [10, 20, 16]), await onPage("coronal", [38, 20, 16])];
    await page.mouse.move(from.x, from.y);
    const [, row] = await underCursor();
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    // All of it lies on a line along x.
    const [start, height] = [from.place[0], from.place[2]];
    const [end] = to.place;
    const capsule = (voxel: Voxel) =>
      Number(apart(voxel, [Math.min(end, Math.max(start, voxel[0])), row, height]) <= 4);
    assert.deepEqual(await saved(), maskOf(capsule));
    await page.keyboard.down("Alt");
    await page.mouse.down();
    await page.mouse.up();
    await page.keyboard.up("Alt");
    const erased = (voxel: Voxel) => (apart(voxel, [end, row, height]) <= 7 ? 0 : capsule(voxel));
    assert.deepEqual(await saved(), maskOf(erased));
    const middle = await onPage("coronal", [24, 20, 26]);
    await page.mouse.move(middle.x, middle.y);
    await page.keyboard.down("Shift");
    await page.mouse.down();
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const disc = (voxel: Voxel) =>
      voxel[1] === row && apart(voxel, [middle.place[0], row, middle.place[2]]) <= 4 ? 1 : erased(voxel);
    assert.deepEqual(await saved(), maskOf(disc));
  });

  test("the closed line, filling within it, and a lock that keeps a class", async () => {
    const { page } = tab;
    await empty();
    await press("l");
    const corners = [
      [10.5, 10.5],
      [30.5, 10.5],
      [30.5, 30.5],
      [10.5, 30.5],
    ] as const;
    for (const [u, v] of corners) {
      const { x, y } = await onPage("axial", [u, v, 0]);
      await page.mouse.click(x, y);
    }
    const [, , slice] = await underCursor();
    await press("Enter");
    const square = ([x, y, z]: Voxel) => Number(z === slice && x > 10 && x < 31 && y > 10 && y < 31);
    assert.deepEqual(await saved(), maskOf(square));
    // The first class is locked; the second one fills what is left of the slice.
    await press("x", "a", "f");
    const outside = await onPage("axial", [3, 3, 0]);
    await page.mouse.click(outside.x, outside.y);
    const inside = await onPage("axial", [20, 20, 0]);
    await page.mouse.click(inside.x, inside.y);
    assert.deepEqual(
      await saved(),
      maskOf((voxel) => (square(voxel) === 1 ? 1 : voxel[2] === slice ? 2 : 0)),
    );
  });

  test("a tool for the whole class works beside the page, can be given up, and is undone to the same bytes", async () => {
    const { page } = tab;
    const before = phantom().masks.both as Uint8Array;
    let release = () => {};
    server.workerAfter = new Promise((resolve) => {
      release = resolve;
    });
    await press("m");
    await said(/^smooth of liver …$/);
    const [, , slice] = await underCursor();
    await press("PageUp"); // looking goes on
    await page.waitForFunction(
      (z) => document.querySelector(".under span")?.textContent?.endsWith(`, ${z}`),
      slice + 1,
    );
    for (const key of ["Space", "z", "s", "o"]) {
      await press(key);
      await said(/^smooth of liver is under way; Escape gives it up\.$/);
      await press("r", "b", "1", "1", "1"); // says something else
    }
    await press("Escape");
    await said(/^Given up: smooth of liver$/);
    release();
    assert.deepEqual(await saved(), before);

    await press("m");
    await said(/^Done: smooth of liver$/);
    const editor = new MaskEditor(before.slice());
    smooth(editor, { shape: SHAPE, spacing: SPACING }, 1, 1);
    assert.ok(editor.isOpen, "there is something to smooth");
    assert.deepEqual(await saved(), editor.voxels);
    await press("z");
    await said(/Undone: smooth/);
    assert.deepEqual(await saved(), before);
    // Filling in three dimensions gives the background to the other class.
    await press("a", "f");
    const { x, y } = await onPage("axial", [2, 2, 0]);
    await page.keyboard.down("Shift");
    await page.mouse.click(x, y);
    await page.keyboard.up("Shift");
    await said(/^Done: filling in 3D$/);
    assert.deepEqual(
      await saved(),
      before.map((value) => (value === 0 ? 2 : value)),
    );
  });

  test("the mask is seen in three dimensions, turned by the arrows", async () => {
    const { page } = tab;
    const picture = () =>
      page.locator("canvas.solid").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        return [...data].join();
      });
    const isOther = async (than: string) => {
      for (let tries = 0; (await picture()) === than; tries++) {
        assert.ok(tries < 100, "another picture comes");
        await page.waitForTimeout(50);
      }
      return picture();
    };
    const nothing = Array(300 * 300 * 4)
      .fill(0)
      .join();
    const seen = await isOther(nothing);
    await page.locator("canvas.solid").focus();
    await press("ArrowLeft");
    await isOther(seen);
    await empty();
    await isOther(seen);
    for (let tries = 0; (await picture()) !== nothing; tries++) {
      assert.ok(tries < 100, "an empty mask has no picture");
      await page.waitForTimeout(50);
    }
  });

  test("from the queue to a saved label by keyboard alone", async () => {
    const { page } = tab;
    await press("n");
    await page.waitForSelector('main[aria-label="scan case-2"]');
    await press("r", "b");
    await page.locator(".save select").focus();
    await page.keyboard.type("nothing");
    await press("Escape");
    await page.locator(".save select").evaluate((select: HTMLSelectElement) => select.blur());
    await said(/Begun from nothing/);
    const at = await underCursor();
    for (let i = 0; i < 12; i++) await press("[");
    await page.keyboard.down(" ");
    for (let i = 0; i < 3; i++) await press("ArrowLeft"); // to the patient's right: x grows
    await press("ArrowUp"); // to the front: y grows
    await page.keyboard.up(" ");
    const way = [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [3, 1],
    ].map(([dx, dy]) => [at[0] + (dx ?? 0), at[1] + (dy ?? 0), at[2]]);
    const wanted = maskOf((voxel) => Number(way.some((place) => place.every((index, axis) => index === voxel[axis]))));
    assert.deepEqual(await saved(), wanted);
    assert.equal(await page.locator(".queue .state.done").count(), 1);
    assert.match(
      (await page.locator(".said").textContent()) ?? "",
      /^Saved \d\d:\d\d, version 1, Dice to prediction \d+ %$/,
    );
    await press("p");
    await page.waitForSelector('main[aria-label="scan case-7"]');
    await press("k");
    await page.waitForFunction(() => document.activeElement?.closest(".skipping"));
    await page.keyboard.type("it moves");
    await press("Enter");
    await page.waitForSelector('main[aria-label="scan case-2"]');
    assert.equal(server.scans.find(({ id }) => id === "case-7")?.skippedBecause, "it moves");
    await page.click("text=case-7");
    await page.waitForSelector('main[aria-label="scan case-7"]');
    await press("k");
    await said(/case-7 is to do again/);
    assert.equal(server.scans.find(({ id }) => id === "case-7")?.state, "to-do");
  });

  test("another version is said, the draft stays, and either can be had", async () => {
    const { page } = tab;
    await empty();
    server.saveElsewhere(
      "case-7",
      maskOf(([x]) => Number(x === 0)),
    );
    const { x, y } = await onPage("axial", [24, 20, 0]);
    await page.mouse.click(x, y);
    await press("s");
    await said(/version 1 was saved by somebody/);
    await page.waitForSelector(".conflict");
    await press("n");
    await said(/Choose first which mask of case-7 stays/);
    await page.click("text=Take theirs");
    await page.waitForSelector(".conflict", { state: "detached" });
    assert.deepEqual(
      await saved(),
      maskOf(([one]) => Number(one === 0)),
    );
    await press("z");
    assert.ok(
      (await saved()).some((value, at) => value === 1 && placeOf(at)[0] !== 0),
      "mine came back",
    );
    server.saveElsewhere(
      "case-7",
      maskOf(() => 0),
    );
    await page.mouse.click(x + 30, y);
    await press("s");
    await page.waitForSelector(".conflict");
    await page.click("text=Keep mine");
    await page.waitForSelector(".conflict", { state: "detached" });
    await saved();
    assert.equal(server.versions.get("case-7")?.at(-1)?.told.version, 5);
  });

  test("the saved versions say who, from what and how much", async () => {
    const { page } = tab;
    server.saveElsewhere(
      "case-2",
      maskOf(([x]) => Number(x === 0)),
    );
    await page.waitForSelector(".queue .state.done");
    await press("n");
    await page.waitForSelector('main[aria-label="scan case-2"]');
    await page.click("text=Saved versions");
    await page.waitForFunction(() => document.querySelector(".versions li")?.textContent?.includes("by somebody"));
    assert.match(
      (await page.textContent(".versions li")) ?? "",
      /from nothing, 0 s, [\d,]+ voxels changed, Dice to prediction 0 %/,
    );
  });

  test("a reload within a stroke loses nothing of the strokes before", async () => {
    const { page } = tab;
    await press("n");
    await page.waitForSelector('main[aria-label="scan case-2"]');
    await empty();
    await setSize("Brush", 3);
    const first = await onPage("axial", [12, 12, 0]);
    const second = await onPage("axial", [34, 28, 0]);
    await page.mouse.click(first.x, first.y);
    const [, , slice] = await underCursor();
    await page.mouse.move(second.x, second.y);
    await page.mouse.down();
    await page.reload();
    await page.waitForSelector("canvas.plane");
    await page.waitForSelector('main[aria-label="scan case-2"]');
    await page.mouse.up();
    assert.equal(await page.locator(".save select").inputValue(), "nothing", "it knows what it began from");
    assert.match((await page.locator(".save p").textContent()) ?? "", /draft saved/);
    assert.deepEqual(
      await saved(),
      maskOf((voxel) => Number(apart(voxel, [first.place[0], first.place[1], slice]) <= 3)),
    );
  });

  test("a draft is saved by itself soon after the last stroke", async () => {
    const { page } = tab;
    const { x, y } = await onPage("axial", [12, 12, 0]);
    await page.mouse.click(x, y);
    await page.waitForFunction(() => document.querySelector(".save p")?.textContent?.includes("draft saved"), null, {
      timeout: 10_000,
    });
    assert.equal(server.puts.at(-1)?.name, "draft");
    assert.equal(server.puts.at(-1)?.begunFrom, "both");
  });

  test("planes show the patient's right at the left, the front and the head above, in the window's greys", async () => {
    const { page } = tab;
    await press("j", "1", "1"); // bare voxels, no label
    // The bright box lies right, front, up: go there with the cursor, away from where it is looked at.
    await press("r");
    const corner = await onPage("axial", [47, 39, 0]);
    await page.mouse.click(corner.x, corner.y);
    const pixel = async (plane: "axial" | "coronal" | "sagittal", voxel: Voxel) => {
      const { x, y } = await onPage(plane, voxel);
      return page.locator(`canvas[data-plane=${plane}]`).evaluate(
        (canvas: HTMLCanvasElement, [px, py]) => {
          const { left, top } = canvas.getBoundingClientRect();
          return [
            ...(canvas.getContext("2d")?.getImageData(Math.round(px - left), Math.round(py - top), 1, 1).data ?? []),
          ];
        },
        [x, y] as [number, number],
      );
    };
    for (let i = 0; i < 32; i++) await press("PageUp"); // to the uppermost slice
    const grey = (intensity: number) => Math.round((255 * intensity) / 1000);
    const [bright, ground] = [900, 100].map((intensity) => [...Array(3).fill(grey(intensity)), 255]);
    for (let tries = 0; String(await pixel("axial", [45, 38, 31])) !== String(bright); tries++) {
      assert.ok(tries < 100, "the bright box is drawn");
      await page.waitForTimeout(50);
    }
    assert.deepEqual(await pixel("axial", [2, 38, 31]), ground);
    assert.deepEqual(await pixel("axial", [45, 2, 31]), ground);
    assert.deepEqual(await pixel("coronal", [45, 39, 29]), bright);
    assert.deepEqual(await pixel("coronal", [45, 39, 2]), ground);
    assert.deepEqual(await pixel("sagittal", [47, 37, 29]), bright);
    assert.deepEqual(await pixel("sagittal", [47, 2, 29]), ground);
  });

  test("masks, maps and the way to where networks differ most are fetched when they are asked for", async () => {
    const { page } = tab;
    const asks = () =>
      server.asked.filter((one) => /masks|maps/.test(one)).map((one) => one.split("/").slice(5).join("/"));
    assert.deepEqual(asks(), ["both"]);
    await press("2", "3");
    await page.waitForFunction(() => document.querySelector(".under")?.textContent?.includes("3D: "));
    await press("d");
    await page.waitForFunction(() => document.querySelector(".under")?.textContent?.includes("map"));
    assert.deepEqual(asks().toSorted(), ["2d", "3d", "both", "disagreement"]);
    await press("g");
    const found = phantom().masks;
    const counts = Array.from(
      { length: SHAPE[2] },
      (_, z) =>
        (found["2d"] as Uint8Array).filter((value, at) => placeOf(at)[2] === z && value !== found["3d"]?.[at]).length,
    );
    const most = counts.indexOf(Math.max(...counts));
    await page.waitForFunction((z) => document.querySelector(".under span")?.textContent?.endsWith(`, ${z}`), most);
  });

  test("a scan whose networks can't be asked now is shown all the same, and asking for one by hand asks it", async () => {
    const { page } = tab;
    server.isBusy = true;
    await press("n");
    await page.waitForSelector('main[aria-label="scan case-2"]');
    await said(/a training has the processor/);
    assert.equal(await page.locator(".save select").inputValue(), "nothing");
    const asks = () => server.asked.filter((one) => /case-2\/masks\/2d/.test(one)).length;
    assert.equal(asks(), 0);
    await press("2");
    await said(/Shown: 2D network/);
    assert.equal(asks(), 1);
  });

  test("curves grow while events come, training is stopped and goes on", async () => {
    const { page } = tab;
    await press("F3", "Space");
    assert.equal(await page.locator(".queue .state.draft").count(), 0, "nothing is painted where no scan is seen");
    for (let i = 0; i < 10; i++) server.addEvent(stepEvent(i));
    await page.waitForSelector(".charts path.curve");
    const lastUpdate = () => page.locator(".charts figure > svg").first().locator("text").allTextContents();
    const before = await lastUpdate();
    for (let i = 10; i < 80; i++) server.addEvent(stepEvent(i));
    await page.waitForFunction(() => document.querySelector(".charts")?.textContent?.includes("stage 2"));
    assert.notDeepEqual(await lastUpdate(), before);
    server.addEvent({ type: "validation", time: 1, updates: 160, network: "both", dice: [0.9, null, 0.7] });
    await page.waitForFunction(() => document.querySelector(".events")?.textContent?.includes("Dice 90.0, –, 70.0 %"));
    await page.click("text=Stop");
    await page.click("text=Go on");
    await page.waitForSelector("text=Stop");
    server.setState({ secondsLeft: 61 });
    await page.waitForFunction(() => document.querySelector(".status")?.textContent?.includes("1:01"));
  });

  test("a studio that goes away is said, what is painted stays, and it is saved when it is back", async () => {
    const { page } = tab;
    const { x, y } = await onPage("axial", [6, 6, 0]);
    await server.stop();
    await page.waitForSelector("text=not connected");
    await page.mouse.click(x, y);
    await press("s");
    await said(/does not answer.*What you painted stays/);
    await server.start(Number(new URL(address).port));
    await page.waitForSelector("text=not connected", { state: "detached", timeout: 20_000 });
    await page.waitForFunction(() => document.querySelector(".save p")?.textContent?.includes("draft saved"));
    assert.equal(server.puts.at(-1)?.name, "draft", "it is tried again by itself");
    assert.ok((await saved()).length > 0);
    tab.problems.length = 0; // the browser names each connection that was refused
  });

  test("? shows every key that is handled, and controls have names", async () => {
    const { page } = tab;
    await press("?");
    assert.match((await page.locator(".help").textContent()) ?? "", /next scan of the queue.*undo/s);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll("button, input, select, canvas, meter, progress")]
        .filter(
          (one) => !(one.getAttribute("aria-label") ?? one.closest("label")?.textContent ?? one.textContent)?.trim(),
        )
        .map((one) => one.outerHTML),
    );
    assert.deepEqual(nameless, []);
    await press("Escape");
    await page.waitForSelector(".help", { state: "detached" });
  });
});
