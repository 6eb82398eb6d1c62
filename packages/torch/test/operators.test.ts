// PyTorch's own operator tests as ours: the sample inputs of its op_db, with the values and gradients that Python's torch
// gives. MANDN_OPERATOR_CASES names a folder with the whole set, as `make parity` writes it.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  argmax,
  clamp,
  conv1d,
  type DType,
  liveTensors,
  scope,
  setThreads,
  type Tensor,
  tensor,
  threads,
} from "../src/index.js";
import { type CaseFile, callsOf, compare, type OperatorCase, readCases, runCase, ways } from "./operator-cases.js";

const folder = process.env.MANDN_OPERATOR_CASES;
const compact = new URL("../../test/fixtures/operators.gz", import.meta.url);

/** The cases of each entry of op_db; a file of the whole set is read when its turn comes. */
function* groups(): Generator<[name: string, read: () => readonly [CaseFile, readonly OperatorCase[]]]> {
  if (folder === undefined) {
    const file = readCases(compact);
    for (const name of new Set(file.cases.map((one) => one.op))) {
      yield [name, () => [file, file.cases.filter((one) => one.op === name)]];
    }
    return;
  }
  assert.ok(existsSync(folder), `${folder} does not exist: run parity/torch/operators.py --whole ${folder}`);
  for (const name of readdirSync(folder).sort()) {
    const read = () => readCases(new URL(encodeURIComponent(name), `${pathToFileURL(folder)}/`));
    yield [
      name.replace(/\.gz$/, ""),
      () => {
        const file = read();
        return [file, file.cases];
      },
    ];
  }
}

describe("optional arguments of an operator", () => {
  const x = () => tensor([[1, 5, 3, 2]]);
  const values = (body: () => Tensor) => scope(() => body().toArray());

  test("an undefined one does not hide those after it", () => {
    const [expected, weight] = [[[1, 2, 2, 2]], [[[1]]]];
    assert.deepEqual(
      values(() => clamp(x(), undefined, 2)),
      expected,
    );
    assert.deepEqual(
      values(() => clamp(x(), undefined, tensor(2))),
      expected,
    );
    assert.deepEqual(
      values(() => conv1d(x(), tensor(weight), undefined, 2)),
      [[1, 3]],
    );
  });
  test("they may be given by name from any of them on", () => {
    const calls = [
      () => argmax(x(), 1, true),
      () => argmax(x(), 1, { keepdim: true }),
      () => argmax(x(), { dim: 1, keepdim: true }),
      () => x().argmax(1, { keepdim: true }),
    ];
    for (const call of calls) assert.deepEqual(values(call), [[1n]]);
  });
  test("one with an unknown name is an error where overloads are told apart by names", () => {
    const options = JSON.parse('{ "stries": 2 }') as { stride?: number };
    assert.throws(() => scope(() => conv1d(x(), tensor([[[1]]]), undefined, options)), { code: "argument" });
  });
});

describe("the comparison with PyTorch's values", () => {
  const outcome = (actual: number[], expected: number[], dtype: DType, expectedDtype = dtype) =>
    scope(() => compare(tensor(actual, { dtype }), tensor(expected, { dtype: expectedDtype }), "it").equal);

  test("float32 may differ by 1e-5 of the value, not by more", () => {
    assert.equal(outcome([1.000005], [1], "float32"), true);
    assert.equal(outcome([1.0001], [1], "float32"), false);
  });
  test("bfloat16 may differ by one rounding, not by two", () => {
    assert.equal(outcome([1.0078125], [1], "bfloat16"), true);
    assert.equal(outcome([1.015625], [1], "bfloat16"), false);
  });
  test("integers, dtypes, shapes and the places of NaN must be the same", () => {
    assert.equal(outcome([3, 4], [3, 5], "int64"), false);
    assert.equal(outcome([3], [3], "int64", "int32"), false);
    assert.equal(outcome([3], [3, 3], "int64"), false);
    assert.equal(outcome([Number.NaN, 1], [Number.NaN, 1], "float32"), true);
    assert.equal(outcome([Number.NaN, 1], [1, Number.NaN], "float32"), false);
  });
});

describe("PyTorch's operator tests", () => {
  const operators = new Set<string>();
  let cases = 0;
  let undefinedValues = 0;
  let sameBits = 0;
  const threadsBefore = threads();
  before(() => setThreads(1)); // as in the Python run: sums are split among threads
  after(() => setThreads(threadsBefore));

  for (const [name, read] of groups()) {
    test(`${name} gives PyTorch's values and gradients, as function, as method and with options by name`, () => {
      const [file, list] = read();
      const alive = liveTensors();
      const wrong: string[] = [];
      for (const one of list) {
        cases++;
        for (const [step] of one.steps) operators.add(step);
        if (one.check === "shape") undefinedValues++;
        for (const way of ways) {
          try {
            if (runCase(file, one, way) && way === "function") sameBits++;
          } catch (error) {
            const { dtype, variant, sample } = one;
            wrong.push(
              `${dtype} ${variant || "functional"} sample ${sample} as ${way} (${callsOf(one)}): ${(error as Error).message}`,
            );
          }
        }
      }
      assert.equal(
        wrong.length,
        0,
        `${wrong.length} calls of ${list.length} cases differ:\n${wrong.slice(0, 20).join("\n")}`,
      );
      assert.equal(liveTensors(), alive, "tensors leaked");
    });
  }

  test("the cases reach at least 400 operators", (t) => {
    t.diagnostic(
      `${cases} cases of ${operators.size} operators, ${sameBits} equal to the last bit, ${undefinedValues} with undefined values`,
    );
    assert.ok(operators.size >= 400, `${operators.size} operators`);
  });
});
