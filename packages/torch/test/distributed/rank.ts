// A rank in a process of its own: `node rank.js SCENARIO SETTINGS`, started by launch.ts. What a scenario asserts shows
// in the exit code and on standard error.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import {
  type JoinOptions,
  type Place,
  ProcessGroup,
  peersOf,
  placeFromEnvironment,
  type Work,
} from "../../src/distributed/index.js";
import {
  assertNoLeaks,
  type DType,
  fromTypedArray,
  nn,
  ones,
  RecordedLoss,
  randn,
  scope,
  setThreads,
  slice,
  type Tensor,
  TorchError,
  tensor,
  zeros,
} from "../../src/index.js";
import { steps, trainBy } from "./training.js";

/** What of an error the tests look at. */
export interface Seen {
  readonly code: string;
  readonly reason?: string;
  readonly rank?: number;
  readonly words?: string;
  readonly message: string;
  /** From the call to the error. */
  readonly ms: number;
}

const place = placeFromEnvironment() as Place;
const { rank, worldSize } = place;
const settings = JSON.parse(process.argv[3] ?? "null");
const report = (value: unknown) => process.send?.(value);

const join = (options: Partial<JoinOptions> = {}) =>
  ProcessGroup.join(place, { backend: "gloo", signature: "one test", timeoutSeconds: 20, ...options });

/** The error that `body` ends with. */
async function seen(body: () => unknown): Promise<Seen> {
  const start = performance.now();
  try {
    await body();
  } catch (error) {
    if (!(error instanceof TorchError)) throw error;
    const { code, reason, peer, message } = error;
    return { code, reason, rank: peer?.rank, words: peer?.message, message, ms: performance.now() - start };
  }
  throw new Error("no error came");
}

/** Tests wait for a call in both ways. */
const waitBy = (way: number) => (work: Work) => (way % 2 === 0 ? work.wait() : work.done());

const values = (x: Tensor) => Array.from(x.toTypedArray(), Number);
const sumOver = (f: (r: number) => number) => Array.from({ length: worldSize }, (_, r) => f(r)).reduce((a, b) => a + b);

const scenarios: Record<string, () => Promise<void>> = {
  /** Everything that a group does, right. */
  async calls() {
    await assertNoLeaks(async () => {
      const group = await join();
      assert.deepEqual([group.rank, group.size, group.backend], [rank, worldSize, "gloo"]);
      const dtypes: DType[] = ["float32", "float64", "bfloat16", "float16", "int64", "int32", "uint8"];
      scope(() => {
        for (const dtype of dtypes) {
          const own = [1, 2, 3].map((i) => i * (rank + 1));
          const reduce = (op?: "sum" | "avg" | "min" | "max") => {
            const x = tensor(own, { dtype });
            group.allReduce([x], op).wait();
            return values(x);
          };
          const total = sumOver((r) => r + 1);
          assert.deepEqual(reduce(), [total, 2 * total, 3 * total], dtype);
          assert.deepEqual(reduce("min"), [1, 2, 3], dtype);
          assert.deepEqual(reduce("max"), [worldSize, 2 * worldSize, 3 * worldSize], dtype);
          if (/float/.test(dtype))
            assert.deepEqual(
              reduce("avg"),
              [total, 2 * total, 3 * total].map((x) => x / worldSize),
            );
        }
        // The float64 sum is that of the same numbers added in one process, to the last bits.
        const numbers = (r: number) => Float64Array.from({ length: 1001 }, (_, i) => Math.sin(1000 * r + i));
        const x = fromTypedArray(numbers(rank));
        group.allReduce([x]).wait();
        for (const [i, value] of values(x).entries())
          assert.ok(Math.abs(value - sumOver((r) => numbers(r)[i] as number)) < 1e-14);
      });
      scope(() => {
        // Several types and layouts at once, a view of every second row, a scalar, and nothing.
        const big = zeros([4, 6]).fill_(rank + 1);
        const strided = big.index(slice(undefined, undefined, 2));
        const last = ones([1, 2, 2, 2], { memoryFormat: "contiguous" } as never)
          .mul(rank + 1)
          .to({ memoryFormat: "channels_last" });
        const many = [
          strided,
          tensor([rank], { dtype: "int64" }),
          last,
          tensor(1),
          zeros([0, 3]),
          ones([2]).requiresGrad_(),
        ];
        group.allReduce(many).wait();
        const total = sumOver((r) => r + 1);
        assert.deepEqual(values(big.index(0)), Array(6).fill(total));
        assert.deepEqual(values(big.index(1)), Array(6).fill(rank + 1));
        assert.deepEqual(values(many[1] as Tensor), [sumOver((r) => r)]);
        assert.deepEqual(values(last.flatten()), Array(8).fill(total));
        assert.ok(last.isContiguous("channels_last"));
        assert.equal((many[3] as Tensor).itemNumber(), worldSize);
        assert.deepEqual(values((many[5] as Tensor).detach()), [worldSize, worldSize]);
        assert.equal((many[5] as Tensor).requiresGrad, true);
        group.allReduce([]).wait();
      });
      scope(() => {
        const a = tensor([rank, 7], { dtype: "bfloat16" });
        const b = tensor([rank === 1, rank !== 1]);
        group.broadcast([a, b], 1).wait();
        assert.deepEqual(
          [values(a), b.toArray()],
          [
            [1, 7],
            [true, false],
          ],
        );
        const all = group.allGather(tensor([[rank, 1]], { dtype: "int16" })).wait();
        assert.deepEqual([all.dtype, all.shape], ["int16", [worldSize, 1, 2]]);
        assert.deepEqual(
          all.index("...", 0).toArray(),
          Array.from({ length: worldSize }, (_, r) => [r]),
        );
        assert.deepEqual(group.allGather(zeros([0, 2])).wait().shape, [worldSize, 0, 2]);
      });
      const given = { text: `from ${rank}: ü\n`, list: [rank, null] };
      assert.deepEqual(await group.share(given), { text: "from 0: ü\n", list: [0, null] });
      assert.equal(await group.share(undefined), undefined);
      assert.deepEqual(
        group.gather("x".repeat(rank)).wait(),
        Array.from({ length: worldSize }, (_, r) => "x".repeat(r)),
      );
      assert.deepEqual(group.gather(rank === 0 ? undefined : 1).wait()[0], undefined);

      // Calls without waiting between them are made in order; a tensor that was freed lives on in its call.
      const x = ones([1000]);
      const works = Array.from({ length: 20 }, () => group.allReduce([x]));
      const freed = ones([3]);
      const last = group.allGather(freed);
      freed.dispose();
      const all = await last.done();
      assert.deepEqual(all.shape, [worldSize, 3]);
      await Promise.all(works.map((work) => work.done()));
      assert.equal(await last.done(), all);
      assert.equal(last.wait(), all);
      scope(() => assert.equal(x.max().itemNumber(), Math.fround(worldSize ** 20)));
      for (const t of [x, all]) t.dispose();

      // The event loop turns meanwhile.
      let turns = 0;
      const timer = setInterval(() => turns++, 5);
      if (rank === worldSize - 1) await setTimeout(300);
      await group.barrier().done();
      clearInterval(timer);
      assert.ok(turns > 10, `${turns} turns`);

      const local = (body: () => unknown) => seen(() => scope(body));
      assert.equal((await local(() => group.allReduce([ones([2]).to("bool")]))).code, "dtype");
      assert.equal((await local(() => group.allReduce([ones([2]).to("int32")], "avg"))).code, "dtype");
      assert.equal((await local(() => group.allReduce([ones([2])], "mean" as never))).code, "argument");
      assert.equal((await local(() => group.broadcast([ones([2])], worldSize))).code, "value");
      assert.equal((await local(() => group.allReduce([zeros([2], { device: "meta" })]))).code, "device");
      const record = () => RecordedLoss.record([], () => [group.barrier() as never]);
      assert.deepEqual((await local(record)).code, "scope");
      group.barrier().wait();
      await group.close();
      await group.close();
      assert.equal((await local(() => group.barrier())).code, "disposed");
    });
  },

  /** Rank 0 serves the meeting; two groups after one another, and two at once. */
  async groups() {
    await assertNoLeaks(async () => {
      for (let i = 0; i < 2; i++) {
        const group = await join();
        assert.deepEqual(group.gather(rank).wait(), [0, 1]);
        // One rank closes much later than the other.
        if (rank === i) await setTimeout(300);
        await group.close();
      }
      const a = await join({ name: "a" });
      const b = await join({ name: "b" });
      const works = rank === 0 ? [a.gather("a"), b.gather("b")] : [b.gather("b"), a.gather("a")].reverse();
      assert.deepEqual(await Promise.all(works.map((work) => work.done())), [
        ["a", "a"],
        ["b", "b"],
      ]);
      await Promise.all([a.close(), b.close()]);
    });
  },

  /** Ranks that call different things; each time a new group. */
  async mismatches() {
    const found: Seen[] = [];
    const attempt = async (begin: (group: ProcessGroup) => Work<unknown>) => {
      const group = await join();
      const work = scope(() => begin(group));
      found.push(await seen(() => waitBy(found.length)(work as Work)));
      // The group is of no use afterwards, and says why again.
      const again = await seen(() => group.barrier().wait());
      assert.equal(again.message, found.at(-1)?.message);
      await group.close();
    };
    await assertNoLeaks(async () => {
      await attempt((group) => group.allReduce([zeros(rank === 1 ? [3, 5] : [5, 3])]));
      await attempt((group) =>
        group.allReduce([zeros([2]), zeros([2], { dtype: rank === 1 ? "float64" : "float32" })]),
      );
      await attempt((group) => (rank === 1 ? group.barrier() : group.allReduce([zeros([2])], "max")));
      await attempt((group) => group.broadcast([zeros([1]), zeros([1])], 0, rank === 1 ? ["a", "c"] : ["a", "b"]));
    });
    report(found);
  },

  /** Meetings that fail, after which a good one is possible. */
  async joins() {
    const found: (Seen | undefined)[] = [];
    await assertNoLeaks(async () => {
      const attempt = async (options: Partial<JoinOptions>, who = [0, 1, 2]) => {
        found.push(who.includes(rank) ? await seen(() => join(options)) : undefined);
        await together();
      };
      // All begin each attempt at about the same time.
      const together = async () => {
        const group = await join({ name: `after ${found.length}` });
        await group.close();
      };
      await together();
      await attempt({ signature: rank === 2 ? "plan 1\nunet.weight [3, 4]" : "plan 1\nunet.weight [4, 4]" });
      await attempt({ timeoutSeconds: 1.5 }, [0, 1]);
      await attempt({ timeoutSeconds: 1.5 }, [1, 2]);
      found.push(await seen(() => ProcessGroup.join({ ...place, rank: 3 }, { backend: "gloo", signature: "" })));
      found.push(await seen(() => join({ timeoutSeconds: 0 })));
      found.push(await seen(() => join({ backend: "nccl" })));
      found.push(
        await seen(() =>
          ProcessGroup.join(
            { ...place, address: "fe80::1%nosuch" },
            { backend: "gloo", signature: "", timeoutSeconds: 1 },
          ),
        ),
      );
    });
    report(found);
  },

  /** Two processes say that they are rank 1. */
  async twice() {
    const own = { ...place, rank: rank === 2 ? 1 : rank, worldSize: 2 };
    const joined = ProcessGroup.join(own, { backend: "gloo", signature: "", timeoutSeconds: 20 });
    if (rank === 0) {
      const group = await joined;
      await setTimeout(6000); // the third process may start late, and is to find the meeting still open
      await group.close();
    } else
      report(
        await joined.then(
          (group) => group.close().then(() => "joined"),
          (error: TorchError) => error.message,
        ),
      );
  },

  /** All add in a loop; the victim does something else at its time. The others report what they learn. */
  async fault() {
    const { victim, kind, timeoutSeconds } = settings as { victim: number; kind: string; timeoutSeconds: number };
    const group = await join({ timeoutSeconds });
    const sums = () => scope(() => group.allReduce([ones([50_000])]));
    for (let i = 0; i < 5; i++) await sums().done();
    if (rank === victim) {
      if (kind === "kill") process.kill(process.pid, "SIGKILL");
      if (kind === "stop") {
        report("stopping");
        process.kill(process.pid, "SIGSTOP");
      }
      if (kind === "throw") throw new Error("thrown on purpose by a test");
      if (kind === "leave") return group.close("Memory is exhausted at step 12");
      if (kind === "late") await setTimeout(1000 * timeoutSeconds + 1000);
    }
    // Another rank is at work on its own when it happens, and its event loop does not turn.
    if (kind === "kill" && rank === (victim + 1) % worldSize) {
      const end = performance.now() + 2500;
      while (performance.now() < end) scope(() => randn([200, 200]).matmul(randn([200, 200])));
    }
    const found = await seen(async () => {
      for (;;) await waitBy(rank)(sums());
    });
    report(found);
    await group.close();
  },

  /** Leaves while a call is under way that nobody else will come to. */
  async leave() {
    const group = await join({ timeoutSeconds: 30 });
    if (rank === 0) {
      scope(() => group.allReduce([ones([10])]))
        .done()
        .catch(() => {});
      await setTimeout(200);
      process.exit(7);
    }
    await setTimeout(1000);
    report(await seen(() => scope(() => group.allReduce([ones([10])])).done()));
    await group.close();
  },

  /** Ends without having closed its group, with a call that was waited for and one that was not. */
  async unclosed() {
    const group = await join();
    await group.barrier().done();
    scope(() => group.allReduce([ones([10])]));
  },

  async peers() {
    await assertNoLeaks(async () => {
      const group = await join();
      const peers = peersOf(group);
      assert.deepEqual([peers.rank, peers.count], [rank, worldSize]);
      assert.deepEqual([peers.any(false), peers.any(rank === 1)], [false, true]);
      assert.deepEqual(
        [0.1 + rank, Number.NaN].map((value) => peers.first(value)),
        [0.1, Number.NaN],
      );
      assert.deepEqual(
        peers.gather({ cases: [rank] }),
        Array.from({ length: worldSize }, (_, r) => ({ cases: [r] })),
      );
      const bytes = peers.gatherBytes(new Uint8Array(1000 * rank).fill(rank + 7));
      assert.deepEqual(
        bytes,
        Array.from({ length: worldSize }, (_, r) => new Uint8Array(1000 * r).fill(r + 7)),
      );
      peers.barrier();
      scope(() => {
        const sums = [tensor([rank, 1]), tensor([0.5], { dtype: "float64" })];
        peers.sum(sums);
        assert.deepEqual(sums.map(values), [[sumOver((r) => r), worldSize], [0.5 * worldSize]]);
        const weights = { b: ones([2, 2]).mul(rank + 5), a: tensor([rank], { dtype: "int64" }) };
        peers.share(rank === 0 ? weights : { a: weights.a, b: weights.b });
        assert.deepEqual([values(weights.b), values(weights.a)], [[5, 5, 5, 5], [0]]);
      });
      const parameters = [[2, 3], [2], [4], [1]].map((shape) => nn.Parameter.full(shape, 1));
      const half = scope(() => new nn.Parameter(ones([3], { dtype: "float64" })));
      const [both, first, nowhere, one] = parameters as [nn.Parameter, nn.Parameter, nn.Parameter, nn.Parameter];
      const gradient = (x: nn.Parameter) => scope(() => x.grad && values(x.grad));
      const set = () =>
        scope(() => {
          for (const [i, x] of [both, one, half].entries()) x.grad = x.detach().mul((i + 1) * (rank + 1));
          first.grad = rank === 0 ? first.detach().mul(8) : undefined;
        });
      const all = [...parameters, half];
      set();
      peers.sumGradients(all);
      const total = sumOver((r) => r + 1);
      const expected = (scale: number) => [
        Array(6).fill(total * scale),
        [8 * scale, 8 * scale],
        undefined,
        [2 * total * scale],
        Array(3).fill(3 * total * scale),
      ];
      assert.deepEqual([both, first, nowhere, one, half].map(gradient), expected(1));
      set();
      peers.meanGradients(all);
      const found = [both, first, nowhere, one, half].map(gradient);
      for (const [i, wanted] of expected(1 / worldSize).entries()) {
        assert.equal(found[i]?.length, wanted?.length);
        for (const [j, value] of (wanted ?? []).entries())
          assert.ok(Math.abs((found[i]?.[j] as number) - value) < 1e-6);
      }
      peers.meanGradients([nowhere]);
      assert.equal(gradient(nowhere), undefined);
      for (const x of all) x.dispose();
      await group.close();
    });
  },

  /** Trains on its share of each batch. */
  async training() {
    const { dtype } = settings as { dtype: DType };
    await assertNoLeaks(async () => {
      const group = await join();
      const weights = trainBy(dtype, peersOf(group), steps);
      assert.deepEqual(
        group
          .gather(weights)
          .wait()
          .map((other) => JSON.stringify(other)),
        Array(worldSize).fill(JSON.stringify(weights)),
      );
      await group.close();
      report(weights);
    });
  },
};

// A machine of few cores runs all ranks.
setThreads(1);
const lost = () => process.exit(9);
process.once("disconnect", lost);
await (scenarios[process.argv[2] ?? ""] as () => Promise<void>)();
process.off("disconnect", lost);
process.disconnect?.();
