import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("support/misuse.js", import.meta.url));

function run(what: string, seed: number, calls: number): Promise<{ code: unknown; last: string; errors: string }> {
  return new Promise((resolve) => {
    const args = [script, what, String(seed), String(calls)];
    execFile(process.execPath, args, { maxBuffer: 1 << 26, timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({
        code: error?.signal ?? error?.code ?? 0,
        last: stdout.trimEnd().split("\n").at(-1) ?? "",
        errors: stderr,
      });
    });
  });
}

for (const what of ["native", "functions"]) {
  test(`thousands of misuses of the ${what} end in errors, never in an abort`, async () => {
    const { code, last, errors } = await run(what, 20240, 3000);
    assert.equal(code, 0, `after "${last}": ${errors}`);
    assert.match(last, /^done [1-9]/);
  });
}
