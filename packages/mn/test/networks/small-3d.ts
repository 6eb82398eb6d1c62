import type { Decoded, Refine } from "@mandn/models";
import { nn, scope, type Tensor } from "@mandn/torch";

interface Options {
  readonly inChannels: number;
  readonly classes: number;
  readonly decoders?: readonly unknown[];
  readonly heads?: readonly { readonly channels: "classes" | "foreground" }[];
  readonly deepSupervision?: readonly number[];
  readonly dropout?: readonly [number, number];
  /** Batch norm after the first convolution. */
  readonly norm?: boolean;
}

/** Two convolutions. [N, C, D, H, W] → [N, K, D, H, W]. Further decoders, heads and levels are a convolution each. */
export class Small3d extends nn.Module {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly featureChannels = 4;
  readonly encoderChannels = [4];
  readonly a: nn.Conv3d;
  readonly norm: nn.BatchNorm3d | undefined;
  readonly b: nn.Conv3d;
  readonly decoders: readonly nn.Conv3d[];
  readonly heads: readonly nn.Conv3d[];
  readonly levels: readonly nn.Conv3d[];
  readonly dropouts: readonly nn.Dropout3d[];

  constructor(options: Options) {
    super();
    const { inChannels, classes, decoders = [], heads = [], deepSupervision = [], dropout = [0, 0], norm } = options;
    this.a = new nn.Conv3d(inChannels, 4, 3, { padding: 1 });
    this.norm = norm ? new nn.BatchNorm3d(4) : undefined;
    this.b = new nn.Conv3d(4, classes, 3, { padding: 1 });
    this.decoders = decoders.map(() => new nn.Conv3d(4, classes, 3, { padding: 1 }));
    this.heads = heads.map(({ channels }) => new nn.Conv3d(4, channels === "classes" ? classes : classes - 1, 1));
    this.levels = deepSupervision.slice(0, 2).map(() => new nn.Conv3d(4, classes, 1));
    this.dropouts = dropout.map((share) => new nn.Dropout3d(share));
  }

  get decoderCount(): number {
    return 1 + this.decoders.length;
  }

  forward(x: Tensor): Tensor {
    return scope(() => this.decode(this.encode(x)).logits);
  }

  encode(x: Tensor, refine: Refine = (features) => features): readonly Tensor[] {
    return scope(() => {
      const features = this.a.forward(x);
      const dropped = this.dropouts[0]?.forward((this.norm?.forward(features) ?? features).relu());
      return [refine(dropped as Tensor, 0)];
    });
  }

  decode([x]: readonly Tensor[], decoder = 0): Decoded {
    return scope(() => {
      const features = this.dropouts[1]?.forward(x as Tensor) as Tensor;
      const space = features.shape.slice(2);
      const level = (conv: nn.Conv3d, i: number) => {
        const coarse = nn.functional.interpolate(features, { size: space.map((n) => n >> (i + 1)), mode: "area" });
        return nn.functional.interpolate(conv.forward(coarse), { size: space, mode: "trilinear" });
      };
      return {
        logits: ([this.b, ...this.decoders][decoder] as nn.Conv3d).forward(features),
        features,
        heads: this.heads.map((conv) => conv.forward(features).tanh()),
        levels: this.levels.map(level),
      };
    });
  }
}
