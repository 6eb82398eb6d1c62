import assert from "node:assert/strict";
import { test } from "node:test";
import { TorchError } from "../src/index.js";

test("an error carries its code and data, and no fields it was not given", () => {
  const error = new TorchError("shape", "cannot add", { operator: "aten::add", overload: "Tensor" });
  assert.equal(error.code, "shape");
  assert.equal(error.operator, "aten::add");
  assert.ok(!("path" in error));
  assert.ok(error instanceof Error);
});
