// The addon's C++ sources and what tells one state of them from another.
// A change of one file compiles that file anew, a change of a header all.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "./storage.js";
import { setupError } from "./tools.js";

/** The folder of the addon's C++ sources in this package. */
export const nativeFolder = fileURLToPath(new URL("../../../native", import.meta.url));

/** One C++ file of the addon. */
export interface Source {
  /** Relative to the folder of the sources. */
  readonly name: string;
  readonly content: Buffer;
  /** Compiled once for each instruction set. */
  readonly isKernel: boolean;
}

/** The addon's C++: the files to compile, and the hashes by which a build is known. */
export interface Sources {
  readonly folder: string;
  readonly files: readonly Source[];
  /** The library for NCCL, compiled where its headers are found. */
  readonly nccl: Source | undefined;
  /** Over all headers, their names included. */
  readonly headersHash: string;
  /** Over all files and headers, their names included. */
  readonly hash: string;
}

const NCCL = "distributed/nccl.cc";

/**
 * Reads the sources in `folder`: `*.cc` at its top, `kernels/*.cc`, `distributed/nccl.cc`, and all headers (`.h`,
 * `.inc`).
 */
export function readSources(folder: string): Sources {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (cause) {
    throw setupError("the addon's sources cannot be read", "npm install @mandn/torch", {
      path: folder,
      cause,
    });
  }
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const files = names
    .filter((name) => /^(kernels\/)?[^/]+\.cc$/.test(name))
    .sort()
    .map((name): Source => ({ name, content: read(name), isKernel: name.startsWith("kernels/") }));
  if (files.length === 0) throw setupError("holds no C++ sources", "npm install @mandn/torch", { path: folder });
  const nccl = names.includes(NCCL) ? { name: NCCL, content: read(NCCL), isKernel: false } : undefined;
  const headers = names.filter((name) => /\.(h|inc)$/.test(name)).sort();
  const headersHash = sha256(...headers.flatMap((name) => [name, read(name)]));
  const all = nccl === undefined ? files : [...files, nccl];
  const hash = sha256(headersHash, ...all.flatMap(({ name, content }) => [name, content]));
  return { folder, files, nccl, headersHash, hash };
}

/** The headers of Node's C interface, from the package `node-api-headers`. */
export function nodeApiHeaders(): { readonly include: string; readonly version: string } {
  const require = createRequire(import.meta.url);
  let path: string;
  try {
    path = require.resolve("node-api-headers/package.json");
  } catch (cause) {
    throw setupError("The package node-api-headers is not installed", "npm ci", { cause });
  }
  const { version }: { version: string } = JSON.parse(readFileSync(path, "utf8"));
  return { include: join(dirname(path), "include"), version };
}
