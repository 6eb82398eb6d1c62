/** CAML's attention among the voxels of a batch's crops, of layers as PyTorch's `nn.TransformerEncoderLayer`. */
import { dropout, nn, scope, type Tensor } from "@mandn/torch";

/** Of the attention. */
const [HEADS, DROPOUT] = [4, 0.5] as const;

/** Attention and two linear layers, each added to its input and normalised (Vaswani et al. 2017). `[S, N, C]` → same, along S. */
class TransformerLayer extends nn.Module {
  readonly self_attn: nn.MultiheadAttention;
  readonly linear1: nn.Linear;
  readonly linear2: nn.Linear;
  readonly norm1: nn.LayerNorm;
  readonly norm2: nn.LayerNorm;

  constructor(
    channels: number,
    readonly dropout: number,
  ) {
    super();
    const heads = channels % HEADS === 0 ? HEADS : 1;
    this.self_attn = new nn.MultiheadAttention(channels, heads, { dropout });
    this.linear1 = new nn.Linear(channels, 4 * channels);
    this.linear2 = new nn.Linear(4 * channels, channels);
    this.norm1 = new nn.LayerNorm(channels);
    this.norm2 = new nn.LayerNorm(channels);
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const drop = (y: Tensor) => dropout(y, this.dropout, this.training);
      const attended = this.norm1.forward(x.add(drop(this.self_attn.forward(x))));
      const hidden = drop(this.linear1.forward(attended).relu());
      return this.norm2.forward(attended.add(drop(this.linear2.forward(hidden))));
    });
  }
}

/** Attention among the places of each crop, then among the crops at each place. `[N, C, D, H, W]` → same. */
export class CrossAttention extends nn.Module {
  readonly within: TransformerLayer;
  readonly across: TransformerLayer;

  constructor(channels: number, dropout: number = DROPOUT) {
    super();
    this.within = new TransformerLayer(channels, dropout);
    this.across = new TransformerLayer(channels, dropout);
  }

  forward(features: Tensor): Tensor {
    return scope(() => {
      const places = features.flatten(2).permute([2, 0, 1]); // [D · H · W, N, C]
      const across = this.across.forward(this.within.forward(places).transpose(0, 1)); // [N, D · H · W, C]
      return across.transpose(1, 2).reshape(features.shape);
    });
  }
}
