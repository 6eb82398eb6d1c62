import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Plan } from "../../src/plan/plan.js";
import { inspectWeights } from "../../src/tools/weights.js";
import { slicesOf } from "../planning/synthetic.js";
import { mn, Workplace } from "./mn.js";
import { writeTinyDataset } from "./tiny-dataset.js";

const repository = fileURLToPath(new URL("../../../../../", import.meta.url));
const guide = readFileSync(join(repository, "docs/own-network.md"), "utf8");
const code = (language: string) => new RegExp(`\n\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`\n`).exec(guide)?.[1] as string;
const runsTypeScript = "typescript" in process.features && Boolean(process.features.typescript);

/** TypeScript's compiler, in a folder. */
function tsc(folder: string, args: readonly string[]): void {
  const bin = join(repository, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stdout);
}

describe("the guide to a network of one's own", { concurrency: false }, () => {
  const place = new Workplace();
  const own = place.path("own");
  const [scans, run] = [place.path("scans"), place.path("run")];
  const slices = join(own, "my-slices.js");
  const network = join(own, runsTypeScript ? "my-network.ts" : "my-network.js");
  const call = (...args: readonly string[]) => mn(args, { env: place.env });
  before(async () => {
    mkdirSync(own);
    writeFileSync(join(own, "my-network.ts"), code("ts"));
    writeFileSync(slices, code("js"));
    await writeTinyDataset(scans);
  });
  after(() => place.dispose());

  test("has a TypeScript example that type-checks", () => {
    const paths = Object.fromEntries(
      ["torch", "models"].map((name) => [`@mandn/${name}`, [join(repository, `packages/${name}/dist/src/index.d.ts`)]]),
    );
    const compilerOptions = {
      ...{ module: "esnext", moduleResolution: "bundler", target: "es2022", strict: true, noEmit: true },
      ...{ skipLibCheck: true, types: ["node"], typeRoots: [join(repository, "node_modules/@types")] },
      paths: { ...paths, zod: [join(repository, "node_modules/zod/index.d.ts")] },
    };
    writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["my-network.ts"] }));
    tsc(own, ["-p", "."]);
  });

  test("says what an old Node.js makes of TypeScript, and how to compile it", async () => {
    if (runsTypeScript) return;
    const { code: exit, stderr } = await call("models", join(own, "my-network.ts"));
    assert.equal(exit, 1);
    assert.match(
      stderr,
      /cannot be imported: Unknown file extension "\.ts".* Compile it to JavaScript, or use Node\.js 22\.18/,
    );
    const [, args = ""] = /npx -p typescript tsc (.*?)`/.exec(guide) ?? [];
    tsc(own, args.split(" "));
  });

  test("shows the network's options and what a step takes", async () => {
    const {
      code: exit,
      stdout,
      stderr,
    } = await call("models", network, "--crop", "16,16,16", "--options", '{"width":64}', "--json");
    assert.equal(exit, 0, stderr);
    const { dimensions, sizeMultiple, options, step } = JSON.parse(stdout);
    assert.deepEqual([dimensions, sizeMultiple], [3, [2, 2, 2]]);
    assert.deepEqual(options[0], {
      name: "width",
      type: "whole number",
      byDefault: "8",
      description: "channels at full resolution",
    });
    assert.ok(step.peakBytes > 64 * 16 ** 3 * 4, "as much as its first features take, at least");
    const wrong = await call("models", network, "--crop", "15,16,16");
    assert.match(wrong.stderr, /15 × 16 × 16 does not fit the network, which takes multiples of 2 × 2 × 2/);
  });

  test("trains and predicts with its networks", async () => {
    const networks = ["--network-2d", slices, "--network-3d", network];
    const planned = await call("plan", scans, "--out", run, "--labelled", "2", "--test", "2", ...networks);
    assert.equal(planned.code, 0, planned.stderr);
    const path = join(run, "plan.json");
    const plan = JSON.parse(readFileSync(path, "utf8")) as Plan;
    const edit = (crop: Plan["training"]["crop"]) => {
      const edited: Plan = {
        ...plan,
        precision: "float32",
        members: {
          "2d": { ...slicesOf(plan), slicesPerVolume: 4 },
          "3d": { ...plan.members["3d"], options: { width: 4 } },
        },
        training: { ...plan.training, crop, epochs: 4, volumesPerBatch: 2 },
        inference: { ...plan.inference, window: [8, 8, 8] },
      };
      writeFileSync(path, JSON.stringify(edited));
    };
    edit([7, 8, 8]);
    const refused = await call("train", run);
    assert.equal(refused.code, 1);
    assert.match(
      refused.stderr,
      /training\.crop, 7 × 8 × 8, does not fit the 3D network, which takes multiples of 2 × 2 × 2/,
    );
    edit([8, 8, 8]);
    const { code: exit, stdout, stderr } = await call("run", scans, "--out", run);
    assert.equal(exit, 0, stderr);
    assert.match(stdout, /^M&N, both averaged +class 1 /m);
    const { tensors } = inspectWeights(join(run, "network-3d.safetensors"));
    assert.deepEqual(tensors.find(({ name }) => name === "stem.weight")?.shape, [4, 1, 3, 3, 3]);
  });

  test("checks weights against them", async () => {
    const check = (name: string, which: string, options: object) =>
      call(
        "weights",
        "check",
        name,
        join(run, `network-${which}.safetensors`),
        "--classes",
        "3",
        "--options",
        JSON.stringify(options),
      );
    for (const [name, which, options] of [
      [network, "3d", { width: 4 }],
      [slices, "2d", {}],
    ] as const) {
      const { code: exit, stderr } = await check(name, which, options);
      assert.equal(exit, 0, stderr);
    }
    const { code: exit, stdout } = await check(network, "3d", {});
    assert.equal(exit, 1);
    assert.match(stdout, /^misshapen +stem\.weight +is \[4, 1, 3, 3, 3\], must be \[8, 1, 3, 3, 3\]$/m);
  });
});
