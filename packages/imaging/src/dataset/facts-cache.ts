/*
 * Keeps what was measured of a dataset, so that a second check reads only what has changed.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { accessError, writeAtomically } from "../atomic.js";
import { ImagingError } from "../errors.js";
import { filesOf } from "../read.js";
import type { Case, Dataset } from "./dataset.js";
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
   * The cache of a dataset in `folder`, which is made. One that another version wrote or that is damaged counts as empty.
   *
   * @throws ImagingError `"access"` when the folder cannot be made or read.
   */
  static async open(folder: string, { root }: Dataset): Promise<FactsCache> {
    const path = join(folder, `${createHash("sha256").update(root).digest("hex").slice(0, 32)}.json`);
    try {
      await mkdir(folder, { recursive: true });
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

/**
 * What tells a case's files from all others without reading their voxels: path, size and times of change of each. Null
 * when one cannot be looked at.
 */
export async function identityOf({ channels, label }: Case): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for (const file of [...channels, label]) {
      hash.update(`\n${file?.path}\0${file?.key}`);
      if (file === undefined) continue;
      for (const path of await filesOf(file.path)) {
        const { size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
        hash.update(`\n${path}\0${size} ${mtimeNs} ${ctimeNs}`);
      }
    }
  } catch (error) {
    if (error instanceof ImagingError || (error instanceof Error && "syscall" in error)) return null;
    throw error;
  }
  return hash.digest("hex");
}
