import { type DType, fromTypedArray, scope, type Tensor } from "@mandn/torch";
import type { CropSource } from "../../src/cotraining/trainer.js";

/** sin(0.7 i + phase) for the i-th element: what parity/mn/*.py make as well. */
export function wave(shape: readonly number[], phase: number): Tensor {
  const count = shape.reduce((a, b) => a * b);
  return fromTypedArray(
    Float32Array.from({ length: count }, (_, i) => Math.sin(i * 0.7 + phase)),
    shape,
  );
}

/** Batches by formula; nothing is drawn from the generator. `maskOf`: the labelled crops' masks of their images `[L, D, H, W]`. */
export function batches(
  shape: readonly number[],
  maskOf: (image: Tensor) => Tensor,
  dtype: DType = "float32",
): CropSource {
  let step = 0;
  return {
    draw: (unlabelled, labelled) =>
      scope(() => {
        const image = wave([unlabelled.length + labelled.length, 1, ...shape], step++);
        return { image: image.to(dtype), mask: maskOf(image.narrow(0, unlabelled.length, labelled.length).squeeze(1)) };
      }),
  };
}
