// From a case's id to a file name. An id may come from a table or a dataset.json and may hold anything: "/", "..",
// control characters, 300 letters. Whoever names a file after a case asks here, so that no id leads out of the folder
// that it was to be written into. `mn check` refuses ids of one dataset that end with the same name.

import { createHash } from "node:crypto";

/** File systems allow 255 bytes; what is left is room for endings such as `.probabilities.nii.gz`. */
const MOST_BYTES = 200;

/** Separators of folders, control characters, halves of surrogate pairs, and dots that hide a file or lead upwards. */
const REPLACED = /[/\\\p{Cc}\p{Cs}]|^\.+/gu;

/**
 * A file name, without an ending, for a case's id. Most ids are their own names. In the others each "/", "\", control
 * character and unpaired surrogate, and the dots at the beginning, become "_", and the first 8 hexadecimal digits of
 * the id's SHA-256 are put at the end, so that different ids keep different names: `patient/scan` becomes
 * `patient_scan-` and the digits. The name is cut to at most 200 bytes of UTF-8, digits included.
 */
export function fileNameOf(id: string): string {
  const replaced = id.replace(REPLACED, "_");
  if (replaced === id && id !== "" && Buffer.byteLength(id) <= MOST_BYTES) return id;
  const digits = createHash("sha256").update(id).digest("hex").slice(0, 8);
  const { read } = new TextEncoder().encodeInto(replaced, new Uint8Array(MOST_BYTES - digits.length - 1));
  return `${replaced.slice(0, read)}-${digits}`;
}
