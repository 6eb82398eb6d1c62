// Imported first by tests that compare bit for bit with the fixture nn.json.gz: aten's kernels are taken for the instructions that the
// fixture was made with, on CPUs that have more, too. It must be said before libtorch is loaded.
import { readFileSync } from "node:fs";

if (process.platform === "linux" && /\bavx2\b/.test(readFileSync("/proc/cpuinfo", "utf8"))) {
  process.env.ATEN_CPU_CAPABILITY ??= "avx2";
}
