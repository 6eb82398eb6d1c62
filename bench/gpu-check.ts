// What of the engine, the networks and the method works on this machine's CUDA device, as a table; says so where there is none.
// `make gpu-check`, or node bench/dist/gpu-check.js [engine|networks|method …]
import { cuda, engineReport } from "@mandn/torch";
import { failures, printHeader } from "./gpu/checks.js";
import { checkEngine } from "./gpu/engine.js";
import { checkMethod } from "./gpu/method.js";
import { checkNetworks } from "./gpu/networks.js";

const PARTS = { engine: checkEngine, networks: checkNetworks, method: checkMethod };

if (!cuda.isAvailable()) {
  console.log("No CUDA device can be used here (npx mandn-torch doctor says what was found): nothing was checked.");
  process.exit(0);
}
const asked = process.argv.slice(2);
const { version, devices } = engineReport();
console.log(`libtorch ${version}; ${devices.join(", ")}\n`);
printHeader();
for (const [name, check] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await check();
process.exitCode = failures() === 0 ? 0 : 1;
