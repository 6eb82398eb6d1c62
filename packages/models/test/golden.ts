import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fromTypedArray, loadSafetensors, type nn, scope, type Tensor } from "@mandn/torch";
import { type AxisOrder, reorderKernels } from "../src/index.js";

// The rules of parity/models/golden.py.

/** Numbers in [−1, 1) that follow from a name. */
export function uniform(name: string, shape: readonly number[]): Tensor {
  let seed = 0x811c9dc5;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 0x01000193);
  const values = new Float64Array(shape.reduce((a, b) => a * b, 1));
  for (let k = 0; k < values.length; k++) {
    let h = (seed + Math.imul(k, 0x9e3779b1)) | 0;
    h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d);
    values[k] = ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
  }
  return fromTypedArray(values, shape);
}

/** What a parameter or buffer is filled with. */
export function parameter(name: string, shape: readonly number[]): Tensor {
  const u = uniform(name, shape);
  const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
  const value = () => {
    if (shape.length > 1) return u.mul((3 / fanIn) ** 0.5);
    if (name.endsWith("running_var")) return u.div(2).add(1);
    return name.endsWith("weight") ? u.div(5).add(1) : u.div(5);
  };
  return value().to("float32");
}

function sampled(tensor: Tensor, count: number): Tensor {
  const flat = tensor.detach().flatten();
  if (flat.numel <= count) return flat;
  const indices = Array.from({ length: count }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 0) % flat.numel);
  return flat.indexSelect(0, fromTypedArray(BigInt64Array.from(indices, BigInt), [count]));
}

/** How a network's tensors lie in the reference implementation's. */
export interface Layout {
  /** Ours from theirs: input, output, parameters and their gradients. */
  toOurs(x: Tensor): Tensor;
  toTheirs(x: Tensor): Tensor;
  /** Their name of our parameter. */
  rename(name: string): string;
}

/** Volumes and kernels have their axes in another order there. */
export function axes(order: AxisOrder): Layout {
  const reorder = (x: Tensor, from: AxisOrder, to: AxisOrder) => reorderKernels({ x }, from, to).x as Tensor;
  return { toOurs: (x) => reorder(x, order, "dhw"), toTheirs: (x) => reorder(x, "dhw", order), rename: (name) => name };
}

const same: Layout = { toOurs: (x) => x, toTheirs: (x) => x, rename: (name) => name };

interface ForwardModule extends nn.Module {
  forward(x: Tensor): Tensor | Tensor[];
}

/** Gives every parameter and floating-point buffer the numbers of its name. */
export function fill(module: nn.Module, layout: Layout = same): void {
  scope(() => {
    const state = Object.entries(module.stateDict()).map(([name, value]) => {
      if (!value.isFloatingPoint()) return [name, value] as const;
      return [name, layout.toOurs(parameter(layout.rename(name), layout.toTheirs(value).shape))] as const;
    });
    module.loadStateDict(Object.fromEntries(state));
  });
}

interface ParityOptions {
  readonly layout?: Layout;
  /** Whether `create` gives a network that has its weights. */
  readonly isFilled?: boolean;
  /** In float64; default 1e-6. */
  readonly tolerance?: number;
}

/**
 * Compares a network with a fixture: outputs, and gradients of all parameters and of the input. In float64 within `tolerance`
 * of each one's largest value; in float32 within 1e-4, gradients only where they are defined to that (see golden.py). Gradients that are
 * zero (of a bias before a norm) are compared with the largest of all.
 */
export function assertParity(
  fixture: string,
  create: (options: never) => ForwardModule,
  { layout = same, isFilled = false, tolerance = 1e-6 }: ParityOptions = {},
): void {
  scope(() => {
    const path = fileURLToPath(new URL(`../../test/fixtures/${fixture}.safetensors`, import.meta.url));
    const { tensors: expected, metadata } = loadSafetensors(path);
    const options = JSON.parse(metadata.options as string) as never;
    const shape = JSON.parse(metadata.shape as string) as number[];
    const input = uniform(metadata.input as string, shape)
      .mul(3 ** 0.5)
      .to("float32");
    const network = create(options);
    if (!isFilled) fill(network, layout);
    const isSmooth = metadata.smooth === "true";
    compare(run(network, input, layout), expected, 1e-4, (name) => isSmooth || name.startsWith("output."));
    network.zeroGrad();
    network.to({ dtype: "float64" });
    compare(run(network, input.to("float64"), layout), expected, tolerance, () => true);
    network.dispose();
  });
}

/** Outputs and gradients by their names in fixtures, with how many of their elements are compared. */
function run(network: ForwardModule, input: Tensor, layout: Layout): Map<string, [value: Tensor, samples: number]> {
  const x = input.detach().clone().requiresGrad_();
  const outputs = [network.forward(layout.toOurs(x))].flat().map((y) => layout.toTheirs(y));
  const losses = outputs.map((y, i) => y.mul(uniform(`cotangent.${i}`, y.shape).to("float32")).sum());
  losses.reduce((sum, loss) => sum.add(loss)).backward();
  const found = new Map<string, [value: Tensor, samples: number]>();
  for (const [i, y] of outputs.entries()) found.set(`output.${i}`, [y.detach(), 512]);
  found.set("gradient.input", [x.grad as Tensor, 32]);
  for (const [name, { grad }] of network.namedParameters()) {
    if (grad !== undefined) found.set(`gradient.${layout.rename(name)}`, [layout.toTheirs(grad), 32]);
  }
  return found;
}

function compare(
  found: ReturnType<typeof run>,
  expected: Readonly<Record<string, Tensor>>,
  tolerance: number,
  isWanted: (name: string) => boolean,
): void {
  const names = Object.keys(expected);
  assert.deepEqual([...found.keys()].sort(), names.sort());
  const largest = (t: Tensor) => t.abs().max().itemNumber();
  const values = (name: string) => (expected[name] as Tensor).slice(0, 0, -1);
  const gradients = names.filter((name) => name.startsWith("gradient."));
  const steepest = Math.max(...gradients.map((name) => largest(values(name))));
  for (const [name, [value, samples]] of found) {
    if (!isWanted(name)) continue;
    const wanted = values(name);
    const isZero = largest(wanted) < 1e-9 * steepest;
    const off = largest(sampled(value, samples).sub(wanted)) / (isZero ? steepest : largest(wanted));
    assert.ok(off <= tolerance, `${name} differs by ${off}`);
    const norm = (expected[name] as Tensor).select(0, -1).itemNumber();
    const normOff = Math.abs(value.to("float64").norm().itemNumber() - norm) / (isZero ? steepest : norm);
    assert.ok(normOff <= tolerance, `the norm of ${name} differs by ${normOff}`);
  }
}
