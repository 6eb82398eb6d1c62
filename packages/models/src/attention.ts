import { dropout, matmul, scaledDotProductAttention, scope, type Tensor } from "@mandn/torch";

/**
 * softmax(q kᵀ / √c) v for each head. q [N, heads, L, c], k and v [N, heads, S, c] → [N, heads, L, c]. On a CPU it is put together
 * from matrix products: for the few keys of these networks, the fused operator's gradient takes up to ten times as long in
 * bfloat16.
 *
 * @param bias added to the scores; broadcasts to [N, heads, L, S]
 * @param p dropout of attention weights
 */
export function attend(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: { readonly bias?: Tensor; readonly p?: number } = {},
): Tensor {
  const { bias, p = 0 } = options;
  if (q.device !== "cpu") return scaledDotProductAttention(q, k, v, { attnMask: bias, dropoutP: p });
  return scope(() => {
    const scores = matmul(q.mul(q.size(-1) ** -0.5), k.transpose(-2, -1)); // [N, heads, L, S]
    const weights = (bias === undefined ? scores : scores.add(bias)).softmax(-1);
    return matmul(p > 0 ? dropout(weights, p, true) : weights, v);
  });
}
