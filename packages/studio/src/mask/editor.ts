// A mask that is being changed: what tools write into. It keeps the classes that are locked as they are, and knows each change, so that
// undo and redo go back and forth without limit. A change is kept as the runs that were written, in their order: an edit of a few voxels
// takes a few bytes, whatever the scan's size. As such runs it also comes from a worker, which made it on a copy.

import { type MaskVoxels, RunsError } from "./runs.js";

/** What one edit wrote, run by run in the order of writing: from where, how many voxels, what stood there, what stands there now. */
export interface Patch {
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly before: Uint16Array<ArrayBuffer>;
  readonly after: Uint16Array<ArrayBuffer>;
}

/** One that is being written. */
type OpenPatch = Readonly<Record<keyof Patch, number[]>>;

const emptyPatch = (): OpenPatch => ({ starts: [], lengths: [], before: [], after: [] });

const closed = ({ starts, lengths, before, after }: OpenPatch): Patch => ({
  starts: Uint32Array.from(starts),
  lengths: Uint32Array.from(lengths),
  before: Uint16Array.from(before),
  after: Uint16Array.from(after),
});

/** An edit that is over. */
interface Edit {
  readonly name: string;
  readonly patch: Patch;
}

export class MaskEditor {
  /** Class values that nothing writes over. */
  locked: ReadonlySet<number> = new Set();
  readonly #done: Edit[] = [];
  readonly #undone: Edit[] = [];
  #open = emptyPatch();

  /** @param voxels x fastest; changed in place */
  constructor(readonly voxels: MaskVoxels) {}

  /** Writes a voxel, unless its class is locked. */
  set(at: number, value: number): void {
    const before = this.voxels[at] as number;
    if (before === value || this.locked.has(before)) return;
    this.voxels[at] = value;
    const { starts, lengths, before: befores, after } = this.#open;
    const last = starts.length - 1;
    const goesOn =
      last >= 0 &&
      (starts[last] as number) + (lengths[last] as number) === at &&
      befores[last] === before &&
      after[last] === value;
    if (goesOn) lengths[last] = (lengths[last] as number) + 1;
    else {
      starts.push(at);
      lengths.push(1);
      befores.push(before);
      after.push(value);
    }
  }

  /** Whether something was written since the last edit ended. */
  get isOpen(): boolean {
    return this.#open.starts.length > 0;
  }

  /** Ends an edit, which undo takes back as one. @returns whether it changed anything */
  finish(name: string): boolean {
    if (!this.isOpen) return false;
    this.#done.push({ name, patch: this.written });
    this.#undone.length = 0;
    this.#open = emptyPatch();
    return true;
  }

  /** What was written since the last edit ended. */
  get written(): Patch {
    return closed(this.#open);
  }

  /**
   * Writes what was {@link written} in a copy of this mask, as one edit. What was written here since the last edit ended is gone.
   *
   * @returns whether it changed anything
   */
  apply(patch: Patch, name: string): boolean {
    this.abandon();
    if (patch.starts.length === 0) return false;
    rewrite(this.voxels, patch);
    this.#done.push({ name, patch });
    this.#undone.length = 0;
    return true;
  }

  /** Takes back what was written since the last edit ended. */
  abandon(): void {
    unwrite(this.voxels, this.#open);
    this.#open = emptyPatch();
  }

  /** The mask without what was written since the last edit ended: a copy where there is such, else the voxels themselves. */
  settled(): MaskVoxels {
    if (!this.isOpen) return this.voxels;
    const settled = this.voxels.slice();
    unwrite(settled, this.#open);
    return settled;
  }

  /** @returns the name of the edit that was taken back; null where there is none */
  undo(): string | null {
    this.abandon();
    const edit = this.#done.pop();
    if (edit === undefined) return null;
    unwrite(this.voxels, edit.patch);
    this.#undone.push(edit);
    return edit.name;
  }

  /** @returns the name of the edit that was made again; null where there is none */
  redo(): string | null {
    this.abandon();
    const edit = this.#undone.pop();
    if (edit === undefined) return null;
    rewrite(this.voxels, edit.patch);
    this.#done.push(edit);
    return edit.name;
  }

  /**
   * Makes the mask another one as one edit, whatever is locked.
   *
   * @throws RunsError where the other has another number of voxels
   */
  replace(other: MaskVoxels, name: string): void {
    if (other.length !== this.voxels.length)
      throw new RunsError("malformed", `a mask of ${other.length} voxels is not one of ${this.voxels.length}`);
    this.abandon();
    const { locked } = this;
    this.locked = new Set();
    for (let i = 0; i < other.length; i++) this.set(i, other[i] as number);
    this.locked = locked;
    this.finish(name);
  }
}

function rewrite(voxels: MaskVoxels, patch: Patch): void {
  for (let i = 0; i < patch.starts.length; i++) fillRun(voxels, patch, i, patch.after);
}

function unwrite(voxels: MaskVoxels, patch: Patch | OpenPatch): void {
  for (let i = patch.starts.length - 1; i >= 0; i--) fillRun(voxels, patch, i, patch.before);
}

function fillRun(
  voxels: MaskVoxels,
  { starts, lengths }: Patch | OpenPatch,
  i: number,
  values: ArrayLike<number>,
): void {
  const start = starts[i] as number;
  voxels.fill(values[i] as number, start, start + (lengths[i] as number));
}
