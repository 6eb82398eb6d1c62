import assert from "node:assert/strict";
import { assertNoLeaks, scope, type Tensor, TorchError, type TorchErrorCode } from "../../src/index.js";

/** A test's body in a scope of its own; a tensor that it leaves alive fails it. */
export const inScope = (body: () => void) => () => assertNoLeaks(() => scope(body));

export const fails = (code: TorchErrorCode, body: () => unknown, message = /./): void =>
  assert.throws(body, (error) => error instanceof TorchError && error.code === code && message.test(error.message));

/** The elements in order; none where there is no tensor. */
export const flat = (x: Tensor | undefined): number[] => Array.from(x?.toTypedArray() ?? [], Number);
