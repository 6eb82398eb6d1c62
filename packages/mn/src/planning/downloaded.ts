// What `mn weights get` left beside weights, `source.json`: the commit they are of, and the SHA-256 of each file. Trainings are held
// against it.
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { contentHash, JsonFault, parseJson, readSmallFile } from "@mandn/base";
import { hubFiles } from "@mandn/models/known-weights";
import { z } from "zod";
import { orRefused } from "../run/files.js";

export const downloadedSchema = z.object({
  name: z.string(),
  licence: z.string(),
  repository: z.string(),
  /** The commit that the files are of. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  files: z
    .array(z.object({ name: z.enum(hubFiles), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1),
});

/** A download. */
export type Downloaded = z.infer<typeof downloadedSchema>;

/** Where a download is noted in its folder. */
export const noteOf = (folder: string): string => join(folder, "source.json");

const LARGEST = 1 << 20;

/**
 * The download that is noted in a folder; undefined where none is, `"damaged"` where the note is none.
 *
 * @throws MnError `"run"` when the system refuses to read it
 */
export function readDownloaded(folder: string): Downloaded | "damaged" | undefined {
  const path = noteOf(folder);
  if (!existsSync(path)) return undefined;
  const text = orRefused(path, "read", () => readSmallFile(path, LARGEST).toString());
  try {
    return downloadedSchema.safeParse(parseJson(text)).data ?? "damaged";
  } catch (error) {
    if (error instanceof JsonFault) return "damaged";
    throw error;
  }
}

/** The first file of a download that is not there, or not with the noted content. */
export async function changedFile(folder: string, { files }: Downloaded): Promise<string | undefined> {
  for (const { name, bytes, sha256 } of files) {
    const path = join(folder, name);
    if (!existsSync(path) || statSync(path).size !== bytes || (await contentHash(path)) !== sha256) return path;
  }
  return undefined;
}

/** The folder and the note of the download that a network's option `pretrained` names; undefined where it is none. */
export function downloadAt(path: string): { readonly folder: string; readonly noted: Downloaded } | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const folder = isFolder ? path : dirname(path);
  const noted = readDownloaded(folder);
  if (noted === undefined || noted === "damaged") return undefined;
  return isFolder || noted.files.some(({ name }) => join(folder, name) === path) ? { folder, noted } : undefined;
}
