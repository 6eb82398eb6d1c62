// A list of whole numbers for the inner loops over voxels: a typed array that grows, where an array of JavaScript's would
// be garbage of many megabytes.

/** Whole numbers in a typed array that doubles as it fills. */
export class Int32List {
  #values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  get values(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}
