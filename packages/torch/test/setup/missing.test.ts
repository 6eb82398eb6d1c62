import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { writeAtomicallySync } from "@mandn/base";
import { TorchError } from "../../src/errors.js";
import { findCompiler } from "../../src/setup/compiler.js";
import { installLibtorch, ownVenv } from "../../src/setup/locate.js";
import { requireSpace, withLock, writeJson } from "../../src/setup/storage.js";
import type { TraceStep } from "../../src/setup/tools.js";
import { fakeLibtorch, fakeProgram, fakePython, temporaryFolder, write } from "./fakes.js";

const root = fileURLToPath(new URL("../../../../..", import.meta.url));
const quiet = () => {};

/** Asserts a `setup` error of one sentence that ends in the command that mends it. */
async function assertMissing(work: () => unknown, problem: RegExp, remedy: RegExp): Promise<void> {
  await assert.rejects(
    async () => work(),
    (error) => {
      assert.ok(error instanceof TorchError, String(error));
      assert.equal(error.code, "setup");
      assert.match(error.message, problem);
      assert.match(error.remedy ?? "", remedy);
      assert.ok(error.message.endsWith(error.remedy ?? "none"));
      assert.ok(!error.message.includes("\n"));
      return true;
    },
  );
}

test("without Python the command that installs it is named, for the system's package manager", async () => {
  const folder = temporaryFolder();
  const env = { PATH: join(folder, "bin"), MANDN_HOME: folder };
  await assertMissing(
    () => installLibtorch(env, quiet, quiet),
    /Python 3/,
    /^sudo apt-get install -y python3 python3-venv$/,
  );
  fakeProgram(join(folder, "bin/dnf"), "");
  await assertMissing(() => installLibtorch(env, quiet, quiet), /Python 3/, /^sudo dnf install -y python3$/);
});

test("a Python without its venv module is told apart from one that is too old", async () => {
  const folder = temporaryFolder();
  const env = { PATH: join(folder, "bin"), MANDN_HOME: folder };
  fakePython(join(folder, "bin/python3"), "", { version: "3.11", venv: false });
  await assertMissing(() => installLibtorch(env, quiet, quiet), /3\.11.*venv/, /python3\.11-venv$/);
  fakePython(join(folder, "bin/python3"), "", { version: "3.8" });
  await assertMissing(() => installLibtorch(env, quiet, quiet), /3\.10 or newer.*3\.8/, /python3\.12/);
});

/** A Python whose virtual environments have a pip that prints `output` and fails. */
function pythonWithFailingPip(folder: string, output: string): Record<string, string> {
  const venv = ownVenv({ MANDN_HOME: folder });
  write(join(folder, "output"), output);
  fakeProgram(join(folder, "pip"), `/bin/cat ${join(folder, "output")} >&2; exit 1`);
  fakeProgram(
    join(folder, "bin/python3"),
    `[ "$2" = venv ] || { echo 3.12; exit 0; }; /bin/mkdir -p ${venv}/bin; /bin/cp ${folder}/pip ${venv}/bin/python`,
  );
  return { PATH: join(folder, "bin"), MANDN_HOME: folder };
}

test("pip's failures are told apart: the network, the disk, no such version", async () => {
  const cases: [string, RegExp, RegExp][] = [
    [
      "WARNING: Retrying (NewConnectionError('Failed to establish a new connection: [Errno -2] Name or service not known'))\nERROR: No matching distribution found for torch==2.13.0\n",
      /network/,
      /npx mandn-torch setup/,
    ],
    ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n", /full/, /MANDN_HOME/],
    ["ERROR: No matching distribution found for torch==2.13.0\n", /no torch/, /LIBTORCH/],
    ["ERROR: something new\n", /something new/, /npx mandn-torch setup/],
  ];
  for (const [output, problem, remedy] of cases) {
    const folder = temporaryFolder();
    const env = pythonWithFailingPip(folder, output);
    await assertMissing(() => installLibtorch(env, quiet, quiet), problem, remedy);
    assert.ok(!existsSync(`${ownVenv(env)}.lock`));
  }
});

test("without a compiler that serves, each that was tried is named", async () => {
  const folder = temporaryFolder();
  const env = { PATH: folder };
  await assertMissing(() => findCompiler(env, []), /No C\+\+ compiler/, /install -y g\+\+$/);
  fakeProgram(join(folder, "c++"), 'case "$1" in --version) echo clang 19;; *) echo "#define __clang__ 1";; esac');
  fakeProgram(join(folder, "g++"), 'case "$1" in --version) echo g++ 9;; *) echo "#define __GNUC__ 9";; esac');
  const trace: TraceStep[] = [];
  await assertMissing(() => findCompiler(env, trace), /clang.*version 11/, /install -y g\+\+$/);
  assert.equal(trace.length, 3);
});

test("a CXX that is not there is an error, not passed over", async () => {
  await assertMissing(() => findCompiler({ ...process.env, CXX: "no-such-g++" }, []), /no-such-g\+\+/, /unset CXX/);
});

test("CXX may carry arguments", () => {
  const folder = temporaryFolder();
  const path = fakeProgram(
    join(folder, "ccache"),
    '[ "$1" = g++ ] || exit 1; case "$2" in --version) echo g++ 13;; *) echo "#define __GNUC__ 13"; echo "#define __aarch64__ 1";; esac',
  );
  const found = findCompiler({ PATH: "", CXX: `${path} g++` }, []);
  assert.deepEqual(found.command, [path, "g++"]);
  assert.equal(found.architecture, "arm64");
});

test("too little disk space and a folder that cannot be written name MANDN_HOME", async () => {
  const folder = temporaryFolder();
  await assertMissing(() => requireSpace(folder, 2 ** 60, "Installing"), /needs .* GiB/, /MANDN_HOME/);
  write(join(folder, "file"), "");
  await assertMissing(() => writeJson(join(folder, "file/x.json"), {}), /cannot use/, /MANDN_HOME/);
});

test("under a lock, a file that the disk refuses is named itself, not the lock", async () => {
  const env = { MANDN_HOME: temporaryFolder() };
  const refused = join(env.MANDN_HOME, "file/log");
  write(join(env.MANDN_HOME, "file"), "");
  const work = async () => writeAtomicallySync(refused, "");
  await assertMissing(() => withLock(join(env.MANDN_HOME, "lock"), env, work, assert.fail), /file\/log/, /MANDN_HOME/);
  mkdirSync(join(env.MANDN_HOME, "taken"));
  await assertMissing(() => withLock(join(env.MANDN_HOME, "taken"), env, work, assert.fail), /taken/, /MANDN_HOME/);
});

test("an old Node.js and a missing npm are said in one line before anything else", () => {
  const folder = temporaryFolder();
  for (const name of ["scripts/setup.mjs", "package-lock.json"]) cpSync(join(root, name), join(folder, name));
  const script = join(folder, "scripts/setup.mjs");
  const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.0'})";
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [...args, script], { env: { PATH: folder }, encoding: "utf8" });
  const tooOld = run("--import", old);
  assert.equal(tooOld.status, 1);
  assert.match(tooOld.stderr, /^Node\.js 18\.20\.0 is too old.*: nvm install \d+\.\n$/);
  const noNpm = run();
  assert.equal(noNpm.status, 1);
  assert.match(noNpm.stderr, /^npm is not on PATH; mend it with: .*\.\n$/);
});

test("the command says what is missing without a stack, and refuses what it does not know", () => {
  const folder = temporaryFolder();
  const script = join(root, "packages/torch/bin/mandn-torch.js");
  const env = { PATH: "", MANDN_HOME: join(folder, "home"), LIBTORCH: fakeLibtorch(join(folder, "old"), "2.1.0") };
  const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { env, encoding: "utf8" });
  const doctor = run("doctor");
  assert.equal(doctor.status, 1);
  assert.match(doctor.stdout, /2\.1\.0, and 2\.6 is the oldest/);
  assert.equal(run("set-up").status, 2);
  assert.equal(run("setup", "--quick").status, 2);
  assert.equal(run("help").status, 0);
});
