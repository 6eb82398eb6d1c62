/**
 * Which scan to label next, and why: those that nobody has labelled, in the order of `mn predict`, those that were not predicted last; and
 * a random order of the same scans, to be honest about what the first is worth. Scans that are labelled, skipped or kept for scores stand
 * in no queue.
 */

import { createHash } from "node:crypto";
import { percent } from "@mandn/base";
import type { Case } from "@mandn/imaging";
import type { Scan } from "@mandn/studio/api";
import { rankForLabelling } from "../inference/disagreement.js";
import type { Disagreement, Predictions } from "../run/results.js";
import type { Target } from "./target.js";

/**
 * Every scan as the page shows it: the queue first, in its order, then the others in the dataset's.
 *
 * @param networks sets whose masks can be had, predicted already or not
 */
export function scansOf(target: Target, predictions: Predictions | undefined, networks: readonly string[]): Scan[] {
  const predicted = new Map(predictions?.scans.map((scan) => [scan.id, scan]));
  const shown = [...target.cases.values()].map((one): Scan => {
    const { labels, run } = target;
    const saved = labels.label(one.id);
    const isDrafted = labels.hasDraft(one.id);
    const skipped = labels.skipped(one.id);
    const role = roleOf(target, one);
    const found = predicted.get(one.id);
    const leading = predictions === undefined ? undefined : found?.masks[predictions.leading];
    const isDone = saved !== undefined || (role !== "unlabelled" && one.label !== undefined);
    const state = skipped !== undefined ? "skipped" : isDrafted ? "draft" : isDone ? "done" : "to-do";
    return {
      id: one.id,
      role,
      state,
      skippedBecause: skipped ?? null,
      version: saved?.version ?? 0,
      masks: [
        ...(one.label === undefined ? [] : ["reference"]),
        ...networks,
        ...(saved === undefined ? [] : ["label"]),
        ...(isDrafted ? ["draft"] : []),
        ...labels.versions(one.id).map(({ version }) => `v${version}`),
      ],
      disagreement: found?.disagreement.kind === "value" ? found.disagreement.value : null,
      reason: reasonOf({ role, state, version: saved?.version }, found?.disagreement, run !== undefined),
      rank: null,
      randomRank: null,
      millilitres:
        leading === undefined || predictions === undefined
          ? null
          : Object.fromEntries(predictions.classes.map(({ value }, i) => [value, leading.millilitres[i] ?? 0])),
    };
  });
  const byId = new Map(shown.map((scan) => [scan.id, scan]));
  const isWaiting = ({ role, state, version }: Scan) =>
    role === "unlabelled" && state !== "skipped" && state !== "done" && version === 0;
  const waiting = shown.filter(isWaiting).map(({ id }) => id);
  const ranked = inOrder(waiting, predictions);
  const random = new Map(shuffled(waiting, target.seed).map((id, i) => [id, i + 1]));
  const queue = ranked.flatMap((id, i) => {
    const scan = byId.get(id);
    return scan === undefined ? [] : [{ ...scan, rank: i + 1, randomRank: random.get(id) ?? null }];
  });
  const isQueued = new Set(ranked);
  return [...queue, ...shown.filter(({ id }) => !isQueued.has(id))];
}

function roleOf({ run }: Target, { id, split, label }: Case): Scan["role"] {
  const roles = run?.plan.dataset;
  for (const role of ["test", "validation", "labelled", "unlabelled"] as const)
    if (roles?.[role].includes(id)) return role;
  if (split !== "train") return split;
  return label === undefined ? "unlabelled" : "labelled";
}

/** As `mn predict` lists them; scans that it has not predicted after those. */
function inOrder(ids: readonly string[], predictions: Predictions | undefined): string[] {
  const wanted = new Set(ids);
  const predicted = rankForLabelling(predictions?.scans.filter(({ id }) => wanted.has(id)) ?? []).map(({ id }) => id);
  const isPredicted = new Set(predicted);
  return [...predicted, ...ids.filter((id) => !isPredicted.has(id))];
}

/** An order that depends on the seed and each scan's id alone: a scan that leaves changes nothing between the others. */
function shuffled(ids: readonly string[], seed: number): string[] {
  const rank = (id: string) =>
    createHash("sha256")
      .update(JSON.stringify([seed, "queue", id]))
      .digest("hex");
  return ids
    .map((id) => ({ id, rank: rank(id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ id }) => id);
}

function reasonOf(
  { role, state, version }: Pick<Scan, "role" | "state"> & { readonly version: number | undefined },
  disagreement: Disagreement | undefined,
  isRun: boolean,
): string {
  if (state === "skipped") return "skipped";
  if (version !== undefined) return `labelled here, version ${version}`;
  if (role !== "unlabelled")
    return { labelled: "has a mask", validation: "kept for validation", test: "kept for the test" }[role];
  if (disagreement === undefined) return isRun ? "not predicted yet" : "no network was asked";
  if (disagreement.kind === "all-empty") return "no network found anything";
  if (disagreement.kind === "single") return "one network alone was asked";
  return `the networks agree by ${percent(1 - disagreement.value)} %`;
}
