// What is compared with what: plans by name, each made from one plan, so that scans, sizes, schedule and augmentation are the
// same and nothing differs but what the name says. Of methods: `mn compare`; of parts of M&N: `mn ablate`. And whether a run that is there
// was made by the plan that its comparison would give it.

import { existsSync } from "node:fs";
import { join, parse } from "node:path";
import { hubWeights, networks3d, segformerLora, weightFiles } from "@mandn/models";
import { MnError } from "../errors.js";
import { METHODS, methodNamed } from "../methods/index.js";
import { mn } from "../methods/mn.js";
import { isOwnMethod, loadMethod } from "../methods/own-method.js";
import { supervised2d, supervised3d } from "../methods/supervised.js";
import { describeChange, type Plan, type PlannedMember, planChanges } from "../plan/plan.js";
import type { ComparisonRequest } from "../run/comparison.js";
import { withMethod } from "./make.js";
import { EFFICIENTNET, MOBILENET, networkPlan, SEGFORMER, sizeMultiples, UNET3D, weightsFolder } from "./networks.js";

/** A plan with a name. */
export interface Variant {
  /** Small letters, digits and hyphens: part of the names of its runs' folders. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** @throws MnError where it cannot be had here: weights are missing, or the plan has no network for it. */
  plan(): Plan;
}

/** Every comparison has these: what unlabelled scans have to beat, and the strongest of it. */
const ALWAYS = [supervised3d.name, supervised2d.name] as const;

/** A method that is compared. */
export interface ComparedMethod {
  /** As {@link Variant}'s. */
  readonly variant: string;
  /** As a plan names it: of one's own, its file's path, and what is in it. */
  readonly name: string;
  readonly sha256?: string;
}

/**
 * The methods to compare, in order, each once: those asked for, by name or by the path of a file of one's own, or all, and both kinds of
 * training on labels alone.
 *
 * @throws MnError `"usage"` for a name that no method has, and where two have one name; as `loadMethod`
 */
export async function comparedMethods(asked: readonly string[] | "all"): Promise<ComparedMethod[]> {
  const methods = new Map<string, ComparedMethod>();
  for (const one of [...(asked === "all" ? METHODS.keys() : asked), ...ALWAYS]) {
    const own = await loadMethod(one);
    methodNamed(own.name);
    const variant = isOwnMethod(one) ? variantOfFile(one) : one;
    const known = methods.get(variant)?.name ?? (variant !== one && METHODS.has(variant) ? variant : own.name);
    if (known !== own.name) {
      const remedy = "Give the file another name.";
      throw new MnError("usage", `Two of the methods would be called "${variant}": ${known} and ${own.name}.`, {
        remedy,
      });
    }
    methods.set(variant, { variant, ...own });
  }
  return [...methods.values()];
}

/** `methods/My_method.js` → `my-method`. */
function variantOfFile(path: string): string {
  return parse(path)
    .name.toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
}

/** Methods as variants of a plan: `withMethod` of each. */
export function methodVariants(reference: Plan, methods: readonly ComparedMethod[]): Variant[] {
  return methods.map(({ variant, ...method }) => ({
    name: variant,
    title: methodNamed(method.name).title,
    plan: () => withMethod(reference, method.name, method.sha256),
  }));
}

/**
 * M&N as it was planned, and with one part of it taken away or put in another's place: the paper's ablations. What would be the
 * same as the plan is left out.
 *
 * @param reference a plan of M&N
 */
export function ablations(reference: Plan): Variant[] {
  const { volumesPerBatch } = reference.training;
  const fixed = Array.from({ length: volumesPerBatch - 1 }, (_, i) => i + 1);
  const stage1 = Number(reference.method.settings.stage1);
  const isAlternating = reference.method.settings.alternating === true;
  const seesEveryAxis = Object.values(reference.members).some(
    (member) => member.view === "slices" && member.sliceDirections.length > 1,
  );
  const first: Variant = { name: mn.name, title: `${mn.title} as planned`, plan: () => reference };
  const others: Variant[] = [
    variant("random-2d", "2D network from random weights", () => withRandom2d(reference)),
    setting("sampling-by-rate", "Unlabelled crops by the rate, rounded down", { sampling: "learning-rate" }),
    setting("sampling-by-rate-on-average", "Unlabelled crops by the rate, on average", {
      sampling: "learning-rate-average",
    }),
    setting("sampling-by-epoch", "Unlabelled crops by the epoch", { sampling: "epoch" }),
    ...fixed.map((count) =>
      setting(`sampling-fixed-${count}`, `Always ${count} of ${volumesPerBatch} crops unlabelled in stage 2`, {
        sampling: count,
      }),
    ),
    isAlternating
      ? setting("at-once", "Both networks learn at once", { alternating: false })
      : setting("in-turns", "The networks take turns", { alternating: true }),
    setting("averages", "Moving averages teach and predict", { average: 0.99 }),
    setting("taught-by-both", "Both networks' masks teach, weighted by certainty", { teaching: "both" }),
    setting("whole-scan-masks", "Both networks' masks of whole scans teach, made twice", {
      masks: "scan",
      pseudoMaskRefreshes: [stage1, Number(((1 + stage1) / 2).toFixed(4))],
    }),
    setting("last-stage", "A last stage by both networks' masks of whole scans", { lastStage: 0.15 }),
    seesEveryAxis
      ? variant("axial-slices", "Axial slices alone", () => withSlices(reference, ["d"]))
      : variant("slices-along-every-axis", "Slices along all three axes", () => withSlices(reference, ["d", "h", "w"])),
    ...methodVariants(
      reference,
      ALWAYS.map((name) => ({ variant: name, name })),
    ),
    variant("supervised-2d-random", `${supervised2d.title}, from random weights`, () =>
      withRandom2d(withMethod(reference, supervised2d.name)),
    ),
    variant("2d-efficientnet-lite", "2D network EfficientNet-Lite0", () => withPretrained2d(reference, EFFICIENTNET)),
    variant("supervised-2d-efficientnet-lite", `${supervised2d.title}, EfficientNet-Lite0`, () =>
      withPretrained2d(withMethod(reference, supervised2d.name), EFFICIENTNET),
    ),
    ...pretrained2d(reference).map(({ network, weights }) =>
      variant(`2d-${weights}`, `2D network ${weights}`, () => withPretrained2d(reference, network, weights)),
    ),
    ...Object.keys(networks3d).map((network) =>
      variant(`3d-${network}`, `3D network ${network}`, () => withNetwork3d(reference, network)),
    ),
  ];
  return [first, ...others.filter((other) => !isAsPlanned(other, reference))];

  function setting(name: string, title: string, changed: Plan["method"]["settings"]): Variant {
    const { method } = reference;
    return variant(name, title, () => ({
      ...reference,
      method: { ...method, settings: { ...method.settings, ...changed } },
    }));
  }
}

const variant = (name: string, title: string, plan: () => Plan): Variant => ({ name, title, plan });

function isAsPlanned({ plan }: Variant, reference: Plan): boolean {
  const parts = ({ method, members }: Plan) => JSON.stringify([method, members]);
  try {
    return parts(plan()) === parts(reference);
  } catch (error) {
    if (error instanceof MnError) return false; // the row will say why
    throw error;
  }
}

/** The plan with a change to the networks of one view, its crops of sizes that they all take. */
function withMembers(plan: Plan, view: PlannedMember["view"], change: (member: PlannedMember) => PlannedMember): Plan {
  const members = Object.fromEntries(
    Object.entries(plan.members).map(([name, member]) => [name, member.view === view ? change(member) : member]),
  );
  const multiples = sizeMultiples(Object.values(members));
  const fitted = (sizes: Plan["training"]["crop"]) =>
    sizes.map((size, axis) => {
      const multiple = multiples[axis] as number;
      return Math.max(1, Math.round(size / multiple)) * multiple;
    }) as Plan["training"]["crop"];
  const { training, inference } = plan;
  return {
    ...plan,
    members,
    training: { ...training, crop: fitted(training.crop) },
    inference: { ...inference, window: fitted(inference.window) },
  };
}

/** The plan with slices across these axes, its crops of sizes that suit them, and no more slices of a crop than it has. */
function withSlices(plan: Plan, sliceDirections: ("d" | "h" | "w")[]): Plan {
  const changed = withMembers(plan, "slices", (member) =>
    member.view === "slices" ? { ...member, sliceDirections } : member,
  );
  const fewest = Math.min(...sliceDirections.map((axis) => changed.training.crop["dhw".indexOf(axis)] as number));
  return withMembers(changed, "slices", (member) =>
    member.view === "slices" ? { ...member, slicesPerVolume: Math.min(member.slicesPerVolume, fewest) } : member,
  );
}

/** Networks whose own weights are pretrained unless told. */
const PRETRAINED_BY_DEFAULT: readonly string[] = [MOBILENET, EFFICIENTNET, "resnet"];

function withRandom2d(plan: Plan): Plan {
  return withMembers(plan, "slices", (member) => {
    const { pretrained: _, ...options } = member.options;
    return {
      ...member,
      options: PRETRAINED_BY_DEFAULT.includes(member.network) ? { ...options, pretrained: false } : options,
    };
  });
}

/** Other 2D networks than the plan's, each with the smallest weights that `mn weights get` has, on a GPU the paper's. */
function pretrained2d({ members, device }: Plan) {
  const planned = Object.values(members).map(({ network }) => network);
  const all = [
    { network: "resnet", weights: "resnet-18" },
    { network: SEGFORMER, weights: device === "cpu" ? "segformer-b0-ade20k" : "segformer-b2-ade20k" },
    { network: "dinov2", weights: "dinov2-small" },
  ];
  return all.filter(({ network }) => !planned.includes(network));
}

/**
 * @param weights as `mn weights get` has them; default those that come with the network
 * @throws MnError `"plan"` where the weights are not here
 */
function withPretrained2d(plan: Plan, network: string, weights?: string): Plan {
  const pretrained: PlannedMember["options"] = weights === undefined ? {} : { pretrained: placeOf(weights) };
  return withMembers(plan, "slices", (member) => {
    const smallSlices = Number(member.options.enlarge ?? 1) > 1;
    const { size: _, ...options } = networkPlan("slices", network, { ...situationOf(plan), smallSlices }).options;
    const made: PlannedMember["options"] = { ...options, ...pretrained };
    if (network === SEGFORMER) made.lora = segformerLora;
    return { ...member, network, options: made, learningRate: 1e-3 };
  });
}

/** What the option `pretrained` takes of weights that `mn weights get` downloaded. */
function placeOf(weights: string): string {
  const folder = weightsFolder(weights);
  const files = weightFiles.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const [file] = files;
  if (file !== undefined) return hubWeights.get(weights)?.hub.pretrained === "folder" ? folder : file;
  const remedy = `Get them: mn weights get ${weights}`;
  throw new MnError("plan", `the weights ${weights} are not there`, { path: folder, remedy });
}

function withNetwork3d(plan: Plan, network: string): Plan {
  return withMembers(plan, "volume", (member) => {
    if (member.network === network) return member;
    const { width, levels } = member.network === UNET3D ? member.options : {};
    const situation = { ...situationOf(plan), width: Number(width ?? 16), levels: Number(levels ?? 4) };
    const { options, learningRate } = networkPlan("volume", network, situation);
    return { ...member, network, options: { ...options }, learningRate };
  });
}

/** What the plan says of the situation that networks are chosen in; the rest is usual. */
function situationOf({ device, training }: Plan) {
  const side = Math.round(Math.cbrt(training.crop.reduce((product, size) => product * size)));
  return { onGpu: device !== "cpu", width: 16, levels: 4, side, smallSlices: false };
}

type Equal = ComparisonRequest["equal"];

/** A variant's plan with a seed. No rule for masks is chosen or applied: what one would change is told beside. */
export function planOf(
  made: Variant,
  reference: Plan,
  { seed, equal, device }: { readonly seed: number; readonly equal: Equal; readonly device?: string | undefined },
): Plan {
  const plan = made.plan();
  const { budget: _, ...training } = plan.training;
  const none = plan.dataset.classes.slice(1).map(() => false);
  const rule = "the same for all that are compared; what it would change is a column of its own";
  return {
    ...plan,
    seed,
    device: device === undefined || device === "auto" ? reference.device : device,
    training: equal === "updates" ? training : plan.training,
    inference: { ...plan.inference, largestComponent: none, fillHoles: [...none] },
    reasons: { ...plan.reasons, "inference.largestComponent": rule, "inference.fillHoles": rule },
  };
}

/** Guesses, from which the clock takes over: within equal time a run may have others than it would have now. */
const GUESSED = ["training.epochs", "training.budget.measuredOn"];
/** Changes told in a message. */
const TOLD = 3;

/**
 * Makes sure that the plan of a run that is there is the one that the comparison would give it.
 *
 * @throws MnError `"run"` with the settings that differ
 */
export function assertOfComparison(
  found: Plan,
  expected: Plan,
  { path, equal }: { readonly path: string; readonly equal: Equal },
): void {
  const asJson = (plan: Plan): Plan => JSON.parse(JSON.stringify(plan));
  const [before, now] = [asJson(found), asJson(expected)];
  const ofMasks = planChanges(before.inference, now.inference)
    .filter((change) => change.path !== "windowsPerBatch")
    .map((change) => ({ ...change, path: `inference.${change.path}` }));
  const ofTraining = planChanges(before, now).filter((one) => equal === "updates" || !GUESSED.includes(one.path));
  const changes = [...ofTraining, ...ofMasks];
  if (changes.length === 0) return;
  const remedy = "Remove its folder, or compare in another one.";
  const told = changes.slice(0, TOLD).map(describeChange).join("; ");
  throw new MnError("run", `is not of this comparison: ${told}`, { path, remedy });
}
