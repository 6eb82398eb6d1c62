/** A network of one's own: one file with one class, whose path stands for its name. docs/own-network.md says the rest. */
import { nn, scope, type Tensor } from "@mandn/torch";

/** Two convolutions. [N, C, D, H, W] → logits [N, K, D, H, W]. */
export class TwoLayers extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly first: nn.Conv3d;
  readonly last: nn.Conv3d;

  constructor({ inChannels, classes, width = 8 }: { inChannels: number; classes: number; width?: number }) {
    super();
    this.first = new nn.Conv3d(inChannels, width, 3, { padding: 1 });
    this.last = new nn.Conv3d(width, classes, 3, { padding: 1 });
  }

  forward(volume: Tensor): Tensor {
    return scope(() => this.last.forward(this.first.forward(volume).relu()));
  }
}
