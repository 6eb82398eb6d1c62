// Attention as the transformers here share it; the sum over keys is taken where it is quickest on the device.
// Vaswani et al. 2017: https://arxiv.org/abs/1706.03762

import { dropout, matmul, scaledDotProductAttention, scope, type Tensor } from "@mandn/torch";

/**
 * softmax(q kᵀ / √c) v for each head. q [N, heads, L, c], k and v [N, heads, S, c] → [N, heads, L, c]. In bfloat16 on a CPU it is
 * put together from matrix products: the fused operator's gradient takes twice to ten times as long there.
 *
 * @param p dropout of attention weights
 */
export function attend(q: Tensor, k: Tensor, v: Tensor, p = 0): Tensor {
  if (q.device !== "cpu" || q.dtype !== "bfloat16") return scaledDotProductAttention(q, k, v, { dropoutP: p });
  return scope(() => {
    const weights = matmul(q.mul(q.size(-1) ** -0.5), k.transpose(-2, -1)).softmax(-1); // [N, heads, L, S]
    return matmul(p > 0 ? dropout(weights, p, true) : weights, v);
  });
}
