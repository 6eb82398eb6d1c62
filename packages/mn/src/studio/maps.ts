/**
 * What the networks say of each voxel of a scan: probabilities by network and class, and where they differ, as bytes on the grid in RAS
 * order; and each network's mask. One pass over a scan makes all of it, when it is asked for, and the run's folder keeps it while
 * networks, settings and scan are as they were.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { writeAtomicallySync } from "@mandn/base";
import { fileNameOf, reorient, type Volume } from "@mandn/imaging";
import { decodeRuns, encodeRuns, type MaskVoxels } from "@mandn/studio/runs";
import { z } from "zod";
import type { ScanFiles } from "../data/prepare.js";
import { finishMask } from "../inference/predict.js";
import { newestCheckpoint } from "../run/checkpoint.js";
import { orRefused, readProduct, writeJsonFile } from "../run/files.js";
import { isFresh, madeFrom, madeFromSchema, type Sources } from "../run/freshness.js";
import { networkHash } from "../run/network-file.js";
import { knownRules, type Rules } from "../steps/post-processing.js";
import { networkSources, type Run, settingsSource } from "../steps/run.js";
import { PredictionSession } from "../steps/session.js";
import { isTrained } from "../steps/train.js";

const VERSION = 1;
const madeSchema = z.strictObject({
  version: z.literal(VERSION),
  voxels: z.int().positive(),
  madeFrom: madeFromSchema,
});

const LIST = "maps.json";
const DIFFERENCES = "disagreement";
const quickly = (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 1 });

export class Maps {
  /** Scans are predicted one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #making = new Map<string, Promise<Made>>();

  /**
   * The probability of a class, or where the networks differ: a byte a voxel, 0 … 255 for 0 … 1.
   *
   * @param what the set of networks and the class's value; undefined: half of Σ |p − q| over the classes
   * @param mayMake asked before something is predicted; throws where that must not be now
   * @throws MnError as `PredictionSession` does, `"run"` when the folder refuses
   */
  async map(
    run: Run,
    scan: ScanFiles,
    what: { readonly set: string; readonly value: number } | undefined,
    mayMake: () => void,
  ): Promise<Uint8Array> {
    const { folder } = await this.#made(run, scan, mayMake);
    const path = join(folder, what === undefined ? `${DIFFERENCES}.gz` : mapName(what.set, what.value));
    return promisify(gunzip)(orRefused(path, "read", () => readFileSync(path)));
  }

  /** The mask of a set of networks; throws as {@link map}. */
  async mask(run: Run, scan: ScanFiles, set: string, mayMake: () => void): Promise<MaskVoxels> {
    const { folder, voxels } = await this.#made(run, scan, mayMake);
    const path = join(folder, maskName(set));
    const isWide = run.plan.dataset.classes.some(({ value }) => value > 255);
    const mask = isWide ? new Uint16Array(voxels) : new Uint8Array(voxels);
    decodeRuns(
      orRefused(path, "read", () => readFileSync(path)),
      mask,
    );
    return mask;
  }

  async #made(run: Run, scan: ScanFiles, mayMake: () => void): Promise<Made> {
    const folder = join(run.folder.maps, fileNameOf(scan.id));
    const sources = await sourcesOf(run, scan);
    const found = readProduct(join(folder, LIST), madeSchema);
    if (found !== undefined && (await isFresh(found.madeFrom, sources))) return { folder, voxels: found.voxels };
    const making = this.#making.get(folder);
    if (making !== undefined) return making;
    mayMake();
    const made = this.#turn.then(() => make(run, scan, folder, sources));
    this.#turn = made.catch(() => {}); // whoever asked is told
    this.#making.set(folder, made);
    return await made.finally(() => this.#making.delete(folder));
  }
}

interface Made {
  readonly folder: string;
  readonly voxels: number;
}

const maskName = (set: string) => `${fileNameOf(set)}.runs`;
const mapName = (set: string, value: number) => `${fileNameOf(set)}-${value}.gz`;

/** The networks are the trained ones or, of a training that was stopped, those of its last checkpoint. */
async function sourcesOf(run: Run, scan: ScanFiles): Promise<Sources> {
  const checkpoint = isTrained(run) ? undefined : newestCheckpoint(run.folder);
  const networks =
    checkpoint === undefined
      ? await networkSources(run, [...new Set(Object.values(run.predictors).flat())])
      : { checkpoint: { value: await networkHash(checkpoint) } };
  return { ...networks, plan: settingsSource(run.plan), scan: { files: scan.channels } };
}

/** Whether the networks of a run can be asked: they are trained, or a checkpoint has them. @throws MnError `"run"` as `isTrained` */
export const hasNetworks = (run: Run): boolean => isTrained(run) || newestCheckpoint(run.folder) !== undefined;

/** Predicts a scan and writes everything; `maps.json` last, by which it counts. */
async function make(run: Run, scan: ScanFiles, folder: string, sources: Sources): Promise<Made> {
  const { classes } = run.plan.dataset;
  const sets = Object.keys(run.predictors);
  const made = await madeFrom(sources);
  const isStopped = !isTrained(run);
  const load = isStopped ? run.loadStopped.bind(run) : undefined;
  using session = await PredictionSession.open(run, { sets, ...(load && { load }) });
  const found = await session.predict(scan, { probabilities: sets, keptAs: "uint8", disagreementMap: true });
  const rules: Rules = isStopped ? {} : await knownRules(run, sets); // rules are of trained networks
  const list = join(folder, LIST);
  orRefused(list, "removed", () => rmSync(list, { force: true })); // until all is there again, nothing counts
  orRefused(folder, "made", () => mkdirSync(folder, { recursive: true }));
  const write = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    orRefused(path, "written", () => writeAtomicallySync(path, bytes));
  };
  let voxels = 0;
  for (const set of sets) {
    const { mask, probabilities } = found.masks[set] as NonNullable<(typeof found.masks)[string]>;
    finishMask(mask, classes, rules[set]);
    const turned = reorient<"uint8" | "int32">(mask).voxels;
    voxels = turned.length;
    write(maskName(set), encodeRuns(turned instanceof Uint8Array ? turned : Uint16Array.from(turned)));
    for (const [i, { value }] of classes.entries()) {
      if (probabilities !== undefined) write(mapName(set, value), await quickly(bytesOf(probabilities, i)));
    }
  }
  if (found.disagreementMap !== undefined) write(`${DIFFERENCES}.gz`, await quickly(bytesOf(found.disagreementMap, 0)));
  writeJsonFile(list, { version: VERSION, voxels, madeFrom: made });
  return { folder, voxels };
}

/** One channel of bytes, in RAS order. */
function bytesOf(volume: Volume<"float32" | "uint8">, channel: number): Uint8Array {
  const [, d, h, w] = volume.shape;
  const length = d * h * w;
  const voxels = (volume as Volume<"uint8">).voxels.subarray(channel * length, (channel + 1) * length);
  return reorient<"uint8">({ ...volume, shape: [1, d, h, w], dtype: "uint8", voxels }).voxels;
}
