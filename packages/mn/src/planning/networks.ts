import { isOwnNetwork, networks2d, networks3d, type ShippedNetwork } from "@mandn/models";
import { TorchError } from "@mandn/torch";
import type { PlannedMember } from "../plan/plan.js";
import { type PlanFault, schemaFaults } from "./faults.js";

/** A network as a plan names it. */
export interface PlannedNetwork {
  readonly name: string;
  readonly options: PlannedMember["options"];
}

/** The presets' networks. */
export const UNET3D = "unet3d";
export const MOBILENET = "mobilenet-v2";
export const SEGFORMER = "segformer";

/** What a member's view and network ask of the size of crops. */
export type Viewer = { readonly network: string; readonly options: PlannedMember["options"] } & (
  | { readonly view: "volume" }
  | { readonly view: "slices"; readonly sliceDirections: readonly Direction[] }
);
type Direction = "d" | "h" | "w";
type Multiples = readonly [d: number, h: number, w: number];

/**
 * What a crop's D, H and W must be multiples of, so that each network can halve it at each level, and one of slices can cut it
 * along any of its directions. Known for the networks of @mandn/models; others say so themselves when they are built.
 *
 * @throws TorchError for options that are not allowed, or that name a file which is not there
 */
export function sizeMultiples(viewers: readonly Viewer[]): Multiples {
  return viewers
    .map(multiplesOf)
    .reduce<Multiples>(
      (all, own) => [
        leastCommonMultiple(all[0], own[0]),
        leastCommonMultiple(all[1], own[1]),
        leastCommonMultiple(all[2], own[2]),
      ],
      [1, 1, 1],
    );
}

function multiplesOf(viewer: Viewer): Multiples {
  if (viewer.view === "volume") return shipped(networks3d, viewer.network)?.sizeMultiple(viewer.options) ?? [1, 1, 1];
  const inSlice = leastCommonMultiple(...(shipped(networks2d, viewer.network)?.sizeMultiple(viewer.options) ?? [1, 1]));
  const along = (axis: Direction) => (viewer.sliceDirections.some((direction) => direction !== axis) ? inSlice : 1);
  return [along("d"), along("h"), along("w")];
}

/**
 * Whether a box leaves the 3D network a single voxel at its coarsest level, over which norms have nothing to normalise. Known for
 * the networks of @mandn/models.
 *
 * @param box voxels along D, H, W
 * @throws TorchError as {@link sizeMultiples}
 */
export function isTooSmall(box: readonly number[], { name, options }: PlannedNetwork): boolean {
  const multiples = shipped(networks3d, name)?.sizeMultiple(options);
  return multiples?.every((multiple, axis) => (box[axis] as number) <= multiple) === true;
}

/** What is wrong with a network's name and options, as far as that can be said before it is made. */
export function networkFaults(path: string, { view, network: name, options, sha256 }: PlannedMember): PlanFault[] {
  const types = view === "slices" ? networks2d : networks3d;
  const network = { name, options };
  const type = shipped<ShippedNetwork>(types, network.name);
  if (isOwnNetwork(name)) return [];
  if (sha256 !== undefined) {
    return [{ path: `${path}.sha256`, message: `belongs to a file, and the network "${name}" is none: leave it out` }];
  }
  if (type === undefined) {
    const message = `is "${network.name}": must be one of ${Object.keys(types).join(", ")}, or the path of a file, with a "/" in it`;
    return [{ path: `${path}.network`, message }];
  }
  const faults = schemaFaults(type.options, network.options).map((fault) => ({
    ...fault,
    path: fault.path === "" ? `${path}.options` : `${path}.options.${fault.path}`,
  }));
  if (faults.length > 0) return faults;
  try {
    type.sizeMultiple(network.options);
    return [];
  } catch (error) {
    if (!(error instanceof TorchError)) throw error;
    return [{ path: `${path}.options`, message: `do not fit: ${error.message}` }];
  }
}

function shipped<Type extends ShippedNetwork>(types: Readonly<Record<string, Type>>, name: string): Type | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined;
}

const leastCommonMultiple = (a: number, b: number) => (a * b) / greatestCommonDivisor(a, b);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
