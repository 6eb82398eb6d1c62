// The tables of a comparison for people: what stands in a cell, for the terminal and for the page.
import { columns } from "@mandn/base";
import type { COMPARED, Comparison, ComparisonRow, ComparisonTable, Difference, Estimate } from "../run/comparison.js";
import { metricHead, shownValue } from "./tables.js";

/** A difference with its sign. */
export function signed(value: number | null, metric: (typeof COMPARED)[number]): string {
  if (value === null) return "–";
  const size = shownValue(Math.abs(value), metric);
  return Number(size) === 0 ? size : `${value < 0 ? "−" : "+"}${size}`;
}

/** `89.1 to 91.0`; of scans too few for an interval a dash. */
export function intervalText(
  { low, high }: Pick<Estimate, "low" | "high">,
  shown: (value: number) => string,
): string | undefined {
  return low === null || high === null ? undefined : `${shown(low)} to ${shown(high)}`;
}

/** `0.03`, `< 0.001`; a dash where there is none. */
export function pText(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "< 0.001" : p.toPrecision(2);
}

/** What is said of a difference. */
export const VERDICTS: Readonly<Record<Difference["verdict"], string>> = {
  ahead: "better",
  behind: "worse",
  none: "none",
  unclear: "not clear",
};

/** Why a row has no numbers, or not all: `seed 2: the reason`. */
export function lacks({ runs }: Pick<ComparisonRow, "runs">): string[] {
  const reasons = new Map<string, number[]>();
  for (const run of runs) {
    if (run.state === "done") continue;
    const reason = run.state === "failed" ? `failed: ${run.reason}` : "not trained yet";
    reasons.set(reason, [...(reasons.get(reason) ?? []), run.seed]);
  }
  return Array.from(reasons, ([reason, seeds]) =>
    seeds.length === runs.length ? reason : `${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")} ${reason}`,
  );
}

/** `4 labelled, 66 unlabelled, 10 test scans`. */
export function scansText({ labelled, unlabelled, test }: ComparisonTable): string {
  return `${labelled} labelled, ${unlabelled} unlabelled, ${test.length} test scans`;
}

const HEAD = [
  "",
  metricHead("dice"),
  "95 % interval",
  "each seed",
  "largest component",
  metricHead("hd95"),
  metricHead("assd"),
  "difference",
  "95 % interval",
  "p",
  "",
];

/** A comparison for the terminal: a table for each number of labelled scans. Means are over scans and seeds. */
export function comparisonTables({ tables }: Comparison): string {
  return tables
    .map((table) => {
      const rows = table.rows.map((row) => {
        const { title, values, largestComponent, difference } = row;
        const dice = difference?.dice;
        const change = (value: number) => signed(value, "dice");
        return [
          title,
          shownValue(values.dice.mean, "dice"),
          intervalText(values.dice, (value) => shownValue(value, "dice")) ?? "–",
          values.dice.bySeed.map((value) => shownValue(value, "dice")).join(" ") || "–",
          shownValue(largestComponent.dice.mean, "dice"),
          shownValue(values.hd95.mean, "hd95"),
          shownValue(values.assd.mean, "assd"),
          dice === undefined ? "" : signed(dice.mean, "dice"),
          dice === undefined ? "" : (intervalText(dice, change) ?? "–"),
          dice === undefined ? "" : pText(dice.corrected),
          [dice === undefined ? "" : VERDICTS[dice.verdict], ...lacks(row)].filter((text) => text !== "").join("; "),
        ];
      });
      return `${scansText(table)}\n${columns([HEAD, ...rows])}`;
    })
    .join("\n\n");
}
