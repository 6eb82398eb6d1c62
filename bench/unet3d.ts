import { nn, scope, type Tensor } from "@mandn/torch";
import { upsample2xCat } from "@mandn/torch/kernels";

/** (conv 3³, instance norm, ReLU) twice. */
class ConvBlock extends nn.Module {
  readonly conv1: nn.Conv3d;
  readonly norm1: nn.InstanceNorm3d;
  readonly conv2: nn.Conv3d;
  readonly norm2: nn.InstanceNorm3d;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv1 = new nn.Conv3d(inChannels, outChannels, 3, { padding: 1 });
    this.norm1 = new nn.InstanceNorm3d(outChannels, { affine: true });
    this.conv2 = new nn.Conv3d(outChannels, outChannels, 3, { padding: 1 });
    this.norm2 = new nn.InstanceNorm3d(outChannels, { affine: true });
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.norm2.relu(this.conv2.forward(this.norm1.relu(this.conv1.forward(x)))));
  }
}

/** A U-Net whose modules are made in the order of unet3d.py's, so that one seed gives both the same weights. */
export class UNet3d extends nn.Module {
  readonly down: readonly ConvBlock[];
  readonly up: readonly ConvBlock[];
  readonly head: nn.Conv3d;
  readonly #pool = new nn.MaxPool3d(2);

  constructor(levels: number, width: number, classes: number) {
    super();
    const widths = Array.from({ length: levels }, (_, i) => width * 2 ** i);
    this.down = widths.map((w, i) => new ConvBlock(widths[i - 1] ?? 1, w));
    this.up = widths.slice(0, -1).map((w) => new ConvBlock(3 * w, w));
    this.head = new nn.Conv3d(width, classes, 3, { padding: 1 });
  }

  /** [N, 1, D, H, W] → [N, classes, D, H, W]. */
  forward(x: Tensor): Tensor {
    return scope(() => {
      const skips: Tensor[] = [];
      let y = x;
      for (const [i, block] of this.down.entries()) {
        y = block.forward(i === 0 ? y : this.#pool.forward(y));
        skips.push(y);
      }
      for (let i = this.up.length - 1; i >= 0; i--) {
        y = (this.up[i] as ConvBlock).forward(upsample2xCat(y, skips[i] as Tensor));
      }
      return this.head.forward(y);
    });
  }
}
