import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arange,
  assertNoLeaks,
  float,
  type Index,
  type NestedArray,
  noGrad,
  scope,
  slice,
  Tensor,
  TorchError,
  tensor,
  zeros,
} from "../src/index.js";
import { fixture } from "./support/fixtures.js";

type Item =
  | number
  | boolean
  | null
  | "..."
  | { slice: [number | null, number | null, number] }
  | { mask: NestedArray }
  | { at: NestedArray };
interface Case {
  readonly index: readonly Item[];
  readonly error?: string;
  readonly shape: number[];
  readonly values: number[];
  readonly written: number[];
  readonly copied: number[];
}

function indexOf(item: Item): Index {
  if (typeof item !== "object" || item === null) return item;
  if ("slice" in item) return slice(item.slice[0] ?? undefined, item.slice[1] ?? undefined, item.slice[2]);
  if ("at" in item) return tensor(item.at, { dtype: "int64" });
  return tensor(item.mask, { dtype: "bool" });
}

const base = () => arange(60, { dtype: "float32" }).reshape([3, 4, 5]);
const flat = (x: Tensor) => Array.from(x.toTypedArray(), Number);
const isTorchError =
  (...codes: string[]) =>
  (error: unknown) =>
    error instanceof TorchError && codes.includes(error.code);

test("each index reads, fills and copies what Python's does", () =>
  assertNoLeaks(() => {
    for (const expected of fixture<Case[]>("indexing.json")) {
      scope(() => {
        const name = JSON.stringify(expected.index);
        const index = expected.index.map(indexOf);
        if (expected.error !== undefined) {
          assert.throws(() => base().index(...index), isTorchError("index", "shape"), name);
          assert.throws(() => base().indexPut_(index, 0), isTorchError("index", "shape"), name);
          return;
        }
        const x = base();
        const found = x.index(...index);
        assert.deepEqual(found.shape, expected.shape, name);
        assert.deepEqual(flat(found), expected.values, name);
        const isView = index.every((item) => !(item instanceof Tensor) && typeof item !== "boolean");
        if (found.numel > 0) assert.equal(found.sharesStorageWith(x), isView, name);
        const written = flat(base().indexPut_(index, float(-1)));
        assert.deepEqual(
          written.flatMap((value, i) => (value === -1 ? [i] : [])),
          expected.written,
          name,
        );
        const values = arange(found.numel, { dtype: "float32" }).add(100).reshape(found.shape);
        assert.deepEqual(flat(base().indexPut_(index, values)), expected.copied, name);
      });
    }
  }));

test("a view shares memory both ways, and gradients flow through it", () =>
  assertNoLeaks(() =>
    scope(() => {
      const x = zeros([3, 4]);
      const row = x.index(1);
      x.indexPut_([1, slice(0, 2)], 5);
      assert.deepEqual(row.toArray(), [5, 5, 0, 0]);
      row.fill_(2);
      assert.deepEqual(x.index(1).toArray(), [2, 2, 2, 2]);
      const leaf = tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { requiresGrad: true },
      );
      leaf.index("...", 1).mul(3).sum().backward();
      leaf
        .index(tensor([0, 0], { dtype: "int64" }))
        .sum()
        .backward();
      assert.deepEqual(leaf.grad?.toArray(), [
        [2, 5],
        [0, 3],
      ]);
    }),
  ));

test("writing through an index into a tensor that requires gradients takes part in the graph", () =>
  assertNoLeaks(() =>
    scope(() => {
      const leaf = tensor([1, 2, 3], { requiresGrad: true });
      const value = tensor(4, { requiresGrad: true });
      const y = leaf.mul(2).indexPut_([1], value);
      y.sum().backward();
      assert.deepEqual(leaf.grad?.toArray(), [2, 0, 2]);
      assert.equal(value.grad?.item(), 1);
      assert.throws(() => leaf.indexPut_([0], 1), isTorchError("autograd"));
      noGrad(() => leaf.indexPut_([0], 9));
      assert.deepEqual(leaf.toArray(), [9, 2, 3]);
    }),
  ));

test("index() of nothing is a view, not the tensor itself", () =>
  assertNoLeaks(() =>
    scope(() => {
      const x = tensor([1, 2]);
      const y = x.index();
      assert.notEqual(y, x);
      assert.ok(y.sharesStorageWith(x));
      y.dispose();
      assert.deepEqual(x.toArray(), [1, 2]);
    }),
  ));

test("wrong indices are errors that say what is wrong", () =>
  assertNoLeaks(() =>
    scope(() => {
      const x = zeros([2, 3]);
      assert.throws(() => x.index(slice(2, 0, -1)), /step of a slice must be positive.*flip/s);
      assert.throws(() => x.index(0, 0, 0), /too many indices: 3 for a tensor with 2 dimensions/);
      assert.throws(() => x.index("...", "..."), /only one/);
      assert.throws(() => x.index(1.5), isTorchError("argument"));
      assert.throws(() => x.index(Number.NaN), isTorchError("argument"));
      assert.throws(() => x.index(tensor([0.5])), isTorchError("index", "dtype"));
      assert.throws(() => x.index("0" as never), isTorchError("argument"));
      assert.throws(() => x.index({} as never), isTorchError("argument"));
      assert.throws(() => x.indexPut_([0], tensor([1, 2])), isTorchError("shape", "runtime"));
      assert.throws(() => x.indexPut_([0], "1" as never), isTorchError("argument"));
    }),
  ));
