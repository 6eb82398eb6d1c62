// The allocator of large CPU tensors. It is one for the process, so these tests run in order; no step before the last
// resets the peak, to which the bound on kept memory refers.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import {
  adopt,
  assertNoLeaks,
  conv3d,
  cpuAllocator,
  empty,
  noGrad,
  randn,
  type SharedTensor,
  scope,
  share,
  type Tensor,
  TorchError,
} from "../src/index.js";

const MIB = 2 ** 20;
const { memory } = cpuAllocator;
const bytes = (count: number): Tensor => empty([count], { dtype: "uint8" });

/** Forward, backward and an update of a few convolutions, with one scope around it all. */
function trainingStep(weights: readonly Tensor[], side: number): void {
  scope(() => {
    let y = randn([1, 8, side, side, side]);
    for (const weight of weights) y = conv3d(y, weight, undefined, 1, 1).relu();
    y.square().mean().backward();
    for (const weight of weights) {
      const { grad } = weight;
      assert.ok(grad);
      noGrad(() => weight.sub_(grad, { alpha: 1e-3 }));
      weight.grad = undefined;
    }
  });
}

// The same file is the worker of one of its tests: it makes and frees tensors, and hands one over.
if (!isMainThread) {
  for (let i = 0; i < 20; i++) scope(() => void bytes(4 * MIB).add_(1));
  bytes(5 * MIB); // freed when the worker ends
  parentPort?.postMessage(share(bytes(workerData as number).fill_(7)));
} else {
  after(() => cpuAllocator.setCap());

  test("training steps allocate from the system at first only, and keep at most a quarter more than their peak", () =>
    assertNoLeaks(() => {
      scope(() => {
        const weights = Array.from({ length: 4 }, () => randn([8, 8, 3, 3, 3]).mul(0.1).requiresGrad_());
        const isBounded = () => {
          const { allocated, cached, peak } = memory();
          return allocated + cached <= 1.25 * peak;
        };
        for (let i = 0; i < 5; i++) trainingStep(weights, 40);
        const { misses, hits } = memory();
        for (let i = 0; i < 10; i++) trainingStep(weights, 40);
        assert.equal(memory().misses, misses);
        assert.ok(memory().hits > hits + 100, `${memory().hits - hits} blocks came from the cache`);
        // Sizes that change from step to step do not pile up.
        for (const side of [33, 47, 36, 41, 50, 38, 44, 35, 49, 40]) {
          trainingStep(weights, side);
          assert.ok(isBounded(), JSON.stringify(memory()));
        }
      });
      assert.equal(memory().allocated, 0);
    }));

  test("a freed block is given out again", () => {
    cpuAllocator.empty();
    const before = memory();
    const first = bytes(8 * MIB);
    assert.equal(memory().allocated, before.allocated + 8 * MIB);
    assert.equal(memory().misses, before.misses + 1);
    first.dispose();
    assert.deepEqual([memory().allocated, memory().cached], [before.allocated, 8 * MIB]);
    const second = bytes(8 * MIB - 5);
    const { hits, misses, cached } = memory();
    assert.deepEqual([hits, misses, cached], [before.hits + 1, before.misses + 1, 0]);
    second.dispose();
  });

  test("a part of a freed block serves a smaller one, and both parts join again", () => {
    cpuAllocator.empty();
    bytes(8 * MIB).dispose();
    const { misses } = memory();
    const parts = [bytes(3 * MIB), bytes(5 * MIB)];
    assert.equal(memory().cached, 0);
    for (const part of parts) part.dispose();
    bytes(8 * MIB).dispose();
    assert.equal(memory().misses, misses);
  });

  test("blocks below 1 MiB are libtorch's own", () => {
    const before = memory();
    bytes(MIB - 1).dispose();
    assert.deepEqual(memory(), before);
  });

  test("empty gives all that is kept back to the system", () => {
    bytes(4 * MIB).dispose();
    assert.ok(memory().cached >= 4 * MIB);
    cpuAllocator.empty();
    assert.equal(memory().cached, 0);
  });

  test("no more is kept than the cap, which may be changed at any time", () => {
    cpuAllocator.setCap(16 * MIB);
    assert.equal(memory().cap, 16 * MIB);
    const blocks = Array.from({ length: 5 }, () => bytes(6 * MIB));
    for (const block of blocks) {
      block.dispose();
      assert.ok(memory().cached <= 16 * MIB);
    }
    assert.ok(memory().cached > 0);
    bytes(17 * MIB).dispose();
    assert.ok(memory().cached <= 16 * MIB, "a block above the cap is not kept");
    cpuAllocator.setCap(5 * MIB);
    assert.ok(memory().cached <= 5 * MIB);
    cpuAllocator.setCap(0);
    assert.equal(memory().cached, 0);
    bytes(4 * MIB).dispose();
    assert.equal(memory().cached, 0);
    cpuAllocator.setCap();
    assert.ok(memory().cap > 16 * MIB);
    for (const wrong of [-1, Number.NaN]) assert.throws(() => cpuAllocator.setCap(wrong), TorchError);
  });

  test("caching can be switched while tensors of either kind live", () => {
    const { allocated, misses } = memory();
    const kept = bytes(4 * MIB).fill_(1);
    cpuAllocator.setCaching(false);
    assert.ok(!memory().caching);
    assert.equal(memory().cached, 0);
    const plain = bytes(4 * MIB).fill_(2);
    assert.equal(memory().allocated, allocated + 4 * MIB, "libtorch's own allocator served");
    assert.equal(kept.min().item(), 1);
    kept.dispose();
    assert.deepEqual([memory().allocated, memory().cached], [allocated, 0]);
    cpuAllocator.setCaching(true);
    assert.ok(memory().caching);
    assert.equal(plain.min().item(), 2);
    plain.dispose();
    assert.deepEqual([memory().allocated, memory().cached], [allocated, 0]);
    bytes(4 * MIB).dispose();
    assert.equal(memory().cached, 4 * MIB);
    assert.ok(memory().misses <= misses + 2);
  });

  test("worker threads share it: a block of one thread may be freed by another and serve a third", async () => {
    cpuAllocator.empty();
    const before = memory();
    const size = 6 * MIB;
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: size });
    const ended = new Promise<number>((resolve) => worker.once("exit", resolve));
    const shared = await new Promise<SharedTensor>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    assert.equal(await ended, 0);
    const tensor = adopt(shared);
    assert.ok(memory().hits >= before.hits + 19, "the worker's own blocks were given out again");
    assert.equal(memory().allocated, before.allocated + size, "what the worker held otherwise went with it");
    assert.equal(tensor.min().item(), 7);
    tensor.dispose();
    const { misses } = memory();
    bytes(size).dispose();
    assert.equal(memory().misses, misses);
    assert.equal(memory().allocated, before.allocated);
  });

  test("a size that no machine has is an out-of-memory error that names it, and changes nothing", () => {
    const { allocated, peak } = memory();
    for (const size of [2 ** 50, 2 ** 52 + 1]) {
      assert.throws(
        () => bytes(size),
        (error: unknown) =>
          error instanceof TorchError &&
          error.code === "out-of-memory" &&
          error.operator === "aten::empty" &&
          error.message.includes(String(BigInt(size))),
      );
    }
    assert.deepEqual([memory().allocated, memory().peak], [allocated, peak]);
    bytes(2 * MIB).dispose();
  });

  test("MANDN_CPU_ALLOCATOR=system leaves libtorch's own allocator in place", () => {
    const index = new URL("../src/index.js", import.meta.url).href;
    const script = `import { cpuAllocator, ones } from ${JSON.stringify(index)};
      ones([${MIB}]).dispose();
      console.log(JSON.stringify(cpuAllocator.memory()));`;
    const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, MANDN_CPU_ALLOCATOR: "system" },
    });
    const { caching, allocated, cached, hits, misses } = JSON.parse(String(output));
    assert.deepEqual(
      { caching, allocated, cached, hits, misses },
      {
        caching: false,
        allocated: 0,
        cached: 0,
        hits: 0,
        misses: 0,
      },
    );
  });

  test("the peak can be set back to what is allocated now", () => {
    const tensor = bytes(3 * MIB);
    bytes(9 * MIB).dispose();
    assert.ok(memory().peak >= 12 * MIB);
    cpuAllocator.resetPeak();
    assert.equal(memory().peak, memory().allocated);
    tensor.dispose();
  });
}
