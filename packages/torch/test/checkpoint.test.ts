import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertNoLeaks,
  autocast,
  batchNorm,
  bernoulli,
  cat,
  checkpoint,
  cpuAllocator,
  detectAnomaly,
  dropout,
  enableGrad,
  Generator,
  grad,
  isGradEnabled,
  keep,
  manualSeed,
  matmul,
  noGrad,
  ones,
  operator,
  randn,
  scope,
  type Tensor,
  tensor,
  zeros,
} from "../src/index.js";
import { fails, flat, inScope } from "./support/checks.js";

/** Values and gradients of a block, as it is and checkpointed, from the same seed. */
function both(makeInputs: () => Tensor[], block: (...inputs: Tensor[]) => Tensor[]): void {
  const run = (wrapper: (body: () => Tensor[]) => Tensor[]) => {
    manualSeed(11);
    const inputs = makeInputs();
    const outputs = wrapper(() => block(...inputs));
    const random = randn([2]);
    const floating = outputs.filter((y) => y.requiresGrad && y.dtype !== "int64");
    const loss = floating
      .map((y, i) =>
        y
          .to("float32")
          .mul(i + 1)
          .square()
          .sum(),
      )
      .reduce((a, b) => a.add(b));
    loss.backward();
    return {
      values: outputs.map(flat),
      dtypes: outputs.map((y) => y.dtype),
      gradients: inputs.map((x) => (x.requiresGrad ? flat(x.grad) : [])),
      state: inputs.map(flat),
      random: flat(random),
      after: flat(randn([2])),
    };
  };
  const plain = run((body) => body());
  assert.ok(plain.gradients.some((g) => g.length > 0 && g.some((v) => v !== 0)));
  assert.deepEqual(
    run((body) => checkpoint(body)),
    plain,
  );
}
const leaf = (shape: number[]) => randn(shape).requiresGrad_();

test(
  "a checkpointed block equals the plain one",
  inScope(() => {
    const two = () => [leaf([3, 4]), leaf([4, 4])];
    both(two, (x, w) => [
      matmul(x as Tensor, w as Tensor)
        .sigmoid()
        .mul(2)
        .tanh(),
    ]);
    // Several outputs, one of them integral, one unused in the block's own chain.
    both(two, (x, w) => {
      const y = matmul(x as Tensor, w as Tensor);
      return [y.relu(), y.argmax(1), (x as Tensor).mul(3)];
    });
    // A list argument, a captured constant, an output that is an input.
    both(two, (x, w) => {
      const c = tensor([[1, 2, 3, 4]]);
      return [cat([x as Tensor, w as Tensor, c]).exp(), w as Tensor];
    });
    // In-place operators and views of the block's own tensors.
    both(two, (x, w) => {
      const y = matmul(x as Tensor, w as Tensor);
      y.mul_(2).add_(0.5);
      y.index(0).add_(1);
      y.indexPut_([1, 2], 5);
      return [y.square()];
    });
    // Results that split, chunk and sort return.
    both(two, (x, w) => {
      const [a, b] = matmul(x as Tensor, w as Tensor).split(2, { dim: 1 }) as [Tensor, Tensor];
      return [a.mul(b), b.sort(1)[0]];
    });
    // An optional list of tensors: index with a mask that is not there.
    both(two, (x, w) => [matmul(x as Tensor, w as Tensor).index("...", tensor([0, 0, 3], { dtype: "int64" }))]);
  }),
);

test(
  "random numbers repeat, of the default and of own generators, and the sequence goes on as without it",
  inScope(() => {
    both(
      () => [leaf([50])],
      (x) => [dropout(dropout(x as Tensor, 0.5, true).sin(), 0.3, true)],
    );
    const own = Generator.create(0);
    both(
      () => {
        own.manualSeed(3);
        return [leaf([50])];
      },
      (x) => [
        (x as Tensor)
          .mul(bernoulli(ones([50]), 0.5, { generator: own }))
          .mul(bernoulli(ones([50]), 0.5, { generator: own })),
      ],
    );
    own.dispose();
    fails("scope", () =>
      checkpoint(() => {
        manualSeed(1);
        return leaf([2]).sin();
      }),
    );
  }),
);

test(
  "autocast and gradient mode hold for the calls they held for",
  inScope(() => {
    const two = () => [leaf([3, 4]), leaf([4, 4])];
    const product = (x?: Tensor, w?: Tensor) => matmul(x as Tensor, w as Tensor);
    both(two, (x, w) => [autocast({}, () => product(x, w)).to("float32"), product(x, w)]);
    autocast({}, () => {
      both(two, (x, w) => [product(x, w).mul(product(x, w)), autocast({ enabled: false }, () => product(x, w))]);
      both(two, (x, w) => [autocast({ dtype: "float16" }, () => product(x, w)), product(x, w)]);
    });
    both(two, (x, w) => [product(x, w).mul(noGrad(() => product(x, w).softmax(1)))]);
    both(two, (x, w) => [product(x, w).mul(product(x, w).detach())]);
    both(two, (x, w) => [product(x, w).mul(noGrad(() => enableGrad(() => (w as Tensor).index(0)).sin()))]);
  }),
);

test(
  "inside, the gradient mode is what the block sets; afterwards what it was",
  inScope(() => {
    checkpoint(() => {
      assert.ok(isGradEnabled());
      noGrad(() => assert.ok(!isGradEnabled()));
      return leaf([1]).sin();
    });
    assert.ok(isGradEnabled());
    const x = leaf([2]);
    assert.ok(!noGrad(() => checkpoint(() => x.sin())).requiresGrad);
    assert.ok(!checkpoint(() => zeros([2]).sin()).requiresGrad);
  }),
);

test(
  "nested checkpoints equal the plain block",
  inScope(() => {
    both(
      () => [leaf([20])],
      (x) => [
        checkpoint(() =>
          dropout(
            checkpoint(() => (x as Tensor).sin()),
            0.5,
            true,
          ).exp(),
        ).cos(),
      ],
    );
  }),
);

test(
  "statistics and counters that a block updates are updated once",
  inScope(() => {
    const inputs = () => [leaf([4, 3]), zeros([3]), ones([3]), zeros([], { dtype: "int64" })];
    both(inputs, (x, mean, variance, count) => {
      (count as Tensor).add_(1);
      const y = batchNorm(x as Tensor, undefined, undefined, mean, variance, true, 0.1, 1e-5, false);
      return [y.mul((count as Tensor).add(1)).sin()];
    });
    // Read, written, read again.
    both(
      () => [leaf([3]), ones([3])],
      (x, buffer) => {
        const before = (x as Tensor).add(buffer as Tensor).sin();
        (buffer as Tensor).mul_(3);
        return [before.add(buffer as Tensor).square()];
      },
    );
  }),
);

test(
  "changing tensors from outside that need gradients is refused, and leaves no recording behind",
  inScope(() => {
    const x = leaf([2, 2]).mul(1);
    const constant = zeros([2, 2]);
    fails("autograd", () => checkpoint(() => x.mul_(2)), /clone\(\)/);
    fails("autograd", () => checkpoint(() => x.mul(constant.index(0).fill_(2))), /view of a tensor from outside/);
    fails("autograd", () => checkpoint(() => 3 as never), /must return a tensor/);
    fails("argument", () => checkpoint(() => x.add("1" as never)));
    assert.throws(
      () =>
        checkpoint(() => {
          throw new RangeError("mine");
        }),
      RangeError,
    );
    fails("scope", () => checkpoint((async () => x) as never));
    const y = checkpoint(() => {
      assert.throws(() => matmul(x, zeros([3, 3])));
      return x.sin();
    });
    y.sum().backward();
  }),
);

test(
  "a weight that changes between the block and its backward pass is an error, not a wrong gradient",
  inScope(() => {
    const w = leaf([2]);
    const y = checkpoint(() => w.sin());
    noGrad(() => w.add_(1));
    fails("autograd", () => y.sum().backward(), /modified by an inplace operation/);
  }),
);

test(
  "second derivatives are refused, a kept graph serves twice",
  inScope(() => {
    const x = leaf([2]);
    const y = checkpoint(() => x.sin().mul(x));
    fails("autograd", () => grad([y.sum()], [x], { createGraph: true }), /second derivatives/);
    const [first] = grad([y.sum()], [x], { retainGraph: true });
    const [second] = grad([y.sum()], [x]);
    assert.deepEqual(flat(first), flat(second));
    fails("autograd", () => grad([y.sum()], [x]), /second time/);
  }),
);

test(
  "tensors freed inside a block are not mistaken for those that come to lie in their place",
  inScope(() => {
    both(
      () => [leaf([8])],
      (x) => {
        let sum = (x as Tensor).mul(0);
        for (let i = 0; i < 50; i++) {
          sum = scope(() => {
            const part = (x as Tensor).mul(i);
            const constant = tensor(Array.from({ length: 8 }, (_, j) => i + j));
            part.dispose();
            const other = tensor(Array.from({ length: 8 }, (_, j) => i - j));
            return sum.add((x as Tensor).mul(constant).mul(other));
          });
        }
        return [sum];
      },
    );
  }),
);

test("the block's intermediates are freed, and the peak of the backward pass is one block", () =>
  assertNoLeaks(() => {
    const MIB = 2 ** 20;
    const w = keep(ones([MIB]).requiresGrad_());
    const block = (x: Tensor) => scope(() => Array.from({ length: 8 }).reduce<Tensor>((y) => y.sin(), x));
    const measure = (step: (x: Tensor) => Tensor) =>
      scope(() => {
        const before = cpuAllocator.memory().allocated;
        cpuAllocator.resetPeak();
        const y = [1, 2, 3, 4].reduce((x) => step(x), w.mul(2));
        const kept = cpuAllocator.memory().allocated - before;
        y.sum().backward();
        const peak = cpuAllocator.memory().peak - before;
        w.grad = undefined;
        return { kept: kept / (4 * MIB), peak: peak / (4 * MIB) };
      });
    const plain = measure(block);
    const lower = measure((x) => checkpoint(() => block(x)));
    assert.ok(plain.kept >= 32, `plain keeps ${plain.kept} tensors`);
    assert.ok(lower.kept <= 6, `checkpointed keeps ${lower.kept} tensors`);
    assert.ok(lower.peak <= 17 && plain.peak >= 33, `peaks ${lower.peak}, ${plain.peak}`);
    w.dispose();
  }));

test(
  "errors in the repeated run come out of backward",
  inScope(() => {
    const x = tensor([-1], { requiresGrad: true });
    const y = checkpoint(() => x.sqrt().mul(0));
    detectAnomaly(() => fails("autograd", () => y.sum().backward(), /nan values/));
    const free = operator("aten::sin").callTensor(x);
    assert.ok(free.requiresGrad);
  }),
);
