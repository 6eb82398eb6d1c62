// A scan that is open: its voxels, the mask that is being made, the masks and maps that lie over it, and where in it one looks. It knows
// which saved label its mask began from, and saves drafts of it by itself.

import type { VoxelArray } from "@mandn/imaging/pure";
import { computed, signal } from "@preact/signals";
import type { MaskClass, Saved, Scan, Versions, VolumeHeader } from "./api.js";
import { CallError, type Client, fitsOnLeaving, type Shown } from "./client.js";
import { mostDifferent } from "./mask/compare.js";
import { MaskEditor, type Patch } from "./mask/editor.js";
import type { SlicePoint } from "./mask/fill.js";
import { type Axis, clamped, type MaskGrid, type Three } from "./mask/grid.js";
import { decodeRuns, type MaskVoxels } from "./mask/runs.js";
import { sharedMemory } from "./shared.js";
import type { PlaneName } from "./view/planes.js";

/** What a mask may begin from beside masks that there are. */
export const NOTHING = "nothing";

/** A map that lies over the scan: the networks' disagreement, or a network's probability of a class. */
export type MapName = "disagreement" | { readonly network: string; readonly value: number };

/** A closed line that is being drawn in a slice. */
export interface Line {
  readonly plane: PlaneName;
  readonly place: number;
  readonly points: readonly SlicePoint[];
}

/** Milliseconds after the last change until a draft is saved, and the most after the first. */
const QUIET = 2000;
const LATEST = 20_000;

/** Milliseconds until a draft that could not be saved is tried again. */
const AGAIN = 5000;

export class ScanSession {
  /** Where the planes meet, a voxel. */
  readonly cursor;
  readonly window;
  readonly zoom = signal(1);
  /** What is in the middle of each plane, where it was moved. */
  readonly middles = signal<Partial<Record<PlaneName, readonly [number, number]>>>({});
  /** Counts the changes of the mask, so that what shows it is drawn anew. */
  readonly revision = signal(0);
  /** Counts the edits: the mask between two strokes. */
  readonly edits = signal(0);
  readonly image;
  readonly channel = signal(0);
  readonly line = signal<Line | null>(null);
  readonly version;
  readonly begunFrom;
  /** The network whose mask is waited for to begin from. */
  readonly starting = signal<string | null>(null);
  /** The edits that are in a draft or a label. */
  readonly #savedEdits = signal(0);
  /** Whether something is not in a draft or a label yet. */
  readonly isDirty = computed(() => this.edits.value !== this.#savedEdits.value);
  /** Whether something is not in a label yet. */
  readonly isChanged = signal(false);
  /** The version that is saved since somebody else saved a label, or a draft, after this mask began. */
  readonly conflict = signal<number | null>(null);
  /** Masks that were fetched, by name. */
  readonly masks = signal<ReadonlyMap<string, MaskVoxels>>(new Map());
  readonly map = signal<{ readonly name: MapName; readonly bytes: Uint8Array } | null>(null);
  seconds;
  /** When the draft was saved that the mask follows; null: whatever there is. */
  #draft: number | null;
  #saving: Promise<unknown> = Promise.resolve();
  #isSaving = false;
  #dirtySince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    private readonly client: Client,
    readonly id: string,
    readonly header: VolumeHeader,
    readonly grid: MaskGrid,
    readonly editor: MaskEditor,
    begun: {
      readonly image: VoxelArray;
      readonly name: string;
      readonly version: number;
      readonly seconds: number;
      readonly draft: number;
      /** Tells of a draft that could not be saved. */
      readonly onFault: (error: unknown) => void;
    },
  ) {
    this.image = signal(begun.image);
    this.begunFrom = signal(begun.name);
    this.version = signal(begun.version);
    this.seconds = begun.seconds;
    this.#draft = begun.draft;
    this.window = signal<readonly [low: number, high: number]>(header.window);
    this.cursor = signal(clamped(grid.shape.map((size) => (size - 1) / 2) as unknown as Three, grid));
    this.onFault = begun.onFault;
  }

  private readonly onFault: (error: unknown) => void;

  /** What of the scan the image and the masks are of. */
  get shown(): Shown {
    return { id: this.id, at: this.header.part?.first ?? null };
  }

  /**
   * Opens a scan: with its draft, else with its label, else with the reference. Networks, which may take a minute, are asked by
   * {@link startFrom}.
   *
   * @param at where the part of a large scan begins; null: the part that is to be looked at first
   * @throws CallError where the server has not what it says
   */
  static async open(
    client: Client,
    { id, masks }: Scan,
    classes: readonly MaskClass[],
    onFault: (error: unknown) => void,
    at: Three | null = null,
  ): Promise<ScanSession> {
    const first = ["draft", "label", "reference"].find((name) => masks.includes(name));
    const { header, load } = await client.image({ id, at }, 0);
    const shown = { id, at: header.part?.first ?? null };
    const [image, fetched] = await Promise.all([load(), first === undefined ? undefined : client.mask(shown, first)]);
    const { shape, spacing } = header;
    const voxels = emptyMask(classes, shape[0] * shape[1] * shape[2]);
    if (fetched !== undefined) decodeRuns(fetched.runs, voxels);
    const name = fetched?.begunFrom ?? (first === "label" ? `v${fetched?.version}` : (first ?? NOTHING));
    const { version = 0, seconds = 0, draft = 0 } = fetched ?? {};
    const begun = { image, name, version, seconds, draft, onFault };
    const session = new ScanSession(client, id, header, { shape, spacing }, new MaskEditor(voxels), begun);
    session.isChanged.value = first === "draft";
    return session;
  }

  /** Begins a scan that has no mask from a network's, which is no edit. @returns whether it did: not where one has painted meanwhile */
  async startFrom(name: string): Promise<boolean> {
    this.starting.value = name;
    try {
      // Not kept beside: it may be the size of the scan, and is fetched again in no time.
      const voxels = this.#decoded((await this.client.mask(this.shown, name)).runs);
      if (this.edits.value > 0 || this.editor.isOpen) return false;
      this.editor.voxels.set(voxels);
      this.begunFrom.value = name;
      this.revision.value++;
      return true;
    } finally {
      this.starting.value = null;
    }
  }

  /** A mask of the scan, fetched once. @param isUrgent asks networks also while a training has the processor */
  async mask(name: string, isUrgent = false): Promise<MaskVoxels> {
    const known = this.masks.value.get(name);
    if (known !== undefined) return known;
    const voxels = this.#decoded((await this.client.mask(this.shown, name, isUrgent)).runs);
    this.masks.value = new Map([...this.masks.value, [name, voxels]]);
    return voxels;
  }

  #decoded(runs: Uint8Array): MaskVoxels {
    const voxels = this.editor.voxels.slice();
    decodeRuns(runs, voxels);
    return voxels;
  }

  /** The labels that were saved, the last first. */
  async versions(): Promise<Versions> {
    return (await this.client.versions(this.id)).toReversed();
  }

  async showMap(name: MapName | null): Promise<void> {
    this.map.value = name && { name, bytes: await this.client.map(this.shown, name, this.editor.voxels.length) };
  }

  async showChannel(channel: number): Promise<void> {
    const { header, load } = await this.client.image(this.shown, channel);
    this.image.value = await load();
    this.channel.value = channel;
    this.window.value = header.window;
  }

  /** Goes to the slice in which two masks differ most. @returns whether they differ at all */
  async goToMostDifferent(names: readonly [string, string], through: Axis): Promise<boolean> {
    const [a, b] = await Promise.all(names.map((name) => this.mask(name)));
    const found = mostDifferent(a as MaskVoxels, b as MaskVoxels, this.grid, through);
    if (found !== null) this.cursor.value = found;
    return found !== null;
  }

  /** Shows what was written so far of an edit. */
  touch(): void {
    if (this.editor.isOpen) this.revision.value++;
  }

  /** Ends an edit. @returns whether it changed anything */
  finish(name: string): boolean {
    const isChanged = this.editor.finish(name);
    if (isChanged) this.#changed();
    return isChanged;
  }

  /** Writes what work on the mask comes to. @returns whether it changed anything */
  apply(patch: Patch, name: string): boolean {
    const isChanged = this.editor.apply(patch, name);
    if (isChanged) this.#changed();
    return isChanged;
  }

  /** @returns what was taken back; null where there is nothing */
  undo(): string | null {
    const name = this.editor.undo();
    if (name !== null) this.#changed();
    return name;
  }

  redo(): string | null {
    const name = this.editor.redo();
    if (name !== null) this.#changed();
    return name;
  }

  /** Makes the mask another one, as an edit that undo takes back. */
  async beginFrom(name: string): Promise<void> {
    const other = name === NOTHING ? this.editor.voxels.slice().fill(0) : await this.mask(name);
    this.editor.replace(other, `begin from ${name}`);
    this.begunFrom.value = name;
    this.#changed();
  }

  #changed(): void {
    this.revision.value++;
    this.edits.value++;
    this.isChanged.value = true;
    const now = Date.now();
    this.#dirtySince ??= now;
    this.#saveIn(Math.min(QUIET, this.#dirtySince + LATEST - now));
  }

  #saveIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.saveDraft().catch(this.onFault), milliseconds);
  }

  /**
   * Saves what was painted as a draft, where that was not done yet. Strokes that are not over are left out.
   *
   * @param isLeaving the page goes away
   * @throws CallError where the server does not take it; it is tried again
   */
  async saveDraft(isLeaving = false): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.isDirty.value || this.conflict.value !== null) return;
    this.#dirtySince = undefined;
    const send = async () => {
      const edits = this.edits.value;
      const sent = this.#sent();
      // A page that goes away can't wait for the draft that is on its way, which this one follows.
      const draft = isLeaving && this.#isSaving ? null : sent.draft;
      const saved = await this.client.saveDraft(this.shown, { ...sent, draft }, isLeaving);
      this.#draft = saved.time;
      this.#savedEdits.value = edits;
      return saved;
    };
    await this.#save(isLeaving ? send() : this.#saving.then(send));
  }

  /** Whether something would be lost if the page went away now: what is too large to be sent on, or waits for a decision. */
  get isLostOnLeaving(): boolean {
    return this.isDirty.value && (this.conflict.value !== null || !fitsOnLeaving(this.editor.settled()));
  }

  /**
   * Saves the mask as a label, a new version.
   *
   * @throws CallError where the server does not take it, with the version where somebody else saved one
   */
  async saveLabel(): Promise<Saved> {
    clearTimeout(this.#timer);
    this.#dirtySince = undefined;
    let edits = 0;
    const send = () => {
      edits = this.edits.value;
      return this.client.saveLabel(this.shown, this.#sent());
    };
    const saved = await this.#save(this.#saving.then(send));
    this.version.value = saved.version;
    this.begunFrom.value = `v${saved.version}`;
    this.#draft = 0;
    this.#savedEdits.value = edits;
    this.isChanged.value = this.isDirty.value;
    this.seconds = 0;
    return saved;
  }

  async #save(saving: Promise<Saved>): Promise<Saved> {
    this.#saving = saving.catch(() => undefined);
    this.#isSaving = true;
    try {
      return await saving;
    } catch (error) {
      if (error instanceof CallError && error.status === 412) this.conflict.value = error.version ?? 0;
      else this.#saveIn(AGAIN);
      throw error;
    } finally {
      this.#isSaving = false;
    }
  }

  /** Goes on with this mask, now as a change of what somebody else saved. */
  async keepMine(): Promise<void> {
    if (this.conflict.value === null) return;
    this.version.value = this.conflict.value;
    this.conflict.value = null;
    this.#draft = null;
    await this.saveDraft();
  }

  /** Takes what somebody else saved, a label or a draft; undo gives this mask back. */
  async takeTheirs(): Promise<void> {
    const name = this.conflict.value === this.version.value ? "draft" : "label";
    const theirs = await this.client.mask(this.shown, name);
    this.editor.replace(this.#decoded(theirs.runs), `take the ${name} of somebody else`);
    this.version.value = theirs.version;
    this.begunFrom.value = theirs.begunFrom ?? `v${theirs.version}`;
    this.conflict.value = null;
    this.#draft = theirs.draft;
    this.#changed();
    await this.saveDraft();
  }

  #sent() {
    const { version, begunFrom, seconds } = this;
    const voxels = this.editor.settled();
    return { voxels, version: version.value, begunFrom: begunFrom.value, seconds, draft: this.#draft };
  }
}

function emptyMask(classes: readonly MaskClass[], length: number): MaskVoxels {
  const isWide = classes.some(({ value }) => value > 255);
  return isWide ? new Uint16Array(sharedMemory(2 * length)) : new Uint8Array(sharedMemory(length));
}
