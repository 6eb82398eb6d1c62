/**
 * A run that two machines train: two network namespaces with a cable between them. Needs root and iproute2; skipped without, with the
 * reason.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Ended, reportsOf, runRanks } from "./ranks.js";
import type { Seen, SharedRun } from "./shared-training.js";

const TIMEOUT_SECONDS = 3;
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

const weights = (folder: string) =>
  ["2d", "3d"].map((name) => readFileSync(join(folder, `network-${name}.safetensors`)).toString("base64"));

test("two machines train a run; their link is cut, both fail within the timeout and 3 s and end soon, and go on bit for bit", {
  skip: reason ?? false,
}, async (t) => {
  const [whole, cut] = ["whole", "cut"].map((name) => join(root, name)) as [string, string];
  for (const folder of [whole, cut]) mkdirSync(folder);
  reportsOf(await runOf({ folder: whole }));
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
