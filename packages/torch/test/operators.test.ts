// PyTorch's own operator tests as ours: the sample inputs of its op_db, with the values and gradients that Python's torch
// gives. MANDN_OPERATOR_CASES names a folder with the whole set, as `make parity` writes it.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { liveTensors, setThreads, threads } from "../src/index.js";
import { type CaseFile, callsOf, type OperatorCase, readCases, runCase } from "./operator-cases.js";

const folder = process.env.MANDN_OPERATOR_CASES;
const compact = new URL("../../test/fixtures/operators.gz", import.meta.url);

function* groups(): Generator<[name: string, file: CaseFile, cases: readonly OperatorCase[]]> {
  if (folder === undefined) {
    const file = readCases(compact);
    const names = [...new Set(file.cases.map((one) => one.op))];
    for (const name of names) yield [name, file, file.cases.filter((one) => one.op === name)];
    return;
  }
  assert.ok(existsSync(folder), `${folder} does not exist: run parity/torch/operators.py --whole ${folder}`);
  for (const name of readdirSync(folder).sort()) {
    const file = readCases(new URL(encodeURIComponent(name), `${pathToFileURL(folder)}/`));
    yield [name.replace(/\.gz$/, ""), file, file.cases];
  }
}

describe("PyTorch's operator tests", () => {
  const operators = new Set<string>();
  let cases = 0;
  let sameBits = 0;
  const threadsBefore = threads();
  before(() => setThreads(1)); // as in the Python run: sums are split among threads
  after(() => setThreads(threadsBefore));

  for (const [name, file, list] of groups()) {
    const graded = list.some((one) => one.gradients !== null);
    test(`${name} gives PyTorch's values${graded ? " and gradients" : ""}`, () => {
      const alive = liveTensors();
      const wrong: string[] = [];
      for (const one of list) {
        cases++;
        for (const [step] of one.steps) operators.add(step);
        try {
          if (runCase(file, one)) sameBits++;
        } catch (error) {
          const { dtype, variant, sample } = one;
          wrong.push(
            `${dtype} ${variant || "functional"} sample ${sample} (${callsOf(one)}): ${(error as Error).message}`,
          );
        }
      }
      assert.equal(
        wrong.length,
        0,
        `${wrong.length} of ${list.length} cases differ:\n${wrong.slice(0, 20).join("\n")}`,
      );
      assert.equal(liveTensors(), alive, "tensors leaked");
    });
  }

  test("the cases reach at least 400 operators", (t) => {
    t.diagnostic(`${cases} cases of ${operators.size} operators, ${sameBits} equal to the last bit`);
    assert.ok(operators.size >= 400, `${operators.size} operators`);
  });
});
