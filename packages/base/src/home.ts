// Where the packages keep what they can make again: builds of the engine, prepared scans, weights, facts about scans.
// The folder follows the XDG Base Directory Specification (https://specifications.freedesktop.org/basedir-spec).

import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve, sep } from "node:path";
import { orFileError } from "./file-error.js";

/** Environment variables; `process.env` unless a test gives its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of all that can be made again: `MANDN_HOME`, by default `mandn` in the user's cache folder. */
export function mandnHome(env: Environment = process.env): string {
  if (env.MANDN_HOME) return resolve(env.MANDN_HOME);
  return join(env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(homedir(), ".cache"), "mandn");
}

/**
 * Makes a folder and those above it, and returns its path. Where that makes {@link mandnHome} too, that one is for its
 * owner alone (mode 700), for it will hold scans of patients; one that is there already stays as it is.
 *
 * @throws FileError `"access"`
 */
export function makeFolder(path: string, env: Environment = process.env): string {
  const home = mandnHome(env);
  return orFileError(path, "made", () => {
    if (`${resolve(path)}${sep}`.startsWith(`${home}${sep}`)) mkdirSync(home, { recursive: true, mode: 0o700 });
    mkdirSync(path, { recursive: true });
    return path;
  });
}
