// What is known of the methods, for people: `mn methods`. Facts are from METHODS alone, without an engine. What an update costs, whatever
// the machine, is how many crops go through the networks: found by doing some, on noise, with networks as small as can be.

import { affineFromSpacing, type Grid } from "@mandn/imaging";
import { type Device, fromTypedArray, keep, manualSeed, randn, scope, stack, type Tensor } from "@mandn/torch";
import { z } from "zod";
import type { LabelledScan } from "../data/prepare.js";
import { Randomness } from "../data/random.js";
import { METHODS, methodNamed, methodOf } from "../methods/index.js";
import { mn } from "../methods/mn.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { epochAt, steady } from "../plan/schedule.js";
import { withMethod } from "../planning/make.js";
import { MOBILENET, UNET3D } from "../planning/networks.js";
import { Kit, type Passes } from "../training/kit.js";
import {
  type AnyMethod,
  aloneBecause,
  type Citation,
  type Crops,
  type Scans,
  type StepSpec,
} from "../training/method.js";
import { createMembers } from "../training/networks.js";

interface MethodFacts {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** The networks that take part, as people call them. */
  readonly networks: readonly string[];
  readonly cite: Citation;
}

interface MethodDescription extends MethodFacts {
  /** Whether several processes can share its batches. */
  readonly splits: boolean;
  /** Why not, as half a sentence. */
  readonly whyNotSplit?: string;
  readonly notes: readonly string[];
  /** Its settings, with the values of the two presets as JSON. */
  readonly settings: readonly {
    readonly name: string;
    readonly clean: string;
    readonly official: string;
    readonly description: string;
  }[];
}

/** Every method, in the order of the registry. */
export function listMethods(): MethodFacts[] {
  return [...METHODS.values()].map(factsOf);
}

function factsOf(method: AnyMethod): MethodFacts {
  const { name, title, summary, cite, presets } = method;
  const { members } = method.with(presets.clean.settings);
  const networks = members.filter(({ make }) => make === undefined).map((member) => member.title);
  return { name, title, summary, networks, cite };
}

/** `A. Tarvainen et al. 2017`: enough to know which paper is meant. */
export function citedAs({ authors, year }: Citation): string {
  const [first, ...others] = authors.split(/,| and /).map((author) => author.trim());
  return `${first}${others.length > 0 && !/et al\.?$/.test(first) ? " et al." : ""} ${year}`;
}

/** @throws MnError `"usage"` for a name that no method has. */
export function describeMethod(name: string): MethodDescription {
  const method = methodNamed(name);
  const { notes = [], settings, presets, splits = false } = method;
  const whyNotSplit = aloneBecause(method);
  const { properties = {} } = z.toJSONSchema(settings) as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  };
  const value = (preset: "clean" | "official", setting: string) => JSON.stringify(presets[preset].settings[setting]);
  return {
    ...factsOf(method),
    splits,
    ...(whyNotSplit !== undefined && { whyNotSplit }),
    notes,
    settings: Object.entries(properties).map(([setting, { description = "" }]) => ({
      name: setting,
      clean: value("clean", setting),
      official: value("official", setting),
      description,
    })),
  };
}

/** Crops in a batch: two labelled and two unlabelled ones, where a method does not take others. */
const BATCH = 4;
/** Voxels along D, H, W: as few as the networks take. */
const CROP = [8, 32, 32] as const;
const CLASSES = 2;
/** Late in the run every part of a method is at work. */
const [EPOCH, EPOCHS] = [9, 10];
/** Some methods begin to remember in the first step. */
const STEPS = 2;

/**
 * The passes of one update of a method late in its run, with batches of {@link BATCH} crops, as a mean over the updates of an epoch.
 *
 * @throws MnError as the method's plan and networks do
 */
export async function costOfUpdate(name: string): Promise<Passes> {
  const plan = withMethod(smallPlan(), name);
  const method = methodOf(plan);
  manualSeed(0);
  const members = await createMembers(plan, method);
  const noise = new Noise();
  const random = new Randomness(0);
  using kit = new Kit(members, { classes: CLASSES, device: plan.device as Device, precision: plan.precision, random });
  const run = method.begin({ plan, scans: noise });
  try {
    const clock = { ...epochAt(EPOCH, [steady(EPOCHS)], method.stages, plan.training), update: 0 };
    const steps = method.steps(clock, plan.training);
    const isSoft = method.pseudoMasks.findLast(({ at }) => at <= clock.place)?.soft === true;
    for (const member of members) member.setRate(clock.rate);
    let last: Passes[] = [];
    for (let step = 0; step < STEPS; step++) {
      last = steps.map((asked) => {
        const { labelled, unlabelled, students } = asked;
        kit.takePasses();
        kit.within(step, () => {
          const cases = { unlabelled: Array(unlabelled).fill("a"), labelled: Array(labelled).fill("a") };
          const crops = noise.crops(asked, isSoft);
          run.step({ ...crops, students, cases }, { ...clock, step }, kit);
        });
        return kit.takePasses();
      });
    }
    const updates = steps.reduce((sum, { students }) => sum + students.length, 0);
    const each = (of: (passes: Passes) => number) => last.reduce((sum, passes) => sum + of(passes), 0) / updates;
    return { withGradient: each((one) => one.withGradient), without: each((one) => one.without) };
  } finally {
    run.dispose?.();
    noise.dispose();
    for (const member of members) member.dispose();
  }
}

/** A scan of noise, and crops of it. */
class Noise implements Scans {
  readonly #image = scope(() => keep(randn([1, ...CROP])));
  readonly #mask = keep(
    fromTypedArray(
      Uint8Array.from({ length: CROP[0] * CROP[1] * CROP[2] }, (_, i) => (i % 32 < 9 ? 1 : 0)),
      CROP,
    ),
  );

  scan(id: string): LabelledScan {
    const grid: Grid = { shape: [1, ...CROP], affine: affineFromSpacing([1, 1, 1]) };
    return { id, image: this.#image, mask: this.#mask, grid, original: grid };
  }

  labelledScan(id: string): LabelledScan {
    return this.scan(id);
  }

  /** The caller's scope has them. */
  crops({ labelled, unlabelled, strong = 0, overlapping = 0 }: StepSpec, isSoft: boolean): Crops {
    const of = (count: number, channels = 1): Tensor => randn([count, channels, ...CROP]);
    const count = labelled + unlabelled;
    const shifts = Array.from({ length: count }, () => [0, 0, 0] as const);
    return {
      image: of(count),
      mask: stack(Array.from({ length: labelled }, () => this.#mask)),
      strong: Array.from({ length: strong }, () => of(unlabelled)),
      soft: isSoft ? of(unlabelled, CLASSES).softmax(1) : undefined,
      overlapping: overlapping === 0 ? undefined : { image: of(count), shifts },
    };
  }

  dispose(): void {
    this.#image.dispose();
    this.#mask.dispose();
  }
}

function smallPlan(): Plan {
  const optimizer: PlannedMember["optimizer"] = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] };
  return {
    version: 2,
    method: { name: mn.name, settings: mn.presets.clean.settings as Plan["method"]["settings"] },
    preset: "clean",
    seed: 0,
    device: "cpu",
    precision: "float32",
    dataset: {
      root: "noise",
      channels: ["noise"],
      classes: [
        { name: "background", value: 0 },
        { name: "foreground", value: 1 },
      ],
      labelled: ["a"],
      unlabelled: ["a"],
      validation: [],
      test: [],
      unlabelledHoldsTest: false,
    },
    preprocessing: { spacing: [1, 1, 1], intensity: [{ kind: "z-score", over: "volume" }], cropToBody: false },
    members: {
      "2d": {
        view: "slices",
        network: MOBILENET,
        options: { pretrained: false, enlarge: 1 },
        learningRate: 1e-4,
        optimizer,
        slicesPerVolume: 1,
        sliceDirections: ["d"],
      },
      "3d": {
        view: "volume",
        network: UNET3D,
        options: { width: 4, levels: 4, affine: true, upsampling: "projection" },
        learningRate: 1e-4,
        optimizer,
      },
    },
    training: {
      crop: [...CROP],
      volumesPerBatch: BATCH,
      epochs: EPOCHS,
      updatesPerEpoch: 1,
      warmUp: 0.1,
      annealing: { kind: "cosine" },
      foregroundCrops: 0.5,
      validations: 0,
      checkpointMinutes: 5,
    },
    augmentation: {
      zoom: 0,
      axisZoom: 0,
      rotation: [0, 0, 0],
      flips: [false, false, false],
      brightness: 0,
      contrast: 0,
      gamma: [1, 1],
      noise: 0,
      blur: 0,
    },
    inference: {
      window: [...CROP],
      overlap: 0.5,
      weighting: "uniform",
      mirrorAxes: [false, false, false],
      windowsPerBatch: 1,
      largestComponent: [false],
      fillHoles: [false],
    },
    reasons: {},
  };
}
