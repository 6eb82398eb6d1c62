import { scope, type Tensor } from "@mandn/torch";

/**
 * The class with the largest probability, the first of equal ones: `[K, D, H, W]` → `[D, H, W]`, int64. As `argmax(0)`, which
 * takes five times as long on a CPU.
 */
export function decide(probabilities: Tensor): Tensor {
  return scope(() => probabilities.max(0)[1]);
}
