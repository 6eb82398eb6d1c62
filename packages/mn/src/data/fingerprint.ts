// By what prepared scans are kept: the files that they were made from, and the settings they were made with.
import { createHash } from "node:crypto";
import { type CaseFile, identityOfFiles } from "@mandn/imaging";
import { MnError } from "../errors.js";

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
