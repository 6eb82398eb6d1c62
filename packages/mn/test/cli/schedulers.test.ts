// The commands of docs/archive.md and docs/clusters.md as they stand there, run by Slurm and by GNU parallel: an archive whose tasks are
// killed and cancelled, and a training of two ranks. For `make archive`; jobs are submitted only where MANDN_SLURM=1 says that they may be,
// to a cluster whose nodes see this machine's folder for temporary files.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { mn, shell } from "./mn.js";
import { TinyArchive } from "./tiny-archive.js";

const SCANS = 41;
const BIN = fileURLToPath(new URL("../../../bin/mn.js", import.meta.url));
const DOCS = new URL("../../../../../docs/", import.meta.url);

const isAsked = process.env.MANDN_ARCHIVE !== undefined;
const answers = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: "utf8" });

/** Why Slurm is not asked; false where it is. */
function noSlurm(): string | false {
  if (!isAsked) return "for make archive";
  if (process.env.MANDN_SLURM !== "1") return "MANDN_SLURM=1 lets it submit jobs";
  const { status, error, stderr } = answers("sinfo", "--noheader");
  return status === 0 ? false : `sinfo: ${error?.message ?? stderr.trim()}`;
}

/** Why GNU parallel is not used; false where it is. */
function noParallel(): string | false {
  if (!isAsked) return "for make archive";
  const { error, stdout } = answers("parallel", "--version");
  if (error !== undefined) return `parallel: ${error.message}`;
  return stdout.startsWith("GNU parallel") ? false : "parallel is another program than GNU's";
}

/** The code blocks below a heading of a page of docs/. */
function blocks(page: string, heading: string): string[] {
  const text = readFileSync(new URL(page, DOCS), "utf8");
  const [, below = ""] = text.split(`\n${heading}\n`);
  const [section = ""] = below.split(/\n#+ [A-Z]/);
  return Array.from(section.matchAll(/```sh\n(.*?)```/gs), ([, block = ""]) => block);
}

describe("schedulers", { concurrency: false, skip: noSlurm() && noParallel() }, () => {
  let archive: TinyArchive;
  let environment: Record<string, string> = {};
  const path = (...parts: string[]) => archive.place.path(...parts);
  before(async () => {
    archive = await TinyArchive.create({ scans: SCANS, withMissing: true });
    const bin = path("bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "mn"), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`, { mode: 0o755 });
    environment = { PATH: `${bin}${delimiter}${process.env.PATH}` };
  });
  after(() => archive.dispose());

  /** A text of the pages for the archive here. */
  const here = (text: string, masks: string) =>
    text
      .replaceAll(/\/data\/run|(?<=mn predict )run\b/g, archive.run.root)
      .replaceAll(/(\/data\/)?\bscans\.csv/g, archive.list)
      .replaceAll(/\/data\/masks|(?<=--out )masks/g, masks);

  const inShell = async (line: string) => {
    const outcome = await shell(`cd "${archive.place.root}"; ${line}`, environment);
    return { ...outcome, stdout: outcome.stdout.trim() };
  };

  /** Waits until a job, or a task of an array, is in no queue any more. */
  async function ended(job: string): Promise<void> {
    for (;;) {
      const { status, stdout } = answers("squeue", "--noheader", "--jobs", job);
      if (status !== 0 || stdout.trim() === "") return;
      await delay(500);
    }
  }

  /** Waits until shards have begun to write. */
  async function untilFiles(masks: string): Promise<void> {
    while (!existsSync(masks) || readdirSync(masks).length < 4) await delay(50);
  }

  /** Kills the processes that predict into a folder now. */
  function killShards(masks: string): void {
    const shards = readdirSync("/proc").filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const told = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return told.includes("--shard") && told.includes(masks) && told[0] === process.execPath;
      } catch (error) {
        if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return false; // it has ended
        throw error;
      }
    });
    assert.ok(shards.length > 0);
    for (const pid of shards) process.kill(Number(pid), "SIGKILL");
  }

  function assertUnfinished(masks: string): void {
    const left = archive.scans - readdirSync(masks).filter((name) => name.endsWith(".nii.gz")).length;
    assert.ok(left > archive.broken.length, `${left} left`);
  }

  const SMALL = "--cpus-per-task=1 --mem=1G";

  test("Slurm's array, a task killed and one cancelled, and one of another size after it, has the masks of one process", {
    skip: noSlurm(),
  }, async () => {
    const masks = path("by-slurm");
    const [script = "", collecting = ""] = blocks("archive.md", "## Slurm");
    const write = (name: string, shard: string) => {
      assert.match(script, /--shard auto\/200/);
      writeFileSync(path(name), here(script, masks).replace("auto/200", shard));
    };
    write("first.sh", "auto");
    write("job.sh", "auto/4");
    mkdirSync(path("logs"));
    const first = await inShell(`sbatch --parsable ${SMALL} --array=1-6%2 first.sh`);
    assert.equal(first.code, 0, first.stderr);
    const job = first.stdout;
    execFileSync("scancel", [`${job}_6`]);
    await untilFiles(masks);
    execFileSync("scancel", ["--signal=KILL", `${job}_1`, `${job}_2`]);
    await ended(job);
    assertUnfinished(masks);

    const again = here(collecting, masks)
      .replace("sbatch --parsable", `sbatch --parsable ${SMALL} --array=1-4%2`)
      .replace("sbatch --dependency", "sbatch --wait --output=collect.log --dependency");
    const { code, stderr } = await inShell(again);
    const log = readFileSync(path("collect.log"), "utf8");
    assert.equal(code, 1, `${stderr}${log}`);
    assert.match(log, new RegExp(`${archive.broken.length} scans were not predicted:`));
    for (const id of archive.broken) assert.match(log, new RegExp(`\n {2}${id}: `));
    await archive.assertAsAlone(masks);
  });

  test("GNU parallel's shards, some killed and all run again, have the masks of one process", {
    skip: noParallel(),
  }, async () => {
    const masks = path("by-parallel");
    const [line = ""] = blocks("archive.md", "## One machine");
    assert.match(line, /parallel --jobs 4 .*\{\}\/16 ::: \{1\.\.16\}/s);
    const small = (shards: number) =>
      here(line, masks).replace("--jobs 4", "--jobs 2").replace("{}/16 ::: {1..16}", `{}/${shards} ::: {1..${shards}}`);
    const first = inShell(small(3));
    await untilFiles(masks);
    killShards(masks);
    assert.notEqual((await first).code, 0);
    assertUnfinished(masks);
    await inShell(small(4));
    const collected = await mn(["predict", archive.run.root, "--list", archive.list, "--out", masks, "--collect"]);
    assert.equal(collected.code, 1);
    for (const id of archive.broken) assert.match(collected.stderr, new RegExp(`\n {2}${id}: `));
    await archive.assertAsAlone(masks);
  });

  test("srun's two ranks come to the weights of two processes that --devices starts", { skip: noSlurm() }, async () => {
    const [byDevices, bySlurm] = [path("by-devices"), path("by-srun")] as const;
    const planned = await archive.place.planned("planned", {}, (plan) => ({
      ...plan,
      training: { ...plan.training, volumesPerBatch: 4 },
    }));
    for (const run of [byDevices, bySlurm]) await cp(planned.root, run, { recursive: true });
    const alone = await mn(["train", byDevices, "--devices", "cpu:2"]);
    assert.equal(alone.code, 0, alone.stderr);
    const [script = ""] = blocks("clusters.md", "### Slurm");
    assert.match(script, /srun --label .*mn train \/data\/run\n/);
    writeFileSync(path("train.sh"), script.replaceAll("/data/run", bySlurm));
    const size = "--nodes=1 --ntasks-per-node=2 --cpus-per-task=1 --gpus-per-node=0 --mem=2G";
    const { code, stderr } = await inShell(`sbatch --wait --output=train.log ${size} train.sh`);
    const log = readFileSync(path("train.log"), "utf8");
    assert.equal(code, 0, `${stderr}${log}`);
    assert.match(log, /^0: .*is trained/m);
    for (const name of ["2d", "3d"].map((one) => `network-${one}.safetensors`)) {
      assert.ok(readFileSync(join(bySlurm, name)).equals(readFileSync(join(byDevices, name))), name);
    }
  });
});
