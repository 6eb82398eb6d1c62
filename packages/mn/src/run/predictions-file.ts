// predictions.json: the list of masks in a folder, kept so that nothing of it is lost and nothing in it is mistaken. Several processes may
// predict into one folder at once; each adds to the list what it made. Files are known by their content, so that a mask that was
// corrected by hand, damaged or written by somebody else is told from our own.
import { existsSync, mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ImagingError, readVolume } from "@mandn/imaging";
import { MnError } from "../errors.js";
import { orRefused, readProduct, writeJsonFile } from "./files.js";
import { isFresh, isSame, type MadeFrom, type Mark, madeFrom, markOf, type Sources } from "./freshness.js";
import { RunLock } from "./lock.js";
import { PREDICTIONS_VERSION, type PredictedScan, type Predictions, predictionsSchema } from "./results.js";

/** How every mask of a list is made, beside {@link Sources}. */
type PredictionsHeader = Pick<Predictions, "leading" | "predictors" | "testTimeAugmentation" | "classes">;

/** What changes while masks are written. */
type Lists = Pick<Predictions, "scans" | "files" | "pending">;

export class PredictionsFile {
  /** What the list says of scans, as far as it was made in the same way. */
  readonly #scans: Map<string, PredictedScan>;
  /** What this process is about to write. */
  #awaited: readonly string[] = [];
  #files: MadeFrom;
  #madeFrom: MadeFrom;

  private constructor(
    readonly folder: string,
    private readonly header: PredictionsHeader,
    private readonly sources: Sources,
    private readonly before: Predictions | undefined,
    /** Whether the list that is there was made in the same way. */
    readonly isCurrent: boolean,
  ) {
    this.#scans = new Map(isCurrent ? before?.scans.map((scan) => [scan.id, scan]) : []);
    this.#files = before?.files ?? {};
    this.#madeFrom = isCurrent ? (before?.madeFrom ?? {}) : {};
  }

  /**
   * Looks at what is listed in a folder; nothing is written.
   *
   * @param sources what the masks are made from: networks and settings
   */
  static async open(folder: string, header: PredictionsHeader, sources: Sources): Promise<PredictionsFile> {
    const before = read(folder);
    const isCurrent = before !== undefined && sameHeader(before, header) && (await isFresh(before.madeFrom, sources));
    return new PredictionsFile(resolve(folder), header, sources, before, isCurrent);
  }

  get path(): string {
    return pathIn(this.folder);
  }

  scan(id: string): PredictedScan | undefined {
    return this.#scans.get(id);
  }

  /** Scans that are not among `ids` and whose masks were made in another way: no list would name them any more. */
  others(ids: ReadonlySet<string>): string[] {
    return this.isCurrent ? [] : (this.before?.scans.map(({ id }) => id).filter((id) => !ids.has(id)) ?? []);
  }

  /** Whether a file that the list names is there as it was written. */
  async isWhole(path: string): Promise<boolean> {
    const [place, mark] = [join(this.folder, path), this.#files[path]];
    return mark !== undefined && existsSync(place) && isAsWritten(mark, place);
  }

  /**
   * Whether a file that is there may be replaced: the list itself; what it names, as it was written or so damaged that it cannot be read;
   * what a prediction that was interrupted was about to write.
   */
  async isOurs(place: string): Promise<boolean> {
    // Another process may have written it since the list was read.
    return (await this.#isListed(place, this.before)) || this.#isListed(place, read(this.folder));
  }

  async #isListed(place: string, list: Predictions | undefined): Promise<boolean> {
    if (list === undefined || place === this.path) return list !== undefined;
    const path = relative(this.folder, place);
    if (list.pending.includes(path)) return true;
    const mark = list.files[path];
    return mark !== undefined && ((await isAsWritten(mark, place)) || !(await isReadable(place)));
  }

  /**
   * Called before anything is written: scans that were predicted in another way leave the list, and the files to come are known as ours.
   *
   * @param pending absolute paths of the files to come
   */
  async begin(pending: readonly string[]): Promise<void> {
    this.#madeFrom = await madeFrom(this.sources);
    orRefused(this.folder, "made", () => mkdirSync(this.folder, { recursive: true }));
    this.#awaited = pending.map((path) => relative(this.folder, path));
    await this.#change((now) => {
      const scans = this.#isOwn(now) ? now.scans : [...this.#scans.values()];
      return { scans, files: now?.files ?? {}, pending: [...new Set([...(now?.pending ?? []), ...this.#awaited])] };
    });
  }

  /** Called at the end: files that were not written after all are not ours any more, so that what somebody puts there is theirs. */
  async end(): Promise<void> {
    const unwritten = new Set<string>();
    for (const path of this.#awaited) {
      if (!existsSync(join(this.folder, path)) || (await this.isWhole(path))) unwritten.add(path);
    }
    await this.#change((now) => {
      if (!this.#isOwn(now)) return undefined;
      return { ...now, pending: now.pending.filter((path) => !unwritten.has(path)) };
    });
  }

  /**
   * Adds a scan, whose files have been written.
   *
   * @param written absolute paths
   * @throws MnError `"run"` when another process writes masks of another kind into the folder
   */
  async add(scan: PredictedScan, written: readonly string[]): Promise<void> {
    const marks: MadeFrom = {};
    for (const path of written) marks[relative(this.folder, path)] = await markOf({ files: [{ path }] });
    this.#scans.set(scan.id, scan);
    await this.#change((now) => {
      if (!this.#isOwn(now)) {
        const remedy = "Predict by different networks or settings into different folders.";
        const fault = "another process predicts into this folder by other networks or settings";
        throw new MnError("run", fault, { path: this.path, remedy });
      }
      return {
        scans: [...now.scans.filter(({ id }) => id !== scan.id), scan],
        files: { ...now.files, ...marks },
        pending: now.pending.filter((path) => !(path in marks)),
      };
    });
  }

  /** Takes a scan off the list, whose masks are not of what its files hold now; the masks stay where they are. */
  async drop(id: string): Promise<void> {
    if (!this.#scans.delete(id)) return;
    await this.#change((now) =>
      this.#isOwn(now) ? { ...now, scans: now.scans.filter((one) => one.id !== id) } : undefined,
    );
  }

  /** The list of these scans, in this order, as far as they were predicted. */
  listOf(ids: readonly string[]): Predictions {
    const scans = ids.flatMap((id) => this.#scans.get(id) ?? []);
    return {
      version: PREDICTIONS_VERSION,
      ...this.header,
      madeFrom: this.#madeFrom,
      files: this.#files,
      pending: [],
      scans,
    };
  }

  #isOwn(now: Predictions | undefined): now is Predictions {
    return (
      now !== undefined &&
      sameHeader(now, this.header) &&
      JSON.stringify(now.madeFrom) === JSON.stringify(this.#madeFrom)
    );
  }

  async #change(next: (now: Predictions | undefined) => Lists | undefined): Promise<void> {
    await RunLock.during(join(this.folder, ".predictions.lock"), () => {
      const changed = next(read(this.folder));
      if (changed === undefined) return;
      const { scans, files, pending } = changed;
      this.#files = files;
      const made = { madeFrom: this.#madeFrom, files, pending, scans };
      const whole: Predictions = { version: PREDICTIONS_VERSION, ...this.header, ...made };
      writeJsonFile(this.path, predictionsSchema.parse(whole));
    });
  }
}

const pathIn = (folder: string) => join(folder, "predictions.json");

/**
 * The predictions that a folder lists; undefined where there are none, or those of another version.
 *
 * @throws MnError `"run"` when the list is damaged
 */
export function readPredictions(folder: string): Predictions | undefined {
  return readProduct(pathIn(folder), predictionsSchema);
}

/** As {@link readPredictions}; what is no list of ours counts as none, and is not replaced unasked. */
function read(folder: string): Predictions | undefined {
  try {
    return readPredictions(folder);
  } catch (error) {
    if (error instanceof MnError && error.path !== undefined && existsSync(error.path) && isContentFault(error))
      return undefined;
    throw error;
  }
}

const isContentFault = ({ cause }: MnError) =>
  cause instanceof SyntaxError || (cause as Error | undefined)?.name === "ZodError";

function sameHeader(
  found: PredictionsHeader,
  { leading, predictors, testTimeAugmentation, classes }: PredictionsHeader,
): boolean {
  const of = (one: PredictionsHeader) => [one.leading, one.predictors, one.testTimeAugmentation, one.classes];
  return JSON.stringify(of(found)) === JSON.stringify([leading, predictors, testTimeAugmentation, classes]);
}

async function isAsWritten(mark: Mark, path: string): Promise<boolean> {
  try {
    return await isSame(mark, { files: [{ path }] });
  } catch (error) {
    if (error instanceof ImagingError) return false; // its header is damaged
    throw error;
  }
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await readVolume(path);
    return true;
  } catch (error) {
    if (error instanceof ImagingError) return false;
    throw error;
  }
}
