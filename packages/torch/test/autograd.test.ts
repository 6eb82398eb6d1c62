import assert from "node:assert/strict";
import { test } from "node:test";
import {
  autocast,
  backward,
  detectAnomaly,
  enableGrad,
  grad,
  gradcheck,
  isGradEnabled,
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
import { fails, inScope } from "./support/checks.js";

const gradOf = (x: Tensor) => x.grad?.toArray();
const leaf = (data: number[]) => tensor(data, { requiresGrad: true });

test(
  "backward accumulates into leaves; grad() touches nothing",
  inScope(() => {
    const x = leaf([1, 2]);
    x.square().sum().backward();
    x.square().sum().backward();
    assert.deepEqual(gradOf(x), [4, 8]);
    const [g] = grad([x.pow(3).sum()], [x]);
    assert.deepEqual(g?.toArray(), [3, 12]);
    assert.deepEqual(gradOf(x), [4, 8]);
    x.grad = undefined;
    assert.equal(x.grad, undefined);
    x.mul(2).backward({ gradient: tensor([1, 10]) });
    assert.deepEqual(gradOf(x), [2, 20]);
    const y = leaf([3]);
    backward([x.sum(), y.mul(2)], { gradients: [tensor(1), tensor([5])], inputs: [y] });
    assert.deepEqual([gradOf(x), gradOf(y)], [[2, 20], [10]]);
  }),
);

test(
  "grad can be set, to a tensor that fits",
  inScope(() => {
    const x = leaf([1, 2]);
    x.grad = tensor([5, 6]);
    x.sum().backward();
    assert.deepEqual(gradOf(x), [6, 7]);
    fails("shape", () => (x.grad = tensor([1])));
    fails("dtype", () => (x.grad = tensor([1, 2], { dtype: "float64" })));
    fails("device", () => (x.grad = tensor([1, 2], { device: "meta" })));
    fails("autograd", () => (x.grad = x));
  }),
);

test(
  "createGraph gives second derivatives, retainGraph a second backward pass",
  inScope(() => {
    const x = leaf([2, 3]);
    const [first] = grad([x.pow(3).sum()], [x], { createGraph: true });
    const [second] = grad([(first as Tensor).sum()], [x]);
    assert.deepEqual(second?.toArray(), [12, 18]);
    const y = x.square().sum();
    y.backward({ retainGraph: true });
    y.backward();
    assert.deepEqual(gradOf(x), [8, 12]);
    fails("autograd", () => y.backward(), /second time/);
  }),
);

test(
  "an input that the outputs do not depend on is an error, or undefined where that is allowed",
  inScope(() => {
    const [x, y] = [leaf([1]), leaf([1])];
    fails("autograd", () => grad([x.sin()], [y]));
    assert.deepEqual(grad([x.sin()], [y], { allowUnused: true }), [undefined]);
  }),
);

test(
  "what cannot be differentiated says so",
  inScope(() => {
    const x = leaf([1, 2]);
    fails("autograd", () => zeros([1]).backward(), /does not require grad/);
    fails("autograd", () => x.mul(2).backward(), /scalar outputs/);
    fails("autograd", () => x.add_(1), /leaf/);
    fails(
      "autograd",
      () => {
        const y = x.exp();
        y.add_(1);
        y.sum().backward();
      },
      /modified by an inplace operation/,
    );
    fails("dtype", () => tensor([1n]).requiresGrad_());
    fails("autograd", () => x.mul(2).requiresGrad_(false), /detach/);
    assert.ok(!x.requiresGrad_(false).requiresGrad);
  }),
);

test(
  "leaves, nodes and detached tensors are told apart",
  inScope(() => {
    const x = leaf([1]);
    const y = x.sin();
    assert.deepEqual([x.isLeaf, y.isLeaf, y.detach().isLeaf], [true, false, true]);
    assert.deepEqual([x.gradFunction, y.gradFunction, y.detach().gradFunction], [undefined, "SinBackward0", undefined]);
    assert.ok(y.detach().sharesStorageWith(y));
  }),
);

test(
  "noGrad and enableGrad nest and restore what was, after exceptions too",
  inScope(() => {
    const x = leaf([1]);
    noGrad(() => {
      assert.ok(!x.sin().requiresGrad);
      enableGrad(() => assert.ok(x.sin().requiresGrad));
      assert.ok(!isGradEnabled());
      assert.throws(() => enableGrad(() => x.add("1" as never)));
      assert.ok(!isGradEnabled());
    });
    assert.ok(isGradEnabled());
    assert.throws(() =>
      noGrad(() => {
        throw new RangeError("mine");
      }),
    );
    assert.ok(isGradEnabled());
    fails("scope", () => noGrad(async () => {}), /noGrad returned a promise/);
    fails("scope", () => autocast({}, async () => {}));
    fails("scope", () => detectAnomaly(async () => {}));
    assert.ok(isGradEnabled());
    const made = noGrad(() => x.sin());
    assert.ok(!made.requiresGrad && made.isLeaf);
  }),
);

test(
  "autocast shortens matrix products and convolutions, keeps what needs float32, and promotes the rest",
  inScope(() => {
    const [a, b] = [ones([2, 2]), ones([2, 2])];
    autocast({}, () => {
      assert.equal(matmul(a, b).dtype, "bfloat16");
      assert.equal(matmul(a, b).add(a).dtype, "float32");
      assert.equal(a.mul(b).dtype, "float32");
      assert.equal(matmul(a, b).to("bfloat16").prod(0).dtype, "float32");
      autocast({ dtype: "float16" }, () => assert.equal(matmul(a, b).dtype, "float16"));
      autocast({ enabled: false }, () => assert.equal(matmul(a, b).dtype, "float32"));
      assert.equal(matmul(a, b).dtype, "bfloat16");
      assert.throws(() => autocast({ enabled: false }, () => matmul(a, ones([3]))));
      assert.equal(matmul(a, b).dtype, "bfloat16");
      assert.equal(matmul(a.to("float64"), b.to("float64")).dtype, "float64");
    });
    assert.equal(matmul(a, b).dtype, "float32");
    fails("dtype", () => autocast({ dtype: "float32" as never }, () => 1));
  }),
);

test(
  "autocast forgets its cast weights: an update between two of them is seen, a noGrad pass inside loses no gradient",
  inScope(() => {
    const w = ones([2, 2]).requiresGrad_();
    const x = ones([1, 2]);
    const product = () => autocast({}, () => matmul(x, w).to("float32"));
    assert.deepEqual(product().toArray(), [[2, 2]]);
    noGrad(() => w.mul_(3));
    assert.deepEqual(product().toArray(), [[6, 6]]);
    autocast({}, () => {
      noGrad(() => matmul(x, w));
      matmul(x, w).sum().backward();
    });
    assert.deepEqual(gradOf(w), [
      [1, 1],
      [1, 1],
    ]);
  }),
);

test(
  "a nested autocast of another dtype does not get the outer one's cast weights, nor the other way round",
  inScope(() => {
    const w = ones([2, 2]).requiresGrad_();
    autocast({}, () => {
      assert.equal(matmul(w, w).dtype, "bfloat16");
      autocast({ dtype: "float16" }, () => assert.equal(matmul(w, w).dtype, "float16"));
      assert.equal(matmul(w, w).dtype, "bfloat16");
    });
  }),
);

test(
  "gradients of autocast weights are float32",
  inScope(() => {
    const w = randn([3, 3]).requiresGrad_();
    autocast({}, () => matmul(w, w).square().mean()).backward();
    assert.equal(w.grad?.dtype, "float32");
  }),
);

test(
  "anomaly detection names the operator whose gradient is NaN",
  inScope(() => {
    const x = leaf([-1]);
    const run = () => x.sqrt().mul(0).sum().backward();
    fails("autograd", () => detectAnomaly(run), /SqrtBackward0.*nan/);
    x.grad = undefined;
    run();
    assert.deepEqual(gradOf(x), [Number.NaN]);
  }),
);

test(
  "gradcheck passes a right gradient and names the element of a wrong one",
  inScope(() => {
    const x = tensor(
      [
        [0.3, -1.2],
        [2, 0.7],
      ],
      { dtype: "float64" },
    );
    gradcheck((a, b) => matmul(a as Tensor, b as Tensor).sin(), [x, x]);
    gradcheck((a) => (a as Tensor).square(), [x.t()]);
    fails("autograd", () => gradcheck((a) => (a as Tensor).mul((a as Tensor).detach()), [x]), /input 0, element 0/);
    fails("autograd", () => gradcheck((a, b) => (a as Tensor).mul((b as Tensor).detach()), [x, x]), /input 1/);
    fails("dtype", () => gradcheck((a) => (a as Tensor).sin(), [ones([1])]));
  }),
);

test(
  "a tensor of which only the graph knows lives until backward",
  inScope(() => {
    const x = leaf([2]);
    const y = scope(() => x.exp().mul(x.sin()).square().sum());
    y.backward();
    const exact = 2 * Math.exp(2) ** 2 * Math.sin(2) * (Math.sin(2) + Math.cos(2));
    assert.ok(Math.abs((x.grad?.itemNumber() ?? 0) - exact) < 1e-4 * Math.abs(exact));
  }),
);

test(
  "a long chain is freed without overflowing the stack",
  inScope(() => {
    const x = leaf([1]);
    const y = scope(() => {
      let z: Tensor = x;
      for (let i = 0; i < 20000; i++) z = z.add(1);
      return z;
    });
    y.backward();
    assert.equal(x.grad?.item(), 1);
    assert.ok(operator("aten::alias").callTensor(y).requiresGrad);
  }),
);
