// The fused operators against aten in float64. The whole file runs for each instruction set that this CPU has.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  assertNoLeaks,
  autocast,
  cat,
  checkpoint,
  conv2d,
  conv3d,
  type DType,
  engineReport,
  full,
  grad,
  gradcheck,
  manualSeed,
  nn,
  noGrad,
  ones,
  operator,
  randn,
  scope,
  setThreads,
  slice,
  type Tensor,
  TorchError,
  tensor,
  threads,
  zeros,
} from "../src/index.js";
import {
  affine,
  assertClose,
  assertSameBits,
  checkDepthwiseRelu6,
  checkNormAct,
  checkUpsampleCat,
  type DepthwiseInputs,
  depthwiseRelu6ByAten,
  isFused,
  normAct,
  normActByAten,
  random,
  upsampleCat,
  upsampleCatByAten,
} from "./kernel-oracle.js";

const FLOATS: readonly DType[] = ["float32", "bfloat16"];
const SLOPES = [0, 0.01, 1];
const run = promisify(execFile);
const fixedLevel = process.env.ATEN_CPU_CAPABILITY;

setThreads(1);

/** A test in a scope of its own, with the same random numbers each time, which leaks nothing. */
function check(behaviour: string, body: () => void): void {
  const level = fixedLevel === undefined ? "" : ` (${fixedLevel} instructions)`;
  test(behaviour + level, () =>
    assertNoLeaks(() => {
      manualSeed(0);
      scope(body);
    }),
  );
}

function throws(code: TorchError["code"], words: string | RegExp, body: () => unknown): void {
  assert.throws(
    body,
    (error: unknown) =>
      error instanceof TorchError &&
      error.code === code &&
      (typeof words === "string" ? error.message.includes(words) : words.test(error.message)),
  );
}

check("values and gradients are aten's for 1 to 70 channels", () => {
  for (const dtype of FLOATS) {
    for (let channels = 1; channels <= 70; channels++) {
      scope(() => {
        const what = `${channels} channels, ${dtype}`;
        const isAffine = channels % 4 !== 0;
        const x = random([2, channels, 3, 5, 7], dtype);
        checkNormAct(x, isAffine ? affine(channels) : [undefined, undefined], SLOPES[channels % 3] ?? 0, what);
        const small = random([2, channels, 2, 3, 4], dtype);
        checkUpsampleCat(small, random([2, 71 - channels, 4, 6, 8], dtype), channels % 2 === 0, what);
      });
    }
  }
});

check("values and gradients are aten's for odd shapes and one voxel along a dimension", () => {
  for (const dtype of FLOATS) {
    for (const shape of [
      [1, 1, 2],
      [3, 1, 1],
      [1, 9, 1],
      [5, 6, 7],
      [9, 11, 13],
    ]) {
      for (const channels of [1, 5, 16, 33]) {
        for (const slope of SLOPES) {
          scope(() => {
            const what = `${channels} × ${shape}, slope ${slope}, ${dtype}`;
            checkNormAct(random([3, channels, ...shape], dtype), affine(channels), slope, what);
          });
        }
      }
    }
    for (const shape of [
      [1, 1, 1],
      [1, 1, 5],
      [2, 1, 1],
      [1, 3, 1],
      [3, 2, 1],
      [5, 6, 7],
    ]) {
      for (const [channels, beside] of [
        [1, 1],
        [3, 8],
        [16, 16],
        [24, 5],
      ] as const) {
        scope(() => {
          const skip = random([2, beside, ...shape.map((n) => 2 * n)], dtype);
          checkUpsampleCat(
            random([2, channels, ...shape], dtype),
            skip,
            true,
            `${channels} + ${beside} × ${shape}, ${dtype}`,
          );
        });
      }
    }
  }
});

check("weight and bias may each be absent, bfloat16 or strided", () => {
  const x = random([2, 6, 4, 5, 6]);
  const [weight, bias] = affine(6);
  checkNormAct(x, [weight, undefined], 0.01, "weight only");
  checkNormAct(x, [undefined, bias], 0.01, "bias only");
  checkNormAct(x, affine(6, "bfloat16"), 0, "bfloat16 weight and bias");
  checkNormAct(random([2, 6, 4, 5, 6], "bfloat16"), affine(6, "bfloat16"), 0, "all bfloat16");
  const everyOther = randn([12])
    .index(slice(undefined, undefined, 2))
    .requiresGrad_();
  checkNormAct(x, [everyOther, bias], 0, "strided weight");
  checkNormAct(x, [weight, bias], 0.01, "large eps", { eps: 0.5 });
});

check("any number of threads gives the same bits", () => {
  for (const [channels, side] of [
    [16, 24],
    [67, 12],
    [3, 40],
  ] as const) {
    for (const dtype of FLOATS) {
      scope(() => {
        const [weight, bias] = affine(channels);
        const x = random([2, channels, side, side + 1, side + 2], dtype);
        const skip = random([2, 4, 2 * side, 2 * side + 2, 2 * side + 4], dtype);
        const dy = [randn(x.shape).to(dtype), randn([2, channels + 4, ...skip.shape.slice(2)]).to(dtype)];
        const results = [1, 2, 3].map((count) => {
          setThreads(count);
          assert.equal(threads(), count);
          const y = [normAct(x, [weight, bias], 0.01), upsampleCat(x, skip)];
          return [...y, ...grad(y, [x, weight, bias, skip], { gradOutputs: dy })];
        });
        setThreads(1);
        const [one = [], ...others] = results;
        for (const other of others) {
          one.forEach((expected, i) => {
            const found = other[i];
            assert.ok(expected && found);
            assertSameBits(found, expected, `${channels} channels, ${dtype}, tensor ${i}`);
          });
        }
        checkNormAct(x, [weight, bias], 0.01, `${channels} channels in many chunks, ${dtype}`);
      });
    }
  }
});

check("bfloat16 is the float32 computation rounded once, bit for bit", () => {
  const low = [random([2, 19, 5, 6, 7], "bfloat16"), random([2, 3, 10, 12, 14], "bfloat16")] as const;
  const high = [low[0].detach().to("float32").requiresGrad_(), low[1].detach().to("float32").requiresGrad_()] as const;
  const parameters = affine(19);
  for (const call of [(x: Tensor) => normAct(x, parameters, 0.01), upsampleCat]) {
    const [y, expected] = [call(...low), call(...high)];
    assertSameBits(y, expected.to("bfloat16"), "value");
    const dy = randn(y.shape).to("bfloat16");
    const found = grad([y], low, { gradOutputs: [dy], allowUnused: true });
    const wanted = grad([expected], high, { gradOutputs: [dy.to("float32")], allowUnused: true });
    found.forEach((gradient, i) => {
      assert.equal(gradient === undefined, wanted[i] === undefined);
      if (gradient && wanted[i]) assertSameBits(gradient, wanted[i].to("bfloat16"), `gradient ${i}`);
    });
  }
});

check("NaN and infinity stay where they belong, and ReLU gives no negative zeros", () => {
  for (const dtype of FLOATS) {
    const x = random([1, 9, 2, 2, 2], dtype).detach();
    x.index(0, 0).fill_(Number.NaN);
    x.index(0, 8).fill_(Number.POSITIVE_INFINITY);
    x.index(0, 1).fill_(3.3e38);
    const y = upsampleCat(x, full([1, 8, 4, 4, 4], Number.NaN, { dtype }).to({ memoryFormat: "channels_last_3d" }));
    assert.ok(y.index(0, slice(0, 9)).isnan().all().item(), "NaN lost in upsampling");
    assert.ok(y.index(0, 16).isinf().all().item(), "infinity lost in upsampling");
    assert.ok(
      y
        .index(0, 9)
        .eq(x.index(0, 1, 0, 0, 0))
        .all()
        .item(),
      "the largest numbers changed",
    );
    assert.ok(y.index(0, slice(10, 16)).isfinite().all().item(), "infinity spread to another channel");
    const z = normAct(x, [undefined, undefined], 0);
    assert.ok(z.index(0, 0).isnan().all().item(), "NaN lost in the norm");
    assert.ok(z.index(0, slice(2, 8)).isfinite().all().item(), "NaN spread to another channel");
    assert.ok(
      !normAct(random([1, 4, 4, 4, 4], dtype).detach(), [undefined, undefined], 0)
        .signbit()
        .any()
        .item(),
    );
  }
});

check("a large mean beside a small deviation costs no more accuracy than in aten", () => {
  for (const [mean, deviation] of [
    [1000, 0.1],
    [1e4, 1],
    [-300, 0.01],
  ] as const) {
    const x = randn([2, 5, 20, 21, 22]).mul(deviation).add(mean);
    const expected = normActByAten(x.to("float64"), [undefined, undefined], 1);
    const error = (y: Tensor) => y.to("float64").sub(expected).abs().max().itemNumber();
    const fused = error(normAct(x.to({ memoryFormat: "channels_last_3d" }), [undefined, undefined], 1));
    const aten = error(normActByAten(x, [undefined, undefined], 1));
    assert.ok(fused <= Math.max(1e-5, 1.5 * aten), `mean ${mean}: error ${fused}, aten ${aten}`);
  }
  const constant = full([1, 8, 9, 9, 9], 1234.5, { dtype: "float32" }).to({ memoryFormat: "channels_last_3d" });
  assert.equal(normAct(constant, [undefined, undefined], 1).abs().max().item(), 0, "a constant becomes zero");
});

check("views, other layouts and 2D images give aten's values, by aten where the layout asks for it", () => {
  const big = random([2, 12, 8, 10, 12]);
  const parameters = affine(12);
  checkNormAct(big.index("...", slice(undefined, undefined, 2), slice()), parameters, 0.01, "every other row");
  checkNormAct(big.index(slice(), slice(3, 9)), affine(6), 0.01, "a range of channels");
  checkNormAct(big.index("...", slice(1, -1)), parameters, 0, "inner columns");
  const range = big.index(slice(), slice(2, 7), slice(0, 4), slice(undefined, undefined, 2), slice(0, 6));
  checkUpsampleCat(range, big.index(slice(), slice(3, 9)), true, "ranges");
  const plain = random([2, 12, 4, 5, 6], "float32", "contiguous");
  const skip = random([2, 3, 8, 10, 12], "float32", "contiguous");
  checkNormAct(plain, parameters, 0.01, "contiguous", { fused: false });
  checkUpsampleCat(plain, skip, true, "contiguous", { fused: false });
  checkUpsampleCat(random([2, 12, 4, 5, 6]), skip, true, "contiguous skip");
  checkNormAct(random([2, 9, 7, 5], "float32", "channels_last"), affine(9), 0, "2D in channels_last");
  checkNormAct(random([2, 9, 7, 5], "float32", "contiguous"), affine(9), 0, "2D", { fused: false });
  checkNormAct(random([2, 9, 7], "float32", "contiguous"), affine(9), 0, "1D", { fused: false });
});

check("the layout of the output's gradient does not change the result", () => {
  const [x, skip] = [random([2, 12, 4, 5, 6]), random([2, 3, 8, 10, 12])];
  const [weight, bias] = affine(12);
  for (const [call, inputs] of [
    [() => normAct(x, [weight, bias], 0.01), [x, weight, bias]],
    [() => upsampleCat(x, skip), [x, skip]],
  ] as const) {
    for (const dy of [tensor(0.5).expand(call().shape), randn(call().shape)]) {
      const found = grad([call()], inputs, { gradOutputs: [dy] });
      const wanted = grad([call()], inputs, { gradOutputs: [dy.to({ memoryFormat: "channels_last_3d" })] });
      found.forEach((gradient, i) => {
        assert.ok(gradient && wanted[i]);
        assertSameBits(gradient, wanted[i], `gradient ${i}`);
      });
    }
  }
});

check("a gradient that only some inputs want is that which all of them get", () => {
  const [x, skip] = [random([2, 5, 3, 4, 5]), random([2, 3, 6, 8, 10])];
  const [weight, bias] = affine(5);
  const norm = (inputs: readonly Tensor[]) => normAct(inputs[0] ?? x, [inputs[1], inputs[2]], 0.1);
  const upsample = (inputs: readonly Tensor[]) => upsampleCat(inputs[0] ?? x, inputs[1] ?? skip);
  for (const [call, inputs] of [
    [norm, [x, weight, bias]],
    [upsample, [x, skip]],
  ] as const) {
    const every = grad([call(inputs).square().sum()], inputs);
    inputs.forEach((_, i) => {
      const expected = every[i];
      assert.ok(expected);
      const some = inputs.map((input, j) => input.detach().requiresGrad_(i === j));
      const wanted = some[i];
      assert.ok(wanted);
      const [alone] = grad([call(some).square().sum()], [wanted]);
      const [asked] = grad([call(inputs).square().sum()], inputs.slice(i, i + 1));
      assert.ok(alone && asked);
      assertSameBits(alone, expected, `input ${i} alone wants one`);
      assertSameBits(asked, expected, `only that of input ${i} is asked for`);
    });
  }
});

check("without gradients the values are the same and there is no graph", () => {
  const [x, skip] = [random([2, 5, 3, 4, 5]), random([2, 3, 6, 8, 10])];
  const parameters = affine(5);
  const [y, up] = noGrad(() => [normAct(x, parameters, 0.1), upsampleCat(x, skip)] as const);
  assert.ok(!y.requiresGrad && !up.requiresGrad);
  assertSameBits(y, normAct(x, parameters, 0.1).detach(), "norm");
  assertSameBits(up, upsampleCat(x, skip).detach(), "upsampling");
});

check("an input changed before backward is an error", () => {
  const x = random([2, 5, 3, 4, 5]);
  const y = normAct(x, affine(5), 0.1);
  noGrad(() => x.add_(1));
  assert.throws(() => y.sum().backward(), /modified by an inplace operation/);
});

check("a checkpointed block gives the same gradients", () => {
  const [x, skip] = [random([1, 5, 3, 4, 5]), random([1, 3, 6, 8, 10])];
  const [weight, bias] = affine(5);
  const block = () => upsampleCat(normAct(x, [weight, bias], 0), skip);
  const inputs = [x, weight, bias, skip];
  const wanted = grad([block().square().sum()], inputs);
  grad([checkpoint(block).square().sum()], inputs).forEach((gradient, i) => {
    assert.ok(gradient && wanted[i]);
    assertSameBits(gradient, wanted[i], `input ${i}`);
  });
});

check("gradients agree with finite differences in float64, which aten computes", () => {
  const x = random([2, 3, 2, 3, 2], "float64");
  for (const slope of SLOPES) gradcheck((x, w, b) => normAct(x, [w, b], slope), [x, ...affine(3, "float64")]);
  gradcheck(
    (x, skip) => upsampleCat(x, skip),
    [random([2, 3, 1, 2, 2], "float64"), random([2, 2, 2, 4, 4], "float64")],
  );
  gradcheck(
    (x, skip) => upsampleCat(x, skip, false),
    [random([1, 2, 2, 1, 2], "float64"), random([1, 1, 4, 2, 4], "float64")],
  );
  assert.ok(!isFused(normAct(x, [undefined, undefined], 0)));
});

check("gradients of gradients are aten's", () => {
  const [x, skip] = [random([2, 5, 3, 4, 5]), random([2, 3, 6, 8, 10])];
  const penalty = (call: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]) => {
    const first = grad(
      [
        call(...inputs)
          .pow(3)
          .sum(),
      ],
      inputs,
      { createGraph: true },
    );
    const total = cat(first.map((g) => (g ?? zeros([1])).square().sum().reshape([1]))).sum();
    return grad([total], inputs);
  };
  const second = (
    fused: (...inputs: Tensor[]) => Tensor,
    aten: (...inputs: Tensor[]) => Tensor,
    inputs: readonly Tensor[],
  ) => {
    const wanted = penalty(
      aten,
      inputs.map((t) => t.detach().to("float64").requiresGrad_()),
    );
    penalty(fused, inputs).forEach((gradient, i) => {
      assert.ok(gradient && wanted[i]);
      assertClose(gradient, wanted[i], `input ${i}`);
    });
  };
  const inputs = [x, ...affine(5)];
  second(
    (x, w, b) => normAct(x as Tensor, [w, b], 0.1),
    (x, w, b) => normActByAten(x as Tensor, [w, b], 0.1),
    inputs,
  );
  second(
    (x, s) => upsampleCat(x as Tensor, s as Tensor),
    (x, s) => upsampleCatByAten(x as Tensor, s as Tensor),
    [x, skip],
  );
});

check("different dtypes are promoted, under autocast too, and gradients have their inputs' dtypes", () => {
  const [low, high] = [random([1, 5, 3, 4, 5], "bfloat16"), random([1, 3, 6, 8, 10])];
  autocast({ dtype: "bfloat16" }, () => {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      const laidOut = (x: Tensor, dtype: DType) => x.to({ dtype, memoryFormat });
      const dtypeOf = (a: DType, b: DType) => upsampleCat(laidOut(low, a), laidOut(high, b)).dtype;
      assert.equal(dtypeOf("bfloat16", "float32"), "float32");
      assert.equal(dtypeOf("bfloat16", "bfloat16"), "bfloat16");
      assert.equal(dtypeOf("float32", "bfloat16"), "float32");
    }
    assert.equal(normAct(low, affine(5), 0).dtype, "bfloat16");
    assert.equal(normAct(high, [undefined, undefined], 0).dtype, "float32");
  });
  checkUpsampleCat(low.detach().to("float32").requiresGrad_(), high, true, "both float32");
  const y = upsampleCat(low, high);
  assert.deepEqual(
    grad([y.sum()], [low, high]).map((g) => g?.dtype),
    ["bfloat16", "float32"],
  );
});

check("what aten refuses is refused in its words", () => {
  for (const memoryFormat of ["channels_last_3d", "contiguous"] as const) {
    const x = random([2, 4, 1, 1, 1], "float32", memoryFormat);
    const words = "Expected more than 1 spatial element when training, got input size [2, 4, 1, 1, 1]";
    throws("value", words, () => normAct(x, [undefined, undefined], 0));
    noGrad(() => throws("value", words, () => normAct(x, [undefined, undefined], 0)));
  }
  const x = random([2, 4, 3, 3, 3]);
  assert.throws(() => normAct(x, [ones([5]), undefined], 0), TorchError);
  assert.throws(() => normAct(ones([3, 4]), [undefined, undefined], 0), /\[N, C, \.\.\.\]/);
  for (const shape of [
    [2, 3, 6, 6, 5],
    [1, 3, 6, 6, 6],
    [2, 3, 3, 3, 3],
    [2, 3, 6, 6],
  ]) {
    assert.throws(
      () => upsampleCat(x, zeros(shape)),
      (error: unknown) =>
        error instanceof TorchError &&
        error.operator === "mandn::upsample2x_cat" &&
        error.message.includes(`skip of shape [${shape.join(", ")}]`),
    );
  }
});

check("no samples give no samples", () => {
  assert.deepEqual(normAct(random([0, 4, 3, 3, 3]), [undefined, undefined], 0).shape, [0, 4, 3, 3, 3]);
  assert.deepEqual(upsampleCat(random([0, 4, 3, 3, 3]), random([0, 2, 6, 6, 6])).shape, [0, 6, 6, 6, 6]);
});

// ---- the gradient of a convolution's weight ----------------------------------------------------------------------------
/** Of shape, input and output channels, kernel and padding: channels that are no multiple of a tile, and kernels that overhang. */
const CONVOLUTIONS: readonly (readonly [
  size: number[],
  ci: number,
  co: number,
  kernel: number[],
  padding: number[],
])[] = [
  [[2, 5, 6, 7], 7, 18, [3, 3, 3], [1, 1, 1]],
  [[1, 4, 5, 3], 1, 2, [3, 3, 3], [1, 1, 1]],
  [[1, 6, 5, 9], 13, 16, [1, 3, 5], [0, 2, 1]],
  [[3, 2, 2, 1], 6, 33, [3, 3, 3], [1, 1, 1]],
  [[2, 4, 4, 4], 4, 5, [2, 3, 4], [1, 0, 3]],
  [[1, 2, 5, 35], 9, 18, [3, 3, 3], [1, 1, 1]],
  [[2, 40, 17], 24, 24, [3, 3], [1, 1]],
  [[3, 9, 33], 24, 24, [3, 3], [1, 1]],
  [[1, 3, 4], 3, 1, [5, 5], [4, 2]],
  [[3, 9, 33], 16, 40, [1, 1], [0, 0]],
  [[2, 4, 5, 6], 7, 3, [1, 1, 1], [0, 0, 0]],
  [[2, 5, 6], 5, 9, [1, 1], [1, 0]],
];

const weightGradient = operator("mandn::conv_weight_gradient");

check("a convolution's weight gets aten's gradient in float64, and so do its input and bias", () => {
  for (const [[n, ...space], ci, co, kernel, padding] of CONVOLUTIONS) {
    const memoryFormat = kernel.length === 3 ? "channels_last_3d" : "channels_last";
    const x = random([n as number, ci, ...space], "float32", memoryFormat);
    const weight = randn([co, ci, ...kernel])
      .contiguous({ memoryFormat })
      .requiresGrad_();
    const bias = randn([co]).requiresGrad_();
    const convolve = (inputs: readonly Tensor[]) => {
      const [a, w, b] = inputs as [Tensor, Tensor, Tensor];
      return kernel.length === 3 ? conv3d(a, w, b, 1, padding) : conv2d(a, w, b, 1, padding);
    };
    const what = `[${[n, ci, ...space]}] → ${co}, kernel [${kernel}], padding [${padding}]`;
    const inputs = [x, weight, bias];
    const precise = inputs.map((t) => t.detach().to("float64").contiguous().requiresGrad_());
    const y = convolve(inputs);
    const dy = randn(y.shape).contiguous({ memoryFormat });
    const expected = grad([convolve(precise)], precise, { gradOutputs: [dy.to("float64")] }) as Tensor[];
    const found = grad([y], inputs, { gradOutputs: [dy] }) as Tensor[];
    for (const [i, gradient] of found.entries()) assertClose(gradient, expected[i] as Tensor, `${what}: gradient ${i}`);
    const direct = weightGradient.callTensor(x.detach(), dy, kernel, padding);
    assertClose(direct, expected[1] as Tensor, `${what}: operator`);
    const isMatrixProduct = kernel.every((extent) => extent === 1);
    const isServed = engineReport().capability === "AVX2" && !isMatrixProduct && (y.shape.at(-1) as number) >= 32;
    if (isServed) assertSameBits(found[1] as Tensor, direct, `${what}: by the operator`);
    setThreads(2);
    assertSameBits(weightGradient.callTensor(x.detach(), dy, kernel, padding), direct, `${what}: on two threads`);
    setThreads(1);
  }
});

check("a convolution's gradient can itself be differentiated", () => {
  const x = random([1, 3, 3, 4, 3], "float32", "channels_last_3d");
  const weight = randn([2, 3, 3, 3, 3]).requiresGrad_();
  const second = (inputs: readonly [Tensor, Tensor]) => {
    const [dw] = grad(
      [
        conv3d(...inputs, undefined, 1, 1)
          .square()
          .sum(),
      ],
      [inputs[1]],
      { createGraph: true },
    ) as [Tensor];
    return grad([dw.square().sum()], [...inputs]) as Tensor[];
  };
  const found = second([x, weight]);
  const expected = second([
    x.detach().to("float64").contiguous().requiresGrad_(),
    weight.detach().to("float64").requiresGrad_(),
  ]);
  for (const [i, gradient] of found.entries()) assertClose(gradient, expected[i] as Tensor, `second gradient ${i}`);
});

check("shapes that do not belong together are refused", () => {
  const x = zeros([1, 2, 4, 4, 4]);
  assert.throws(() => weightGradient.callTensor(x, zeros([1, 3, 4, 4, 5]), [3, 3, 3], [1, 1, 1]), /is not of x/);
  assert.throws(() => weightGradient.callTensor(x, zeros([1, 3, 4, 4]), [3, 3], [1, 1]), /do not belong together/);
});

// ---- ReLU6 of a depthwise convolution ----------------------------------------------------------------------------------
const DEPTHWISE: readonly nn.DepthwiseRelu6Options[] = [
  { stride: 1, padding: 1 },
  { stride: 2, padding: 0 },
  { stride: 2, padding: 1 },
].flatMap((options) => [options, { ...options, activated: true }]) as nn.DepthwiseRelu6Options[];

/** Values on both sides of both kinks. */
function depthwiseInputs(
  shape: readonly number[],
  dtype: DType = "float32",
  memoryFormat: "channels_last" | "contiguous" = "channels_last",
): [Tensor, Tensor, Tensor] {
  const channels = shape[1] as number;
  const x = noGrad(() => random(shape, dtype, memoryFormat).mul_(4)).requiresGrad_();
  return [x, randn([channels, 1, 3, 3]).requiresGrad_(), randn([channels]).mul(3).detach().requiresGrad_()];
}

check("a depthwise convolution under ReLU6 and its gradients are aten's", () => {
  for (const dtype of FLOATS) {
    for (const shape of [
      [2, 5, 6, 8],
      [1, 17, 1, 1],
      [2, 3, 2, 5],
      [3, 32, 9, 7],
      [2, 96, 16, 12],
      [1, 1, 12, 1],
    ]) {
      for (const options of DEPTHWISE) {
        const what = `[${shape}], ${JSON.stringify(options)}, ${dtype}`;
        scope(() => checkDepthwiseRelu6(depthwiseInputs(shape, dtype), options, what));
      }
    }
  }
  const options = { stride: 2, padding: 0, activated: true } as const;
  const plain = depthwiseInputs([2, 5, 6, 8], "float32", "contiguous");
  checkDepthwiseRelu6(plain, options, "contiguous", { fused: false });
  const [x, weight, bias] = depthwiseInputs([2, 5, 12, 8]);
  const everyOther = x
    .detach()
    .index(slice(), slice(), slice(undefined, undefined, 2))
    .requiresGrad_();
  checkDepthwiseRelu6([everyOther, weight, bias], options, "every other row");
});

check(
  "a depthwise convolution gives the same bits with any number of threads, checkpointed and without gradients",
  () => {
    const inputs = depthwiseInputs([5, 40, 33, 31]);
    const block = () => nn.depthwiseRelu6(...inputs, { activated: true });
    const y = block();
    const wanted = grad([y.square().sum()], inputs) as Tensor[];
    assertSameBits(
      noGrad(() => block()),
      y.detach(),
      "without gradients",
    );
    const asked = grad([block().square().sum()], [inputs[1]]) as Tensor[];
    assertSameBits(asked[0] as Tensor, wanted[1] as Tensor, "asked for alone");
    setThreads(2);
    assertSameBits(block().detach(), y.detach(), "on two threads");
    const others = [grad([block().square().sum()], inputs), grad([checkpoint(block).square().sum()], inputs)];
    setThreads(1);
    for (const found of others)
      found.forEach((gradient, i) => {
        assert.ok(gradient);
        assertSameBits(gradient, wanted[i] as Tensor, `input ${i}`);
      });
  },
);

check("gradients of a depthwise convolution's gradients are aten's", () => {
  const second = (call: (inputs: DepthwiseInputs) => Tensor, inputs: DepthwiseInputs) => {
    const first = grad([call(inputs).pow(3).sum()], inputs, { createGraph: true }) as Tensor[];
    const total = cat(first.map((g) => g.square().sum().reshape([1]))).sum();
    return grad([total], inputs) as Tensor[];
  };
  for (const options of DEPTHWISE) {
    const inputs = depthwiseInputs([2, 3, 4, 6]);
    const precise = inputs.map((t) => t.detach().to("float64").requiresGrad_()) as [Tensor, Tensor, Tensor];
    const expected = second((all) => depthwiseRelu6ByAten(all, options), precise);
    const found = second((all) => nn.depthwiseRelu6(...all, options), inputs);
    for (const [i, gradient] of found.entries()) assertClose(gradient, expected[i] as Tensor, `input ${i}`);
  }
});

check("a depthwise convolution computes in autocast's precision, on both roads", () => {
  for (const memoryFormat of ["channels_last", "contiguous"] as const) {
    const inputs = depthwiseInputs([2, 8, 6, 6], "float32", memoryFormat);
    const y = autocast({ dtype: "bfloat16" }, () => nn.depthwiseRelu6(...inputs));
    assert.equal(y.dtype, "bfloat16");
    const gradients = grad([y.sum()], inputs) as Tensor[];
    assert.deepEqual(
      gradients.map(({ dtype }) => dtype),
      ["float32", "float32", "float32"],
    );
    const [x, weight, bias] = inputs;
    const low = [x.detach().to("bfloat16"), weight.detach(), bias.detach()] as const;
    const error = y
      .detach()
      .to("float32")
      .sub(depthwiseRelu6ByAten([low[0].to("float32"), weight, bias], {}));
    assert.ok(error.detach().abs().max().itemNumber() < 0.1, memoryFormat);
  }
});

check("a depthwise convolution refuses what does not belong together", () => {
  const [x, weight, bias] = depthwiseInputs([2, 4, 6, 6]);
  throws("value", "stride 1 and padding 0", () => nn.depthwiseRelu6(x, weight, bias, { padding: 0 }));
  assert.throws(() => nn.depthwiseRelu6(x, zeros([5, 1, 3, 3]), bias), /expected x \[N, C, H, W\]/);
  assert.throws(() => nn.depthwiseRelu6(x, weight, zeros([3])), /and \[3\]/);
  assert.throws(() => nn.depthwiseRelu6(zeros([4, 6, 6]), weight, bias), /expected x/);
  assert.deepEqual(nn.depthwiseRelu6(zeros([0, 4, 6, 6]), weight, bias, { stride: 2 }).shape, [0, 4, 3, 3]);
});

// ---- the same for the instruction sets below this CPU's own ----------------------------------------------------------
const LEVELS = ["default", "avx2", "avx512"];
const own = LEVELS.indexOf(engineReport().capability.toLowerCase());
for (const level of fixedLevel === undefined ? LEVELS.slice(0, Math.max(0, own)) : []) {
  test(`all of this holds with ${level} instructions`, async () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    await run(process.execPath, [fileURLToPath(import.meta.url)], {
      env: { ...env, ATEN_CPU_CAPABILITY: level },
    }).catch(({ stdout }: { stdout: string }) => assert.fail(stdout.slice(-8000)));
  });
}
if (fixedLevel !== undefined) {
  test("the kernels run with the instructions that were asked for", () =>
    assert.equal(engineReport().capability.toLowerCase(), fixedLevel));
}
