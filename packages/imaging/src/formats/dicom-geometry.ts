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

/** Distances between slices may differ by this much: positions are written with few decimals. */
const SPACING_TOLERANCE_MM = 0.02;
const SPACING_TOLERANCE = 0.02;
const SAME_PLACE_MM = 1e-3;
const COSINE_TOLERANCE = 1e-3;

/**
 * Puts the slices of one series in order along the normal of their plane and finds their common grid. Neither names nor
 * numbers of files nor SliceThickness count, only Image Position and Orientation Patient (DICOM PS3.3 C.7.6.2).
 *
 * @param notes Takes what was assumed.
 * @returns the slices, repeated files left out, and the affine in RAS millimetres.
 * @throws ImagingError `"geometry"` when the slices differ in size, orientation or pixel spacing, when slices are missing,
 * unevenly spaced or at the same place, or their positions are not given.
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

function geometryError(path: string, what: string, remedy = "Export the series again, whole."): ImagingError {
  return new ImagingError("geometry", `${path}: ${what}. ${remedy}`, { path, remedy });
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

function directionsOf(path: string, { orientation }: DicomFrame, notes: string[]): { row: Vector; column: Vector } {
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
    const places = [...new Set(clashes)];
    const some = `${places.slice(0, 5).join(", ")}${places.length > 5 ? ", …" : ""}`;
    const what = `${clashes.length} further images lie where one lies already, at ${some} along the slices' normal`;
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

/** The mean step between neighbours, along the normal or, with a tilted gantry, askew. */
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
  const tolerance = Math.max(SPACING_TOLERANCE_MM, usual * SPACING_TOLERANCE);
  const odd = gaps.findIndex((gap) => Math.abs(gap - usual) > tolerance);
  if (odd !== -1) {
    const [before, after] = [slices[odd], slices[odd + 1]];
    const missing = gaps[odd] / usual - 1;
    const count = Math.round(missing);
    const isWhole = count >= 1 && Math.abs(missing - count) * usual <= tolerance * (count + 1);
    const why = isWhole ? `${count} missing` : `slices are unevenly spaced, by ${usual.toFixed(3)} mm elsewhere`;
    const where = `between ${along(before).toFixed(3)} and ${along(after).toFixed(3)} mm along the slices' normal`;
    throw geometryError(path, `${why} ${where} (${before.file.path} and ${after.file.path})`);
  }
  const [first] = positions;
  const step = scale(subtract(positions[positions.length - 1], first), 1 / gaps.length);
  for (const [i, position] of positions.entries()) {
    const apart = length(subtract(subtract(position, first), scale(step, i)));
    if (apart > Math.max(tolerance, 0.05)) {
      throw geometryError(
        path,
        `its slices do not lie on one line: ${slices[i].file.path} is ${apart.toFixed(2)} mm off`,
      );
    }
  }
  const tilt = (Math.acos(Math.min(1, dot(step, normal) / length(step))) * 180) / Math.PI;
  if (tilt > 0.1)
    notes.push(`the slices are shifted against each other by ${tilt.toFixed(1)}° (tilted gantry): kept in the affine`);
  return step;
}

function pixelSpacingOf(path: string, { pixelSpacing }: DicomFrame, notes: string[]): readonly [y: number, x: number] {
  if (pixelSpacing === undefined) {
    notes.push("no pixel spacing given: 1 mm taken");
    return [1, 1];
  }
  if (pixelSpacing[0] > 0 && pixelSpacing[1] > 0) return pixelSpacing;
  throw geometryError(path, `its pixel spacing is ${pixelSpacing.join("\\")}`);
}
