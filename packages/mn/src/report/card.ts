/**
 * The model card of a run, as data (Mitchell et al. 2019, https://arxiv.org/abs/1810.03993): what it segments, what it was trained on,
 * how, how good its masks are, what is known of its limits, and which files it is. It names no scan, patient, folder or machine.
 */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { contentHash, counted, extremes, percent, times } from "@mandn/base";
import { FEWEST_FOR_INTERVAL, METRICS, type MetricName } from "@mandn/imaging";
import { isOwnNetwork, type KnownWeights, networks2d, networks3d, type ShippedNetwork } from "@mandn/models";
import { z } from "zod";
import { intensitySchema, type Plan, type PlannedMember } from "../plan/plan.js";
import { weightsFolder } from "../planning/networks.js";
import { networkHash } from "../run/network-file.js";
import { VERSION } from "../version.js";
import { isTransductive } from "./data-section.js";
import { leadingSets, overall, type RunFacts } from "./facts.js";

const count = z.int().nonnegative();
const number = z.number();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const extent = z.tuple([number, number]).describe("least and greatest");
const extents = z.strictObject({ x: extent, y: extent, z: extent });

const scoreSchema = z.strictObject({
  class: z.string().nullable().describe("null: the mean over the classes"),
  metric: z.enum(METRICS.map(({ key }) => key)),
  unit: z.string(),
  mean: number.nullable(),
  interval: z
    .strictObject({ low: number, high: number, level: number })
    .nullable()
    .describe(`of the mean; null of fewer than ${FEWEST_FOR_INTERVAL} values`),
  scans: count.describe("that the mean is over"),
});

export const cardSchema = z.strictObject({
  version: z.literal(1),
  program: z.string(),
  title: z.string(),
  task: z.strictObject({
    channels: z.array(z.string()),
    classes: z.array(z.strictObject({ name: z.string(), value: z.int() })).describe("foreground only"),
  }),
  data: z.strictObject({
    labelled: count,
    unlabelled: count,
    validation: count,
    test: count,
    transductive: z
      .boolean()
      .describe("whether images that results are measured on were seen in training, without their masks"),
    voxels: extents.nullable().describe("of the scans; null where none could be read"),
    spacing: extents.nullable().describe("millimetres"),
    faults: z
      .record(z.string(), count)
      .nullable()
      .describe("what the check found, by how grave it is; null: not checked"),
  }),
  method: z.strictObject({ name: z.string(), title: z.string(), paper: z.string(), year: z.int(), url: z.string() }),
  plan: z.strictObject({
    preset: z.string(),
    seed: z.int(),
    precision: z.string(),
    spacing: z.strictObject({ x: number, y: number, z: number }).describe("millimetres that networks see"),
    intensity: z.array(intensitySchema),
    crop: z.array(z.int()).describe("D, H, W"),
    window: z.array(z.int()).describe("D, H, W"),
  }),
  training: z
    .strictObject({
      updates: count.describe("of all networks"),
      seconds: number,
      device: z.string(),
      finished: z.boolean(),
    })
    .nullable()
    .describe("null: not begun"),
  networks: z.array(
    z.strictObject({
      title: z.string(),
      network: z.string(),
      view: z.enum(["volume", "slices"]),
      pretrained: z
        .strictObject({ name: z.string(), licence: z.string() })
        .nullable()
        .describe("the weights that it began with; null: random ones"),
    }),
  ),
  results: z.array(
    z.strictObject({
      name: z.string(),
      split: z.enum(["validation", "test"]),
      scans: count,
      missed: z
        .record(z.string(), count)
        .describe("scans in which a class that the reference has was not found, by class"),
      scores: z.array(scoreSchema),
    }),
  ),
  limits: z.array(z.string()),
  hashes: z
    .record(z.string(), sha256)
    .describe("SHA-256 of the run's files; of a network, of its content without the header"),
});

export type ModelCard = z.infer<typeof cardSchema>;

/** The card of a run, finished or not. */
export async function modelCard(facts: RunFacts): Promise<ModelCard> {
  const { plan, method } = facts;
  const { dataset, preprocessing, training, inference } = plan;
  const classes = dataset.classes.slice(1);
  const { name, title, cite } = method.definition;
  const [z, y, x] = preprocessing.spacing;
  return {
    version: 1,
    program: `mandn ${VERSION}`,
    title: `Segmentation of ${classes.map((one) => one.name).join(", ")} in ${dataset.channels.join(", ")}`,
    task: { channels: dataset.channels, classes },
    data: {
      labelled: dataset.labelled.length,
      unlabelled: method.definition.needsUnlabelled ? dataset.unlabelled.length : 0,
      validation: dataset.validation.length,
      test: dataset.test.length,
      transductive: isTransductive(facts),
      voxels: extentsOf(facts.sizes.map(({ voxels }) => voxels)),
      spacing: extentsOf(facts.sizes.map(({ spacing }) => spacing)),
      faults: faultsOf(facts),
    },
    method: { name, title, paper: cite.title, year: cite.year, url: cite.url },
    plan: {
      preset: plan.preset,
      seed: plan.seed,
      precision: plan.precision,
      spacing: { x, y, z },
      intensity: preprocessing.intensity,
      crop: training.crop,
      window: inference.window,
    },
    training: trainingOf(facts),
    networks: Object.entries(plan.members).map(([member, planned]) => ({
      title: method.members.find((one) => one.name === member)?.title ?? member,
      network: isOwnNetwork(planned.network) ? basename(planned.network) : planned.network,
      view: planned.view,
      pretrained: pretrainedOf(planned),
    })),
    results: (facts.metrics?.sets ?? []).map((set) => ({
      name: set.name,
      split: set.split,
      scans: set.cases.length,
      missed: missedIn(set, classes),
      scores: scoresOf(set, classes),
    })),
    limits: limitsOf(facts),
    hashes: await hashesOf(facts),
  };
}

function extentsOf(triples: readonly (readonly number[])[]): z.infer<typeof extents> | null {
  if (triples.length === 0) return null;
  const along = (axis: number) => extremes(triples.map((triple) => triple[axis])) as [number, number];
  return { x: along(2), y: along(1), z: along(0) };
}

function faultsOf({ check }: RunFacts): Record<string, number> | null {
  if (check === undefined) return null;
  const counts: Record<string, number> = {};
  for (const { severity } of check.faults) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

function trainingOf({ events, plan }: RunFacts): ModelCard["training"] {
  const steps = events.filter((event) => event.type === "step");
  const last = steps.at(-1);
  if (last === undefined) return null;
  const device = events.find((event) => event.type === "start")?.device ?? plan.device;
  return {
    updates: last.update + Object.keys(last.members).length,
    seconds: steps.reduce((sum, { seconds }) => sum + seconds, 0),
    device: device === "cpu" ? "CPU" : "GPU",
    finished: events.some(({ type }) => type === "end"),
  };
}

/** Known weights by their name and licence; others by the name of their file. */
function pretrainedOf({ network, options }: PlannedMember): ModelCard["networks"][number]["pretrained"] {
  const shippedNetworks: Readonly<Record<string, ShippedNetwork>> = { ...networks2d, ...networks3d };
  const type = isOwnNetwork(network) ? undefined : shippedNetworks[network];
  const parsed = type?.options.safeParse(options).data as { readonly pretrained?: unknown } | undefined;
  const { pretrained = options.pretrained } = parsed ?? {};
  if (pretrained === undefined || pretrained === false || pretrained === null) return null;
  const known: readonly KnownWeights[] = type?.weights ?? [];
  if (pretrained === true) {
    const shipped = known[0];
    return shipped === undefined
      ? { name: network, licence: UNKNOWN }
      : { name: shipped.name, licence: shipped.licence };
  }
  const path = typeof pretrained === "object" ? (pretrained as { readonly path?: unknown }).path : pretrained;
  if (typeof path !== "string") return { name: network, licence: UNKNOWN };
  const found = known.find(({ name }) => path === weightsFolder(name) || path.startsWith(`${weightsFolder(name)}/`));
  return found === undefined
    ? { name: basename(path), licence: UNKNOWN }
    : { name: found.name, licence: found.licence };
}

const UNKNOWN = "not known here: as whoever made them says";

type ResultSet = ReturnType<typeof leadingSets>[number];
type Classes = readonly Plan["dataset"]["classes"][number][];

const CARD_METRICS: readonly MetricName[] = ["dice", "hd95"];

function scoresOf({ summaries }: ResultSet, classes: Classes): z.infer<typeof scoreSchema>[] {
  return summaries.flatMap(({ label, metrics }) =>
    CARD_METRICS.map((metric) => {
      const { mean, interval, n } = metrics[metric];
      const named = label === null ? null : (classes.find(({ value }) => value === label)?.name ?? String(label));
      const between = interval && { low: interval.low, high: interval.high, level: interval.level };
      const unit = METRICS.find(({ key }) => key === metric)?.unit ?? "";
      return { class: named, metric, unit, mean, interval: between, scans: n };
    }),
  );
}

function missedIn({ cases }: ResultSet, classes: Classes): Record<string, number> {
  return Object.fromEntries(
    classes.map(({ name, value }) => {
      const missed = cases.filter(({ metrics }) =>
        metrics.classes.some(
          ({ label, undefinedBecause }) => label === value && undefinedBecause === "prediction empty",
        ),
      );
      return [name, missed.length];
    }),
  );
}

/** What is known not to hold, or not known, in sentences. */
function limitsOf(facts: RunFacts): string[] {
  const { plan, method } = facts;
  const { labelled, test } = plan.dataset;
  const [lead] = leadingSets(facts);
  const limits = [
    "For research; not a medical device. Whoever uses a mask looks at it first.",
    `It learnt from the masks of ${counted(labelled.length, "scan")}. Other scanners, protocols, diseases and ages than these scans show were not looked at.`,
    "Nothing is recorded here of the people in the scans, so it is not known whether it does as well for every group of them.",
    `The networks see voxels of ${times(plan.preprocessing.spacing.toReversed())} mm (x × y × z): finer details are not seen.`,
  ];
  if (lead === undefined) return [...limits, "How good the masks are was not measured."];
  const { mean } = overall(lead).metrics.dice;
  if (lead.split === "validation")
    limits.push("No scans were kept for a test: those that it was measured on served for choices too.");
  if (isTransductive(facts))
    limits.push(
      "Images that it was measured on were seen in training, without their masks: on new scans it may do worse.",
    );
  if (lead.cases.length < FEWEST_FOR_INTERVAL) {
    limits.push(`It was measured on ${counted(lead.cases.length, "scan")}, too few to say how sure the means are.`);
  }
  if (test.length > 0) limits.push("The test scans come from the same dataset: elsewhere it may do worse.");
  for (const [name, missed] of Object.entries(missedIn(lead, plan.dataset.classes.slice(1)))) {
    if (missed > 0) limits.push(`${name} was not found in ${missed} of ${counted(lead.cases.length, "scan")}.`);
  }
  if (mean !== null && mean < POOR) {
    limits.push(`The mean Dice of ${percent(mean)} % is low: its masks are a start for work by hand, not a result.`);
  }
  if (method.definition.needsUnlabelled && plan.dataset.unlabelled.length === 0)
    limits.push("It had no unlabelled scans to learn from.");
  return limits;
}

/** A mean Dice below which masks need much work by hand. */
const POOR = 0.7;

async function hashesOf({ folder, method }: RunFacts): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const path of [folder.plan, folder.metrics])
    if (existsSync(path)) hashes[basename(path)] = await contentHash(path);
  const members = new Set(Object.values(method.predictors).flat());
  for (const member of members) {
    const path = folder.network(member);
    if (existsSync(path)) hashes[basename(path)] = await networkHash(path);
  }
  return hashes;
}
