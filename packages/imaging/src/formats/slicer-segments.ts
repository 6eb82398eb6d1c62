// How 3D Slicer keeps segments in its `.seg.nrrd` files: key/value pairs of the header, by the segments' numbers.
// https://slicer.readthedocs.io/en/latest/developer_guide/modules/segmentations.html

import type { Volume } from "../volume.js";
import type { WriteOptions } from "./format.js";
import { type Segment, segmentNumber } from "./segments.js";

/** Whether a header is one of a segmentation. */
export function holdsSegments(keyValues: ReadonlyMap<string, string>): boolean {
  return keyValues.has("Segment0_ID");
}

/** The segments of a mask of 3D Slicer. */
export function segmentsOf(path: string, keyValues: ReadonlyMap<string, string>): Segment[] {
  const segments: Segment[] = [];
  for (let id = keyValues.get("Segment0_ID"); id !== undefined; ) {
    const key = `Segment${segments.length}`;
    segments.push({
      name: keyValues.get(`${key}_Name`) ?? id,
      layer: segmentNumber(path, "layer", keyValues.get(`${key}_Layer`) ?? "0"),
      stored: segmentNumber(path, "value", keyValues.get(`${key}_LabelValue`) ?? "1"),
    });
    id = keyValues.get(`Segment${segments.length}_ID`);
  }
  return segments;
}

/** The names and colours of a mask's values in the key/value pairs that 3D Slicer writes and reads in its `.seg.nrrd` files. */
export function segmentLines(labels: NonNullable<WriteOptions["labels"]>, [, d, h, w]: Volume["shape"]): string[] {
  const named = Object.entries(labels).filter(([value]) => Number(value) !== 0);
  if (named.length === 0) return [];
  const segments = named.flatMap(([value, { name, color }], i) => [
    `Segment${i}_ID:=Segment_${value}`,
    `Segment${i}_Name:=${name.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
    ...(color === undefined ? [] : [`Segment${i}_Color:=${color.map((part) => part / 255).join(" ")}`]),
    `Segment${i}_LabelValue:=${value}`,
    `Segment${i}_Layer:=0`,
    `Segment${i}_Extent:=0 ${w - 1} 0 ${h - 1} 0 ${d - 1}`,
  ]);
  return [
    ...segments,
    "Segmentation_ContainedRepresentationNames:=Binary labelmap|",
    "Segmentation_MasterRepresentation:=Binary labelmap",
    "Segmentation_ReferenceImageExtentOffset:=0 0 0",
  ];
}
