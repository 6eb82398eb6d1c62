import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { CaseFile } from "@mandn/imaging";
import { MnError } from "../errors.js";

/** Formats whose voxels lie in another file, of the same name but for the extension. */
const DETACHED = /\.(hdr|img|nhdr|mhd)$/i;

/**
 * SHA-256 of what a result depends on: `settings`, and path, size and time of change of the files (of every file in a folder
 * that holds a DICOM series, and of a header's voxels where they bear its name).
 *
 * @throws MnError `"data"`, naming the case, when a file is gone or cannot be looked at.
 */
export async function fingerprint(id: string, files: readonly CaseFile[], settings: unknown): Promise<string> {
  const states: unknown[] = [];
  for (const { path, key } of files) states.push([path, key, await statesOf(id, path)]);
  return createHash("sha256")
    .update(JSON.stringify([settings, states]))
    .digest("hex");
}

async function statesOf(id: string, path: string): Promise<unknown[]> {
  try {
    const paths = (await stat(path)).isDirectory() ? await filesIn(path, true) : [path];
    if (DETACHED.test(path)) {
      const stem = basename(path).replace(DETACHED, ".");
      paths.push(...(await filesIn(dirname(path), false)).filter((file) => basename(file).startsWith(stem)));
    }
    const states: unknown[] = [];
    for (const file of paths) {
      const { size, mtimeMs } = await stat(file);
      states.push([file, size, mtimeMs]);
    }
    return states;
  } catch (cause) {
    const remedy = "Bring the file back, or take the case out of the plan.";
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MnError("data", `${id}: ${path} cannot be read (${reason}). ${remedy}`, {
      caseIds: [id],
      path,
      remedy,
      cause,
    });
  }
}

async function filesIn(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}
