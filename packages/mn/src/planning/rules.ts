// What settings of a plan ask of each other, beyond what the schema says of each alone.
// Every plan is held to it when it is read or written.

import { METHODS } from "../methods/index.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { type AnyMethod, learners, type MemberSpec, type Method, noLossBecause } from "../training/method.js";
import { type PlanFault, schemaFaults } from "./faults.js";
import { isTooSmall, networkFaults, sizeMultiples } from "./networks.js";

/** Everything that is wrong between the settings of a plan, each of which is sound by itself. */
export function ruleFaults(plan: Plan): PlanFault[] {
  const method = METHODS.get(plan.method.name);
  if (method === undefined) {
    const message = `is "${plan.method.name}": must be one of ${[...METHODS.keys()].join(", ")}`;
    return [{ path: "method.name", message }];
  }
  const settings = schemaFaults(method.settings, plan.method.settings).map(({ path, message }) => ({
    path: path === "" ? "method.settings" : `method.settings.${path}`,
    message,
  }));
  const ofScans = [...lossFaults(plan, method), ...roleFaults(plan, method), ...classFaults(plan)];
  if (settings.length > 0) return [...settings, ...ofScans, ...outputFaults(plan)];
  const own = method.with(plan.method.settings);
  const members = memberFaults(plan, own);
  return [
    ...own.faults(plan.training).map(({ path, message }) => ({ path: `method.settings.${path}`, message })),
    ...ofScans,
    ...members,
    ...(members.length > 0 ? [] : sizeFaults(plan)),
    ...scheduleFaults(plan, own),
    ...outputFaults(plan),
  ];
}

function lossFaults({ training }: Plan, method: AnyMethod): PlanFault[] {
  const why = noLossBecause(method);
  if (training.loss === undefined || why === undefined) return [];
  return [{ path: "training.loss", message: `is a loss of one's own, and ${method.title} takes none: ${why}` }];
}

/** The plan has an entry for each network that learns, of the kind that the method needs, and for no other. */
function memberFaults({ members }: Plan, method: Method): PlanFault[] {
  const wanted = learners(method);
  const missing = wanted.filter(({ name }) => !Object.hasOwn(members, name));
  return [
    ...missing.map(({ name, title }) => ({
      path: `members.${name}`,
      message: `is missing: the ${title} of the method`,
    })),
    ...Object.entries(members).flatMap(([name, member]): PlanFault[] => {
      const path = `members.${name}`;
      const spec = wanted.find((one) => one.name === name);
      if (spec === undefined) {
        const names = wanted.map((one) => one.name).join(", ");
        return [{ path, message: `is no member of the method, which has ${names}` }];
      }
      if (spec.view === member.view) return [...networkFaults(path, member), ...optionFaults(path, member, spec)];
      return [{ path: `${path}.view`, message: `is "${member.view}": must be "${spec.view}" for the ${spec.title}` }];
    }),
  ];
}

/** Whether a network can be made with what the method adds to its options, such as further decoders. */
function optionFaults(path: string, member: PlannedMember, { title, options = {} }: MemberSpec): PlanFault[] {
  const together = { ...member, options: { ...member.options, ...options } } as PlannedMember;
  if (networkFaults(path, member).length > 0 || networkFaults(path, together).length === 0) return [];
  const wanted = Object.keys(options).join(", ");
  const message = `is "${member.network}", which has no ${wanted}: the ${title} of the method needs them; unet3d and vnet have them`;
  return [{ path: `${path}.network`, message }];
}

const ROLES = ["labelled", "unlabelled", "validation", "test"] as const;

/** One scan, one role; only the transductive setting takes validation and test scans as unlabelled ones too. */
function roleFaults({ dataset }: Plan, method: AnyMethod): PlanFault[] {
  const faults: PlanFault[] = [];
  const seen = new Map<string, string>();
  for (const role of ROLES) {
    for (const [i, id] of dataset[role].entries()) {
      const path = `dataset.${role}[${i}]`;
      const before = seen.get(id);
      const isTransductive =
        dataset.unlabelledHoldsTest && before?.startsWith("dataset.unlabelled") && role !== "unlabelled";
      if (before !== undefined && !isTransductive) {
        faults.push({ path, message: `is "${id}", which is ${before} already: a scan has one role` });
      }
      seen.set(id, path);
    }
  }
  if (method.needsUnlabelled && dataset.unlabelled.length === 0) {
    faults.push({
      path: "dataset.unlabelled",
      message: `is empty: method "${method.name}" needs unlabelled scans; without any, "supervised-3d" trains on labels alone`,
    });
  }
  return faults;
}

/** Widths of a window of intensities that single precision divides by without a thought. */
const [NARROWEST, WIDEST] = [1e-12, 1e12] as const;

function classFaults({ dataset: { classes, channels }, preprocessing, inference }: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const key of ["name", "value"] as const) {
    for (const [i, one] of classes.entries()) {
      const first = classes.findIndex((other) => other[key] === one[key]);
      if (first !== i) {
        const message = `is ${JSON.stringify(one[key])}, as of dataset.classes[${first}]: each class has its own`;
        faults.push({ path: `dataset.classes[${i}].${key}`, message });
      }
    }
  }
  const intensities = preprocessing.intensity.length;
  if (intensities !== channels.length) {
    const message = `has ${intensities} entries: must have one for each of the ${channels.length} dataset.channels`;
    faults.push({ path: "preprocessing.intensity", message });
  }
  for (const [i, intensity] of preprocessing.intensity.entries()) {
    if (intensity.kind !== "window") continue;
    const { low, high } = intensity;
    if (high - low < NARROWEST || high - low > WIDEST) {
      const message = `is ${high}: must be above low, which is ${low}, by ${NARROWEST} … ${WIDEST}`;
      faults.push({ path: `preprocessing.intensity[${i}].high`, message });
    }
  }
  for (const rule of ["largestComponent", "fillHoles"] as const) {
    const perClass = inference[rule];
    if (perClass !== "validation" && perClass.length !== classes.length - 1) {
      const message = `has ${perClass.length} values: must have one for each of the ${classes.length - 1} foreground classes`;
      faults.push({ path: `inference.${rule}`, message });
    }
  }
  return faults;
}

const AXES = ["d", "h", "w"] as const;

/** Of a batch; in single precision four times as many bytes. */
const MOST_VOXELS = 2 ** 30;

function sizeFaults({ training, inference, members }: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  const multiples = sizeMultiples(Object.values(members));
  for (const [path, sizes, count, setting] of [
    ["training.crop", training.crop, training.volumesPerBatch, "training.volumesPerBatch"],
    ["inference.window", inference.window, inference.windowsPerBatch, "inference.windowsPerBatch"],
  ] as const) {
    const voxels = sizes.reduce((product, size) => product * size, count);
    if (voxels > MOST_VOXELS) {
      const message = `is ${sizes.join(" × ")}: must be smaller, or ${setting}, ${count}, must be, for a batch may hold ${MOST_VOXELS.toLocaleString("en")} voxels`;
      faults.push({ path, message });
    }
    for (const [axis, size] of sizes.entries()) {
      const multiple = multiples[axis] as number;
      if (size % multiple !== 0) {
        const near = [Math.floor(size / multiple), Math.ceil(size / multiple)].filter((n) => n > 0);
        const message = `is ${size}: must be a multiple of ${multiple} for these networks, such as ${near.map((n) => n * multiple).join(" or ")}`;
        faults.push({ path: `${path}[${axis}]`, message });
      }
    }
    for (const [name, { view, network, options }] of Object.entries(members)) {
      if (view !== "volume" || !isTooSmall(sizes, { name: network, options })) continue;
      const message = `is ${sizes.join(" × ")}: must be larger along an axis at least, for the coarsest level of members.${name} would be one voxel, over which nothing can be normalised`;
      faults.push({ path, message });
    }
  }
  for (const [name, member] of Object.entries(members)) {
    if (member.view === "slices") faults.push(...sliceFaults(`members.${name}`, member, training.crop));
  }
  return faults;
}

function sliceFaults(
  path: string,
  { sliceDirections, slicesPerVolume }: Extract<PlannedMember, { view: "slices" }>,
  crop: Plan["training"]["crop"],
): PlanFault[] {
  const again = sliceDirections.flatMap((direction, i): PlanFault[] => {
    if (sliceDirections.indexOf(direction) === i) return [];
    const message = `is "${direction}" again: each direction stands once`;
    return [{ path: `${path}.sliceDirections[${i}]`, message }];
  });
  const [fewest, along] = sliceDirections
    .map((direction) => [crop[AXES.indexOf(direction)] as number, direction] as const)
    .reduce((a, b) => (b[0] < a[0] ? b : a));
  if (slicesPerVolume <= fewest) return again;
  const message = `is ${slicesPerVolume}: must be at most ${fewest}, the crop's slices along "${along}"`;
  return [...again, { path: `${path}.slicesPerVolume`, message }];
}

function scheduleFaults({ training, dataset }: Plan, { stages }: Method): PlanFault[] {
  const faults: PlanFault[] = [];
  const { warmUp, epochs } = training;
  const ends = stages.map(({ until }) => until);
  const first = Math.min(...stages.flatMap(({ restartsRate }, i) => (restartsRate ? [ends[i - 1] ?? 1] : [])), 1);
  const isRising = ends.every((end, i) => end > (ends[i - 1] ?? 0));
  /** Epochs that begin in a stretch of the schedule. */
  const within = (from: number, to: number) => Math.ceil(to * epochs - 1e-9) - Math.ceil(from * epochs - 1e-9);
  const stretches = [
    ...(warmUp > 0 ? [[0, warmUp]] : []),
    [warmUp, first],
    ...ends.slice(1).map((end, i) => [ends[i], end]),
  ];
  if (!isRising) {
    faults.push({
      path: "method.settings",
      message: `has stages that end at ${ends.join(", ")}: each must end after the one before`,
    });
  } else if (warmUp >= first) {
    faults.push({
      path: "training.warmUp",
      message: `is ${warmUp}: must be below ${first}, where the rate restarts or the run ends`,
    });
  } else if (stretches.some(([from, to]) => within(from as number, to as number) < 1)) {
    const message = `is ${epochs}: too few; the warm-up (to ${warmUp}) and each stage (to ${ends.join(", ")}) need one each`;
    faults.push({ path: "training.epochs", message });
  }
  if (training.validations > 0 && dataset.validation.length === 0) {
    const message = `is ${training.validations}: must be 0, for dataset.validation is empty`;
    faults.push({ path: "training.validations", message });
  }
  return faults;
}

function outputFaults({ inference, augmentation, dataset }: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const [axis, mirrored] of inference.mirrorAxes.entries()) {
    if (mirrored && !augmentation.flips[axis]) {
      const message = `is true: must be false where augmentation.flips[${axis}] is, for the networks have then never seen a mirrored scan`;
      faults.push({ path: `inference.mirrorAxes[${axis}]`, message });
    }
  }
  for (const rule of ["largestComponent", "fillHoles"] as const) {
    if (inference[rule] === "validation" && dataset.validation.length === 0) {
      const message = `is "validation": must say true or false for each foreground class, for dataset.validation is empty`;
      faults.push({ path: `inference.${rule}`, message });
    }
  }
  return faults;
}
