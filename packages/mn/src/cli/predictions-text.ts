import { rankForLabelling } from "../inference/predict.js";
import type { Predictions } from "../run/results.js";
import { table } from "./table.js";

/** Volumes and disagreement of every scan; what to label next comes first. */
export function predictionsText({ classes, scans }: Predictions, out: string): string {
  const hasTwo = scans.some(({ disagreement }) => disagreement !== null);
  const ranked = rankForLabelling(
    scans.map(({ id, disagreement }) => ({
      id,
      disagreement: hasTwo ? { masks: disagreement, dice: [], probabilities: null } : null,
    })),
  );
  const rows = ranked
    .flatMap((id) => scans.filter((scan) => scan.id === id))
    .map((scan) => [
      scan.id,
      ...scan.millilitres.map((volume) => volume.toFixed(2)),
      scan.disagreement === null ? "–" : `${(100 * scan.disagreement).toFixed(1)} %`,
      scan.empty.length > 0 ? `not found: ${scan.empty.join(", ")}` : "",
    ]);
  const head = ["scan", ...classes.map(({ name }) => `${name} ml`), "disagreement", ""];
  return [
    table([head, ...rows]),
    "",
    `${scans.length} masks in ${out}.${hasTwo ? " Of those without a label, label next the ones on top: there the two networks disagree most." : ""}`,
  ].join("\n");
}
