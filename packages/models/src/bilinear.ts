// Bilinear interpolation for networks over slices, whatever the precision.
// Corners are not aligned, as in their reference implementations.

import { autocast, cat, nn, scope, type Tensor } from "@mandn/torch";
import { upsample2xCat } from "@mandn/torch/kernels";

/** Bilinear interpolation. [N, C, H, W] → [N, C, *size]. Under autocast in the input's own type: libtorch would leave it for float32. */
export function bilinear(x: Tensor, size: readonly number[]): Tensor {
  if (String(x.shape.slice(2)) === String(size)) return x;
  return autocast({ device: x.device, enabled: false }, () => nn.functional.interpolate(x, { size, mode: "bilinear" }));
}

/** Bilinear to the skip's size, beside the skip: [N, C, h, w], [N, S, H, W] → [N, C + S, H, W]. Twice the size is fused on a CPU. */
export function bilinearBeside(x: Tensor, skip: Tensor): Tensor {
  const size = skip.shape.slice(2);
  const isTwice = x.shape.slice(2).every((n, i) => 2 * n === size[i]);
  return isTwice ? upsample2xCat(x, skip, false) : scope(() => cat([bilinear(x, size), skip], 1));
}
