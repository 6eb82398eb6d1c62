import type { Dataset, LayoutName } from "./dataset.js";

export interface DiscoverOptions {
  /** Takes this layout, where a folder could be read as several. */
  readonly layout?: LayoutName;
  /** Cases of this fold become `"validation"`, where the layout has folds; default: none does. */
  readonly fold?: number;
  /** The folder that paths in a JSON or CSV file are relative to; default: the file's own. */
  readonly baseFolder?: string;
}

/** One way to lay out a dataset. */
export interface Layout {
  readonly name: LayoutName;
  /** What it looks like, for messages. */
  readonly looksLike: string;
  /**
   * Whether `path`, a folder or a file, looks like this layout: the folder or file that `read` is to be given and what was
   * found, or undefined. Few files are opened.
   */
  claim(path: string, isFolder: boolean): Promise<Claim | undefined>;
  /** @throws ImagingError `"dataset"` when something does not fit. */
  read(path: string, options: DiscoverOptions): Promise<Dataset>;
}

export interface Claim {
  readonly path: string;
  readonly found: string;
}
