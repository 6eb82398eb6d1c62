import { nn, type Tensor } from "@mandn/torch";

/** Two convolutions. [N, C, D, H, W] → [N, K, D, H, W]. */
export class Small3d extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly a: nn.Conv3d;
  readonly b: nn.Conv3d;

  constructor({ inChannels, classes }: { readonly inChannels: number; readonly classes: number }) {
    super();
    this.a = new nn.Conv3d(inChannels, 4, 3, { padding: 1 });
    this.b = new nn.Conv3d(4, classes, 3, { padding: 1 });
  }

  forward(x: Tensor): Tensor {
    return this.b.forward(this.a.forward(x).relu());
  }
}
