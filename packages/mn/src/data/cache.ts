import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type CaseFile, type Dataset, type Grid, toAffine } from "@mandn/imaging";
import { keep, loadSafetensors, mandnHome, saveSafetensors, scope, type Tensor, TorchError } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import type { CropScan, LabelledCropScan } from "./crops.js";
import { type Foreground, sampleForeground } from "./foreground.js";
import { type LabelledScanFiles, prepareMask, prepareScan, type ScanFiles } from "./prepare.js";
import type { LabelledScan, PreparedScan } from "./prepared.js";

export interface CacheProgress {
  readonly id: string;
  /** Scans that are ready, this one included, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Whether it was read from its files now, not found in the cache. */
  readonly made: boolean;
}

export interface CacheOptions {
  /** Default `prepared` in the folder that `MANDN_HOME` names. */
  readonly folder?: string;
  readonly onProgress?: (progress: CacheProgress) => void;
  /** Told, as a sentence, of each damaged file of the cache that is made anew. */
  readonly onRepair?: (note: string) => void;
  /** Ends the work between two scans with the signal's reason. */
  readonly signal?: AbortSignal;
}

export type CachedScan = PreparedScan & CropScan;
export type LabelledCachedScan = LabelledScan & LabelledCropScan;

/**
 * The scans of a plan, prepared once for each content of their files and each preprocessing, in files of a folder that
 * datasets, plans and processes share; a scan's tensors lie in its mapped files and are read where they are used.
 *
 * An image and a mask have a file each, so that a scan which gets a label keeps its image. Their names hold a hash of
 * the plan's preprocessing (of the classes' values for masks) and of path, size and time of the source files, so a change of
 * either makes them anew. They are written in one step; two processes at worst make the same file twice. Any of them may
 * be deleted while no run uses the folder.
 */
export class ScanCache {
  readonly #images: ReadonlyMap<string, CachedScan>;
  readonly #masks: ReadonlyMap<string, Pick<LabelledCachedScan, "mask" | "foreground">>;

  private constructor(images: ScanCache["#images"], masks: ScanCache["#masks"]) {
    this.#images = images;
    this.#masks = masks;
  }

  /**
   * Prepares what the cache lacks of the plan's labelled, unlabelled and validation scans (never the test scans, unless they
   * are among the unlabelled), one after the other. Masks are read for the labelled and the validation scans alone.
   *
   * @throws MnError `"data"`, naming the case: not in the dataset, without a mask where one is needed, a file that vanished or
   * is damaged (see {@link prepareScan}, {@link prepareMask}); `"run"` when the folder cannot be written.
   */
  static async open(
    { dataset: roles, preprocessing }: Pick<Plan, "dataset" | "preprocessing">,
    dataset: Dataset,
    options: CacheOptions = {},
  ): Promise<ScanCache> {
    throw new Error("to follow");
  }

  /** A scan without its mask. */
  get(id: string): CachedScan {
    const scan = this.#images.get(id);
    if (scan === undefined) throw new MnError("usage", `${id} is not among the scans of the cache.`, { caseIds: [id] });
    return scan;
  }

  /** A labelled or validation scan with its mask and where its foreground is. */
  labelled(id: string): LabelledCachedScan {
    const mask = this.#masks.get(id);
    if (mask === undefined)
      throw new MnError("usage", `${id} is not among the cache's labelled scans.`, { caseIds: [id] });
    return { ...this.get(id), ...mask };
  }

  /** Frees all scans. */
  dispose(): void {
    for (const { image } of this.#images.values()) image.dispose();
    for (const { mask } of this.#masks.values()) mask.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
