import assert from "node:assert/strict";
import { appendFileSync, chmodSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { EventLog, type RunEvent, readEvents } from "../../src/run/events.js";
import type { RunFolder } from "../../src/run/folder.js";
import { asNobody, firstOutput, inRun, killAfter, mnError, startProgram } from "./support.js";

const start: RunEvent = { type: "start", time: 1, version: "0.1.0", engine: "libtorch", device: "cpu" };
const resume = (updates: number): RunEvent => ({ type: "resume", time: 2, updates });
const checkpoint = (updates: number): RunEvent => ({ type: "checkpoint", time: 3, updates, file: "x", seconds: 0.1 });
const validation = (updates: number): RunEvent => ({
  type: "validation",
  time: 4,
  updates,
  network: "3d",
  dice: [0.5, null],
});

/** A step from which each of the members learns. */
function step(update: number, loss = 0.5, students: readonly string[] = ["3d"]): RunEvent {
  const learnt = { rate: 1e-3, terms: { loss, dice: 0.3, kl: 0.2 } };
  const members = Object.fromEntries(students.map((name) => [name, learnt]));
  const rest = { step: update, epoch: 0, place: 0.1, stage: 0, batch: { labelled: 1, unlabelled: 1 }, seconds: 0.1 };
  return { type: "step", time: 5, update, members, ...rest };
}

function append(folder: RunFolder, ...events: readonly RunEvent[]): void {
  using log = EventLog.open(folder);
  for (const event of events) log.append(event);
}

test("events come back in order over several sessions, each on its own line", () =>
  inRun((folder) => {
    assert.deepEqual(readEvents(folder), []);
    const events = [start, step(0), step(1), validation(2), checkpoint(2)];
    append(folder, ...events.slice(0, 2));
    append(folder, ...events.slice(2));
    assert.deepEqual(readEvents(folder), events);
    assert.equal(readFileSync(folder.events, "utf8").split("\n").length, events.length + 1);
  }));

test("what was logged after the checkpoint that a resumed run went on from does not count", () =>
  inRun((folder) => {
    append(folder, start, step(0), step(1), checkpoint(2), step(2, 9), validation(3), step(3, 9));
    append(folder, resume(2), step(2), step(3), checkpoint(4), step(4, 9));
    append(folder, resume(4), step(4));
    const wanted = [
      start,
      step(0),
      step(1),
      checkpoint(2),
      resume(2),
      step(2),
      step(3),
      checkpoint(4),
      resume(4),
      step(4),
    ];
    assert.deepEqual(readEvents(folder), wanted);
  }));

test("going back further than the last checkpoint overtakes everything since", () =>
  inRun((folder) => {
    append(folder, start, step(0), checkpoint(1), step(1, 9), checkpoint(2), resume(2), step(2, 9), resume(1), step(1));
    assert.deepEqual(readEvents(folder), [start, step(0), checkpoint(1), resume(2), resume(1), step(1)]);
  }));

test("a step of several members counts as an update of each", () =>
  inRun((folder) => {
    const both = (update: number, loss?: number) => step(update, loss, ["2d", "3d"]);
    const pace = (updates: number): RunEvent => {
      return { type: "pace", time: 6, updates, epoch: 1, place: 0.1, epochs: 90.5, until: 0.2, seconds: 3 };
    };
    append(
      folder,
      start,
      both(0),
      pace(2),
      checkpoint(2),
      both(2, 9),
      pace(4),
      resume(2),
      both(2),
      both(4, 9),
      resume(4),
    );
    assert.deepEqual(readEvents(folder), [start, both(0), pace(2), checkpoint(2), resume(2), both(2), resume(4)]);
  }));

test("a run that began anew, having no checkpoint, counts from its second start", () =>
  inRun((folder) => {
    append(folder, start, step(0, 9), step(1, 9), start, step(0));
    assert.deepEqual(readEvents(folder), [start, start, step(0)]);
  }));

test("a torn last line is not read, and cut off when the log is opened to go on", () =>
  inRun((folder) => {
    const torn = ['{"type":"st', `{"x":"${"ä".repeat(200_000)}`, "\0".repeat(5000), "{"];
    for (const tail of torn) {
      writeFileSync(folder.events, "");
      append(folder, start, step(0));
      const sound = readFileSync(folder.events, "utf8");
      appendFileSync(folder.events, tail);
      assert.deepEqual(readEvents(folder), [start, step(0)]);
      assert.equal(readFileSync(folder.events, "utf8"), sound + tail, "reading changes nothing");
      append(folder, step(1));
      assert.deepEqual(readEvents(folder), [start, step(0), step(1)]);
    }
    writeFileSync(folder.events, '{"type":');
    append(folder, start);
    assert.deepEqual(readEvents(folder), [start]);
  }));

test("a line in the midst that is no event is an error with its number", () =>
  inRun((folder) => {
    for (const bad of ["{", "null", '{"type":"party"}', JSON.stringify({ ...start, more: 1 })]) {
      writeFileSync(folder.events, `${JSON.stringify(start)}\n${bad}\n${JSON.stringify(step(0))}\n`);
      assert.throws(() => readEvents(folder), mnError("run", "events.jsonl: line 2"));
    }
  }));

test("an event with a number that is not finite is refused, and leaves no line", () =>
  inRun((folder) => {
    append(folder, start);
    assert.throws(() => append(folder, step(0, Number.NaN)), { name: "ZodError" });
    assert.deepEqual(readEvents(folder), [start]);
  }));

test("a full disk is a typed error that says so", () =>
  inRun((folder) => {
    symlinkSync("/dev/full", folder.events);
    assert.throws(() => append(folder, start), mnError("run", "events.jsonl", "disk is full"));
  }));

test("a log that cannot be written is a typed error", () =>
  inRun((folder) => {
    append(folder, start);
    chmodSync(folder.root, 0o755);
    chmodSync(folder.events, 0o444);
    asNobody(() => assert.throws(() => EventLog.open(folder), mnError("run", "events.jsonl", "permissions")));
  }));

test("20 kills at random moments: no line is lost or torn, and the log goes on", () =>
  inRun(async (folder) => {
    let random = 1;
    for (let kill = 0, seen = 0; kill < 20; kill++) {
      const writer = startProgram("write-events", folder.root, String(seen));
      let last = await firstOutput(writer);
      writer.stdout?.on("data", (bytes: Buffer) => {
        last += bytes;
      });
      random = (random * 48271) % 0x7fffffff;
      await killAfter(writer, random % 20);
      const events = readEvents(folder);
      assert.deepEqual(
        events.map((event) => (event.type === "step" ? event.update : -1)),
        [...events.keys()],
      );
      const reported = Number(last.split("\n").at(-2)) + 1;
      assert.ok(events.length >= reported && events.length > seen, `${events.length} of ${reported}`);
      seen = events.length;
    }
  }));
