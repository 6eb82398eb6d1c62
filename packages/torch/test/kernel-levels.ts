// The fused operators' tests: each in a scope of its own, and the whole file again for each instruction set below this CPU's own.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { assertNoLeaks, engineReport, manualSeed, scope, TorchError } from "../src/index.js";

const run = promisify(execFile);
const fixedLevel = process.env.ATEN_CPU_CAPABILITY;

/** A test in a scope of its own, with the same random numbers each time, which leaks nothing. */
export function check(behaviour: string, body: () => void): void {
  const level = fixedLevel === undefined ? "" : ` (${fixedLevel} instructions)`;
  test(behaviour + level, () =>
    assertNoLeaks(() => {
      manualSeed(0);
      scope(body);
    }),
  );
}

/** That `body` fails with this code and these words. */
export function throws(code: TorchError["code"], words: string | RegExp, body: () => unknown): void {
  assert.throws(
    body,
    (error: unknown) =>
      error instanceof TorchError &&
      error.code === code &&
      (typeof words === "string" ? error.message.includes(words) : words.test(error.message)),
  );
}

const LEVELS = ["default", "avx2", "avx512"];

/** Runs the test file at `url` again for each instruction set below this CPU's own. */
export function repeatBelowOwnLevel(url: string): void {
  const own = LEVELS.indexOf(engineReport().capability.toLowerCase());
  for (const level of fixedLevel === undefined ? LEVELS.slice(0, Math.max(0, own)) : []) {
    test(`all of this holds with ${level} instructions`, async () => {
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      await run(process.execPath, [fileURLToPath(url)], {
        env: { ...env, ATEN_CPU_CAPABILITY: level },
      }).catch(({ stdout }: { stdout: string }) => assert.fail(stdout.slice(-8000)));
    });
  }
  if (fixedLevel !== undefined) {
    test("the kernels run with the instructions that were asked for", () =>
      assert.equal(engineReport().capability.toLowerCase(), fixedLevel));
  }
}
