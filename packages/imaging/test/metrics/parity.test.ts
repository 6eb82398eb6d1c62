import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateCase, type MetricName, surfaceAreaTable } from "../../src/index.js";
import { assertClose, golden, unpack } from "./golden.js";

for (const definition of ["medpy", "deepmind"] as const) {
  test(`every metric equals the reference implementations' under the ${definition} definition`, () => {
    for (const { name, shape, spacing, tolerance, prediction, reference, classes } of golden.cases) {
      const result = evaluateCase(
        { shape, spacing, voxels: unpack(prediction) },
        { shape, spacing, voxels: unpack(reference) },
        { labels: classes.map(({ label }) => label), definition, tolerance },
      );
      result.classes.forEach((actual, k) => {
        const golden = classes[k];
        const expected = { ...golden.overlap, ...golden[definition] };
        assert.equal(actual.undefinedBecause, golden.undefinedBecause ?? null, name);
        for (const [metric, value] of Object.entries(actual.values)) {
          const wanted = expected[metric as MetricName];
          const what = `${name}, class ${golden.label}, ${metric}`;
          if (wanted === undefined) assert.equal(value, null, what);
          else assertClose(value, wanted, what);
        }
        assert.equal(Object.keys(expected).length, Object.values(actual.values).filter((v) => v !== null).length, name);
      });
    }
  });
}

test("the area of every neighbour code equals surface-distance's table", () => {
  for (const { spacing, areas } of golden.areaTables) {
    const ours = surfaceAreaTable(spacing);
    assert.equal(ours.length, 256);
    areas.forEach((area, code) => {
      assertClose(ours[code], area, `code ${code}`, 1e-14);
    });
  }
});
