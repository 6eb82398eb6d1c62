// A trained run as one file: what predicting, and looking at its report, needs of it, and no scans. Such an archive is opened like the
// run's folder; it is unpacked once, into the cache's folder, under the hash of its content.
import { closeSync, existsSync, readFileSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import {
  assertReadable,
  contentHash,
  makeFolder,
  mandnHome,
  openRegularSync,
  readZipFile,
  systemCode,
  temporaryBeside,
  unpackZipEntry,
  writeAtomicallySync,
  writeZip,
  ZipFault,
} from "@mandn/base";
import { MnError } from "../errors.js";
import type { Plan } from "../plan/plan.js";
import { orRefused } from "./files.js";
import type { RunFolder } from "./folder.js";

/** What an archive may hold; everything else of a run stays where it is. */
const PARTS =
  /^(?:plan\.json|plan\.schema\.json|dataset\.json|post-processing\.json|metrics\.json|report\.html|network-[a-z0-9-]+\.safetensors)$/;

/**
 * Writes a trained run's plan, networks, choice of post-processing, metrics and report into an archive.
 *
 * @param members whose networks are packed
 * @returns the names of what is in it
 * @throws MnError `"plan"` for a network, a method or a loss that is a file of one's own, `"run"` when the system refuses
 */
export function packRun(folder: RunFolder, plan: Plan, members: readonly string[], out: string): string[] {
  assertShipped(plan);
  const { planSchema, dataset, postProcessing, metrics, report } = folder;
  const others = [planSchema, dataset, postProcessing, metrics, report].filter((path) => existsSync(path));
  const contents = [folder.plan, ...members.map((name) => folder.network(name)), ...others].map((path) => ({
    name: basename(path),
    read: () => orRefused(path, "read", () => readFileSync(path)),
    compress: !path.endsWith(".safetensors"),
  }));
  try {
    orRefused(out, "written", () => writeZip(out, contents));
  } catch (error) {
    throw error instanceof ZipFault ? new MnError("run", error.fault, { path: out }) : error;
  }
  return contents.map(({ name }) => name);
}

/** A program in an archive would be run by whoever opens it, so none is packed. */
function assertShipped({ members, method, training: { loss } }: Plan): void {
  const names = [...Object.values(members).map(({ network }) => network), method.name, ...(loss ? [loss.path] : [])];
  const own = names.find((name) => name.includes("/"));
  if (own === undefined) return;
  const remedy = "Copy the run's folder and that file, under the same path.";
  throw new MnError("plan", "is a program of your own, which an archive does not hold", {
    path: own,
    remedy,
  });
}

/** Weights are stored as they are, and text shrinks to a tenth. */
const LIMITS = { mostExpansion: 200, remedy: "Take the archive that `mn pack` wrote." };
const NOT_A_RUN = "Give an archive that `mn pack` wrote.";

/** Whether a path is an archive rather than a run's folder. */
export const isPacked = (path: string): boolean =>
  path.toLowerCase().endsWith(".zip") && statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Whether an archive holds a run, and not slices of a scan. @throws as {@link unpackRun} */
export const holdsRun = (path: string): boolean => isPacked(path) && readEntries(path).has("plan.json");

/**
 * The folder of a run that was packed, unpacked where that was not done yet.
 *
 * @throws MnError `"run"` for an archive that is damaged or of something else, or when the system refuses
 */
export async function unpackRun(path: string): Promise<string> {
  const target = join(mandnHome(), "runs", (await contentHash(path)).slice(0, 32));
  if (existsSync(target)) return target;
  const entries = readEntries(path);
  const foreign = [...entries.keys()].find((name) => !PARTS.test(name));
  if (foreign !== undefined || !entries.has("plan.json")) {
    const found = foreign === undefined ? "it has no plan.json" : `it holds ${JSON.stringify(foreign)}`;
    throw new MnError("run", `is no packed run: ${found}`, { path, remedy: NOT_A_RUN });
  }
  const beside = temporaryBeside(target);
  orRefused(target, "written", () => {
    makeFolder(beside);
    try {
      for (const [name, content] of entries) writeAtomicallySync(join(beside, name), content());
      putInPlace(beside, target);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  });
  return target;
}

/** Shards that begin together unpack the same run: whoever is first puts it there. */
function putInPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes(systemCode(error) ?? "")) throw error;
  }
}

function readEntries(path: string): ReadonlyMap<string, () => Uint8Array> {
  const orDamaged = <T>(action: () => T): T => {
    try {
      return orRefused(path, "read", action);
    } catch (error) {
      if (!(error instanceof ZipFault)) throw error;
      throw new MnError("run", error.fault, { path, remedy: NOT_A_RUN, cause: error });
    }
  };
  const found = orDamaged(() => readZipFile(path, LIMITS));
  return new Map(
    [...found].map(([name, entry]) => [
      name,
      () =>
        orDamaged(() => {
          assertReadable(entry);
          return unpackZipEntry(entry, bytesAt(path, entry.dataOffset, entry.compressedSize));
        }),
    ]),
  );
}

function bytesAt(path: string, offset: number, length: number): Uint8Array {
  const file = openRegularSync(path);
  try {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const count = readSync(file, bytes, done, length - done, offset + done);
      if (count === 0) throw new ZipFault({ fault: "was shortened while it was read" });
      done += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
