import { milestones } from "../cotraining/schedule.js";
import type { PlanFault } from "./faults.js";
import { isTooSmall, networkFaults, sizeMultiples } from "./networks.js";
import type { Plan } from "./plan.js";

/** Everything that is wrong between the settings of a plan, each of which is sound by itself. */
export function ruleFaults(plan: Plan): PlanFault[] {
  const { method, network2d, network3d } = plan;
  const networks = [
    ...(method === "supervised-3d" ? [] : networkFaults("network2d", network2d)),
    ...(method === "supervised-2d" ? [] : networkFaults("network3d", network3d)),
  ];
  return [
    ...roleFaults(plan),
    ...classFaults(plan),
    ...networks,
    ...(networks.length > 0 ? [] : sizeFaults(plan)),
    ...scheduleFaults(plan),
    ...outputFaults(plan),
  ];
}

const ROLES = ["labelled", "unlabelled", "validation", "test"] as const;

/** One scan, one role; only the transductive setting takes validation and test scans as unlabelled ones too. */
function roleFaults({ dataset, method }: Plan): PlanFault[] {
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
  if (method === "mn" && dataset.unlabelled.length === 0) {
    faults.push({
      path: "dataset.unlabelled",
      message: 'is empty: method "mn" needs unlabelled scans; without any, "supervised-3d" trains on labels alone',
    });
  }
  return faults;
}

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
    if (intensity.kind === "window" && intensity.low >= intensity.high) {
      const message = `is ${intensity.high}: must be above low, which is ${intensity.low}`;
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

function sizeFaults({ method, training, inference, network2d, network3d }: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  const multiples = sizeMultiples(
    method === "supervised-3d" ? undefined : network2d,
    method === "supervised-2d" ? undefined : network3d,
  );
  for (const [path, sizes] of [
    ["training.crop", training.crop],
    ["inference.window", inference.window],
  ] as const) {
    for (const [axis, size] of sizes.entries()) {
      const multiple = multiples[axis] as number;
      if (size % multiple !== 0) {
        const near = [Math.floor(size / multiple), Math.ceil(size / multiple)].filter((n) => n > 0);
        const message = `is ${size}: must be a multiple of ${multiple} for these networks, such as ${near.map((n) => n * multiple).join(" or ")}`;
        faults.push({ path: `${path}[${axis}]`, message });
      }
    }
    if (method !== "supervised-2d" && isTooSmall(sizes, network3d)) {
      const message = `is ${sizes.join(" × ")}: must be larger along an axis at least, for the 3D network's coarsest level would be one voxel, over which nothing can be normalised`;
      faults.push({ path, message });
    }
  }
  for (const [i, direction] of network2d.sliceDirections.entries()) {
    const path = `network2d.sliceDirections[${i}]`;
    if (network2d.sliceDirections.indexOf(direction) !== i) {
      faults.push({ path, message: `is "${direction}" again: each direction stands once` });
    }
  }
  const [fewest, along] = network2d.sliceDirections
    .map((direction) => [training.crop[AXES.indexOf(direction)] as number, direction] as const)
    .reduce((a, b) => (b[0] < a[0] ? b : a));
  if (network2d.slicesPerVolume > fewest) {
    const message = `is ${network2d.slicesPerVolume}: must be at most ${fewest}, the crop's slices along "${along}"`;
    faults.push({ path: "network2d.slicesPerVolume", message });
  }
  return faults;
}

function scheduleFaults({ training, dataset }: Plan): PlanFault[] {
  const faults: PlanFault[] = [];
  const { warmUp, stage1, epochs, sampling, volumesPerBatch, pseudoMaskRefreshes } = training;
  const ends = milestones(training);
  if (warmUp >= stage1) {
    const message = `is ${warmUp}: must be below training.stage1, which is ${stage1}`;
    faults.push({ path: "training.warmUp", message });
  } else if (ends.stage1 <= ends.warmUp || ends.stage1 >= epochs) {
    const message =
      `is ${epochs}: too few, for warm-up ends at epoch ${ends.warmUp} and stage 1 at ${ends.stage1}; ` +
      "after the warm-up, stage 1 and stage 2 need one each";
    faults.push({ path: "training.epochs", message });
  }
  if (typeof sampling === "number" && sampling >= volumesPerBatch) {
    const message = `is ${sampling}: must be below training.volumesPerBatch, which is ${volumesPerBatch}, for a batch holds a labelled crop`;
    faults.push({ path: "training.sampling", message });
  }
  for (const [i, at] of pseudoMaskRefreshes.entries()) {
    const least = i === 0 ? stage1 : (pseudoMaskRefreshes[i - 1] as number);
    if (at < least || at >= 1 || (i > 0 && at === least)) {
      const after = i === 0 ? `from training.stage1, ${stage1},` : `above the one before, ${least},`;
      faults.push({ path: `training.pseudoMaskRefreshes[${i}]`, message: `is ${at}: must be ${after} and below 1` });
    }
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
