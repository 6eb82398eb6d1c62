// Set-up, used by every make target: the packages from npm, TypeScript's output, libtorch and the addon. Whatever is
// there already is left as it is. Plain JavaScript, for it runs before anything is compiled.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const OLDEST_NODE = [20, 19];

/** Ends with one sentence that says what is missing and the command that mends it. */
function stop(problem, remedy) {
  console.error(`${problem}; mend it with: ${remedy}.`);
  process.exit(1);
}

function step(title, start) {
  console.log(`${title}  (${((Date.now() - start) / 1000).toFixed(2)} s)`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(`Node.js ${process.versions.node} is too old, for ${OLDEST_NODE.join(".")} is needed`, "nvm install 22");
}

/** Whether node_modules holds what package-lock.json asks for, by npm's own record of what it installed. */
function packagesAreInstalled() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity && a.resolved === b.resolved;
  const isPackage = ([path]) => path.startsWith("node_modules/");
  const bins = Object.values(wanted).flatMap((entry) =>
    entry.link ? Object.keys(wanted[entry.resolved].bin ?? {}) : [],
  );
  return (
    bins.every((bin) => existsSync(join(root, "node_modules", ".bin", bin))) &&
    Object.entries(wanted)
      .filter(isPackage)
      .every(([path, entry]) => (installed[path] ? same(installed[path], entry) : entry.optional === true)) &&
    Object.keys(installed).every((path) => path in wanted)
  );
}

function installPackages() {
  if (packagesAreInstalled()) return;
  const start = Date.now();
  const { status, error } = spawnSync("npm", ["ci"], { cwd: root, stdio: "inherit" });
  if (error?.code === "ENOENT") stop("npm is not on PATH", "sudo apt-get install -y npm");
  if (status !== 0) stop("npm ci failed (its messages are above)", "check the network and disk space, then npm ci");
  step("packages installed", start);
}

function compileTypeScript() {
  const start = Date.now();
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-b"], { cwd: root, stdio: "inherit" });
  if (status !== 0) stop("The TypeScript does not compile (tsc's messages are above)", "correct it, then make setup");
  step("TypeScript compiled", start);
}

checkNode();
installPackages();
compileTypeScript();
const { main } = await import(pathToFileURL(join(root, "packages/torch/dist/src/setup/cli.js")).href);
process.exitCode = await main(["setup", ...process.argv.slice(2)]);
