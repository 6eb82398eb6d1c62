import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkDataset, discoverDataset } from "@mandn/imaging";
import { parsePlan, planText } from "../../src/planning/file.js";
import { makePlan } from "../../src/planning/make.js";
import { weightsFolder } from "../../src/planning/networks.js";
import { cpu } from "./synthetic.js";

const file = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What a person looked at and found right. After a change that is meant: MN_WRITE_GOLDEN=1, and look at the difference. */
for (const [preset, name] of [
  ["clean", "hippocampus-plan"],
  ["official", "hippocampus-plan-official"],
] as const) {
  test(`the ${preset} plan for the scans in the repository is the one that was looked at`, async () => {
    const golden = file(`test/fixtures/${name}.json`);
    const dataset = await discoverDataset(file("../../examples/hippocampus"));
    const report = await checkDataset(dataset, { cacheFolder: null, threads: 1 });
    const made = makePlan(dataset, report, { machine: cpu, labelled: 2, preset });
    const plan = { ...made, dataset: { ...made.dataset, root: "examples/hippocampus" } };
    const { options } = plan.members["2d"];
    if (options.pretrained === weightsFolder("segformer-b2-ade20k")) options.pretrained = "weights";
    if (process.env.MN_WRITE_GOLDEN) writeFileSync(golden, `${planText(plan)}\n`);
    assert.deepEqual(plan, JSON.parse(readFileSync(golden, "utf8")));
    parsePlan(plan, golden);
  });
}
