import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { columns, FileError, visible, visibleJson, visibleLines } from "@mandn/base";
import { ImagingError } from "@mandn/imaging";
import { parseDuration } from "../../src/cli/arguments.js";
import { describeFailure, exitCodeOf } from "../../src/cli/failure.js";
import { ProgressLine } from "../../src/cli/terminal.js";
import { MnError } from "../../src/errors.js";

describe("durations", () => {
  test("are read as people write them", () => {
    const seconds = { "30m": 1800, "1h30m": 5400, "90s": 90, "1.5h": 5400, "2d": 172_800, "1h 5s": 3605, " 10m ": 600 };
    for (const [text, expected] of Object.entries(seconds)) assert.equal(parseDuration(text), expected, text);
    for (const text of ["", " ", "30", "m", "0m", "-5m", "5m1h", "1..5h", "5 minutes"]) {
      assert.equal(parseDuration(text), undefined, text);
    }
  });
});

describe("progress", () => {
  function stream(isTTY: boolean, columns = 80) {
    const text: string[] = [];
    return { isTTY, columns, text, write: (piece: string) => text.push(piece) };
  }
  const at = (done: number, total = 100) => ({ what: "training", done, total, unit: "updates", detail: "loss 0.5" });

  test("in a log is a line now and then, with rate and remaining time, and one at the end", () => {
    const log = stream(false);
    let now = 0;
    const line = new ProgressLine(log, () => now);
    for (let done = 1; done <= 100; done++) {
      now += 1000;
      line.update(at(done));
    }
    line.end();
    assert.equal(log.text.length, 5, log.text.join(""));
    assert.equal(log.text[1], "training 31/100 updates · 1.0 updates/s · 1:07 left · loss 0.5\n");
    assert.match(log.text.at(-1) ?? "", /^training 100\/100 updates .* took 1:39/);
  });

  test("on a terminal is one line that changes, not longer than the terminal, and stays at the end", () => {
    const terminal = stream(true, 30);
    let now = 0;
    const line = new ProgressLine(terminal, () => now);
    for (let done = 1; done <= 100; done++) {
      now += 10;
      line.update(at(done));
    }
    assert.equal(terminal.text.length, 12, "ten a second, the last, and its end");
    for (const piece of terminal.text.slice(0, -1)) {
      assert.ok(piece.startsWith("\r\u001b[K") && piece.length <= 4 + 29, JSON.stringify(piece));
    }
    assert.equal(terminal.text.at(-1), "\n");
  });

  test("counts the rate from where the work began, not from 0", () => {
    const log = stream(false);
    let now = 0;
    const line = new ProgressLine(log, () => now);
    line.update(at(91));
    now = 40_000;
    line.update(at(95));
    assert.match(log.text[1] ?? "", /^training 95\/100 updates · 8\.0 s each · 0:40 left/);
  });

  test("gives way to a sentence", () => {
    const terminal = stream(true);
    const line = new ProgressLine(terminal, () => 0);
    line.update(at(1));
    line.note("A sentence.");
    line.update({ ...at(1), what: "predicting" });
    assert.deepEqual(terminal.text.slice(1, 3), ["\r\u001b[K", "A sentence.\n"]);
    assert.ok(terminal.text[3]?.startsWith("\r\u001b[Kpredicting 1/"));
  });
});

describe("names that a terminal would obey", () => {
  const odd = "\u001b[2Ja\u0007\u009b31m\u202egpj\u2028";
  const seen = "\\u{1b}[2Ja\\u{7}\\u{9b}31m\\u{202e}gpj\\u{2028}";

  test("are shown, not obeyed, in lines, tables, progress and JSON, which stays the same data", () => {
    assert.equal(visible(`${odd}\n0 errors`), `${seen}\\u{a}0 errors`);
    assert.equal(visibleLines(`${odd}\nnext`), `${seen}\nnext`);
    assert.equal(
      columns([["scan"], [`${odd}\nforged`]]),
      `scan${" ".repeat(seen.length + 8)}\n${seen}\\u{a}forged`.replace(/ +\n/, "\n"),
    );
    const json = visibleJson(JSON.stringify({ id: odd }, null, 1));
    assert.deepEqual(JSON.parse(json), { id: odd });
    assert.doesNotMatch(json.replaceAll("\n", ""), /[\p{Cc}\p{Bidi_Control}\p{Zl}]/u);
    const text: string[] = [];
    const line = new ProgressLine({ write: (piece: string) => text.push(piece) }, () => 0);
    line.update({ what: "predicting", done: 1, total: 2, unit: "scans", detail: odd });
    line.note(odd);
    assert.deepEqual(text, [`predicting 1/2 scans · ${seen}\n`, `${seen}\n`]);
  });

  test("plain ones, in any script, stay as they are", () => {
    for (const name of ["la_001", "ünïcode 空 🙂", "a\tb".replace("\t", " ")]) assert.equal(visible(name), name);
  });
});

test("a scan within which a prediction is counts as its part, megabytes with their digits", () => {
  const text: string[] = [];
  let now = 0;
  const line = new ProgressLine({ write: (piece: string) => text.push(piece) }, () => now);
  const at = (done: number) => ({ what: "predicting", done, total: 2, unit: "scans", detail: "a, 3 of 4 windows" });
  line.update(at(0.25));
  now = 40_000;
  line.update(at(0.75));
  line.update({ what: "downloading", done: 1.5, total: 3.2, unit: "MB" });
  assert.deepEqual(text, [
    "predicting 0/2 scans · a, 3 of 4 windows\n",
    "predicting 0/2 scans · 53 s each · 1:07 left · a, 3 of 4 windows\n",
    "downloading 1.5/3.2 MB\n",
  ]);
});

describe("errors", () => {
  test("name case or file, fault and remedy once each", () => {
    const details = { subject: "la_001", fault: "is damaged", remedy: "Mend it.", path: "/runs/a" };
    assert.equal(describeFailure(new MnError("data", details), false), "mn: la_001: is damaged. Mend it.");
    const whole = new ImagingError("access", "cannot be read", { path: "/scans/x.nii", remedy: "Mend it." });
    assert.equal(describeFailure(whole, false), "mn: /scans/x.nii: cannot be read. Mend it.");
    const file = new FileError("access", { fault: "cannot be made", remedy: "Mend it.", path: "/x" });
    assert.equal(describeFailure(file, false), "mn: /x: cannot be made. Mend it.");
  });

  test("show what a terminal would obey by its number", () => {
    const error = new MnError("data", "The scan \u001b[2J\u202e is damaged:\n  twice.");
    assert.equal(describeFailure(error, false), "mn: The scan \\u{1b}[2J\\u{202e} is damaged:\n  twice.");
  });

  test("that nobody foresaw ask for --debug, which shows causes too", () => {
    const error = new TypeError("x is not a function", { cause: new Error("deeper") });
    assert.match(describeFailure(error, false), /^mn: unexpected error: x is not a function\n.*--debug/);
    assert.match(
      describeFailure(error, true),
      /TypeError: x is not a function\n {4}at [\s\S]*caused by: Error: deeper/,
    );
  });

  test("end with the documented codes", () => {
    assert.equal(exitCodeOf(new MnError("usage", "")), 2);
    assert.equal(exitCodeOf(new MnError("data", "")), 1);
    assert.equal(exitCodeOf(new Error("")), 1);
    for (const [signal, code] of [
      ["SIGHUP", 129],
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      assert.equal(exitCodeOf(new MnError("interrupted", "The message names no signal.", { signal })), code);
    }
    assert.equal(exitCodeOf(new MnError("interrupted", "Training of SIGTERM_1 was interrupted.")), 1);
  });
});
