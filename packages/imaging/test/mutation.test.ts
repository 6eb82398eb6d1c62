import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { NIFTI, randomNumbers, temporaryFolder } from "./fixtures.js";
import { mutate, readDamaged, readMutations, TARGETS } from "./mutations.js";

describe("damaged files give a typed error or a sound volume", { timeout: 300_000 }, () => {
  for (const target of TARGETS) {
    test(`${target.count} mutations of ${basename(dirname(target.path))}/${basename(target.path)}`, async (t) => {
      const { read, refused } = await readMutations(temporaryFolder(t), target);
      assert.ok((read > 0 || target.refused) && refused > 0, `${read} read, ${refused} refused`);
    });
  }

  test("900 mutations within compressed content", async (t) => {
    const original = readFileSync(join(NIFTI, "int16-valid.bin"));
    const random = randomNumbers(900);
    const damage = () => gzipSync(mutate(original, random), { level: 1 });
    const { read, refused } = await readDamaged(temporaryFolder(t), "scan.nii.gz", 900, damage);
    assert.ok(read > 0 && refused > 0, `${read} read, ${refused} refused`);
  });

  test("the tests read at least 20,000 damaged files", () => {
    assert.ok(TARGETS.reduce((sum, { count }) => sum + count, 900) >= 20_000);
  });

  test("a compressed file that promises far more than it holds is refused without the memory for it", async (t) => {
    const header = new Uint8Array(readFileSync(join(NIFTI, "int16-valid.bin")).subarray(0, 352));
    const view = new DataView(header.buffer);
    for (const at of [42, 44, 46]) view.setInt16(at, 30000, true);
    const before = process.memoryUsage().rss;
    const bomb = () => gzipSync(Buffer.concat([header, Buffer.alloc(1 << 22)]));
    const { read } = await readDamaged(temporaryFolder(t), "bomb.nii.gz", 4, bomb);
    assert.equal(read, 0);
    assert.ok(process.memoryUsage().rss - before < 200e6);
  });
});
