import { nn, type Tensor } from "@mandn/torch";

/** One convolution, with no abilities beyond prediction. [N, C, D, H, W] → [N, K, D, H, W]. */
export class Plain3d extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly conv: nn.Conv3d;

  constructor({ inChannels, classes }: { readonly inChannels: number; readonly classes: number }) {
    super();
    this.conv = new nn.Conv3d(inChannels, classes, 3, { padding: 1 });
  }

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}
