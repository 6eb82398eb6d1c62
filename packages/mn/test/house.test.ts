/** The house's plan, held against its imports: no arrow runs upward, none in a circle, and the doors show what they should. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const PACKAGES = fileURLToPath(new URL("../../../", import.meta.url));

/** Each package may import those before it. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  torch: ["base"],
  imaging: ["base"],
  models: ["base", "torch"],
  studio: ["base", "imaging"],
  mn: ["base", "torch", "imaging", "models", "studio"],
};

/** Of the method's package: each room knows those before it. `.`: errors, version. */
const ROOMS = [
  ".",
  "plan",
  "run",
  "data",
  "inference",
  "evaluation",
  "training",
  "methods",
  "planning",
  "report",
  "steps",
  "exporters",
  "tools",
  "studio",
  "cli",
];
/** What is exported, from wherever it stands. */
const DOORS = ["index.ts", "doors"];

/** Lines of a file that one line of header is enough for. */
const SHORT = 60;
/** The table of a dataset's faults leaves out a path that a fault's sentence names already: no decision but about room. */
const REPORT_ROWS = join("imaging", "src", "dataset", "report-text.ts");

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Own source files, as paths from the packages' folder. */
function sourcesOf(name: string): string[] {
  const folder = join(PACKAGES, name, "src");
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated"))
    .map((file) => join(name, "src", file));
}

const IMPORT = /(?:^import|^export|^\} from|import\()[^;]*?["']([^"']+)["']/gm;

function importsOf(file: string): { readonly target: string; readonly isType: boolean }[] {
  const text = readFileSync(join(PACKAGES, file), "utf8");
  return [...text.matchAll(IMPORT)].map(([whole, target]) => {
    return { target: target as string, isType: whole.startsWith("import type") || whole.startsWith("export type") };
  });
}

const own = (file: string, target: string) => {
  const source = relative(PACKAGES, resolve(PACKAGES, dirname(file), target)).replace(/\.js$/, ".ts");
  return existsSync(join(PACKAGES, source)) ? source : `${source}x`;
};

test("packages know only the floors above them", () => {
  for (const [name, allowed] of Object.entries(FLOORS)) {
    for (const file of sourcesOf(name)) {
      for (const { target } of importsOf(file)) {
        const other = /^@mandn\/(\w+)/.exec(target)?.[1] ?? (/^mandn($|\/)/.test(target) ? "mn" : undefined);
        if (other === undefined) continue;
        const isTensorDoor = name === "imaging" && other === "torch" && file.startsWith("imaging/src/tensor");
        assert.ok(allowed.includes(other) || isTensorDoor, `${file} imports ${target}`);
      }
    }
  }
});

test("in the method's package, no room knows one below it", () => {
  const roomOf = (file: string) => {
    const [, , first, rest] = file.split("/");
    return rest === undefined ? "." : (first as string);
  };
  for (const file of sourcesOf("mn")) {
    if (DOORS.includes(file.split("/")[2] as string)) continue;
    const floor = ROOMS.indexOf(roomOf(file));
    assert.ok(floor >= 0, `${file} is in no room of the plan`);
    for (const { target } of importsOf(file)) {
      if (!target.startsWith(".")) continue;
      const other = roomOf(own(file, target));
      assert.ok(ROOMS.indexOf(other) <= floor, `${file} imports ${target}: ${other} stands below`);
    }
  }
});

test("no files import each other in a circle, but for types", () => {
  const arrows: Arrow[] = Object.keys(FLOORS).flatMap((name) =>
    sourcesOf(name).flatMap((file) =>
      importsOf(file).flatMap(({ target, isType }) =>
        target.startsWith(".") && !isType ? [{ from: file, to: own(file, target) }] : [],
      ),
    ),
  );
  const next = new Map<string, Arrow[]>();
  for (const arrow of arrows) next.set(arrow.from, [...(next.get(arrow.from) ?? []), arrow]);
  assert.ok(arrows.length > 500, "the imports are found");
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `a circle: ${[...path.slice(path.indexOf(file)), file].join(" → ")}`);
    if (done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const { from } of arrows) visit(from, []);
});

/** The comment that a file begins with, line by line without its signs; nothing of a comment on the first declaration. */
function headerOf(text: string): string[] {
  const [comment] = /^(?:#!.*\n)?(?:(?:\/\/.*\n)+|\/\*\*[\s\S]*?\*\/\n)(?=\n|import |export (?:\{|\*|type \{))/.exec(
    text,
  ) ?? [""];
  return comment
    .split("\n")
    .map((line) =>
      line
        .replace(/^(?:#!.*|\/\/ ?|\/\*\*| \*\/| \* ?)/, "")
        .replace(/\*\/$/, "")
        .trim(),
    )
    .filter((line) => line !== "");
}

test("every source file begins with two to six lines that say what it is; one will do for a short one", () => {
  for (const name of Object.keys(FLOORS)) {
    for (const file of sourcesOf(name)) {
      const text = readFileSync(join(PACKAGES, file), "utf8");
      const { length } = headerOf(text);
      const least = text.split("\n").length > SHORT ? 2 : 1;
      assert.ok(length >= least && length <= 6, `${file} begins with ${length} lines of comment`);
    }
  }
  assert.deepEqual(headerOf("/** Of the first function. */\nexport function f() {}\n"), []);
});

/** What would read codes, paths or remedies out of the words of an error, or write a remedy into them a second time. */
const OUT_OF_WORDS = [
  /\bmessage\.(?:includes|match|startsWith|endsWith|indexOf|search|slice|split)\(/,
  /\.(?:test|exec)\((?:\w+\.)*message\)/,
  /Error\((?:[^()]|\([^()]*\))*\$\{(?:\w+\.)*remedy\}/,
];

test("what an error is about and what mends it is data: nothing is read out of its message or glued into it", () => {
  for (const name of Object.keys(FLOORS)) {
    for (const file of sourcesOf(name)) {
      const text = readFileSync(join(PACKAGES, file), "utf8");
      for (const pattern of file === REPORT_ROWS ? [] : OUT_OF_WORDS) {
        const [found] = pattern.exec(text) ?? [];
        assert.equal(found, undefined, `${file}: give it as data (base's error.ts)`);
      }
    }
  }
});

/** The names that a program finds behind each door. Adding one is a decision: write it here too. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  index: [
    "MnError",
    "Run",
    "ablate",
    "check",
    "collect",
    "compare",
    "continueRun",
    "demo",
    "evaluate",
    "pack",
    "plan",
    "predict",
    "prepare",
    "relocate",
    "report",
    "run",
    "runFolds",
    "score",
    "train",
    "workOn",
  ],
  "doors/plan": [
    "detectMachine",
    "makePlan",
    "makePlanWithin",
    "parsePlan",
    "planSchema",
    "readPlan",
    "withMethod",
    "writePlan",
  ],
  "doors/run": [
    "RunFolder",
    "comparisonSchema",
    "eventSchema",
    "metricsSchema",
    "predictionsSchema",
    "readEvents",
    "readLatestCheckpoint",
  ],
};

test("the doors of mandn show these names and no others", async () => {
  for (const [door, names] of Object.entries(SHOWN)) {
    const found = Object.keys(await import(new URL(`../src/${door}.js`, import.meta.url).href)).sort();
    assert.deepEqual(found, [...names].sort(), door);
  }
});
