// `make version`: raises the version of all packages, which have one in common, as the changesets in .changeset say, and puts what these
// say under that version in CHANGELOG.md. Nothing is committed or published.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

if (Number(process.versions.node.split(".")[0]) < 22) {
  console.error(
    `Changesets needs Node.js 22 or newer, and this is ${process.versions.node}; mend it with: nvm install 22.`,
  );
  process.exit(1);
}
const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");

function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

/** Changes one place of a file, which must be there. */
function replace(path, pattern, text) {
  const before = read(path);
  if (!pattern.test(before)) throw new Error(`${path} has no ${pattern}`);
  writeFileSync(
    join(root, path),
    before.replace(pattern, () => text),
  );
}

const notes = readdirSync(join(root, ".changeset"))
  .filter((name) => name.endsWith(".md"))
  .map((name) =>
    read(join(".changeset", name))
      .replace(/^---\n[\s\S]*?\n---\n/, "")
      .trim(),
  );
if (notes.length === 0) {
  console.error("Nothing is to be released: .changeset holds no changeset. Write one with: make changeset");
  process.exit(1);
}
run(join(root, "scripts/release/node_modules/.bin/changeset"), "version");
const { version } = JSON.parse(read("packages/mn/package.json"));
const today = new Date().toISOString().slice(0, 10);
replace("CHANGELOG.md", /^## Unreleased$/m, `## Unreleased\n\n## ${version}, ${today}\n\n${notes.join("\n\n")}`);
replace("packages/mn/src/version.ts", /VERSION = "[^"]+"/, `VERSION = "${version}"`);
replace("CITATION.cff", /^version: .+$/m, `version: ${version}`);
run("npm", "install", "--package-lock-only", "--ignore-scripts");
console.log(`All packages are of version ${version} now. Read the change, commit it, and tag it v${version}.`);
