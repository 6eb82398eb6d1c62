/**
 * A run that two machines train: two network namespaces with a cable between them. Needs root and iproute2; skipped without, with the
 * reason. `make distributed` has a torchrun on each, and on one and then both, where Python has torch.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { mandnHome } from "@mandn/base";
import { type Ended, reportsOf, runRanks } from "./ranks.js";
import { differenceOfRuns, type Seen, type SharedRun, weightsOfRun as weights } from "./shared-training.js";

const TIMEOUT_SECONDS = 3;
/** Longer than a test should take. */
const LONG_MS = 200_000;
const root = mkdtempSync(join(tmpdir(), "mn-machines-"));
after(() => rmSync(root, { recursive: true }));

const ip = (...args: string[]) => execFileSync("ip", args, { stdio: ["ignore", "pipe", "pipe"] });
const machines = [0, 1].map((i) => ({
  space: `mn-${process.pid}-${i}`,
  device: `mn${i}`,
  address: `10.231.0.${i + 1}`,
}));

/** Why there are no two machines; undefined where they were made. */
function madeMachines(): string | undefined {
  if (process.getuid?.() !== 0) return "network namespaces need root";
  const { status, error, stderr } = spawnSync("ip", ["netns", "add", machines[0]?.space ?? ""], { encoding: "utf8" });
  if (error !== undefined || status !== 0) return `ip netns add: ${error?.message ?? stderr.trim()}`;
  const [one, other] = machines as [(typeof machines)[number], (typeof machines)[number]];
  ip("netns", "add", other.space);
  ip("link", "add", one.device, "netns", one.space, "type", "veth", "peer", "name", other.device, "netns", other.space);
  for (const { space, device, address } of machines) {
    ip("-n", space, "addr", "add", `${address}/24`, "dev", device);
    for (const up of ["lo", device]) ip("-n", space, "link", "set", up, "up");
  }
  return undefined;
}

const reason = madeMachines();
after(() => {
  if (reason === undefined) for (const { space } of machines) ip("netns", "del", space);
});

let port = 29_500;

function runOf(run: SharedRun): Promise<Ended<Seen>[]> {
  const before = (rank: number) => ["ip", "netns", "exec", machines[rank]?.space ?? ""] as const;
  const address = machines[0]?.address ?? "";
  return runRanks<Seen>(
    "run",
    2,
    { timeoutSeconds: 60, ...run },
    { machines: { address, port: port++, before: (rank) => [...before(rank)] } },
  );
}

const newFolder = (name: string) => {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
};

const whole = newFolder("whole");
before(async () => {
  if (reason === undefined) reportsOf(await runOf({ folder: whole }));
});

test("two machines train a run; their link is cut, both fail within the timeout and 3 s and end soon, and go on bit for bit", {
  skip: reason ?? false,
}, async (t) => {
  const cut = newFolder("cut");
  const { device = "", space = "" } = machines[1] ?? {};
  const fault = { kind: "cut", rank: 1, step: 7, device } as const;
  const ended = await runOf({ folder: cut, fault, timeoutSeconds: TIMEOUT_SECONDS });
  const happened = Number(readFileSync(join(cut, "fault"), "utf8"));
  for (const { code, report, at, told } of ended) {
    assert.equal(code, 1);
    assert.equal(report?.code, "distributed", report?.message);
    assert.ok(["timeout", "peer"].includes(report?.reason ?? ""), report?.message);
    assert.ok(told - happened < 1000 * (TIMEOUT_SECONDS + 3), `failed after ${told - happened} ms`);
    assert.ok(at - told < 3000, `ended ${at - told} ms later`); // Node.js and libtorch unload, on a busy machine
  }
  t.diagnostic(`${ended.map(({ told, at }) => `${told - happened} and ${at - told} ms`).join("; ")}`);
  ip("-n", space, "link", "set", device, "up");
  reportsOf(await runOf({ folder: cut }));
  assert.deepEqual(weights(cut), weights(whole));
});

test("a link that is down for 2 s ends nothing", { skip: reason ?? false }, async () => {
  const folder = newFolder("interrupted");
  const { device = "" } = machines[1] ?? {};
  const fault = { kind: "interrupt", rank: 1, step: 7, device, ms: 2000 } as const;
  reportsOf(await runOf({ folder, fault, timeoutSeconds: 20 }));
  assert.deepEqual(weights(folder), weights(whole));
});

/** A Python that has torch: one that set-up made, else the one on PATH; undefined where none has. */
function pythonWithTorch(): string | undefined {
  const home = mandnHome();
  const own = existsSync(home) ? readdirSync(home).filter((name) => name.startsWith("venv-")) : [];
  const pythons = [...own.map((name) => join(home, name, "bin", "python")), "python3"];
  return pythons.find((python) => spawnSync(python, ["-c", "import torch"]).status === 0);
}

const python = process.env.MANDN_RANK_KILLS === undefined ? undefined : pythonWithTorch();
const noTorchrun = python === undefined ? "for make distributed, where Python has torch" : false;
const RANK = fileURLToPath(new URL("./rank.js", import.meta.url));

/**
 * Runs torchrun on a machine with one rank of a run, to its end.
 *
 * @param nodes how many there are to be; "1:2" begins with one, and lets another join
 */
async function torchrun(i: number, endpoint: string, run: SharedRun, nodes = "2"): Promise<void> {
  const { space = "", address = "" } = machines[i] ?? {};
  const rendezvous = ["--rdzv-backend", "c10d", "--rdzv-id", "mn", "--rdzv-endpoint", endpoint];
  const job = ["--nnodes", nodes, "--nproc-per-node", "1", "--max-restarts", "3", "--local-addr", address];
  const conf = ["--rdzv-conf", `is_host=${i === 0 ? 1 : 0},last_call_timeout=1`];
  const launcher = [python ?? "", "-m", "torch.distributed.run", "--no-python", ...job, ...rendezvous, ...conf];
  const rank = [process.execPath, RANK, "run", JSON.stringify(run)];
  // Where nodes join later, an agent waits in vain for MASTER_ADDR unless workers have a store of their own.
  const store = { TORCH_DISABLE_SHARE_RDZV_TCP_STORE: nodes.includes(":") ? "1" : "0" };
  const env = { ...process.env, ...store, OMP_NUM_THREADS: "1", TORCH_CPP_LOG_LEVEL: "ERROR" };
  const child = spawn("ip", ["netns", "exec", space, ...launcher, ...rank], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      said += data;
    });
  const [code] = await once(child, "close");
  assert.equal(code, 0, said);
}

test("torchrun on each of two machines starts a run again whose rank was killed; it is that of one left alone, bit for bit", {
  skip: reason ?? noTorchrun,
}, async () => {
  for (const rank of [0, 1]) {
    const folder = newFolder(`torchrun-${rank}`);
    const fault = { kind: "kill", rank, step: 7, once: true } as const;
    const endpoint = `${machines[0]?.address}:${port++}`;
    await Promise.all([0, 1].map((i) => torchrun(i, endpoint, { folder, fault, timeoutSeconds: 20 })));
    assert.ok(readFileSync(join(folder, "fault"), "utf8").length > 0);
    assert.deepEqual(weights(folder), weights(whole));
  }
});

test("a run that torchrun begins on one machine goes on with the same crops once a second has joined", {
  skip: reason ?? noTorchrun,
}, async () => {
  const folder = newFolder("joined");
  const fault = { kind: "late", rank: 0, step: 7, ms: LONG_MS, once: true } as const;
  const run = { folder, fault, timeoutSeconds: 20 };
  const endpoint = `${machines[0]?.address}:${port++}`;
  const begun = torchrun(0, endpoint, run, "1:2");
  while (!existsSync(join(folder, "fault"))) await Promise.race([begun, delay(100)]); // until the first waits at step 7
  assert.ok(!existsSync(join(folder, "network-3d.safetensors")));
  await Promise.all([begun, torchrun(1, endpoint, run, "1:2")]);
  assert.ok(Date.now() - Number(readFileSync(join(folder, "fault"), "utf8")) < LONG_MS);
  const off = differenceOfRuns(folder, whole);
  assert.ok(off < 1e-6, `the weights differ by ${off}`);
});
