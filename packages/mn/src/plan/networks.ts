import { networks2d, networks3d, type ShippedNetwork } from "@mandn/models";
import { TorchError } from "@mandn/torch";
import { type PlanFault, schemaFaults } from "./faults.js";
import type { Plan } from "./plan.js";

/** A network as a plan names it. */
export type PlannedNetwork = Pick<Plan["network3d"], "name" | "options">;

/** The presets' networks. */
export const UNET3D = "unet3d";
export const MOBILENET = "mobilenet-v2";
export const SEGFORMER = "segformer";

/**
 * What a crop's D, H and W must be multiples of, so that the 3D network can halve it at each level and the 2D network can cut it
 * into slices along any direction of the plan. Known for the networks of @mandn/models; others say so themselves when they are
 * built.
 *
 * @throws TorchError for options that are not allowed, or that name a file which is not there
 */
export function sizeMultiples(
  network2d: (PlannedNetwork & Pick<Plan["network2d"], "sliceDirections">) | undefined,
  network3d: PlannedNetwork | undefined,
): readonly [d: number, h: number, w: number] {
  const [d, h, w] = (network3d && shipped(networks3d, network3d.name)?.sizeMultiple(network3d.options)) ?? [1, 1, 1];
  const multiple2d = (network2d && shipped(networks2d, network2d.name)?.sizeMultiple(network2d.options)) ?? [1, 1];
  const inSlice = leastCommonMultiple(...multiple2d);
  const along = (axis: "d" | "h" | "w", multiple: number) => {
    const isInSlice = network2d?.sliceDirections.some((direction) => direction !== axis) === true;
    return leastCommonMultiple(multiple, isInSlice ? inSlice : 1);
  };
  return [along("d", d), along("h", h), along("w", w)];
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
export function networkFaults(path: "network2d" | "network3d", network: PlannedNetwork): PlanFault[] {
  const types = path === "network2d" ? networks2d : networks3d;
  const type = shipped<ShippedNetwork>(types, network.name);
  if (type === undefined) {
    if (network.name.includes("/")) return [];
    const message = `is "${network.name}": must be one of ${Object.keys(types).join(", ")}, or the path of a file, with a "/" in it`;
    return [{ path: `${path}.name`, message }];
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
