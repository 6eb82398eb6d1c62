// What a layout is: one way to lay out a dataset, with a file of its own and a line in LAYOUTS (discover.ts).
// A layout says whether a folder looks like it, and makes a dataset of it.

import { basename } from "node:path";
import { ImagingError } from "../errors.js";
import { type Dataset, datasetError, type LayoutName } from "./dataset.js";

export interface DiscoverOptions {
  /** Takes this layout, where a folder could be read as several. */
  readonly layout?: LayoutName;
  /** Cases of this fold become `"validation"`, where the layout has folds; default: none does. */
  readonly fold?: number;
  /** The folder that paths in a JSON or CSV file are relative to; default: the file's own. */
  readonly baseFolder?: string;
  /** Along which axis HDF5 arrays stack their slices; default: as their shapes and their folder suggest, which a note tells. */
  readonly slices?: "first" | "last";
  /**
   * Whether every file that a CSV file or a datalist names is looked for at once, and the list refused where one is not there. Default
   * true; false for a long list, of which each case tells for itself.
   */
  readonly lookForFiles?: boolean;
}

/** One way to lay out a dataset. */
export interface Layout {
  readonly name: LayoutName;
  /** What it looks like, for messages. */
  readonly looksLike: string;
  /** Whether it goes by names that may mean anything, so that it is taken only where no other layout fits. */
  readonly isGuess?: boolean;
  /**
   * Whether `path`, a folder or a file, looks like this layout: the folder or file that `read` is to be given and what
   * was found, or undefined. Few files are opened.
   */
  claim(path: string, isFolder: boolean): Promise<Claim | undefined>;
  /** @throws ImagingError `"dataset"` when something does not fit. */
  read(path: string, options: DiscoverOptions): Promise<Dataset>;
}

interface Claim {
  readonly path: string;
  readonly found: string;
}

/**
 * The claim of the one list of cases in a folder; undefined where there is none.
 *
 * @throws ImagingError `"dataset"` where there are several.
 */
export function claimOfList(folder: string, lists: readonly string[], kind: "CSV" | "JSON"): Claim | undefined {
  if (lists.length > 1) {
    const names = lists.map((list) => basename(list)).join(" and ");
    const remedy = `Give the ${kind} file instead of the folder.`;
    throw datasetError(folder, `it cannot be told which of ${names} is meant`, remedy);
  }
  return lists.length === 0 ? undefined : { path: lists[0], found: basename(lists[0]) };
}

/**
 * What a file in a folder is, undefined where it cannot be read or is damaged: such a file is told by the remarks, and
 * must not keep the folder from being read as what it is otherwise.
 */
export async function legible<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof ImagingError) return undefined;
    throw error;
  }
}
