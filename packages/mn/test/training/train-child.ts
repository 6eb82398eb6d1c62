// Trains the small run in the folder that is given, for tests that kill it or stop it:
// node train-child.js FOLDER [SEED] [ORDER] [SECONDS of a budget]
import { mkdirSync } from "node:fs";
import { setThreads } from "@mandn/torch";
import { methodOf } from "../../src/methods/index.js";
import { RunFolder } from "../../src/run/folder.js";
import { train } from "../../src/training/session.js";
import { smallPlan } from "../small-plan.js";
import { SmallScans } from "../small-scans.js";

const [folder, seed = "0", order, seconds] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
setThreads(1);
const small = smallPlan(Number(seed));
const settings = { ...small.method.settings, alternating: order === "alternating" };
const budget = seconds === undefined ? undefined : { seconds: Number(seconds), measuredOn: "no machine" };
const plan = { ...small, method: { ...small.method, settings }, training: { ...small.training, budget } };
const { labelled, unlabelled, validation } = plan.dataset;
const scans = new SmallScans([...labelled, ...unlabelled, ...validation]);
await train(new RunFolder(folder), plan, methodOf(plan), scans, {
  onProgress: ({ updates }) => process.stdout.write(`${updates}\n`),
  onNotice: (notice) => process.stderr.write(`${notice}\n`),
});
