import { readSmallFile } from "@mandn/base";
import { z } from "zod";
import { MnError, type MnErrorCode } from "../errors.js";
import { refused, systemCode } from "./refused.js";

/** Larger than what a run with a million scans writes. */
const LARGEST = 1 << 28;

/**
 * What a JSON file of the run folder holds; undefined where there is no such file.
 *
 * @param code of the error for content that is not as it should be
 * @throws MnError of that code with every fault and its place; `run` when the system refuses to read
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>, code: MnErrorCode = "run"): T | undefined {
  let text: string;
  try {
    text = readSmallFile(path, LARGEST).toString();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw refused(path, "read", error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new MnError(code, `${path} is not JSON: ${(cause as Error).message}`, { path, cause });
  }
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  throw new MnError(code, `${path} is not as it should be:\n${z.prettifyError(error)}`, { path, cause: error });
}

/**
 * What a product of an earlier step holds; undefined where there is none, or one of another version of this program, which is then
 * made anew.
 *
 * @throws MnError `run` as {@link readJsonFile}
 */
export function readProduct<T>(path: string, schema: z.ZodType<T>, version: number): T | undefined {
  const found = readJsonFile(path, z.looseObject({ version: z.unknown() }));
  return found?.version === version ? readJsonFile(path, schema) : undefined;
}
