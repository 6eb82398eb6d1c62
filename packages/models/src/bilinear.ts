// Bilinear interpolation for networks over slices, whatever the precision.
// Corners are not aligned, as in their reference implementations.

import { autocast, nn, type Tensor } from "@mandn/torch";

/** Bilinear interpolation. [N, C, H, W] → [N, C, *size]. Under autocast in the input's own type: libtorch would leave it for float32. */
export function bilinear(x: Tensor, size: readonly number[]): Tensor {
  if (String(x.shape.slice(2)) === String(size)) return x;
  return autocast({ device: x.device, enabled: false }, () => nn.functional.interpolate(x, { size, mode: "bilinear" }));
}
