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

/** The words of every `mn …` in a text: after a launcher too, up to where the shell's own begins. */
const commandsIn = (text: string) =>
  Array.from(
    text.replaceAll("\\\n", " ").matchAll(/(?<![^\s"'([])mn ([a-z][^\n#|&>;"']*)/g),
    ([, words]) => (words as string).split(" ::: ")[0]?.trim().split(/\s+/) as string[],
  );

/** A command by its words, and the words that are its own; every call makes a program of its own, for options are read only once. */
async function commandOf(words: readonly string[]) {
  const program = await wholeProgram();
  const [name, sub, ...rest] = words;
  const outer = program.commands.find((one) => one.name() === name);
  const inner = outer?.commands.find((one) => one.name() === sub);
  return {
    command: inner ?? outer,
    own: inner === undefined ? words.slice(1) : rest,
    everywhere: program.options.flatMap(({ long, short }) => [long, short]),
  };
}

test("every command line on a page would be taken: its command, arguments, options and their values", async () => {
  const lines = [
    ...blocksOf("sh", PAGES).flatMap(({ page, code }) =>
      commandsIn(code.replaceAll(/\s#.*$/gm, "")).map((words) => ({ page, words })),
    ),
    // Kubernetes has its commands as lists.
    ...blocksOf("yaml", PAGES).flatMap(({ page, code }) =>
      Array.from(code.matchAll(/\[mn, ([^\]]+)\]/g), ([, list]) => ({ page, words: (list as string).split(", ") })),
    ),
  ];
  for (const { page, words } of lines) {
    const told = `${page}: mn ${words.join(" ")}`;
    const { command, own, everywhere } = await commandOf(words);
    assert.ok(command !== undefined, told);
    command.exitOverride().configureOutput({ writeErr: () => {} });
    // A variable, or a place of GNU parallel, stands for a number, and auto for the part that a scheduler gives.
    const given = own.map((word) =>
      word
        .replace(/\{\}|\$\w+/, "1")
        .replace(/^auto(?:$|\/)/, "1/")
        .replace(/^1\/$/, "1/1"),
    );
    let read: ReturnType<typeof command.parseOptions> | undefined;
    assert.doesNotThrow(() => {
      read = command.parseOptions(given);
    }, told);
    const { operands = [], unknown = [] } = read ?? {};
    assert.deepEqual(
      unknown.filter((word) => word.startsWith("-") && !everywhere.includes(word)),
      [],
      told,
    );
    const { registeredArguments: wanted } = command;
    assert.ok(operands.length >= wanted.filter(({ required }) => required).length, `${told}: an argument is missing`);
    const most = wanted.some(({ variadic }) => variadic) ? Infinity : wanted.length;
    assert.ok(operands.length <= most, `${told}: ${operands.join(" ")} are too many`);
  }
  assert.ok(lines.length > 60, `${lines.length} command lines are found`);
});

test("every command that a sentence names has the options that it names", async () => {
  let spans = 0;
  for (const page of PAGES) {
    const text = readFileSync(join(ROOT, page), "utf8").replaceAll(/```[\s\S]*?```/g, "");
    for (const [, span] of text.matchAll(/`([^`]*)`/g)) {
      for (const words of commandsIn((span as string).replaceAll("\n", " "))) {
        spans++;
        const { command, own, everywhere } = await commandOf(words);
        assert.ok(command !== undefined, `${page}: ${span}`);
        const known = [...command.options.flatMap(({ long, short }) => [long, short]), ...everywhere];
        const flags = own.map((word) => word.replaceAll(/[[\]]/g, "")).filter((word) => /^--?[a-z]/.test(word));
        assert.deepEqual(
          flags.filter((flag) => !known.includes(flag)),
          [],
          `${page}: ${span}`,
        );
      }
    }
  }
  assert.ok(spans > 60, `${spans} commands are found`);
});

test("every target of make and every program of the benchmarks that a page names is there", () => {
  const targets = Array.from(
    readFileSync(join(ROOT, "Makefile"), "utf8").matchAll(/^([a-z-]+):/gm),
    ([, name]) => name,
  );
  let found = 0;
  for (const page of PAGES) {
    const text = readFileSync(join(ROOT, page), "utf8");
    for (const [, target] of text.matchAll(/(?:^|`)make ([a-z-]+)/gm)) {
      found++;
      assert.ok(targets.includes(target), `${page}: make ${target}`);
    }
    if (page === "bench/RESULTS.md") continue; // a record, also of programs that there were
    for (const [, program] of text.matchAll(/node bench\/dist\/([a-z-]+)\.js/g)) {
      found++;
      assert.ok(existsSync(join(ROOT, "bench", `${program}.ts`)), `${page}: bench/dist/${program}.js`);
    }
  }
  assert.ok(found > 50, `${found} are found`);
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
