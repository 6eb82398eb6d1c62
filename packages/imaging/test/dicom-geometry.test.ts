// DICOM series as scanners and archives leave them: positions with few decimals are taken, what has no one grid is named.
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { readHeader, spacingOf } from "../src/index.js";
import { writeSeries } from "./dicom-file.js";
import { temporaryFolder } from "./fixtures.js";

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const tenth = (value: number) => Math.round(value * 10) / 10;
/** Positions along z, with these distances between them. */
const spaced = (...gaps: readonly number[]) =>
  [0, ...gaps].map((_, i) => [-10, 20, gaps.slice(0, i).reduce((sum, gap) => sum + gap, 5)]);

describe("positions rounded to a tenth of a millimetre", () => {
  for (const spacing of [1.25, 0.625, 0.7, 2.44, 3.33]) {
    test(`of slices every ${spacing} mm give that spacing`, async (t) => {
      const positions = upTo(41).map((i) => [-10, 20, tenth(spacing * i)]);
      const header = await readHeader(writeSeries(join(temporaryFolder(t), "series"), positions));
      assert.ok(Math.abs(header.spacing[0] - spacing) < 0.1 / 40, String(header.spacing[0]));
      assert.deepEqual(header.affine.slice(0, 3), [-1.5, 0, 0]);
    });
  }

  test("of an oblique series do not shear it", async (t) => {
    const [cos, sin] = [Math.cos(0.4), Math.sin(0.4)];
    const positions = upTo(20).map((i) => [-50, tenth(20 - sin * 1.3 * i), tenth(cos * 1.3 * i)]);
    const orientation = [1, 0, 0, 0, Number(cos.toFixed(6)), Number(sin.toFixed(6))];
    const header = await readHeader(writeSeries(join(temporaryFolder(t), "series"), positions, orientation));
    const [, y, z] = [0, 1, 2].map((column) => [0, 4, 8].map((row) => header.affine[row + column]));
    const dot = y.reduce((sum, value, i) => sum + value * z[i], 0);
    assert.ok(Math.abs(dot) < 2e-3 * 1.5 * 1.3, `${dot}`);
    assert.ok(Math.abs(spacingOf(header.affine)[0] - 1.3) < 0.01);
  });

  test("of three slices do not pass for a tilted gantry", async (t) => {
    const positions = [
      [0, 0, 0],
      [0.1, 0, 1.2],
      [0.1, 0, 2.5],
    ];
    const header = await readHeader(writeSeries(join(temporaryFolder(t), "series"), positions));
    assert.deepEqual([header.affine[2], header.affine[6], header.affine[10]].map(Math.abs), [0, 0, 1.25]);
    assert.match(header.provenance.notes.join("; "), /rounded to a tenth of a millimetre: slices every 1\.250 mm/);
  });

  test("do not hide a missing slice", async (t) => {
    for (const spacing of [0.3, 0.7, 1.25, 5]) {
      const positions = upTo(12).flatMap((i) => (i === 5 ? [] : [[-10, 20, tenth(spacing * i)]]));
      const series = writeSeries(join(temporaryFolder(t), "series"), positions);
      await assert.rejects(readHeader(series), { code: "geometry", message: /1 missing between/ }, `${spacing} mm`);
    }
  });
});

describe("series that have no one grid are refused by name", () => {
  const cases: readonly (readonly [what: string, positions: readonly (readonly number[])[], message: RegExp])[] = [
    [
      "two spacings",
      spaced(5, 5, 5, 10, 10, 10),
      /it has 2 spacings: 4 slices every 5\.000 mm, then 4 slices every 10\.000 mm \(from .*3\.dcm on\)/,
    ],
    ["two spacings of fractions", spaced(1.25, 1.25, 2.3123, 2.3123), /it has 2 spacings: .* 1\.250 mm, .* 2\.312 mm/],
    ["three spacings", spaced(5, 5, 2.5, 2.5, 5, 5), /it has 3 spacings/],
    ["a missing slice", spaced(5, 5, 10, 5), /1 missing between 15\.000 and 25\.000 mm/],
    ["uneven slices", spaced(5, 5.31, 4.77, 5), /unevenly spaced, by 5\.000 mm elsewhere/],
    [
      "a tilted gantry",
      upTo(5).map((i) => [0, 1.5 * i, 5 * i]),
      /shifted against each other by 16\.7° \(tilted gantry\).* dcm2niix/,
    ],
    ["a slice that is off the line", [...spaced(5, 5, 5), [-9, 20, 25]], /do not lie on one line/],
  ];
  for (const [what, positions, message] of cases) {
    test(what, async (t) => {
      const series = writeSeries(join(temporaryFolder(t), "series"), positions);
      await assert.rejects(readHeader(series), { code: "geometry", message });
    });
  }
});
