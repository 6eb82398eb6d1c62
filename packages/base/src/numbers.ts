// Small sums over lists of any length: never as arguments of a call, which overflow the stack from some 100,000 on.

/** The value in the middle; of an even number of values the mean of the two, as NumPy has it; NaN of none. */
export function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = (ascending.length - 1) / 2;
  const at = (place: number) => ascending[place] ?? Number.NaN;
  return (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
}

/** The least and the greatest value; of none ∞ and −∞. NaN where one is. */
export function extremes(values: Iterable<number>): readonly [least: number, greatest: number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return [least, greatest];
}
