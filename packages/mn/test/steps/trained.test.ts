// A training that has ended is known as such, whatever the method has beside the networks that it writes: a discriminator, a memory.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { METHODS, methodOf } from "../../src/methods/index.js";
import type { Plan } from "../../src/plan/plan.js";
import { Run } from "../../src/steps/run.js";
import { isTrained, trainStep } from "../../src/steps/train.js";
import { TinyPlace } from "./tiny-run.js";

describe("a run counts as trained when its training has ended, and not before", () => {
  let place: TinyPlace;
  before(async () => {
    place = await TinyPlace.create();
  });
  after(() => place.dispose());

  const special = [...METHODS].filter(([name, { presets }]) =>
    methodOf({ method: { name, settings: presets.clean.settings as Plan["method"]["settings"] } }).members.some(
      ({ make }) => make !== undefined,
    ),
  );
  for (const name of ["mn", ...special.map(([name]) => name)]) {
    test(name, async () => {
      const folder = await place.planned(name, { method: name });
      assert.equal(isTrained(await Run.open(folder.root)), false);
      await trainStep(folder.root);
      assert.equal(isTrained(await Run.open(folder.root)), true);
      const notes: string[] = [];
      await trainStep(folder.root, { onNote: (note) => notes.push(note) });
      assert.match(notes.join(), /is trained already/);
    });
  }
});
