// One case in a JSON list: MONAI's and the Decathlon's { "image": …, "label": … }, or an image's path alone. Keys that
// name a scan and are not understood are kept, so that they can be told.

import { z } from "zod";
import { stemOf } from "./files.js";
import { labelRank } from "./names.js";

/** An entry as it was understood. */
export interface ListEntry {
  /** Paths of the image, one or more channels each. */
  readonly image: readonly string[];
  readonly label?: string;
  /** The key that named the label. */
  readonly labelKey?: string;
  readonly fold?: number;
  /** Other keys whose values are named as scans. */
  readonly unread: readonly string[];
}

/** A case of a list; a fault names what it lacks. */
export const listEntrySchema = z.unknown().transform((value, context): ListEntry => {
  const entry = typeof value === "string" ? { image: value } : value;
  try {
    return understand(entry);
  } catch (error) {
    if (!(error instanceof WrongEntry)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

/** Whether a value is an image's path or has one: what a list of cases holds. */
export function looksLikeEntry(value: unknown): boolean {
  if (typeof value === "string") return stemOf(value) !== undefined;
  return isObject(value) && pathsOf(value.image) !== undefined;
}

class WrongEntry extends Error {}

function understand(entry: unknown): ListEntry {
  if (!isObject(entry)) throw new WrongEntry("is neither a path nor an object");
  const image = pathsOf(entry.image);
  if (image === undefined) throw new WrongEntry('has no path under the key "image"');
  const rest = Object.entries(entry).filter(([key, value]) => key !== "image" && value !== null);
  const labels = rest.filter(([key]) => labelRank(key) > 0);
  const paths = labels.filter(([, value]) => pathsOf(value)?.length === 1);
  // The key of MONAI itself before others; then the most usual.
  const [label] = paths.sort(
    ([a], [b]) => Number(b === "label") - Number(a === "label") || labelRank(b) - labelRank(a),
  );
  if (label === undefined && labels.length > 0) throw new WrongEntry(`has no path under the key "${labels[0][0]}"`);
  const unread = rest.filter(([key, value]) => key !== label?.[0] && namesScans(value)).map(([key]) => key);
  const fold = "fold" in entry && entry.fold !== null ? foldOf(entry.fold) : undefined;
  return {
    image,
    ...(label === undefined ? {} : { label: pathsOf(label[1])?.[0], labelKey: label[0] }),
    ...(fold === undefined ? {} : { fold }),
    unread,
  };
}

/** A fold, also as text. */
function foldOf(value: unknown): number {
  const fold = typeof value === "string" && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  if (typeof fold === "number" && Number.isSafeInteger(fold) && fold >= 0) return fold;
  throw new WrongEntry('has under the key "fold" no whole number from 0');
}

function namesScans(value: unknown): boolean {
  return pathsOf(value)?.some((path) => stemOf(path) !== undefined) ?? false;
}

/** One path, or several in a list; undefined for anything else. */
function pathsOf(value: unknown): string[] | undefined {
  const list = typeof value === "string" ? [value] : value;
  return Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === "string" && item !== "")
    ? list
    : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
