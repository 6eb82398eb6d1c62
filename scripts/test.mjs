// Runs the compiled test files of every package with Node's own test runner, or only those whose path contains one
// of the words given: `node scripts/test.mjs scope optim`. What the tests prepare lies in a cache folder of their own, which goes
// with them; the engine in it is the one that set-up made. Three files run at once, on two cores too, for many wait for processes
// and clocks.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { mandnHome } from "../packages/base/dist/src/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);
const files = readdirSync(join(root, "packages"))
  .map((name) => join(root, "packages", name, "dist", "test"))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".test.js") && existsSync(sourceOf(file))) // compiled from what is gone: left over
  .filter((file) => words.length === 0 || words.some((word) => relative(root, file).includes(word)))
  .sort();

function sourceOf(file) {
  return file.replace(`${sep}dist${sep}`, sep).replace(/js$/, "ts");
}

if (files.length === 0) {
  console.error("No test file matches.");
  process.exit(1);
}
const home = mkdtempSync(join(tmpdir(), "mandn-tests-"));
for (const name of readdirSync(mandnHome()).filter((name) => !["checks", "prepared", "runs"].includes(name))) {
  symlinkSync(join(mandnHome(), name), join(home, name));
}
const result = spawnSync(
  process.execPath,
  ["--test", "--test-concurrency=3", `--test-reporter=${join(root, "scripts", "reporter.mjs")}`, ...files],
  { stdio: "inherit", cwd: root, env: { ...process.env, MANDN_HOME: home } },
);
rmSync(home, { recursive: true });
process.exit(result.status ?? 1);
