// What of the engine, the networks and the method works on this machine's CUDA device, in under ten minutes, as a Markdown table for
// RESULTS.md; says so where there is none. Each part is a process of its own with a time limit, so that one that hangs, crashes or is slow
// takes nothing from the others; what was not reached is said.
// `make gpu-check DATA=scans`, or node bench/dist/gpu-check.js [engine|lengths|gradients|budget|method|networks …] [--data FOLDER]
//   [--device cuda] [--quick] [--limit 570] [--out FILE] [--folder FOLDER]
// --device cpu --quick runs the whole script at tiny sizes without a GPU, to see that the script works; parts then have no limits of their own.
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cuda, engineReport } from "@mandn/torch";
import { checkBudget } from "./gpu/budget.js";
import { type Bench, failures, row } from "./gpu/checks.js";
import { checkEngine } from "./gpu/engine.js";
import { checkGradients } from "./gpu/gradients.js";
import { checkLengths } from "./gpu/lengths.js";
import { checkMethod } from "./gpu/method.js";
import { checkNetworks } from "./gpu/networks.js";

interface Part {
  readonly check: (bench: Bench) => Promise<void>;
  /** Seconds that it may take. */
  readonly limit: number;
}

/** By what they tell, for the whole may end before all are done. */
const PARTS: Readonly<Record<string, Part>> = {
  engine: { check: checkEngine, limit: 40 },
  lengths: { check: checkLengths, limit: 210 },
  gradients: { check: checkGradients, limit: 90 },
  budget: { check: checkBudget, limit: 110 },
  method: { check: checkMethod, limit: 60 },
  networks: { check: checkNetworks, limit: 60 },
};
/** Seconds that a part has to say what it did not reach, before its process is ended. */
const GRACE = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: fileURLToPath(new URL("../../examples/hippocampus", import.meta.url)) },
    device: { type: "string", default: "cuda" },
    quick: { type: "boolean", default: false },
    limit: { type: "string", default: "570" },
    out: { type: "string" },
    folder: { type: "string" },
    /** For the processes that this one starts: the part, and when its time is over. */
    part: { type: "string" },
    deadline: { type: "string" },
  },
});
const { device, quick } = values;
if (device !== "cpu" && device !== "cuda") throw new Error(`--device is cpu or cuda, not ${device}`);
const unknown = [...positionals, values.part ?? []].flat().find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) throw new Error(`There is no part ${unknown}: there are ${Object.keys(PARTS).join(", ")}`);

if (device === "cuda" && !cuda.isAvailable()) {
  console.log("No CUDA device can be used here (npx mandn-torch doctor says what was found): nothing was checked.");
} else if (values.part !== undefined) {
  const { part, folder, deadline, data } = values;
  if (folder === undefined || deadline === undefined) throw new Error("--part needs --folder and --deadline");
  await PARTS[part].check({ device, quick, data: resolve(data), folder, deadline: Number(deadline) });
  process.exitCode = failures() === 0 ? 0 : 1;
} else {
  process.exitCode = (await checkAll()) ? 0 : 1;
}

/** @returns whether all that was asked for works */
async function checkAll(): Promise<boolean> {
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), "mn-gpu-check-"));
  if (values.out !== undefined) writeFileSync(values.out, "");
  const say = (line: string) => {
    console.log(line);
    if (values.out !== undefined) appendFileSync(values.out, `${line}\n`);
  };
  const { version, devices } = engineReport();
  const sizes = quick ? "; tiny sizes, whose figures say nothing" : "";
  say(
    `libtorch ${version}; ${device} of ${devices.join(", ")}; ${cpus()[0]?.model}, ${cpus().length} threads${sizes}\n`,
  );
  say(`${row("what", "outcome", "figure")}\n|---|---|---|`);
  const end = Date.now() + Number(values.limit) * 1000;
  let works = true;
  try {
    for (const [name, { limit }] of Object.entries(PARTS)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      const deadline = quick ? end : Math.min(Date.now() + limit * 1000, end);
      if (deadline - Date.now() < GRACE * 1000) {
        say(row(name, "**not reached**", `the ${values.limit} s were over`));
        works = false;
      } else works = (await runPart(name, folder, deadline, say)) && works;
    }
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
  return works;
}

/** Runs a part in a process of its own, and passes its rows on as they come. */
async function runPart(name: string, folder: string, deadline: number, say: (line: string) => void): Promise<boolean> {
  const options = ["--part", name, "--folder", folder, "--deadline", String(deadline), "--device", device as string];
  const args = [fileURLToPath(import.meta.url), ...options, "--data", values.data, ...(quick ? ["--quick"] : [])];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const begun = Date.now();
  const overdue = setTimeout(() => child.kill("SIGKILL"), deadline + GRACE * 1000 - begun);
  const ended = new Promise<number | string | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => done(code ?? signal));
  });
  for await (const line of createInterface({ input: child.stdout })) say(line);
  const outcome = await ended;
  clearTimeout(overdue);
  if (outcome !== 0 && outcome !== 1) {
    const after = `after ${((Date.now() - begun) / 1000).toFixed(0)} s`;
    const how =
      outcome === "SIGKILL" ? `stood still past its limit and was ended ${after}` : `ended with ${outcome} ${after}`;
    say(row(`the rest of ${name}`, "**not reached**", how));
  }
  return outcome === 0;
}
