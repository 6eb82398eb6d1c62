// Run by npm in a package's folder before it is packed, and with --undo after: compiles, and puts the licence and the notices beside it.
// Plain JavaScript, for it runs before anything is compiled.
import { spawnSync } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const NOTICES = ["LICENSE", "THIRD-PARTY-NOTICES.md"];

if (process.argv.includes("--undo")) {
  for (const name of NOTICES) rmSync(join(process.cwd(), name), { force: true });
} else {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-b"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
  for (const name of NOTICES) copyFileSync(join(root, name), join(process.cwd(), name));
}
