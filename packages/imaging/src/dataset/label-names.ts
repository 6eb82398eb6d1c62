// Names of classes and channels, as the dataset.json of nnU-Net and of the Decathlon give them.
// Both ways of writing them become one: a name for each value.

import { z } from "zod";
import { type Dataset, datasetError } from "./dataset.js";

/** The entry `labels` of a dataset.json, value → name (Decathlon, nnU-Net 1) or name → value or values (nnU-Net 2). */
export const labelEntrySchema = z.record(z.string(), z.union([z.string(), z.int(), z.array(z.int())]));

/**
 * Names by value. A value that only regions of several values contain is named `value <n>`.
 *
 * @throws ImagingError `"dataset"` when names and values are mixed up or a value is named twice.
 */
export function labelNames(
  path: string,
  entries: z.infer<typeof labelEntrySchema> | undefined,
): Pick<Dataset, "labels" | "regions"> {
  if (entries === undefined || Object.keys(entries).length === 0) return {};
  const labels: Record<string, string> = {};
  const regions: Record<string, number[]> = {};
  const name = (value: number, called: string) => {
    if (labels[value] !== undefined) {
      throw datasetError(path, `"labels" gives ${value} two names, "${labels[value]}" and "${called}"`, "Keep one.");
    }
    labels[value] = called;
  };
  for (const [key, entry] of Object.entries(entries)) {
    if (typeof entry === "number") name(entry, key);
    else if (typeof entry === "string") {
      const [value, called] = /^-?\d+$/.test(key) ? [key, entry] : [entry, key];
      if (!/^-?\d+$/.test(value)) {
        throw datasetError(
          path,
          `"labels" has "${key}": "${entry}", of which neither is a value`,
          'Write "name": value.',
        );
      }
      name(Number(value), called);
    } else if (entry.length === 1) name(entry[0], key);
    else regions[key] = entry;
  }
  if (Object.keys(regions).length === 0) return { labels };
  for (const value of Object.values(regions).flat()) labels[value] ??= `value ${value}`;
  return { labels, regions };
}

/** The entry `channel_names` or `modality`: number → name, in the order of the numbers. */
export function channelNames(entries: Readonly<Record<string, string>> | undefined): string[] | undefined {
  if (entries === undefined) return undefined;
  return Object.keys(entries)
    .sort((a, b) => Number(a) - Number(b))
    .map((number) => entries[number]);
}
