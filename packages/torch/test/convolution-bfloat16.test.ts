// Convolutions in bfloat16 over small maps and their gradients against float64: what oneDNN computes wrongly (native/conv_short_axes.cc)
// must come out right, and what it computes rightly must stay so. In a process of its own, whose memory is never zero before it is
// written (MALLOC_PERTURB_ of glibc), so that what is left unwritten is seen. MANDN_CONVOLUTIONS=all runs every case, not some.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  convolution,
  grad,
  type MemoryFormat,
  manualSeed,
  randn,
  scope,
  setThreads,
  type Tensor,
} from "../src/index.js";
import { assertClose } from "./kernel-oracle.js";

/** Bytes 0x7f: 3.4e38 as bfloat16 and float32. */
const DIRT = { MALLOC_PERTURB_: String(0x80), GLIBC_TUNABLES: "glibc.malloc.tcache_count=0" };

interface Case {
  readonly space: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly channels: readonly [input: number, output: number, groups: number];
  readonly transposed: boolean;
  readonly memoryFormat: MemoryFormat;
}

const EXTENTS = [1, 2, 3, 4];
const CHANNELS = [
  [16, 16, 1],
  [3, 5, 1],
  [5, 3, 1],
  [8, 8, 8],
  [32, 32, 2],
] as const;

/** Every combination for maps of `axes` axes. */
function casesOf(axes: 2 | 3): Case[] {
  const per = (n: number) => Array<number>(axes).fill(n);
  const spaces = Array.from({ length: 4 ** axes }, (_, i) =>
    per(0).map((_, axis) => EXTENTS[(i >> (2 * axis)) % 4] as number),
  );
  const flat = (n: number, depth: number) => [depth, ...per(n).slice(1)];
  const kernels = [per(1), per(2), per(3), flat(3, 1)];
  const strides = [per(1), per(2), flat(2, 1)];
  const cases: Case[] = [];
  for (const space of spaces)
    for (const kernel of kernels)
      for (const stride of strides)
        for (const padding of [per(0), per(1), kernel.map((size) => Math.floor((size - 1) / 2))])
          for (const channels of CHANNELS)
            for (const transposed of [false, true])
              for (const memoryFormat of ["contiguous", axes === 3 ? "channels_last_3d" : "channels_last"] as const)
                cases.push({ space, kernel, stride, padding, channels, transposed, memoryFormat });
  return cases.filter((c) => outputOf(c).every((size) => size > 0));
}

function outputOf({ space, kernel, stride, padding, transposed }: Case): number[] {
  return space.map((size, i) => {
    const [k, s, p] = [kernel[i], stride[i], padding[i]] as [number, number, number];
    return transposed ? (size - 1) * s - 2 * p + k : Math.floor((size + 2 * p - k) / s) + 1;
  });
}

/** The output and the gradients of x, weight and bias. */
function compute(inputs: readonly [Tensor, Tensor, Tensor], gradient: Tensor, c: Case): Tensor[] {
  const [x, weight, bias] = inputs;
  const ones = c.space.map(() => 1);
  const zeros = c.space.map(() => 0);
  const y = convolution(x, weight, bias, c.stride, c.padding, ones, c.transposed, zeros, c.channels[2]);
  return [y.detach(), ...(grad([y], inputs, { gradOutputs: [gradient] }) as Tensor[])];
}

function check(c: Case): void {
  const [input, output, groups] = c.channels;
  const shape = c.transposed ? [input, output / groups] : [output, input / groups];
  const round = (t: Tensor) => t.to({ dtype: "bfloat16", memoryFormat: t.dim > 1 ? c.memoryFormat : "contiguous" });
  const inputs = [randn([2, input, ...c.space]), randn([...shape, ...c.kernel]), randn([output])].map((t) =>
    round(t).requiresGrad_(),
  ) as [Tensor, Tensor, Tensor];
  const gradient = round(randn([2, output, ...outputOf(c)]));
  const found = compute(inputs, gradient, c);
  const precise = inputs.map((t) => t.detach().to("float64").contiguous().requiresGrad_()) as [Tensor, Tensor, Tensor];
  const wanted = compute(precise, gradient.to("float64").contiguous(), c);
  for (const [i, what] of ["output", "gradient of x", "gradient of weight", "gradient of bias"].entries()) {
    compare(found[i] as Tensor, wanted[i] as Tensor, `${what}: ${JSON.stringify(c)}`);
  }
}

/** Without instructions for it, bfloat16 is added up in bfloat16, and each sum is rounded: seen were 0.7 % of the largest value. */
const IS_NATIVE = /avx512_bf16|amx_bf16/.test(readFileSync("/proc/cpuinfo", "utf8"));
const ROUNDED_SUMS = 0.02;

function compare(found: Tensor, wanted: Tensor, what: string): void {
  if (IS_NATIVE) assertClose(found, wanted, what);
  else {
    const largest = wanted.abs().max().itemNumber();
    const error = found.to("float64").sub(wanted).abs().max().itemNumber();
    assert.deepEqual(found.shape, wanted.shape, what);
    assert.ok(error <= ROUNDED_SUMS * largest + 1e-6, `${what}: error ${error}, largest value ${largest}`);
  }
}

if (process.env.MALLOC_PERTURB_ === undefined) {
  test("bfloat16 convolutions over small maps give the gradients that float64 gives", async () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url)], { env: { ...env, ...DIRT } }).catch(
      ({ stdout, signal }: { stdout: string; signal: string | null }) =>
        assert.fail(`${signal ?? ""}${stdout.slice(-8000)}`),
    );
  });
} else {
  const isWhole = process.env.MANDN_CONVOLUTIONS === "all";
  const all = [...casesOf(3), ...casesOf(2)];
  /** A prime, so that every setting comes in turn. */
  const cases = isWhole ? all : all.filter((_, i) => i % 67 === 0);
  for (const threads of isWhole ? [1, 2, 16] : [2]) {
    test(`${cases.length} of ${all.length} cases with ${threads} threads`, () => {
      setThreads(threads);
      manualSeed(0);
      const failures: string[] = [];
      for (const c of cases) {
        try {
          scope(() => check(c));
        } catch (error) {
          failures.push((error as Error).message);
        }
      }
      assert.deepEqual(failures, []);
    });
  }
}
