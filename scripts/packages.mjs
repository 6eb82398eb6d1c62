// Packs every package and tries the archives as a stranger would: publint and attw look at them, an empty project installs them, its
// code type-checks without skipLibCheck, and the commands of the README run. The last line says what was tried.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "mandn-packages-"));
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

mkdirSync(archives);
mkdirSync(project);
run("packed", "npm", ["pack", "--workspaces", "--pack-destination", archives], { cwd: root });
const files = readdirSync(archives).map((name) => join(archives, name));
for (const file of files) {
  run(`publint ${file.slice(archives.length + 1)}`, bin("publint"), ["run", file, "--strict"]);
  // Only ES modules are published; CommonJS reads them by require(esm).
  run(`attw ${file.slice(archives.length + 1)}`, bin("attw"), [file, "--profile", "esm-only"]);
}

writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true, type: "module" }));
run("installed", "npm", ["install", "--no-audit", "--no-fund", ...files, "@types/node@20"]);

writeFileSync(
  join(project, "program.ts"),
  `import { readVolume } from "@mandn/imaging";
import { networks3d } from "@mandn/models";
import { ones } from "@mandn/torch";
import { check, predict, run } from "mandn";
import { evaluateFolder } from "mandn/evaluation";
import { PredictionSession } from "mandn/inference";
import { readPlan } from "mandn/plan";
import { readEvents, RunFolder } from "mandn/run";
import { defineMethod } from "mandn/training";

export const all = [readVolume, networks3d, evaluateFolder, PredictionSession, readPlan, readEvents, defineMethod, run];
const { passes } = await check("scans");
const { scans } = await predict("run", ["scan.nii.gz"], { out: "of-function" });
console.log(passes, scans.length, ones([2]).sum().itemNumber(), new RunFolder("run").root.length > 0);
`,
);
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
for (const [module, resolution] of [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
]) {
  const options = [
    "--module",
    module,
    "--moduleResolution",
    resolution,
    "--target",
    "es2022",
    "--lib",
    "es2023,esnext.disposable",
  ];
  run(`type-checks with ${resolution}`, process.execPath, [
    tsc,
    "--strict",
    ...options,
    "--types",
    "node",
    "--outDir",
    "out",
    "program.ts",
  ]);
}

const env = { ...process.env, OMP_NUM_THREADS: "1" };
const mn = (title, ...args) => run(title, "npx", ["--no-install", "mn", ...args], { env });
const example = join(root, "examples", "hippocampus", "test");
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
