// What is wrong with cases' ids: files are named after them (masks, prepared scans), see file-name.ts.
// An id that is no file name on some system is found before anything is written.

import type { Dataset } from "./dataset.js";
import { fileNameOf } from "./file-name.js";
import type { Fault } from "./report.js";

/**
 * Ids that cannot stand for a file, and ids whose files would have one name; where only a system that does not tell
 * capital letters or ways to write an accent apart would give them one name, that is a warning.
 */
export function idFaults({ cases }: Dataset): Fault[] {
  const ids = cases.map(({ id }) => id);
  return [...ids.flatMap(unprintable), ...collisions(ids)];
}

/** Control characters, halves of surrogate pairs, and what turns the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function unprintable(id: string): Fault[] {
  if (!UNPRINTABLE.test(id)) return [];
  const fileName = fileNameOf(id);
  const message = "The id has characters that cannot be seen, or that no text file can hold.";
  const remedy = "Give the scan another id: rename its file, or correct the list.";
  return [{ code: "case-id", severity: "error", caseId: id, message, remedy, fileName }];
}

function collisions(ids: readonly string[]): Fault[] {
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  return ids.flatMap((id): Fault[] => {
    const fileName = fileNameOf(id);
    const plain = fileName.normalize("NFC").toLowerCase();
    const [same, similar] = [exact.get(fileName), folded.get(plain)];
    exact.set(fileName, same ?? id);
    folded.set(plain, similar ?? id);
    const fault = { code: "case-id", caseId: id, fileName } as const;
    const remedy = "Give one of the two another id.";
    if (same !== undefined) {
      const message = `Its files would have the same name, ${fileName}, as those of ${same}.`;
      return [{ ...fault, severity: "error", message, remedy }];
    }
    if (similar === undefined) return [];
    const message = `Its files' name, ${fileName}, differs from that of ${similar}'s in letters that some systems do not tell apart.`;
    return [{ ...fault, severity: "warning", message, remedy }];
  });
}
