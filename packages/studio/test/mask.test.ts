// The tools that change masks, each held against a formula, and undo against the mask that was there.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { intensitiesAround, paint } from "../src/mask/brush.js";
import { mostDifferent } from "../src/mask/compare.js";
import { MaskEditor } from "../src/mask/editor.js";
import { fillLine, floodFill, threshold } from "../src/mask/fill.js";
import { type Axis, boxOf, type MaskGrid, type Three } from "../src/mask/grid.js";
import { RunsError } from "../src/mask/runs.js";
import { closeHoles, fillBetweenSlices, keepLargestPart, smooth } from "../src/mask/shape.js";
import { done, type Work } from "../src/mask/work.js";
import { randoms } from "./randoms.js";

const GRID: MaskGrid = { shape: [24, 20, 16], spacing: [0.8, 1, 1.7] };
const SIZE = 24 * 20 * 16;

const place = (at: number): Three => [at % 24, Math.floor(at / 24) % 20, Math.floor(at / 480)];
const at = ([x, y, z]: Three) => (z * 20 + y) * 24 + x;
const empty = () => new MaskEditor(new Uint8Array(SIZE));
/** A mask by a formula: the value of each voxel. */
const mask = (value: (voxel: Three) => number) => Uint8Array.from({ length: SIZE }, (_, i) => value(place(i)));
const millimetres = (a: Three, b: Three, axes: readonly Axis[] = [0, 1, 2]) =>
  Math.hypot(...axes.map((axis) => (a[axis] - b[axis]) * GRID.spacing[axis]));
const count = (voxels: Uint8Array | Uint16Array, value: number) => [...voxels].filter((one) => one === value).length;
const dice = (a: Uint8Array | Uint16Array, b: Uint8Array) =>
  (2 * [...a].filter((one, i) => one === 1 && b[i] === 1).length) / (count(a, 1) + count(b, 1));

describe("the brush", () => {
  test("paints the ball of millimetres around a point, and at the scan's edge what lies in it", () => {
    for (const centre of [
      [12, 10, 8],
      [0, 19, 15],
      [11.4, 9.7, 8.2],
    ] as const) {
      for (const radius of [0.1, 1, 2.5, 5]) {
        const editor = empty();
        paint(editor, GRID, { from: centre, to: centre, radius, value: 1 });
        const nearest = at(centre.map(Math.round) as unknown as Three);
        const wanted = mask((voxel) => Number(millimetres(voxel, centre) <= radius + 1e-9 || at(voxel) === nearest));
        assert.deepEqual(editor.voxels, wanted);
      }
    }
  });

  test("paints the disc in its slice alone", () => {
    for (const disc of [0, 1, 2] as const) {
      const editor = empty();
      const centre: Three = [12, 10, 8];
      paint(editor, GRID, { from: centre, to: centre, radius: 3, value: 1, disc });
      const axes = ([0, 1, 2] as const).filter((axis) => axis !== disc);
      const wanted = mask((voxel) => Number(voxel[disc] === centre[disc] && millimetres(voxel, centre, axes) <= 3));
      assert.deepEqual(editor.voxels, wanted);
    }
  });

  test("leaves no gaps on a fast way: all within the radius of the line between two points", () => {
    const editor = empty();
    const [from, to]: readonly [Three, Three] = [
      [3, 4, 5],
      [20, 15, 9],
    ];
    paint(editor, GRID, { from, to, radius: 2, value: 1 });
    const way = Array.from({ length: 200 }, (_, i) =>
      from.map((start, axis) => start + (i / 199) * ((to[axis] as number) - start)),
    ) as unknown as Three[];
    for (const [i, value] of editor.voxels.entries()) {
      const distance = Math.min(...way.map((point) => millimetres(place(i), point)));
      if (Math.abs(distance - 2) > 0.01) assert.equal(value, Number(distance < 2), `${place(i)}`);
    }
  });

  test("keeps to intensities, and to classes that are not locked", () => {
    const image = mask(([x]) => x * 10);
    const editor = new MaskEditor(mask(([, y]) => (y < 10 ? 2 : 0)));
    editor.locked = new Set([2]);
    const centre: Three = [12, 10, 8];
    paint(editor, GRID, { from: centre, to: centre, radius: 4, value: 1, within: { image, low: 100, high: 130 } });
    const wanted = mask((voxel) =>
      voxel[1] < 10 ? 2 : Number(millimetres(voxel, centre) <= 4 && voxel[0] >= 10 && voxel[0] <= 13),
    );
    assert.deepEqual(editor.voxels, wanted);
    paint(editor, GRID, { from: centre, to: centre, radius: 9, value: 0 });
    assert.equal(count(editor.voxels, 2), 24 * 10 * 16, "the eraser spares what is locked");
    assert.equal(count(editor.voxels, 1), 0);
  });

  test("intensities around a point are the mean of the ball and two standard deviations", () => {
    const image = mask(([x]) => (x % 2 === 0 ? 10 : 20));
    const [low, high] = intensitiesAround(image, GRID, [12, 10, 8], 0.8);
    // Of the ball's voxels one is 10 and two are 20.
    const deviation = Math.sqrt(((10 - 50 / 3) ** 2 + 2 * (20 - 50 / 3) ** 2) / 3);
    assert.ok(Math.abs(low - (50 / 3 - 2 * deviation)) < 1e-9 && Math.abs(high - (50 / 3 + 2 * deviation)) < 1e-9);
  });
});

describe("filling", () => {
  /** A closed wall of class 2: a box, with what lies in it. */
  const walled = () =>
    new MaskEditor(
      mask(([x, y, z]) => {
        const isIn = x >= 5 && x <= 15 && y >= 4 && y <= 12 && z >= 3 && z <= 9;
        const isInner = x > 5 && x < 15 && y > 4 && y < 12 && z > 3 && z < 9;
        return isIn && !isInner ? 2 : 0;
      }),
    );
  const inner = (x: number, y: number) => x > 5 && x < 15 && y > 4 && y < 12;

  test("fills a slice up to other classes, and with three dimensions all that is closed in", () => {
    const flat = walled();
    floodFill(flat, GRID, { seed: [10, 8, 6], value: 1, slice: 2 });
    assert.equal(count(flat.voxels, 1), 9 * 7);
    assert.ok(flat.voxels.every((value, i) => value !== 1 || (inner(place(i)[0], place(i)[1]) && place(i)[2] === 6)));
    const deep = walled();
    floodFill(deep, GRID, { seed: [10, 8, 6], value: 1 });
    assert.equal(count(deep.voxels, 1), 9 * 7 * 5);
    floodFill(deep, GRID, { seed: [0, 0, 0], value: 3 });
    assert.equal(count(deep.voxels, 3), SIZE - 11 * 9 * 7);
  });

  test("of nothing within the intensities, and of a locked class, it fills nothing", () => {
    const editor = walled();
    const image = mask(() => 5);
    floodFill(editor, GRID, { seed: [10, 8, 6], value: 1, within: { image, low: 6, high: 9 } });
    editor.locked = new Set([2]);
    floodFill(editor, GRID, { seed: [5, 4, 3], value: 1 });
    assert.ok(!editor.isOpen);
  });

  test("a closed line fills the centres in it, across each axis", () => {
    for (const axis of [0, 1, 2] as const) {
      const editor = empty();
      const [faster, slower] = ([0, 1, 2] as const).filter((one) => one !== axis) as [Axis, Axis];
      const line = [
        [2.5, 1.5],
        [9.5, 1.5],
        [9.5, 8.5],
        [2.5, 8.5],
      ] as const;
      fillLine(editor, GRID, { axis, place: 4 }, line, 1);
      const isIn = (voxel: Three) =>
        voxel[axis] === 4 && voxel[faster] > 2.5 && voxel[faster] < 9.5 && voxel[slower] > 1.5 && voxel[slower] < 8.5;
      assert.deepEqual(
        editor.voxels,
        mask((voxel) => Number(isIn(voxel))),
      );
    }
  });

  test("a line round a circle fills the circle, and one that leaves the scan ends at its edge", () => {
    const editor = empty();
    const circle = Array.from({ length: 720 }, (_, i) => {
      const angle = (i * Math.PI) / 360;
      return [22 + 6.3 * Math.cos(angle), 10 + 6.3 * Math.sin(angle)] as const;
    });
    fillLine(editor, GRID, { axis: 2, place: 0 }, circle, 1);
    assert.deepEqual(
      editor.voxels,
      mask(([x, y, z]) => Number(z === 0 && Math.hypot(x - 22, y - 10) < 6.3)),
    );
  });

  test("a threshold takes the background within it, in a slice or everywhere", () => {
    const image = mask(([x]) => x);
    const editor = new MaskEditor(mask(([, y]) => (y === 0 ? 2 : 0)));
    threshold(editor, GRID, { image, low: 4, high: 6 }, 1, { axis: 1, place: 3 });
    assert.deepEqual(
      editor.voxels,
      mask(([x, y]) => (y === 0 ? 2 : Number(y === 3 && x >= 4 && x <= 6))),
    );
    threshold(editor, GRID, { image, low: 4, high: 6 }, 1);
    assert.deepEqual(
      editor.voxels,
      mask(([x, y]) => (y === 0 ? 2 : Number(x >= 4 && x <= 6))),
    );
  });
});

describe("tools for a whole class", () => {
  const ball = (centre: Three, radius: number) => (voxel: Three) => Number(millimetres(voxel, centre) <= radius);

  test("between slices: a cylinder is whole again, a ball nearly, and the painted slices stay", () => {
    for (const axis of [0, 1, 2] as const) {
      const axes = ([0, 1, 2] as const).filter((one) => one !== axis);
      const isIn = (voxel: Three) =>
        millimetres(voxel, [12, 10, 8], axes) <= 5 && voxel[axis] >= 2 && voxel[axis] <= 14;
      const cylinder = mask((voxel) => Number(isIn(voxel)));
      const editor = new MaskEditor(mask((voxel) => Number(isIn(voxel) && (voxel[axis] - 2) % 4 === 0)));
      assert.equal(fillBetweenSlices(editor, GRID, 1, axis), 9);
      assert.deepEqual(editor.voxels, cylinder);
    }
    const whole = mask(ball([12, 10, 8], 7));
    const editor = new MaskEditor(whole.map((value, i) => (place(i)[1] % 3 === 0 ? value : 0)));
    fillBetweenSlices(editor, GRID, 1, 1);
    assert.ok(dice(editor.voxels, whole) > 0.93, `Dice ${dice(editor.voxels, whole)}`);
    assert.ok(whole.every((value, i) => place(i)[1] % 3 !== 0 || editor.voxels[i] === value));
  });

  test("the largest part stays, and other classes with it", () => {
    const large = ball([7, 8, 8], 4);
    const small = ball([20, 15, 3], 2);
    const editor = new MaskEditor(mask((voxel) => large(voxel) || small(voxel) || (voxel[0] === 14 ? 2 : 0)));
    const removed = keepLargestPart(editor, GRID, 1);
    assert.equal(removed, count(mask(small), 1));
    assert.deepEqual(
      editor.voxels,
      mask((voxel) => large(voxel) || (voxel[0] === 14 ? 2 : 0)),
    );
  });

  test("holes are closed, and other classes inside stay", () => {
    const shell = (voxel: Three) => (ball([12, 10, 8], 6)(voxel) && !ball([12, 10, 8], 3)(voxel) ? 1 : 0);
    const editor = new MaskEditor(mask((voxel) => (at(voxel) === at([12, 10, 8]) ? 2 : shell(voxel))));
    closeHoles(editor, GRID, 1);
    assert.deepEqual(
      editor.voxels,
      mask((voxel) => (at(voxel) === at([12, 10, 8]) ? 2 : ball([12, 10, 8], 6)(voxel))),
    );
  });

  test("smoothing takes single voxels away, keeps a plane where it is, and fills a dent", () => {
    const half = mask(([x]) => Number(x < 12));
    const editor = new MaskEditor(half.slice());
    assert.equal(smooth(editor, GRID, 1, 1.5), 0);
    editor.set(at([20, 10, 8]), 1);
    editor.set(at([11, 10, 8]), 0);
    smooth(editor, GRID, 1, 1.5);
    assert.deepEqual(editor.voxels, half);
  });

  test("a class that is nowhere leaves all as it is", () => {
    const editor = empty();
    assert.equal(fillBetweenSlices(editor, GRID, 1, 2), 0);
    assert.equal(keepLargestPart(editor, GRID, 1) + closeHoles(editor, GRID, 1) + smooth(editor, GRID, 1, 1), 0);
    assert.equal(boxOf(editor.voxels, GRID, 1), null);
  });
});

describe("work on a copy of the mask", () => {
  const image = mask(([x]) => x);
  const works: readonly (readonly [Work, (editor: MaskEditor) => unknown])[] = [
    [{ kind: "between slices", value: 1, through: 1 }, (editor) => fillBetweenSlices(editor, GRID, 1, 1)],
    [{ kind: "largest part", value: 2 }, (editor) => keepLargestPart(editor, GRID, 2)],
    [{ kind: "holes", value: 1 }, (editor) => closeHoles(editor, GRID, 1)],
    [{ kind: "smooth", value: 1, sigma: 1.5 }, (editor) => smooth(editor, GRID, 1, 1.5)],
    [
      { kind: "threshold", value: 3, within: { image, low: 3, high: 9 } },
      (editor) => threshold(editor, GRID, { image, low: 3, high: 9 }, 3),
    ],
    [
      { kind: "fill", fill: { seed: [0, 0, 0], value: 2 } },
      (editor) => floodFill(editor, GRID, { seed: [0, 0, 0], value: 2 }),
    ],
  ];
  // Balls of two classes with holes and specks, in every third slice.
  const start = mask((voxel) => {
    if (voxel[1] % 3 === 1) return 0;
    if (millimetres(voxel, [8, 10, 8]) < 6) return at(voxel) % 11 === 0 ? 0 : 1;
    return millimetres(voxel, [18, 6, 6]) < 3 || at(voxel) === 7000 ? 2 : 0;
  });

  test("is written as one edit that does what the tool does, spares what is locked, and is undone and done again", () => {
    for (const [work, tool] of works) {
      for (const locked of [new Set<number>(), new Set([0])]) {
        const wanted = new MaskEditor(start.slice());
        wanted.locked = locked;
        tool(wanted);
        const editor = new MaskEditor(start.slice());
        const patch = done({ voxels: editor.voxels, grid: GRID, locked }, work);
        assert.deepEqual(editor.voxels, start, "the mask waits for what comes back");
        assert.equal(editor.apply(patch, work.kind), wanted.isOpen);
        assert.deepEqual(editor.voxels, wanted.voxels, work.kind);
        if (!wanted.isOpen) continue;
        assert.equal(editor.undo(), work.kind);
        assert.deepEqual(editor.voxels, start);
        assert.equal(editor.redo(), work.kind);
        assert.deepEqual(editor.voxels, wanted.voxels);
      }
    }
  });

  test("takes back a stroke that was not over", () => {
    const editor = empty();
    editor.set(3, 1);
    editor.apply(done({ voxels: empty().voxels, grid: GRID, locked: new Set() }, works[5]?.[0] as Work), "fill");
    assert.equal(count(editor.voxels, 2), SIZE);
    editor.undo();
    assert.equal(count(editor.voxels, 0), SIZE);
  });
});

test("two masks differ most in the slice with most voxels that differ, in their middle", () => {
  const a = mask(() => 0);
  const b = mask(([x, y, z]) => Number((z === 5 && x >= 4 && x <= 8 && y === 7) || (z === 9 && x === 1 && y === 1)));
  assert.deepEqual(mostDifferent(a, b, GRID, 2), [6, 7, 5]);
  assert.equal(mostDifferent(b, b, GRID, 2), null);
});

describe("undo and redo", () => {
  test("give back every mask of a random sequence of edits, there and back", () => {
    const random = randoms(7);
    const draw = (below: number) => Math.floor((random.next().value as number) * below);
    for (let round = 0; round < 20; round++) {
      const editor = new MaskEditor(mask(() => draw(3)));
      const masks = [editor.voxels.slice()];
      const edits = [
        () => {
          const points = [0, 1].map((): Three => [draw(24), draw(20), draw(16)]) as [Three, Three];
          paint(editor, GRID, { from: points[0], to: points[1], radius: draw(5), value: draw(4) });
        },
        () => floodFill(editor, GRID, { seed: [draw(24), draw(20), draw(16)], value: draw(4) }),
        () => keepLargestPart(editor, GRID, 1 + draw(3)),
        () => closeHoles(editor, GRID, 1 + draw(3)),
        () => smooth(editor, GRID, 1 + draw(3), 1),
        () => fillBetweenSlices(editor, GRID, 1 + draw(3), draw(3) as Axis),
        () => {
          const other = mask(() => draw(2));
          editor.replace(other, "another");
          masks.push(other);
        },
      ];
      for (let edit = 0; edit < 25; edit++) {
        editor.locked = new Set(draw(3) === 0 ? [draw(4)] : []);
        edits[draw(edits.length)]?.();
        if (draw(2) === 0) edits[0]?.(); // several strokes of one edit write a voxel more than once
        if (editor.finish("edit")) masks.push(editor.voxels.slice());
      }
      for (let step = masks.length - 2; step >= 0; step--) {
        assert.notEqual(editor.undo(), null);
        assert.deepEqual(editor.voxels, masks[step]);
      }
      for (const wanted of masks.slice(1)) {
        assert.notEqual(editor.redo(), null);
        assert.deepEqual(editor.voxels, wanted);
      }
      assert.equal(editor.redo(), null);
    }
  });

  test("a stroke that is given up leaves nothing, and a new edit ends what could be redone", () => {
    const editor = empty();
    editor.set(5, 1);
    editor.finish("one");
    editor.set(6, 2);
    editor.set(6, 3);
    editor.abandon();
    assert.equal(count(editor.voxels, 0), SIZE - 1);
    editor.undo();
    editor.set(9, 1);
    editor.finish("two");
    assert.equal(editor.redo(), null);
    assert.equal(editor.undo(), "two");
    assert.equal(editor.undo(), null);
    assert.ok(editor.voxels.every((value) => value === 0));
  });

  test("a mask of another grid does not replace it", () => {
    assert.throws(() => empty().replace(new Uint8Array(3), "other"), RunsError);
  });
});
