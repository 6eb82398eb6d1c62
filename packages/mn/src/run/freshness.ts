// What a product of a run was made from, and whether that is still what is there. It goes by content: SHA-256 of files and settings.
// Times only save work: a file whose size, inode and times of change are as they were is not read again.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { contentHash } from "@mandn/base";
import { type CaseFile, filesOf, identityOfFiles } from "@mandn/imaging";
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The content of a source at a time. */
export const markSchema = z.strictObject({
  sha256,
  state: sha256
    .optional()
    .describe("of the files' sizes, inodes and times of change: while it is the same they are not read"),
});
export type Mark = z.infer<typeof markSchema>;

/** By the source's name: `scan/la_001`, `reference/la_001`, `network-3d.safetensors`, `plan`. */
export const madeFromSchema = z.record(z.string(), markSchema);
export type MadeFrom = z.infer<typeof madeFromSchema>;

/** A source: files, whose content counts and not where they lie, or anything that JSON holds. */
export type Source = { readonly files: readonly CaseFile[] } | { readonly value: unknown };
export type Sources = Readonly<Record<string, Source>>;

/**
 * The marks of sources as they are now.
 *
 * @throws ImagingError and FileError for files that cannot be read
 */
export async function madeFrom(sources: Sources): Promise<MadeFrom> {
  const marks: MadeFrom = {};
  for (const [name, source] of Object.entries(sources)) marks[name] = await markOf(source);
  return marks;
}

/** The mark of one source as it is now; throws as {@link madeFrom}. */
export async function markOf(source: Source): Promise<Mark> {
  if ("value" in source) return { sha256: hashOf(source.value) };
  const state = await identityOfFiles(source.files); // before the content, so that a change meanwhile is noticed later
  return { sha256: await contentOf(source.files), state };
}

/**
 * Whether a source is as it was. Files that are not there count as unchanged: a run may be looked at where its scans are not.
 *
 * @throws as {@link madeFrom}
 */
export async function isSame(mark: Mark | undefined, source: Source): Promise<boolean> {
  if (mark === undefined) return false;
  if ("value" in source) return hashOf(source.value) === mark.sha256;
  if (!source.files.every(({ path }) => existsSync(path))) return true;
  return (await identityOfFiles(source.files)) === mark.state || (await contentOf(source.files)) === mark.sha256;
}

/** Whether a product that was made from `made` would be made from the same now. */
export async function isFresh(made: MadeFrom | undefined, sources: Sources): Promise<boolean> {
  if (made === undefined || Object.keys(made).length !== Object.keys(sources).length) return false;
  for (const [name, source] of Object.entries(sources)) if (!(await isSame(made[name], source))) return false;
  return true;
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** Of every file that scans or masks are read from, and which arrays of them are meant, in which order of the axes. */
async function contentOf(files: readonly CaseFile[]): Promise<string> {
  const hashes: unknown[] = [];
  for (const { path, key, slices, segments } of files) {
    const parts: string[] = [];
    for (const part of await filesOf(path)) parts.push(await contentHash(part));
    hashes.push([key, parts, ...[slices, segments].filter((one) => one !== undefined)]);
  }
  return hashOf(hashes);
}
