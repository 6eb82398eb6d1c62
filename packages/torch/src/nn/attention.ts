// Attention of several heads as PyTorch's nn.MultiheadAttention has it, with its parameters' names.
// Vaswani et al., "Attention is all you need", 2017: https://arxiv.org/abs/1706.03762

import { TorchError } from "../errors.js";
import { linear, scaledDotProductAttention, zerosLike } from "../generated/operators.js";
import type { Tensor } from "../tensor.js";
import { xavierUniform_, zeros_ } from "./init.js";
import { Linear } from "./linear.js";
import { Module, Parameter } from "./module.js";

export interface MultiheadAttentionOptions {
  /** Dropout of attention weights in training; default 0. */
  readonly dropout?: number;
  /** Default true. */
  readonly bias?: boolean;
  /** Whether inputs are [N, L, E] instead of [L, N, E]; default false. */
  readonly batchFirst?: boolean;
}

export interface AttentionMasks {
  /** [L, S] or [N · heads, L, S]: true where not to attend, or numbers to add to the scores. */
  readonly attnMask?: Tensor;
  /** [N, S]: true at keys to leave out, or numbers to add to their scores. */
  readonly keyPaddingMask?: Tensor;
}

/** Attention of several heads (Vaswani et al. 2017). [L, N, E], or [N, L, E] with `batchFirst`, → same. */
export class MultiheadAttention extends Module {
  readonly in_proj_weight: Parameter;
  readonly in_proj_bias: Parameter | undefined;
  readonly out_proj: Linear;
  readonly dropout: number;
  readonly batchFirst: boolean;

  constructor(
    readonly embedDim: number,
    readonly numHeads: number,
    options: MultiheadAttentionOptions = {},
  ) {
    super();
    if (embedDim % numHeads !== 0) {
      throw new TorchError("argument", `${embedDim} dimensions cannot be divided among ${numHeads} heads`);
    }
    const { dropout = 0, bias = true, batchFirst = false } = options;
    this.out_proj = new Linear(embedDim, embedDim, { bias });
    this.in_proj_weight = xavierUniform_(Parameter.empty([3 * embedDim, embedDim])) as Parameter;
    if (bias) this.in_proj_bias = Parameter.full([3 * embedDim], 0);
    if (this.out_proj.bias) zeros_(this.out_proj.bias);
    this.dropout = dropout;
    this.batchFirst = batchFirst;
  }

  /** Key and value default to the query: self-attention. */
  forward(query: Tensor, key: Tensor = query, value: Tensor = key, masks: AttentionMasks = {}): Tensor {
    const [q, k, v] = this.#project(query, key, value).map((x) => {
      const batch = this.batchFirst ? x : x.transpose(0, 1); // [N, L, E]
      return batch.unflatten(-1, [this.numHeads, -1]).transpose(1, 2); // [N, heads, L, E / heads]
    }) as [Tensor, Tensor, Tensor];
    const attended = scaledDotProductAttention(q, k, v, {
      attnMask: this.#mask(masks, q),
      dropoutP: this.training ? this.dropout : 0,
    });
    const joined = attended.transpose(1, 2).flatten(2); // [N, L, E]
    return this.out_proj.forward(this.batchFirst ? joined : joined.transpose(0, 1));
  }

  #project(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    const { in_proj_weight: weight, in_proj_bias: bias } = this;
    if (query === key && key === value) return linear(query, weight, bias).chunk(3, -1);
    const biases = bias?.chunk(3) ?? [];
    return weight.chunk(3).map((part, i) => linear([query, key, value][i] as Tensor, part, biases[i]));
  }

  /** What to add to the scores [N, heads, L, S], or to something that broadcasts to them. */
  #mask({ attnMask, keyPaddingMask }: AttentionMasks, query: Tensor): Tensor | undefined {
    const additive = (mask: Tensor) =>
      mask.dtype === "bool"
        ? zerosLike(mask, { dtype: query.dtype }).maskedFill_(mask, Number.NEGATIVE_INFINITY)
        : mask;
    const scores = attnMask && additive(attnMask.dim === 3 ? attnMask.unflatten(0, [-1, this.numHeads]) : attnMask);
    const keys = keyPaddingMask && additive(keyPaddingMask).unsqueeze(1).unsqueeze(2); // [N, 1, 1, S]
    return scores && keys ? scores.add(keys) : (scores ?? keys);
  }
}
