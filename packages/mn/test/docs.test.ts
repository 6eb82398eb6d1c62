/** The pages for people, held against the repository: what they link to and name by its path is there. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { wholeProgram } from "../src/cli/command-line.js";

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
  ...["mn", "studio", "imaging", "models", "torch"].map((name) => `packages/${name}/src`),
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

/** The blocks of code of a language, with the pages that they stand on. */
const blocksOf = (language: string, pages: readonly string[]) =>
  pages.flatMap((page) =>
    Array.from(
      readFileSync(join(ROOT, page), "utf8").matchAll(new RegExp(`\n\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, "g")),
      ([, code]) => ({
        page,
        code: code as string,
      }),
    ),
  );

test("every command line on a page has a command and options that there are", async () => {
  const program = await wholeProgram();
  const everywhere = program.options;
  let lines = 0;
  for (const { page, code } of blocksOf("sh", PAGES)) {
    for (const line of code.replaceAll("\\\n", " ").split("\n")) {
      const [, words] = /^(?:npx )?mn ([a-z][\s\S]*?)(?:\s#.*|\s[&|>].*)?$/.exec(line) ?? [];
      if (words === undefined) continue;
      lines++;
      const [name = "", sub = "", ...rest] = words.split(/\s+/);
      const outer = program.commands.find((one) => one.name() === name);
      assert.ok(outer !== undefined, `${page}: mn ${name} in "${line}"`);
      const inner = outer.commands.find((one) => one.name() === sub) ?? outer;
      const known = [...inner.options, ...everywhere].flatMap(({ long, short }) => [long, short]);
      for (const word of [sub, ...rest].filter((one) => /^--?[a-z]/.test(one))) {
        assert.ok(known.includes(word), `${page}: ${word} in "${line}"`);
      }
    }
  }
  assert.ok(lines > 25, `${lines} command lines are found`);
});

test("the TypeScript on the pages of the repository type-checks against the packages", () => {
  const folder = mkdtempSync(join(ROOT, "packages", "mn", "dist", "pages-")); // where the packages are found
  try {
    const blocks = blocksOf("ts", [
      "README.md",
      ...readdirSync(join(ROOT, "packages")).flatMap((name) => markdownIn(join("packages", name))),
    ]);
    assert.ok(blocks.length > 4, "the blocks are found");
    for (const [i, { code }] of blocks.entries()) writeFileSync(join(folder, `block-${i}.ts`), `${code}\nexport {};\n`);
    const files = blocks.map((_, i) => join(folder, `block-${i}.ts`));
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const options = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--lib",
      "es2023,esnext.disposable",
      "--types",
      "node",
    ];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...files], { encoding: "utf8" });
    const told = blocks.reduce((text, { page }, i) => text.replaceAll(`block-${i}.ts`, `${page}, block ${i}`), stdout);
    assert.equal(status, 0, told);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
