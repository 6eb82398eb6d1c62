// Methods of one's own: a file that exports one method, known under its path. See training/own-file.ts.
import type { AnyMethod } from "../training/method.js";
import { importOwn } from "../training/own-file.js";
import { addOwnMethod } from "./index.js";

/** Whether a method's name is the path of a file: it has a "/" in it. */
export const isOwnMethod = (name: string): boolean => name.includes("/");

/** How a plan names a method. */
interface NamedMethod {
  readonly name: string;
  readonly sha256?: string;
}

/**
 * Makes a method of one's own known under its file's path; a name that is no path is left as it is.
 *
 * @param name relative to the current folder, or absolute
 * @param sha256 what the file's content must be; default as it is
 * @throws as {@link importOwn}
 */
export async function loadMethod(name: string, sha256?: string): Promise<NamedMethod> {
  if (!isOwnMethod(name)) return { name };
  const own = await importOwn(name, sha256, { what: "method", madeBy: "defineMethod", is: isMethod });
  addOwnMethod(own.path, own.value);
  return { name: own.path, sha256: own.sha256 };
}

function isMethod(value: unknown): value is AnyMethod {
  if (typeof value !== "object" || value === null) return false;
  const { with: settle, name, presets } = value as Partial<AnyMethod>;
  return typeof settle === "function" && typeof name === "string" && typeof presets === "object";
}
