// Appends steps to the log of the run folder given, from the update given, and prints each one's number when it is
// there: for the tests that kill it.
import { EventLog } from "../../src/run/event-log.js";
import { RunFolder } from "../../src/run/folder.js";

const [root, from] = process.argv.slice(2);
const log = EventLog.open(new RunFolder(root));
const rest = { epoch: 0, learningRate: 1e-3, unlabelled: 1, loss: 0.5, dice: 0.3, kl: 0.2, seconds: 0.1 };
for (let update = Number(from); ; update++) {
  log.append({ type: "step", time: Date.now(), network: "3d", stage: 1, update, ...rest });
  process.stdout.write(`${update}\n`);
  if (update % 100 === 0) await new Promise(setImmediate);
}
