// What a plan knows of the machine: its device, memory and precision.
import assert from "node:assert/strict";
import { cpus, totalmem } from "node:os";
import { test } from "node:test";
import { cuda } from "@mandn/torch";
import { MnError } from "../../src/errors.js";
import { assertDevice, detectMachine, hasBfloat16 } from "../../src/planning/machine.js";

test("bfloat16 is told by the CPU's own flags, of x86 and of arm64, and by nothing else", () => {
  const x86 = (flags: string) => `model name\t: Some bf16 CPU\nflags\t\t: fpu vme ${flags} avx2\nbugs\t\t: none\n`;
  assert.ok(hasBfloat16(x86("avx512_bf16")));
  assert.ok(hasBfloat16(x86("amx_bf16 amx_tile")));
  assert.ok(hasBfloat16("Features\t: fp asimd i8mm bf16 dgh\nCPU part\t: 0xd40\n"));
  assert.ok(!hasBfloat16(x86("avx512f avx512_fp16")));
  assert.ok(!hasBfloat16(x86("notbf16 bf16x")));
  assert.ok(!hasBfloat16(""));
});

test("the CPU's plan has its name, no more memory than there is, and the precision that it computes in", () => {
  const { device, name, memoryBytes, precision } = detectMachine("cpu");
  assert.equal(device, "cpu");
  assert.equal(name, cpus()[0]?.model.trim());
  assert.ok(memoryBytes > 2 ** 28 && memoryBytes <= totalmem());
  assert.match(precision.reason, precision.choice === "bfloat16" ? /computes in bfloat16$/ : /has no bfloat16$/);
});

test("auto takes the first GPU where there is one, and else the CPU", () => {
  assert.equal(detectMachine().device, cuda.isAvailable() ? "cuda" : "cpu");
  assert.equal(detectMachine("auto").device, detectMachine().device);
});

test("a device that is not there is refused with those that are", () => {
  const refused = (error: unknown) =>
    error instanceof MnError &&
    error.code === "usage" &&
    error.message.startsWith('There is no device "cuda:99" on this machine. Edit the plan (there is cpu') &&
    /mn doctor/.test(error.remedy ?? "");
  assert.throws(() => assertDevice("cuda:99", "Edit the plan"), refused);
  assert.throws(() => detectMachine("tpu"), { code: "usage", remedy: /^Choose auto or another one \(there is cpu/ });
  assertDevice("cpu");
});
