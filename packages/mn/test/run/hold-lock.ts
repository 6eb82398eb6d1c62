// Takes the lock of the run folder given and holds it until it is killed: for the tests. Prints "held" or "refused".
import { MnError } from "../../src/errors.js";
import { RunFolder } from "../../src/run/folder.js";
import { RunLock } from "../../src/run/lock.js";

try {
  RunLock.take(new RunFolder(process.argv[2]));
  console.log("held");
  setInterval(() => {}, 1000);
} catch (error) {
  if (!(error instanceof MnError)) throw error;
  console.log("refused");
}
