// What pip installs is noted by its content, and another wheel of the same name is refused.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TorchError } from "../../src/errors.js";
import { installLibtorch, ownVenv } from "../../src/setup/locate.js";
import { wheelsIn } from "../../src/setup/wheels.js";
import { fakeLibtorch, fakeProgram, temporaryFolder, write } from "./fakes.js";

const quiet = () => {};
const NAME = "torch-2.13.0+cpu";
const TAG = "cp312-cp312-manylinux_2_28_x86_64";
const record = (library: string) =>
  `../../../bin/torchrun,sha256=of-this-folder,9\ntorch/lib/libtorch_cpu.so,sha256=${library},9\n${NAME}.dist-info/RECORD,,\n`;

/** A Python whose pip installs what lies in `folder`/wheel, and notes its arguments. */
function pythonThatInstalls(folder: string): Record<string, string> {
  const venv = ownVenv({ MANDN_HOME: folder });
  const packages = `${venv}/lib/python3.12/site-packages`;
  fakeLibtorch(join(folder, "wheel/torch"));
  write(join(folder, `wheel/${NAME}.dist-info/WHEEL`), `Wheel-Version: 1.0\nTag: ${TAG}\n`);
  fakeProgram(
    join(folder, "pip"),
    `echo "$@" > ${folder}/asked; /bin/mkdir -p ${packages}; /bin/cp -r ${folder}/wheel/. ${packages}`,
  );
  fakeProgram(
    join(folder, "bin/python3"),
    `[ "$2" = venv ] || { echo 3.12; exit 0; }; /bin/mkdir -p ${venv}/bin; /bin/cp ${folder}/pip ${venv}/bin/python`,
  );
  return { PATH: join(folder, "bin"), MANDN_HOME: folder };
}

test("the wheel that came first is noted, taken again, and no other of its name; a note deleted is a new beginning", async () => {
  const folder = temporaryFolder();
  const env = pythonThatInstalls(folder);
  const install = async (library: string) => {
    rmSync(ownVenv(env), { recursive: true, force: true });
    write(join(folder, `wheel/${NAME}.dist-info/RECORD`), record(library));
    return (await installLibtorch(env, quiet, quiet)).source;
  };
  assert.equal(await install("one"), "own");
  assert.match(readFileSync(join(folder, "asked"), "utf8"), /^-m pip install .*--only-binary :all: torch==2\.13\.0$/m);
  const note = join(folder, "wheels.json");
  assert.deepEqual(Object.keys(JSON.parse(readFileSync(note, "utf8"))), [`${NAME} ${TAG}`]);
  assert.equal(await install("one"), "own");
  await assert.rejects(install("two"), (error) => {
    assert.ok(error instanceof TorchError && error.code === "setup", String(error));
    assert.match(error.message, /index gave another torch-2\.13\.0\+cpu cp312.* than the first time/);
    return error.remedy?.includes(`rm ${note} && npx mandn-torch setup`) === true;
  });
  assert.ok(!existsSync(join(ownVenv(env), "complete.json")), "it does not serve");
  rmSync(note);
  assert.equal(await install("two"), "own");
});

test("a wheel is told by its files, not by what pip adds", () => {
  const folder = temporaryFolder();
  const of = (name: string, text: string) => {
    write(join(folder, name, `${NAME}.dist-info/WHEEL`), `Tag: ${TAG}\n`);
    write(join(folder, name, `${NAME}.dist-info/RECORD`), text);
    return wheelsIn(join(folder, name));
  };
  const plain = of("plain", "torch/a.py,sha256=x,1\ntorch/b.py,sha256=y,1\n");
  const installed = `torch/b.py,sha256=y,1\n../../../bin/torchrun,sha256=z,3\n${NAME}.dist-info/INSTALLER,sha256=p,4\ntorch/__pycache__/a.pyc,,\ntorch/a.py,sha256=x,1\n`;
  assert.deepEqual(of("installed", installed), plain);
  assert.notDeepEqual(of("other", "torch/a.py,sha256=X,1\ntorch/b.py,sha256=y,1\n"), plain);
  assert.deepEqual(wheelsIn(temporaryFolder()), {});
});
