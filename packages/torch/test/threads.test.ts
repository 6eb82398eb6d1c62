import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setImmediate, setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import {
  adopt,
  assertNoLeaks,
  autocast,
  backwardAsync,
  fromTypedArray,
  Generator,
  isGradEnabled,
  keep,
  manualSeed,
  noGrad,
  ones,
  operator,
  randn,
  type SharedTensor,
  scope,
  setThreads,
  share,
  type Tensor,
  TorchError,
  tensor,
  threads,
} from "../src/index.js";

const isCode = (code: string) => (error: unknown) => error instanceof TorchError && error.code === code;
const matmul = operator("aten::matmul");
const library = new URL("../src/index.js", import.meta.url).href;

/** A worker that runs `body` (JavaScript with `torch`, `parentPort` and `workerData` at hand). */
function start(body: string, workerData?: unknown): Worker {
  const source = `const { parentPort, workerData } = require("node:worker_threads");
    import(${JSON.stringify(library)}).then(async (torch) => { ${body} }).catch((error) => { setImmediate(() => { throw error; }); });`;
  return new Worker(source, { eval: true, workerData });
}
async function answer(worker: Worker): Promise<unknown> {
  const [message] = await once(worker, "message");
  return message;
}

test("a worker has a table of its own", () =>
  assertNoLeaks(async () => {
    const x = ones([3]);
    const worker = start(`
      const before = torch.liveTensors();
      torch.ones([2]);
      parentPort.postMessage([before, torch.liveTensors()]);`);
    assert.deepEqual(await answer(worker), [0, 1]);
    await worker.terminate();
    assert.deepEqual(x.toArray(), [1, 1, 1]);
    x.dispose();
  }));

test("each worker has a gradient mode of its own", () =>
  assertNoLeaks(async () => {
    const gate = new SharedArrayBuffer(4);
    const worker = start(
      `
      torch.noGrad(() => {
        parentPort.postMessage("inside");
        Atomics.wait(new Int32Array(workerData), 0, 0);
      });
      parentPort.postMessage(torch.isGradEnabled());`,
      gate,
    );
    assert.equal(await answer(worker), "inside");
    assert.ok(isGradEnabled());
    Atomics.store(new Int32Array(gate), 0, 1);
    Atomics.notify(new Int32Array(gate), 0);
    assert.equal(await answer(worker), true);
    await worker.terminate();
  }));

test("tensors are shared both ways without a copy, each once", () =>
  assertNoLeaks(async () => {
    const x = ones([2, 2]);
    const worker = start(
      `
      const x = torch.adopt(workerData);
      const y = torch.full([3], 5, { dtype: "float32" });
      x.indexPut_([0], 7);
      parentPort.postMessage(torch.share(y));
      parentPort.once("message", () => parentPort.postMessage([x.toArray(), y.toArray()]));`,
      share(x),
    );
    const y = adopt((await answer(worker)) as SharedTensor);
    assert.deepEqual(x.toArray(), [
      [7, 7],
      [1, 1],
    ]);
    scope(() => {
      x.index(1).fill_(9);
      y.index(0).fill_(-1);
    });
    worker.postMessage("look");
    assert.deepEqual(await answer(worker), [
      [
        [7, 7],
        [9, 9],
      ],
      [-1, 5, 5],
    ]);
    await worker.terminate();
    assert.deepEqual(y.toArray(), [-1, 5, 5]);
    const offer = share(x);
    adopt(offer).dispose();
    assert.throws(() => adopt(offer), isCode("argument"));
    for (const t of [x, y]) t.dispose();
  }));

test("a tensor over a JavaScript array is not shared, for its memory would end with its thread", () =>
  assertNoLeaks(() =>
    scope(() => {
      const x = fromTypedArray(Float32Array.of(1, 2));
      assert.throws(() => share(x), isCode("argument"));
      assert.throws(() => share(x.index(0)), isCode("argument"));
      adopt(share(x.clone()));
    }),
  ));

test("both threads see writes to a SharedArrayBuffer under their tensors", () =>
  assertNoLeaks(async () => {
    const data = new Float32Array(new SharedArrayBuffer(16));
    const x = fromTypedArray(data, [4]);
    x.fill_(3);
    const worker = start(
      `
      const x = torch.fromTypedArray(workerData);
      x.mul_(2).add_(1);
      parentPort.postMessage(x.toArray());`,
      data,
    );
    assert.deepEqual(await answer(worker), [7, 7, 7, 7]);
    assert.deepEqual(x.toArray(), [7, 7, 7, 7]);
    await worker.terminate();
    x.dispose();
  }));

test("workers that are terminated while tensors live and calls run do no harm", () =>
  assertNoLeaks(async () => {
    const run = async (i: number) => {
      const worker = start(`
        const w = torch.randn([300, 300]).requiresGrad_();
        const data = new Float32Array(90000);
        const x = torch.fromTypedArray(data, [300, 300]);
        const matmul = torch.operator("aten::matmul");
        const run = async () => {
          const y = await matmul.callTensorAsync(x, w);
          await torch.backwardAsync([torch.sum(y)]);
        };
        for (let k = 0; k < 8; k++) run();
        parentPort.postMessage("busy");
        ${i % 2 === 0 ? "" : "torch.scope(() => { for (;;) torch.matmul(x, w).sum().backward(); });"}`);
      await answer(worker);
      if (i % 3 === 0) await setTimeout(3);
      await worker.terminate();
    };
    for (let round = 0; round < 5; round++) await Promise.all([0, 1, 2, 3].map((i) => run(4 * round + i)));
  }));

test("a process may end while a call and a backward pass run", async () => {
  const source = `
    import * as torch from ${JSON.stringify(library)};
    const w = torch.randn([900, 900]).requiresGrad_();
    const data = torch.fromTypedArray(new Float32Array(810000), [900, 900]);
    torch.operator("aten::matmul").callTensorAsync(w, data);
    torch.backwardAsync([torch.matmul(w, w).sum()]);
    setTimeout(() => process.exit(7), 5);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], { stdio: "inherit" });
  assert.deepEqual(await once(child, "exit"), [7, null]);
});

test("calls can be awaited off the main thread, with gradient mode and autocast, while the event loop turns", () =>
  assertNoLeaks(async () => {
    const a = randn([700, 700]).requiresGrad_();
    const pending = [
      matmul.callTensorAsync(a, a),
      noGrad(() => [matmul.callTensorAsync(a, a)])[0],
      autocast({ dtype: "float16" }, () => [matmul.callTensorAsync(a, a)])[0],
      matmul.callTensorAsync(a, a),
    ] as Promise<Tensor>[];
    let turns = 0;
    let done = false;
    const all = Promise.all(pending).finally(() => {
      done = true;
    });
    while (!done) {
      turns += 1;
      await setImmediate();
    }
    const results = await all;
    assert.ok(turns > 10, `${turns} turns of the event loop`);
    assert.deepEqual(
      results.map((y) => [y.dtype, y.requiresGrad]),
      [
        ["float32", true],
        ["float32", false],
        ["float16", true],
        ["float32", true],
      ],
    );
    const loss = keep(scope(() => (results[0] as Tensor).sum()));
    await backwardAsync([loss]);
    scope(() => assert.deepEqual(a.grad?.shape, [700, 700]));
    for (const t of [...results, loss, a]) t.dispose();
  }));

test("an awaited call fails with the error of its operator, and a backward pass with autograd's", () =>
  assertNoLeaks(async () => {
    const [a, b] = [ones([2, 3]), ones([2, 3])];
    await assert.rejects(
      matmul.callTensorAsync(a, b),
      (error) => isCode("shape")(error) && (error as TorchError).operator === "aten::matmul",
    );
    await assert.rejects(matmul.callTensorAsync(a), isCode("argument"));
    await assert.rejects(backwardAsync([a]), isCode("autograd"));
    for (const t of [a, b]) t.dispose();
    await assert.rejects(matmul.callTensorAsync(a, b), isCode("disposed"));
  }));

test("a call in flight survives its arguments", () =>
  assertNoLeaks(async () => {
    const a = ones([300, 300]);
    const pending = matmul.callTensorAsync(a, a);
    a.dispose();
    const y = await pending;
    scope(() => assert.equal(y.index(0, 0).item(), 300));
    y.dispose();
  }));

test("the number of threads can be set, and holds for awaited calls", () =>
  assertNoLeaks(async () => {
    const before = threads();
    const one = tensor([1]);
    try {
      for (const n of [1, 2, 1]) {
        setThreads(n);
        assert.equal(threads(), n);
        (await operator("aten::ones_like").callTensorAsync(one)).dispose();
      }
      for (const wrong of [0, -1, 1.5, 1e9, Number.NaN]) assert.throws(() => setThreads(wrong), TorchError);
    } finally {
      setThreads(before);
      one.dispose();
    }
  }));

test("a seed in one thread seeds the process's default generator", () =>
  assertNoLeaks(async () => {
    const worker = start("torch.manualSeed(5); parentPort.postMessage(torch.randn([3]).toArray());");
    const numbers = await answer(worker);
    await worker.terminate();
    scope(() => {
      manualSeed(5);
      assert.deepEqual(randn([3]).toArray(), numbers);
    });
    using generator = Generator.default();
    assert.equal(generator.seed, 5n);
  }));
