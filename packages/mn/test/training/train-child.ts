// Trains the small run in the folder that is given, for tests that kill it: node train-child.js FOLDER [SEED]
import { mkdirSync } from "node:fs";
import { setThreads } from "@mandn/torch";
import { train } from "../../src/cotraining/train.js";
import { RunFolder } from "../../src/run/folder.js";
import { smallPlan } from "../small-plan.js";
import { SmallScans } from "../small-scans.js";

const [folder, seed = "0"] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
setThreads(1);
const plan = smallPlan(Number(seed));
const { labelled, unlabelled, validation } = plan.dataset;
await train(new RunFolder(folder), plan, new SmallScans([...labelled, ...unlabelled, ...validation]), {
  onProgress: ({ updates }) => process.stdout.write(`${updates}\n`),
  onNotice: (notice) => process.stderr.write(`${notice}\n`),
});
