import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type CaseFile,
  discoverDataset,
  evaluateCase,
  readVolume,
  type Volume,
  volumeInMillilitres,
  writeVolume,
  Xoshiro128,
} from "@mandn/imaging";
import { methodOf } from "../../src/methods/index.js";
import { type Plan, planSchema } from "../../src/plan/plan.js";
import { writeReport } from "../../src/report/report.js";
import { EventLog, type RunEvent } from "../../src/run/events.js";
import type { RunFolder } from "../../src/run/folder.js";
import {
  type Disagreement,
  type Metrics,
  type Predictions,
  type ResultSet,
  summarizeResults,
} from "../../src/run/results.js";
import { somePlan } from "../run/support.js";

export const examples = fileURLToPath(new URL("../../../../../examples/hippocampus/", import.meta.url));

const classes = [
  { name: "anterior", value: 1 },
  { name: "posterior", value: 2 },
];
const labels = classes.map(({ value }) => value);

/** What the networks are made out to have learnt: how far off their masks are, in voxels. */
const errors = {
  "Labels alone, 3D": 0.9,
  "M&N, 2D network": 0.62,
  "M&N, 3D network": 0.48,
  "M&N, both averaged": 0.42,
} as const;
type Method = keyof typeof errors;

/** Writes the report of a run whose plan is valid as data, though nothing could be trained by it. */
export async function reportIn(folder: RunFolder): Promise<string> {
  const plan = planSchema.parse(JSON.parse(readFileSync(folder.plan, "utf8")));
  return writeReport({ folder, plan, method: methodOf(plan) });
}

/**
 * Fills a run folder as a finished run leaves it, but with no training: the hippocampus scans of the repository, the
 * curves of a made-up training that was once interrupted, and masks that are the reference's with smooth errors. In one
 * test scan a class is missing.
 */
export async function makeExampleRun(folder: RunFolder): Promise<Plan> {
  const found = await discoverDataset(examples);
  const labelled = found.cases.filter(({ label }) => label !== undefined);
  const dataset = { ...found, cases: labelled.sort((a, b) => (a.id < b.id ? -1 : 1)) };
  const ids = dataset.cases.map(({ id }) => id);
  const plan = examplePlan(ids);
  writeFileSync(folder.plan, JSON.stringify(plan));
  writeFileSync(folder.dataset, JSON.stringify(dataset));
  using log = EventLog.open(folder);
  for (const event of trainingEvents(plan)) log.append(event);

  mkdirSync(folder.predictions);
  const scored = new Map<Method, ResultSet["cases"][number][]>();
  const scans: Predictions["scans"] = [];
  for (const [number, { id, channels, label }] of dataset.cases.entries()) {
    const { labelled, validation, test } = plan.dataset;
    const reference = await readVolume((label as CaseFile).path);
    const severity = 0.7 + ((number * 7) % 10) / 12;
    const masks = new Map<Method, Volume>();
    for (const [index, method] of (Object.keys(errors) as Method[]).entries()) {
      masks.set(method, withErrors(reference, errors[method] * severity, 100 * number + index));
    }
    const both = masks.get("M&N, both averaged") as Volume;
    if (id === test[3]) for (let i = 0; i < both.voxels.length; i++) if (both.voxels[i] === 2) both.voxels[i] = 0;
    if (test.includes(id) || validation.includes(id)) {
      for (const [method, mask] of masks) {
        const metrics = evaluateCase(asLabelMap(mask), asLabelMap(reference), { labels });
        scored.set(method, [...(scored.get(method) ?? []), { id, metrics }]);
      }
    }
    if (labelled.includes(id)) continue;
    await writeVolume(join(folder.predictions, `${id}.nii.gz`), both, { mask: true });
    const counts = labels.map((value) => countOf(both, value));
    const [first, second] = (["M&N, 2D network", "M&N, 3D network"] as const).map(
      (method) => masks.get(method) as Volume,
    );
    scans.push({
      id,
      image: channels,
      content: { sha256: "0".repeat(64) },
      masks: {
        both: {
          path: `${id}.nii.gz`,
          postProcessing: { largestComponent: [false, false], fillHoles: [false, false] },
          millilitres: counts.map((count) => volumeInMillilitres(count, both.affine)),
          empty: classes.filter((_, index) => counts[index] === 0).map(({ name }) => name),
        },
      },
      disagreement: disagreementOf(first, second),
    });
  }
  const setOf = (split: ResultSet["split"], name: Method) => {
    const cases = (scored.get(name) ?? []).filter(({ id }) => plan.dataset[split].includes(id));
    const masks = Object.fromEntries(cases.map(({ id }) => [id, join("predictions", `${id}.nii.gz`)]));
    return summarizeResults({ name, split, cases, ...(name === "M&N, both averaged" && { masks }) });
  };
  const sets = [
    ...[...scored.keys()].toReversed().map((name) => setOf("test", name)),
    setOf("validation", "M&N, both averaged"),
  ];
  const metrics: Metrics = { version: 2, classes, madeFrom: {}, sets };
  writeFileSync(folder.metrics, JSON.stringify(metrics));
  const predictions: Predictions = {
    version: 2,
    leading: "both",
    predictors: { both: ["2d", "3d"], "3d": ["3d"], "2d": ["2d"] },
    testTimeAugmentation: false,
    classes,
    madeFrom: {},
    files: {},
    pending: [],
    scans,
  };
  writeFileSync(join(folder.predictions, "predictions.json"), JSON.stringify(predictions));
  return plan;
}

function examplePlan(ids: readonly string[]): Plan {
  const plan = somePlan();
  return {
    ...plan,
    dataset: {
      ...plan.dataset,
      root: examples,
      labelled: ids.slice(0, 4),
      unlabelled: ids.slice(6, 16),
      validation: ids.slice(4, 6),
      test: ids.slice(16),
    },
    members: {
      "2d": { ...plan.members["2d"], options: { weights: "natural-images" } },
      "3d": { ...plan.members["3d"], options: { width: 12, levels: 3 } },
    },
    reasons: {
      "preprocessing.spacing": "the median of the scans, which is 1.00 × 1.00 × 1.00 mm",
      "preprocessing.intensity": "MR has no scale of its own",
      "training.crop": "covers 95 % of the scans whole and is a multiple of 8",
      "training.epochs": "0.31 s for an update of the 3D network and 0.42 s for one of the 2D network: 6.1 min of 10",
      "training.volumesPerBatch": "4 crops fit into 2.1 of 8 GB",
      "members.3d.learningRate": "5e-3 suits runs below 2,000 updates",
      "augmentation.flips": "left and right are not alike here",
      precision: "the processor has bfloat16 instructions",
    },
  };
}

const TIME = Date.UTC(2026, 10, 14, 9, 30);

function* trainingEvents({ training, members, method }: Plan): Generator<RunEvent> {
  const random = new Xoshiro128(3);
  const { epochs, updatesPerEpoch, volumesPerBatch } = training;
  const total = 2 * epochs * updatesPerEpoch;
  const stop = Math.round(total * 0.55);
  let time = TIME;
  const step = (update: number): RunEvent => {
    const epoch = Math.floor(update / 2 / updatesPerEpoch);
    const [stage1, warmUp] = [Number(method.settings.stage1) * epochs, training.warmUp * epochs];
    const stage = epoch < stage1 ? 0 : 1;
    const network = (stage === 0 ? update : Math.floor(update / updatesPerEpoch)) % 2 === 0 ? "3d" : "2d";
    const position = stage === 0 ? (epoch - warmUp) / (stage1 - warmUp) : (epoch - stage1) / (epochs - stage1);
    const factor = epoch < warmUp ? (epoch + 1) / (warmUp + 1) : (1 + Math.cos(Math.PI * position)) / 2;
    const noise = 1 + (random.below(1000) / 1000 - 0.5) * 0.5;
    const progress = update / total;
    const dice = (0.75 * Math.exp(-progress * (network === "3d" ? 5 : 9)) + 0.12 + 0.05 * factor) * noise;
    const kl = (0.5 * Math.exp(-progress * 7) + 0.03) * noise;
    const unlabelled = stage === 0 ? 0 : Math.floor(volumesPerBatch * (1 - factor));
    time += 380;
    return {
      type: "step",
      time,
      step: update,
      update,
      epoch,
      place: epoch / epochs,
      stage,
      batch: { labelled: volumesPerBatch - unlabelled, unlabelled },
      members: { [network]: { rate: members[network].learningRate * factor, terms: { loss: dice + kl, dice, kl } } },
      seconds: 0.38,
    };
  };
  const validate = function* (updates: number): Generator<RunEvent> {
    for (const [network, best] of [
      ["2d", 0.86],
      ["3d", 0.88],
      ["both", 0.89],
    ] as const) {
      const dice = best * (1 - 0.6 * Math.exp(-updates / 180)) - random.below(100) / 8000;
      yield { type: "validation", time, updates, network, dice: [dice, dice - 0.013] };
    }
  };
  yield { type: "start", time, version: "0.1.0", engine: "2.13.0+cpu", device: "cpu" };
  for (let update = 0; update < stop; update++) {
    yield step(update);
    if ((update + 1) % 100 === 0) yield* validate(update + 1);
  }
  const resumed = stop - 30;
  time += 3_600_000;
  yield { type: "resume", time, updates: resumed };
  for (let update = resumed; update < total; update++) {
    yield step(update);
    if ((update + 1) % 100 === 0) yield* validate(update + 1);
  }
  yield { type: "end", time, updates: total, seconds: 171, peakBytes: 1.5 * 2 ** 30 };
}

/** The mask with its outline moved by a smooth random field of about `voxels`. */
function withErrors(mask: Volume, voxels: number, seed: number): Volume {
  const random = new Xoshiro128(seed);
  const [, d, h, w] = mask.shape;
  const waves = Array.from({ length: 9 }, () => ({
    phase: random.below(6283) / 1000,
    d: (random.below(1000) / 1000 - 0.5) * 0.9,
    h: (random.below(1000) / 1000 - 0.5) * 0.9,
    w: (random.below(1000) / 1000 - 0.5) * 0.9,
  }));
  const shift = (axis: number, z: number, y: number, x: number) =>
    waves
      .slice(3 * axis, 3 * axis + 3)
      .reduce((sum, wave) => sum + voxels * Math.sin(wave.phase + wave.d * z + wave.h * y + wave.w * x), 0);
  const moved = new Uint8Array(mask.voxels.length);
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(value)));
  for (let z = 0, at = 0; z < d; z++) {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++, at++) {
        const from = [
          clamp(z + shift(0, z, y, x), d),
          clamp(y + shift(1, z, y, x), h),
          clamp(x + shift(2, z, y, x), w),
        ];
        moved[at] = mask.voxels[(from[0] * h + from[1]) * w + from[2]];
      }
    }
  }
  return { ...mask, dtype: "uint8", voxels: moved };
}

function asLabelMap({ shape: [, d, h, w], spacing, voxels }: Volume) {
  return { shape: [d, h, w], spacing, voxels: Uint8Array.from(voxels) } as const;
}

function countOf({ voxels }: Volume, value: number): number {
  let count = 0;
  for (const voxel of voxels) if (voxel === value) count += 1;
  return count;
}

function disagreementOf(a: Volume, b: Volume): Disagreement {
  const { classes } = evaluateCase(asLabelMap(a), asLabelMap(b), { labels });
  const differences = classes.map(({ values }) => 1 - (values.dice ?? 0));
  return {
    kind: "value",
    value: differences.reduce((sum, one) => sum + one / classes.length, 0),
    classes: differences,
  };
}
