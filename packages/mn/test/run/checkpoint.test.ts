import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  assertNoLeaks,
  Generator,
  ones,
  rand,
  randn,
  scope,
  type Tensor,
  tensor,
  writeSafetensors,
  zeros,
} from "@mandn/torch";
import type { MnError } from "../../src/errors.js";
import {
  type Checkpoint,
  type JsonValue,
  readLatestCheckpoint,
  writeCheckpoint,
  writePlaces,
} from "../../src/run/checkpoint.js";
import type { RunFolder } from "../../src/run/folder.js";
import { asNobody, firstOutput, inRun, killAfter, mnError, somePlan, startProgram } from "./support.js";

const plan = somePlan();
const noDamage = (damage: MnError) => assert.fail(damage.message);

function write(folder: RunFolder, updates: number, state: JsonValue = {}): string {
  return scope(() => writeCheckpoint(folder, plan, { updates, tensors: { w: ones([64]).mul(updates) }, state }));
}

/** Reads in a scope of its own: what was found, with the tensor's first value, and the damages told of. */
function read(folder: RunFolder): { updates: number | undefined; w: number; damages: MnError[] } {
  const damages: MnError[] = [];
  return scope(() => {
    const found = readLatestCheckpoint(folder, plan, (damage) => damages.push(damage));
    return {
      updates: found?.updates,
      w: found === undefined ? Number.NaN : found.tensors.w.index(0).itemNumber(),
      damages,
    };
  });
}

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at < 0 ? bytes.length + at : at] ^= 0x10;
  writeFileSync(path, bytes);
}

test("what was written comes back bit for bit, on every dtype and layout, and nothing leaks", () =>
  assertNoLeaks(() =>
    inRun((folder) => {
      using generator = Generator.create(7);
      scope(() => {
        rand([3], { generator });
        const tensors: Record<string, Tensor> = {
          weight: randn([4, 3, 2, 2, 2]).to({ memoryFormat: "channels_last_3d" }),
          half: randn([5]).to("bfloat16"),
          small: randn([5]).to("float16"),
          turned: randn([3, 4]).t(),
          exact: tensor([Number.NaN, -0, 1e-45, Number.POSITIVE_INFINITY]),
          counter: tensor([2n ** 60n + 1n]),
          flags: tensor([true, false]),
          scalar: tensor(3).reshape([]),
          empty: zeros([0, 3]),
          generator: generator.state(),
        };
        const state = { epoch: 3, best: null, history: [0.1, 1 / 3, 1e300], order: ["ä", "b"], nested: { on: true } };
        const path = writeCheckpoint(folder, plan, { updates: 123, tensors, state });
        assert.equal(path, join(folder.checkpoints, "00000123.safetensors"));
        const found = readLatestCheckpoint(folder, plan, noDamage) as Checkpoint;
        assert.equal(found.updates, 123);
        assert.deepEqual(found.state, state);
        assert.deepEqual(Object.keys(found.tensors).sort(), Object.keys(tensors).sort());
        for (const [name, wanted] of Object.entries(tensors)) {
          const got = found.tensors[name];
          assert.deepEqual([got.dtype, got.shape], [wanted.dtype, wanted.shape], name);
          const bytes = (x: Tensor) => x.reshape([-1]).view("uint8").toTypedArray();
          assert.deepEqual(bytes(got), bytes(wanted), name);
        }
        const expected = rand([5], { generator }).toArray();
        generator.setState(found.tensors.generator);
        assert.deepEqual(rand([5], { generator }).toArray(), expected);
      });
    }),
  ));

test("places lie in a file of their own and its copy for as long as a checkpoint names them; a checkpoint needs one of the two", () =>
  inRun((folder) => {
    const placesOf = (value: number) => scope(() => writePlaces(folder, { place: ones([8]).mul(value) }));
    const add = (updates: number, places: string | undefined) =>
      scope(() =>
        writeCheckpoint(folder, plan, { updates, tensors: { w: ones([4]).mul(updates) }, state: {}, places }),
      );
    const found = () =>
      scope(() => {
        const used: string[] = [];
        const { updates, tensors, places } = readLatestCheckpoint(folder, plan, (_, what) =>
          used.push(what),
        ) as Checkpoint;
        return [updates, tensors.place?.index(0).itemNumber(), places, ...used];
      });
    const named = (sha256: string) => ["-copy", ""].map((end) => `places-${sha256.slice(0, 16)}${end}.safetensors`);
    const files = () => readdirSync(folder.checkpoints).filter((name) => name.startsWith("places-"));
    const [one, two] = [placesOf(1), placesOf(2)];
    assert.equal(placesOf(1), one);
    for (const updates of [10, 20]) add(updates, one);
    assert.deepEqual(found(), [20, 1, one]);
    assert.deepEqual(files(), named(one));
    placesOf(2);
    add(30, two);
    assert.equal(files().length, 4);
    const [copy, path] = named(two).map((name) => join(folder.checkpoints, name)) as [string, string];
    flipByte(path, -1);
    assert.deepEqual(found(), [30, 2, two, "its copy"]);
    flipByte(copy, -1);
    assert.deepEqual(found(), [20, 1, one, "the one before it"]);
    rmSync(path);
    assert.deepEqual(found(), [20, 1, one, "the one before it"]);
    placesOf(2);
    rmSync(copy);
    assert.deepEqual(found(), [30, 2, two]); // as older versions left it
    placesOf(2);
    copyFileSync(path, join(folder.checkpoints, "00000035.safetensors")); // whole, and no checkpoint
    assert.deepEqual(found(), [30, 2, two, "the one before it"]);
    add(40, two);
    add(50, undefined);
    assert.deepEqual(files(), named(two));
    add(60, undefined);
    assert.deepEqual(files(), []);
    assert.deepEqual(found(), [60, undefined, undefined]);
  }));

test("a run without checkpoints has none, which is no fault", () =>
  inRun((folder) => {
    assert.equal(readLatestCheckpoint(folder, plan, noDamage), undefined);
    mkdirSync(folder.checkpoints);
    assert.equal(readLatestCheckpoint(folder, plan, noDamage), undefined);
  }));

test("the last two are kept, and the same updates written again replace what was there", () =>
  inRun((folder) => {
    for (const updates of [10, 20, 30]) write(folder, updates);
    assert.deepEqual(readdirSync(folder.checkpoints), ["00000020.safetensors", "00000030.safetensors"]);
    write(folder, 30, "again");
    assert.deepEqual(readdirSync(folder.checkpoints), ["00000020.safetensors", "00000030.safetensors"]);
    assert.equal(readLatestCheckpoint(folder, plan, noDamage)?.state, "again");
  }));

test("damage of any kind to the newest is told, and the one before is taken", () =>
  inRun((folder) => {
    const damages: [string, (path: string) => void][] = [
      ["a bit in the last tensor", (path) => flipByte(path, -3)],
      ["a bit in the header", (path) => flipByte(path, 40)],
      ["a bit in the header's length", (path) => flipByte(path, 1)],
      ["a digit of the state", (path) => flipByte(path, readFileSync(path).indexOf('counter\\":1') + 10)],
      ["a digit of the checksum", (path) => flipByte(path, readFileSync(path).indexOf("sha256") + 12)],
      ["cut short", (path) => truncateSync(path, statSync(path).size - 1)],
      ["cut within the header", (path) => truncateSync(path, 100)],
      ["empty", (path) => truncateSync(path, 0)],
      ["zeros", (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
      ["bytes added", (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("x")]))],
    ];
    for (const [kind, damage] of damages) {
      write(folder, 10);
      damage(write(folder, 20, { counter: 1 }));
      const { updates, w, damages: told } = read(folder);
      assert.deepEqual([updates, w, told.length], [10, 10, 1], kind);
      mnError("checkpoint", "00000020.safetensors: is damaged")(told[0]);
    }
  }));

test("where all are damaged, the error names each of them and what to do", () =>
  inRun((folder) => {
    const paths = [write(folder, 10), write(folder, 20)];
    for (const path of paths) flipByte(path, -1);
    assert.throws(
      () => readLatestCheckpoint(folder, plan, () => {}),
      (error: MnError) => {
        assert.match(error.remedy ?? "", /Bring back a copy/);
        return mnError("checkpoint", ...paths)(error);
      },
    );
  }));

test("after going back behind a damaged one, the next checkpoint leaves only what is on the new course", () =>
  inRun((folder) => {
    write(folder, 10);
    flipByte(write(folder, 20), -1);
    assert.equal(read(folder).updates, 10);
    write(folder, 15);
    assert.deepEqual(readdirSync(folder.checkpoints), ["00000010.safetensors", "00000015.safetensors"]);
    assert.deepEqual([read(folder).updates, read(folder).damages.length], [15, 0]);
  }));

test("another plan is refused with what changed, settings that training does not depend on may change", () =>
  inRun((folder) => {
    write(folder, 10);
    const { training, dataset } = plan;
    const changed = {
      ...plan,
      seed: 1,
      training: { ...training, epochs: 200 },
      dataset: { ...dataset, labelled: ["a", "b", "x"] },
    };
    assert.throws(
      () => readLatestCheckpoint(folder, changed, noDamage),
      mnError(
        "checkpoint",
        "seed was 0 and is 1",
        "training.epochs was 100 and is 200",
        'dataset.labelled was ["a","b"] and is ["a","b","x"]',
        "make a new run",
      ),
    );
    const { "3d": volume } = plan.members;
    const renamed = { ...plan, members: { ...plan.members, "3d": { ...volume, options: { width: 16 } } } };
    assert.throws(
      () => readLatestCheckpoint(folder, renamed, noDamage),
      mnError("checkpoint", "members.3d.options.width was absent and is 16"),
    );
    const free = {
      ...plan,
      reasons: { seed: "asked for" },
      device: "cuda",
      inference: { ...plan.inference, overlap: 0.25 },
      training: { ...training, checkpointMinutes: 9 },
      dataset: { ...dataset, root: "/moved" },
    };
    scope(() => assert.equal(readLatestCheckpoint(folder, free, noDamage)?.updates, 10));
  }));

test("a checkpoint of another version of the format is not called damaged", () =>
  inRun((folder) => {
    const path = write(folder, 10);
    const text = { format: "mandn-checkpoint-0", updates: "10" };
    const sha256 = createHash("sha256").update('["format","mandn-checkpoint-0"]["updates","10"]').digest("hex");
    writeSafetensors(path, {}, { ...text, sha256 });
    assert.throws(() => read(folder), mnError("checkpoint", "mandn-checkpoint-0", "mandn-checkpoint-3"));
  }));

test("a state with a number that JSON would silently lose is refused, and nothing is written", () =>
  inRun((folder) => {
    assert.throws(() => write(folder, 10, { loss: [Number.NaN] }), mnError("checkpoint", "NaN"));
    assert.equal(read(folder).updates, undefined);
  }));

test("a folder without permission is a typed error, on writing and on reading, and not damage", () =>
  inRun((folder) => {
    chmodSync(folder.root, 0o755);
    const path = write(folder, 10);
    chmodSync(path, 0o600);
    chmodSync(folder.checkpoints, 0o555);
    asNobody(() => assert.throws(() => write(folder, 20), mnError("run", "00000020.safetensors", "permissions")));
    if (process.geteuid?.() !== 0) chmodSync(path, 0o000);
    asNobody(() => assert.throws(() => read(folder), mnError("run", "00000010.safetensors", "permissions")));
    chmodSync(folder.checkpoints, 0o755);
    chmodSync(path, 0o600);
    assert.deepEqual(readdirSync(folder.checkpoints), ["00000010.safetensors"]);
    assert.equal(read(folder).updates, 10);
  }));

test("where the disk takes no more, the error is typed, the old checkpoint stays and no leftover takes room", () =>
  inRun((folder) => {
    write(folder, 10);
    // A limit on the size of files is met in the midst of a write, as the end of a disk is.
    const program = fileURLToPath(new URL("write-checkpoints.js", import.meta.url));
    const limited = `ulimit -f 64; exec "${process.execPath}" "${program}" "${folder.root}" 20 1`;
    const { stdout, status } = spawnSync("bash", ["-c", limited], { encoding: "utf8" });
    assert.equal(status, 3, stdout);
    assert.match(stdout, /"code":"run".*limit/);
    assert.deepEqual(readdirSync(folder.checkpoints), ["00000010.safetensors"]);
    assert.equal(read(folder).updates, 10);
  }));

test("20 kills at random moments of writing: always a whole checkpoint, never an older one than was reported", async () => {
  await inRun(async (folder) => {
    let random = 1;
    let reported = 0;
    let leftovers = 0;
    let files = 0;
    mkdirSync(folder.checkpoints);
    for (let kill = 0; kill < 20; kill++) {
      const writer = startProgram("write-checkpoints", folder.root, String(reported), "1000000");
      await firstOutput(writer);
      let output = "";
      writer.stdout?.on("data", (bytes: Buffer) => {
        output += bytes;
      });
      random = (random * 48271) % 0x7fffffff;
      await killAfter(writer, random % 60);
      const written = output.split("\n").slice(0, -1).map(Number);
      leftovers += readdirSync(folder.checkpoints).filter((name) => name.endsWith(".tmp")).length;
      const { updates, w, damages } = read(folder);
      assert.deepEqual(damages, []);
      const newest = updates ?? 0;
      assert.ok(newest >= Math.max(reported, ...written), `${updates} after ${written}`);
      if (updates !== undefined) assert.equal(w, updates);
      const names = readdirSync(folder.checkpoints);
      // A kill between the writing of one and the deleting of older ones leaves one more; the next that is reported made it up.
      assert.ok(names.length <= (written.length > 0 ? 3 : files + 1), `${names.length} files after ${files}`);
      files = names.length;
      assert.ok(names.every((name) => !name.endsWith(".tmp")));
      reported = newest;
    }
    assert.ok(reported > 0);
    assert.ok(leftovers > 0, "no kill fell into the writing of a file");
    rmSync(folder.root, { recursive: true });
  });
});
