// Keeps what was measured of a dataset, so that a second check reads only what has changed.
// What was measured is kept by the state of its files (identity.ts).

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "@mandn/base";
import { z } from "zod";
import { ImagingError } from "../errors.js";
import { accessError, writeAtomically } from "../file-access.js";
import type { Case, Dataset } from "./dataset.js";
import { identityOfFiles } from "./identity.js";
import { type CaseFacts, caseFactsSchema } from "./report.js";
import { readText } from "./text-files.js";

/** Raised whenever the same file would give other facts. */
const VERSION = 2;

const cacheSchema = z.strictObject({ version: z.literal(VERSION), facts: z.record(z.string(), caseFactsSchema) });

/** Facts of the cases of one dataset, by the identity of their files: one JSON file in a folder. */
export class FactsCache {
  readonly #path: string;
  readonly #known: Map<string, CaseFacts>;
  readonly #used = new Map<string, CaseFacts>();

  private constructor(path: string, known: Map<string, CaseFacts>) {
    this.#path = path;
    this.#known = known;
  }

  /**
   * The cache of a dataset in `folder`, which is made. One that another version wrote or that is damaged counts as
   * empty.
   *
   * @throws ImagingError `"access"` when the folder cannot be made or read.
   */
  static async open(folder: string, { root }: Dataset): Promise<FactsCache> {
    const path = join(folder, `${createHash("sha256").update(root).digest("hex").slice(0, 32)}.json`);
    try {
      makeFolder(folder);
    } catch (cause) {
      throw accessError(folder, "made", cause);
    }
    return new FactsCache(path, new Map(existsSync(path) ? Object.entries(parse(await readText(path))) : []));
  }

  get(identity: string): CaseFacts | undefined {
    const facts = this.#known.get(identity);
    if (facts !== undefined) this.#used.set(identity, facts);
    return facts;
  }

  set(identity: string, facts: CaseFacts): void {
    this.#used.set(identity, facts);
  }

  /** Writes, atomically, what was asked for or added since it was opened; the rest is out of date. */
  async save(): Promise<void> {
    const content = JSON.stringify({ version: VERSION, facts: Object.fromEntries(this.#used) });
    await writeAtomically(this.#path, (file) => file.writeFile(content));
  }
}

function parse(text: string): Readonly<Record<string, CaseFacts>> {
  try {
    return cacheSchema.parse(JSON.parse(text)).facts;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
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
