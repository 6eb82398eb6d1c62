// Process groups of 2 to 4 processes over gloo on 127.0.0.1: what calls give, and how ranks that fail are named. What
// happens within a rank is in rank.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Meeting } from "../../src/distributed/index.js";
import { TorchError } from "../../src/index.js";
import { launch, reportsOf } from "./launch.js";
import type { Seen } from "./rank.js";

const isOf = (rank: number) => new RegExp(`^Rank ${rank} \\(.+, process \\d+\\)`);

test("three ranks add, average, copy and gather tensors of every type and layout, and values; nothing is left over", async () => {
  reportsOf(await launch("calls", 3));
});

test("two ranks that meet at rank 0 join two groups after one another, and two at once", async () => {
  const free = await Meeting.open();
  const { port } = free;
  free.close();
  reportsOf(await launch("groups", 2, { env: { MASTER_PORT: String(port), TORCHELASTIC_USE_AGENT_STORE: "" } }));
});

test("other shapes, types, calls and names on one rank are an error on all, which names it and both", async () => {
  const reports = reportsOf(await launch<Seen[]>("mismatches", 2));
  const says = [
    /calls allReduce sum of float32 \[3, 5\] where rank 0 \(.*\) calls allReduce sum of float32 \[5, 3\]/,
    /calls allReduce sum with float64 \[2\] for tensor 1 \(counted from 0\) where rank 0 \(.*\) has float32 \[2\]/,
    /calls barrier where rank 0 \(.*\) calls allReduce max of float32 \[2\]/,
    /calls broadcast from rank 0 with c float32 \[1\] for tensor 1 .* has b float32 \[1\]/,
  ];
  for (const report of reports) {
    for (const [i, pattern] of says.entries()) {
      const { code, reason, rank, message, ms } = (report as Seen[])[i] as Seen;
      assert.deepEqual([code, reason, rank], ["distributed", "mismatch", 1]);
      assert.match(message, isOf(1));
      assert.match(message, pattern);
      assert.ok(ms < 5000, `after ${ms} ms`);
    }
  }
});

test("a rank that was started with something else, is missing or asks for what is not there is named, and the ranks may meet again", async () => {
  const reports = reportsOf(await launch<(Seen | null)[]>("joins", 3));
  const of = (attempt: number) => reports.map((report) => report?.[attempt] ?? undefined);
  for (const seen of of(0)) {
    assert.deepEqual([seen?.code, seen?.reason, seen?.rank], ["distributed", "mismatch", 2]);
    assert.match(
      seen?.message ?? "",
      /^Rank 2 \(.*\) was started with "unet\.weight \[3, 4\]" where rank 0 .* "unet\.weight \[4, 4\]"/,
    );
  }
  for (const [attempt, missing, there] of [
    [1, 2, [0, 1]],
    [2, 0, [1, 2]],
  ] as const) {
    for (const rank of there) {
      const seen = of(attempt)[rank];
      assert.deepEqual([seen?.code, seen?.reason, seen?.rank], ["distributed", "join", missing]);
      assert.match(
        seen?.message ?? "",
        new RegExp(`^Rank ${missing} .*did not come to 127\\.0\\.0\\.1:\\d+ within 1\\.5 s`),
      );
      assert.ok((seen?.ms ?? 0) > 1400 && (seen?.ms ?? 0) < 4500, `after ${seen?.ms} ms`);
    }
  }
  for (const seen of of(3)) assert.match(seen?.message ?? "", /^Rank 3 is none of 3 ranks/);
  for (const seen of of(4)) assert.equal(seen?.code, "value");
  for (const seen of of(5))
    assert.match(`${seen?.code}: ${seen?.message}`, /^setup: NCCL is not built: this libtorch has no CUDA/);
  for (const seen of of(6))
    assert.match(
      `${seen?.reason}: ${seen?.message}`,
      /^join: MASTER_ADDR cannot be used: the host fe80::1%nosuch is not known/,
    );
});

test("a rank that is there twice is told so", async () => {
  const reports = reportsOf(await launch<string>("twice", 3)).slice(1);
  assert.ok(reports.includes("joined"));
  assert.match(reports.find((report) => report !== "joined") ?? "", /^Rank 1 is there twice/);
});

test("a port that is taken is named", async () => {
  const first = await Meeting.open();
  try {
    await assert.rejects(
      Meeting.open(first.port),
      (error) =>
        error instanceof TorchError &&
        error.reason === "join" &&
        /^Port \d+ cannot be had \(.*in use/.test(error.message),
    );
  } finally {
    first.close();
  }
});

/** Asserts what the ranks beside the victim report. */
async function fault(
  settings: { victim: number; kind: string; timeoutSeconds: number },
  count: number,
  reason: string,
  message: RegExp,
) {
  const { victim } = settings;
  const seen = new Set<number>();
  const ended = await launch<Seen>("fault", count, {
    settings,
    onReport: (rank, report, children) => {
      // One that was stopped is ended when all others have said what they saw.
      if (report !== "stopping") seen.add(rank);
      if (settings.kind === "stop" && seen.size === count - 1) children[victim]?.kill("SIGKILL");
    },
  });
  for (const [rank, { code, signal, report, errors }] of ended.entries()) {
    if (rank === victim) continue;
    assert.deepEqual([code, signal, errors], [0, null, ""]);
    assert.deepEqual([report?.code, report?.reason, report?.rank], ["distributed", reason, victim], report?.message);
    assert.match(report?.message ?? "", message);
    assert.ok((report?.ms ?? 0) < 1000 * (settings.timeoutSeconds + 3) + 2500, `after ${report?.ms} ms`);
  }
  return ended;
}
test("a rank that is killed is named by the three others, by one that computes meanwhile too", async () => {
  await fault({ victim: 2, kind: "kill", timeoutSeconds: 20 }, 4, "peer", isOf(2));
});

test("rank 0, which keeps the store, is named when it is killed", async () => {
  await fault({ victim: 0, kind: "kill", timeoutSeconds: 20 }, 3, "peer", isOf(0));
});

test("a rank whose program throws is named", async () => {
  const ended = await fault({ victim: 1, kind: "throw", timeoutSeconds: 20 }, 2, "peer", isOf(1));
  assert.equal(ended[1]?.code, 1);
  assert.match(ended[1]?.errors ?? "", /thrown on purpose/);
});

test("a rank that is stopped is named after the timeout", async () => {
  const ended = await fault({ victim: 1, kind: "stop", timeoutSeconds: 2 }, 3, "timeout", isOf(1));
  assert.equal(ended[1]?.signal, "SIGKILL");
});

test("a rank that lives and comes too late is named by all, itself too", async () => {
  const ended = await fault(
    { victim: 1, kind: "late", timeoutSeconds: 2 },
    2,
    "timeout",
    /^Rank 1 .* lives and did not come to call 6 .* within 2 s: it is at call 5/,
  );
  assert.equal(ended[1]?.code, 0, ended[1]?.errors);
  assert.deepEqual([ended[1]?.report?.reason, ended[1]?.report?.rank], ["timeout", 1]);
});

test("a rank that gives up says why, and the others repeat it", async () => {
  for (const victim of [0, 1]) {
    const ended = await fault(
      { victim, kind: "leave", timeoutSeconds: 20 },
      2,
      "peer",
      /has left the group: Memory is exhausted at step 12/,
    );
    assert.equal(ended[victim]?.code, 0, ended[victim]?.errors);
    assert.equal(ended[1 - victim]?.report?.words, "Memory is exhausted at step 12");
  }
});

test("a process may leave while a call is under way, at once", async () => {
  const start = performance.now();
  const ended = await launch<Seen>("leave", 2);
  assert.deepEqual([ended[0]?.code, ended[0]?.signal, ended[0]?.errors], [7, null, ""]);
  assert.deepEqual([ended[1]?.code, ended[1]?.report?.rank], [0, 0], ended[1]?.errors);
  assert.ok(performance.now() - start < 20_000);
});

test("a process may end without having closed its group", async () => {
  reportsOf(await launch("unclosed", 2));
});
