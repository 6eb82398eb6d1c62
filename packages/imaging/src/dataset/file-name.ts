// From a case's id to the name of a file that is about it. Ids come from lists and folders and may hold anything; whatever makes a file
// of an id (masks, probabilities, prepared scans) asks here, so that no id leads out of its folder and no two share a file.
import { createHash } from "node:crypto";

/** What no part of a file name may hold: separators, control and direction characters, halves of surrogate pairs, dots in front. */
const UNSAFE = /[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|^\.+/gu;
/** Hexadecimal digits of the id's SHA-256 that a changed name ends with. */
const DIGITS = 8;

/**
 * The file name, without an extension, that stands for a case's id: the id itself where that is a plain name. Else what is unsafe becomes
 * `_`, the name is cut, and a few digits of the id's SHA-256 are put after it, so that different ids have different names.
 *
 * @param most bytes (UTF-8) of the name; what comes after it must still fit into the 255 that file systems allow
 */
export function fileNameOf(id: string, most = 200): string {
  const safe = id.replace(UNSAFE, "_");
  if (safe === id && id !== "" && Buffer.byteLength(id) <= most) return id;
  const hash = createHash("sha256").update(Buffer.from(id, "utf16le")).digest("hex").slice(0, DIGITS);
  return `${cut(safe, most - DIGITS - 1)}-${hash}`;
}

/** The beginning of a text that takes at most so many bytes; no character is torn. */
function cut(text: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}
