// The preset `clean`: what a plan has unless it is asked for otherwise, each setting with its reason.
// The experiments behind the numbers are in bench/RESULTS.md.

import { times } from "@mandn/base";
import type { Augmentation, Intensity, PlannedMember, Preprocessing } from "../plan/plan.js";
import {
  type ChannelFingerprint,
  type Fingerprint,
  hasNoHoles,
  isWhole,
  type MaskShape,
  type Triple,
} from "./fingerprint.js";
import { isTooSmall, MOBILENET, networkPlan, sizeMultiples, UNET3D } from "./networks.js";
import { boundedSpacing, boxWithin, neat, raise, shapeAt, volumeOf, windowsAtOnce } from "./scale.js";
import type { Decision, Situation } from "./settings.js";

type Direction = "d" | "h" | "w";
const AXES = ["d", "h", "w"] as const;

/** The preset `clean`: the method without the reference code's slips, at the size that scans and machine ask for. */
export function clean(situation: Situation): Decision {
  const { fingerprint, roles, classes, machine, scale, maskShapes } = situation;
  const preprocessing = preprocess(situation);
  const { spacing } = preprocessing.value;
  const body = preprocessing.value.cropToBody ? fingerprint.bodyShape : fingerprint.shape;
  const shape = shapeAt(body, fingerprint.spacing, spacing);
  const direction = coarsestAxis(spacing);
  const { directions, networks, crop } = chooseSlices(situation, shape, spacing);
  const { multiples, planned3d } = networks;
  const extent = (axis: 0 | 1 | 2) => shape[axis] * spacing[axis];
  const longest = ([0, 1, 2] as const).reduce<0 | 1 | 2>((a, b) => (extent(b) > extent(a) ? b : a), 0);
  if (isTooSmall(crop, planned3d)) crop[longest] += multiples[longest];
  const slices = Math.min(scale.slicesPerVolume, ...directions.map((axis) => crop[AXES.indexOf(axis)] as number));
  const hasValidation = roles.validation.length > 0;
  const rule = (holds: (shape: MaskShape | undefined) => boolean) =>
    hasValidation ? ("validation" as const) : classes.slice(1).map(({ value }) => holds(maskShapes?.get(value)));
  const isGpu = machine.device !== "cpu";
  return {
    settings: {
      precision: machine.precision.choice,
      preprocessing: preprocessing.value,
      networks: {
        slices: { view: "slices", ...networks.slices, slicesPerVolume: slices, sliceDirections: [...directions] },
        volume: { view: "volume", ...networks.volume },
      },
      training: {
        crop,
        volumesPerBatch: scale.volumesPerBatch,
        epochs: scale.epochs,
        updatesPerEpoch: 1,
        warmUp: 0.04,
        annealing: { kind: "cosine" },
        foregroundCrops: 0.5,
        validations: hasValidation ? 10 : 0,
        checkpointMinutes: 5,
      },
      augmentation: augment(fingerprint.channels, spacing, direction),
      inference: {
        window: [...crop],
        overlap: 0.5,
        weighting: "gaussian",
        mirrorAxes: [false, false, false],
        windowsPerBatch: windowsAtOnce(scale, machine),
        largestComponent: rule(isWhole),
        fillHoles: rule(hasNoHoles),
      },
    },
    reasons: {
      ...preprocessing.reasons,
      ...networks.reasons,
      precision: machine.precision.reason,
      "slices.sliceDirections": isAnisotropic(spacing)
        ? `slices lie across "${direction}", the coarsest axis`
        : directions.length > 1
          ? "scans are about as long as wide, and a crop holds nearly all of one: each update sees slices across one axis, drawn anew, and a prediction is the mean over the three, at three times the cost of one"
          : 'voxels are about as long as wide, so axial slices; ["d", "h", "w"] takes turns and averages, at three times the cost of a prediction, which pays where slices across each axis show as much',
      "slices.slicesPerVolume": `more slices teach the 2D network more and cost time in proportion`,
      "training.crop": `${times(crop)} voxels of the median scan's ${times(shape)}, at most ${scale.cropVoxels.toLocaleString("en")} in all (${isGpu ? "GPU" : "CPU"} scale), multiples of ${networks.multiples.join(", ")}`,
      "training.volumesPerBatch": isGpu
        ? "enough crops for the sampling to mix labelled with unlabelled ones"
        : "more updates of two crops are worth more on a CPU than fewer of four",
      "training.epochs": `${isGpu ? "GPU" : "CPU"} scale without a budget; --budget sets it from the machine's speed`,
      "training.validations": hasValidation ? "ten points on the curve" : "there are no validation scans",
      "augmentation.flips": "none: anatomy with a fixed orientation lost 3 to 7 points of Dice by flips",
      "augmentation.rotation": "largest about the axis across axial slices, or the coarsest axis",
      "inference.window":
        "as large as a crop: instance norms, which take their statistics from what they see, are used to that",
      "inference.largestComponent": hasValidation
        ? "kept where it helps on the validation scans"
        : "true for classes that are one piece in every labelled mask, for there are no validation scans to decide by",
      "inference.fillHoles": hasValidation
        ? "filled where it helps on the validation scans"
        : "true for classes without holes in any labelled mask, for there are no validation scans to decide by",
    },
  };
}

/** A crop that holds this share of a scan along an axis is not made larger there for the rest. */
const CROP_COVERS = 0.85;
/** Scans whose shortest side has this share of the longest show about as much in slices across each axis. */
const ALIKE = 0.6;

const isAnisotropic = (spacing: Triple) => Math.max(...spacing) >= 1.5 * Math.min(...spacing);

/**
 * The axes that the 2D network's slices lie across, with the networks and the crop that go with them: all three where voxels are
 * about as long as wide, a crop holds nearly all of a scan, and slices show about as much of it across each axis.
 */
function chooseSlices(situation: Situation, shape: Triple, spacing: Triple) {
  const along = (directions: readonly Direction[]) => {
    const networks = chooseNetworks(situation, shape, directions);
    const crop = boxWithin(shape, networks.multiples, situation.scale.cropVoxels, CROP_COVERS);
    return { directions, networks, crop };
  };
  const all = along(AXES);
  const holdsAll = all.crop.every((size, axis) => size >= CROP_COVERS * (shape[axis] as number));
  const isAlike = Math.min(...shape) >= ALIKE * Math.max(...shape);
  return holdsAll && isAlike && !isAnisotropic(spacing) ? all : along([coarsestAxis(spacing)]);
}

/** The axis that slices lie across where they lie across one; the first where none is coarser by much. */
function coarsestAxis(spacing: Triple): Direction {
  return isAnisotropic(spacing) ? (AXES[spacing.indexOf(Math.max(...spacing))] as Direction) : "d";
}

/** The smallest class keeps so many voxels at least when scans are made coarser. */
const LEAST_CLASS_VOXELS = 3000;
/** Air is cut off when less than this share of a scan is not 0. */
const BODY_SHARE = 0.7;

function preprocess({ fingerprint, scale }: Situation): { value: Preprocessing; reasons: Record<string, string> } {
  const { shape, bodyShape, channels, scans, spacing: median } = fingerprint;
  const share = volumeOf(bodyShape) / volumeOf(shape);
  const isCt = channels.every((channel) => channel.isCt);
  const cropToBody = isCt || share < BODY_SHARE;
  const { spacing, reason } = chooseSpacing(fingerprint, cropToBody ? bodyShape : shape, scale.scanVoxels);
  return {
    value: { spacing, intensity: channels.map(intensity), cropToBody },
    reasons: {
      "preprocessing.spacing": `median of ${scans} scans along D × H × W: ${times(median)} mm${reason}`,
      "preprocessing.intensity": channels
        .map((channel) => `${channel.name}: ${channel.isCt ? "CT" : "MR"} (${channel.toldBy})`)
        .join("; "),
      "preprocessing.cropToBody": isCt
        ? "air around the body lies below the window"
        : `the box around what is not 0 is ${Math.round(100 * share)} % of the median scan`,
    },
  };
}

/** The median, coarser where scans are too large for the machine, but not so coarse that the smallest class gets lost. */
function chooseSpacing({ spacing: median, smallestClass }: Fingerprint, shape: Triple, voxels: number) {
  const asIs = (): Preprocessing["spacing"] =>
    [...median].map((mm) => Number(mm.toFixed(4))) as Preprocessing["spacing"];
  const bounded = boundedSpacing(shape, median, voxels);
  if (bounded === median) return { spacing: asIs(), reason: "" };
  const asked = Math.min(...bounded);
  const most = smallestClass === null ? asked : Math.cbrt((smallestClass.millilitres * 1000) / LEAST_CLASS_VOXELS);
  const least = neat(Math.min(asked, most));
  const limit =
    most < asked
      ? `coarsened to ${least} mm; more would leave class ${smallestClass?.value} fewer than ${LEAST_CLASS_VOXELS} voxels`
      : `coarsened to ${least} mm so that the median scan has about ${voxels.toLocaleString("en")} voxels, which this machine's time allows`;
  if (least <= Math.min(...median)) return { spacing: asIs(), reason: "" };
  const [d, h, w] = raise(median, least);
  return { spacing: [d, h, w] as Preprocessing["spacing"], reason: `, ${limit}` };
}

/** For CT without masks to tell by: soft tissue. */
const SOFT_TISSUE = [-175, 250] as const;

function intensity({ isCt, foreground }: ChannelFingerprint): Intensity {
  if (!isCt) return { kind: "z-score", over: "body" };
  const [low, high] = foreground ?? SOFT_TISSUE;
  return { kind: "window", low: Math.floor(low), high: Math.ceil(high) };
}

/** Slices smaller than this are enlarged for the 2D network, whose deepest features have 1/32 of their size. */
const SMALL_SLICE = 128;

function chooseNetworks(
  { scale, machine, network2d = MOBILENET, network3d = UNET3D, ownMultiples }: Situation,
  shape: Triple,
  sliceDirections: readonly Direction[],
) {
  const rough = boxWithin(shape, [1, 1, 1], scale.cropVoxels);
  const size = Math.cbrt(volumeOf(rough));
  const wanted = size >= 96 ? 5 : size >= 41 ? 4 : 3;
  const inSlice = rough.filter((_size, axis) => sliceDirections.some((direction) => direction !== AXES[axis]));
  const situation = {
    onGpu: machine.device !== "cpu",
    width: scale.width3d,
    levels: Math.max(2, Math.min(wanted, Math.floor(Math.log2(Math.min(...rough))))),
    side: Math.round(size),
    smallSlices: Math.min(...inSlice) < SMALL_SLICE,
  };
  const [of2d, of3d] = [networkPlan("slices", network2d, situation), networkPlan("volume", network3d, situation)];
  const entry = (network: string, { options, learningRate }: typeof of2d) => {
    return { network, options: { ...options }, learningRate, optimizer: ADAMW };
  };
  const [slices, volume] = [entry(network2d, of2d), entry(network3d, of3d)];
  return {
    slices,
    volume,
    planned3d: { name: network3d, options: volume.options },
    multiples: sizeMultiples(
      [
        { ...slices, view: "slices", sliceDirections },
        { ...volume, view: "volume" },
      ],
      ownMultiples,
    ),
    reasons: {
      "slices.network": network2d === MOBILENET ? "a U-Net on MobileNetV2 pretrained on natural images" : "as asked",
      ...prefixed("slices", of2d.why),
      "volume.network": network3d === UNET3D ? "a 3D U-Net trained from scratch" : "as asked",
      ...prefixed("volume", of3d.why),
    },
  };
}

const prefixed = (view: string, why: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(why).map(([setting, reason]) => [`${view}.${setting}`, reason]));

const ADAMW = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] } satisfies PlannedMember["optimizer"];

/** Spread of a window's values, which lie in 0 … 1, against that of a z-score. */
const WINDOW_SPREAD = 0.25;

function augment(channels: readonly ChannelFingerprint[], spacing: Triple, direction: Direction): Augmentation {
  const tilt = Math.max(...spacing) < 3 * Math.min(...spacing) ? 0.1 : 0; // thick slices would smear
  const spread = channels.every(({ isCt }) => isCt) ? WINDOW_SPREAD : 1;
  const about = (axis: Direction) => (axis === direction ? 0.3 : tilt);
  return {
    zoom: 0.2,
    axisZoom: 0.1,
    rotation: [about("d"), about("h"), about("w")],
    flips: [false, false, false],
    brightness: 0.25 * spread,
    contrast: 0.25,
    gamma: [0.7, 1.4],
    noise: 0.1 * spread,
    blur: 0,
  };
}
