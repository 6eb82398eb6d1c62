// What the page shows, without a screen: where voxels are in the planes, outlines, colours, the solid; curves of events; keys.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Affine, reorient } from "@mandn/imaging/pure";
import { Curves, runEventSchema, seriesOf } from "../src/curves.js";
import { combination, KEYS } from "../src/keys.js";
import { MaskEditor } from "../src/mask/editor.js";
import { axesWithin, type MaskGrid } from "../src/mask/grid.js";
import { cast, solidOf } from "../src/view/caster.js";
import {
  colourSlice,
  frameOf,
  greySlice,
  inScan,
  lettersOf,
  outlineOf,
  pixel,
  planeNames,
  scaleBar,
  THROUGH,
  toPicture,
  toSlice,
} from "../src/view/planes.js";
import { windowsOf } from "../src/view/windows.js";
import { apart, maskOf, placeOf, SHAPE, SPACING, stepEvent } from "./phantom.js";

const GRID = { shape: SHAPE, spacing: SPACING };

/** Voxels along the axes of a file, no two alike. */
const FILE = [3, 4, 5] as const;

/** An affine for each order and direction of a file's axes. */
function* everyWay(): Generator<Affine> {
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    for (let signs = 0; signs < 8; signs++) {
      const affine = [0, 0, 0, -10, 0, 0, 0, 4, 0, 0, 0, 7, 0, 0, 0, 1];
      for (const [column, axis] of order.entries()) {
        affine[4 * axis + column] = (((signs >> column) & 1) === 1 ? -1 : 1) * ([1.5, 2, 3][column] as number);
      }
      yield affine as unknown as Affine;
    }
  }
}

describe("planes", () => {
  test("are radiologists': the patient's right at the left, front and head above", () => {
    assert.deepEqual(lettersOf("axial"), { left: "R", right: "L", top: "A", bottom: "P" });
    assert.deepEqual(lettersOf("coronal"), { left: "R", right: "L", top: "S", bottom: "I" });
    assert.deepEqual(lettersOf("sagittal"), { left: "A", right: "P", top: "S", bottom: "I" });
    const frame = frameOf("axial", GRID, [400, 300]);
    const [x0, y0] = toPicture("axial", GRID, frame, [0, 0]);
    const [x1, y1] = toPicture("axial", GRID, frame, [1, 1]);
    // x grows to the patient's right, y to the front; a millimetre is as long along both.
    assert.ok(x1 < x0 && y1 < y0);
    assert.ok(Math.abs((x0 - x1) / SPACING[0] - (y0 - y1) / SPACING[1]) < 1e-9);
  });

  test("show each of the 48 ways in which a file's axes may run by the same letters, as the file's own affine has it", () => {
    const places = new Map([..."RASLPI"].map((letter, i) => [letter, { axis: i % 3, sign: i < 3 ? 1 : -1 }]));
    let ways = 0;
    for (const affine of everyWay()) {
      // Each voxel's intensity says which one of the file it is.
      const scan = {
        shape: [1, ...FILE.toReversed()] as [number, number, number, number],
        affine,
        spacing: [3, 2, 1.5] as const,
        dtype: "uint8" as const,
        voxels: Uint8Array.from({ length: FILE[0] * FILE[1] * FILE[2] }, (_, i) => i),
        provenance: { path: "counting", format: "memory", notes: [], fields: {} },
      };
      const shown = reorient(scan);
      const [, d, h, w] = shown.shape;
      const grid = { shape: [w, h, d], spacing: shown.spacing.toReversed() } as unknown as MaskGrid;
      const millimetres = (id: number) => {
        const index = [id % FILE[0], Math.floor(id / FILE[0]) % FILE[1], Math.floor(id / (FILE[0] * FILE[1])), 1];
        return [0, 1, 2].map((row) => index.reduce((sum, at, i) => sum + at * (affine[4 * row + i] as number), 0));
      };
      for (const plane of planeNames) {
        const [across, down] = axesWithin(THROUGH[plane]);
        const [width, height] = [grid.shape[across], grid.shape[down]];
        const pixels = new Uint32Array(width * height);
        greySlice(shown.voxels, grid, plane, 1, [0, 255], pixels);
        const at = (column: number, row: number) => millimetres((pixels[row * width + column] as number) & 255);
        const { left, right, top, bottom } = lettersOf(plane);
        for (const [letter, from, to] of [
          [left, at(1, 1), at(0, 1)],
          [right, at(0, 1), at(1, 1)],
          [top, at(1, 1), at(1, 0)],
          [bottom, at(1, 0), at(1, 1)],
        ] as const) {
          const { axis, sign } = places.get(letter) ?? { axis: 0, sign: 0 };
          const step = to.map((place, i) => place - (from[i] as number));
          assert.ok(sign * (step[axis] as number) > 0, `${affine}: ${plane} ${letter}`);
          assert.equal(step.filter((one) => one !== 0).length, 1);
        }
      }
      ways++;
    }
    assert.equal(ways, 48);
  });

  test("a place of the slice goes to the picture and comes back, however it is enlarged", () => {
    for (const plane of planeNames) {
      for (const [zoom, middle] of [[1], [3.3, [7, 12]]] as const) {
        const frame = frameOf(plane, GRID, [407, 314], zoom, middle);
        const place = [11.25, 3.5] as const;
        const back = toSlice(plane, GRID, frame, toPicture(plane, GRID, frame, place));
        assert.ok(Math.hypot(back[0] - place[0], back[1] - place[1]) < 1e-9);
      }
    }
    assert.deepEqual(inScan("coronal", [1, 2, 3], [8, 9]), [8, 2, 9]);
  });

  test("each pixel has the grey of its voxel in the window, and the colour of its class", () => {
    const image = Float32Array.from({ length: SHAPE[0] * SHAPE[1] * SHAPE[2] }, (_, at) => placeOf(at)[0] * 10);
    const pixels = new Uint32Array(SHAPE[0] * SHAPE[1]);
    greySlice(image, GRID, "axial", 5, [100, 355], pixels);
    for (let row = 0; row < SHAPE[1]; row++) {
      for (let column = 0; column < SHAPE[0]; column++) {
        const value = (SHAPE[0] - 1 - column) * 10;
        const grey = Math.round(Math.min(255, Math.max(0, value - 100)));
        assert.equal(pixels[row * SHAPE[0] + column], pixel(grey, grey, grey));
      }
    }
    image.fill(Number.NaN);
    greySlice(image, GRID, "axial", 5, [100, 355], pixels);
    assert.ok(pixels.every((one) => one === pixel(0, 0, 0)));
    const mask = maskOf(([x, y, z]) => (x === 47 && y === 39 && z === 5 ? 2 : 0));
    colourSlice(mask, GRID, "axial", 5, Uint32Array.of(0, 1, 77), pixels);
    assert.equal(pixels[0], 77, "right and front is the upper left");
    assert.equal(pixels.filter((one) => one === 77).length, 1);
  });

  test("an outline runs around each class, one line a side, and around one class alone where it is wanted", () => {
    const mask = maskOf(([x, y, z]) => (z === 3 && x >= 40 && x <= 43 && y >= 30 && y <= 31 ? (x === 40 ? 2 : 1) : 0));
    const sides = (lines: number[]) =>
      Array.from({ length: lines.length / 4 }, (_, i) => lines.slice(4 * i, 4 * i + 4).join()).sort();
    // In the picture the classes stand in columns 4 … 6 and 7, rows 8 and 9.
    const all = ["4,8,8,8", "4,10,8,10", "4,8,4,10", "7,8,7,10", "8,8,8,10"];
    assert.deepEqual(sides(outlineOf(mask, GRID, "axial", 3)), all.sort());
    assert.deepEqual(
      sides(outlineOf(mask, GRID, "axial", 3, 1)),
      ["4,8,7,8", "4,10,7,10", "4,8,4,10", "7,8,7,10"].sort(),
    );
    assert.deepEqual(outlineOf(mask, GRID, "axial", 4), []);
    const whole = maskOf(() => 1);
    assert.equal(outlineOf(whole, GRID, "coronal", 0).length, 16, "the scan's edge is an outline");
  });

  test("the scale bar is a round number of millimetres that fits", () => {
    assert.deepEqual(
      [
        [1, 100],
        [2, 100],
        [1, 99],
        [30, 100],
        [0.1, 100],
      ].map(([scale, pixels]) => scaleBar(scale as number, pixels as number)),
      [100, 50, 50, 2, 1000],
    );
  });

  test("windows of scans in Hounsfield units have those of radiology", () => {
    assert.deepEqual(windowsOf([5, 90], Uint8Array.of(0, 3, 99)), [
      { name: "most intensities", range: [5, 90] },
      { name: "all intensities", range: [0, 99] },
    ]);
    assert.ok(windowsOf([-900, 900], Int16Array.of(-1000, 1200)).some(({ name }) => name === "lung"));
  });
});

describe("the solid", () => {
  const white = new Map([[1, [255, 255, 255] as const]]);
  const seen = (mask: Uint8Array, sight: { turn: number; tilt: number }) => {
    const solid = solidOf(mask, GRID);
    assert.ok(solid !== null);
    const pixels = new Uint32Array(100 * 100);
    cast(solid, sight, white, [100, 100], pixels);
    return pixels;
  };

  test("of a ball is a disc from every side, brightest in its middle; of an empty mask there is none", () => {
    const ball = maskOf((voxel) => Number(apart(voxel, [24, 20, 16]) <= 12));
    for (const sight of [
      { turn: 0, tilt: 0 },
      { turn: 2, tilt: 0.7 },
    ]) {
      const pixels = seen(ball, sight);
      const lit = [...pixels.entries()].filter(([, one]) => one !== 0).map(([at]) => [at % 100, Math.floor(at / 100)]);
      const radius = Math.sqrt(lit.length / Math.PI);
      assert.ok(
        lit.every(([x, y]) => Math.hypot((x ?? 0) - 49.5, (y ?? 0) - 49.5) < radius * 1.12),
        "it is round",
      );
      const byte = (x: number, y: number) => (pixels[100 * y + x] as number) & 0xff;
      assert.ok(byte(50, 50) > byte(50, 50 + Math.floor(radius * 0.85)));
    }
    assert.equal(solidOf(new MaskEditor(new Uint8Array(SHAPE[0] * SHAPE[1] * SHAPE[2])).voxels, GRID), null);
  });

  test("from the front has the patient's right at the left and the head above", () => {
    // A long bar along x, and a short one up at the patient's right.
    const bent = maskOf(([x, y, z]) => Number(y > 18 && y < 22 && (z < 4 || (x > 43 && z < 26))));
    const pixels = seen(bent, { turn: 0, tilt: 0 });
    const lit = (side: (x: number, y: number) => boolean) =>
      pixels.filter((one, at) => one !== 0 && side(at % 100, Math.floor(at / 100))).length;
    const topLeft = lit((x, y) => x < 50 && y < 50);
    assert.ok(topLeft > 0 && lit((x, y) => x >= 50 && y < 45) === 0, `${topLeft} pixels`);
  });
});

describe("curves", () => {
  const taken = (...events: readonly object[]) => {
    const curves = new Curves();
    for (const event of events) curves.add(runEventSchema.parse(event));
    return curves;
  };
  const steps = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => stepEvent(from + i));

  test("have a point for each step, and a mark where a stage begins", () => {
    const curves = taken(...steps(0, 40));
    assert.equal(curves.losses.get("3d")?.length, 40);
    assert.deepEqual(curves.stages, [{ x: 60, name: "stage 2" }]);
    assert.deepEqual(
      seriesOf(curves.losses, ["2d", "3d"]).map(({ name, tone }) => `${name} ${tone}`),
      ["2D tone-0", "3D tone-1"],
    );
  });

  test("forget the steps that a resumed run does again", () => {
    const again = taken(...steps(0, 40), { type: "resume", time: 0, updates: 50 }, ...steps(25, 40));
    const once = taken(...steps(0, 40));
    assert.deepEqual(again.losses, once.losses);
    assert.deepEqual(again.stages, once.stages);
    assert.deepEqual(again.unlabelled, once.unlabelled);
  });

  test("have the mean Dice over classes that were found, and sentences for people, the last first", () => {
    const curves = taken(
      { type: "validation", time: 1, updates: 10, network: "2d", dice: [0.5, null, 0.7] },
      { type: "validation", time: 2, updates: 20, network: "2d", dice: [null, null, null] },
      { type: "interrupted", time: 3, updates: 20, reason: "it was asked to" },
    );
    assert.deepEqual(curves.scores.get("2d"), [[10, 0.6]]);
    assert.equal(curves.sentences[0]?.text, "Training stopped after 20 updates: it was asked to.");
    assert.match(curves.sentences[2]?.text ?? "", /Dice 50\.0, –, 70\.0 %/);
  });
});

describe("keys", () => {
  test("no key does two things, and each says what it does", () => {
    const all = KEYS.flatMap(({ keys }) => keys);
    assert.equal(new Set(all).size, all.length);
    assert.ok(KEYS.every(({ does }) => does !== ""));
  });

  test("are told by what they write: Shift belongs to signs, not to letters", () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const of = (event: object) => combination({ ...none, ...event } as KeyboardEvent);
    assert.equal(of({ key: "?", shiftKey: true }), "?");
    assert.equal(of({ key: "F", shiftKey: true }), "shift+f");
    assert.equal(of({ key: "z", metaKey: true }), "ctrl+z");
    assert.equal(of({ key: " ", altKey: true }), "alt+ ");
    assert.equal(of({ key: "ArrowUp", shiftKey: true }), "shift+ArrowUp");
  });
});
