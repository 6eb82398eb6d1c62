import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import type { MetricName, SurfaceDefinition, Triple } from "../../src/index.js";

type Values = Partial<Record<MetricName, number>>;

/** What parity/imaging/metrics.py writes. */
interface Golden {
  cases: {
    name: string;
    shape: Triple;
    spacing: Triple;
    tolerance: number;
    prediction: string;
    reference: string;
    classes: ({ label: number; overlap: Values; undefinedBecause?: string } & Partial<
      Record<SurfaceDefinition, Values>
    >)[];
  }[];
  areaTables: { spacing: Triple; areas: number[] }[];
  distanceTransforms: { shape: Triple; spacing: Triple; mask: string; distances: number[] }[];
  statistics: {
    xoshiro42: number[];
    summary: {
      values: number[];
      mean: number;
      sd0: number;
      sd1: number;
      median: number;
      percentiles: Record<string, number>;
    };
    bootstrap: {
      values: number[];
      seed: number;
      resamples: number;
      level: number;
      percentile: [number, number];
      bca: [number, number];
    }[];
    wilcoxon: { differences: number[]; statistic: number; pValue: number }[];
    normal: { z: number[]; cumulative: number[]; p: number[]; quantile: number[] };
  };
}

// Compiled tests lie in dist/test/metrics.
const file = new URL("../../../test/fixtures/metrics.json", import.meta.url);

/** Values of MedPy, surface-distance, SciPy and NumPy. */
export const golden: Golden = JSON.parse(readFileSync(file, "utf8"));

/** Unpacks a mask of the fixture. */
export function unpack(packed: string): Uint8Array {
  return new Uint8Array(inflateSync(Buffer.from(packed, "base64")));
}

/** Fails unless two numbers differ by at most a relative 1e-9. */
export function assertClose(actual: number | null, expected: number, what: string, tolerance = 1e-9): void {
  assert.ok(
    actual !== null && (actual === expected || Math.abs(actual - expected) <= tolerance * Math.abs(expected)),
    `${what}: ${actual}, expected ${expected}`,
  );
}
