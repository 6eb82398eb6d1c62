import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fromTypedArray, loadSafetensors, type nn, scope, type Tensor } from "@mandn/torch";

// The rules of parity/models/golden.py.

/** Numbers in [−1, 1) that follow from a name. */
export function uniform(name: string, shape: readonly number[]): Tensor {
  let seed = 0x811c9dc5;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 0x01000193);
  const values = Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, k) => {
    let h = (seed + Math.imul(k, 0x9e3779b1)) | 0;
    h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
  });
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

/**
 * Compares a network with a fixture: outputs, and gradients of all parameters and of the input, within `tolerance` of each
 * one's largest value; gradients that are zero (a bias before a norm), of the largest of all.
 *
 * @param options.isFilled whether `create` gives a network that has its weights
 */
export function assertParity(
  fixture: string,
  create: (options: never) => ForwardModule,
  options: { readonly layout?: Layout; readonly tolerance?: number; readonly isFilled?: boolean } = {},
): void {
  const { layout = same, tolerance = 1e-4, isFilled = false } = options;
  scope(() => {
    const path = fileURLToPath(new URL(`../../test/fixtures/${fixture}.safetensors`, import.meta.url));
    const { tensors: expected, metadata } = loadSafetensors(path);
    const network = create(JSON.parse(metadata.options as string) as never);
    if (!isFilled) fill(network, layout);
    const x = uniform(metadata.input as string, JSON.parse(metadata.shape as string) as number[])
      .mul(3 ** 0.5)
      .to("float32")
      .requiresGrad_();
    const outputs = [network.forward(layout.toOurs(x))].flat().map((y) => layout.toTheirs(y));
    const losses = outputs.map((y, i) => y.mul(uniform(`cotangent.${i}`, y.shape).to("float32")).sum());
    losses.reduce((sum, loss) => sum.add(loss)).backward();

    const found = new Map<string, [value: Tensor, samples: number]>();
    for (const [i, y] of outputs.entries()) found.set(`output.${i}`, [y, 512]);
    found.set("gradient.input", [x.grad as Tensor, 32]);
    for (const [name, { grad }] of network.namedParameters()) {
      if (grad !== undefined) found.set(`gradient.${layout.rename(name)}`, [layout.toTheirs(grad), 32]);
    }
    const names = Object.keys(expected);
    assert.deepEqual([...found.keys()].sort(), names.sort());
    const largest = (t: Tensor) => t.abs().max().itemNumber();
    const values = (name: string) => (expected[name] as Tensor).slice(0, 0, -1);
    const gradients = names.filter((name) => name.startsWith("gradient."));
    const steepest = Math.max(...gradients.map((name) => largest(values(name))));
    for (const [name, [value, samples]] of found) {
      const wanted = values(name);
      const isZero = largest(wanted) < 1e-9 * steepest;
      const off = largest(sampled(value, samples).sub(wanted)) / (isZero ? steepest : largest(wanted));
      assert.ok(off <= tolerance, `${name} differs by ${off}`);
      const norm = (expected[name] as Tensor).select(0, -1).itemNumber();
      const normOff = Math.abs(value.detach().to("float64").norm().itemNumber() - norm) / (isZero ? steepest : norm);
      assert.ok(normOff <= tolerance, `the norm of ${name} differs by ${normOff}`);
    }
    network.dispose();
  });
}
