// Writes checkpoints one after the other and prints each one's number when it is there: for the tests that kill it.
// Arguments: run folder, updates to go on from, how many. Ends with 3 and the error when one cannot be written.
import { once } from "node:events";
import { full, scope } from "@mandn/torch";
import { MnError } from "../../src/errors.js";
import { writeCheckpoint } from "../../src/run/checkpoint.js";
import { RunFolder } from "../../src/run/folder.js";
import { somePlan } from "./support.js";

const [root, from, count] = process.argv.slice(2);
const folder = new RunFolder(root);
const plan = somePlan();

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
}

scope(() => full([1], 0, { dtype: "float32" })); // loads the engine, which the kills are not meant for
await print("ready");
try {
  for (let i = 1; i <= Number(count); i++) {
    const updates = Number(from) + i;
    scope(() => {
      const tensors = {
        w: full([1 << 18], updates, { dtype: "float32" }),
        generator: full([5056], 1, { dtype: "uint8" }),
      };
      writeCheckpoint(folder, plan, { updates, tensors, state: { history: Array(1000).fill(updates) } });
    });
    await print(String(updates));
    await new Promise(setImmediate);
  }
} catch (error) {
  if (!(error instanceof MnError)) throw error;
  await print(JSON.stringify({ code: error.code, message: error.message }));
  process.exitCode = 3;
}
