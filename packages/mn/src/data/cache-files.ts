// The files that prepared scans are kept in, each sealed by a checksum, and by what they are found again: the files
// that they were made from and the settings that they were made with.

import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { CodedError } from "@mandn/base";
import { type CaseFile, type Grid, identityOfFiles, toAffine } from "@mandn/imaging";
import { type DType, keep, scope, type Tensor, TorchError, tensor } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import { mapSealed, writeSealed } from "../run/sealed.js";
import type { CropScan } from "./crops.js";
import { type Foreground, sampleForeground } from "./placement.js";
import type { PreparedScan } from "./prepare.js";

const gridSchema = z.strictObject({
  shape: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  affine: z
    .array(z.number())
    .length(16)
    .transform((numbers) => toAffine(numbers)),
});

const placeSchema = z.strictObject({ grid: gridSchema, original: gridSchema, background: z.array(z.number()) });

/** What an image's file holds: all of a scan but its id. */
export type StoredImage = Omit<PreparedScan, "id"> & Pick<CropScan, "background">;

export interface StoredMask {
  /** `[D, H, W]`, uint8. */
  readonly mask: Tensor;
  readonly foreground: Foreground;
}

/** Told why a file of the cache cannot be used, as half a sentence. */
type OnDamage = (reason: string) => void;

/** Writes a prepared image in one step. */
export function writeImage(path: string, { image, grid, original }: PreparedScan): void {
  const background = scope(() => Array.from(image.amin([1, 2, 3]).toTypedArray(), Number));
  write(path, { image }, { place: JSON.stringify({ grid, original, background }) });
}

/** An image of the cache, mapped, until it is disposed of; undefined where there is none, or a damaged one. */
export function readImage(path: string, onDamage: OnDamage): StoredImage | undefined {
  return read(path, onDamage, (tensors, text) => {
    const place = placeSchema.parse(JSON.parse(text.place ?? "null"));
    return { ...place, image: keep(expect(tensors.image, "float32", place.grid.shape)) };
  });
}

/** Writes a prepared mask, and where its foreground is, in one step. */
export function writeMask(path: string, mask: Tensor, classes: number): void {
  scope(() => {
    const places = sampleForeground(mask, classes).map((voxels, i) => {
      return [`foreground.${i + 1}`, tensor(voxels).reshape([-1, 3])] as const;
    });
    write(path, { mask, ...Object.fromEntries(places) });
  });
}

/** A mask of the cache as {@link readImage} gives images. */
export function readMask(path: string, grid: Grid, classes: number, onDamage: OnDamage): StoredMask | undefined {
  return read(path, onDamage, (tensors) => {
    const foreground = Array.from({ length: classes - 1 }, (_, i) => {
      const voxels = tensors[`foreground.${i + 1}`]?.toTypedArray();
      if (!(voxels instanceof Int32Array)) throw new Error(`no places of class ${i + 1}`);
      return voxels;
    });
    return { mask: keep(expect(tensors.mask, "uint8", grid.shape.slice(1))), foreground };
  });
}

function expect(x: Tensor | undefined, dtype: DType, shape: readonly number[]): Tensor {
  if (x === undefined || x.dtype !== dtype || `${x.shape}` !== `${shape}`) {
    throw new Error(`no ${dtype} tensor of shape [${shape}]`);
  }
  return x;
}

function read<T>(
  path: string,
  onDamage: OnDamage,
  take: (tensors: Partial<Record<string, Tensor>>, text: Partial<Record<string, string>>) => T,
): T | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) throw cacheError(path, new Error("it is no file"));
  return scope(() => {
    try {
      const { tensors, text } = mapSealed(path);
      return take(tensors, text);
    } catch (error) {
      if (error instanceof TorchError && error.code !== "file") throw error;
      onDamage(`${path} is damaged: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  });
}

function write(path: string, tensors: Record<string, Tensor>, text: Record<string, string> = {}): void {
  try {
    writeSealed(path, tensors, text);
  } catch (cause) {
    if (!(cause instanceof TorchError && cause.code === "file")) throw cause;
    throw cacheError(path, cause);
  }
}

/** The error for a cache that cannot be written. */
export function cacheError(path: string, cause: unknown): MnError {
  const remedy = "Make room or mend its permissions, or set MANDN_HOME to a folder elsewhere.";
  const reason = cause instanceof CodedError ? cause.fault : cause instanceof Error ? cause.message : String(cause);
  return new MnError("run", `prepared scans cannot be kept: ${reason}`, { path, remedy, cause });
}

/**
 * SHA-256 of what a result depends on: `settings`, and the files, wherever their voxels lie ({@link identityOfFiles}).
 *
 * @throws MnError `"data"`, naming the case, when a file is gone or cannot be looked at.
 */
export async function fingerprint(id: string, files: readonly CaseFile[], settings: unknown): Promise<string> {
  const identities: string[] = [];
  for (const file of files) identities.push(await identityFor(id, file));
  return createHash("sha256")
    .update(JSON.stringify([settings, identities]))
    .digest("hex");
}

async function identityFor(id: string, file: CaseFile): Promise<string> {
  try {
    return await identityOfFiles([file]);
  } catch (cause) {
    const remedy = "Bring the file back, or take the case out of the plan.";
    const reason = cause instanceof Error ? cause.message : String(cause);
    const fault = `${file.path} cannot be read (${reason})`;
    throw new MnError("data", { subject: id, fault, remedy, caseIds: [id], path: file.path, cause });
  }
}
