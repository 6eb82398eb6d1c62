// Networks of one's own: a file that exports one class. Such a file is a program: whoever loads it runs it. So a plan notes where it
// lies and what is in it, and another content is refused.
import * as nodeModule from "node:module";
import { resolve as resolvePath } from "node:path";
import { pathToFileURL } from "node:url";
import { contentHash, FileError, systemWords } from "@mandn/base";
import { nn, TorchError } from "@mandn/torch";
import type { z } from "zod";
import type { Network2d, Network3d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { resolve } from "./resolve-hook.js";

/** The data's channels and classes, and options of the network's own. */
type Options = Channels & Readonly<Record<string, unknown>>;

/** The class that a file of one's own exports. */
export interface NetworkClass {
  new (options: Options): unknown;
  readonly name: string;
  readonly options?: z.ZodType;
}

/** A file with a network, told from every other by where it lies and what is in it. */
export interface OwnFile {
  /** Absolute. */
  readonly path: string;
  /** Of its content; what it imports is not in it. */
  readonly sha256: string;
}

/** Whether a network's name is the path of a file: it has a "/" in it. */
export const isOwnNetwork = (name: string): boolean => name.includes("/");

/**
 * Where the file of a network of one's own lies, and the SHA-256 of its content, to be noted before it is run.
 *
 * @param name its path
 * @param folder what a relative path starts from; default the current one
 * @throws {TorchError} `file` if there is no such file
 */
export async function identifyOwnFile(name: string, folder = process.cwd()): Promise<OwnFile> {
  const path = resolvePath(folder, name);
  return { path, sha256: await hashOf(path) };
}

/** @throws {TorchError} `file` if it is not there, or is a folder, a pipe or a device */
async function hashOf(path: string): Promise<string> {
  try {
    return await contentHash(path);
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const { code, systemCode, fault } = cause;
    const refused = systemCode === "ENOENT" ? "there is no such file" : systemWords(cause).reason;
    const why = code === "access" ? refused : `it ${fault}`;
    const remedy = "Give the path of a file that is there.";
    throw new TorchError("file", `cannot be imported: ${why}`, { path, remedy, cause });
  }
}

/**
 * What a file exports. Whatever folder it lies in, it may import @mandn/torch, @mandn/models and zod: it gets those that run.
 *
 * @param sha256 what its content must be; absent: anything
 * @throws {TorchError} `file` if it cannot be imported, or has another content; then nothing of it is run
 */
export async function importOwnFile(path: string, sha256?: string): Promise<Readonly<Record<string, unknown>>> {
  const found = await hashOf(path);
  if (sha256 !== undefined && found !== sha256) {
    const fault = `has changed since it was planned with: its SHA-256 is ${found}, not ${sha256}`;
    const remedy = "Bring back the file as it was, or make a new plan with it as it is.";
    throw new TorchError("file", { fault, path, remedy });
  }
  hookResolution(resolve, new URL("./resolve-hook.js", import.meta.url));
  try {
    // By its content, for Node.js keeps what it has imported under an address.
    return await import(`${pathToFileURL(path).href}${sha256 === undefined ? "" : `?sha256=${sha256}`}`);
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.message}${placeOf(cause)}` : String(cause);
    throw new TorchError("file", `cannot be imported: ${why}`, { path, remedy: remedyFor(cause, path), cause });
  }
}

/**
 * The one class that a file exports.
 *
 * @throws {TorchError} `file` as {@link importOwnFile}, and if it does not export one class
 */
export async function importClass(path: string, sha256?: string): Promise<NetworkClass> {
  const exports = await importOwnFile(path, sha256);
  const classes = new Set(Object.values(exports).filter((value) => typeof value === "function"));
  if (classes.size === 1) return [...classes][0] as unknown as NetworkClass;
  throw new TorchError("file", `must export one class, the network; it exports ${classes.size}`, { path });
}

type RegisterHooks = (hooks: { readonly resolve: typeof resolve }) => unknown;

const hooked = new Set<string>();

/**
 * Lets files that belong to no package import packages that run. Node.js ≥ 22.15 has hooks in this thread; before, they run in one of
 * their own.
 *
 * @param hook says where a package lies
 * @param file the module that exports it as `resolve`, and imports nothing
 */
export function hookResolution(hook: typeof resolve, file: URL): void {
  if (hooked.has(file.href)) return;
  hooked.add(file.href);
  const { registerHooks } = nodeModule as { readonly registerHooks?: RegisterHooks };
  if (registerHooks) registerHooks({ resolve: hook });
  else nodeModule.register(file);
}

/** Where a syntax error is: Node.js says it in the first line of its stack alone. */
function placeOf({ name, stack = "" }: Error): string {
  const [place = ""] = stack.split("\n");
  return name === "SyntaxError" && /:\d+$/.test(place) ? ` (${place})` : "";
}

function remedyFor(cause: unknown, path: string): string | undefined {
  if (cause instanceof SyntaxError && !("code" in cause)) return `node ${path} shows the line.`;
  switch ((cause as { readonly code?: string }).code) {
    case "ERR_UNKNOWN_FILE_EXTENSION":
      if (path.endsWith("ts")) return "Compile it to JavaScript, or use Node.js 22.18 or newer.";
      return undefined;
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
      return "Node.js takes types away and no more: write enums, namespaces and parameter properties in another way, or compile the file to JavaScript.";
    case "ERR_MODULE_NOT_FOUND":
    case "MODULE_NOT_FOUND":
      return "@mandn/torch, @mandn/models and zod need no installation if they are imported by `import`; install other packages in the file's folder (npm install NAME), and write the ending of other files (./blocks.js).";
    default:
      return undefined;
  }
}

/** What a network lacks; undefined if it has what the method asks. */
function faultOf(network: unknown, dimensions: 2 | 3 | undefined): string | undefined {
  if (!(network instanceof nn.Module)) return "does not extend nn.Module of @mandn/torch";
  const { sizeMultiple, forward } = network as { sizeMultiple?: readonly number[]; forward?: unknown };
  if (typeof forward !== "function") return "has no method forward";
  const length = Array.isArray(sizeMultiple) ? sizeMultiple.length : 0;
  const isRight = dimensions === undefined ? length === 2 || length === 3 : length === dimensions;
  if (isRight && sizeMultiple?.every((size) => Number.isInteger(size) && size > 0)) return undefined;
  const wanted = dimensions === undefined ? "2 or 3 positive integers" : `${dimensions} positive integers`;
  return `must have sizeMultiple, ${wanted} for a ${dimensions ?? "2D or 3"}D network`;
}

/**
 * A network of the class; the options are checked and their defaults filled in, if the class has a schema of them.
 *
 * @throws {TorchError} `argument` if it is no network of these dimensions, or its options are not allowed
 */
export function createOwn(
  Network: NetworkClass,
  path: string,
  dimensions: 2 | 3 | undefined,
  options: Options,
): Network2d | Network3d {
  const { inChannels, classes, ...given } = options;
  const own = Network.options ? (parseOptions(Network.name, Network.options, given) as object) : given;
  const network = new Network({ ...own, inChannels, classes });
  const fault = faultOf(network, dimensions);
  if (fault === undefined) return network as Network2d | Network3d;
  throw new TorchError("argument", `${Network.name} ${fault}`, { path });
}
