// A network over slices seen as one over volumes, and where the values of channels are brought to what the network
// expects. Methods see volumes only; this is where they are cut.

import { keep, nn, scope, type Tensor, TorchError, tensor } from "@mandn/torch";
import { bilinear } from "./bilinear.js";
import type { Network2d, Network3d, ParameterGroup, ValueRange } from "./network.js";

export interface SliceModelOptions {
  /** The network sees slices enlarged by this integer; its logits are averaged back. Default 1. */
  readonly enlarge?: number;
  /** What the values of each channel are. Where the network asks for others (`inputRange`), it is given those. Default: as it asks. */
  readonly channels?: readonly ValueRange[];
}

/** Where −2 … 2 lie in 0 … 1: what encoders of photographs take for black and white. x' = scale · x + shift. */
const MAPS: Readonly<Record<ValueRange, Readonly<Record<ValueRange, readonly [scale: number, shift: number]>>>> = {
  unit: { unit: [1, 0], standardised: [4, -2] },
  standardised: { unit: [0.25, 0.5], standardised: [1, 0] },
};

/** A network over slices as a network over volumes, slice by slice along D. [N, C, D, H, W] → [N, K, D, H, W]. */
export class SliceModel extends nn.Module implements Network3d {
  readonly sizeMultiple: readonly [number, number, number];
  readonly enlarge: number;
  /** What makes of each channel what the network asks for, [C, 1, 1]; undefined where all channels are so. */
  readonly scale: Tensor | undefined;
  readonly shift: Tensor | undefined;

  constructor(
    readonly network: Network2d,
    { enlarge = 1, channels = [] }: SliceModelOptions = {},
  ) {
    super();
    this.enlarge = enlarge;
    this.markNonPersistent("scale", "shift");
    const wanted = network.inputRange;
    if (wanted !== undefined && channels.some((range) => range !== wanted)) {
      const column = (i: 0 | 1) =>
        keep(
          tensor(
            channels.map((range) => [[MAPS[range][wanted][i]]]),
            { dtype: "float32" },
          ),
        );
      this.scale = column(0);
      this.shift = column(1);
    }
    if (!Number.isInteger(enlarge) || enlarge < 1) {
      throw new TorchError("argument", `slices are enlarged by a positive integer, not ${enlarge}`);
    }
    const [h, w] = network.sizeMultiple;
    this.sizeMultiple = [1, smallestMultiple(h, enlarge), smallestMultiple(w, enlarge)];
  }

  forward(volume: Tensor): Tensor {
    return scope(() => {
      const [n, , d, h, w] = volume.shape as [number, number, number, number, number];
      const slices = this.#asAsked(volume.transpose(1, 2).flatten(0, 1)); // [N · D, C, H, W]
      const logits = this.network.forward(bilinear(slices, [h * this.enlarge, w * this.enlarge])); // [N · D, K, …]
      const onGrid = this.enlarge === 1 ? logits : nn.functional.interpolate(logits, { size: [h, w], mode: "area" });
      return onGrid.unflatten(0, [n, d]).transpose(1, 2);
    });
  }

  #asAsked(slices: Tensor): Tensor {
    return this.scale && this.shift ? slices.mul(this.scale).add(this.shift) : slices;
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
