// A folder of masks and what it says of them. Each scan has an entry, `ID.prediction.json`: a list of one scan, written after its masks,
// so that any number of processes may predict into a folder, and be killed. A scan that cannot be predicted has `ID.fault.json`.
// predictions.json joins the entries. Files are known by their content: a mask that was corrected by hand, damaged or written by somebody
// else is told from our own.
import { existsSync, mkdirSync, opendirSync, rmSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { CompactTexts, removeTemporaries, someOf } from "@mandn/base";
import { caseSchema, fileNameOf, ImagingError, readVolume } from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import { beginningOf, holdsPieces, orRefused, readProduct, writeJsonFile, writePieces } from "./files.js";
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
export type PredictionsHeader = Pick<Predictions, "leading" | "predictors" | "testTimeAugmentation" | "classes">;

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
/** So many entries are kept in memory: more than are looked at together. */
const KEPT = 64;

/** Whether an error is about one scan, so that others are predicted all the same. */
export function isOfScan(error: unknown): error is MnError {
  return error instanceof MnError && faultCode.safeParse(error.code).success;
}

export class PredictionsFolder {
  readonly folder: string;
  /** The last entries that this process read or wrote, as they were then. */
  readonly #entries = new Map<string, Predictions | undefined>();
  readonly #own: string;
  #old: { readonly all: Predictions | undefined; readonly scans: ReadonlyMap<string, PredictedScan> } | undefined;

  private constructor(
    folder: string,
    readonly header: PredictionsHeader,
    private readonly madeFrom: MadeFrom,
  ) {
    this.folder = resolve(folder);
    this.#own = ownText(this.#head());
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
  others(ids: ReadonlySet<string>): string[] {
    const others: string[] = [];
    for (const entry of this.#all(this.#names())) others.push(...this.#othersIn(entry).filter((id) => !ids.has(id)));
    return others;
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
    return (await this.#isListed(place, entry)) || this.#isListed(place, this.#oldList().all);
  }

  /** As {@link isOurs}, of an entry, a fault or the list itself. */
  isOurNote(place: string): boolean {
    if (place === this.path && beginningOf(place, JOINED.length) === JOINED) return true; // it may be too long to be read
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
   * Writes the list of all entries, by the names of the scans' files, where it is not as it should be. Entries are taken one at a time.
   *
   * @throws MnError `"usage"` where masks by other networks or settings are among them
   */
  async join(): Promise<void> {
    const names = this.#names();
    if (names.length === 0) return;
    if (existsSync(this.path) && holdsPieces(this.path, this.#joined(names))) return; // nothing is written where nothing has changed
    await RunLock.during(join(this.folder, ".predictions.lock"), () => {
      this.#replaceOldList();
      removeTemporaries(this.folder, basename(this.path)); // of one that was killed here
      writePieces(this.path, this.#joined(this.#names()));
    });
  }

  /** The text of the list: a line for each file, and for each scan. */
  *#joined(names: CompactTexts): Generator<string> {
    const { version, ...head } = this.#head();
    const pending: string[] = [];
    const others: string[] = [];
    yield `${JSON.stringify({ version, joined: true, ...head }).slice(0, -1)},\n"files":{`;
    let separator = "\n";
    for (const entry of this.#all(names)) {
      others.push(...this.#othersIn(entry));
      pending.push(...entry.pending);
      for (const [path, mark] of Object.entries(entry.files)) {
        yield `${separator}${JSON.stringify(path)}:${JSON.stringify(mark)}`;
        separator = ",\n";
      }
    }
    this.#refuse(others);
    yield `},\n"pending":${JSON.stringify(pending)},\n"scans":[`;
    separator = "\n";
    for (const { scans } of this.#all(names)) {
      for (const scan of scans) {
        yield `${separator}${JSON.stringify(scan)}`;
        separator = ",\n";
      }
    }
    yield "]}\n";
  }

  /**
   * @param ids scans whose masks are made anew
   * @throws MnError `"usage"` where masks of others were made by other networks or settings
   */
  assertAlike(ids: ReadonlySet<string>): void {
    this.#refuse(this.others(ids));
  }

  #refuse(others: readonly string[]): void {
    if (others.length === 0) return;
    const fault = `lists masks by other networks or settings, which would be left among the new ones: ${someOf(others, 5)}`;
    const remedy = "Move away what is there, choose another folder, or let mn predict replace it with --overwrite.";
    throw new MnError("usage", fault, { path: this.folder, caseIds: others, remedy });
  }

  /** The list of these scans, in this order, as far as they were predicted. */
  listOf(ids: readonly string[]): Predictions {
    const list: Predictions = { ...this.#head(), files: {}, pending: [], scans: [] };
    for (const id of ids) {
      const scan = this.scan(id);
      if (scan === undefined) continue;
      list.scans.push(scan);
      Object.assign(list.files, this.#entry(id)?.files);
    }
    return list;
  }

  #head() {
    const { leading, predictors, testTimeAugmentation, classes } = this.header;
    const version = PREDICTIONS_VERSION as typeof PREDICTIONS_VERSION;
    return { version, leading, predictors, testTimeAugmentation, classes, madeFrom: this.madeFrom };
  }

  #isCurrent(entry: Predictions): boolean {
    return ownText(entry) === this.#own;
  }

  #othersIn(entry: Predictions): string[] {
    return this.#isCurrent(entry) ? [] : entry.scans.map(({ id }) => id);
  }

  #place(id: string, ending: string): string {
    return join(this.folder, `${fileNameOf(id)}${ending}`);
  }

  #entry(id: string): Predictions | undefined {
    if (!this.#entries.has(id)) {
      this.#keep(id, read(this.#place(id, ENTRY), predictionsSchema) ?? this.#oldEntry(id));
    }
    return this.#entries.get(id);
  }

  #keep(id: string, entry: Predictions | undefined): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > KEPT && oldest !== undefined) this.#entries.delete(oldest);
  }

  /** The names of all entries as they are now, without their ending. */
  #names(): CompactTexts {
    const names = new CompactTexts();
    if (!existsSync(this.folder)) return names;
    orRefused(this.folder, "read", () => {
      const folder = opendirSync(this.folder);
      try {
        for (let one = folder.readSync(); one !== null; one = folder.readSync())
          if (one.name.endsWith(ENTRY)) names.add(one.name.slice(0, -ENTRY.length));
      } finally {
        folder.closeSync();
      }
    });
    for (const id of this.#oldList().scans.keys()) if (!existsSync(this.#place(id, ENTRY))) names.add(fileNameOf(id));
    return names;
  }

  /** Entries by their names, in order, one at a time. */
  *#all(names: CompactTexts): Generator<Predictions> {
    const old = new Map(Array.from(this.#oldList().scans.keys(), (id) => [fileNameOf(id), id] as const));
    for (const name of names.sorted()) {
      const entry = read(join(this.folder, `${name}${ENTRY}`), predictionsSchema) ?? this.#oldEntry(old.get(name));
      if (entry !== undefined) yield entry;
    }
  }

  /** predictions.json of a version that wrote nothing else, read when it is first asked for; nothing where it joins entries. */
  #oldList() {
    if (this.#old === undefined) {
      const isJoined = beginningOf(this.path, JOINED.length) === JOINED;
      const all = isJoined ? undefined : read(this.path, predictionsSchema);
      this.#old = { all, scans: new Map(all?.scans.map((scan) => [scan.id, scan])) };
    }
    return this.#old;
  }

  /** Gives every scan of such a list an entry of its own, as the list that joins entries promises. */
  #replaceOldList(): void {
    const { scans } = this.#oldList();
    if (scans.size > 0) this.assertAlike(new Set());
    for (const id of scans.keys()) {
      const place = this.#place(id, ENTRY);
      if (!existsSync(place)) writeJsonFile(place, this.#oldEntry(id));
    }
    this.#old = undefined;
  }

  /** What such a list says of a scan. */
  #oldEntry(id: string | undefined): Predictions | undefined {
    const { all, scans } = this.#oldList();
    const scan = id === undefined ? undefined : scans.get(id);
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
    this.#keep(id, entry);
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

/** How a list that joins entries begins. */
const JOINED = `{"version":${PREDICTIONS_VERSION},"joined":true`;

/** What all masks of a list have in common, as text. */
const ownText = ({
  leading,
  predictors,
  testTimeAugmentation,
  classes,
  madeFrom: made,
}: Omit<Predictions, "files" | "pending" | "scans">) =>
  JSON.stringify([leading, predictors, testTimeAugmentation, classes, made]);

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
