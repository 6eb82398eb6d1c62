// What the products of a run are made from, for `isFresh` (run/freshness.ts): networks, scans, settings.
// Steps that make products say by it what theirs stand on.

import { basename } from "node:path";
import type { Case, CaseFile } from "@mandn/imaging";
import type { Plan } from "../plan/plan.js";
import type { Source, Sources } from "../run/freshness.js";
import { assertTrainedBy, networkHash } from "../run/network-file.js";
import type { Run } from "./run.js";

/**
 * Trained networks, by the names of their files.
 *
 * @throws MnError `"run"` when one is not there, damaged, or was trained by another plan
 */
export async function networkSources({ folder, plan }: Run, networks: readonly string[]): Promise<Sources> {
  const sources: Record<string, Source> = {};
  for (const one of networks) {
    const path = folder.network(one);
    assertTrainedBy(path, plan);
    sources[basename(path)] = { value: await networkHash(path) };
  }
  return sources;
}

/** The plan's settings that a mask depends on beside its networks. */
export function settingsSource({ preprocessing, dataset, inference, precision }: Plan): Source {
  const { windowsPerBatch: _, ...windows } = inference;
  const { channels, classes } = dataset;
  return { value: { preprocessing, channels, classes, inference: windows, precision } };
}

/** The paths of all scans and references. */
export function pathsOf(
  cases: readonly { readonly channels: readonly CaseFile[]; readonly label?: CaseFile }[],
): string[] {
  return cases
    .flatMap(({ channels, label }) => (label === undefined ? channels : [...channels, label]))
    .map(({ path }) => path);
}

/** Scans with their references, by case. */
export function caseSources(cases: readonly Case[]): Sources {
  return Object.fromEntries(
    cases.flatMap(({ id, channels, label }) => [
      [`scan/${id}`, { files: channels }] as const,
      ...(label === undefined ? [] : [[`reference/${id}`, { files: [label] }] as const]),
    ]),
  );
}
