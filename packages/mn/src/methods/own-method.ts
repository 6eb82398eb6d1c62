// Methods of one's own: a file that exports one method. Such a file is a program: whoever loads it runs it. So a plan notes where it
// lies and what is in it, and another content is refused.
import { hookResolution, identifyOwnNetwork, importOwnFile } from "@mandn/models";
import { MnError } from "../errors.js";
import type { AnyMethod } from "../training/method.js";
import { addOwnMethod } from "./index.js";
import { resolve } from "./resolve-hook.js";

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
 * @throws TorchError `"file"` when it is not there, has another content or cannot be imported; MnError `"usage"` when it does not
 * export one method
 */
export async function loadMethod(name: string, sha256?: string): Promise<NamedMethod> {
  if (!isOwnMethod(name)) return { name };
  const file = await identifyOwnNetwork(name);
  hookResolution(resolve, new URL("./resolve-hook.js", import.meta.url));
  const exports = await importOwnFile(file.path, sha256 ?? file.sha256);
  const [method, ...others] = new Set(Object.values(exports).filter(isMethod));
  if (method === undefined || others.length > 0) {
    const count = method === undefined ? 0 : 1 + others.length;
    const remedy = "Export what defineMethod of mandn/training makes, once.";
    throw new MnError("usage", `must export one method; it exports ${count}`, {
      path: file.path,
      remedy,
    });
  }
  addOwnMethod(file.path, method);
  return { name: file.path, sha256: file.sha256 };
}

function isMethod(value: unknown): value is AnyMethod {
  if (typeof value !== "object" || value === null) return false;
  const { with: settle, name, presets } = value as Partial<AnyMethod>;
  return typeof settle === "function" && typeof name === "string" && typeof presets === "object";
}
