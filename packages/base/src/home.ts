// Where the packages keep what they can make again: builds of the engine, prepared scans, weights, facts about scans.
// The folder follows the XDG Base Directory Specification (https://specifications.freedesktop.org/basedir-spec).

import { type Dirent, lstatSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve, sep } from "node:path";
import { orFileError, systemCode } from "./file-error.js";

/** Environment variables; `process.env` unless a test gives its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of all that can be made again: `MANDN_HOME`, by default `mandn` in the user's cache folder. */
export function mandnHome(env: Environment = process.env): string {
  if (env.MANDN_HOME) return resolve(env.MANDN_HOME);
  return join(env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(homedir(), ".cache"), "mandn");
}

/**
 * Makes a folder and those above it, and returns its path. What that makes of {@link mandnHome} and in it is for its owner alone
 * (mode 700), for scans of patients will lie there; what is there already stays as it is.
 *
 * @throws FileError `"access"`
 */
export function makeFolder(path: string, env: Environment = process.env): string {
  const isKept = `${resolve(path)}${sep}`.startsWith(`${mandnHome(env)}${sep}`);
  return orFileError(path, "made", () => {
    mkdirSync(path, { recursive: true, mode: isKept ? 0o700 : 0o777 });
    return path;
  });
}

/** One entry of {@link mandnHome}. */
export interface HomeEntry {
  readonly name: string;
  /** Of all files in it. */
  readonly bytes: number;
}

/**
 * What lies in {@link mandnHome}, by name. A folder that is linked into it is looked into; below that a link counts as what it is.
 *
 * @throws FileError `"access"`
 */
export function homeContents(env: Environment = process.env): HomeEntry[] {
  const home = mandnHome(env);
  return entriesOf(home).map(({ name }) => ({ name, bytes: bytesIn(join(home, name)) }));
}

function bytesIn(path: string): number {
  const status = orFileError(path, "looked at", () => statSync(path, { throwIfNoEntry: false }));
  if (status === undefined) return 0; // a link that leads nowhere, or just removed
  return status.isDirectory() ? entriesOf(path).reduce((sum, entry) => sum + sizeOf(entry), 0) : status.size;
}

function sizeOf(entry: Dirent): number {
  const path = join(entry.parentPath, entry.name);
  if (entry.isDirectory()) return entriesOf(path).reduce((sum, one) => sum + sizeOf(one), 0);
  return orFileError(path, "looked at", () => lstatSync(path, { throwIfNoEntry: false }))?.size ?? 0;
}

/** By name; none where the folder is not there, or no more: others may be at work in it. */
function entriesOf(folder: string): Dirent[] {
  return orFileError(folder, "read", () => {
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (systemCode(error) === "ENOENT") return [];
      throw error;
    }
  });
}

/** Whether others than the owner may look into {@link mandnHome}, in which scans of patients lie; false where it is not there. */
export function isHomeOpen(env: Environment = process.env): boolean {
  const home = mandnHome(env);
  const status = orFileError(home, "looked at", () => statSync(home, { throwIfNoEntry: false }));
  return status !== undefined && (status.mode & 0o077) !== 0;
}
