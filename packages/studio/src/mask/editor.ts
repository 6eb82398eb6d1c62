// A mask that is being changed: what tools write into. It keeps the classes that are locked as they are, and knows each change, so that
// undo and redo go back and forth without limit. A change is kept as the runs that were written, in their order: an edit of a few voxels
// takes a few bytes, whatever the scan's size.

import { type MaskVoxels, RunsError } from "./runs.js";

/** What one edit wrote, run by run in the order of writing: from where, how many voxels, what stood there, what stands there now. */
interface Patch {
  readonly name: string;
  readonly starts: number[];
  readonly lengths: number[];
  readonly before: number[];
  readonly after: number[];
}

const emptyPatch = (name: string): Patch => ({ name, starts: [], lengths: [], before: [], after: [] });

export class MaskEditor {
  /** Class values that nothing writes over. */
  locked: ReadonlySet<number> = new Set();
  readonly #done: Patch[] = [];
  readonly #undone: Patch[] = [];
  #open = emptyPatch("");

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
    this.#done.push({ ...this.#open, name });
    this.#undone.length = 0;
    this.#open = emptyPatch("");
    return true;
  }

  /** Takes back what was written since the last edit ended. */
  abandon(): void {
    unwrite(this.voxels, this.#open);
    this.#open = emptyPatch("");
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
    const patch = this.#done.pop();
    if (patch === undefined) return null;
    unwrite(this.voxels, patch);
    this.#undone.push(patch);
    return patch.name;
  }

  /** @returns the name of the edit that was made again; null where there is none */
  redo(): string | null {
    this.abandon();
    const patch = this.#undone.pop();
    if (patch === undefined) return null;
    for (let i = 0; i < patch.starts.length; i++) fillRun(this.voxels, patch, i, patch.after);
    this.#done.push(patch);
    return patch.name;
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

function unwrite(voxels: MaskVoxels, patch: Patch): void {
  for (let i = patch.starts.length - 1; i >= 0; i--) fillRun(voxels, patch, i, patch.before);
}

function fillRun(voxels: MaskVoxels, { starts, lengths }: Patch, i: number, values: readonly number[]): void {
  const start = starts[i] as number;
  voxels.fill(values[i] as number, start, start + (lengths[i] as number));
}
