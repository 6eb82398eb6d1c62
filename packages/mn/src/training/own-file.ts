// Methods and losses of one's own: a file that exports one. Such a file is a program: whoever loads it runs it. So a plan notes where it
// lies and what is in it, and another content is refused.
import { hookResolution, identifyOwnFile, importOwnFile } from "@mandn/models";
import { MnError } from "../errors.js";
import { resolve } from "./resolve-hook.js";

/** What a file is to export. */
interface Wanted<T> {
  /** "method" */
  readonly what: string;
  /** The function of mandn/training that makes it. */
  readonly madeBy: string;
  is(value: unknown): value is T;
}

/** The one thing that a file of one's own exports, and how a plan notes the file. */
interface OwnExport<T> {
  readonly path: string;
  readonly sha256: string;
  readonly value: T;
}

/**
 * Imports the one thing of its kind that a file exports.
 *
 * @param name the file's path, relative to the current folder or absolute
 * @param sha256 what the file's content must be; default as it is
 * @throws TorchError `"file"` when it is not there, has another content, of which then nothing is run, or cannot be imported; MnError
 * `"usage"` when it does not export one
 */
export async function importOwn<T>(
  name: string,
  sha256: string | undefined,
  { what, madeBy, is }: Wanted<T>,
): Promise<OwnExport<T>> {
  const file = await identifyOwnFile(name);
  hookResolution(resolve, new URL("./resolve-hook.js", import.meta.url));
  const exports = await importOwnFile(file.path, sha256 ?? file.sha256);
  const [value, ...others] = new Set(Object.values(exports).filter(is));
  if (value !== undefined && others.length === 0) return { ...file, value };
  const count = value === undefined ? 0 : 1 + others.length;
  const remedy = `Export what ${madeBy} of mandn/training makes, once.`;
  throw new MnError("usage", `must export one ${what}; it exports ${count}`, { path: file.path, remedy });
}
