// One number for how good masks are: the mean Dice.

/**
 * Mean Dice of each foreground class over scans; null where neither scan nor prediction has the class in any of them.
 */
export type MeanDice = readonly (number | null)[];

/** Over the classes that have one; undefined where none has. */
export function meanOfClasses(dice: MeanDice): number | undefined {
  const values = dice.filter((value) => value !== null);
  return values.length === 0 ? undefined : values.reduce((a, b) => a + b, 0) / values.length;
}
