import { FileError, writeAtomicallySync } from "@mandn/base";
import { TorchError } from "../errors.js";

/**
 * Writes a file so that, whatever happens, `path` holds either what it held before or all of the new content (base's
 * `writeAtomicallySync`).
 *
 * @param chunks the content, piece by piece; taken one at a time, so it need not fit into memory at once
 * @throws TorchError `file` if writing fails, and whatever `chunks` throws; the temporary file is removed
 */
export function writeFileAtomic(path: string, chunks: Iterable<Uint8Array>): void {
  try {
    writeAtomicallySync(path, chunks);
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const { fault, remedy } = cause;
    throw new TorchError("file", { subject: path, fault, remedy, path, cause });
  }
}
