// Scans as the page draws them: one channel's own voxels, in RAS order, and what they are; and masks on the same grid. What was looked
// at last stays in memory, up to so many bytes.

import {
  type CaseFile,
  identityOfFiles,
  percentileOfSorted,
  readHeader,
  readVolume,
  reorient,
  reorientHeader,
  reorientLike,
  type Volume,
  type VoxelArray,
} from "@mandn/imaging";
import { type VolumeHeader, volumeHeaderSchema } from "@mandn/studio/api";
import type { MaskVoxels } from "@mandn/studio/runs";
import type { ScanFiles } from "../data/prepare.js";
import { gridOfScan, readRasMask } from "../steps/scan-masks.js";
import { Refused } from "./refusal.js";
import { middleOf, readPart, readPartMask, type ScanPart, type Three } from "./scan-part.js";

/** Of what is held in memory. */
const MOST_BYTES = 2 ** 30;
/** Voxels that the first window is measured on. */
const SAMPLE = 50_000;

/** A channel of a scan. */
export interface ShownImage {
  readonly header: VolumeHeader;
  readonly voxels: VoxelArray;
}

export class Images {
  readonly #cache = new ByteCache(MOST_BYTES);

  /**
   * A channel of a scan.
   *
   * @param channel counted over all files of the scan, from 0
   * @param part of a scan that is too large to be shown whole
   * @throws Refused 404 when there is no such channel; ImagingError when a file cannot be read, or the channels do not lie on one grid;
   * MnError as `readPart`
   */
  async image(scan: ScanFiles, channel: number, part?: ScanPart): Promise<ShownImage> {
    const { file, place } = await this.#find(scan, channel);
    if (part !== undefined) return this.#part(scan, { file, place }, part);
    const grid = await gridOfScan(scan);
    const volume = await this.#cache.get(`image ${JSON.stringify(file)} ${await identityOfFiles([file])}`, async () => {
      const read = await readVolume(file.path, file);
      const turned =
        file === scan.channels[0] ? reorient(read) : reorientLike(read, reorientHeader({ ...grid, shape: read.shape }));
      return { turned, headers: new Map<number, VolumeHeader>(), byteLength: turned.voxels.byteLength };
    });
    return shown(volume.turned, place, volume.headers);
  }

  async #part(
    scan: ScanFiles,
    { file, place }: { readonly file: CaseFile; readonly place: number },
    part: ScanPart,
  ): Promise<ShownImage> {
    const key = `part ${part.first} ${place} ${JSON.stringify(file)} ${await identityOfFiles([file])}`;
    const { image } = await this.#cache.get(key, async () => {
      const volume = await readPart(scan, part, file, place);
      return { image: shown(volume, 0, new Map(), part), byteLength: volume.voxels.byteLength };
    });
    return image;
  }

  /** The part of the scan that is shown when nobody asked for another, around what the files tell of; undefined: the middle. */
  async middle(scan: ScanFiles, files: readonly [CaseFile, CaseFile?]): Promise<Three | undefined> {
    const given = files.filter((file) => file !== undefined);
    const key = `middle ${scan.id} ${JSON.stringify(given)} ${await identityOfFiles(given)}`;
    const { middle } = await this.#cache.get(key, async () => ({
      middle: await middleOf(scan, ...files),
      byteLength: 1,
    }));
    return middle;
  }

  /** The file that holds a channel, and its place in it. */
  async #find(
    { id, channels }: ScanFiles,
    channel: number,
  ): Promise<{ readonly file: CaseFile; readonly place: number }> {
    let first = 0;
    for (const file of channels) {
      const header = await readHeader(file.path, file);
      if (channel < first + header.shape[0]) {
        return { file, place: channel - first };
      }
      first += header.shape[0];
    }
    throw new Refused(404, `the scan ${id} has ${first} channels, counted from 0`);
  }

  /** The mask in a file on a scan's grid in RAS order, or a part of it; throws as `readRasMask` and `readPartMask`. */
  async mask(scan: ScanFiles, file: CaseFile, part?: ScanPart): Promise<MaskVoxels> {
    const key = `mask ${scan.id} ${part?.first} ${JSON.stringify(file)} ${await identityOfFiles([file])}`;
    return this.#cache.get(key, async () =>
      part === undefined ? readRasMask(scan, await gridOfScan(scan), file) : readPartMask(scan, part, file),
    );
  }
}

/** @param known the channels' headers, as far as they were made */
function shown(
  { shape: [, d, h, w], affine, spacing, dtype, voxels }: Volume,
  channel: number,
  known: Map<number, VolumeHeader>,
  part?: ScanPart,
): ShownImage {
  const length = d * h * w;
  const own = voxels.subarray(channel * length, (channel + 1) * length);
  const header =
    known.get(channel) ??
    volumeHeaderSchema.parse({
      type: dtype,
      shape: [w, h, d],
      spacing: spacing.toReversed(),
      affine: [...affine],
      window: windowOf(own),
      part: part === undefined ? null : { first: [...part.first], whole: [...part.whole] },
    });
  known.set(channel, header);
  return { header, voxels: own };
}

/** The 0.5th and the 99.5th percentile of the finite intensities, of evenly spread voxels; [0, 1] where there is none. */
function windowOf(voxels: VoxelArray): [number, number] {
  const step = Math.max(1, Math.floor(voxels.length / SAMPLE)) | 1; // odd, so that it keeps to no column
  const sample = new Float64Array(Math.ceil(voxels.length / step));
  for (let i = 0; i < sample.length; i++) sample[i] = voxels[i * step] as number;
  const sorted = sample.filter(Number.isFinite).sort();
  if (sorted.length === 0) return [0, 1];
  return [percentileOfSorted(sorted, 0.5), percentileOfSorted(sorted, 99.5)];
}

/** Values by key, the least recently used dropped. */
class ByteCache {
  readonly #held = new Map<string, { readonly value: Promise<{ readonly byteLength: number }>; bytes: number }>();
  #bytes = 0;

  /** @param most bytes that are held, but for the value that was asked for last */
  constructor(private readonly most: number) {}

  /** The value of a key, made where it is not held; who asks while it is being made gets the same. What `make` throws is not held. */
  get<T extends { readonly byteLength: number }>(key: string, make: () => Promise<T>): Promise<T> {
    const found = this.#held.get(key);
    if (found !== undefined) {
      this.#held.delete(key);
      this.#held.set(key, found); // the last one now
      return found.value as Promise<T>;
    }
    const value = make();
    const entry = { value, bytes: 0 };
    this.#held.set(key, entry);
    value.then(
      ({ byteLength }) => {
        entry.bytes = byteLength;
        this.#bytes += byteLength;
        this.#shrink(key);
      },
      () => this.#held.delete(key),
    );
    return value;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  #shrink(kept: string): void {
    for (const [key, { bytes }] of this.#held) {
      if (this.#bytes <= this.most) return;
      if (key === kept || bytes === 0) continue;
      this.#held.delete(key);
      this.#bytes -= bytes;
    }
  }
}
