import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { TorchError } from "../errors.js";
import { setupError } from "./tools.js";

/** The environment variables that set-up reads; `process.env` unless a test gives its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Part of the names of what is kept, so that a version that writes other content does not read this one's. */
export const RECORD_FORMAT = 2;

/** The folder that holds all that set-up makes: `MANDN_HOME`, by default `mandn` in the user's cache folder. */
export function mandnHome(env: Environment = process.env): string {
  if (env.MANDN_HOME) return resolve(env.MANDN_HOME);
  return join(env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(homedir(), ".cache"), "mandn");
}

/** The SHA-256 of the parts, each preceded by its length, so that no two lists of parts give the same text. */
export function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}

/** A path beside `path` that no other process uses; renamed to `path` when what is written there is whole. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
}

/** Writes a JSON file so that a reader sees the old content or the new, never a part. */
export function writeJson(path: string, value: unknown): void {
  makeFolder(dirname(path));
  const temporary = temporaryBeside(path);
  try {
    writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw storageError(error, path);
  }
}

/** The parsed content of a JSON file, or `undefined` when the file is not there or is not JSON. */
export function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return undefined;
    throw storageError(error, path);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes a folder and those above it. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw storageError(error, path);
  }
}

/** Throws a `setup` error when the disk that holds `folder` (which exists) has fewer than `bytes` free. */
export function requireSpace(folder: string, bytes: number, purpose: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const gib = (value: number) => `${(value / 2 ** 30).toFixed(1)} GiB`;
  throw setupError(
    `${purpose} needs ${gib(bytes)} of disk space and ${folder} has ${gib(free)}`,
    "export MANDN_HOME=<folder on a larger disk>",
    { path: folder },
  );
}

/** A file error of set-up as a `setup` error that names the path and what to do. */
export function storageError(error: unknown, path: string): TorchError {
  const code = errorCode(error);
  const reasons: Record<string, string> = {
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EACCES: "it may not be written",
    EPERM: "it may not be written",
    EROFS: "the disk is read-only",
  };
  const reason = reasons[code ?? ""] ?? (error instanceof Error ? error.message : String(error));
  return setupError(`Set-up cannot use ${path}, for ${reason}`, "export MANDN_HOME=<another folder>", {
    path,
    cause: error,
  });
}

/** The `code` of a Node.js system error, or `undefined`. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
