// Pixels of DICOM, in every transfer syntax: read exactly as they were stored, or refused by name. The files and what they hold
// come from parity/imaging/dicom_pixels.py.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseCodestream } from "../src/formats/dicom-codestream.js";
import { ImagingError, readVolume } from "../src/index.js";
import { ownTmpdir, temporaryFolder } from "./fixtures.js";

const FIXTURES = fileURLToPath(new URL("../../test/fixtures/dicom-pixels/", import.meta.url));

interface Expected {
  readonly file: string;
  /** The first values, and the SHA-256 of all as int64. */
  readonly first?: readonly number[];
  readonly sha256?: string;
  readonly code?: string;
  readonly words?: string;
}
const expected: readonly Expected[] = JSON.parse(readFileSync(join(FIXTURES, "expected.json"), "utf8"));

describe("a DICOM slice holds exactly the values that were stored", () => {
  for (const { file, first, sha256 } of expected.filter(({ code }) => code === undefined)) {
    test(file, async () => {
      const { shape, voxels } = await readVolume(join(FIXTURES, file));
      assert.deepEqual(shape, [1, 1, 36, 33]);
      assert.deepEqual(Array.from(voxels.subarray(0, 6)), first);
      const stored = BigInt64Array.from(voxels, BigInt);
      assert.equal(createHash("sha256").update(stored).digest("hex"), sha256);
    });
  }
});

describe("what cannot be trusted is refused by name", () => {
  for (const { file, code, words } of expected.filter(({ code }) => code !== undefined)) {
    test(file, async () => {
      await assert.rejects(readVolume(join(FIXTURES, file)), (error) => {
        assert.ok(error instanceof ImagingError, String(error));
        assert.equal(error.code, code, error.message);
        assert.ok(error.message.includes(file) && error.message.includes(words ?? ""), error.message);
        return true;
      });
    });
  }
});

test("copies that were made for the decoder do not stay", async (t) => {
  const folder = join(temporaryFolder(t), "series");
  const temporary = ownTmpdir(t);
  mkdirSync(folder);
  cpSync(join(FIXTURES, "jpeg-unsigned-16-for-12.dcm"), join(folder, "a.dcm"));
  await readVolume(folder);
  assert.deepEqual(readdirSync(temporary), []);
});

test("a JPEG's facts are found behind fill bytes and long comments, and not beyond its end", () => {
  const frame = [0xff, 0xc3, 0, 11, 12, 0, 6, 0, 5, 1, 1, 0x11, 0];
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0x20, 0]), Buffer.alloc(0x2000 - 2)]);
  const whole = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), comment, Buffer.from(frame)]);
  const facts = { kind: "JPEG", bits: 12, signed: false, rows: 6, columns: 5, components: 1 };
  assert.deepEqual(parseCodestream(whole), facts);
  for (let length = 0; length < whole.length - 3; length += 7) {
    assert.equal(parseCodestream(whole.subarray(0, length)), null);
  }
});
