// Runs the compiled test files of every package with Node's own test runner, or only those whose path contains one
// of the words given: `node scripts/test.mjs scope optim`.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);
const files = readdirSync(join(root, "packages"))
  .map((name) => join(root, "packages", name, "dist", "test"))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
  .filter(
    (file) =>
      file.endsWith(".test.js") && (words.length === 0 || words.some((word) => relative(root, file).includes(word))),
  )
  .sort();
if (files.length === 0) {
  console.error("No test file matches.");
  process.exit(1);
}
const result = spawnSync(
  process.execPath,
  ["--test", "--test-concurrency=2", `--test-reporter=${join(root, "scripts", "reporter.mjs")}`, ...files],
  { stdio: "inherit", cwd: root },
);
process.exit(result.status ?? 1);
