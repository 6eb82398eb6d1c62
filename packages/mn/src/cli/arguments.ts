// Values on the command line: whole numbers, durations, lists, sizes, JSON, as people write them.
// What cannot be read is a usage error that says what may stand there.

import { InvalidArgumentError } from "commander";

/** Reads a whole number of at least `least`. */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };

/** Reads whole numbers of at least `least`, separated by commas. */
export const wholeNumbers =
  (least: number) =>
  (text: string): number[] =>
    commaSeparated(text).map(wholeNumber(least));

const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

/** Seconds of a duration as people write it: `30m`, `1h30m`, `90s`, `1.5h`, `2d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:([\d.]+)d)?(?:([\d.]+)h)?(?:([\d.]+)m)?(?:([\d.]+)s)?$/.exec(text.replaceAll(" ", ""));
  if (match === null || text.trim() === "") return undefined;
  const seconds = Object.values(UNITS).reduce((sum, unit, i) => sum + unit * Number(match[i + 1] ?? 0), 0);
  return seconds > 0 ? seconds : undefined;
}

/** Reads a duration into seconds. */
export function duration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError("It must be a duration such as 30m, 1h30m or 90s.");
}

/** Reads a number of at least 0. */
export function notNegative(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("It must be a number of 0 or more.");
}

/** Reads a path: an empty one would be the current folder, which nobody means. */
export function path(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It must not be empty.");
}

/** Reads a whole number from 0, or else a path. */
export const numberOrPath = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : path(text));

/** Reads names separated by commas. */
export function commaSeparated(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.every((name) => name !== "")) return names;
  throw new InvalidArgumentError("It must be names separated by commas.");
}

/** Reads three whole numbers separated by commas, along D, H, W. */
export function threeNumbers(text: string): [number, number, number] {
  const sizes = text.split(",").map(Number);
  if (sizes.length === 3 && sizes.every((size) => Number.isInteger(size) && size > 0))
    return sizes as [number, number, number];
  throw new InvalidArgumentError("It must be three whole numbers separated by commas: 64,96,96.");
}

/** Reads a box such as `10:60,20:90,5:40`: from a voxel up to another, along x, y, z. */
export function box(text: string): {
  readonly start: [number, number, number];
  readonly end: [number, number, number];
} {
  const ranges = text.split(",").map((range) => /^(\d+):(\d+)$/.exec(range.trim())?.slice(1).map(Number) ?? []);
  if (ranges.length === 3 && ranges.every(([start = 0, end = 0]) => start < end)) {
    const [x, y, z] = ranges as [number[], number[], number[]];
    const at = (i: 0 | 1) => [x[i], y[i], z[i]] as [number, number, number];
    return { start: at(0), end: at(1) };
  }
  throw new InvalidArgumentError("It must be three ranges of voxels along x, y, z: 10:60,20:90,5:40.");
}

/** Reads a JSON object. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> {
  const wanted = `It must be a JSON object: '{"size":"b0"}'.`;
  const value = parseJson(text, wanted);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new InvalidArgumentError(wanted);
}

/** Reads a key, or a JSON list of keys. */
export function keyPath(text: string): string[] {
  if (!text.startsWith("[")) return [text];
  const wanted = `It must be a key, or a JSON list of keys: '["state","model"]'.`;
  const keys = parseJson(text, wanted);
  if (Array.isArray(keys) && keys.every((key) => typeof key === "string")) return keys;
  throw new InvalidArgumentError(wanted);
}

function parseJson(text: string, wanted: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(wanted);
  }
}
