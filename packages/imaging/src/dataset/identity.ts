// What tells a scan's files from all others without reading their voxels: what was measured or prepared of them is
// kept by it.
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { filesOf } from "../volume-files.js";
import type { CaseFile } from "./dataset.js";

/**
 * The state of one file: size, inode and times of change. The last of these is the system's own, which no copying with
 * the time kept turns back.
 *
 * @throws the system's error when the file cannot be looked at
 */
export async function stateOfFile(path: string): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  return `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/**
 * SHA-256 of the path and state of every file that scans and masks are read from: of a header those that hold its
 * voxels too, wherever they lie, of a series all its slices. An absent one, such as the mask of an unlabelled case,
 * counts as well.
 *
 * @throws ImagingError as `readHeader`; the system's error when a file cannot be looked at
 */
export async function identityOfFiles(files: readonly (CaseFile | undefined)[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`\n${file?.path}\0${file?.key}${file?.slices === undefined ? "" : `\0${file.slices}`}`);
    if (file?.segments !== undefined) hash.update(`\0${JSON.stringify(file.segments)}`);
    if (file === undefined) continue;
    for (const path of await filesOf(file.path)) hash.update(`\n${path}\0${await stateOfFile(path)}`);
  }
  return hash.digest("hex");
}
