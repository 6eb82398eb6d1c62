// folds.json: that a folder holds the folds of a cross-validation, each of them a run of its own in `fold-1`, `fold-2`, ….
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readProduct, writeJsonFile } from "./files.js";

const VERSION = 1;
const foldsSchema = z.strictObject({ version: z.literal(VERSION), folds: z.int().min(2) });

/** Where a fold lies, counted from 1. */
export const foldFolder = (root: string, fold: number): string => join(root, `fold-${fold}`);

const fileIn = (root: string) => join(root, "folds.json");

/** Writes `folds.json`, once every fold is planned. */
export function writeFolds(root: string, folds: number): void {
  writeJsonFile(fileIn(root), { version: VERSION, folds });
}

/**
 * The folders of the folds in a folder; undefined where it holds none.
 *
 * @throws MnError `"run"` when the list is damaged
 */
export function foldsOf(root: string): string[] | undefined {
  if (!existsSync(fileIn(root))) return undefined;
  const found = readProduct(fileIn(root), foldsSchema);
  return found && Array.from({ length: found.folds }, (_, i) => foldFolder(root, i + 1));
}
