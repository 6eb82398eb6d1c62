/**
 * Which scan to label next, and why: those that nobody has labelled, in the order of `mn predict`, those that were not predicted last; and
 * a random order of the same scans, to be honest about what the first is worth. Scans that are labelled, skipped or kept for scores stand
 * in no queue.
 */

import { createHash } from "node:crypto";
import { percent } from "@mandn/base";
import { percentileOfSorted } from "@mandn/imaging";
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
  const roles = rolesOf(target);
  const oddities = predictions === undefined ? new Map<string, string>() : unusualVolumes(predictions);
  const shown = [...target.cases.values()].map((one): Scan => {
    const { labels, run } = target;
    const saved = labels.label(one.id);
    const isDrafted = labels.hasDraft(one.id);
    const skipped = labels.skipped(one.id);
    const role = roles.get(one.id) ?? "unlabelled";
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
      reason: reasonOf(
        { role, state, version: saved?.version },
        found && wordsOf(found.disagreement, predictions?.classes ?? []),
        run !== undefined,
        oddities.get(one.id),
      ),
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

/** What each scan is for: as the run's plan says, else as the dataset does. */
function rolesOf({ run, cases }: Target): ReadonlyMap<string, Scan["role"]> {
  const roles = new Map<string, Scan["role"]>();
  for (const { id, split, label } of cases.values()) {
    roles.set(id, split !== "train" ? split : label === undefined ? "unlabelled" : "labelled");
  }
  // Unlabelled scans may hold test scans, which are then for the test.
  for (const role of ["unlabelled", "labelled", "validation", "test"] as const) {
    for (const id of run?.plan.dataset[role] ?? []) roles.set(id, role);
  }
  return roles;
}

/** From so many scans on a volume may be called unusual, and from so many ranges between quartiles beyond them (Tukey's far out). */
const ENOUGH_SCANS = 8;
const FAR_OUT = 3;

/** Scans in which the networks found far more or less of a class than in the others, as half a sentence. */
function unusualVolumes({ scans, classes, leading }: Predictions): ReadonlyMap<string, string> {
  const oddities = new Map<string, string>();
  for (const [i, { name }] of classes.entries()) {
    const found = scans.flatMap(({ id, masks }) => {
      const millilitres = masks[leading]?.millilitres[i];
      return millilitres === undefined ? [] : [{ id, millilitres }];
    });
    if (found.length < ENOUGH_SCANS) continue;
    const sorted = found.map(({ millilitres }) => millilitres).sort((a, b) => a - b);
    const [low, high] = [percentileOfSorted(sorted, 25), percentileOfSorted(sorted, 75)];
    const reach = FAR_OUT * (high - low);
    for (const { id, millilitres } of found) {
      if (oddities.has(id) || (millilitres >= low - reach && millilitres <= high + reach)) continue;
      const usual = `mostly ${low.toFixed(1)} to ${high.toFixed(1)}`;
      oddities.set(id, `${millilitres.toFixed(1)} ml of ${name}, ${usual} in the others`);
    }
  }
  return oddities;
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
  disagreement: string | undefined,
  isRun: boolean,
  oddity: string | undefined,
): string {
  if (state === "skipped") return "skipped";
  if (version !== undefined) return `labelled here, version ${version}`;
  if (role !== "unlabelled")
    return { labelled: "has a mask", validation: "kept for validation", test: "kept for the test" }[role];
  if (disagreement === undefined) return isRun ? "not predicted yet" : "no network was asked";
  return oddity === undefined ? disagreement : `${disagreement}; ${oddity}`;
}

/** How much the networks agree and, of several classes, on which least. */
function wordsOf(disagreement: Disagreement, classes: Predictions["classes"]): string {
  if (disagreement.kind === "all-empty") return "no network found anything";
  if (disagreement.kind === "single") return "one network alone was asked";
  const words = `the networks agree by ${percent(1 - disagreement.value)} %`;
  const found = classes.flatMap(({ name }, i) => {
    const value = disagreement.classes?.[i] ?? null;
    return value === null ? [] : [{ name, value }];
  });
  const [worst] = found.toSorted((a, b) => b.value - a.value);
  if (worst === undefined || classes.length === 1) return words;
  if (found.length === 1) return `${words} on ${worst.name}, and found nothing else`;
  return `${words}, least on ${worst.name} (${percent(1 - worst.value)} %)`;
}
