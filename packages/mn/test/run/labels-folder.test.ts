// Saved labels: versions never change, two writers never replace each other's, and a process that is killed leaves old or new.
import assert from "node:assert/strict";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { contentHash, writeAtomicallySync } from "@mandn/base";
import { LabelsFolder, OtherVersion } from "../../src/run/labels-folder.js";
import { mnError, startProgram } from "./support.js";

const FACTS = { who: "Ada", begunFrom: "both", seconds: 40, changedVoxels: 12, diceToPrediction: 0.9, run: "run" };
const saving = (content: string) => ({
  ending: ".nii.gz",
  facts: FACTS,
  write: async (path: string) => writeAtomicallySync(path, content),
});

async function inFolder(use: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "mn-labels-"));
  try {
    await use(join(root, "labels"));
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("each save is a version that stays; the copy beside is the newest", () =>
  inFolder(async (root) => {
    const labels = new LabelsFolder(root);
    assert.equal(labels.label("a/b"), undefined);
    assert.ok(!existsSync(root), "nothing is made before something is saved");
    await labels.save("a/b", 0, saving("one"));
    await labels.save("a/b", 1, saving("two"));
    await labels.save("c", 0, saving("other"));
    const versions = new LabelsFolder(root).versions("a/b");
    assert.deepEqual(
      versions.map((saved) => [
        saved.version,
        readFileSync(labels.pathOf(saved), "utf8"),
        saved.who,
        saved.diceToPrediction,
      ]),
      [
        [1, "one", "Ada", 0.9],
        [2, "two", "Ada", 0.9],
      ],
    );
    assert.equal(versions[1]?.sha256, await contentHash(labels.pathOf(versions[1] as (typeof versions)[number])));
    const copies = readdirSync(root).filter((name) => !name.startsWith("."));
    assert.deepEqual(copies.map((name) => readFileSync(join(root, name), "utf8")).sort(), ["other", "two"]);
    assert.deepEqual(
      labels.newest().map(({ id, version }) => [id, version]),
      [
        ["a/b", 2],
        ["c", 1],
      ],
    );
  }));

test("who began from another version is told who saved meanwhile, and replaces nothing", () =>
  inFolder(async (root) => {
    const [one, two] = [new LabelsFolder(root), new LabelsFolder(root)];
    const outcomes = await Promise.allSettled([one.save("a", 0, saving("one")), two.save("a", 0, saving("two"))]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected")?.reason as OtherVersion;
    assert.ok(refused instanceof OtherVersion);
    assert.match(refused.message, /version 1 was saved by Ada, .* UTC; this one began from version 0/);
    assert.deepEqual([refused.version, one.versions("a").length, two.versions("a").length], [1, 1, 1]);
  }));

test("a draft is kept for the version that it began from, and is gone when the label is saved", () =>
  inFolder(async (root) => {
    const labels = new LabelsFolder(root);
    const draft = { version: 0, who: "Ada", begunFrom: "3d", seconds: 3 };
    const mask = Uint8Array.of(10, 0, 13);
    const first = await labels.saveDraft("a", { ...draft, mask });
    assert.deepEqual(labels.draft("a"), { ...draft, time: first, mask: Buffer.from(mask) });
    const second = await labels.saveDraft("a", { ...draft, mask: Uint8Array.of(1) }, first);
    assert.ok(second > first);
    await assert.rejects(labels.saveDraft("a", { ...draft, mask }, first), mnError("run", "Ada kept another draft"));
    await assert.rejects(labels.saveDraft("b", { ...draft, mask }, 5), mnError("run", "was taken away"));
    assert.deepEqual([...(labels.draft("a")?.mask ?? [])], [1]);
    await labels.save("a", 0, saving("one"));
    assert.equal(labels.hasDraft("a"), false);
    await assert.rejects(labels.saveDraft("a", { ...draft, mask }), mnError("run", "version 1 was saved"));
  }));

test("a scan is skipped with a reason until it is to be done after all, or labelled", () =>
  inFolder(async (root) => {
    const labels = new LabelsFolder(root);
    const before = labels.state;
    await labels.setSkipped("a", "Ada", "blurred");
    assert.equal(new LabelsFolder(root).skipped("a"), "blurred");
    assert.notEqual(labels.state, before);
    await labels.setSkipped("a", "Ada", undefined);
    assert.equal(labels.skipped("a"), undefined);
    await labels.setSkipped("a", "Ada", "blurred");
    await labels.save("a", 0, saving("one"));
    assert.equal(labels.skipped("a"), undefined);
  }));

test("what another program wrote into the copy is not replaced", () =>
  inFolder(async (root) => {
    const labels = new LabelsFolder(root);
    await labels.save("a", 0, saving("one"));
    writeFileSync(join(root, "a.nii.gz"), "by hand");
    await assert.rejects(labels.save("a", 1, saving("two")), mnError("run", "was written by another program"));
    await labels.mend();
    assert.deepEqual([labels.versions("a").length, readFileSync(join(root, "a.nii.gz"), "utf8")], [1, "by hand"]);
  }));

test("a torn last line of the journal counts for nothing; a damaged one is told with its number", () =>
  inFolder(async (root) => {
    const labels = new LabelsFolder(root);
    await labels.save("a", 0, saving("one"));
    const journal = join(root, ".versions", "journal.jsonl");
    appendFileSync(journal, '{"kind":"saved","id":"a","ver');
    assert.equal(labels.label("a")?.version, 1);
    await labels.save("a", 1, saving("two"));
    assert.equal(new LabelsFolder(root).label("a")?.version, 2);
    appendFileSync(journal, "{}\n");
    assert.throws(() => labels.label("a"), mnError("run", "line 3 is not as it was written"));
  }));

/** More with `make kills`. */
const KILLS = Number(process.env.MANDN_LABEL_KILLS ?? 6);

test("a process that is killed within a save leaves the label before or the new one, whole, and the next goes on", () =>
  inFolder(async (root) => {
    const counts = { old: 0, new: 0 };
    for (let i = 0; i < KILLS; i++) {
      const child = startProgram("save-labels", root);
      let told = 0;
      const before = new LabelsFolder(root).label("scan")?.version ?? 0;
      const enough = before + 2;
      const ended = once(child, "exit");
      const isAtWork = new Promise<void>((resolve) => {
        // Heard to its end: a program that nobody hears any more would end by itself, and between two saves.
        child.stdout?.on("data", (text: Buffer) => {
          told = Number(String(text).trim().split("\n").at(-1));
          if (told >= enough) resolve();
        });
      });
      await Promise.race([isAtWork, ended]);
      await sleep((i * 7919) % 23);
      child.kill("SIGKILL");
      assert.deepEqual(await ended, [null, "SIGKILL"], "it was at work until it was killed");
      const labels = new LabelsFolder(root);
      const saved = labels.label("scan");
      assert.ok(saved !== undefined && saved.version >= told - 1, `version ${saved?.version} after beginning ${told}`);
      for (const one of labels.versions("scan").slice(-2)) {
        assert.equal(one.sha256, await contentHash(labels.pathOf(one)));
      }
      const copy = await contentHash(join(root, "scan.nii.gz"));
      const known = labels
        .versions("scan")
        .slice(-2)
        .map(({ sha256 }) => sha256);
      assert.ok(known.includes(copy), "the copy is that of the last version or the one before");
      await labels.mend();
      assert.equal(await contentHash(join(root, "scan.nii.gz")), saved.sha256);
      counts[copy === saved.sha256 ? "new" : "old"]++;
    }
    assert.equal(counts.old + counts.new, KILLS);
  }));
