import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertNoLeaks,
  autocast,
  backward,
  backwardTogether,
  batchNorm,
  bernoulli,
  checkpoint,
  cpuAllocator,
  dropout,
  forwardTogether,
  Generator,
  type LossTask,
  manualSeed,
  matmul,
  nn,
  noGrad,
  ones,
  optim,
  RecordedLoss,
  rand,
  randn,
  scope,
  setThreads,
  stack,
  type Tensor,
  threads,
  zeros,
} from "../src/index.js";
import { fails, flat, inScope } from "./support/checks.js";

const leaf = (shape: number[]) => randn(shape).requiresGrad_();

function withThreads<T>(count: number, body: () => T): T {
  const before = threads();
  setThreads(count);
  try {
    return body();
  } finally {
    setThreads(before);
  }
}

/** A network over volumes, a loss of it and the gradients that a step left. */
class Small extends nn.Module {
  readonly convolution = new nn.Conv3d(2, 8, 3, { padding: 1 });
  readonly norm = new nn.BatchNorm3d(8);
  readonly last = new nn.Conv3d(8, 1, 1);
  forward(x: Tensor): Tensor {
    return this.last.forward(this.norm.forward(this.convolution.forward(x)).relu());
  }
  get gradients(): number[][] {
    return [...this.parameters()].map(({ grad }) => flat(grad));
  }
}
const square = (network: Small) => (x: Tensor, y: Tensor) => {
  const off = network.forward(x).sub(y).abs();
  return [off.square().mean(), off.amax()] as const;
};

test(
  "a recorded loss and its gradients are the plain ones, of other inputs and of weights that changed since",
  inScope(() => {
    manualSeed(1);
    using network = new Small();
    using optimizer = new optim.AdamW(network.parameters(), { lr: 1e-2 });
    const batch = () => [randn([2, 2, 4, 6, 6]), randn([2, 1, 4, 6, 6])];
    using loss = RecordedLoss.record(batch(), (x, y) => square(network)(x as Tensor, y as Tensor));
    for (let i = 0; i < 3; i++) {
      const [x, y] = batch();
      const before = Object.entries(network.stateDict()).map(([name, value]) => [name, value.clone()] as const);
      const plain = square(network)(x as Tensor, y as Tensor);
      plain[0].backward();
      const [gradients, state] = [network.gradients, Object.values(network.stateDict()).map(flat)];
      optimizer.zeroGrad();
      network.loadStateDict(Object.fromEntries(before));
      const [recorded] = backwardTogether([{ loss, inputs: [x as Tensor, y as Tensor] }]);
      assert.deepEqual(recorded?.map(flat), plain.map(flat));
      assert.ok(recorded?.every(({ requiresGrad }) => !requiresGrad));
      assert.deepEqual(network.gradients, gradients);
      assert.deepEqual(Object.values(network.stateDict()).map(flat), state);
      optimizer.step();
      optimizer.zeroGrad();
    }
  }),
);

test(
  "recorded parts keep their graph: a loss that is made of them afterwards has the gradients of one that was recorded whole",
  inScope(() => {
    manualSeed(4);
    for (const count of [1, 2]) {
      const { parts, whole } = withThreads(count, gradientsOfParts);
      assert.equal(parts.length, whole.length);
      assert.ok(Math.max(...whole.map(Math.abs)) > 0.01);
      for (const [i, value] of whole.entries()) assert.ok(Math.abs((parts[i] as number) - value) < 1e-13);
    }
  }),
);

/** Of two networks, by a loss of two parts each, and by one of the whole. */
function gradientsOfParts() {
  using first = new Small();
  using second = new Small();
  const networks = [first, second];
  for (const network of networks) network.to({ dtype: "float64" });
  const random = (shape: number[]) => randn(shape, { dtype: "float64" });
  const inputs = [random([2, 2, 4, 6, 6]), random([2, 1, 4, 6, 6])] as const;
  const gradients = () => networks.flatMap((network) => network.gradients.flat());
  const parts = networks.map((network) =>
    RecordedLoss.recordParts(inputs, (x, y) => {
      const off = network.forward(x as Tensor).sub(y as Tensor);
      return [stack([off.square().sum(), off.abs().sum()])];
    }),
  );
  for (const [i, [sums]] of forwardTogether(parts.map((loss) => ({ loss, inputs }))).entries()) {
    const leaf = (sums as Tensor).detach().clone().requiresGrad_();
    leaf.select(0, 0).div(leaf.select(0, 1)).backward();
    backward([sums as Tensor], { gradients: [leaf.grad as Tensor] });
    parts[i]?.dispose();
  }
  const found = gradients();
  for (const network of networks) {
    for (const parameter of network.parameters()) parameter.grad = undefined;
    const off = network.forward(inputs[0]).sub(inputs[1]);
    off.square().sum().div(off.abs().sum()).backward();
  }
  return { parts: found, whole: gradients() };
}

test(
  "recording leaves buffers and generators as they were; runs go on from there",
  inScope(() => {
    using own = Generator.create(5);
    const [x, mean, variance] = [leaf([40, 3]), zeros([3]), ones([3])];
    const body = () => {
      const normal = batchNorm(x, undefined, undefined, mean, variance, true, 0.1, 1e-5, false);
      const kept = normal.mul(bernoulli(ones([40, 3]), 0.5, { generator: own }));
      return dropout(kept, 0.5, true).square().sum();
    };
    const start = () => {
      manualSeed(2);
      own.manualSeed(5);
      mean.zero_();
      variance.fill_(1);
      x.grad = undefined;
    };
    const outcome = (value: Tensor | undefined) =>
      [value, x.grad, mean, variance, rand([3]), rand([3], { generator: own })].map(flat);
    start();
    const first = body();
    first.add(body()).backward();
    const plain = outcome(first);
    start();
    using loss = RecordedLoss.record([], () => [body()]);
    assert.deepEqual([flat(mean), flat(variance)], [flat(zeros([3])), flat(ones([3]))]);
    const value = backwardTogether([{ loss, inputs: [] }])[0]?.[0];
    assert.ok(value);
    backwardTogether([{ loss, inputs: [] }]);
    assert.deepEqual(outcome(value), plain);
  }),
);

test(
  "parts without gradients and in a shorter type stay so",
  inScope(() => {
    const [teacher, student, x] = [leaf([4, 4]), leaf([4, 4]), randn([5, 4])];
    const body = (input: Tensor) => {
      const target = noGrad(() => matmul(input, teacher).softmax(1));
      return autocast({}, () => matmul(input, student))
        .to("float32")
        .sub(target)
        .square()
        .sum();
    };
    body(x).backward();
    const wanted = flat(student.grad);
    student.grad = undefined;
    using loss = RecordedLoss.record([x], (input) => [body(input as Tensor)]);
    assert.equal(student.grad, undefined);
    noGrad(() => backwardTogether([{ loss, inputs: [x] }]));
    assert.deepEqual(flat(student.grad), wanted);
    assert.equal(teacher.grad, undefined);
  }),
);

/** What two losses leave behind, one after the other and together on two threads. */
function inTurnAndTogether(make: () => { tasks: LossTask[]; state: () => number[][]; networks?: nn.Module[] }) {
  const of = (run: (tasks: LossTask[]) => Tensor[][]) =>
    scope(() => {
      manualSeed(3);
      const { tasks, state, networks = [] } = make();
      manualSeed(4);
      const values = run(tasks).map((outputs) => outputs.map(flat));
      const left = state();
      for (const one of [...tasks.map(({ loss }) => loss), ...networks]) one.dispose();
      return [values, left, flat(rand([2]))];
    });
  const inTurn = withThreads(1, () => of((tasks) => tasks.flatMap((task) => backwardTogether([task]))));
  for (let i = 0; i < 5; i++)
    assert.deepEqual(
      withThreads(2, () => of(backwardTogether)),
      inTurn,
    );
}

test(
  "together, losses of two networks that teach each other are bit for bit what they are in turn",
  inScope(() =>
    inTurnAndTogether(() => {
      const networks = [new Small(), new Small()];
      const x = randn([2, 2, 8, 16, 16]);
      const tasks = networks.map((student, i) => {
        const teacher = networks[1 - i] as Small;
        const loss = RecordedLoss.record([x], (input) => {
          teacher.eval();
          const target = noGrad(() => teacher.last.forward(teacher.convolution.forward(input as Tensor)));
          student.eval();
          return square(student)(input as Tensor, target);
        });
        return { loss, inputs: [x] };
      });
      return { tasks, state: () => networks.flatMap(({ gradients }) => gradients), networks };
    }),
  ),
);

test(
  "losses that depend on each other come out as in turn: a common leaf, a buffer that one writes, a common generator",
  inScope(() => {
    const x = randn([64, 64]);
    inTurnAndTogether(() => {
      const w = leaf([64, 64]);
      const losses = [1, 2].map((power) =>
        RecordedLoss.record([x], (input) => [
          matmul(input as Tensor, w)
            .pow(power)
            .mean(),
        ]),
      );
      return { tasks: losses.map((loss) => ({ loss, inputs: [x] })), state: () => [flat(w.grad)] };
    });
    inTurnAndTogether(() => {
      const [a, b, buffer] = [leaf([64, 64]), leaf([64, 64]), zeros([64])];
      const writes = RecordedLoss.record([x], (input) => {
        const y = matmul(input as Tensor, a);
        noGrad(() => buffer.add_(y.detach().mean(0)));
        return [y.square().mean()];
      });
      const reads = RecordedLoss.record([x], (input) => [
        matmul(input as Tensor, b)
          .add(buffer)
          .square()
          .mean(),
      ]);
      return {
        tasks: [writes, reads].map((loss) => ({ loss, inputs: [x] })),
        state: () => [a.grad, b.grad, buffer].map(flat),
      };
    });
    inTurnAndTogether(() => {
      const leaves = [leaf([64, 64]), leaf([64, 64])];
      const tasks = leaves.map((w) => ({
        loss: RecordedLoss.record([x], (input) => [
          dropout(matmul(input as Tensor, w), 0.5, true)
            .square()
            .mean(),
        ]),
        inputs: [x],
      }));
      return { tasks, state: () => leaves.map(({ grad }) => flat(grad)) };
    });
  }),
);

test(
  "inputs unlike the recorded ones, and blocks that cannot be repeated, are refused; no recording is left behind",
  inScope(() => {
    const [x, w, constant] = [randn([2, 3]), leaf([3, 3]), zeros([2, 3])];
    const record = (body: (input: Tensor) => unknown) =>
      RecordedLoss.record([x], (input) => [body(input as Tensor)] as unknown as readonly [Tensor]);
    using loss = record((input) => matmul(input, w).sum());
    const run = (...inputs: Tensor[]) => backwardTogether([{ loss, inputs }]);
    fails("shape", () => run(randn([3, 3])), /input 0/);
    fails("dtype", () => run(x.to("float64")), /input 0/);
    fails("argument", () => run(), /1 inputs was given 0/);
    fails("shape", () => record((input) => matmul(input, w)), /one element/);
    for (const read of [(t: Tensor) => t.sum().item(), (t: Tensor) => t.toArray(), (t: Tensor) => t.equal(t)]) {
      fails("scope", () => record((input) => read(input) && input.sum()), /value cannot be read/);
    }
    fails("autograd", () => record((input) => input.mul_(2).sum()), /must not change its inputs/);
    fails(
      "autograd",
      () =>
        record((input) =>
          noGrad(() => w.mul_(2))
            .sum()
            .add(input.sum()),
        ),
      /clone\(\)/,
    );
    fails("autograd", () => record(() => constant.index(0).fill_(2).sum()), /view of a tensor from outside/);
    fails("scope", () => record((input) => record(() => input.sum()) && input.sum()), /inside a block/);
    fails("scope", () => RecordedLoss.record([x], (async () => [x.sum()]) as never), /promise/);
    fails(
      "argument",
      () =>
        RecordedLoss.record([x, x], (a, b) => [
          matmul(a as Tensor, w)
            .add(b as Tensor)
            .sum(),
        ]),
      /different/,
    );
    assert.throws(() => record(() => assert.fail("mine")), /mine/);
    // A checkpoint inside is part of the recording.
    using nested = record((input) =>
      checkpoint(() => matmul(input, w))
        .square()
        .sum(),
    );
    backwardTogether([{ loss: nested, inputs: [x] }]);
    const found = flat(w.grad);
    w.grad = undefined;
    matmul(x, w).square().sum().backward();
    assert.deepEqual(found, flat(w.grad));
    const gone = record((input) => matmul(input, w).sum());
    gone.dispose();
    fails("disposed", () => backwardTogether([{ loss: gone, inputs: [x] }]));
    checkpoint(() => matmul(x, w))
      .sum()
      .backward();
  }),
);

test(
  "an operator that fails says so, after the other loss is done",
  inScope(() => {
    const [index, a, b] = [zeros([1], { dtype: "int64" }), leaf([4, 1]), leaf([4, 1])];
    const losses = [a, b].map((w) => RecordedLoss.record([index], (at) => [w.indexSelect(0, at as Tensor).sum()]));
    const [bad, good] = [index.add(9), index.add(2)];
    const tasks = losses.map((loss, i) => ({ loss, inputs: [i === 0 ? bad : good] }));
    withThreads(2, () => fails("index", () => backwardTogether(tasks), /out of range/));
    assert.equal(a.grad, undefined);
    assert.deepEqual(flat(b.grad), [0, 0, 1, 0]);
    for (const loss of losses) loss.dispose();
  }),
);

test("runs leave nothing in memory", () =>
  assertNoLeaks(() =>
    scope(() => {
      using network = new Small();
      const [x, y] = [randn([2, 2, 16, 32, 32]), randn([2, 1, 16, 32, 32])];
      using loss = RecordedLoss.record([x, y], (input, target) => square(network)(input as Tensor, target as Tensor));
      const allocated = Array.from({ length: 4 }, () => {
        scope(() => backwardTogether([{ loss, inputs: [x, y] }]));
        return cpuAllocator.memory().allocated;
      });
      assert.deepEqual(allocated.slice(1), [allocated[0], allocated[0], allocated[0]]);
    }),
  ));
