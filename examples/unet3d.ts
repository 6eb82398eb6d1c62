import { nn, scope, type Tensor } from "@mandn/torch";

/** (conv 3³, instance norm, ReLU) twice. [N, in, D, H, W] → [N, out, D, H, W]. */
class ConvBlock extends nn.Module {
  readonly conv1: nn.Conv3d;
  readonly norm1: nn.InstanceNorm3d;
  readonly conv2: nn.Conv3d;
  readonly norm2: nn.InstanceNorm3d;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv1 = new nn.Conv3d(inChannels, outChannels, 3, { padding: 1, bias: false });
    this.norm1 = new nn.InstanceNorm3d(outChannels, { affine: true });
    this.conv2 = new nn.Conv3d(outChannels, outChannels, 3, { padding: 1, bias: false });
    this.norm2 = new nn.InstanceNorm3d(outChannels, { affine: true });
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.norm2.relu(this.conv2.forward(this.norm1.relu(this.conv1.forward(x)))));
  }
}

/** A U-Net of three levels. [N, 1, D, H, W] → [N, classes, D, H, W]; D, H and W are multiples of 4. */
export class UNet3d extends nn.Module {
  readonly down1: ConvBlock;
  readonly down2: ConvBlock;
  readonly bottom: ConvBlock;
  readonly up2: ConvBlock;
  readonly up1: ConvBlock;
  readonly head: nn.Conv3d;
  readonly #pool = new nn.MaxPool3d(2);

  constructor(classes: number, width: number) {
    super();
    this.down1 = new ConvBlock(1, width);
    this.down2 = new ConvBlock(width, 2 * width);
    this.bottom = new ConvBlock(2 * width, 4 * width);
    this.up2 = new ConvBlock(6 * width, 2 * width);
    this.up1 = new ConvBlock(3 * width, width);
    this.head = new nn.Conv3d(width, classes, 1);
  }

  forward(x: Tensor): Tensor {
    const level1 = this.down1.forward(x);
    const level2 = this.down2.forward(this.#pool.forward(level1));
    const level3 = this.bottom.forward(this.#pool.forward(level2));
    const up2 = this.up2.forward(nn.upsample2xCat(level3, level2));
    return this.head.forward(this.up1.forward(nn.upsample2xCat(up2, level1)));
  }
}
