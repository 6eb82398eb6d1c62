/** The pages for people, held against the repository: what they link to and name by its path is there. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

const markdownIn = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const PAGES = [
  ...[".", "docs", "bench"].flatMap(markdownIn),
  ...readdirSync(join(ROOT, "packages")).flatMap((name) => markdownIn(join("packages", name))),
];

/** Paths in backticks start from the folder that the page is about. */
const STARTS = [
  ".",
  "packages",
  ...["mn", "imaging", "models", "torch"].map((name) => `packages/${name}/src`),
  "packages/torch",
];
const PATH = /`((?:[\w-]+\/)+[\w.-]*)`/g;

test("every link of a page leads to a file or folder", () => {
  let links = 0;
  for (const page of PAGES) {
    for (const [, target] of readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)#\s]+)\)/g)) {
      if (target === undefined || /^https?:/.test(target)) continue;
      links++;
      const path = join(ROOT, dirname(page), target);
      assert.ok(existsSync(path), `${page} links to ${target}: ${relative(ROOT, path)} is not there`);
    }
  }
  assert.ok(links > 20, "the links are found");
});

test("every path that ARCHITECTURE.md and the pages on words and additions name is there", () => {
  const pages = ["ARCHITECTURE.md", ...markdownIn("docs").filter((page) => /words|adding/.test(page))];
  let paths = 0;
  for (const page of pages) {
    for (const [, path] of readFileSync(join(ROOT, page), "utf8").matchAll(PATH)) {
      if (path === undefined || path.includes("NAME") || /^mandn\//.test(path)) continue;
      paths++;
      assert.ok(
        STARTS.some((start) => existsSync(join(ROOT, start, path))),
        `${page} names ${path}, which is not there`,
      );
    }
  }
  assert.ok(paths > 50, "the paths are found");
});
