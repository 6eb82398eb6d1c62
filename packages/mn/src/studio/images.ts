// Scans as the page draws them: one channel's own voxels, in RAS order, and what they are; and masks on the same grid. What was looked
// at last stays in memory.

import {
  bytesPerVoxel,
  type CaseFile,
  identityOfFiles,
  percentileOfSorted,
  readHeader,
  readVolume,
  reorient,
  reorientHeader,
  reorientLike,
  type VolumeHeader as ScanHeader,
  type Volume,
  type VoxelArray,
} from "@mandn/imaging";
import { type VolumeHeader, volumeHeaderSchema } from "@mandn/studio/api";
import type { MaskVoxels } from "@mandn/studio/runs";
import type { ScanFiles } from "../data/prepare.js";
import { gridOfScan, readRasMask } from "../steps/scan-masks.js";
import { ByteCache } from "./byte-cache.js";
import { Refused } from "./refusal.js";

/** Of what is held in memory. */
const MOST_BYTES = 2 ** 30;
/** Of one channel; a browser holds no longer array of bytes. */
const LARGEST_SCAN = 2 ** 31;
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
   * @throws Refused 404 when there is no such channel, 413 above 2 GiB; ImagingError when a file cannot be read, or the channels do not
   * lie on one grid
   */
  async image(scan: ScanFiles, channel: number): Promise<ShownImage> {
    const { file, place } = await this.#find(scan, channel);
    const grid = await gridOfScan(scan);
    const volume = await this.#cache.get(`image ${JSON.stringify(file)} ${await identityOfFiles([file])}`, async () => {
      const read = await readVolume(file.path, file);
      const turned =
        file === scan.channels[0] ? reorient(read) : reorientLike(read, reorientHeader({ ...grid, shape: read.shape }));
      return { turned, headers: new Map<number, VolumeHeader>(), byteLength: turned.voxels.byteLength };
    });
    return shown(volume.turned, place, volume.headers);
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
        assertFits(id, header);
        return { file, place: channel - first };
      }
      first += header.shape[0];
    }
    throw new Refused(404, `the scan ${id} has ${first} channels, counted from 0`);
  }

  /** The mask in a file on a scan's grid in RAS order; throws as `readRasMask`. */
  async mask(scan: ScanFiles, file: CaseFile): Promise<MaskVoxels> {
    const key = `mask ${scan.id} ${JSON.stringify(file)} ${await identityOfFiles([file])}`;
    return this.#cache.get(key, async () => readRasMask(scan, await gridOfScan(scan), file));
  }
}

function assertFits(id: string, { shape: [, d, h, w], dtype }: ScanHeader): void {
  if (d * h * w * bytesPerVoxel(dtype) <= LARGEST_SCAN) return;
  const remedy = "Cut the part that is to be labelled out of it, or resample it.";
  throw new Refused(413, `the scan ${id} has more than 2 GiB in one channel, which is too much for a browser`, remedy);
}

/** @param known the channels' headers, as far as they were made */
function shown(
  { shape: [, d, h, w], affine, spacing, dtype, voxels }: Volume,
  channel: number,
  known: Map<number, VolumeHeader>,
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
