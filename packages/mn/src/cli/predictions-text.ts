import { rankForLabelling } from "../inference/predict.js";
import type { Predictions } from "../run/results.js";
import { table } from "./table.js";

/** Volumes and disagreement of every scan; what to label next comes first. */
export function predictionsText({ classes, scans }: Predictions, out: string): string {
  const masks = (disagreement: number | null) =>
    disagreement === null ? null : { masks: disagreement, dice: [], probabilities: null };
  const ranked = rankForLabelling(scans.map(({ id, disagreement }) => ({ id, disagreement: masks(disagreement) })));
  const rows = ranked
    .flatMap((id) => scans.filter((scan) => scan.id === id))
    .map((scan) => [
      scan.id,
      ...scan.millilitres.map((volume) => volume.toFixed(2)),
      scan.disagreement === null ? "–" : `${(100 * scan.disagreement).toFixed(1)} %`,
      scan.empty.length > 0 ? `not found: ${scan.empty.join(", ")}` : "",
    ]);
  const head = ["scan", ...classes.map(({ name }) => `${name} ml`), "disagreement", ""];
  const hasTwo = scans.some(({ disagreement }) => disagreement !== null);
  return [
    table([head, ...rows]),
    "",
    `${scans.length} masks in ${out}.${hasTwo ? " Label next those on top: there the two networks disagree most." : ""}`,
  ].join("\n");
}
