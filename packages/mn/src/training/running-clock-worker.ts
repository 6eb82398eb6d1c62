/** The thread that sees for how long the process was stopped. See running-clock.ts. */
import { workerData } from "node:worker_threads";
import { LONGEST, SHARED } from "./running-clock.js";

/** Between two looks. */
const MILLISECONDS = 100;
/** A process that waits for others gets more than this share of the time. */
const LEAST_SHARE = 0.02;

const shared = workerData as BigInt64Array<SharedArrayBuffer>;

/** Of all threads, in nanoseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}

let [cpu, usual] = [cpuTime(), 0];
while (Atomics.load(shared, SHARED.ended) === 0n) {
  Atomics.wait(shared, SHARED.ended, 0n, MILLISECONDS);
  const [now, cpuNow] = [process.hrtime.bigint(), cpuTime()];
  const [passed, used] = [now - Atomics.load(shared, SHARED.looked), cpuNow - cpu];
  cpu = cpuNow;
  if (passed <= LONGEST) usual = used;
  else if (used <= 2 * usual + LEAST_SHARE * Number(passed)) {
    Atomics.add(shared, SHARED.stopped, passed - BigInt(1e6 * MILLISECONDS));
  }
  Atomics.store(shared, SHARED.looked, now);
  Atomics.notify(shared, SHARED.looked);
}
