import { columns } from "@mandn/base";
import { rankForLabelling } from "../inference/disagreement.js";
import type { Disagreement, Predictions } from "../run/results.js";

/** Volumes and disagreement of every scan; what to label next comes first. */
export function predictionsText({ leading, predictors, classes, scans }: Predictions, out: string): string {
  const rows = rankForLabelling(scans).map(({ id, masks, disagreement }) => {
    const { millilitres, empty } = masks[leading];
    const notFound = empty.length > 0 ? `not found: ${empty.join(", ")}` : "";
    return [id, ...millilitres.map((volume) => volume.toFixed(2)), disagreementText(disagreement), notFound];
  });
  const head = ["scan", ...classes.map(({ name }) => `${name} ml`), "disagreement", ""];
  const next =
    predictors[leading].length > 1
      ? " Of those without a label, label next the ones on top: there the networks found nothing, or disagree most."
      : "";
  const masks = `${scans.length} ${scans.length === 1 ? "mask" : "masks"} in ${out}.${next}`;
  return rows.length === 0 ? masks : `${columns([head, ...rows])}\n\n${masks}`;
}

function disagreementText(disagreement: Disagreement): string {
  if (disagreement.kind === "value") return `${(100 * disagreement.value).toFixed(1)} %`;
  return disagreement.kind === "all-empty" ? "none found any" : "–";
}
