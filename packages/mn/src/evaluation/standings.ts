// The numbers of a comparison: what a row's scans and seeds come to, and how far it is from the first row. Pure functions of the
// scores.
import { holm, metricOf, repeatedMean, wilcoxonSignedRank } from "@mandn/imaging";
import {
  COMPARED,
  type ComparedMetric,
  type ComparisonRow,
  type Difference,
  type DoneRun,
  type Estimate,
  type RunOfRow,
  type ScoredScan,
} from "../run/comparison.js";
import { classMeans, type ResultSet } from "../run/results.js";

/** Differences with a corrected p-value from here on are not called one. */
const SIGNIFICANT = 0.05;

/** The scores of a result set as a comparison keeps them. */
export function scoredScans(set: Pick<ResultSet, "cases">): ScoredScan[] {
  const means = COMPARED.map((metric) => [metric, classMeans(set, metric)] as const);
  return set.cases.map(({ id, metrics }, i) => ({
    id,
    mean: perMetric((metric) => means.find(([name]) => name === metric)?.[1][i]?.value ?? null),
    classes: metrics.classes.map(({ label, values }) => ({ label, ...perMetric((metric) => values[metric]) })),
  }));
}

/** A row's estimates over the scans and seeds that are done. */
export function estimatesOf(runs: readonly RunOfRow[]): Pick<ComparisonRow, "values" | "largestComponent"> {
  const done = runs.filter((run) => run.state === "done");
  const of = (scans: (run: DoneRun) => readonly ScoredScan[]) =>
    perMetric((metric) =>
      estimate(
        done.map((run) => valuesOf(scans(run), metric)),
        metricOf(metric).range,
      ),
    );
  return { values: of(({ scans }) => scans), largestComponent: of(({ largestComponent }) => largestComponent) };
}

/** Each row with its difference from the first one; p-values are corrected by Holm over the rows. */
export function withDifferences(rows: readonly Omit<ComparisonRow, "difference">[]): ComparisonRow[] {
  const [first] = rows;
  if (first === undefined) return [];
  const raw = rows.map((row, i) => (i === 0 ? undefined : perMetric((metric) => difference(row, first, metric))));
  const corrected = perMetric((metric) => {
    const known = raw.flatMap((one, i) => {
      const pValue = one?.[metric]?.pValue;
      return pValue === undefined || pValue === null ? [] : [{ i, pValue }];
    });
    const values = holm(known.map(({ pValue }) => pValue));
    return new Map(known.map(({ i }, k) => [i, values[k]]));
  });
  return rows.map((row, i) => {
    const own = raw[i];
    if (own === undefined || COMPARED.some((metric) => own[metric] === undefined)) return { ...row, difference: null };
    const judged = perMetric((metric) =>
      withVerdict({ ...(own[metric] as Difference), corrected: corrected[metric].get(i) ?? null }, metric),
    );
    return { ...row, difference: judged };
  });
}

type Values = ReadonlyMap<string, number | null>;

const valuesOf = (scans: readonly ScoredScan[], metric: ComparedMetric): Values =>
  new Map(scans.map(({ id, mean }) => [id, mean[metric]]));

/** @param seeds each scan's value in each seed */
function estimate(seeds: readonly Values[], range?: readonly [number, number]): Estimate {
  const ids = [...(seeds[0]?.keys() ?? [])];
  const whole = ids.filter((id) => seeds.every((values) => typeof values.get(id) === "number"));
  if (seeds.length === 0) return { ...EMPTY, leftOut: [] };
  const table = seeds.map((values) => whole.map((id) => values.get(id) as number));
  const { mean, repeats, spread, interval } = repeatedMean(table, range === undefined ? {} : { range });
  return {
    mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    degreesOfFreedom: interval?.degreesOfFreedom ?? null,
    scans: whole.length,
    leftOut: ids.filter((id) => !whole.includes(id)),
    bySeed: [...repeats],
    spread,
  };
}

const EMPTY = { mean: null, low: null, high: null, degreesOfFreedom: null, scans: 0, bySeed: [], spread: null };

/** This row minus the first, over the scans and seeds that both have; undefined where there is none. */
function difference(
  row: Pick<ComparisonRow, "runs">,
  first: Pick<ComparisonRow, "runs">,
  metric: ComparedMetric,
): Difference | undefined {
  const pairs = row.runs.flatMap((run) => {
    const other = first.runs.find(({ seed }) => seed === run.seed);
    return run.state === "done" && other?.state === "done" ? [[run, other] as const] : [];
  });
  if (pairs.length === 0) return undefined;
  const [own, theirs] = ([0, 1] as const).map((side) => pairs.map((pair) => valuesOf(pair[side].scans, metric)));
  const differences = own.map((values, s): Values => {
    const other = theirs[s] as Values;
    return new Map(Array.from(values, ([id, value]) => [id, minus(value, other.get(id) ?? null)]));
  });
  const made = estimate(differences);
  const [a, b] = [estimate(own).spread, estimate(theirs).spread];
  const overSeeds = [...(differences[0]?.keys() ?? [])]
    .filter((id) => !made.leftOut.includes(id))
    .map((id) => differences.reduce((sum, values) => sum + (values.get(id) as number), 0) / differences.length);
  return {
    ...made,
    pValue: overSeeds.length === 0 ? null : wilcoxonSignedRank(overSeeds).pValue,
    corrected: null,
    seedSpread: a === null || b === null ? null : Math.hypot(a, b),
    verdict: "unclear",
  };
}

const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);

function withVerdict(one: Difference, metric: ComparedMetric): Difference {
  const { mean, seedSpread, corrected } = one;
  if (mean === null || seedSpread === null) return { ...one, verdict: "unclear" };
  if (Math.abs(mean) <= seedSpread) return { ...one, verdict: "none" };
  if (corrected === null || corrected >= SIGNIFICANT) return { ...one, verdict: "unclear" };
  const isBetter = metricOf(metric).better === "higher" ? mean > 0 : mean < 0;
  return { ...one, verdict: isBetter ? "ahead" : "behind" };
}

function perMetric<T>(value: (metric: ComparedMetric) => T): Record<ComparedMetric, T> {
  return Object.fromEntries(COMPARED.map((metric) => [metric, value(metric)])) as Record<ComparedMetric, T>;
}
