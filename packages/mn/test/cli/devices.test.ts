/** `mn train` as several processes: by --devices, and by the variables that launchers set. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { createServer } from "node:net";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadSafetensors, scope, type Tensor } from "@mandn/torch";
import { readPredictions } from "../../src/run/predictions-folder.js";
import { metricsSchema } from "../../src/run/results.js";
import { threadsOf } from "../../src/steps/ranks.js";
import { mn, type Outcome, type RunOptions, Workplace } from "./mn.js";
import { writeTinyDataset } from "./tiny-dataset.js";

const network = (name: string) => fileURLToPath(new URL(`../networks/${name}.js`, import.meta.url));

/** Kills the process of a rank of a run. */
function killRank(run: string, rank: number): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const [arguments_, variables] = ["cmdline", "environ"].map((name) =>
        readFileSync(`/proc/${pid}/${name}`, "utf8"),
      );
      const isIt = variables?.split("\0").includes(`RANK=${rank}`) && arguments_?.split("\0").includes(run);
      if (isIt) process.kill(Number(pid), "SIGKILL");
    } catch (error) {
      if (!["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

describe("mn train as several processes", { concurrency: false }, () => {
  const place = new Workplace();
  const [scans, planned, trained] = ["scans", "planned", "trained"].map((name) => place.path(name)) as [
    string,
    string,
    string,
  ];
  const call = (args: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
    mn(args, { ...options, env: { ...place.env, ...options.env } });
  const files = ["2d", "3d"].map((name) => `network-${name}.safetensors`);
  const weights = (run: string) => files.map((name) => readFileSync(`${run}/${name}`).toString("base64"));
  const newRun = async (name: string) => {
    const run = place.path(name);
    await cp(planned, run, { recursive: true });
    return run;
  };

  before(async () => {
    await writeTinyDataset(scans);
    const roles = ["--labelled", "2", "--test", "2", "--device", "cpu"];
    const networks = ["--network-2d", network("small-2d"), "--network-3d", network("small-3d")];
    const { code, stderr } = await call(["plan", scans, "--out", planned, ...roles, ...networks]);
    assert.equal(code, 0, stderr);
    const plan = JSON.parse(readFileSync(`${planned}/plan.json`, "utf8"));
    Object.assign(plan, { precision: "float32" });
    Object.assign(plan.training, { crop: [8, 8, 8], epochs: 30, volumesPerBatch: 4 });
    plan.inference.window = [8, 12, 12];
    writeFileSync(`${planned}/plan.json`, JSON.stringify(plan));
    await cp(planned, trained, { recursive: true });
    const found = await call(["train", trained, "--devices", "cpu:2"]);
    assert.equal(found.code, 0, found.stderr);
    assert.match(found.stdout, /is trained\. Next/);
    assert.doesNotMatch(found.stderr, /\[rank 1\]/);
  });
  after(() => place.dispose());

  test("--devices cpu:2 comes to the weights of one process, up to rounding", async () => {
    const run = await newRun("alone");
    const { code, stderr } = await call(["train", run]);
    assert.equal(code, 0, stderr);
    scope(() => {
      for (const name of files) {
        const [one, two] = [run, trained].map((folder) => loadSafetensors(`${folder}/${name}`).tensors);
        for (const [key, value] of Object.entries(one ?? {})) {
          const off = value
            .sub(two?.[key] as Tensor)
            .abs()
            .max()
            .itemNumber();
          assert.ok(off < 1e-5, `${name}: ${key} differs by ${off}`);
        }
      }
    });
  });

  test("--score shares out the scans that are scored, and comes to what one process finds", async () => {
    const [two, one] = [place.path("scored-by-two"), place.path("scored-by-one")];
    for (const run of [two, one]) await cp(trained, run, { recursive: true });
    for (const [run, more] of [
      [two, ["--devices", "cpu:2"]],
      [one, []],
    ] as const) {
      const { code, stderr } = await call(["train", run, "--score", ...more]);
      assert.equal(code, 0, stderr);
    }
    const found = [two, one].map((run) => metricsSchema.parse(JSON.parse(readFileSync(`${run}/metrics.json`, "utf8"))));
    assert.deepEqual(found[0]?.sets, found[1]?.sets);
    assert.equal(found[0]?.sets[0]?.cases.length, 2);
    const lists = [two, one].map((run) => readPredictions(`${run}/predictions`)?.scans);
    assert.deepEqual(
      lists[0]?.map(({ id, masks }) => [id, masks]),
      lists[1]?.map(({ id, masks }) => [id, masks]),
    );
    const again = await call(["train", two, "--score", "--devices", "cpu:2"]);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /metrics\.json is up to date/);
  });

  test("SIGTERM ends all ranks after a step, with a checkpoint; the same command goes on bit for bit", async () => {
    const run = await newRun("terminated");
    const args = ["train", run, "--devices", "cpu:2"];
    const ended = await call(args, { interrupt: (stderr) => (/training \d/.test(stderr) ? "SIGTERM" : undefined) });
    assert.equal(ended.code, 143, ended.stderr);
    assert.match(ended.stderr, /The run is saved\. Go on: mn train/);
    const again = await call(args);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /Going on after \d+ of/);
    assert.deepEqual(weights(run), weights(trained));
  });

  test("a rank that is killed ends the others at once, by its name; the same command goes on bit for bit", async () => {
    const run = await newRun("killed");
    const args = ["train", run, "--devices", "cpu:2"];
    let isKilled = false;
    const ended = await call(args, {
      interrupt(stderr) {
        if (!isKilled && /training \d/.test(stderr)) {
          isKilled = true;
          killRank(run, 1);
        }
        return undefined;
      },
    });
    assert.equal(ended.code, 1, ended.stderr);
    assert.match(ended.stderr, /mn: Rank 1 \(.*\) is gone/);
    assert.match(ended.stderr, /mn: Rank 1 of 2 was ended by SIGKILL before the others\. .* goes on from there\./);
    const again = await call(args);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(weights(run), weights(trained));
  });

  test("processes that Slurm's srun started share the batches", async () => {
    const run = await newRun("slurm");
    const port = String(await freePort());
    const ended = await Promise.all(
      [0, 1].map((rank) => {
        const env = {
          SLURM_JOB_ID: "7",
          SLURM_STEP_ID: "0",
          SLURM_STEP_NUM_TASKS: "2",
          SLURM_STEP_TASKS_PER_NODE: "2",
          SLURM_STEP_NODELIST: "localhost",
          SLURM_PROCID: String(rank),
          SLURM_LOCALID: String(rank),
          MASTER_PORT: port,
        };
        return call(["train", run], { env });
      }),
    );
    for (const { code, stderr } of ended) assert.equal(code, 0, stderr);
    assert.deepEqual([ended[1]?.stdout, ended[1]?.stderr], ["", ""]);
    assert.deepEqual(weights(run), weights(trained));
  });

  test("torchrun is told in its file why a rank failed", async () => {
    const file = place.path("error.json");
    const env = {
      RANK: "0",
      WORLD_SIZE: "9",
      MASTER_ADDR: "127.0.0.1",
      MASTER_PORT: "1",
      TORCHELASTIC_ERROR_FILE: file,
    };
    const { code } = await call(["train", await newRun("too-many")], { env });
    assert.equal(code, 1);
    const told = JSON.parse(readFileSync(file, "utf8"));
    assert.match(told.message, /4 crops, too few for 9 processes/);
    assert.ok(Math.abs(told.timestamp - Date.now() / 1000) < 60);
  });

  test("--devices under a launcher is refused", async () => {
    const env = { RANK: "0", WORLD_SIZE: "2", MASTER_ADDR: "127.0.0.1", MASTER_PORT: "1" };
    const { code, stderr } = await call(["train", planned, "--devices", "cpu:2"], { env });
    assert.equal(code, 2);
    assert.match(stderr, /A launcher has started this process .* Leave out --devices/);
  });

  test("devices that the plan does not have, more processes than crops and no number are refused before any is started", async () => {
    for (const [asked, code, why] of [
      ["2", 2, /The plan's device is cpu, and --devices asks for GPUs/],
      ["cpu:9", 1, /4 crops, too few for 9 processes/],
      ["cpu:0", 2, /It must be a number of GPUs such as 4, or cpu:2/],
    ] as const) {
      const found = await call(["train", planned, "--devices", asked]);
      assert.equal(found.code, code, found.stderr);
      assert.match(found.stderr, why);
      assert.doesNotMatch(found.stderr, /rank/);
    }
  });
});

test("a rank takes its share of the cores, unless OMP_NUM_THREADS says otherwise; torchrun's own 1 says nothing", () => {
  const share = threadsOf({ localWorldSize: 1 }, {}) as number;
  assert.ok(share >= 1);
  assert.equal(threadsOf({ localWorldSize: 2 * share }, {}), 1);
  assert.equal(threadsOf({ localWorldSize: 2 }, { OMP_NUM_THREADS: "3" }), undefined);
  assert.equal(threadsOf({ localWorldSize: 2 }, { OMP_NUM_THREADS: "1" }), undefined);
  assert.equal(threadsOf({ localWorldSize: 1 }, { OMP_NUM_THREADS: "1", TORCHELASTIC_RUN_ID: "x" }), share);
});
