// Copies of scans on the device: what they hold, how much room they take. Here the device is the CPU, which computes the same with them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNoLeaks, noGrad, ones, randn, scope } from "@mandn/torch";
import type { ScanCache } from "../../src/data/cache.js";
import { Randomness } from "../../src/data/random.js";
import { CachedScans, ResidentScans } from "../../src/training/cached-scans.js";
import { smallPlan } from "../small-plan.js";
import { SmallScans } from "../small-scans.js";

test("a scan is copied once, while there is room, and freed with the others", () =>
  assertNoLeaks(() =>
    scope(() => {
      const [first, second, third] = [randn([100]), ones([60], { dtype: "uint8" }), randn([10])];
      using resident = new ResidentScans("cpu", 430);
      const copy = resident.of(first);
      assert.ok(copy !== first && copy.equal(first));
      noGrad(() => first.add_(1));
      assert.ok(!copy.equal(first), "memory of its own");
      assert.equal(resident.of(first), copy);
      assert.equal(resident.of(second), second, "30 bytes are left");
      assert.equal(resident.of(third), third);
      resident.dispose();
      assert.ok(copy.isDisposed && !first.isDisposed);
      assert.equal(resident.of(first), first, "no room any more");
    }),
  ));

test("scans stay where they are on the CPU", () =>
  assertNoLeaks(() =>
    scope(() => {
      const image = randn([10]);
      assert.equal(ResidentScans.for("cpu").of(image), image);
    }),
  ));

test("crops of copies on the device are those of the cache, bit for bit", () =>
  assertNoLeaks(() => {
    const plan = smallPlan();
    const scans = new SmallScans([...plan.dataset.labelled, ...plan.dataset.unlabelled]);
    const foreground = [Int32Array.of(3, 4, 5), Int32Array.of(7, 2, 1)];
    const cache = {
      get: (id: string) => ({ ...scans.scan(id), background: [-2] }),
      labelled: (id: string) => ({ ...scans.scan(id), background: [-2], foreground }),
    } as unknown as ScanCache;
    const drawn = (resident: ResidentScans) => {
      using source = new CachedScans(cache, plan, resident);
      const request = {
        step: 3,
        unlabelled: ["c", "c", "d"],
        labelled: ["a"],
        strong: 1,
        overlapping: 0.5,
        pseudoMasks: new Map(),
      };
      return [0, 1].map(() => source.draw({ ...request, random: new Randomness(5) }));
    };
    scope(() => {
      const [plain] = drawn(ResidentScans.for("cpu"));
      for (const found of drawn(new ResidentScans("cpu", 1e9))) {
        assert.ok(plain?.image.equal(found.image) && plain.mask.equal(found.mask));
        assert.ok(plain.overlapping?.image.equal(found.overlapping?.image as typeof found.image));
        assert.ok(plain.strong[0]?.equal(found.strong[0] as typeof found.image));
      }
    });
    scans.dispose();
  }));
