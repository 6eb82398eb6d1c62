// Appends steps to the log of the run folder given, from the update given, and prints each one's number when it is
// there: for the tests that kill it.
import { EventLog } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";

const [root, from] = process.argv.slice(2);
const log = EventLog.open(new RunFolder(root));
const members = { "3d": { rate: 1e-3, terms: { loss: 0.5, dice: 0.3, kl: 0.2 } } };
const rest = { epoch: 0, place: 0.1, stage: 0, batch: { labelled: 1, unlabelled: 1 }, members, seconds: 0.1 };
for (let update = Number(from); ; update++) {
  log.append({ type: "step", time: Date.now(), step: update, update, ...rest });
  process.stdout.write(`${update}\n`);
  if (update % 100 === 0) await new Promise(setImmediate);
}
