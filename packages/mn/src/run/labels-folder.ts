/**
 * The labels that people save, in a folder of their own beside a run or a dataset: each one an immutable version, `.versions/ID/0003.nii.gz`,
 * that exists once its line is in `.versions/journal.jsonl`; a copy of the newest as `ID.nii.gz`, for other programs; and drafts.
 * What trains reads versions alone, so later corrections never enter it. Whoever writes holds the folder's lock.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { contentHash, withLock, writeAtomicallySync } from "@mandn/base";
import { fileNameOf } from "@mandn/imaging";
import { z } from "zod";
import { MnError } from "../errors.js";
import { copyFile, orRefused } from "./files.js";
import { appendLine, linesOf } from "./line-file.js";

const VERSIONS = ".versions";
const DRAFTS = ".drafts";
const JOURNAL = "journal.jsonl";

const happened = {
  /** The scan. */
  id: z.string().min(1),
  time: z.number().describe("milliseconds since 1970"),
  who: z.string(),
};

/** One line of the journal. */
const entrySchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("saved"),
    ...happened,
    version: z.int().min(1),
    file: z.string().min(1).describe("relative to the folder"),
    sha256: z.string().describe("of that file"),
    begunFrom: z.string().describe("a network, a version, `nothing`"),
    seconds: z.number().nonnegative().describe("that were spent on it"),
    changedVoxels: z.int().nonnegative().describe("that differ from what it began from"),
    diceToPrediction: z.number().min(0).max(1).nullable().describe("null where nothing was predicted"),
    run: z.string().nullable().describe("the name of the run that was looked at, if it was one"),
  }),
  z.strictObject({ kind: z.literal("skipped"), ...happened, because: z.string() }),
  /** What was skipped is to be done after all. */
  z.strictObject({ kind: z.literal("to-do"), ...happened }),
]);
type Entry = z.infer<typeof entrySchema>;

/** A saved label. */
export type SavedLabel = Extract<Entry, { kind: "saved" }>;

/** What is known of a label that is to be saved. */
export type LabelFacts = Omit<SavedLabel, "kind" | "id" | "version" | "file" | "sha256" | "time">;

const draftSchema = z.strictObject({
  version: z.int().nonnegative().describe("of the saved label that was there when it was begun"),
  time: z.number(),
  who: z.string(),
  begunFrom: z.string(),
  seconds: z.number().nonnegative().describe("that were spent on it"),
  at: z
    .tuple([z.int().nonnegative(), z.int().nonnegative(), z.int().nonnegative()])
    .optional()
    .describe("of a scan too large to be shown whole: the first voxel of the box that the mask is of, in RAS order"),
});

/** A mask that is being worked on. */
export interface Draft extends z.infer<typeof draftSchema> {
  /** The mask, as whoever saves drafts writes it. */
  readonly mask: Uint8Array;
}

/** What was saved meanwhile by somebody else. */
export class OtherVersion extends MnError {
  constructor(
    /** Of the label that is saved now. */
    readonly version: number,
    fault: string,
    path: string,
  ) {
    super("run", fault, { path, remedy: "Look at what was saved, then save again over it, or begin from it." });
  }
}

interface Journal {
  /** By scan, the first first. */
  readonly labels: ReadonlyMap<string, readonly SavedLabel[]>;
  /** By scan, why it is skipped. */
  readonly skipped: ReadonlyMap<string, string>;
}

export class LabelsFolder {
  #read: { readonly state: string; readonly journal: Journal } | undefined;

  /** @param root the folder; made when something is saved first */
  constructor(readonly root: string) {}

  /** The versions of a scan's label, the first first. @throws MnError `"run"` when the journal is damaged or cannot be read */
  versions(id: string): readonly SavedLabel[] {
    return this.#journal().labels.get(id) ?? [];
  }

  /** The newest; undefined where none was saved. @throws as {@link versions} */
  label(id: string): SavedLabel | undefined {
    return this.versions(id).at(-1);
  }

  /** The newest label of every scan that has one. @throws as {@link versions} */
  newest(): readonly SavedLabel[] {
    return [...this.#journal().labels.values()].flatMap((all) => all.at(-1) ?? []);
  }

  /** Every version of every scan. @throws as {@link versions} */
  all(): readonly SavedLabel[] {
    return [...this.#journal().labels.values()].flat();
  }

  /** Why a scan is skipped; undefined where it is not. @throws as {@link versions} */
  skipped(id: string): string | undefined {
    return this.#journal().skipped.get(id);
  }

  /** Where the file of a saved label lies, which is never changed again. */
  pathOf({ file }: SavedLabel): string {
    return join(this.root, file);
  }

  /** Changes whenever something is saved, skipped or drafted, also by another process. */
  get state(): string {
    return `${this.#journalState} ${stateOf(join(this.root, DRAFTS))}`;
  }

  /** @throws MnError `"run"` when it is damaged or cannot be read */
  draft(id: string): Draft | undefined {
    const path = this.#draftOf(id);
    if (!existsSync(path)) return undefined;
    const bytes = orRefused(path, "read", () => readFileSync(path));
    const end = bytes.indexOf("\n");
    const { data, error } = draftSchema.safeParse(end < 0 ? undefined : parsed(bytes.toString("utf8", 0, end)));
    if (data !== undefined) return { ...data, mask: bytes.subarray(end + 1) };
    throw new MnError("run", "is no draft of this program", { path, remedy: "Move it away.", cause: error });
  }

  hasDraft(id: string): boolean {
    return existsSync(this.#draftOf(id));
  }

  /**
   * Keeps a draft, in the place of the one before.
   *
   * @param onto the time of the draft that is replaced, 0 for none; undefined: whichever
   * @returns when it was kept
   * @throws OtherVersion when another label was saved since it was begun, or another draft than `onto` is there
   */
  saveDraft(id: string, { mask, ...header }: Omit<Draft, "time">, onto?: number): Promise<number> {
    return this.#alone(() => {
      this.#assertVersion(id, header.version);
      const before = this.draft(id);
      if (onto !== undefined && (before?.time ?? 0) !== onto) {
        const fault =
          before === undefined
            ? "the draft was taken away"
            : `${before.who} kept another draft, ${moment(before.time)}`;
        throw new OtherVersion(header.version, fault, this.#draftOf(id));
      }
      const time = Math.max(Date.now(), (before?.time ?? 0) + 1); // no two of one time
      this.#make(join(this.root, DRAFTS));
      const line = `${JSON.stringify(draftSchema.parse({ ...header, time }))}\n`;
      orRefused(this.root, "written", () => writeAtomicallySync(this.#draftOf(id), [Buffer.from(line), mask]));
      return time;
    });
  }

  /**
   * Saves a label: the version's file, then its line in the journal, by which it counts, then the copy for other programs. The draft
   * is taken away. Killed at any moment, the folder holds the label before or this one.
   *
   * @param expected the version that is saved now, 0 for none
   * @param ending of the file's name: `.nii.gz`
   * @param write writes the mask to a path, whole or not at all
   * @throws OtherVersion when another version is saved; MnError `"run"` when the copy was changed by another program, or the system
   * refuses; what `write` throws
   */
  save(
    id: string,
    expected: number,
    { ending, facts, write }: { ending: string; facts: LabelFacts; write: (path: string) => Promise<void> },
  ): Promise<SavedLabel> {
    return this.#alone(async () => {
      this.#assertVersion(id, expected);
      await this.#assertOurs(id, ending);
      const version = expected + 1;
      const name = fileNameOf(id);
      this.#make(join(this.root, VERSIONS, name));
      const file = join(VERSIONS, name, `${String(version).padStart(4, "0")}${ending}`);
      await write(join(this.root, file));
      const sha256 = await contentHash(join(this.root, file));
      const time = Math.max(Date.now(), (this.label(id)?.time ?? 0) + 1);
      const saved: SavedLabel = { kind: "saved", id, version, file, sha256, time, ...facts };
      this.#append(saved);
      copyFile(join(this.root, file), this.#copyOf(id, ending));
      this.#dropDraft(id);
      return saved;
    });
  }

  /** Notes that a scan is not to be labelled, or is after all. @param because why; undefined: it is to be done */
  setSkipped(id: string, who: string, because: string | undefined): Promise<void> {
    return this.#alone(() => {
      const time = Date.now();
      this.#append(
        because === undefined ? { kind: "to-do", id, time, who } : { kind: "skipped", id, time, who, because },
      );
    });
  }

  /**
   * Finishes what a process began that was killed within a save: the copy of a label that is missing or that of the version before
   * becomes the newest one's. What another program wrote there stays.
   */
  async mend(): Promise<void> {
    if (!existsSync(this.#journalPath)) return;
    await this.#alone(async () => {
      for (const saved of this.newest()) {
        const ending = saved.file.slice(join(VERSIONS, fileNameOf(saved.id), "0000").length);
        const copy = this.#copyOf(saved.id, ending);
        const before = this.versions(saved.id).at(-2);
        const held = existsSync(copy) ? await contentHash(copy) : undefined;
        if (held === undefined || held === before?.sha256) copyFile(this.pathOf(saved), copy);
      }
    });
  }

  #assertVersion(id: string, expected: number): void {
    const saved = this.label(id);
    if ((saved?.version ?? 0) === expected) return;
    const now =
      saved === undefined
        ? "no label is saved"
        : `version ${saved.version} was saved by ${saved.who}, ${moment(saved.time)}`;
    throw new OtherVersion(saved?.version ?? 0, `${now}; this one began from version ${expected}`, this.root);
  }

  /** What another program wrote into the copy would be lost. */
  async #assertOurs(id: string, ending: string): Promise<void> {
    const path = this.#copyOf(id, ending);
    if (!existsSync(path)) return;
    const held = await contentHash(path);
    if (this.versions(id).some(({ sha256 }) => sha256 === held)) return;
    const remedy = "Move it away, or add it to the dataset's labels, then save again.";
    throw new MnError("run", "was written by another program", { path, remedy });
  }

  /** Runs `work` while no other writer is at work in the folder. */
  #alone<T>(work: () => T | Promise<T>): Promise<T> {
    this.#make(this.root);
    return withLock(
      join(this.root, ".lock"),
      async () => work(),
      () => {},
    );
  }

  /** Only the last folder of a path is made: a run that was moved away is not begun anew. */
  #make(folder: string): void {
    if (existsSync(folder)) return;
    if (folder !== this.root) this.#make(this.root);
    orRefused(folder, "made", () => mkdirSync(folder, { recursive: folder !== this.root }));
  }

  #append(entry: Entry): void {
    this.#make(join(this.root, VERSIONS));
    appendLine(this.#journalPath, JSON.stringify(entrySchema.parse(entry)));
  }

  #dropDraft(id: string): void {
    orRefused(this.root, "removed", () => rmSync(this.#draftOf(id), { force: true }));
  }

  get #journalPath(): string {
    return join(this.root, VERSIONS, JOURNAL);
  }

  get #journalState(): string {
    return stateOf(this.#journalPath);
  }

  #draftOf(id: string): string {
    return join(this.root, DRAFTS, `${fileNameOf(id)}.draft`);
  }

  #copyOf(id: string, ending: string): string {
    return join(this.root, `${fileNameOf(id)}${ending}`);
  }

  /** What the journal says, read again when its file has changed. */
  #journal(): Journal {
    const state = this.#journalState;
    if (this.#read?.state === state) return this.#read.journal;
    const labels = new Map<string, SavedLabel[]>();
    const skipped = new Map<string, string>();
    let number = 0;
    for (const { text } of linesOf(this.#journalPath)) {
      number += 1;
      const { data: entry, error } = entrySchema.safeParse(parsed(text));
      if (entry === undefined) {
        const remedy = "Bring back a copy of the file, or delete the line: the versions themselves are not touched.";
        throw new MnError("run", `line ${number} is not as it was written`, {
          path: this.#journalPath,
          remedy,
          cause: error,
        });
      }
      if (entry.kind === "skipped") skipped.set(entry.id, entry.because);
      else skipped.delete(entry.id);
      if (entry.kind === "saved") labels.set(entry.id, [...(labels.get(entry.id) ?? []), entry]);
    }
    const journal = { labels, skipped };
    this.#read = { state, journal };
    return journal;
  }
}

/** What JSON holds; undefined for what is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function stateOf(path: string): string {
  const status: Stats | undefined = orRefused(path, "read", () => statSync(path, { throwIfNoEntry: false }));
  return status === undefined ? "none" : `${status.size} ${status.mtimeMs} ${status.ino}`;
}

const moment = (time: number) => `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
