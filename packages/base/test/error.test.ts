// An error is data and its message is composed once; wrong data does not compile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError, type ErrorDetails } from "../src/index.js";

interface Details extends ErrorDetails {
  readonly caseId?: string;
}

class ScanError extends CodedError<"access" | "shape", Details> {
  override readonly name = "ScanError";
  declare readonly caseId?: string;
}

test("a message is composed of subject, fault and remedy, and the data stay", () => {
  const cause = new Error("EIO");
  const error = new ScanError("access", {
    subject: "/scans/a.nii",
    fault: "is cut off after 300 bytes",
    remedy: "Copy it again.",
    caseId: "a",
    cause,
  });
  assert.equal(error.message, "/scans/a.nii: is cut off after 300 bytes. Copy it again.");
  assert.equal(error.name, "ScanError");
  assert.ok(error instanceof Error && error instanceof CodedError && error instanceof ScanError);
  const { code, subject, fault, remedy, caseId } = error;
  assert.deepEqual(
    { code, subject, fault, remedy, caseId },
    {
      code: "access",
      subject: "/scans/a.nii",
      fault: "is cut off after 300 bytes",
      remedy: "Copy it again.",
      caseId: "a",
    },
  );
  assert.equal(error.cause, cause);
  assert.ok(!Object.keys(error).includes("cause"), "a cause is not shown twice");
});

test("a detail that is undefined is no property", () => {
  const error = new ScanError("shape", { fault: "Two shapes differ", remedy: undefined, caseId: undefined });
  assert.deepEqual(Object.keys(error).sort(), ["code", "fault", "name"]);
});

test("a message without subject or remedy is a sentence too, and gets no second full stop", () => {
  assert.equal(new ScanError("shape", { fault: "Two shapes differ" }).message, "Two shapes differ.");
  assert.equal(new ScanError("shape", { fault: "Which one?", remedy: "Choose." }).message, "Which one? Choose.");
});

test("after a fault of several lines the remedy has a line of its own", () => {
  const error = new ScanError("shape", {
    subject: "plan",
    fault: "has 2 faults:\n  one\n  two",
    remedy: "Correct it.",
  });
  assert.equal(error.message, "plan: has 2 faults:\n  one\n  two\nCorrect it.");
});

test("a subject with control characters is shown by their numbers, and kept as it is", () => {
  const error = new ScanError("access", { subject: "a\u001b[2J.nii", fault: "is damaged" });
  assert.equal(error.message, "a\\u{1b}[2J.nii: is damaged.");
  assert.equal(error.subject, "a\u001b[2J.nii");
});

test("the fault may stand before the other data, and the path is the subject where no other is given", () => {
  const error = new ScanError("shape", "has two shapes", { path: "/scans/b.nii", remedy: "Give one.", caseId: "b" });
  assert.equal(error.message, "/scans/b.nii: has two shapes. Give one.");
  const { fault, remedy, caseId, path, subject } = error;
  assert.deepEqual([fault, remedy, caseId, path], ["has two shapes", "Give one.", "b", "/scans/b.nii"]);
  assert.equal(subject, undefined);
  const named = new ScanError("shape", { subject: "Case b", fault: "has two shapes", path: "/scans/b.nii" });
  assert.equal(named.message, "Case b: has two shapes.");
});

test("the sentence is the message without the remedy", () => {
  const details = { path: "/a", remedy: "Copy it again." };
  assert.equal(new ScanError("access", "is cut off", details).sentence, "/a: is cut off.");
  assert.equal(new ScanError("access", "has faults:\n  one", details).sentence, "/a: has faults:\n  one");
});

test("what does not belong to a class of errors does not compile", () => {
  // @ts-expect-error no such code
  new ScanError("other", "words");
  // @ts-expect-error no fault
  assert.throws(() => new ScanError("shape", { subject: "a" }), TypeError);
  // @ts-expect-error no such detail
  new ScanError("shape", { fault: "differs", operator: "add" });
  // @ts-expect-error no such detail beside a fault
  new ScanError("shape", "differs", { operator: "add" });
  // @ts-expect-error a second fault
  new ScanError("shape", "differs", { fault: "differs" });
});
