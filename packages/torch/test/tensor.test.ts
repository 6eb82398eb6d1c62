import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageChannel } from "node:worker_threads";
import {
  add,
  arange,
  assertNoLeaks,
  Complex,
  clamp,
  conv3d,
  type DType,
  div,
  float,
  fromTypedArray,
  full,
  keep,
  max,
  min,
  norm,
  normal,
  ones,
  operator,
  pow,
  randint,
  scope,
  split,
  std,
  sub,
  sum,
  type Tensor,
  TorchError,
  tensor,
  var as variance,
  where,
  zeros,
} from "../src/index.js";
import { fails, inScope } from "./support/checks.js";
import { collectGarbage } from "./support/gc.js";

const int64 = (data: readonly number[]) => tensor(data, { dtype: "int64" });

test(
  "nested arrays become tensors of their shape, with the widest kind of element",
  inScope(() => {
    const cases: [Parameters<typeof tensor>[0], DType, number[]][] = [
      [2, "float32", []],
      [[1, 2], "float32", [2]],
      [[[1.5], [2]], "float32", [2, 1]],
      [[1n, 2n], "int64", [2]],
      [[1n, 2], "float32", [2]],
      [[true, false], "bool", [2]],
      [[true, 2], "float32", [2]],
      [[true, 2n], "int64", [2]],
      [[1, new Complex(0, 2)], "complex64", [2]],
      [[], "float32", [0]],
      [[[], []], "float32", [2, 0]],
    ];
    for (const [data, dtype, shape] of cases) {
      const x = tensor(data);
      assert.equal(x.dtype, dtype);
      assert.deepEqual(x.shape, shape);
    }
  }),
);

test(
  "each dtype comes back as it went in",
  inScope(() => {
    const round: [DType, Parameters<typeof tensor>[0]][] = [
      ...(["float32", "float64", "float16", "bfloat16"] as const).map((d) => [d, [1.5, -2, 0]] as [DType, number[]]),
      ...(["int8", "int16", "int32"] as const).map((d) => [d, [-7, 100]] as [DType, number[]]),
      ...(["uint8", "uint16", "uint32"] as const).map((d) => [d, [7, 200]] as [DType, number[]]),
      ["int64", [-(2n ** 63n), 2n ** 63n - 1n]],
      ["uint64", [2n ** 64n - 1n]],
      ["bool", [[true], [false]]],
      ["complex64", [new Complex(1, -2), new Complex(0.5, 0)]],
      ["complex128", [[new Complex(0.1, 1e-300)]]],
      ["float8_e4m3fn", [1.5, -448]],
      ["float8_e5m2", [0.25, 57344]],
    ];
    for (const [dtype, data] of round) {
      const x = tensor(data, { dtype });
      assert.equal(x.dtype, dtype);
      assert.deepEqual(x.toArray(), data, dtype);
    }
    assert.deepEqual(tensor([new Complex(1, 2)]).toTypedArray(), Float32Array.of(1, 2));
    assert.deepEqual(
      operator("aten::conj")
        .callTensor(tensor([new Complex(1, 2)]))
        .toArray(),
      [new Complex(1, -2)],
    );
    assert.deepEqual(zeros([2, 0, 3]).toArray(), [[], []]);
    assert.deepEqual(
      tensor([
        [1, 2],
        [3, 4],
      ])
        .t()
        .toTypedArray(),
      Float32Array.of(1, 3, 2, 4),
    );
    const leaf = tensor([1.5], { dtype: "bfloat16", requiresGrad: true });
    assert.deepEqual(leaf.toArray(), [1.5]);
  }),
);

test(
  "elements that a dtype cannot hold are refused, fractions cut off as PyTorch does",
  inScope(() => {
    assert.deepEqual(tensor([2.9, -2.9], { dtype: "int32" }).toArray(), [2, -2]);
    assert.deepEqual(int64([2.9, -2.9]).toArray(), [2n, -2n]);
    fails("value", () => tensor([300], { dtype: "int8" }), /300 does not fit into int8/);
    fails("value", () => tensor([-1], { dtype: "uint8" }));
    fails("value", () => tensor([Number.NaN], { dtype: "int32" }));
    fails("value", () => tensor([Number.NaN], { dtype: "int64" }));
    fails("value", () => tensor([2n ** 63n], { dtype: "int64" }));
    fails("value", () => tensor([-1], { dtype: "uint64" }));
    fails("value", () => tensor([new Complex(1, 2)], { dtype: "float32" }));
    fails("shape", () => tensor([[1, 2], [3]]));
    fails("shape", () => tensor([1, [2]]));
    fails("argument", () => tensor(["1"] as never));
    fails("argument", () => tensor(undefined as never));
    fails("argument", () => tensor([null] as never));
    fails("argument", () => tensor(new DataView(new ArrayBuffer(4)) as never));
    fails("dtype", () => tensor([1], { dtype: "float31" as never }));
    fails("device", () => tensor([1], { device: "cpux" as never }));
  }),
);

test(
  "typed arrays keep their type; tensor() copies, fromTypedArray() does not",
  inScope(() => {
    const data = Float32Array.of(1, 2, 3, 4);
    const copy = tensor(data);
    const view = fromTypedArray(data, [2, 2]);
    data[0] = 9;
    assert.deepEqual(copy.toArray(), [1, 2, 3, 4]);
    assert.deepEqual(view.toArray(), [
      [9, 2],
      [3, 4],
    ]);
    view.mul_(2);
    assert.deepEqual([...data], [18, 4, 6, 8]);
    const part = fromTypedArray(data.subarray(1, 3));
    part.fill_(-1);
    assert.deepEqual([...data], [18, -1, -1, 8]);
    assert.equal(fromTypedArray(BigInt64Array.of(1n)).dtype, "int64");
    const node = Buffer.from([1, 2]);
    const copied = tensor(node);
    node[0] = 7;
    assert.deepEqual(copied.toArray(), [1, 2]);
    assert.equal(fromTypedArray(node).dtype, "uint8");
    const half = fromTypedArray(Uint16Array.of(0x3fc0), [1], "bfloat16");
    assert.deepEqual(half.toArray(), [1.5]);
    assert.deepEqual(fromTypedArray(Uint8Array.of(1, 0), [2], "bool").toArray(), [true, false]);
    assert.deepEqual(fromTypedArray(new Float32Array(0), [0, 3]).shape, [0, 3]);
    fails("shape", () => fromTypedArray(data, [5]));
    fails("shape", () => fromTypedArray(data, [-1]));
    fails("shape", () => fromTypedArray(data, [2 ** 40, 2 ** 40]));
    fails("shape", () => fromTypedArray(data, [4], "float64"));
    fails("argument", () => fromTypedArray(new Uint8Array(9).subarray(1), [2], "float32"), /aligned/);
  }),
);

test(
  "a SharedArrayBuffer lies under a tensor without a copy",
  inScope(() => {
    const shared = new Int32Array(new SharedArrayBuffer(16));
    const x = fromTypedArray(shared, [2, 2]);
    shared[3] = 5;
    x.index(0).fill_(4);
    assert.deepEqual(x.toArray(), [
      [4, 4],
      [0, 5],
    ]);
    assert.deepEqual([...shared], [4, 4, 0, 5]);
  }),
);

test("the tensor keeps the array's memory from the garbage collector, also through views and the graph", () =>
  assertNoLeaks(async () => {
    const view = scope(() => keep(fromTypedArray(new Float32Array(1 << 18).fill(3)).index(5)));
    const leaf = keep(tensor([2], { requiresGrad: true }));
    const product = scope(() =>
      keep(leaf.mul(fromTypedArray(new Float32Array(1 << 18).fill(7)).narrow(0, 9, 1)).sum()),
    );
    for (let i = 0; i < 5; i++) {
      new Float32Array(1 << 20).fill(1);
      await collectGarbage();
    }
    assert.equal(view.item(), 3);
    product.backward();
    scope(() => assert.deepEqual(leaf.grad?.toArray(), [7]));
    for (const x of [view, product, leaf]) x.dispose();
  }));

test("array memory is given back to the collector once its last tensor is gone", () =>
  assertNoLeaks(async () => {
    const data = (() => {
      const array = new Float32Array(1 << 16);
      scope(() => void fromTypedArray(array));
      return new WeakRef(array);
    })();
    for (let i = 0; i < 20 && data.deref() !== undefined; i++) await collectGarbage();
    assert.equal(data.deref(), undefined);
  }));

test(
  "memory under a tensor cannot be taken away: no transfer, no resizable buffer",
  inScope(() => {
    const data = new Float32Array([1, 2]);
    const x = fromTypedArray(data);
    const { port1 } = new MessageChannel();
    try {
      port1.postMessage(data, [data.buffer]);
    } catch (error) {
      assert.equal((error as Error).name, "DataCloneError");
    }
    port1.close();
    assert.equal(data.length, 2);
    assert.deepEqual(x.toArray(), [1, 2]);
    type Resizable = new (length: number, options: { maxByteLength: number }) => ArrayBuffer;
    const resizable = new (ArrayBuffer as unknown as Resizable)(8, { maxByteLength: 64 });
    fails("argument", () => fromTypedArray(new Float32Array(resizable)), /resizable/);
  }),
);

test(
  "shape, strides, dtype, device and memory format can be read",
  inScope(() => {
    const x = zeros([2, 3, 4, 5]);
    assert.deepEqual(
      [x.shape, x.strides, x.dim, x.numel, x.size(-1), x.storageOffset],
      [[2, 3, 4, 5], [60, 20, 5, 1], 4, 120, 5, 0],
    );
    assert.deepEqual([x.dtype, x.device, x.layout], ["float32", "cpu", "strided"]);
    const y = x.to({ memoryFormat: "channels_last" });
    assert.deepEqual(y.strides, [60, 1, 15, 3]);
    assert.ok(y.isContiguous("channels_last") && !y.isContiguous());
    assert.ok(zeros([1, 2, 3, 4, 5]).to({ memoryFormat: "channels_last_3d" }).isContiguous("channels_last_3d"));
    assert.equal(x.index(1).storageOffset, 60);
    fails("index", () => x.size(4));
    fails("index", () => x.size(-5));
    fails("argument", () => x.isContiguous("rows" as never));
  }),
);

test(
  "to() converts by dtype, device, options or another tensor's",
  inScope(() => {
    const x = tensor([1.5, 2]);
    assert.equal(x.to("int64").dtype, "int64");
    assert.equal(x.to("cpu").device, "cpu");
    assert.equal(x.to("meta").device, "meta");
    assert.equal(x.to({ dtype: "float16", device: "meta" }).dtype, "float16");
    assert.equal(x.to(tensor([1n])).dtype, "int64");
    assert.ok(x.to("float32").sharesStorageWith(x));
    assert.ok(!x.to({ copy: true }).sharesStorageWith(x));
    fails("device", () => x.to("nowhere" as never));
  }),
);

test(
  "an integral number is an int to promotion, any other and float() a float",
  inScope(() => {
    const i = int64([1, 2]);
    assert.equal(i.add(2).dtype, "int64");
    assert.equal(i.add(2.5).dtype, "float32");
    assert.equal(i.add(float(2)).dtype, "float32");
    assert.equal(i.add(2n).dtype, "int64");
    assert.equal(i.add(true).dtype, "int64");
    assert.equal(i.add(new Complex(0, 1)).dtype, "complex64");
    assert.equal(tensor([1], { dtype: "float64" }).add(2.5).dtype, "float64");
    assert.equal(tensor([true]).add(1).dtype, "int64");
    assert.deepEqual(i.add(2n ** 62n).toArray(), [2n ** 62n + 1n, 2n ** 62n + 2n]);
    assert.deepEqual(i.to("float64").add(Number.POSITIVE_INFINITY).toArray(), [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    fails("argument", () => i.add(2n ** 64n));
  }),
);

test(
  "keyword arguments can be given by position or in a trailing object",
  inScope(() => {
    const x = tensor([
      [1, 5],
      [3, 2],
    ]);
    assert.deepEqual(sum(x, 1, true).toArray(), sum(x, 1, { keepdim: true }).toArray());
    assert.deepEqual(x.sum({ dtype: "float64" }).dtype, "float64");
    assert.deepEqual(x.sum([0, 1]).item(), 11);
    assert.deepEqual(x.flatten({ startDim: 0, endDim: 1 }).shape, [4]);
    const volume = ones([1, 1, 4, 4, 4]);
    assert.deepEqual(conv3d(volume, ones([1, 1, 3, 3, 3]), undefined, 1, 1).shape, [1, 1, 4, 4, 4]);
    assert.deepEqual(conv3d(volume, ones([1, 1, 3, 3, 3]), { padding: [1, 0, 1] }).shape, [1, 1, 4, 2, 4]);
    assert.deepEqual(conv3d(volume, ones([1, 1, 3, 3, 3]), { padding: "same" }).shape, [1, 1, 4, 4, 4]);
  }),
);

test(
  "the arguments choose the overload",
  inScope(() => {
    const x = tensor([
      [1, -5],
      [3, 2],
    ]);
    const y = tensor([
      [2, 2],
      [2, 2],
    ]);
    assert.deepEqual(add(x, y, { alpha: 2 }).toArray(), [
      [5, -1],
      [7, 6],
    ]);
    assert.deepEqual(add(x, 1, { alpha: 2 }).toArray(), [
      [3, -3],
      [5, 4],
    ]);
    assert.deepEqual(sub(x, y, { alpha: 0.5 }).toArray(), [
      [0, -6],
      [2, 1],
    ]);
    assert.deepEqual(div(x, 2, { roundingMode: "floor" }).toArray(), [
      [0, -3],
      [1, 1],
    ]);
    assert.deepEqual(div(x, y, { roundingMode: "trunc" }).toArray(), [
      [0, -2],
      [1, 1],
    ]);
    assert.deepEqual(div(int64([1]), int64([2])).toArray(), [0.5]);
    assert.equal(max(x).item(), 3);
    const [values, indices] = max(x, 1);
    assert.deepEqual(
      [values.toArray(), indices.toArray()],
      [
        [1, 3],
        [0n, 0n],
      ],
    );
    assert.deepEqual(max(x, 0, { keepdim: true })[0].shape, [1, 2]);
    assert.deepEqual(min(x, y).toArray(), [
      [1, -5],
      [2, 2],
    ]);
    assert.equal(std(x, { unbiased: false }).item(), std(x, { correction: 0 }).item());
    assert.deepEqual(std(x, 0).shape, [2]);
    assert.deepEqual(std(x, [0, 1], { correction: 0, keepdim: true }).shape, [1, 1]);
    assert.equal(variance(x).dim, 0);
    assert.deepEqual(variance(x, 1, { correction: 0 }).toArray(), [9, 0.25]);
    assert.deepEqual(x.var(1, { correction: 0 }).toArray(), [9, 0.25]);
    assert.equal(norm(tensor([3, 4])).item(), 5);
    assert.equal(norm(tensor([3, 4]), 1).item(), 7);
    assert.deepEqual(norm(x, 2, 0, { keepdim: true }).shape, [1, 2]);
    assert.deepEqual(
      split(arange(5, { dtype: "int64" }), 2).map((t) => t.numel),
      [2, 2, 1],
    );
    assert.deepEqual(
      split(arange(5, { dtype: "int64" }), [1, 4]).map((t) => t.numel),
      [1, 4],
    );
    assert.deepEqual(
      split(x, 1, { dim: 1 }).map((t) => t.shape),
      [
        [2, 1],
        [2, 1],
      ],
    );
    assert.deepEqual(clamp(x, 0).toArray(), [
      [1, 0],
      [3, 2],
    ]);
    assert.deepEqual(clamp(x, { max: 1 }).toArray(), [
      [1, -5],
      [1, 1],
    ]);
    assert.deepEqual(clamp(x, 0, 2).toArray(), [
      [1, 0],
      [2, 2],
    ]);
    assert.deepEqual(clamp(x, { min: y }).toArray(), [
      [2, 2],
      [3, 2],
    ]);
    assert.deepEqual(clamp(x, undefined, 0).toArray(), [
      [0, -5],
      [0, 0],
    ]);
    const mask = x.gt(0);
    assert.deepEqual(where(mask, x, 0).toArray(), [
      [1, 0],
      [3, 2],
    ]);
    assert.deepEqual(where(mask, 1, y).toArray(), [
      [1, 2],
      [1, 1],
    ]);
    assert.deepEqual(
      where(mask).map((t) => t.toArray()),
      [
        [0n, 1n, 1n],
        [0n, 0n, 1n],
      ],
    );
    assert.deepEqual(pow(tensor([2]), 3).toArray(), [8]);
    assert.deepEqual(pow(2, tensor([3])).toArray(), [8]);
    assert.deepEqual(pow(tensor([2]), tensor([3, 1])).toArray(), [8, 2]);
    assert.deepEqual(normal(0, 0, [2]).toArray(), [0, 0]);
    assert.deepEqual(normal(tensor([5]), 0).toArray(), [5]);
    assert.deepEqual(normal(tensor([5]), tensor([0])).toArray(), [5]);
    assert.deepEqual(normal(5, tensor([0])).toArray(), [5]);
    assert.deepEqual(arange(3, { dtype: "int64" }).toArray(), [0n, 1n, 2n]);
    assert.deepEqual(arange(1, 3, { dtype: "float32" }).toArray(), [1, 2]);
    assert.deepEqual(arange(0, 1, 0.5, { dtype: undefined }).toArray(), [0, 0.5]);
    assert.deepEqual(arange(0, 6, { step: 3, dtype: "int32" }).toArray(), [0, 3]);
    assert.deepEqual(randint(1, [2], { dtype: "int64" }).toArray(), [0n, 0n]);
    assert.deepEqual(randint(4, 5, [2], { dtype: "float32" }).toArray(), [4, 4]);
    assert.deepEqual(full([2], 7, { dtype: "int64" }).toArray(), [7n, 7n]);
    assert.deepEqual(x.view([4]).shape, [4]);
    assert.equal(x.view("int32").dtype, "int32");
    assert.equal(x.transpose(0, 1).toArray().toString(), "1,3,-5,2");
    assert.deepEqual(x.eq(y).any().item(), true);
    assert.deepEqual(x.sort(1)[0].toArray(), [
      [-5, 1],
      [2, 3],
    ]);
    assert.deepEqual(x.sort({ dim: 1, descending: true })[0].toArray(), [
      [1, -5],
      [3, 2],
    ]);
  }),
);

test(
  "in-place methods return the same object",
  inScope(() => {
    const x = zeros([2]);
    assert.equal(x.add_(1), x);
    assert.equal(x.clamp_(0, 0.5), x);
    assert.equal(x.requiresGrad_(), x);
    assert.deepEqual(x.toArray(), [0.5, 0.5]);
  }),
);

test(
  "arguments that no overload takes are refused by name, with the signatures there are",
  inScope(() => {
    const x = zeros([2]);
    fails("argument", () => add(x, "1" as never), /no overload.*aten::add\.Tensor/s);
    fails("argument", () => add(x, x, { alfa: 1 } as never), /alfa/);
    fails("argument", () => max(x, 0.5 as never));
    fails(
      "argument",
      () => (x as unknown as { relu(n: number): Tensor }).relu.call({} as Tensor, 1),
      /expected a Tensor/,
    );
    fails("argument", () => full([2], 1, {} as never).add(full("2" as never, 1, { dtype: "int64" })));
    fails("dtype", () => full([2], 1, { dtype: "float33" as never }));
    fails("argument", () => operator("aten::relu").call(x, x), /too many arguments: 2 for 1/);
    fails("argument", () => operator("aten::relu").call(), /'self'.*missing/);
    fails("argument", () => operator("aten::relu").call("x"), /expected a Tensor, got a string/);
    fails("argument", () => operator("aten::conv2d").call(x));
  }),
);

test(
  "item() gives JavaScript's own values",
  inScope(() => {
    assert.equal(tensor(2.5).item(), 2.5);
    assert.equal(tensor(true).item(), true);
    assert.equal(tensor(3n).item(), 3);
    assert.equal(tensor(2n ** 60n + 1n).item(), 2n ** 60n + 1n);
    assert.deepEqual(tensor(new Complex(1, 2)).item(), { re: 1, im: 2 });
    assert.equal(tensor(true).itemNumber(), 1);
    fails("value", () => tensor(2n ** 60n + 1n).itemNumber());
    assert.throws(() => zeros([2]).item(), TorchError);
  }),
);
