// The one guard of everything that is written beside a user's own files: masks, probabilities, tables, plans. It is asked before any
// work begins, and refuses a file that would replace a scan, a mask or a list that is read, or something that we did not write.
import { lstatSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { someOf, systemCode } from "@mandn/base";
import { filesOf, ImagingError } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { orRefused } from "./files.js";

interface OutputOptions {
  /** Files and folders that are read or must stay as they are: scans with all files of their voxels, references, lists. Taken one by one. */
  readonly sources: Iterable<string>;
  /** Whether a file that is there was written by us and may be replaced; default none. */
  readonly isOurs?: (path: string) => boolean | Promise<boolean>;
  /** Replaces files that we did not write; sources are never replaced. Default false. */
  readonly overwrite?: boolean;
  /** What else than `--overwrite` helps, as a sentence. */
  readonly remedy?: string;
}

/** Paths named in a message. */
const NAMED = 5;

/**
 * Makes sure that files may be written, before any work is done for them. Paths are compared as the file system has them: symbolic
 * links followed, by device and inode.
 *
 * @param outputs the files that are going to be written, there already or not
 * @throws MnError `"usage"`, naming the files: one is among the sources, two are the same file, or one is there and is not ours.
 */
export async function checkOutputs(outputs: readonly string[], options: OutputOptions): Promise<void> {
  const { sources, isOurs = () => false, overwrite = false } = options;
  const { remedy = "Choose another folder, or give --overwrite to replace it." } = options;
  const marked = outputs.map((path) => ({ path, marks: marksOf(path) }));
  // What is not there replaces nothing: then the sources, which may be many and elsewhere, are not looked at.
  const isThere = outputs.some((path) => lstat(path) !== undefined);
  const read = isThere ? await marksAmong(sources, new Set(marked.flatMap(({ marks }) => marks))) : new Set<string>();
  refuse(
    marked.filter(({ marks }) => marks.some((mark) => read.has(mark))),
    "would be written over, though read from: scans, masks and lists are never replaced",
    "Choose another folder for the results.",
  );
  const owners = new Map(marked.flatMap(({ path, marks }) => marks.map((mark) => [mark, path] as const)));
  const seen = new Set<string>();
  refuse(
    marked.filter(
      ({ path, marks }) => marks.some((mark) => owners.get(mark) !== path) || seen.size === seen.add(path).size,
    ),
    "would be written twice",
    "Give the scans names that differ.",
  );
  if (overwrite) return;
  const foreign: { readonly path: string }[] = [];
  for (const path of outputs) {
    const status = lstat(path);
    if (status !== undefined && !(status.isFile() && (await isOurs(path)))) foreign.push({ path });
  }
  refuse(foreign, "would be replaced, though not as this program wrote it", remedy);
}

function refuse(files: readonly { readonly path: string }[], fault: string, remedy: string): void {
  if (files.length === 0) return;
  const paths = [...new Set(files.map(({ path }) => path))];
  throw new MnError("usage", { subject: someOf(paths, NAMED), fault, remedy, path: paths[0] });
}

/** Of some marks those that the sources' files have: voxels beside a header and the slices of a series too. */
async function marksAmong(sources: Iterable<string>, wanted: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const source of sources) {
    for (const path of [source, ...(await partsOf(source))])
      for (const mark of marksOf(path)) if (wanted.has(mark)) found.add(mark);
  }
  return found;
}

async function partsOf(source: string): Promise<readonly string[]> {
  try {
    return await filesOf(source);
  } catch (error) {
    if (error instanceof ImagingError) return []; // a list, or a header that names no files: the file itself stays protected
    throw error;
  }
}

/** What a path shares with every other path to the same file: its place with all links in folders followed, its target, its inode. */
function marksOf(path: string): string[] {
  return orRefused(path, "looked at", () => {
    const whole = resolve(path);
    const marks = [join(realPlace(dirname(whole)), basename(whole))];
    const [own, target] = [lstat(whole), stat(whole)];
    if (own !== undefined) marks.push(`${own.dev} ${own.ino}`);
    if (target !== undefined) marks.push(`${target.dev} ${target.ino}`, realpathSync(whole));
    return marks;
  });
}

/** An absolute path with all links followed, as far as it is there. */
export function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemCode(error) !== "ENOENT" || dirname(path) === path) throw error;
    return join(realPlace(dirname(resolve(path))), basename(path));
  }
}

const lstat = (path: string) => lstatSync(path, { bigint: true, throwIfNoEntry: false });
const stat = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false });
