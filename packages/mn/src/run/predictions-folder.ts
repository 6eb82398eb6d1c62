// A folder of masks and what it says of them. Each scan has an entry, `ID.prediction.json`: a list of one scan, written after its masks,
// so that any number of processes may predict into a folder, and be killed. A scan that cannot be predicted has `ID.fault.json`.
// predictions.json joins the entries. Files are known by their content: a mask that was corrected by hand, damaged or written by somebody
// else is told from our own.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { someOf } from "@mandn/base";
import { caseSchema, fileNameOf, ImagingError, readVolume } from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import { orRefused, readProduct, writeJsonFile, writeTextFile } from "./files.js";
import {
  isSame,
  type MadeFrom,
  type Mark,
  madeFrom,
  madeFromSchema,
  markOf,
  markSchema,
  type Sources,
} from "./freshness.js";
import { RunLock } from "./lock.js";
import { PREDICTIONS_VERSION, type PredictedScan, type Predictions, predictionsSchema } from "./results.js";

/** How every mask of a list is made, beside {@link Sources}. */
type PredictionsHeader = Pick<Predictions, "leading" | "predictors" | "testTimeAugmentation" | "classes">;

/** The codes of errors that are about one scan and say nothing of the others. */
const faultCode = z.enum(["data", "diverged", "memory"]);

/** `ID.fault.json`: why a scan was not predicted. */
const faultSchema = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1),
  image: caseSchema.shape.channels.describe("the scan's files"),
  content: markSchema.optional().describe("of these files; absent where they could not be read"),
  madeFrom: madeFromSchema.describe("the networks and settings that it was tried with"),
  code: faultCode,
  fault: z.string(),
  subject: z.string().optional(),
  path: z.string().optional(),
  remedy: z.string().optional(),
});

const ENTRY = ".prediction.json";
const FAULT = ".fault.json";

/** Whether an error is about one scan, so that others are predicted all the same. */
export function isOfScan(error: unknown): error is MnError {
  return error instanceof MnError && faultCode.safeParse(error.code).success;
}

export class PredictionsFolder {
  readonly folder: string;
  /** Entries as this process read or wrote them. */
  readonly #entries = new Map<string, Predictions | undefined>();
  #list: { readonly all: Predictions | undefined; readonly scans: ReadonlyMap<string, PredictedScan> } | undefined;

  private constructor(
    folder: string,
    private readonly header: PredictionsHeader,
    private readonly madeFrom: MadeFrom,
  ) {
    this.folder = resolve(folder);
  }

  /**
   * Looks at nothing yet, and writes nothing.
   *
   * @param sources what the masks are made from: networks and settings
   */
  static async open(folder: string, header: PredictionsHeader, sources: Sources): Promise<PredictionsFolder> {
    return new PredictionsFolder(folder, header, await madeFrom(sources));
  }

  /** The list of all entries. */
  get path(): string {
    return pathIn(this.folder);
  }

  /** What is written of a scan beside its masks: its entry, or why there is none. */
  notes(id: string): readonly [string, string] {
    return [this.#place(id, ENTRY), this.#place(id, FAULT)];
  }

  /** What is said of a scan, where its masks were made as they would be now. */
  scan(id: string): PredictedScan | undefined {
    const entry = this.#entry(id);
    return entry !== undefined && this.#isCurrent(entry) ? entry.scans[0] : undefined;
  }

  /**
   * Why a scan could not be predicted, where it would be tried on the same files in the same way now.
   *
   * @param unread whether that counts too where its files could not be read then, so that nobody knows whether they are the same
   */
  async fault(id: string, files: PredictedScan["image"], unread: boolean): Promise<MnError | undefined> {
    const found = read(this.#place(id, FAULT), faultSchema);
    if (found === undefined || !sameJson(found.madeFrom, this.madeFrom)) return undefined;
    const { code, fault, subject, path, remedy, content } = found;
    if (content === undefined ? !unread : !(await isSame(content, { files }))) return undefined;
    return new MnError(code, { fault, subject, path, remedy, caseIds: [id] });
  }

  /** Scans that are not among `ids` and whose masks were made in another way: the list would not name them. */
  others(ids: ReadonlySet<string>, entries = this.#all()): string[] {
    return entries.flatMap((entry) =>
      this.#isCurrent(entry) ? [] : entry.scans.map(({ id }) => id).filter((id) => !ids.has(id)),
    );
  }

  /** Whether a file that a scan's entry names is there as it was written. */
  async isWhole(id: string, path: string): Promise<boolean> {
    const [place, mark] = [join(this.folder, path), this.#entry(id)?.files[path]];
    return mark !== undefined && existsSync(place) && isAsWritten(mark, place);
  }

  /**
   * Whether a file of a scan that is there may be replaced: what its entry or the list names, as it was written or so damaged that it
   * cannot be read; what a prediction that was killed was about to write.
   */
  async isOurs(id: string, place: string): Promise<boolean> {
    const entry = read(this.#place(id, ENTRY), predictionsSchema); // another process may have written it meanwhile
    return (await this.#isListed(place, entry)) || this.#isListed(place, this.#listed().all);
  }

  /** As {@link isOurs}, of an entry, a fault or the list itself. */
  isOurNote(place: string): boolean {
    return read(place, place.endsWith(FAULT) ? faultSchema : predictionsSchema) !== undefined;
  }

  async #isListed(place: string, list: Predictions | undefined): Promise<boolean> {
    if (list === undefined) return false;
    const path = relative(this.folder, place);
    if (list.pending.includes(path)) return true;
    const mark = list.files[path];
    return mark !== undefined && ((await isAsWritten(mark, place)) || !(await isReadable(place)));
  }

  /**
   * Called before a scan's files are written, so that they are known as ours whatever happens.
   *
   * @param pending absolute paths of the files to come
   */
  begin(id: string, pending: readonly string[]): void {
    const before = this.#entry(id);
    const paths = pending.map((path) => relative(this.folder, path));
    this.#write(id, {
      files: before?.files ?? {},
      pending: [...new Set([...(before?.pending ?? []), ...paths])],
      scans: before !== undefined && this.#isCurrent(before) ? before.scans : [],
    });
  }

  /** Called where a scan's files were not written after all: what somebody puts in the place of those that are not there is theirs. */
  abandon(id: string): void {
    const entry = this.#entry(id);
    if (entry === undefined || entry.pending.length === 0) return;
    const pending = entry.pending.filter((path) => existsSync(join(this.folder, path)));
    const isEmpty = pending.length === 0 && entry.scans.length === 0 && Object.keys(entry.files).length === 0;
    if (isEmpty) this.#remove(id, ENTRY);
    else this.#write(id, { ...entry, pending });
  }

  /**
   * Writes the entry of a scan, whose files have been written.
   *
   * @param written absolute paths
   */
  async add(scan: PredictedScan, written: readonly string[]): Promise<void> {
    const before = this.#entry(scan.id);
    const marks: MadeFrom = {};
    for (const path of written) marks[relative(this.folder, path)] = await markOf({ files: [{ path }] });
    this.#remove(scan.id, FAULT);
    this.#write(scan.id, {
      files: { ...before?.files, ...marks },
      pending: before?.pending.filter((path) => !(path in marks)) ?? [],
      scans: [scan],
    });
  }

  /** Writes why a scan was not predicted. Masks that it has of other times stay where they are, and are not listed any more. */
  fail(id: string, image: PredictedScan["image"], content: Mark | undefined, error: MnError): void {
    this.drop(id);
    const { fault, subject, path, remedy } = error;
    const code = faultCode.parse(error.code);
    this.#makeFolder();
    writeJsonFile(
      this.#place(id, FAULT),
      faultSchema.parse({
        version: 1,
        id,
        image,
        ...(content && { content }),
        madeFrom: this.madeFrom,
        code,
        fault,
        ...(subject !== undefined && { subject }),
        ...(path !== undefined && { path }),
        ...(remedy !== undefined && { remedy }),
      }),
    );
  }

  /** Takes a scan off the list; its masks stay where they are, and are known as ours. */
  drop(id: string): void {
    const entry = this.#entry(id);
    if (entry !== undefined && entry.scans.length > 0) this.#write(id, { ...entry, scans: [] });
  }

  /**
   * Writes the list of all entries, by the scans' ids, where it is not as it should be.
   *
   * @throws MnError `"usage"` where masks by other networks or settings are among them
   */
  async join(): Promise<void> {
    if (existsSync(this.path) && orRefused(this.path, "read", () => readFileSync(this.path, "utf8")) === this.#joined())
      return; // nothing is written where nothing has changed
    if (!existsSync(this.folder)) return;
    await RunLock.during(join(this.folder, ".predictions.lock"), () => {
      const text = this.#joined();
      if (text !== undefined) writeTextFile(this.path, text);
    });
  }

  /** Undefined where there is no entry. */
  #joined(): string | undefined {
    this.#list = undefined;
    const all = this.#all();
    if (all.length === 0) return undefined;
    this.assertAlike(new Set(), all);
    const scans = all.flatMap((entry) => entry.scans).sort((a, b) => (a.id < b.id ? -1 : 1));
    const list: Predictions = { ...this.#head(), ...filesOf(all), scans };
    return `${JSON.stringify(list, null, 1)}\n`;
  }

  /**
   * @param ids scans whose masks are made anew
   * @throws MnError `"usage"` where masks of others were made by other networks or settings
   */
  assertAlike(ids: ReadonlySet<string>, entries = this.#all()): void {
    const others = this.others(ids, entries);
    if (others.length === 0) return;
    const fault = `lists masks by other networks or settings, which would be left among the new ones: ${someOf(others, 5)}`;
    const remedy = "Move them away, choose another folder, or let mn predict replace them with --overwrite.";
    throw new MnError("usage", fault, { path: this.folder, caseIds: others, remedy });
  }

  /** The list of these scans, in this order, as far as they were predicted. */
  listOf(ids: readonly string[]): Predictions {
    const entries = ids.flatMap((id) => (this.scan(id) === undefined ? [] : (this.#entry(id) as Predictions)));
    const { files } = filesOf(entries);
    return { ...this.#head(), files, pending: [], scans: entries.flatMap(({ scans }) => scans) };
  }

  #head() {
    const { leading, predictors, testTimeAugmentation, classes } = this.header;
    const version = PREDICTIONS_VERSION as typeof PREDICTIONS_VERSION;
    return { version, leading, predictors, testTimeAugmentation, classes, madeFrom: this.madeFrom };
  }

  #isCurrent({ leading, predictors, testTimeAugmentation, classes, madeFrom: made }: Predictions): boolean {
    const { version: _, ...own } = this.#head();
    return sameJson({ leading, predictors, testTimeAugmentation, classes, madeFrom: made }, own);
  }

  #place(id: string, ending: string): string {
    return join(this.folder, `${fileNameOf(id)}${ending}`);
  }

  #entry(id: string): Predictions | undefined {
    if (!this.#entries.has(id)) {
      this.#entries.set(id, read(this.#place(id, ENTRY), predictionsSchema) ?? this.#listedEntry(id));
    }
    return this.#entries.get(id);
  }

  /** Every entry as it is now. */
  #all(): Predictions[] {
    const names = existsSync(this.folder) ? orRefused(this.folder, "read", () => readdirSync(this.folder)) : [];
    const entries: Predictions[] = [];
    const found = new Set(names.filter((name) => name.endsWith(ENTRY)));
    for (const name of found) {
      const entry = read(join(this.folder, name), predictionsSchema);
      if (entry !== undefined) entries.push(entry);
    }
    for (const id of this.#listed().scans.keys()) {
      const entry = found.has(`${fileNameOf(id)}${ENTRY}`) ? undefined : this.#listedEntry(id);
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  /** predictions.json, read when it is first asked for. */
  #listed() {
    if (this.#list === undefined) {
      const all = read(this.path, predictionsSchema);
      this.#list = { all, scans: new Map(all?.scans.map((scan) => [scan.id, scan])) };
    }
    return this.#list;
  }

  /** What the list says of a scan that has no entry: versions before there were entries wrote nothing else. */
  #listedEntry(id: string): Predictions | undefined {
    const { all, scans } = this.#listed();
    const scan = scans.get(id);
    if (all === undefined || scan === undefined) return undefined;
    const paths = Object.values(scan.masks).flatMap(({ path, probabilities }) => [path, probabilities ?? path]);
    const files = Object.fromEntries(paths.flatMap((path) => (all.files[path] ? [[path, all.files[path]]] : [])));
    return { ...all, files, pending: [], scans: [scan] };
  }

  #write(id: string, lists: Pick<Predictions, "scans" | "files" | "pending">): void {
    const { files, pending, scans } = lists;
    const entry: Predictions = predictionsSchema.parse({ ...this.#head(), files, pending, scans });
    this.#makeFolder();
    writeJsonFile(this.#place(id, ENTRY), entry);
    this.#entries.set(id, entry);
  }

  #remove(id: string, ending: string): void {
    const place = this.#place(id, ending);
    orRefused(place, "removed", () => rmSync(place, { force: true }));
    if (ending === ENTRY) this.#entries.delete(id);
  }

  #makeFolder(): void {
    orRefused(this.folder, "made", () => mkdirSync(this.folder, { recursive: true }));
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

/** As {@link readProduct}; what is no such file of ours counts as none, and is not replaced unasked. */
function read<Schema extends Parameters<typeof readProduct>[1]>(
  path: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  try {
    return readProduct(path, schema);
  } catch (error) {
    if (error instanceof MnError && existsSync(path) && isContentFault(error)) return undefined;
    throw error;
  }
}

const isContentFault = ({ cause }: MnError) =>
  cause instanceof SyntaxError || (cause as Error | undefined)?.name === "ZodError";

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function filesOf(entries: readonly Predictions[]): Pick<Predictions, "files" | "pending"> {
  const files = Object.fromEntries(entries.flatMap((entry) => Object.entries(entry.files)));
  return { files, pending: entries.flatMap(({ pending }) => pending) };
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
