// The nearest of many points in space, by a k-d tree (Bentley, "Multidimensional binary search trees used for
// associative searching", Communications of the ACM 18, 1975). Surfaces on sheared grids are measured with it:
// distance transforms along one axis after the other need right angles.

/** So many points are looked through one by one. */
const LEAF = 8;

/** Finds, for any place, the nearest of the points it was made of. */
export class NearestPoint {
  /** x, y, z of each point. Each part of the tree is a run of points; its middle one divides it along its axis. */
  readonly #points: Float64Array;

  /** @param points x, y, z of one point after the other; they are copied */
  constructor(points: Float64Array) {
    this.#points = points.slice();
    this.#divide(0, points.length / 3, 0);
  }

  /**
   * The squared distance of each place to the nearest point; Infinity where there are no points.
   *
   * @param places x, y, z of one place after the other
   */
  squaredDistances(places: Float64Array): Float64Array {
    const count = this.#points.length / 3;
    const place = new Float64Array(3);
    return Float64Array.from({ length: places.length / 3 }, (_, k) => {
      place.set(places.subarray(3 * k, 3 * k + 3));
      return this.#search(place, 0, count, 0, Number.POSITIVE_INFINITY);
    });
  }

  /**
   * Orders the points from `start` to before `end` so that the middle one is no less along `axis` than those before.
   */
  #divide(start: number, end: number, axis: number): void {
    if (end - start <= LEAF) return;
    const middle = (start + end) >> 1;
    this.#select(start, end - 1, middle, axis);
    const next = axis === 2 ? 0 : axis + 1;
    this.#divide(start, middle, next);
    this.#divide(middle + 1, end, next);
  }

  /** Hoare's selection: afterwards point `wanted` is where it would be were all from `low` to `high` sorted. */
  #select(low: number, high: number, wanted: number, axis: number): void {
    const points = this.#points;
    let [first, last] = [low, high];
    while (first < last) {
      const pivot = points[3 * ((first + last) >> 1) + axis];
      let [i, j] = [first, last];
      while (i <= j) {
        while (points[3 * i + axis] < pivot) i++;
        while (points[3 * j + axis] > pivot) j--;
        if (i <= j) this.#exchange(i++, j--);
      }
      if (wanted <= j) last = j;
      else if (wanted >= i) first = i;
      else return;
    }
  }

  #exchange(i: number, j: number): void {
    const points = this.#points;
    for (let axis = 0; axis < 3; axis++) {
      const kept = points[3 * i + axis];
      points[3 * i + axis] = points[3 * j + axis];
      points[3 * j + axis] = kept;
    }
  }

  /** The least of `best` and the squared distances to the points from `start` to before `end`. */
  #search(place: Float64Array, start: number, end: number, axis: number, best: number): number {
    if (end - start <= LEAF) {
      let least = best;
      for (let k = start; k < end; k++) least = Math.min(least, this.#squaredDistance(place, k));
      return least;
    }
    const middle = (start + end) >> 1;
    const next = axis === 2 ? 0 : axis + 1;
    const beyond = place[axis] - this.#points[3 * middle + axis];
    let least = Math.min(best, this.#squaredDistance(place, middle));
    least =
      beyond < 0 ? this.#search(place, start, middle, next, least) : this.#search(place, middle + 1, end, next, least);
    if (beyond * beyond >= least) return least;
    return beyond < 0
      ? this.#search(place, middle + 1, end, next, least)
      : this.#search(place, start, middle, next, least);
  }

  #squaredDistance(place: Float64Array, k: number): number {
    const points = this.#points;
    const [x, y, z] = [place[0] - points[3 * k], place[1] - points[3 * k + 1], place[2] - points[3 * k + 2]];
    return x * x + y * y + z * z;
  }
}
