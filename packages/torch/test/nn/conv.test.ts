import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  autocast,
  cat,
  conv3d,
  manualSeed,
  nn,
  randn,
  scope,
  setThreads,
  type Tensor,
  TorchError,
} from "../../src/index.js";

const largest = (x: Tensor) => x.abs().max().itemNumber();

describe("a Conv3d with a kernel of 1³", () => {
  for (const threads of [1, 2]) {
    for (const bias of [true, false]) {
      test(`has conv3d's output and gradients in channels_last_3d, ${threads} threads, ${bias ? "with" : "no"} bias`, () =>
        assertNoLeaks(() =>
          scope(() => {
            setThreads(threads);
            manualSeed(0);
            const layer = new nn.Conv3d(6, 4, 1, { bias });
            layer.to({ memoryFormat: "channels_last_3d" });
            const x = randn([1, 6, 3, 5, 4]).contiguous({ memoryFormat: "channels_last_3d" }).requiresGrad_();
            const y = layer.forward(x);
            const cotangent = randn(y.shape);
            y.backward({ gradient: cotangent });

            const exact = [x, ...layer.parameters()].map((t) => t.detach().to("float64").contiguous().requiresGrad_());
            const wanted = conv3d(exact[0] as Tensor, exact[1] as Tensor, exact[2]);
            wanted.backward({ gradient: cotangent.to("float64") });
            assert.ok(largest(y.sub(wanted)) < 1e-6 * largest(wanted));
            for (const [i, tensor] of [x, ...layer.parameters()].entries()) {
              const gradient = exact[i]?.grad as Tensor;
              assert.ok(largest(gradient.sub(tensor.grad as Tensor)) < 1e-6 * largest(gradient), `gradient ${i}`);
            }
            if (threads === 1) assert.ok(y.isContiguous("channels_last_3d"));
            layer.dispose();
          }),
        ));
    }
  }

  test("takes part in autocast, refuses other channels, and takes a volume without a batch", () =>
    scope(() => {
      setThreads(1);
      const layer = new nn.Conv3d(6, 4, 1);
      const x = randn([2, 6, 3, 5, 4]).contiguous({ memoryFormat: "channels_last_3d" });
      assert.equal(autocast({}, () => layer.forward(x)).dtype, "bfloat16");
      assert.deepEqual(layer.forward(x.select(0, 0)).shape, [4, 3, 5, 4]);
      const other = randn([2, 5, 3, 5, 4]).contiguous({ memoryFormat: "channels_last_3d" });
      assert.throws(
        () => layer.forward(other),
        (e) => e instanceof TorchError && e.code === "shape",
      );
      layer.dispose();
    }));

  test("keeps its stride and padding", () =>
    scope(() => {
      setThreads(1);
      const x = randn([1, 2, 4, 4, 4]).contiguous({ memoryFormat: "channels_last_3d" });
      for (const options of [{ stride: 2 }, { padding: 1 }, { groups: 2 }]) {
        const layer = new nn.Conv3d(2, 2, 1, options);
        const { weight, bias, stride, padding, groups } = layer;
        const wanted = conv3d(x, weight, bias, stride, padding, 1, groups);
        assert.ok(layer.forward(x).allclose(wanted, { rtol: 1e-5, atol: 1e-6 }), JSON.stringify(options));
        layer.dispose();
      }
    }));
});

describe("one small volume", () => {
  const cases: readonly (readonly [options: nn.ConvOptions, kernel: number | number[], size: number[]])[] = [
    [{ padding: 1 }, 3, [6, 8, 5]],
    [{ padding: [0, 2, 1], bias: false }, [1, 5, 3], [4, 7, 9]],
    [{ padding: 1, stride: 2 }, 3, [7, 6, 5]],
    [{ padding: 2, dilation: 2 }, 3, [6, 5, 7]],
    [{ padding: 1, groups: 2 }, 3, [5, 4, 6]],
    [{ padding: "same" }, 3, [5, 4, 6]],
  ];
  for (const [options, kernel, size] of cases) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`has conv3d's output and gradients: ${JSON.stringify(options)}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          scope(() => {
            manualSeed(0);
            const layer = new nn.Conv3d(4, 6, kernel, options).to({ memoryFormat });
            const x = randn([1, 4, ...size])
              .contiguous({ memoryFormat })
              .requiresGrad_();
            const y = layer.forward(x);
            const cotangent = randn(y.shape);
            y.backward({ gradient: cotangent });
            const exact = [x, ...layer.parameters()].map((t) => t.detach().to("float64").contiguous().requiresGrad_());
            const { stride, padding, dilation, groups } = layer;
            const wanted = conv3d(exact[0] as Tensor, exact[1] as Tensor, exact[2], stride, padding, dilation, groups);
            wanted.backward({ gradient: cotangent.to("float64") });
            assert.ok(largest(y.sub(wanted)) < 2e-6 * largest(wanted));
            for (const [i, tensor] of [x, ...layer.parameters()].entries()) {
              const gradient = exact[i]?.grad as Tensor;
              assert.ok(largest(gradient.sub(tensor.grad as Tensor)) < 2e-6 * largest(gradient), `gradient ${i}`);
            }
            layer.dispose();
          }),
        ));
    }
  }

  test("is convolved by the kernel that larger batches have", () =>
    scope(() => {
      setThreads(1);
      manualSeed(0);
      const [weight, bias] = [randn([6, 4, 3, 3, 3]), randn([6])];
      const x = randn([1, 4, 6, 8, 5]);
      const two = conv3d(cat([x, x]), weight, bias, 1, 1);
      assert.ok(conv3d(x, weight, bias, 1, 1).equal(two.narrow(0, 0, 1)));
    }));

  test("that does not fit is refused as any other", () =>
    scope(() => {
      const weight = randn([6, 4, 3, 3, 3]);
      const refused = (x: Tensor, message: RegExp) =>
        assert.throws(
          () => conv3d(x, weight),
          (e) => e instanceof TorchError && message.test(e.message),
        );
      refused(randn([1, 5, 6, 8, 5]), /channels/);
      refused(randn([1, 4, 6, 2, 5]), /[Kk]ernel size/);
    }));
});
