// A plan's own network is a program: what was noted of its file when the run was planned is what runs, from whatever folder.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { TorchError } from "@mandn/torch";
import type { Plan } from "../../src/plan/plan.js";
import { readPlan, writePlan } from "../../src/planning/file.js";
import { RunFolder } from "../../src/run/folder.js";
import { requestOf } from "../../src/run/request.js";
import { planStep } from "../../src/steps/plan.js";
import { predictStep } from "../../src/steps/predict.js";
import { trainStep } from "../../src/steps/train.js";
import { mnError } from "../run/support.js";
import { TinyPlace } from "./tiny-run.js";

const SMALL = fileURLToPath(new URL("../networks/small-3d.js", import.meta.url));
const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("a network of one's own in a plan", { concurrency: false }, () => {
  let place: TinyPlace;
  before(async () => {
    place = await TinyPlace.create();
  });
  after(() => place.dispose());

  /** A copy of the small network for one test, which says when it is run. */
  const copyFor = (name: string) => {
    mkdirSync(place.path(name));
    const path = place.path(name, "network.js");
    copyFileSync(SMALL, path);
    appendFileSync(path, `\n(globalThis.ran ??= []).push(${JSON.stringify(name)});\n`);
    return path;
  };
  const ran = (name: string) => (globalThis as { ran?: string[] }).ran?.includes(name) === true;
  const planned = (name: string, network3d: string) => place.planned(name, { method: "supervised-3d", network3d });
  const edit = async (folder: RunFolder, change: (member: Plan["members"][string]) => Plan["members"][string]) => {
    const plan = await readPlan(folder.plan);
    await writePlan(folder.root, { ...plan, members: { "3d": change(plan.members["3d"]) } });
  };

  test("is noted by its absolute path and the SHA-256 of its content, as is what was asked for", async () => {
    const path = copyFor("noted");
    const folder = await planned("noted-run", relative(process.cwd(), path));
    const { network, sha256 } = (await readPlan(folder.plan)).members["3d"];
    assert.deepEqual([network, sha256], [path, hashOf(path)]);
    assert.equal(JSON.parse(readFileSync(folder.request, "utf8")).options.network3d, path);
    assert.deepEqual(
      requestOf(place.scans, { network3d: relative(process.cwd(), path), baseFolder: "there" }).options,
      { network3d: path, baseFolder: join(process.cwd(), "there") },
    );
    assert.deepEqual(requestOf(place.scans, { network3d: "vnet" }).options, { network3d: "vnet" });
  });

  test("has crops and windows of sizes that it takes", async () => {
    const path = copyFor("sizes");
    writeFileSync(path, readFileSync(path, "utf8").replace(/sizeMultiple = \[[^\]]*\]/, "sizeMultiple = [3, 5, 7]"));
    const folder = RunFolder.create(place.path("sizes-run"), [place.scans]);
    await planStep(place.scans, folder.root, { method: "supervised-3d", network3d: path, budget: 60 });
    const { training, inference } = await readPlan(folder.plan);
    for (const sizes of [training.crop, inference.window]) {
      assert.deepEqual(
        sizes.map((size, axis) => size % [3, 5, 7][axis]),
        [0, 0, 0],
        String(sizes),
      );
    }
    assert.equal("ownMultiples" in JSON.parse(readFileSync(folder.request, "utf8")).options, false);
  });

  test("that is a folder, or is not there, is refused before scans are read", async () => {
    mkdirSync(place.path("folder"));
    for (const [network3d, why] of [
      [place.path("folder"), /it is a folder, not a file/],
      [place.path("nothing.js"), /there is no such file/],
    ] as const) {
      await assert.rejects(
        planStep(place.path("no-scans"), place.path("refused"), { network3d }),
        (error) => error instanceof TorchError && error.code === "file" && why.test(error.message),
      );
    }
    assert.ok(!existsSync(place.path("refused")));
  });

  test("that has changed is refused before scans are prepared or anything of it is run; as it was, it trains", async () => {
    const path = copyFor("changed");
    const folder = await planned("changed-run", path);
    const before = readFileSync(path);
    appendFileSync(path, "globalThis.ran.push('another');\n");
    await assert.rejects(
      trainStep(folder.root, { onProgress: () => assert.fail("nothing is prepared") }),
      mnError("plan", path, "has changed since it was noted in the plan (members.3d)", "Bring back the file as it was"),
    );
    assert.ok(!ran("another"));
    copyFileSync(SMALL, path);
    appendFileSync(path, before.subarray(readFileSync(SMALL).length));
    assert.equal(await trainStep(folder.root), true);
    assert.ok(ran("changed"));
  });

  test("is refused at a prediction too where it has changed since the training, and taken where it has moved", async () => {
    const path = copyFor("trained");
    const folder = await planned("trained-run", path);
    await trainStep(folder.root);
    const scan = join(place.scans, "images", "scan_0.nii.gz");
    const predict = (out: string) => predictStep(folder.root, [scan], { out: place.path(out) });
    const moved = place.path("trained", "moved.js");
    renameSync(path, moved);
    await assert.rejects(predict("gone-masks"), (error) => error instanceof TorchError && error.code === "file");
    await edit(folder, (member) => ({ ...member, network: moved }));
    assert.equal((await predict("moved-masks")).scans.length, 1);
    appendFileSync(moved, "globalThis.ran.push('tampered');\n");
    await assert.rejects(
      predict("changed-masks"),
      (error) => error instanceof TorchError && /has changed since it was planned with/.test(error.message),
    );
    assert.ok(!ran("tampered") && !existsSync(place.path("changed-masks")));
    await edit(folder, ({ sha256: _, ...member }) => member);
    await assert.rejects(predict("unnoted-masks"), mnError("run", "members.3d.sha256 was", "and is absent"));
    assert.ok(!ran("tampered"));
  });

  test("that was written into the plan by hand is noted when training begins", async () => {
    const path = copyFor("by-hand");
    const folder = await planned("by-hand-run", SMALL);
    await edit(folder, ({ sha256: _, ...member }) => ({ ...member, network: relative(process.cwd(), path) }));
    const notes: string[] = [];
    await trainStep(folder.root, { onNote: (note) => notes.push(note) });
    assert.match(notes.join("\n"), /plan\.json: the networks' files are noted with their SHA-256/);
    const { network, sha256 } = (await readPlan(folder.plan)).members["3d"];
    assert.deepEqual([network, sha256], [path, hashOf(path)]);
    await trainStep(folder.root, { onNote: (note) => notes.push(note) });
    assert.match(notes.at(-1) ?? "", /is trained already/);
  });

  test("has a hash in the plan; a network by name has none", async () => {
    const folder = await planned("by-name-run", SMALL);
    await assert.rejects(
      edit(folder, (member) => ({ ...member, network: "unet3d" })),
      mnError("plan", "members.3d.sha256 belongs to a file"),
    );
  });
});
