import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { VERSION } from "../../src/version.js";
import { mn } from "./mn.js";

const COMMANDS = [
  "run",
  "check",
  "plan",
  "prepare",
  "train",
  "continue",
  "studio",
  "predict",
  "evaluate",
  "report",
  "export",
  "pack",
  "compare",
  "ablate",
  "methods",
  "models",
  "weights",
  "completion",
  "cache",
  "doctor",
  "demo",
];
const scratch = mkdtempSync(join(tmpdir(), "mn-usage-"));
after(() => rmSync(scratch, { recursive: true }));

describe("help", () => {
  test("names every command and the exit codes", async () => {
    const { code, stdout, stderr } = await mn(["--help"]);
    assert.deepEqual([code, stderr], [0, ""]);
    for (const command of COMMANDS) assert.match(stdout, new RegExp(`^ {2}${command} `, "m"));
    assert.match(stdout, /Exit codes: 0 done; 1 .* 2 .* 130 /);
  });

  for (const command of COMMANDS) {
    test(`of ${command} has examples`, async () => {
      const { code, stdout, stderr } = await mn([command, "--help"]);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, new RegExp(`Examples:\n {2}mn ${command}`));
    });
  }

  test("is also had by mn help", async () => {
    assert.equal((await mn(["help", "plan"])).stdout, (await mn(["plan", "--help"])).stdout);
  });

  test("loads neither the engine nor anything else that takes time", async () => {
    const { code } = await mn(["plan", "--help"], { env: { NODE_V8_COVERAGE: scratch } });
    assert.equal(code, 0);
    const [file] = readdirSync(scratch);
    const { result } = JSON.parse(readFileSync(join(scratch, file ?? ""), "utf8")) as { result: { url: string }[] };
    const loaded = result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
    const others = loaded.filter(
      (url) => !/\/mn\/(bin|dist\/src\/(cli|errors|version))|\/base\/dist\/|\/commander\//.test(url),
    );
    assert.ok(loaded.length > 10, "coverage lists what was loaded");
    assert.deepEqual(others, []);
  });

  test("--version says it", async () => {
    assert.equal((await mn(["--version"])).stdout, `${VERSION}\n`);
  });
});

describe("wrong arguments end with code 2, a sentence and nothing on standard output", () => {
  const cases: [args: string[], words: RegExp][] = [
    [["trian", "run"], /mn: unknown command 'trian'\n\(Did you mean train\?\)/],
    [
      ["plan", "scans", "--out", "x", "--budgt", "3m"],
      /unknown option '--budgt'\n\(Did you mean --budget\?\)\n+\(options: .*--out --budget --labelled .*--help says/,
    ],
    [
      ["weights", "convert", "a", "b", "--ovrwrite"],
      /unknown option '--ovrwrite'[\s\S]*\(options: --at --overwrite --json /,
    ],
    [
      ["plan", "scans", "--out", join(scratch, "short"), "--budget", "1s"],
      /budget of 1 s is too short for any training/,
    ],
    [["plan", "scans"], /required option '-o, --out <folder>' not specified/],
    [["check", ""], /The argument <dataset> is empty\./],
    [["plan", "--out", "x"], /missing required argument 'dataset'/],
    [["plan", "scans", "--out", "x", "--budget", "soon"], /must be a duration such as 30m, 1h30m or 90s/],
    [["plan", "scans", "--out", ""], /argument '' is invalid\. It must not be empty/],
    [["plan", "scans", "--out", "x", "--labelled", "0"], /must be a whole number from 1/],
    [["plan", "scans", "--out", "x", "--preset", "best"], /Allowed choices are clean, official/],
    [
      ["plan", "scans", "--out", join(scratch, "x"), "--method", "nm"],
      /There is no method "nm"\. Choose one of mn, supervised-3d, supervised-2d, mean-teacher/,
    ],
    [["methods", "nm"], /There is no method "nm"\. Choose one of mn, /],
    [["methods", "mn", "mean-teacher"], /too many arguments/],
    [["evaluate", "a"], /missing required argument 'labels'/],
    [["evaluate", "a", "b", "--tolerance", "-1"], /number of 0 or more/],
    [["train", "a", "b"], /too many arguments/],
    [["models", "--crop", "8,8,8"], /these options are for one NETWORK/],
    [["models", "unet3d", "--crop", "8,8"], /three whole numbers separated by commas/],
    [["weights", "check", "unet3d", "x.pth", "--options", "[1]"], /must be a JSON object/],
    [
      ["weights", "get", "segformer-b9-ade20k"],
      /No weights are called "segformer-b9-ade20k"\. Choose one of .*segformer-b2/,
    ],
    [[], /Usage: mn/],
  ];
  for (const [args, words] of cases) {
    test(`mn ${args.join(" ")}`, async () => {
      const { code, stdout, stderr } = await mn(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, words);
    });
  }
});

test("what is not there is said in one sentence, with code 1", async () => {
  const missing = join(scratch, "nowhere");
  const calls = [
    ["check", missing],
    ["train", missing],
    ["report", missing],
    ["evaluate", missing, missing],
    ["predict", missing, "--out", scratch],
  ];
  for (const args of calls) {
    const { code, stdout, stderr } = await mn(args);
    assert.deepEqual([code, stdout], [1, ""], args.join(" "));
    assert.ok(stderr.startsWith("mn: ") && stderr.includes(missing), stderr);
    assert.doesNotMatch(stderr, /\n {4}at /);
  }
});

test("--debug and MN_DEBUG show where an error came from", async () => {
  const args = ["train", join(scratch, "nowhere")];
  assert.match((await mn([...args, "--debug"])).stderr, /MnError: .*\n {4}at /);
  assert.match((await mn(args, { env: { MN_DEBUG: "1" } })).stderr, /MnError: .*\n {4}at /);
});
