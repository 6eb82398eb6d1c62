// A studio that is killed within a save, as a process with a socket: the label is the one before or the new one, whole, also where it is saved as
// a part of a large scan.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { affineFromSpacing, readVolume, type Volume, writeVolume } from "@mandn/imaging";
import { encodeRuns } from "@mandn/studio/runs";
import { LabelsFolder } from "../../src/run/labels-folder.js";
import { firstOutput } from "../run/support.js";

/** More with `make kills`. */
const KILLS = Number(process.env.MANDN_SERVER_KILLS ?? 4);
const PROGRAM = fileURLToPath(new URL("./serve-studio.js", import.meta.url));
const SIDE = 64;
/** Milliseconds: a save takes less on an idle machine. */
const LONGEST = 160;

test(`a studio that is killed within a save leaves the label before or the new one, ${KILLS} times`, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "mn-killed-"));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "scans", "images"), { recursive: true });
  mkdirSync(join(root, "scans", "labels"));
  const scan: Volume<"int16"> = {
    shape: [1, SIDE, SIDE, SIDE],
    affine: affineFromSpacing([1, 1, 1]),
    spacing: [1, 1, 1],
    dtype: "int16",
    voxels: new Int16Array(SIDE ** 3),
    provenance: { path: "scan", format: "memory", notes: [], fields: {} },
  };
  await writeVolume(join(root, "scans", "images", "scan.nii.gz"), scan);
  const labels = () => new LabelsFolder(join(root, "scans-labels"));
  /** A whole mask, of noise that is another for each version. */
  const noise = (version: number, length: number) =>
    Uint8Array.from({ length }, (_, i) => (Math.imul(i + 1, 2_654_435_761 + 2 * version) >>> 16) & 1);
  let saved = new Uint8Array(SIDE ** 3);
  const counts = { old: 0, new: 0 };
  for (let i = 0; i < KILLS; i++) {
    const isInParts = i % 2 === 1;
    const bytes = 2 * SIDE ** 3;
    const child = spawn(process.execPath, [PROGRAM, join(root, "scans"), String(isInParts ? bytes - 1 : bytes)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    const url = (await firstOutput(child)).trim();
    const { origin } = new URL(url);
    const cookie = (await fetch(url, { redirect: "manual" })).headers.get("set-cookie")?.split(";")[0] ?? "";
    const version = labels().label("scan")?.version ?? 0;
    const side = isInParts ? 40 : SIDE; // the largest cube of a quarter of the bytes
    const mask = noise(version + 1, side ** 3);
    let isAnswered = false;
    const sent = fetch(`${origin}/api/scans/scan/label${isInParts ? "?at=3,5,7" : ""}`, {
      method: "PUT",
      headers: { cookie, "x-mandn": "studio", "if-match": `"${version}"`, origin, "sec-fetch-site": "same-origin" },
      body: encodeRuns(mask),
    }).then(
      async (response) => {
        assert.equal(response.status, 200, await response.text());
        isAnswered = true;
      },
      () => {}, // it was killed before it answered
    );
    await sleep((i * 7919) % LONGEST);
    child.kill("SIGKILL");
    assert.deepEqual(await ended, [null, "SIGKILL"]);
    const wasAnswered = isAnswered;
    await sent;
    const whole = isInParts ? saved.slice() : mask;
    for (let at = 0; isInParts && at < mask.length; at++) {
      const [x, y, z] = [at % side, Math.floor(at / side) % side, Math.floor(at / side ** 2)];
      whole[((z + 7) * SIDE + y + 5) * SIDE + x + 3] = mask[at] as number;
    }
    const folder = labels();
    const label = folder.label("scan");
    const isNew = label?.version === version + 1;
    assert.ok(isNew || (label?.version ?? 0) === version, `version ${label?.version} after ${version}`);
    assert.ok(isNew || !wasAnswered, "what was answered is saved");
    if (isNew) saved = whole;
    counts[isNew ? "new" : "old"]++;
    if (label === undefined) continue;
    assert.deepEqual((await readVolume(folder.pathOf(label))).voxels, saved);
    await folder.mend(); // as the next studio does
    assert.deepEqual((await readVolume(join(folder.root, "scan.nii.gz"))).voxels, saved);
  }
  t.diagnostic(`${counts.old} times the label before, ${counts.new} times the new one`);
  assert.ok(KILLS < 50 || Math.min(counts.old, counts.new) > 0, `${counts.old} old, ${counts.new} new`);
});
