import { readFileSync } from "node:fs";
import { bytesPerElement, type DType, fromTypedArray, scope, type Tensor } from "../../src/index.js";

/** A golden file that a script under parity/torch made. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url), "utf8")) as T;
}

/** The elements' bytes in order, as hexadecimal digits. */
export function hexOf(x: Tensor): string {
  const { dtype } = x;
  return scope(() => {
    const bytes = x.contiguous().view("uint8" as never) as Tensor;
    return bytes.numel === 0 || bytesPerElement[dtype] === 0
      ? ""
      : Buffer.from(bytes.toTypedArray().buffer).toString("hex");
  });
}

/** A tensor from its bytes. */
export function fromHex(hex: string, shape: readonly number[], dtype: DType): Tensor {
  return fromTypedArray(Uint8Array.from(Buffer.from(hex, "hex")), shape, dtype);
}
