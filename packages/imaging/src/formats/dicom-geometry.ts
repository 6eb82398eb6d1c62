// Where the slices of a DICOM series lie: their order, and the one grid that all of them fill. DICOM PS3.3 C.7.6.2:
// https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_C.7.6.2.html
import { someOf } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { determinant } from "../geometry/affine.js";
import type { Affine } from "../volume.js";
import type { DicomFrame, DicomHeader } from "./dicom-header.js";
import { affineFromLps, cross, dot, length, scale, subtract, type Vector } from "./lps.js";

/** One image of a series: a file, and which of its frames. */
export interface DicomSlice {
  readonly file: DicomHeader;
  readonly frame: DicomFrame;
  readonly index: number;
}

/** Distances between slices may differ by this much. */
const SPACING_TOLERANCE_MM = 0.02;
const SPACING_TOLERANCE = 0.02;
/** How far positions that are rounded to a tenth of a millimetre may lie from a line that goes through two such. */
const ROUNDING_MM = 2 * 0.05 * Math.sqrt(3);
/** Less than that is no tilt of a gantry but few decimals of the direction cosines. */
const LEAST_TILT_DEGREES = 0.1;
const SAME_PLACE_MM = 1e-3;
const COSINE_TOLERANCE = 1e-3;

/**
 * Puts the slices of one series in order along the normal of their plane and finds their common grid. Neither names nor
 * numbers of files nor SliceThickness count, only Image Position and Orientation Patient (DICOM PS3.3 C.7.6.2).
 *
 * @param notes Takes what was assumed.
 * @returns the slices, repeated files left out, and the affine in RAS millimetres.
 * @throws ImagingError `"geometry"` when the slices differ in size, orientation or pixel spacing, when slices are missing,
 * unevenly spaced, of two spacings, shifted against each other by a tilted gantry or at the same place, or their positions are
 * not given.
 */
export function orderSlices(
  path: string,
  given: readonly DicomSlice[],
  notes: string[],
): { slices: readonly DicomSlice[]; affine: Affine } {
  const [first] = given;
  for (const slice of given) checkAlike(path, first, slice);
  const { row, column } = directionsOf(path, first.frame, notes);
  const normal = cross(row, column);
  const along = ({ frame }: DicomSlice): number => dot(frame.position ?? [0, 0, 0], normal);
  if (given.length > 1) demandPositions(path, given);
  const sorted = [...given].sort((a, b) => along(a) - along(b));
  const slices = withoutRepeated(path, sorted, along, notes);
  const step =
    slices.length === 1 ? stepOfOne(slices[0], normal, notes) : stepOfMany(path, slices, along, normal, notes);
  const [y, x] = pixelSpacingOf(path, first.frame, notes);
  const origin = slices[0].frame.position;
  if (origin === undefined) notes.push("no position given: the origin is taken as (0, 0, 0)");
  const affine = affineFromLps(scale(row, x), scale(column, y), step, origin ?? [0, 0, 0]);
  if (!(Math.abs(determinant(affine)) > 0)) throw geometryError(path, "its directions and spacing do not span space");
  return { slices, affine };
}

export function geometryError(path: string, what: string, remedy = "Export the series again, whole."): ImagingError {
  return new ImagingError("geometry", what, { path, remedy });
}

function checkAlike(path: string, a: DicomSlice, b: DicomSlice): void {
  const facts = ({ file, frame }: DicomSlice): readonly (readonly [string, readonly number[], number])[] => [
    ["size", [file.columns, file.rows], 0],
    ["orientation", frame.orientation?.flat() ?? [], COSINE_TOLERANCE],
    ["pixel spacing", frame.pixelSpacing ?? [], 1e-4],
  ];
  const other = facts(b);
  for (const [i, [name, values, tolerance]] of facts(a).entries()) {
    const [, others] = other[i];
    const same =
      values.length === others.length && values.every((value, k) => Math.abs(value - others[k]) <= tolerance);
    if (same) continue;
    const said = (list: readonly number[]) => (list.length === 0 ? "none" : list.join("\\"));
    const what = `slices differ in ${name}: ${said(values)} in ${a.file.path}, ${said(others)} in ${b.file.path}`;
    throw geometryError(path, what, "Keep the files of one acquisition in this folder.");
  }
}

/** Directions of a row and of a column, LPS, of length 1. */
export function directionsOf(
  path: string,
  { orientation }: DicomFrame,
  notes: string[],
): { row: Vector; column: Vector } {
  if (orientation === undefined) {
    notes.push("no orientation given: rows are taken to run to the left, columns to the back, slices upwards");
    return { row: [1, 0, 0], column: [0, 1, 0] };
  }
  const [row, column] = orientation;
  const lengths = [length(row), length(column)];
  const isFrame = lengths.every((size) => Math.abs(size - 1) <= COSINE_TOLERANCE * 10);
  if (!isFrame || Math.abs(dot(row, column)) > COSINE_TOLERANCE * 10) {
    throw geometryError(
      path,
      `its orientation ${orientation.flat().join("\\")} is not of two perpendicular directions`,
    );
  }
  return { row: scale(row, 1 / lengths[0]), column: scale(column, 1 / lengths[1]) };
}

function demandPositions(path: string, slices: readonly DicomSlice[]): void {
  const missing = slices.find(({ frame }) => frame.position === undefined);
  if (missing === undefined) return;
  const what = `the order of its ${slices.length} slices is not known: ${missing.file.path} gives no position`;
  throw geometryError(path, what, "Export it with Image Position (Patient), or convert it with the vendor's tool.");
}

/** Leaves out the same image met twice; different images at one place are refused. */
function withoutRepeated(
  path: string,
  sorted: readonly DicomSlice[],
  along: (slice: DicomSlice) => number,
  notes: string[],
): readonly DicomSlice[] {
  const kept: DicomSlice[] = [];
  const clashes: string[] = [];
  let repeated = 0;
  for (const slice of sorted) {
    const there = kept.slice(-1).filter((other) => along(slice) - along(other) < SAME_PLACE_MM);
    if (there.length === 0) kept.push(slice);
    else if (there.some(({ file, index }) => file.instanceUid === slice.file.instanceUid && index === slice.index))
      repeated += 1;
    else clashes.push(`${along(slice).toFixed(3)} mm`);
  }
  if (clashes.length > 0) {
    const places = someOf([...new Set(clashes)], 5);
    const what = `${clashes.length} further images lie where one lies already, at ${places} along the slices' normal`;
    throw geometryError(path, what, "Keep one image per place: one echo, one time, one reconstruction.");
  }
  if (repeated > 0) notes.push(`${repeated} files repeat images of the series: left out`);
  return kept;
}

function stepOfOne({ file, frame }: DicomSlice, normal: Vector, notes: string[]): Vector {
  const thickness = frame.sliceThickness ?? file.spacingBetweenSlices ?? 0;
  notes.push(`one slice: its thickness ${thickness > 0 ? `of ${thickness} mm` : "is not given, 1 mm"} is taken`);
  return scale(normal, thickness > 0 ? thickness : 1);
}

/** The mean step between neighbours. */
function stepOfMany(
  path: string,
  slices: readonly DicomSlice[],
  along: (slice: DicomSlice) => number,
  normal: Vector,
  notes: string[],
): Vector {
  const positions = slices.map(({ frame }) => frame.position ?? ([0, 0, 0] as const));
  const gaps = slices.slice(1).map((slice, i) => along(slice) - along(slices[i]));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)];
  const isRounded = positions.flat().every((value) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6);
  // A quarter of the spacing keeps a missing slice from passing for rounding.
  const rounding = isRounded ? Math.min(ROUNDING_MM, usual / 4) : 0;
  checkSpacing(path, slices, along, { gaps, usual, rounding, notes });

  const [first] = positions;
  const whole = subtract(positions[positions.length - 1], first);
  const step = scale(whole, 1 / gaps.length);
  const tolerance = Math.max(SPACING_TOLERANCE_MM, usual * SPACING_TOLERANCE, rounding, 0.05);
  for (const [i, position] of positions.entries()) {
    const apart = length(subtract(subtract(position, first), scale(step, i)));
    if (apart > tolerance) {
      throw geometryError(
        path,
        `its slices do not lie on one line: ${slices[i].file.path} is ${apart.toFixed(2)} mm off`,
      );
    }
  }
  const straight = scale(normal, dot(whole, normal));
  const shift = length(subtract(whole, straight));
  const tilt = (Math.atan2(shift, dot(whole, normal)) * 180) / Math.PI;
  if (tilt <= LEAST_TILT_DEGREES) return step;
  if (shift <= Math.max(0.05, rounding)) return scale(straight, 1 / gaps.length);
  throw geometryError(
    path,
    `its slices are shifted against each other by ${tilt.toFixed(1)}° (tilted gantry), so that its voxels are no boxes`,
    "Straighten it with dcm2niix, which resamples such series, and give the NIfTI file.",
  );
}

interface Spacing {
  readonly gaps: readonly number[];
  readonly usual: number;
  /** Millimetres by which rounding may have moved a position off its place. */
  readonly rounding: number;
  readonly notes: string[];
}

/** @throws ImagingError `"geometry"` when the slices have no one spacing. */
function checkSpacing(
  path: string,
  slices: readonly DicomSlice[],
  along: (slice: DicomSlice) => number,
  { gaps, usual, rounding, notes }: Spacing,
): void {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const tolerance = Math.max(SPACING_TOLERANCE_MM, usual * SPACING_TOLERANCE);
  if (gaps.every((gap) => Math.abs(gap - usual) <= tolerance)) return;
  const start = along(slices[0]);
  if (rounding > 0 && slices.every((slice, i) => Math.abs(along(slice) - start - i * mean) <= rounding)) {
    notes.push(`positions are rounded to a tenth of a millimetre: slices every ${mean.toFixed(3)} mm taken`);
    return;
  }
  const odd = gaps.findIndex((gap) => Math.abs(gap - usual) > Math.max(tolerance, rounding));
  const at = Math.max(0, odd);
  const [before, after] = [slices[at], slices[at + 1]];
  const runs = runsOf(gaps, Math.max(tolerance, rounding));
  if (runs.length > 1 && runs.every(({ count }) => count > 1)) {
    const said = runs.map(({ gap, count }) => `${count + 1} slices every ${gap.toFixed(3)} mm`).join(", then ");
    const remedy = "Keep the files of one spacing, or resample the others to it.";
    throw geometryError(
      path,
      `it has ${runs.length} spacings: ${said} (from ${slices[runs[0].count].file.path} on)`,
      remedy,
    );
  }
  const missing = gaps[at] / usual - 1;
  const count = Math.round(missing);
  const isWhole = count >= 1 && Math.abs(missing - count) * usual <= (tolerance + rounding) * (count + 1);
  const why = isWhole ? `${count} missing` : `slices are unevenly spaced, by ${usual.toFixed(3)} mm elsewhere`;
  const where = `between ${along(before).toFixed(3)} and ${along(after).toFixed(3)} mm along the slices' normal`;
  throw geometryError(path, `${why} ${where} (${before.file.path} and ${after.file.path})`);
}

/** How often one distance follows itself. */
function runsOf(gaps: readonly number[], tolerance: number): { readonly gap: number; readonly count: number }[] {
  const runs: { gap: number; count: number }[] = [];
  for (const gap of gaps) {
    const last = runs.at(-1);
    if (last !== undefined && Math.abs(last.gap - gap) <= tolerance) last.count += 1;
    else runs.push({ gap, count: 1 });
  }
  return runs;
}

/** Millimetres between rows and between columns. */
export function pixelSpacingOf(
  path: string,
  { pixelSpacing }: DicomFrame,
  notes: string[],
): readonly [y: number, x: number] {
  if (pixelSpacing === undefined) {
    notes.push("no pixel spacing given: 1 mm taken");
    return [1, 1];
  }
  if (pixelSpacing[0] > 0 && pixelSpacing[1] > 0) return pixelSpacing;
  throw geometryError(path, `its pixel spacing is ${pixelSpacing.join("\\")}`);
}
