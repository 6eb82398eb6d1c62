// Packs every package and tries the archives as a stranger would: publint and attw look at them, an empty project installs them, its
// code type-checks without skipLibCheck, and the commands of the README run. NODES=20,22,24 tries them in a project for each of these
// versions of Node.js, which come from npm; without it, in one for the version that runs this. The last line says what was tried.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const place = mkdtempSync(join(tmpdir(), "mandn-packages-"));
const archives = join(place, "archives");
const tried = [];

function run(title, command, args, options) {
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status !== 0) {
    console.error(`${title} failed: ${command} ${args.join(" ")}\n${stdout}${stderr}`);
    process.exit(1);
  }
  console.log(`${title}  (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  tried.push(title);
  return stdout;
}

const bin = (name) => join(root, "node_modules", ".bin", name);

/** Packs all packages, and has publint and attw look at the archives. */
function pack() {
  mkdirSync(archives);
  run("packed", "npm", ["pack", "--workspaces", "--pack-destination", archives], { cwd: root });
  for (const name of readdirSync(archives)) {
    const file = join(archives, name);
    run(`publint ${name}`, bin("publint"), ["run", file, "--strict"], { cwd: place });
    // Only ES modules are published; CommonJS reads them by require(esm).
    run(`attw ${name}`, bin("attw"), [file, "--profile", "esm-only"], { cwd: place });
  }
}

/** The newest Node.js of a major version, from npm: its program's path. */
function nodeOf(major) {
  const home = join(place, `node-${major}`);
  const name = `node-${process.platform}-${process.arch}`;
  run(`Node.js ${major} fetched`, "npm", ["install", "--no-audit", "--no-fund", "--prefix", home, `${name}@${major}`], {
    cwd: place,
  });
  return join(home, "node_modules", name, "bin", "node");
}

/** Installs the archives into an empty project and does there what the README does, all by the Node.js given. */
function tryWith(node) {
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  const project = join(place, `project-${version}`);
  const env = { ...process.env, OMP_NUM_THREADS: "1", PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const go = (title, command, ...args) => run(`${version}: ${title}`, command, args, { cwd: project, env });

  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true, type: "module" }));
  const files = readdirSync(archives).map((name) => join(archives, name));
  go("installed", "npm", "install", "--no-audit", "--no-fund", ...files, "@types/node@20");
  const chunk = join(project, "node_modules", "@mandn", "studio", "dist", "page", "volume.js");
  if (!readFileSync(chunk, "utf8").includes("drawVolume")) throw new Error(`${chunk} does not draw volumes`);

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
console.log(process.version, passes, scans.length, ones([2]).sum().itemNumber(), new RunFolder("run").root.length > 0);
`,
  );
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  for (const [module, resolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const options = ["--module", module, "--moduleResolution", resolution, "--target", "es2022"];
    const libraries = ["--lib", "es2023,esnext.disposable", "--types", "node"];
    go(
      `type-checks with ${resolution}`,
      node,
      tsc,
      "--strict",
      ...options,
      ...libraries,
      "--outDir",
      "out",
      "program.ts",
    );
  }

  const example = join(root, "examples", "hippocampus", "test");
  const scans = readdirSync(join(example, "labels"))
    .filter((name) => name.endsWith(".nii.gz"))
    .slice(0, 4);
  for (const folder of ["images", "labels"]) {
    mkdirSync(join(project, "scans", folder), { recursive: true });
    for (const name of scans) copyFileSync(join(example, folder, name), join(project, "scans", folder, name));
  }
  copyFileSync(join(example, "images", scans[0]), join(project, "scan.nii.gz"));

  const mn = (line) => go(`mn ${line.split(" ")[0]}`, "npx", "--no-install", "mn", ...line.split(" "));
  go("engine set up", "npx", "--no-install", "mandn-torch", "setup");
  mn("check scans");
  mn("plan scans --out run --labelled 2 --test 2 --method supervised-3d");
  const plan = JSON.parse(readFileSync(join(project, "run", "plan.json"), "utf8"));
  const training = { ...plan.training, epochs: 4, warmUp: 0.2 }; // quick, on a busy machine too
  const short = { ...plan, training, method: { ...plan.method, settings: { restart: 1 } } };
  writeFileSync(join(project, "run", "plan.json"), JSON.stringify(short));
  mn("run scans --out run");
  mn("predict run scan.nii.gz --out masks");
  mn("pack run --out model.zip");
  const said = go("as functions", node, "out/program.js");
  if (!said.startsWith(version)) throw new Error(`Another Node.js ran than ${version}: ${said}`);
  rmSync(project, { recursive: true });
  return version;
}

const versions = (process.env.NODES ?? "").split(",").filter((major) => major !== "");
try {
  pack();
  const nodes = versions.length > 0 ? versions.map(nodeOf) : [process.execPath];
  const names = nodes.map(tryWith);
  console.log(`${tried.length} things tried, with Node.js ${names.join(", ")}: all went well.`);
} finally {
  rmSync(place, { recursive: true });
}
