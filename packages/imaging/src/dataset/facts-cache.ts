// Keeps what was measured of cases, so that a second check reads only what has changed: a file for each, written as soon as it is
// measured, so that processes may share a dataset and be killed. A case is known by the state of its files (identity.ts).

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, writeAtomicallySync } from "@mandn/base";
import { z } from "zod";
import { ImagingError } from "../errors.js";
import { accessError } from "../file-access.js";
import type { Case } from "./dataset.js";
import { identityOfFiles } from "./identity.js";
import { type CaseFacts, caseFactsSchema } from "./report.js";

/** Raised whenever the same file would give other facts. */
const VERSION = 3;

const factsSchema = z.strictObject({ version: z.literal(VERSION), facts: caseFactsSchema });

/** Facts of cases by the identity of their files: `FOLDER/ab/abcdef….json` each. What is out of date stays until the folder is emptied. */
export class FactsCache {
  constructor(private readonly folder: string) {}

  /**
   * Undefined where they are not known; what another version wrote or is damaged counts as not known.
   *
   * @throws ImagingError `"access"` when the file cannot be read.
   */
  get(identity: string): CaseFacts | undefined {
    const path = this.#path(identity);
    if (!existsSync(path)) return undefined;
    try {
      return factsSchema.parse(JSON.parse(readFileSync(path, "utf8"))).facts;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
      throw accessError(path, "read", error);
    }
  }

  /** @throws ImagingError `"access"` when the folder cannot be made or written. */
  set(identity: string, facts: CaseFacts): void {
    const path = this.#path(identity);
    try {
      makeFolder(dirname(path));
      writeAtomicallySync(path, JSON.stringify({ version: VERSION, facts }));
    } catch (error) {
      throw accessError(path, "written", error);
    }
  }

  #path(identity: string): string {
    return join(this.folder, identity.slice(0, 2), `${identity}.json`);
  }
}

/** {@link identityOfFiles} of a case's image and mask; null when one of the files cannot be looked at. */
export async function identityOf({ channels, label }: Case): Promise<string | null> {
  try {
    return await identityOfFiles([...channels, label]);
  } catch (error) {
    if (error instanceof ImagingError || (error instanceof Error && "syscall" in error)) return null;
    throw error;
  }
}
