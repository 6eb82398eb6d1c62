import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MnError, type MnErrorCode } from "../../src/errors.js";
import { type Plan, planSchema } from "../../src/plan/plan.js";
import { RunFolder } from "../../src/run/folder.js";

/** Runs `use` with an empty folder for a run, and removes it. */
export async function inRun(use: (folder: RunFolder) => void | Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "mn-run-"));
  try {
    await use(new RunFolder(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Matches an MnError of a code whose message holds all of the texts. */
export function mnError(code: MnErrorCode, ...texts: readonly (string | RegExp)[]): (error: unknown) => true {
  return (error) => {
    if (!(error instanceof MnError) || error.code !== code)
      throw new Error(`no MnError "${code}": ${error}`, { cause: error });
    for (const text of texts) {
      const found = typeof text === "string" ? error.message.includes(text) : text.test(error.message);
      if (!found) throw new Error(`"${text}" is not in: ${error.message}`);
    }
    return true;
  };
}

/** Starts one of the programs beside this file (compiled) with Node. */
export function startProgram(name: string, ...args: readonly string[]): ChildProcess {
  const path = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  return spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}

/** Waits until a program has printed something. */
export async function firstOutput({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    stdout?.once("data", (bytes: Buffer) => resolve(bytes.toString()));
    stdout?.once("end", () => reject(new Error("the program ended without a word")));
  });
}

/** Waits, kills with SIGKILL, and waits for the end. */
export async function killAfter(program: ChildProcess, milliseconds: number): Promise<void> {
  const ended = new Promise((resolve) => program.once("exit", resolve));
  await sleep(milliseconds);
  program.kill("SIGKILL");
  await ended;
}

/** Runs `body` as a user without rights over root's files; as it is where this is not root. */
export function asNobody(body: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    body();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

const optimizer = { kind: "adamw", weightDecay: 0.01 };

/** A plan that is valid, with `training` and `reasons` as told. */
export function somePlan(changes: Partial<Plan> = {}): Plan {
  return planSchema.parse({
    version: 2,
    method: {
      name: "mn",
      settings: { stage1: 0.3, alternating: true, sampling: "learning-rate", pseudoMaskRefreshes: [0.3, 0.6] },
    },
    preset: "clean",
    seed: 0,
    device: "cpu",
    precision: "bfloat16",
    dataset: {
      root: "/data/hippocampus",
      channels: ["MR"],
      classes: [
        { name: "background", value: 0 },
        { name: "anterior", value: 1 },
        { name: "posterior", value: 2 },
      ],
      labelled: ["a", "b"],
      unlabelled: ["c", "d"],
      validation: [],
      test: ["e"],
      unlabelledHoldsTest: false,
    },
    preprocessing: { spacing: [1, 1, 1], intensity: [{ kind: "z-score", over: "body" }], cropToBody: false },
    members: {
      "2d": {
        view: "slices",
        network: "mobilenet-v2",
        learningRate: 1e-3,
        optimizer,
        slicesPerVolume: 8,
        sliceDirections: ["d"],
      },
      "3d": { view: "volume", network: "unet3d", learningRate: 5e-3, optimizer },
    },
    training: {
      crop: [40, 56, 40],
      volumesPerBatch: 4,
      epochs: 100,
      updatesPerEpoch: 5,
      warmUp: 0.05,
      foregroundCrops: 0.5,
      validations: 10,
      checkpointMinutes: 2,
    },
    augmentation: {
      zoom: 0.2,
      axisZoom: 0.1,
      rotation: [0.15, 0.15, 0.15],
      flips: [false, false, false],
      brightness: 0.2,
      contrast: 0.2,
      gamma: [0.7, 1.5],
      noise: 0.1,
      blur: 0.5,
    },
    inference: {
      window: [40, 56, 40],
      overlap: 0.5,
      weighting: "gaussian",
      mirrorAxes: [false, false, false],
      windowsPerBatch: 4,
      largestComponent: "validation",
      fillHoles: "validation",
    },
    reasons: {},
    ...changes,
  });
}
