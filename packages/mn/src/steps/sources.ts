// What the products of a run are made from, for `isFresh` (run/freshness.ts): networks, scans, settings.
// Steps that make products say by it what theirs stand on.

import type { CaseFile } from "@mandn/imaging";
import type { Plan } from "../plan/plan.js";
import type { Source, Sources } from "../run/freshness.js";
import { assertTrainedBy, networkHash } from "../run/network-file.js";
import type { Model } from "./run.js";

/**
 * Trained networks, by the names of their files.
 *
 * @throws MnError `"run"` when one is not there, damaged, or was trained by another plan
 */
export async function networkSources(model: Model, networks: readonly string[]): Promise<Sources> {
  const sources: Record<string, Source> = {};
  for (const { name, path, plan } of model.networkFiles(networks)) {
    assertTrainedBy(path, plan);
    sources[name] = { value: await networkHash(path) };
  }
  return sources;
}

/** The plan's settings that a mask depends on beside its networks. */
export function settingsSource({ preprocessing, dataset, inference, precision }: Plan): Source {
  const { windowsPerBatch: _, ...windows } = inference;
  const { channels, classes } = dataset;
  return { value: { preprocessing, channels, classes, inference: windows, precision } };
}

/** The paths of all scans and references, one at a time. */
export function* pathsOf(
  cases: Iterable<{ readonly channels: readonly CaseFile[]; readonly label?: CaseFile }>,
): Generator<string> {
  for (const { channels, label } of cases) {
    for (const { path } of channels) yield path;
    if (label !== undefined) yield label.path;
  }
}
