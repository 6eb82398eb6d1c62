// What lies in the cache folder (`MANDN_HOME`), and clearing it. All of it can be made again; only what this program keeps there is
// ever removed.
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { homeContents, isHomeOpen, mandnHome } from "@mandn/base";
import { orRefused } from "../run/files.js";

/** The parts of the cache: the folders of each, how what lies in them is called, what it is, and what it costs to be without. */
export const CACHE_PARTS = {
  scans: {
    folders: /^(prepared|checks|runs)$/,
    entries: /^(.+-[0-9a-f]{20}\.\w+\.safetensors|[0-9a-f]{2}|[0-9a-f]{32}|\..+\.tmp)$/,
    holds: "prepared scans, what was measured of scans, packed runs that were opened; made again from these",
  },
  weights: { folders: /^weights$/, entries: /^/, holds: "downloaded weights; mn weights get downloads them again" },
  engine: {
    folders: /^(builds|objects|records|wheels\.json|venv-.+(?<!\.lock))$/,
    entries: /^/,
    holds: "the compiled engine, and libtorch where set-up installed it; npx mandn-torch setup makes them again",
  },
} as const;

export type CachePart = keyof typeof CACHE_PARTS;

/** A part, or what is of none. */
export interface CacheFacts {
  readonly part: CachePart | "other";
  readonly bytes: number;
  /** Entries of the cache folder. */
  readonly names: readonly string[];
}

export interface CacheReport {
  readonly folder: string;
  /** Whether others than the owner may read it. */
  readonly openToOthers: boolean;
  /** Those that are there. */
  readonly parts: readonly CacheFacts[];
}

const PARTS = Object.keys(CACHE_PARTS) as CachePart[];

/**
 * What lies in the cache folder.
 *
 * @throws MnError `"run"` when it cannot be read
 */
export function cacheReport(): CacheReport {
  const folder = mandnHome();
  return orRefused(folder, "read", () => {
    const entries = homeContents();
    const partOf = (name: string) => PARTS.find((part) => CACHE_PARTS[part].folders.test(name)) ?? "other";
    const parts = [...PARTS, "other" as const].map((part): CacheFacts => {
      const own = entries.filter(({ name }) => partOf(name) === part);
      return { part, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0), names: own.map(({ name }) => name) };
    });
    return { folder, openToOthers: isHomeOpen(), parts: parts.filter(({ names }) => names.length > 0) };
  });
}

/**
 * Empties the folders of some parts of what this program put there. A run that is training goes on: it holds its scans' files open.
 *
 * @returns what was removed
 * @throws MnError `"run"` when something cannot be removed
 */
export function clearCache(parts: readonly CachePart[]): readonly CacheFacts[] {
  const { folder, parts: there } = cacheReport();
  const cleared = there.filter(({ part }) => part !== "other" && parts.includes(part));
  for (const { part, names } of cleared) {
    for (const name of names) {
      const place = join(folder, name);
      orRefused(place, "removed", () => {
        if (!statSync(place).isDirectory()) return; // wheels.json: what came first stays noted
        for (const entry of readdirSync(place).filter((one) => CACHE_PARTS[part as CachePart].entries.test(one))) {
          rmSync(join(place, entry), { recursive: true, force: true });
        }
      });
    }
  }
  const left = new Map(cacheReport().parts.map(({ part, bytes }) => [part, bytes]));
  return cleared.map((facts) => ({ ...facts, bytes: facts.bytes - (left.get(facts.part) ?? 0) }));
}
