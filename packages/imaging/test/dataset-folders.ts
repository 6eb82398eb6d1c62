// Folders of datasets as the tests of discovery need them, and what was discovered in few words.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { TestContext } from "node:test";
import type { Case, Dataset } from "../src/index.js";
import { temporaryFolder } from "./fixtures.js";

/** A folder with these files: their content, or empty where discovery does not open them. */
export function folderWith(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>> | readonly string[],
): string {
  const root = temporaryFolder(t);
  const contents = Array.isArray(files) ? Object.fromEntries(files.map((name: string) => [name, ""])) : files;
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** Each case as its id, its split and the names of its files, the mask's last. */
export const brief = ({ cases }: Dataset) =>
  cases.map((one: Case) =>
    [one.id, one.split, ...one.channels.map((c) => basename(c.path)), one.label && basename(one.label.path)].join(" "),
  );
