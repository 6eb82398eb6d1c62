// The fused operators against aten in float64. The whole file runs for each instruction set that this CPU has.
import assert from "node:assert/strict";
import {
  autocast,
  checkpoint,
  type DType,
  full,
  grad,
  gradcheck,
  noGrad,
  ones,
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
import { check, repeatBelowOwnLevel, throws } from "./kernel-levels.js";
import {
  affine,
  assertSameBits,
  checkNormAct,
  checkSecondGradients,
  checkUpsampleCat,
  FLOATS,
  isFused,
  normAct,
  normActByAten,
  random,
  upsampleCat,
  upsampleCatByAten,
} from "./kernel-oracle.js";

const SLOPES = [0, 0.01, 1];

setThreads(1);

check("values and gradients are aten's for 1 to 70 channels", () => {
  for (const dtype of FLOATS) {
    for (let channels = 1; channels <= 70; channels++) {
      scope(() => {
        const what = `${channels} channels, ${dtype}`;
        const isAffine = channels % 4 !== 0;
        const x = random([2, channels, 3, 5, 7], dtype);
        checkNormAct(x, isAffine ? affine(channels) : [undefined, undefined], SLOPES[channels % 3] ?? 0, what);
        const [groups = 1] = [4, 3, 2].filter((n) => channels % n === 0);
        const flat = random([3, channels, 5, 7], dtype);
        checkNormAct(flat, affine(channels), SLOPES[channels % 3] ?? 0, `${what}, ${groups} groups`, { groups });
        const small = random([2, channels, 2, 3, 4], dtype);
        checkUpsampleCat(small, random([2, 71 - channels, 4, 6, 8], dtype), channels % 2 === 0, what);
        const image = random([2, channels, 3, 4], dtype);
        checkUpsampleCat(image, random([2, 71 - channels, 6, 8], dtype), channels % 2 === 0, `${what}, 2D`);
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
      [1, 1],
      [1, 5],
      [3, 1],
      [6, 7],
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

check("groups of any number of channels are normed together", () => {
  const shapes = [
    [2, 24, 6, 7],
    [1, 24, 3, 4, 5],
    [3, 24, 130, 40],
  ];
  for (const dtype of FLOATS) {
    for (const groups of [1, 2, 3, 8, 24]) {
      for (const shape of shapes) {
        for (const slope of SLOPES) {
          const what = `${groups} groups of ${shape}, slope ${slope}, ${dtype}`;
          checkNormAct(random(shape, dtype), affine(24), slope, what, { groups });
        }
      }
    }
  }
  const image = random([2, 24, 6, 7]);
  const parameters = affine(24);
  assertSameBits(normAct(image, parameters, 0, 1e-5, 24), normAct(image, parameters, 0), "a group for each channel");
  checkNormAct(image, [undefined, undefined], 0, "no weight and bias", { groups: 4 });
  checkNormAct(image, [parameters[0], undefined], 0, "weight only", { groups: 4 });
  // A bias alone breaks aten's own gradient (PyTorch 2.13), so a weight of ones stands beside it.
  const [alone, withOnes] = [undefined, ones([24])].map((weight) => {
    const y = normAct(image, [weight, parameters[1]], 0, 1e-5, 4);
    return [y, ...grad([y.square().sum()], [image, parameters[1]])];
  }) as [Tensor[], Tensor[]];
  alone.forEach((found, i) => {
    assertSameBits(found, withOnes[i] as Tensor, `bias only, tensor ${i}`);
  });
  checkNormAct(random([2, 24, 6, 7], "float32", "contiguous"), parameters, 0, "contiguous", {
    groups: 4,
    fused: false,
  });
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
        const flat = random([3, channels, 2 * side, side + 1], dtype);
        const flatSkip = random([3, 5, 4 * side, 2 * side + 2], dtype);
        const calls = () => [
          normAct(x, [weight, bias], 0.01),
          normAct(flat, [weight, bias], 0, 1e-5, 1),
          upsampleCat(x, skip),
          upsampleCat(flat, flatSkip),
        ];
        const dy = calls().map((y) => randn(y.shape).to(dtype));
        const results = [1, 2, 3].map((count) => {
          setThreads(count);
          assert.equal(threads(), count);
          const y = calls();
          return [...y, ...grad(y, [x, weight, bias, skip, flat, flatSkip], { gradOutputs: dy })];
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
  const volumes = [random([2, 19, 5, 6, 7], "bfloat16"), random([2, 3, 10, 12, 14], "bfloat16")] as const;
  const images = [random([2, 19, 6, 7], "bfloat16"), random([2, 3, 12, 14], "bfloat16")] as const;
  const parameters = affine(19);
  for (const [low, call] of [
    [volumes, (x: Tensor) => normAct(x, parameters, 0.01)],
    [images, (x: Tensor) => normAct(x, parameters, 0, 1e-5, 1)],
    [volumes, upsampleCat],
    [images, upsampleCat],
  ] as const) {
    const inFull = (x: Tensor) => x.detach().to("float32").requiresGrad_();
    const high = [inFull(low[0]), inFull(low[1])] as const;
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
  const [flat, flatSkip] = [random([2, 12, 5, 6], "float32", "contiguous"), random([2, 3, 10, 12])];
  checkUpsampleCat(flat, flatSkip, false, "2D, contiguous x");
  checkUpsampleCat(flat, flatSkip.detach().contiguous().requiresGrad_(), true, "2D, contiguous", { fused: false });
  const columns = random([2, 12, 8, 12]).index("...", slice(1, 6), slice(undefined, undefined, 2));
  checkUpsampleCat(columns, flatSkip, true, "2D, every other column");
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
  gradcheck((x, w, b) => normAct(x, [w, b], 0.1, 1e-5, 2), [random([2, 4, 2, 3], "float64"), ...affine(4, "float64")]);
  gradcheck(
    (x, skip) => upsampleCat(x, skip),
    [random([2, 3, 1, 2, 2], "float64"), random([2, 2, 2, 4, 4], "float64")],
  );
  gradcheck(
    (x, skip) => upsampleCat(x, skip, false),
    [random([1, 2, 2, 1, 2], "float64"), random([1, 1, 4, 2, 4], "float64")],
  );
  gradcheck((x, skip) => upsampleCat(x, skip), [random([2, 3, 2, 3], "float64"), random([2, 2, 4, 6], "float64")]);
  assert.ok(!isFused(normAct(x, [undefined, undefined], 0)));
});

check("gradients of gradients are aten's", () => {
  const [x, skip] = [random([2, 5, 3, 4, 5]), random([2, 3, 6, 8, 10])];
  const inputs = [x, ...affine(5)];
  checkSecondGradients(
    (x, w, b) => normAct(x as Tensor, [w, b], 0.1),
    (x, w, b) => normActByAten(x as Tensor, [w, b], 0.1),
    inputs,
  );
  checkSecondGradients(
    (x, w, b) => normAct(x as Tensor, [w, b], 0.1, 1e-5, 2),
    (x, w, b) => normActByAten(x as Tensor, [w, b], 0.1, 1e-5, 2),
    [random([2, 6, 4, 5]), ...affine(6)],
  );
  for (const upsampled of [
    [x, skip],
    [random([2, 5, 4, 5]), random([2, 3, 8, 10])],
  ]) {
    checkSecondGradients(
      (x, s) => upsampleCat(x as Tensor, s as Tensor),
      (x, s) => upsampleCatByAten(x as Tensor, s as Tensor),
      upsampled,
    );
  }
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
  const image = random([2, 4, 3, 3]);
  assert.throws(
    () => normAct(image, [undefined, undefined], 0, 1e-5, 3),
    /number of channels in input to be divisible/,
  );
  assert.throws(() => normAct(image, [undefined, undefined], 0, 1e-5, 0), /expected 1 group or more, got 0/);
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
  assert.deepEqual(upsampleCat(random([0, 4, 3, 3]), random([0, 2, 6, 6])).shape, [0, 6, 6, 6]);
});

repeatBelowOwnLevel(import.meta.url);
