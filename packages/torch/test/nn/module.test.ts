import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  autocast,
  cat,
  keep,
  liveTensors,
  manualSeed,
  nn,
  optim,
  rand,
  randn,
  scope,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index.js";
import { upsample2xCat } from "../../src/kernels.js";
import { bytes } from "../golden.js";

class Block extends nn.Module {
  readonly conv = new nn.Conv3d(2, 3, 3, { padding: 1 });
  readonly norms = [new nn.BatchNorm3d(3), new nn.InstanceNorm3d(3, { affine: true })];
  readonly scale = nn.Parameter.full([1], 2);
  readonly offsets = keep(zeros([3]));
  readonly index = keep(zeros([3]));
  readonly #scratch = keep(zeros([1]));

  constructor() {
    super();
    this.markNonPersistent("index");
  }

  override dispose(): void {
    this.#scratch.dispose();
    super.dispose();
  }
}

const blockKeys = [
  "scale",
  "offsets",
  "conv.weight",
  "conv.bias",
  "norms.0.weight",
  "norms.0.bias",
  "norms.0.running_mean",
  "norms.0.running_var",
  "norms.0.num_batches_tracked",
  "norms.1.weight",
  "norms.1.bias",
];

/** Runs with a module that is disposed of afterwards, and asserts that no tensor is left. */
function using<M extends nn.Module>(make: () => M, body: (module: M) => void): () => Promise<void> {
  return () =>
    assertNoLeaks(() => {
      const module = make();
      scope(() => body(module));
      module.dispose();
    });
}

describe("a module", () => {
  test(
    "has its properties as keys, in PyTorch's order, without non-persistent buffers and private fields",
    using(
      () => new Block(),
      (block) => {
        assert.deepEqual(Object.keys(block.stateDict()), blockKeys);
        const buffers = Array.from(block.namedBuffers(), ([name]) => name);
        assert.deepEqual(buffers.slice(0, 2), ["offsets", "index"]);
        assert.equal(buffers.length, 5);
        assert.equal(block.parameters().length, 7);
        assert.deepEqual(
          Array.from(block.namedModules(), ([name]) => name),
          ["", "conv", "norms.0", "norms.1"],
        );
      },
    ),
  );

  test("gives each shared parameter once, but under both names in the state dict", () =>
    scope(() => {
      const linear = new nn.Linear(2, 2);
      const twice = new nn.Sequential(linear, linear);
      assert.deepEqual(
        Array.from(twice.namedParameters(), ([name]) => name),
        ["0.weight", "0.bias"],
      );
      assert.deepEqual(Object.keys(twice.stateDict()), ["0.weight", "0.bias", "1.weight", "1.bias"]);
      twice.dispose();
    }));

  test("made inside a scope outlives it", () => {
    const block = scope(() => {
      const inner = new Block();
      return { inner };
    }).inner;
    assert.equal(block.conv.weight.isDisposed, false);
    assert.equal(block.offsets.isDisposed, false);
    block.dispose();
    assert.equal(block.conv.weight.isDisposed, true);
    assert.equal(block.norms[0]?.running_mean?.isDisposed, true);
  });

  test(
    "switches training off and on in all modules inside",
    using(
      () => new Block(),
      (block) => {
        block.eval();
        assert.deepEqual(
          Array.from(block.namedModules(), ([, module]) => module.training),
          [false, false, false, false],
        );
        block.train();
        assert.equal(block.norms[1]?.training, true);
      },
    ),
  );

  test(
    "frees gradients with zeroGrad",
    using(
      () => new nn.Linear(2, 1),
      (linear) => {
        linear
          .forward(rand([3, 2]))
          .sum()
          .backward();
        assert.ok(linear.weight.grad && linear.bias?.grad);
        linear.zeroGrad();
        assert.equal(linear.weight.grad, undefined);
      },
    ),
  );

  test(
    "converts dtype and memory format in place, so that an optimizer goes on with the same parameters",
    using(
      () => new Block(),
      (block) => {
        const { weight } = block.conv;
        const values = bytes(weight.to("float64")).slice();
        const optimizer = new optim.SGD(block.parameters(), { lr: 1 });
        weight.grad = weight.detach().clone();
        block.to({ dtype: "float64", memoryFormat: "channels_last_3d" });
        assert.equal(block.conv.weight, weight);
        assert.equal(weight.dtype, "float64");
        assert.ok(weight.isContiguous("channels_last_3d"));
        assert.deepEqual(bytes(weight), values);
        assert.equal(block.norms[0]?.running_mean?.dtype, "float64");
        assert.equal((block.norms[0] as nn.BatchNorm3d).num_batches_tracked?.dtype, "int64");
        assert.equal(weight.grad?.dtype, "float64");
        assert.ok(weight.requiresGrad && weight.isLeaf);
        optimizer.step();
        assert.equal(weight.abs().max().itemNumber(), 0);
        block.conv
          .forward(rand([1, 2, 3, 3, 3], { dtype: "float64" }))
          .sum()
          .backward();
        assert.equal(weight.grad?.dtype, "float64");
        optimizer.dispose();
      },
    ),
  );
});

describe("loading a state dict", () => {
  test(
    "copies all numbers",
    using(
      () => new Block(),
      (block) => {
        const other = new Block();
        assert.deepEqual(block.loadStateDict(other.stateDict()), { missing: [], unexpected: [] });
        for (const [key, value] of Object.entries(other.stateDict())) {
          assert.deepEqual(bytes(block.stateDict()[key] as Tensor), bytes(value), key);
        }
        other.dispose();
      },
    ),
  );

  test(
    "lists every missing, unexpected and misshapen key in one error, and changes nothing",
    using(
      () => new Block(),
      (block) => {
        const before = bytes(block.conv.weight).slice();
        const { "norms.0.bias": _, offsets: __, ...dict } = block.stateDict();
        const wrong = {
          ...dict,
          "conv.weight": zeros([3, 2, 3, 3, 3]),
          "conv.bias": zeros([4]),
          scale: zeros([]),
          extra: zeros([1]),
        };
        assert.throws(() => block.loadStateDict(wrong), {
          code: "argument",
          message: [
            "the state dict does not fit Block:",
            "missing: offsets, norms.0.bias",
            "unexpected: extra",
            "of another shape: scale is [], must be [1]; conv.bias is [4], must be [3]",
          ].join("\n  "),
          stateDict: {
            missing: ["offsets", "norms.0.bias"],
            unexpected: ["extra"],
            misshapen: [
              { key: "scale", shape: [], wanted: [1] },
              { key: "conv.bias", shape: [4], wanted: [3] },
            ],
          },
        });
        assert.throws(() => block.loadStateDict(wrong, { strict: false }), {
          code: "argument",
          message: /conv.bias is \[4\]/,
        });
        assert.deepEqual(bytes(block.conv.weight), before);
      },
    ),
  );

  test(
    "without strictness takes what fits by name, and says what was left over",
    using(
      () => new nn.Linear(2, 1),
      (linear) => {
        const left = linear.loadStateDict(
          { weight: tensor([[3, 4]], { dtype: "float64" }), head: zeros([1]) },
          { strict: false },
        );
        assert.deepEqual(left, { missing: ["bias"], unexpected: ["head"] });
        assert.deepEqual(linear.weight.toArray(), [[3, 4]]);
        assert.equal(linear.weight.dtype, "float32");
      },
    ),
  );
});

describe("containers", () => {
  test("Sequential takes keys from a record", () => {
    const block = new nn.Sequential({ proj: new nn.Linear(2, 3), act: new nn.ReLU() });
    assert.deepEqual(Object.keys(block.stateDict()), ["proj.weight", "proj.bias"]);
    block.dispose();
  });

  test("ModuleList has its modules as keys, and goes through them", () => {
    const list = new nn.ModuleList([new nn.Linear(1, 1, { bias: false }), new nn.Linear(1, 2, { bias: false })]);
    assert.deepEqual(Object.keys(list.stateDict()), ["0.weight", "1.weight"]);
    assert.deepEqual(
      Array.from(list, (linear) => linear.outFeatures),
      [1, 2],
    );
    assert.equal(list.length, 2);
    assert.equal(list[1]?.outFeatures, 2);
    list.dispose();
  });

  for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
    test(`Sequential runs an instance or group norm and its activation as one, with the same values and gradients: ${memoryFormat}`, () =>
      scope(() => {
        manualSeed(1);
        const [instance, group] = [new nn.InstanceNorm3d(6, { affine: true }), new nn.GroupNorm(2, 6)];
        const x = randn([2, 6, 4, 6, 3]).to({ memoryFormat }).requiresGrad_();
        for (const [norm, activation, slope] of [
          [instance, new nn.ReLU(), 0],
          [instance, new nn.LeakyReLU(0.1), 0.1],
          [group, new nn.ReLU(), 0],
          [group, new nn.LeakyReLU(0.1), 0.1],
        ] as const) {
          nn.init.normal_(norm.weight as Tensor);
          const fused = new nn.Sequential(norm, activation).forward(x);
          assert.match(fused.gradFunction ?? "", memoryFormat === "contiguous" ? /Relu/ : /NormAct/);
          fused.square().sum().backward();
          const gradient = (x.grad as Tensor).clone();
          x.grad = undefined;
          const plain = activation.forward(norm.forward(x.contiguous()));
          plain.square().sum().backward();
          assert.ok(fused.sub(plain).abs().max().itemNumber() < 1e-5);
          assert.ok(
            gradient
              .sub(x.grad as unknown as Tensor)
              .abs()
              .max()
              .itemNumber() < 1e-4,
          );
          x.grad = undefined;
          assert.ok(norm.relu(x).lt(0).any().item() === false);
          assert.ok(norm.leakyRelu(x, slope).sub(fused).abs().max().itemNumber() < 1e-6);
        }
        instance.dispose();
        group.dispose();
      }));
  }
});

describe("attention and upsampling", () => {
  test("MultiheadAttention has PyTorch's keys and equals attention written out, with and without masks", () =>
    scope(() => {
      manualSeed(2);
      const attention = new nn.MultiheadAttention(6, 2, { batchFirst: true });
      assert.deepEqual(Object.keys(attention.stateDict()), [
        "in_proj_weight",
        "in_proj_bias",
        "out_proj.weight",
        "out_proj.bias",
      ]);
      const [x, y] = [randn([3, 4, 6]), randn([3, 5, 6])];
      const hidden = tensor([
        [false, false, false, false, true],
        [false, true, false, false, false],
        [false, false, false, false, false],
      ]);
      const future = tensor([0, 1, 2, 3].map((i) => [0, 1, 2, 3, 4].map((j) => j > i)));
      const result = attention.forward(x, y, y, { attnMask: future, keyPaddingMask: hidden });
      const [wq, wk, wv] = attention.in_proj_weight.chunk(3) as [Tensor, Tensor, Tensor];
      const parts = [0, 1].map((head) => {
        const of = (input: Tensor, weight: Tensor) => input.matmul(weight.narrow(0, 3 * head, 3).t()); // [N, L, 3]
        const scores = of(x, wq).matmul(of(y, wk).transpose(1, 2)).div(Math.sqrt(3)); // [N, L, S]
        const masked = scores
          .maskedFill(future, Number.NEGATIVE_INFINITY)
          .maskedFill(hidden.unsqueeze(1), Number.NEGATIVE_INFINITY);
        return masked.softmax(-1).matmul(of(y, wv));
      });
      const expected = attention.out_proj.forward(cat(parts, -1));
      assert.ok(result.sub(expected).abs().max().itemNumber() < 1e-6);
      attention.dispose();
    }));

  test("upsample2xCat equals interpolation and concatenation", () =>
    scope(() => {
      const [x, skip] = [randn([1, 3, 2, 3, 2]), randn([1, 2, 4, 6, 4])];
      const up = nn.functional.interpolate(x, { scaleFactor: 2, mode: "trilinear" });
      for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
        const joined = upsample2xCat(x.to({ memoryFormat }), skip.to({ memoryFormat }));
        assert.deepEqual(joined.shape, [1, 5, 4, 6, 4]);
        assert.ok(joined.narrow(1, 2, 3).sub(up).abs().max().itemNumber() < 1e-6);
        assert.deepEqual(bytes(joined.narrow(1, 0, 2)), bytes(skip));
      }
      const last = upsample2xCat(x, skip, false);
      assert.deepEqual(bytes(last.narrow(1, 3, 2)), bytes(skip));
    }));

  test("interpolate refuses neither or both of size and scale, and modes of other dimensions", () =>
    scope(() => {
      const x = zeros([1, 1, 2, 2, 2]);
      assert.throws(() => nn.functional.interpolate(x, {}), { code: "argument" });
      assert.throws(() => nn.functional.interpolate(x, { size: 4, scaleFactor: 2 }), { code: "argument" });
      assert.throws(() => nn.functional.interpolate(x, { size: 4, mode: "bilinear" }), {
        code: "argument",
        message: /bilinear/,
      });
      assert.throws(() => nn.functional.interpolate(x, { size: [4, 4] }), { code: "argument", message: /3 numbers/ });
      assert.deepEqual(nn.functional.interpolate(x, { scaleFactor: 2, mode: "area" }).shape, [1, 1, 4, 4, 4]);
    }));
});

test("layers refuse inputs and options that do not fit", () =>
  scope(() => {
    const refused = (body: () => unknown, code: string, message: RegExp) => assert.throws(body, { code, message });
    refused(() => new nn.Conv3d(3, 4, 3, { groups: 2 }), "argument", /3 channels .* 2 groups/);
    refused(() => new nn.Conv3d(2, 4, [3, 3]), "argument", /kernelSize/);
    refused(() => new nn.GroupNorm(2, 3), "argument", /3 channels/);
    refused(() => new nn.Dropout(1.5), "argument", /1.5/);
    refused(() => new nn.MultiheadAttention(5, 2), "argument", /heads/);
    refused(
      () => new nn.InstanceNorm3d(3).forward(zeros([1, 3, 2, 2])),
      "shape",
      /\[N, 3, D, H, W\], got \[1, 3, 2, 2\]/,
    );
    refused(() => new nn.BatchNorm2d(3).forward(zeros([1, 3, 1, 1])), "shape", /more than one value/);
    refused(() => nn.functional.mseLoss(zeros([2, 1]), zeros([2])), "shape", /\[2,1\] and \[2\]/);
  }));

test("layers work under bfloat16 autocast, and their parameters stay float32", () =>
  scope(() => {
    const block = new nn.Sequential(
      new nn.Conv3d(1, 4, 3, { padding: 1 }),
      new nn.InstanceNorm3d(4, { affine: true }),
      new nn.ReLU(),
    );
    block.to({ memoryFormat: "channels_last_3d" });
    const output = autocast({}, () => block.forward(rand([1, 1, 4, 4, 4])));
    assert.equal(output.dtype, "bfloat16");
    output.sum().backward();
    for (const parameter of block.parameters()) assert.equal(parameter.grad?.dtype, "float32");
    block.dispose();
  }));

test("10,000 training steps leave live tensors constant and memory flat", { timeout: 60_000 }, () => {
  manualSeed(0);
  const net = new nn.Sequential(new nn.Linear(4, 8), new nn.ReLU(), new nn.Linear(8, 1));
  const optimizer = new optim.AdamW(net.parameters(), { lr: 1e-3 });
  const scheduler = new optim.LRScheduler(optimizer, new optim.CosineAnnealingLR({ tMax: 10_000 }));
  const parameters = net.parameters();
  const step = (i: number) =>
    scope(() => {
      optimizer.zeroGrad();
      const x = rand([16, 4]);
      const loss = nn.functional.mseLoss(net.forward(x), x.sum(1, true));
      loss.backward();
      if (i % 4 === 0) optim.clipGradNorm(parameters, 1);
      optimizer.step();
      scheduler.step();
      return loss.itemNumber();
    });
  const first = step(0);
  let live = 0;
  let resident = 0;
  let last = first;
  for (let i = 1; i < 10_000; i++) {
    last = step(i);
    if (i === 2_000) {
      globalThis.gc?.();
      live = liveTensors();
      resident = process.memoryUsage.rss();
    }
    if (i > 2_000 && i % 1_000 === 0) assert.equal(liveTensors(), live);
  }
  assert.ok(last < first / 10, `loss ${first} → ${last}`);
  assert.ok(process.memoryUsage.rss() - resident < 16 * 2 ** 20, `${process.memoryUsage.rss() - resident} bytes more`);
  net.dispose();
  optimizer.dispose();
});
