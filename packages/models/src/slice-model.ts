import { nn, scope, type Tensor, TorchError } from "@mandn/torch";
import { bilinear } from "./bilinear.js";
import type { Network2d, Network3d, ParameterGroup } from "./network.js";

/** A network over slices as a network over volumes, slice by slice along D. [N, C, D, H, W] → [N, K, D, H, W]. */
export class SliceModel extends nn.Module implements Network3d {
  readonly sizeMultiple: readonly [number, number, number];

  /** @param enlarge the network sees slices enlarged by this integer; its logits are averaged back */
  constructor(
    readonly network: Network2d,
    readonly enlarge = 1,
  ) {
    super();
    if (!Number.isInteger(enlarge) || enlarge < 1) {
      throw new TorchError("argument", `slices are enlarged by a positive integer, not ${enlarge}`);
    }
    const [h, w] = network.sizeMultiple;
    this.sizeMultiple = [1, smallestMultiple(h, enlarge), smallestMultiple(w, enlarge)];
  }

  forward(volume: Tensor): Tensor {
    return scope(() => {
      const [n, , d, h, w] = volume.shape as [number, number, number, number, number];
      const slices = volume.transpose(1, 2).flatten(0, 1); // [N · D, C, H, W]
      const logits = this.network.forward(bilinear(slices, [h * this.enlarge, w * this.enlarge])); // [N · D, K, …]
      const onGrid = this.enlarge === 1 ? logits : nn.interpolate(logits, { size: [h, w], mode: "area" });
      return onGrid.unflatten(0, [n, d]).transpose(1, 2);
    });
  }

  parameterGroups(): readonly ParameterGroup[] {
    return this.network.parameterGroups?.() ?? [{ parameters: this.network.parameters(), rate: 1 }];
  }
}

/** The least size whose product with `factor` is a multiple of `multiple`. */
function smallestMultiple(multiple: number, factor: number): number {
  let size = 1;
  while ((size * factor) % multiple !== 0) size++;
  return size;
}
