// What the preset clean makes the networks of @mandn/models with: their options and learning rates, by the machine's scale.
import type { PlannedMember } from "../plan/plan.js";
import { MOBILENET, type PlannedNetwork, SEGFORMER, UNET3D } from "./networks.js";

/** What a network is made with and learns at. */
export interface Choice {
  readonly options: PlannedNetwork["options"];
  readonly learningRate: number;
}

export const ADAMW = { kind: "adamw", weightDecay: 0.01, betas: [0.9, 0.999] } satisfies PlannedMember["optimizer"];
export const RANDOM_TRANSFORMER = 3e-4;
/** The learning rate of a network that is not ours. */
const CAREFUL = 1e-3;

/**
 * A 2D network's, with the weights that it has by default: of those that come with the package, or random ones.
 *
 * @param enlarge by how much slices are enlarged, where the network can
 */
export function choice2d(
  name: string,
  { enlarge, device }: { readonly enlarge: number; readonly device: string },
): Choice {
  const choices: Readonly<Record<string, Choice>> = {
    [MOBILENET]: { options: { enlarge }, learningRate: 1e-3 },
    resnet: { options: { enlarge }, learningRate: 1e-3 },
    [SEGFORMER]: {
      options: { size: device === "cpu" ? "b0" : "b2", enlarge },
      learningRate: RANDOM_TRANSFORMER,
    },
    dinov2: { options: {}, learningRate: RANDOM_TRANSFORMER },
  };
  return choices[name] ?? { options: {}, learningRate: CAREFUL };
}

/** A 3D network's, of a width and number of levels where it has such. */
export function choice3d(name: string, { width, levels }: { readonly width: number; readonly levels: number }): Choice {
  const choices: Readonly<Record<string, Choice>> = {
    [UNET3D]: { options: { width, levels, affine: true, upsampling: "projection" }, learningRate: 3e-3 },
    vnet: { options: { width: Math.min(16, width) }, learningRate: 1e-3 },
    "swin-unetr": { options: { width: 12 * Math.max(1, Math.floor(width / 8)) }, learningRate: 5e-4 },
    resenc: {
      options: { features: Array.from({ length: levels }, (_, i) => Math.min(320, width * 2 ** i)) },
      learningRate: 1e-3,
    },
  };
  return choices[name] ?? { options: {}, learningRate: CAREFUL };
}
