import assert from "node:assert/strict";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32c, scalarsOf, TensorBoardLog } from "../../src/run/tensorboard.js";
import { inRun, mnError } from "./support.js";

// parity/mn/tensorboard_files.py makes these.
const golden = fileURLToPath(new URL("../../../test/fixtures/tensorboard/", import.meta.url));

interface Expected {
  readonly sessions: readonly { readonly time: number; readonly firstStep: number }[];
  readonly points: readonly { session: number; time: number; step: number; scalars: Record<string, number> }[];
  /** What TensorBoard's reader finds: each curve's steps and values. */
  readonly curves: Record<string, [step: number, value: number][]>;
}

const expected: Expected = JSON.parse(readFileSync(join(golden, "expected.json"), "utf8"));

test("CRC-32C is that of RFC 3720", () => {
  assert.equal(crc32c(Buffer.from("123456789")), 0xe3069283);
  assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
  assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
});

test("event files are byte for byte those of TensorBoard's own messages and records, over two sessions", () =>
  inRun((folder) => {
    for (const [session, { time, firstStep }] of expected.sessions.entries()) {
      using log = TensorBoardLog.open(folder, firstStep, time);
      for (const point of expected.points) {
        if (point.session === session) log.add(point.step, point.time, point.scalars);
      }
    }
    const files = readdirSync(folder.tensorboard).sort();
    const seconds = expected.sessions.map(({ time }) => Math.floor(time / 1000));
    assert.deepEqual(
      files,
      seconds.map((start) => `events.out.tfevents.${start}.${hostname()}.${process.pid}`),
    );
    for (const [session, file] of files.entries()) {
      const wanted = readFileSync(join(golden, `session-${session}.tfevents`));
      assert.deepEqual(readFileSync(join(folder.tensorboard, file)), wanted);
    }
  }));

test("of steps that happened again after a resume, TensorBoard's reader keeps the later ones alone", () => {
  const last = new Map(expected.points.map(({ step, scalars }) => [step, scalars["loss/3d"]]));
  const wanted = [...last].sort(([a], [b]) => a - b).map(([step, loss]) => [step, Math.fround(loss)]);
  assert.equal(new Set(expected.points.map(({ step }) => step)).size, expected.points.length - 2);
  assert.deepEqual(expected.curves["loss/3d"], wanted);
});

test("steps and validations become curves, named by network and class", () => {
  const step = { step: 5, epoch: 2, place: 0.4, stage: 1, batch: { labelled: 1, unlabelled: 3 }, seconds: 1 } as const;
  const members = {
    "2d": { rate: 1e-3, terms: { loss: 0.5, dice: 0.3, kl: 0.2 } },
    student: { rate: 2e-3, terms: { loss: 0.7, consistency: 0.1 } },
  };
  assert.deepEqual(scalarsOf({ type: "step", time: 1, update: 7, members, ...step }, []), {
    step: 7,
    scalars: {
      "loss/2d": 0.5,
      "loss-dice/2d": 0.3,
      "loss-kl/2d": 0.2,
      "learning-rate/2d": 1e-3,
      "unlabelled/2d": 3,
      "loss/student": 0.7,
      "loss-consistency/student": 0.1,
      "learning-rate/student": 2e-3,
      "unlabelled/student": 3,
    },
  });
  const dice = [0.8, null, 0.6];
  assert.deepEqual(scalarsOf({ type: "validation", time: 1, updates: 40, network: "both", dice }, ["a", "b", "c"]), {
    step: 40,
    scalars: { "validation-dice-both/a": 0.8, "validation-dice-both/c": 0.6 },
  });
  assert.equal(scalarsOf({ type: "resume", time: 1, updates: 40 }, []), undefined);
});

test("a full disk is a typed error", () =>
  inRun((folder) => {
    const { time, firstStep } = expected.sessions[0];
    TensorBoardLog.open(folder, firstStep, time).close();
    const [name] = readdirSync(folder.tensorboard);
    const later = name.replace(/\d{10}/, (seconds) => String(Number(seconds) + 1));
    symlinkSync("/dev/full", join(folder.tensorboard, later));
    assert.throws(() => TensorBoardLog.open(folder, firstStep, time + 1000), mnError("run", "disk is full"));
  }));
