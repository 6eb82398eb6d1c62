// What set-up found, kept for the next start: one record for each copy of this package and setting of the environment.
// load.ts reads it, setup.ts writes it.

import { dirname, join } from "node:path";
import { type Environment, mandnHome } from "@mandn/base";
import { type Libtorch, libtorchVariables } from "./libtorch.js";
import { makeFolder, RECORD_FORMAT, readJson, sha256, writeJson } from "./storage.js";
import type { TraceStep } from "./tools.js";

/** What set-up found and built for one copy of this package under one setting of the variables that name libtorch. */
export interface SetupRecord {
  readonly libtorch: Libtorch;
  /** The key of the build. */
  readonly build: string;
  /** The `python3` on `PATH` when libtorch was looked for. */
  readonly python3: string;
  readonly trace: readonly TraceStep[];
}

function recordPath(env: Environment, sourcesFolder: string): string {
  const name = sha256(`${RECORD_FORMAT}`, sourcesFolder, JSON.stringify(libtorchVariables(env))).slice(0, 32);
  return join(mandnHome(env), "records", `${name}.json`);
}

/** What set-up left for the sources in this folder under these variables, or `undefined` when it has not run. */
export function readRecord(env: Environment, sourcesFolder: string): SetupRecord | undefined {
  const value = readJson(recordPath(env, sourcesFolder));
  return typeof value === "object" && value !== null ? (value as SetupRecord) : undefined;
}

export function writeRecord(env: Environment, sourcesFolder: string, record: SetupRecord): void {
  const path = recordPath(env, sourcesFolder);
  makeFolder(dirname(path), env);
  writeJson(path, record);
}
