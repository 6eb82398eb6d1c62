import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  grad,
  instanceNorm,
  manualSeed,
  nn,
  noGrad,
  operator,
  rand,
  randn,
  scope,
  type Tensor,
} from "../../src/index.js";

const largest = (x: Tensor) => x.abs().max().itemNumber();
const LAYOUTS = ["contiguous", "channels_last"] as const;

describe("instance norm has the gradients of float64 whatever the layouts of its input and of its output's gradient", () => {
  for (const shape of [
    [1, 4, 8, 12],
    [1, 4, 4, 8, 12],
    [2, 4, 4, 8, 12],
  ]) {
    for (const options of [{ affine: true }, { affine: true, trackRunningStats: true }]) {
      for (const slope of [1, 0.01]) {
        for (const [ofInput, ofGradient] of LAYOUTS.flatMap((a) => LAYOUTS.map((b) => [a, b] as const))) {
          test(`[${shape}], ${JSON.stringify(options)}, slope ${slope}, input ${ofInput}, gradient ${ofGradient}`, () =>
            assertNoLeaks(() =>
              scope(() => {
                manualSeed(0);
                const lastly = shape.length === 5 ? "channels_last_3d" : "channels_last";
                const as = (x: Tensor, layout: (typeof LAYOUTS)[number]) =>
                  x.contiguous({ memoryFormat: layout === "contiguous" ? "contiguous" : lastly });
                const norm = shape.length === 5 ? new nn.InstanceNorm3d(4, options) : new nn.InstanceNorm2d(4, options);
                noGrad(() => norm.weight?.copy_(rand([4]).add(0.5)));
                const x = as(randn(shape), ofInput).requiresGrad_();
                const cotangent = as(randn(shape), ofGradient);
                const gradients = (input: Tensor, gradient: Tensor) =>
                  grad([norm.leakyRelu(input, slope)], [input, norm.weight as Tensor, norm.bias as Tensor], {
                    gradOutputs: [gradient],
                  }) as Tensor[];
                const found = gradients(x, cotangent);
                norm.to({ dtype: "float64" });
                const exact = x.detach().to("float64").contiguous().requiresGrad_();
                const wanted = gradients(exact, cotangent.to("float64").contiguous());
                for (const [i, gradient] of wanted.entries()) {
                  const off = largest((found[i] as Tensor).to("float64").sub(gradient));
                  assert.ok(off < 1e-5 * largest(gradient), `gradient ${i} is off by ${off}`);
                }
                norm.dispose();
              }),
            ));
        }
      }
    }
  }
});

test("instance norm as a GPU computes it in channels_last, sample by sample, has the values and gradients of aten's", () =>
  assertNoLeaks(() =>
    scope(() => {
      const bySamples = operator("mandn::instance_norm_by_samples");
      for (const [shape, memoryFormat] of [
        [[3, 5, 4, 6, 7], "channels_last_3d"],
        [[1, 16, 4, 6, 1], "channels_last_3d"],
        [[2, 1, 4, 6, 8], "channels_last_3d"],
        [[3, 5, 6, 7], "channels_last"],
      ] as const) {
        manualSeed(0);
        const channels = shape[1];
        const inputs = [randn(shape).contiguous({ memoryFormat }), rand([channels]).add(0.5), rand([channels])];
        const cotangent = randn(shape).contiguous({ memoryFormat });
        const outcome = (of: readonly Tensor[], norm: (x: Tensor, weight: Tensor, bias: Tensor) => Tensor) => {
          const leaves = of.map((one) => one.detach().requiresGrad_()) as [Tensor, Tensor, Tensor];
          const y = norm(...leaves);
          return [y, ...grad([y], leaves, { gradOutputs: [cotangent.to(y.dtype)] })] as Tensor[];
        };
        const found = outcome(inputs, (...of) => bySamples.callTensor(...of, 1e-5));
        assert.ok(found[0]?.isContiguous(memoryFormat), "it stays in channels_last");
        const exact = inputs.map((one) => one.to("float64").contiguous());
        const wanted = outcome(exact, (...of) => instanceNorm(...of, undefined, undefined, true, 0, 1e-5, false));
        const pairs = wanted.map((other, k) => [found[k] as Tensor, other] as const);
        for (const [ours, other] of pairs) {
          const off = largest(ours.to("float64").sub(other));
          assert.ok(off < 1e-5 * largest(other), `[${shape}] is off by ${off}`);
        }
      }
    }),
  ));

test("a norm that is not to update its statistics leaves them, and gives what it gives in training", () =>
  assertNoLeaks(() =>
    scope(() => {
      for (const norm of [new nn.BatchNorm3d(3), new nn.InstanceNorm3d(3, { trackRunningStats: true, affine: true })]) {
        const x = randn([2, 3, 4, 4, 4]);
        norm.updatesStatistics = false;
        const without = norm.forward(x);
        assert.ok((norm.running_mean as Tensor).eq(0).all().item());
        norm.updatesStatistics = true;
        assert.ok(without.allclose(norm.forward(x)));
        assert.ok((norm.running_mean as Tensor).ne(0).any().item());
        norm.dispose();
      }
    }),
  ));
