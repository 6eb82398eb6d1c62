/** One step of each method that needs more of its network equals an independent statement of its formulas in PyTorch. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, nn, noGrad, scope, setThreads } from "@mandn/torch";
import { Discriminator } from "../../src/methods/sassnet.js";
import { signedDistances } from "../../src/methods/signed-distance.js";
import { CLASSES, fixture, masks, SHAPE, type Step, type StepOptions, testStep } from "./rival-steps.js";

setThreads(1);

const expected = fixture("rivals-decoders") as {
  readonly signedDistances: readonly number[];
  readonly steps: Readonly<Record<string, Step>>;
};

const EXTRAS: Readonly<Record<string, StepOptions["extras"]>> = {
  urpc: { levels: 2 },
  "mc-net": { decoders: 3 },
  dtc: { heads: 1 },
  sassnet: { heads: 1 },
  "ss-net": {},
  mutrel: { decoders: 2 },
};

for (const [title, wanted] of Object.entries(expected.steps)) {
  const [name, kind] = title.split(" ") as [string, string];
  testStep(name, `with the ${kind} loss of labelled crops`, wanted, {
    settings: {
      supervised: kind,
      ...(name === "ss-net" ? { memory: 6 } : {}),
    },
    extras: EXTRAS[name] ?? {},
    prepare(module) {
      if (module instanceof Discriminator) Object.assign(module, { dropout: new nn.Dropout3d(0) });
    },
  });
}

test("signed distances are those of comparing all pairs of voxels, and 1 where a crop has nothing of a class", () =>
  assertNoLeaks(() =>
    scope(() => {
      const found = signedDistances(masks(), CLASSES);
      assert.deepEqual(found.shape, [2, CLASSES - 1, ...SHAPE]);
      const values = Array.from(found.flatten().toTypedArray(), Number).filter((_, i) => i % 7 === 0);
      assert.equal(values.length, expected.signedDistances.length);
      for (const [i, value] of values.entries()) {
        assert.ok(Math.abs(value - (expected.signedDistances[i] as number)) < 1e-6, `voxel ${7 * i}: ${value}`);
      }
      assert.ok(found.select(0, 1).select(0, 1).eq(1).all().item());
      const whole = noGrad(() => signedDistances(masks().mul(0).add(1), CLASSES));
      assert.ok(whole.select(1, 0).eq(-1).all().item());
    }),
  ));
