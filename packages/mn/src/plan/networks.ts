import type { Plan } from "./plan.js";

/** A network as a plan names it. */
export type PlannedNetwork = Pick<Plan["network3d"], "name" | "options">;

/** The shipped networks' names. */
export const UNET3D = "unet3d";
export const MOBILENET = "mobilenet-v2";

/** What H and W of slices must be multiples of, so that enlarged they are multiples of the encoder's stride. */
const multipleBefore = (enlarge: number) => 32 / greatestCommonDivisor(32, enlarge);

/**
 * What a crop's D, H and W must be multiples of, so that the 3D network can halve it at each level and the 2D network can cut it
 * into slices along any direction of the plan. Known for the shipped networks; others say so themselves when they are built.
 */
export function sizeMultiples(
  network2d: (PlannedNetwork & Pick<Plan["network2d"], "sliceDirections">) | undefined,
  network3d: PlannedNetwork | undefined,
): readonly [d: number, h: number, w: number] {
  const multiple3d = network3d?.name === UNET3D ? 2 ** (numberOption(network3d, "levels", 5) - 1) : 1;
  const multiple2d = network2d?.name === MOBILENET ? multipleBefore(numberOption(network2d, "enlarge", 2)) : 1;
  const isInSlice = (axis: "d" | "h" | "w") =>
    network2d?.sliceDirections.some((direction) => direction !== axis) === true;
  const along = (axis: "d" | "h" | "w") => leastCommonMultiple(multiple3d, isInSlice(axis) ? multiple2d : 1);
  return [along("d"), along("h"), along("w")];
}

function numberOption({ options }: PlannedNetwork, name: string, byDefault: number): number {
  const value = options[name];
  return typeof value === "number" ? value : byDefault;
}

const leastCommonMultiple = (a: number, b: number) => (a * b) / greatestCommonDivisor(a, b);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
