// How much the command line tells, where, and what a shell completes.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { mn, shell, Workplace } from "./mn.js";
import { writeTinyDataset } from "./tiny-dataset.js";

describe("what is told of the work", { concurrency: false }, () => {
  const place = new Workplace();
  const scans = place.path("scans");
  before(() => writeTinyDataset(scans));
  after(() => place.dispose());
  const check = (...flags: readonly string[]) => mn(["check", scans, "--threads", "1", ...flags], { env: place.env });

  test("is nothing with --quiet, but errors and the result are", async () => {
    const { code, stdout, stderr } = await check("--quiet");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /8 cases/);
    const failed = await mn(["-q", "check", place.path("nowhere")], { env: place.env });
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /^mn: .*nowhere/);
  });

  test("is every scan with --verbose", async () => {
    const { stderr } = await check("--verbose");
    for (let scan = 1; scan <= 8; scan++) assert.match(stderr, new RegExp(`checking ${scan}/8 scans`));
    const { stderr: usual } = await check();
    assert.doesNotMatch(usual, /checking 5\/8 scans/);
    const both = await check("--verbose", "--quiet");
    assert.equal(both.code, 2);
    assert.match(both.stderr, /--quiet or --verbose, not both/);
  });

  test("goes into a file too, with its time and errors", async () => {
    const log = place.path("mn.log");
    assert.equal((await check("--quiet", "--log-file", log)).code, 0);
    assert.equal((await mn(["check", place.path("nowhere"), "--log-file", log], { env: place.env })).code, 1);
    const lines = readFileSync(log, "utf8").trim().split("\n");
    for (const line of lines) assert.match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /);
    assert.match(lines.join("\n"), /Z checking 8\/8 scans[\s\S]*Z mn: .*nowhere/);
    mkdirSync(place.path("folder.log"));
    const refused = await check("--log-file", place.path("folder.log"));
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /folder\.log/);
  });

  test("never goes into a file that is no log, such as a scan", async () => {
    const scan = place.path("scans", "images", "scan_0.nii.gz");
    const before = readFileSync(scan);
    const { code, stderr } = await check("--log-file", scan);
    assert.equal(code, 2);
    assert.match(stderr, /scan_0\.nii\.gz: is there already and is no log of this program/);
    assert.deepEqual(readFileSync(scan), before);
  });

  test("a shell completes commands, options and their choices", async () => {
    const line = (words: string) =>
      `eval "$($MN completion bash)"; COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _mn; echo "\${COMPREPLY[@]}"`;
    const complete = async (words: string) => (await shell(line(words))).stdout.trim().split(" ").sort();
    assert.deepEqual(await complete("mn pred"), ["predict"]);
    assert.deepEqual(await complete("mn con"), ["continue"]);
    assert.deepEqual(await complete("mn run --labelle"), ["--labelled"]);
    assert.deepEqual(await complete("mn plan --preset ''"), ["clean", "official"]);
    assert.ok((await complete("mn predict --")).includes("--statistics"));
    const { stdout: fish } = await mn(["completion", "fish"]);
    assert.match(fish, /^complete -c mn -n __fish_use_subcommand -a run /m);
    const { stdout: zsh } = await mn(["completion", "zsh"]);
    assert.match(zsh, /^autoload -U \+X bashcompinit/);
    const { code, stderr } = await mn(["completion", "tcsh"]);
    assert.equal(code, 2);
    assert.match(stderr, /bash, zsh, fish/);
  });
});
