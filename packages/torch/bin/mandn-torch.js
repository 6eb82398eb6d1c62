#!/usr/bin/env node
import { main } from "../dist/src/setup/cli.js";

process.exitCode = await main(process.argv.slice(2), async () =>
  (await import("../dist/src/devices.js")).engineReport(),
);
