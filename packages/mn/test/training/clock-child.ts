// Computes for some seconds of its clock that stands still while the process is stopped, for a test that stops it, and prints what passed on both clocks.
import { RunningClock } from "../../src/training/running-clock.js";

using clock = new RunningClock();
const { now } = clock;
const wall = () => Number(process.hrtime.bigint()) / 1e6;
const seconds = Number(process.argv[2]);
const begun = { clock: now(), wall: wall() };
let last = begun.clock;
process.stdout.write("begun\n");
while (last - begun.clock < 1000 * seconds) {
  const before = now();
  for (let i = 0, x = 1; i < 1e6; i++) x = Math.sin(x);
  last = now();
  if (last < before) throw new Error(`the clock went back from ${before} to ${last}`);
}
process.stdout.write(JSON.stringify({ clock: last - begun.clock, wall: wall() - begun.wall }));
