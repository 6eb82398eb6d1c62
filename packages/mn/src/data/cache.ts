// Scans prepared once and kept: training and prediction map them from their files instead of preparing them again.
// What is damaged, or was made from other files or settings, is made anew.

import { join } from "node:path";
import { makeFolder, mandnHome } from "@mandn/base";
import { type Case, type Dataset, fileNameOf } from "@mandn/imaging";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { partOf, type Shard } from "../run/shard.js";
import {
  cacheError,
  fingerprint,
  readImage,
  readMask,
  type StoredImage,
  type StoredMask,
  writeImage,
  writeMask,
} from "./cache-files.js";
import type { CropScan, LabelledCropScan } from "./crops.js";
import { type LabelledScan, type PreparedScan, prepareMask, prepareScan } from "./prepare.js";

/** Raised when preparation or the files' layout change: what older versions wrote is then not read. */
const VERSION = 2;

export interface CacheProgress {
  readonly id: string;
  /** Scans that are ready, this one included, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Whether its image or mask was read from the source files now, not found in the cache. */
  readonly made: boolean;
}

export interface CacheOptions {
  /** Default `prepared` in the folder that `MANDN_HOME` names. */
  readonly folder?: string;
  readonly onProgress?: (progress: CacheProgress) => void;
  /** Told, as a sentence, of each damaged file of the cache that is made anew. */
  readonly onRepair?: (note: string) => void;
  /** Ends the work between two scans, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The part of the scans, by the order of their ids, that is prepared and held; default all. */
  readonly shard?: Shard | undefined;
}

/** What the cache needs of a plan. */
export type CachePlan = Pick<Plan, "dataset" | "preprocessing">;

type CachedScan = PreparedScan & CropScan;
type LabelledCachedScan = LabelledScan & LabelledCropScan;

/**
 * The scans of a plan, each prepared once for its files' content and the plan's preprocessing, in a folder that datasets,
 * plans and processes share. Tensors lie in the mapped files and are read where they are used.
 *
 * An image and a mask have a file each, so that a scan that gets a label keeps its image. The names hold a hash of the
 * preprocessing (and of the classes' values) and of the source files' paths, sizes and times, so that a change of any makes
 * them anew. Files are written in one step; two processes at worst make the same one twice. They may be deleted
 * whenever no run uses them.
 */
export class ScanCache {
  readonly #images = new Map<string, CachedScan>();
  readonly #masks = new Map<string, StoredMask>();

  private constructor() {}

  /**
   * Prepares what the cache lacks of the plan's labelled, unlabelled and validation scans, one after the other. Test scans are
   * not touched unless they are among the unlabelled. Masks are read for labelled and validation scans alone.
   *
   * @throws MnError `"data"`, naming the case: not in the dataset, without the mask it should have, a source file that vanished or
   * is faulty (see {@link prepareScan} and {@link prepareMask}); `"run"` when the folder cannot be written.
   */
  static async open(plan: CachePlan, dataset: Dataset, options: CacheOptions = {}): Promise<ScanCache> {
    const { folder = join(mandnHome(), "prepared"), onProgress, onRepair = () => {}, signal, shard } = options;
    const { labelled, unlabelled, validation } = plan.dataset;
    const withMask = new Set([...labelled, ...validation]);
    const all = [...new Set([...withMask, ...unlabelled])].map((id) => ({ id }));
    const own = partOf(all, shard);
    const cases = new Map(dataset.cases.map((one) => [one.id, one]));
    makeCacheFolder(folder);
    const cache = new ScanCache();
    try {
      let done = 0;
      for (const { id } of own) {
        signal?.throwIfAborted();
        const files = new CaseFiles(cases.get(id) ?? throwGone(dataset, id), plan, folder, onRepair);
        const image = await files.image();
        cache.#images.set(id, { id, ...image.stored });
        const mask = withMask.has(id) ? await files.mask(image.stored) : undefined;
        if (mask !== undefined) cache.#masks.set(id, mask.stored);
        done += 1;
        onProgress?.({ id, done, total: own.length, made: image.made || mask?.made === true });
      }
      return cache;
    } catch (error) {
      cache.dispose();
      throw error;
    }
  }

  /** A scan without its mask. */
  get(id: string): CachedScan {
    const scan = this.#images.get(id);
    if (scan === undefined) throw new MnError("usage", `${id} is not among the scans of the cache.`, { caseIds: [id] });
    return scan;
  }

  /** A labelled or validation scan with its mask, and where its foreground is. */
  labelled(id: string): LabelledCachedScan {
    const mask = this.#masks.get(id);
    if (mask === undefined) {
      throw new MnError("usage", `${id} is not among the labelled scans of the cache.`, { caseIds: [id] });
    }
    return { ...this.get(id), ...mask };
  }

  /** Frees the scans' tensors. */
  dispose(): void {
    for (const { image } of this.#images.values()) image.dispose();
    for (const { mask } of this.#masks.values()) mask.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** The files of one case in the cache. */
class CaseFiles {
  constructor(
    readonly files: Case,
    readonly plan: CachePlan,
    readonly folder: string,
    readonly onRepair: (note: string) => void,
  ) {}

  async image(): Promise<Found<StoredImage>> {
    const { files, plan } = this;
    const { preprocessing } = plan;
    const path = this.#path("image", await fingerprint(files.id, files.channels, { VERSION, preprocessing }));
    return this.#find(
      () => readImage(path, this.#repair),
      async () => {
        const scan = await prepareScan(files, preprocessing);
        try {
          writeImage(path, scan);
        } finally {
          scan.image.dispose();
        }
      },
    );
  }

  async mask(image: StoredImage): Promise<Found<StoredMask>> {
    const { id, channels, label } = this.files;
    if (label === undefined) {
      const remedy = "Give it one, or take the case out of the plan's labelled and validation scans.";
      throw new MnError("data", `${id} has no mask.`, { caseIds: [id], remedy });
    }
    const { preprocessing, dataset } = this.plan;
    const { classes } = dataset;
    const values = classes.map(({ value }) => value);
    const settings = { VERSION, preprocessing, values };
    const path = this.#path("mask", await fingerprint(id, [...channels, label], settings));
    return this.#find(
      () => readMask(path, image.grid, classes.length, this.#repair),
      async () => {
        const mask = await prepareMask({ id, channels, label }, image, classes);
        try {
          writeMask(path, mask, classes.length);
        } finally {
          mask.dispose();
        }
      },
    );
  }

  #path(kind: "image" | "mask", hash: string): string {
    return join(this.folder, `${fileNameOf(this.files.id).slice(0, 60)}-${hash.slice(0, 20)}.${kind}.safetensors`);
  }

  readonly #repair = (damage: string): void => this.onRepair(`${damage}; it is made anew.`);

  async #find<T>(read: () => T | undefined, make: () => Promise<void>): Promise<Found<T>> {
    const found = read();
    if (found !== undefined) return { stored: found, made: false };
    await make();
    const stored = read();
    if (stored === undefined) {
      throw cacheError(this.folder, new Error(`what was written for ${this.files.id} cannot be read again`));
    }
    return { stored, made: true };
  }
}

interface Found<T> {
  readonly stored: T;
  readonly made: boolean;
}

function throwGone({ root }: Dataset, id: string): never {
  const remedy = "Bring the scan back, or take the case out of the plan.";
  throw new MnError("data", `${id} is in the plan but not in the dataset ${root}.`, {
    caseIds: [id],
    remedy,
  });
}

function makeCacheFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw cacheError(folder, cause);
  }
}
