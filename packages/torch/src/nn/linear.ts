// Linear layers and embeddings, with PyTorch's initialisation and names: torch.nn.Linear, torch.nn.Embedding.
// Weights are drawn as PyTorch draws them from the same seed.

import { noGrad } from "../autograd.js";
import { embedding, linear } from "../generated/operators.js";
import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { kaimingUniform_, normal_, uniform_ } from "./init.js";
import { Module, Parameter } from "./module.js";

/** x Wᵀ + b. [..., in] → [..., out]. */
export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;

  constructor(
    readonly inFeatures: number,
    readonly outFeatures: number,
    options: { readonly bias?: boolean } = {},
  ) {
    super();
    this.weight = kaimingUniform_(Parameter.empty([outFeatures, inFeatures]), { a: Math.sqrt(5) }) as Parameter;
    const bound = inFeatures > 0 ? 1 / Math.sqrt(inFeatures) : 0;
    if (options.bias ?? true)
      this.bias = uniform_(Parameter.empty([outFeatures]), { a: -bound, b: bound }) as Parameter;
  }

  forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }
}

/** A vector for each index. int64 [...] → [..., dim]. */
export class Embedding extends Module {
  readonly weight: Parameter;
  readonly paddingIdx: number | undefined;

  /** @param options.paddingIdx the index whose vector is zero and stays as it is. */
  constructor(
    readonly count: number,
    readonly embeddingDim: number,
    options: { readonly paddingIdx?: number } = {},
  ) {
    super();
    const { paddingIdx } = options;
    this.weight = normal_(Parameter.empty([count, embeddingDim])) as Parameter;
    this.paddingIdx = paddingIdx !== undefined && paddingIdx < 0 ? count + paddingIdx : paddingIdx;
    const index = this.paddingIdx;
    if (index !== undefined) scope(() => noGrad(() => void this.weight.select(0, index).zero_()));
  }

  forward(indices: Tensor): Tensor {
    return embedding(this.weight, indices, this.paddingIdx ?? -1);
  }
}
