import type { Network3d } from "@mandn/models";
import { fromTypedArray, nn, noGrad, scope, type Tensor } from "@mandn/torch";

/** Any module as a network. */
export class Wrapped extends nn.Module implements Network3d {
  constructor(
    readonly body: nn.Layer,
    readonly sizeMultiple: Network3d["sizeMultiple"] = [1, 1, 1],
  ) {
    super();
  }

  forward(volume: Tensor): Tensor {
    return this.body.forward(volume);
  }
}

/** Logits of each voxel from its own value x alone: `slopes[k] · x + offsets[k]`. */
export function pointwise(slopes: readonly number[], offsets: readonly number[]): Wrapped {
  const conv = new nn.Conv3d(1, slopes.length, 1);
  noGrad(() =>
    scope(() => {
      conv.weight.copy_(fromTypedArray(Float32Array.from(slopes), [slopes.length, 1, 1, 1, 1]));
      conv.bias?.copy_(fromTypedArray(Float32Array.from(offsets), [offsets.length]));
    }),
  );
  return new Wrapped(conv);
}

/** A network that finds class 1 where the image is above `threshold`. */
export const above = (threshold: number, sharpness = 10): Wrapped =>
  pointwise([0, sharpness], [0, -sharpness * threshold]);

/** Notes the shapes and the mode it is called with; its logits are the image and its negative. */
export class Recording extends nn.Module implements Network3d {
  readonly calls: { readonly shape: readonly number[]; readonly training: boolean }[] = [];

  constructor(readonly sizeMultiple: Network3d["sizeMultiple"] = [1, 1, 1]) {
    super();
  }

  forward(volume: Tensor): Tensor {
    this.calls.push({ shape: volume.shape, training: this.training });
    return scope(() => volume.mul(fromTypedArray(Float32Array.of(1, -1), [1, 2, 1, 1, 1])));
  }
}
