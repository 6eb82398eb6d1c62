import type { Grid } from "@mandn/imaging";
import type { Tensor } from "@mandn/torch";

/** A scan as training and inference see it: canonical (RAS) frame, the plan's spacing, intensities normalised. */
export interface PreparedScan {
  readonly id: string;
  /** `[C, D, H, W]`, float32, on the CPU; of a cache it lies in the mapped file, in training perhaps on the GPU. */
  readonly image: Tensor;
  /** The grid of `image`. */
  readonly grid: Grid;
  /** The grid of the file that the scan came from: where predictions go. */
  readonly original: Grid;
}

/** A prepared scan with its reference mask. */
export interface LabelledScan extends PreparedScan {
  /** `[D, H, W]`, uint8: the index of each voxel's class in the plan's `classes`. */
  readonly mask: Tensor;
}
