// Weights that were downloaded are held against what was noted of them, before a training starts from them.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertAsDownloaded } from "../../src/planning/networks.js";
import { mnError } from "../run/support.js";
import { smallPlan } from "../small-plan.js";
import { COMMIT, sha256 } from "./hub.js";

const root = mkdtempSync(join(tmpdir(), "mn-downloaded-"));
after(() => rmSync(root, { recursive: true }));

test("changed weights are refused with what brings them back; those of somebody's own are his affair", async () => {
  const folder = join(root, "weights");
  const file = join(folder, "model.safetensors");
  const text = Buffer.from("weights");
  mkdirSync(folder);
  writeFileSync(file, text);
  const check = async (...pretrained: readonly unknown[]) => {
    for (const one of pretrained) {
      const plan = smallPlan();
      const options = { pretrained: one } as (typeof plan)["members"][string]["options"];
      await assertAsDownloaded({ ...plan, members: { ...plan.members, "3d": { ...plan.members["3d"], options } } });
    }
  };
  await check(file, folder, { path: file }, "/nothing/at/all");
  const files = [{ name: "model.safetensors", bytes: text.length, sha256: sha256(text) }];
  const note = { name: "resnet-18", licence: "", repository: "timm/resnet18.tv_in1k", commit: COMMIT, files };
  writeFileSync(join(folder, "source.json"), JSON.stringify(note));
  await check(file, folder, { path: file });
  writeFileSync(file, "WEIGHTS");
  const own = join(folder, "own.safetensors");
  writeFileSync(own, "of somebody's own, beside them");
  await check(own);
  for (const pretrained of [file, folder, { path: file }]) {
    await assert.rejects(
      check(pretrained),
      mnError("plan", file, "members.3d.options.pretrained", `mn weights get resnet-18 --out ${folder}`),
    );
  }
});
