// A disk that is soon full, for the tests of what a full disk costs.
import { spawnSync } from "node:child_process";
import type { TestContext } from "node:test";
import { temporaryFolder } from "./fixtures.js";

/**
 * Runs a program of JavaScript where `$DISK` is a folder on a disk of so many KiB, which exists for the program alone.
 *
 * @param values the program's arguments, from `process.argv[1]` on
 * @returns what it printed; undefined where the system gives no such disk: the test is then skipped.
 */
export function onSmallDisk(
  t: TestContext,
  kib: number,
  program: string,
  ...values: string[]
): { stdout: string; stderr: string } | undefined {
  const env = { ...process.env, DISK: temporaryFolder(t) };
  const mounted = `mount -t tmpfs -o size=${kib}k tmpfs "$DISK" && exec "$@"`;
  const unshare = ["--user", "--map-root-user", "--mount", "sh", "-c", mounted, "sh"];
  const run = (...command: string[]) => spawnSync("unshare", [...unshare, ...command], { encoding: "utf8", env });
  const possible = run("true");
  if (possible.status === 0) return run(process.execPath, "--input-type=module", "--eval", program, ...values);
  t.skip(`no small disk can be had: ${possible.stderr ?? possible.error}`);
  return undefined;
}
