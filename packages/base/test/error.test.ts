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

test("a message that is whole already is taken as it is", () => {
  const error = new ScanError("shape", "Shapes differ. Give one.", { remedy: "Give one.", caseId: "b" });
  assert.equal(error.message, "Shapes differ. Give one.");
  assert.equal(error.remedy, "Give one.");
  assert.equal(error.caseId, "b");
  assert.equal(error.fault, undefined);
});

test("what does not belong to a class of errors does not compile", () => {
  // @ts-expect-error no such code
  new ScanError("other", "words");
  // @ts-expect-error no fault
  assert.throws(() => new ScanError("shape", { subject: "a" }), TypeError);
  // @ts-expect-error no such detail
  new ScanError("shape", { fault: "differs", operator: "add" });
  // @ts-expect-error no such detail beside a message
  new ScanError("shape", "differs", { operator: "add" });
  // @ts-expect-error a fault beside a message
  new ScanError("shape", "differs", { fault: "differs" });
});
