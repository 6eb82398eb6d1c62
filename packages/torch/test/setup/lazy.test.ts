// The package can be imported where it is not set up; the first tensor says what is missing.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./fakes.js";

const PROGRAM = `
  const torch = await import("@mandn/torch");
  console.log("imported");
  const attempts = [
    () => torch.ones([2]),
    () => torch.tensor([1, 2]),
    () => new torch.nn.Linear(2, 2),
    () => torch.scope(() => 0),
    () => torch.cuda.isAvailable(),
    () => torch.operator("aten::add", "Tensor").call(1, 2),
  ];
  for (const attempt of attempts) {
    try { attempt(); console.log("no error"); } catch ({ name, code, remedy }) { console.log(name, code, remedy); }
  }`;

test("without libtorch the import works, and the first tensor, each time, is a setup error with its remedy", () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", PROGRAM], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { PATH: "", MANDN_HOME: temporaryFolder() },
    encoding: "utf8",
  });
  const [first, ...errors] = stdout.trim().split("\n");
  assert.equal(first, "imported", stderr);
  assert.deepEqual(errors, Array(6).fill("TorchError setup npx mandn-torch setup"), stderr);
});
