import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { MnError } from "../../src/errors.js";
import { planStep } from "../../src/steps/plan.js";
import { trainStep } from "../../src/steps/train.js";
import { writeTinyDataset } from "../cli/tiny-dataset.js";

const root = mkdtempSync(join(tmpdir(), "mn-official-"));
after(() => rmSync(root, { recursive: true }));

test("training by the preset official without its weights ends before a scan is prepared, with what to do", async () => {
  const run = join(root, "run");
  await writeTinyDataset(join(root, "scans"));
  const plan = await planStep(join(root, "scans"), run, { preset: "official", cacheFolder: null, device: "cpu" });
  assert.equal(plan.members["2d"].network, "segformer");
  const path = join(run, "plan.json");
  const pretrained = join(root, "nothing-here");
  const text = readFileSync(path, "utf8").replace(
    JSON.stringify(plan.members["2d"].options.pretrained),
    JSON.stringify(pretrained),
  );
  writeFileSync(path, text);
  const told: string[] = [];
  await assert.rejects(
    trainStep(run, { onProgress: ({ what }) => told.push(what) }),
    (error) =>
      error instanceof MnError &&
      error.code === "plan" &&
      error.path === pretrained &&
      /--network-2d/.test(error.remedy ?? ""),
  );
  assert.deepEqual(told, []);
  assert.equal(existsSync(join(run, "events.jsonl")), false);
});
