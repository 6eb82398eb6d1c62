import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assertNoLeaks,
  keep,
  listLiveTensors,
  liveTensors,
  liveTensorsByScope,
  noGrad,
  ones,
  scope,
  type Tensor,
  TorchError,
  zeros,
} from "../src/index.js";
import { native } from "../src/native.js";
import { collectGarbage } from "./support/gc.js";

const isCode = (code: string) => (error: unknown) => error instanceof TorchError && error.code === code;

test("a scope frees what was made inside and keeps what it returns", () =>
  assertNoLeaks(() => {
    let inner: Tensor | undefined;
    const kept = scope(() => {
      inner = zeros([2]);
      return inner.add(1);
    });
    assert.ok(inner?.isDisposed);
    assert.deepEqual(kept.toArray(), [1, 1]);
    kept.dispose();
  }));

test("tensors returned in arrays, objects, maps, sets and cycles pass to the scope around", () =>
  assertNoLeaks(() => {
    const all: Tensor[] = [];
    const make = () => {
      const x = zeros([1]);
      all.push(x);
      return x;
    };
    scope(() => {
      const result = scope(() => {
        const cycle: { self?: unknown; x: Tensor } = { x: make() };
        cycle.self = cycle;
        return {
          list: [make(), [make()]],
          map: new Map([["a", make()]]),
          set: new Set([make()]),
          cycle,
          data: new Float32Array(2),
        };
      });
      assert.ok(all.every((x) => !x.isDisposed));
      assert.equal(result.map.get("a")?.item(), 0);
    });
    assert.equal(all.length, 5);
    assert.ok(all.every((x) => x.isDisposed));
  }));

test("nested scopes count their tensors by depth", () =>
  assertNoLeaks(() => {
    const before = liveTensorsByScope();
    scope(() => {
      zeros([1]);
      scope(() => {
        zeros([1]);
        ones([1]);
        const outside = keep(zeros([1]));
        const now = liveTensorsByScope();
        assert.equal(now[0], (before[0] ?? 0) + 1);
        assert.deepEqual(now.slice(1), [1, 2]);
        outside.dispose();
      });
      assert.deepEqual(liveTensorsByScope().slice(1), [1]);
    });
    assert.deepEqual(liveTensorsByScope(), before);
  }));

test("a tensor made outside stays where it is when an inner scope returns it", () =>
  assertNoLeaks(() => {
    const outer = zeros([1]);
    assert.equal(
      scope(() => outer),
      outer,
    );
    scope(() => scope(() => outer));
    assert.ok(!outer.isDisposed);
    outer.dispose();
  }));

test("keep takes a tensor out of all scopes", () =>
  assertNoLeaks(() => {
    const kept: Tensor[] = [];
    scope(() => scope(() => void kept.push(keep(zeros([1])))));
    const listed = listLiveTensors().filter((t) => t.operator?.startsWith("aten::zeros"));
    assert.equal(listed.length, 1);
    assert.deepEqual([listed[0]?.scopeDepth, listed[0]?.shape, listed[0]?.dtype], [0, [1], "float32"]);
    kept[0]?.dispose();
  }));

test("exceptions free everything, the scopes around included", () =>
  assertNoLeaks(() => {
    const depth = liveTensorsByScope().length;
    assert.throws(
      () =>
        scope(() => {
          zeros([1]);
          scope(() => {
            zeros([1]);
            throw new RangeError("mine");
          });
        }),
      RangeError,
    );
    assert.ok(liveTensorsByScope().length <= depth);
    assert.throws(
      () =>
        scope(() => ({
          x: zeros([1]),
          get y(): Tensor {
            throw new RangeError("getter");
          },
        })),
      RangeError,
    );
  }));

test("a promise returned is an error, and everything is freed", () =>
  assertNoLeaks(async () => {
    let x: Tensor | undefined;
    const run = () =>
      scope(async () => {
        x = zeros([1]);
        await Promise.resolve();
        return x.add(1);
      });
    assert.throws(run, isCode("scope"));
    assert.ok(x?.isDisposed);
    await collectGarbage();
  }));

test("returning a disposed tensor is an error that leaves the scopes in order", () =>
  assertNoLeaks(() => {
    assert.throws(
      () =>
        scope(() => {
          const x = zeros([1]);
          ones([1]);
          x.dispose();
          return x;
        }),
      isCode("disposed"),
    );
    scope(() => assert.deepEqual(zeros([1]).toArray(), [0]));
  }));

test("using disposes at the end of its block", () =>
  assertNoLeaks(() => {
    let seen: Tensor | undefined;
    {
      using x = zeros([1]);
      seen = x;
      assert.ok(!x.isDisposed);
    }
    assert.ok(seen.isDisposed);
    seen.dispose();
  }));

test("use after free names the operator and never reaches another tensor", () =>
  assertNoLeaks(() =>
    scope(() => {
      const old = zeros([1]);
      old.dispose();
      for (let i = 0; i < 100; i++) {
        const next = ones([1]);
        assert.notEqual(next.handle, old.handle);
        assert.ok(old.isDisposed);
        next.dispose();
      }
      assert.throws(
        () => old.add(1),
        (error) =>
          isCode("disposed")(error) &&
          /aten::add/.test(String(error)) &&
          (error as TorchError).operator === "aten::add",
      );
      assert.throws(() => old.shape, isCode("disposed"));
      assert.throws(() => keep(old), isCode("disposed"));
    }),
  ));

test("scopes ended out of order are refused and can still be ended in order", () =>
  assertNoLeaks(() => {
    const outer = native.beginScope();
    const inner = native.beginScope();
    assert.throws(() => native.endScope(outer), isCode("scope"));
    native.endScope(inner);
    native.endScope(outer);
    assert.throws(() => native.endScope(outer), isCode("scope"));
  }));

test("a scope may dispose, keep and return many tensors in any order", () =>
  assertNoLeaks(() => {
    let state = 7;
    const next = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    const kept: Tensor[] = [];
    const level = (depth: number): Tensor[] =>
      scope(() => {
        const mine: Tensor[] = Array.from({ length: next(8) }, () => zeros([1]));
        if (depth < 5) mine.push(...level(depth + 1), ...level(depth + 1));
        for (const x of mine) if (next(4) === 0) x.dispose();
        const alive = mine.filter((x) => !x.isDisposed);
        for (const x of alive) if (next(5) === 0) kept.push(keep(x));
        return alive.filter(() => next(2) === 0);
      });
    for (let i = 0; i < 20; i++) for (const x of level(0)) x.dispose();
    for (const x of kept) x.dispose();
  }));

test("leaks are reported with the operator that made them", async () => {
  let leaked: Tensor | undefined;
  await assert.rejects(
    assertNoLeaks(() => {
      leaked = ones([2, 3]);
    }),
    (error) => isCode("scope")(error) && /1 tensors? leaked:\n {2}float32 \[2,3\] from aten::ones/.test(String(error)),
  );
  leaked?.dispose();
});

test("outside scopes the garbage collector frees what nothing refers to", async () => {
  const before = liveTensors();
  (() => {
    for (let i = 0; i < 50; i++) zeros([1]);
    keep(zeros([1]));
    scope(() => zeros([1]));
  })();
  assert.equal(liveTensors(), before + 52);
  for (let i = 0; i < 50 && liveTensors() > before; i++) await collectGarbage();
  assert.equal(liveTensors(), before);
});

test("a guard's state returns after exceptions inside scopes", () =>
  assertNoLeaks(() => {
    assert.throws(() => noGrad(() => scope(() => zeros([1]).add("x" as never))), isCode("argument"));
    assert.ok(native.isGradEnabled());
  }));
