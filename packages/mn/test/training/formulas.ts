import assert from "node:assert/strict";
import { type DType, fromTypedArray, scope, type Tensor } from "@mandn/torch";
import type { Scans } from "../../src/training/method.js";
import type { CropSource, Trainer } from "../../src/training/trainer.js";

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
    draw: ({ unlabelled, labelled }) =>
      scope(() => {
        const image = wave([unlabelled.length + labelled.length, 1, ...shape], step++);
        const mask = maskOf(image.narrow(0, unlabelled.length, labelled.length).squeeze(1));
        return { image: image.to(dtype), mask, strong: [] };
      }),
  };
}

/** For methods that look at no whole scan. */
export const noScans: Scans = {
  scan: (id) => assert.fail(`the scan ${id} was asked for`),
  labelledScan: (id) => assert.fail(`the scan ${id} was asked for`),
};

/** Dice and KL of every update of a whole training, in their order. */
export function lossesOf(trainer: Trainer): (readonly [dice: number, kl: number])[] {
  const found: (readonly [number, number])[] = [];
  while (!trainer.isDone) {
    for (const { terms } of Object.values(trainer.advance().members)) found.push([terms.dice ?? 0, terms.kl ?? 0]);
  }
  return found;
}
