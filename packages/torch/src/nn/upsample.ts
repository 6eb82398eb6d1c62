// Other spatial sizes: interpolation, and channels that become pixels. torch.nn.functional.interpolate,
// torch.nn.PixelShuffle. Corners are not aligned, PyTorch's default.

import { TorchError } from "../errors.js";
import * as operators from "../generated/operators.js";
import { operator } from "../operator.js";
import type { Tensor } from "../tensor.js";
import { expandSize, Module, type Size } from "./module.js";

const nearestExact2d = operator("aten::_upsample_nearest_exact2d", "vec");
const nearestExact3d = operator("aten::_upsample_nearest_exact3d", "vec");

export interface InterpolateOptions {
  /** The output's spatial size: either this or `scaleFactor`. */
  readonly size?: Size;
  readonly scaleFactor?: Size;
  /** Default `"nearest"`. */
  readonly mode?: "nearest" | "nearest-exact" | "bilinear" | "bicubic" | "trilinear" | "area";
  /** Whether corner voxels' centres, instead of their outer corners, are kept in place; default false. */
  readonly alignCorners?: boolean;
}

/**
 * Another spatial size, as `torch.nn.functional.interpolate`. [N, C, H, W] (nearest, bilinear, bicubic, area) or
 * [N, C, D, H, W] (nearest, trilinear, area) → [N, C, *size].
 *
 * @throws {TorchError} `argument` unless exactly one of `size` and `scaleFactor` is given, or for a mode that the input's
 * dimensions do not have.
 */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  const { mode = "nearest", alignCorners = false } = options;
  const dims = x.dim - 2;
  if ((options.size === undefined) === (options.scaleFactor === undefined)) {
    throw new TorchError("argument", "interpolate takes either size or scaleFactor");
  }
  const size = options.size === undefined ? undefined : expandSize(options.size, dims, "size");
  const scale = options.scaleFactor === undefined ? undefined : expandSize(options.scaleFactor, dims, "scaleFactor");
  switch (`${mode} ${dims}`) {
    case "nearest 2":
      return operators.upsampleNearest2d(x, size, scale);
    case "nearest 3":
      return operators.upsampleNearest3d(x, size, scale);
    case "nearest-exact 2":
      return nearestExact2d.callTensor(x, size, scale);
    case "nearest-exact 3":
      return nearestExact3d.callTensor(x, size, scale);
    case "bilinear 2":
      return operators.upsampleBilinear2d(x, size, alignCorners, scale);
    case "bicubic 2":
      return operators.upsampleBicubic2d(x, size, alignCorners, scale);
    case "trilinear 3":
      return operators.upsampleTrilinear3d(x, size, alignCorners, scale);
    case "area 2":
      return operators.adaptiveAvgPool2d(x, size ?? scaled(x, scale));
    case "area 3":
      return operators.adaptiveAvgPool3d(x, size ?? scaled(x, scale));
    default:
      throw new TorchError("argument", `interpolate has no mode "${mode}" for an input of shape [${x.shape}]`);
  }
}

function scaled(x: Tensor, scale: readonly number[] | undefined): number[] {
  return x.shape.slice(2).map((size, i) => Math.floor(size * (scale?.[i] ?? 1)));
}

/** {@link interpolate} as a layer. */
export class Upsample extends Module {
  constructor(readonly options: InterpolateOptions) {
    super();
  }

  forward(x: Tensor): Tensor {
    return interpolate(x, this.options);
  }
}

/** Channels into space. [N, C · r², H, W] → [N, C, r · H, r · W]. */
export class PixelShuffle extends Module {
  constructor(readonly upscaleFactor: number) {
    super();
  }

  forward(x: Tensor): Tensor {
    return operators.pixelShuffle(x, this.upscaleFactor);
  }
}
