// One metric over the cases: mean, deviation, median, range, interval; and two results over the same cases compared.
// Tables and reports show it; cases without a value are counted by their reason.

import { extremes, median, someOf } from "@mandn/base";
import { ImagingError } from "../errors.js";
import { addTo } from "../group-by.js";
import { type BootstrapInterval, type BootstrapOptions, bootstrapInterval, mean } from "./bootstrap.js";
import { type WilcoxonResult, wilcoxonSignedRank } from "./wilcoxon.js";

/** A metric's value in one case, or why it has none. */
export type CaseValue =
  | { readonly caseId: string; readonly value: number }
  | { readonly caseId: string; readonly value: null; readonly undefinedBecause: string };

/** Cases without a value of their own, by reason. */
export interface UndefinedCases {
  readonly reason: string;
  readonly caseIds: readonly string[];
  /** The value they were counted with, or null where they are left out of the statistics. */
  readonly countedAs: number | null;
}

export interface SummaryOptions {
  /**
   * Values to count cases with that have none, by reason: `{ "prediction empty": 0 }` counts a missed class as Dice 0.
   * Reasons not named here leave their cases out.
   */
  readonly undefinedAs?: Readonly<Record<string, number>>;
  /** Divisor of the variance is n − ddof: 1 (of a sample) unless told, 0 for NumPy's default. */
  readonly ddof?: 0 | 1;
  readonly bootstrap?: BootstrapOptions;
}

/**
 * From so many values on an interval is given. With fewer each value can be shown itself, which says more: intervals of
 * five values are wide, or too narrow by the coverage that `bootstrapInterval` states.
 */
export const FEWEST_FOR_INTERVAL = 8;

/** Statistics of one metric over cases. Each is null where there are too few values for it. */
export interface Summary {
  /** All cases given. */
  readonly cases: number;
  /** Values the statistics are of. */
  readonly n: number;
  /** The cases that have no value, every one of them; empty where all have one. */
  readonly undefinedCases: readonly UndefinedCases[];
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly ddof: 0 | 1;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Bootstrap confidence interval of the mean over cases; null for fewer than {@link FEWEST_FOR_INTERVAL} values. */
  readonly interval: BootstrapInterval | null;
}

export interface ComparisonOptions {
  readonly undefinedAs?: SummaryOptions["undefinedAs"];
  readonly bootstrap?: BootstrapOptions;
}

/** Two results over the same cases. Differences are first minus second. */
export interface PairedComparison {
  readonly cases: number;
  /** Pairs the statistics are of. */
  readonly n: number;
  /** Cases left out because one result or both have no value, and why. */
  readonly excluded: readonly { readonly caseId: string; readonly reason: string }[];
  readonly meanDifference: number | null;
  readonly medianDifference: number | null;
  /** Bootstrap confidence interval of the mean difference; null for fewer than {@link FEWEST_FOR_INTERVAL} pairs. */
  readonly interval: BootstrapInterval | null;
  /** Null where no pair is left. */
  readonly wilcoxon: WilcoxonResult | null;
}

function assertCases(values: readonly CaseValue[]): void {
  const seen = new Set<string>();
  for (const { caseId, value } of values) {
    if (value !== null && !Number.isFinite(value)) {
      throw new ImagingError("argument", `Case ${caseId} has the value ${value}.`, {
        caseId,
        remedy: "Give null and a reason where a metric is undefined.",
      });
    }
    if (seen.has(caseId)) {
      throw new ImagingError("argument", `Case ${caseId} is given twice.`, { caseId, remedy: "Give each case once." });
    }
    seen.add(caseId);
  }
}

/** The value to count a case with, or null to leave it out. */
function countedValue(entry: CaseValue, undefinedAs: Readonly<Record<string, number>>): number | null {
  if (entry.value !== null) return entry.value;
  return Object.hasOwn(undefinedAs, entry.undefinedBecause) ? undefinedAs[entry.undefinedBecause] : null;
}

function intervalOf(values: readonly number[], options: BootstrapOptions | undefined): BootstrapInterval | null {
  return values.length < FEWEST_FOR_INTERVAL ? null : bootstrapInterval(values, options);
}

/**
 * Mean, standard deviation, median, range and bootstrap interval of one metric over cases. Cases without a value are
 * listed with their reason, never dropped silently; whether they count, and as what, is told by `undefinedAs`.
 *
 * @throws ImagingError `argument` for a case given twice or a value that is not finite
 */
export function summarize(values: readonly CaseValue[], options: SummaryOptions = {}): Summary {
  const { undefinedAs = {}, ddof = 1, bootstrap } = options;
  assertCases(values);
  const counted: number[] = [];
  const byReason = new Map<string, string[]>();
  for (const entry of values) {
    const value = countedValue(entry, undefinedAs);
    if (value !== null) counted.push(value);
    if (entry.value === null) addTo(byReason, entry.undefinedBecause, entry.caseId);
  }
  const n = counted.length;
  const average = n === 0 ? null : mean(counted);
  const [least, greatest] = extremes(counted);
  const squares = counted.reduce((sum, value) => sum + (value - (average ?? 0)) ** 2, 0);
  return {
    cases: values.length,
    n,
    undefinedCases: Array.from(byReason, ([reason, caseIds]) => ({
      reason,
      caseIds,
      countedAs: undefinedAs[reason] ?? null,
    })),
    mean: average,
    standardDeviation: n > ddof ? Math.sqrt(squares / (n - ddof)) : null,
    ddof,
    median: n === 0 ? null : median(counted),
    min: n === 0 ? null : least,
    max: n === 0 ? null : greatest,
    interval: intervalOf(counted, bootstrap),
  };
}

/**
 * Compares two results over the same cases, pair by pair: mean and median difference (first minus second), the mean's
 * bootstrap interval, and {@link wilcoxonSignedRank}. Pairs without both values are left out and listed.
 *
 * @throws ImagingError `argument` where the two do not have the same cases
 */
export function comparePaired(
  first: readonly CaseValue[],
  second: readonly CaseValue[],
  options: ComparisonOptions = {},
): PairedComparison {
  const { undefinedAs = {}, bootstrap } = options;
  assertCases(first);
  assertCases(second);
  const partners = new Map(second.map((entry) => [entry.caseId, entry]));
  const unmatched = [
    ...first.filter(({ caseId }) => !partners.delete(caseId)).map(({ caseId }) => caseId),
    ...partners.keys(),
  ];
  if (unmatched.length > 0) {
    throw new ImagingError("argument", `Only one of the two results has ${someOf(unmatched, 5)}.`, {
      remedy: "Compare results over the same cases.",
    });
  }
  const bySecond = new Map(second.map((entry) => [entry.caseId, entry]));
  const differences: number[] = [];
  const excluded: { caseId: string; reason: string }[] = [];
  for (const entry of first) {
    const other = bySecond.get(entry.caseId) ?? entry;
    const a = countedValue(entry, undefinedAs);
    const b = countedValue(other, undefinedAs);
    if (a !== null && b !== null) differences.push(a - b);
    else {
      const reasons = [
        a === null && entry.value === null ? [`first: ${entry.undefinedBecause}`] : [],
        b === null && other.value === null ? [`second: ${other.undefinedBecause}`] : [],
      ];
      excluded.push({ caseId: entry.caseId, reason: reasons.flat().join("; ") });
    }
  }
  const n = differences.length;
  return {
    cases: first.length,
    n,
    excluded,
    meanDifference: n === 0 ? null : mean(differences),
    medianDifference: n === 0 ? null : median(differences),
    interval: intervalOf(differences, bootstrap),
    wilcoxon: n === 0 ? null : wilcoxonSignedRank(differences),
  };
}
