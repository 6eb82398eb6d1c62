// Run by npm in a package's folder before it is packed, and with --undo after: compiles, puts the licence and the notices beside it and, of
// the studio, the part of its page that has NiiVue in it, which is not installed with it.
// Plain JavaScript, for it runs before anything is compiled.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const NOTICES = ["LICENSE", "THIRD-PARTY-NOTICES.md"];
const isStudio = basename(process.cwd()) === "studio";
const chunk = join(process.cwd(), "dist", "page", "volume.js");

if (process.argv.includes("--undo")) {
  for (const name of NOTICES) rmSync(join(process.cwd(), name), { force: true });
  if (isStudio) rmSync(chunk, { force: true });
} else {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-b"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
  for (const name of NOTICES) copyFileSync(join(root, name), join(process.cwd(), name));
  if (isStudio) {
    rmSync(chunk, { force: true });
    const { volumeChunk } = await import(new URL("../packages/mn/dist/src/studio/assets.js", import.meta.url));
    const content = await volumeChunk(process.cwd());
    mkdirSync(join(process.cwd(), "dist", "page"), { recursive: true });
    writeFileSync(chunk, content);
  }
}
