// Gradients of the plan's two networks, training, at the sizes that the method has, on the device beside the CPU's in float32: in float32,
// with TF32 and in bfloat16, with cuDNN and without. A convolution that is wrong at one size only shows here.
import { createNetwork2d, createNetwork3d, type Network3d, SliceModel } from "@mandn/models";
import { autocast, cuda, manualSeed, noGrad, randn, scope, type Tensor, zeros } from "@mandn/torch";
import { type Plan, Run } from "mandn";
import { diceAndKl } from "mandn/training";
import { type Bench, check, distance, must } from "./checks.js";
import { plannedRun } from "./runs.js";

interface Size {
  readonly member: "2d" | "3d";
  /** `[N, C, D, H, W]`; of the 2D network D is the number of slices that are computed together. */
  readonly shape: readonly [n: number, c: number, d: number, h: number, w: number];
}

const WHOLE: readonly Size[] = [
  ...[1, 4, 40, 64, 160].map((slices): Size => ({ member: "2d", shape: [1, 1, slices, 64, 80] })),
  ...[1, 4].map((crops): Size => ({ member: "3d", shape: [crops, 1, 40, 64, 80] })),
];
const QUICK: readonly Size[] = [
  { member: "2d", shape: [1, 1, 3, 16, 32] },
  { member: "3d", shape: [2, 1, 16, 16, 16] },
];

interface Way {
  readonly name: string;
  readonly tf32: boolean;
  readonly half: boolean;
  /** Largest distance, by how far the CPU's own bfloat16 is off. */
  readonly most: (ofHalf: Distances) => Distances;
}

/** Of all gradients together, and the largest of a layer's kernel. */
interface Distances {
  readonly all: number;
  readonly layer: number;
}

const times = (factor: number, { all, layer }: Distances) => ({ all: factor * all, layer: factor * layer });

/**
 * How far bfloat16 may be off depends on network and size: a CPU's is by 0.6 to 5 % in all and by up to 22 % in a deep layer, with the
 * weights of the beginning. So it is the measure: twice as far is allowed, for another order of summation. TF32 has three more bits, so
 * an eighth of that; float32 what other orders of summation make. A kernel that computes something else is far beyond.
 */
const WAYS: readonly Way[] = [
  { name: "float32", tf32: false, half: false, most: () => ({ all: 1e-3, layer: 1e-2 }) },
  { name: "TF32", tf32: true, half: false, most: (ofHalf) => times(2 / 8, ofHalf) },
  { name: "bfloat16", tf32: false, half: true, most: (ofHalf) => times(2, ofHalf) },
];
/** Kernels whose gradient is less than this share of all are rounding. */
const LEAST_SHARE = 1e-3;

export async function checkGradients(bench: Bench): Promise<void> {
  const { plan } = await Run.open((await plannedRun(bench, "gradients", (one) => one)).root);
  for (const size of bench.quick ? QUICK : WHOLE) {
    const what = size.member === "2d" ? `${size.shape[2]} slices of` : `${size.shape[0]} crops of`;
    const dims = size.shape.slice(size.member === "2d" ? 3 : 2).join("×");
    const name = `gradients of the ${size.member} network, training, ${what} ${dims}`;
    await check(bench, `${name}: all together, worst layer`, () => scope(() => compare(bench, plan, size)));
  }
}

function compare({ device }: Bench, plan: Plan, { member, shape }: Size): string {
  manualSeed(0);
  using network = networkOf(plan, member);
  network.train();
  const image = randn(shape);
  const target = randn([shape[0], plan.dataset.classes.length, ...shape.slice(2)])
    .mul(2)
    .softmax(1);
  const gradientsOn = (on: Bench["device"], half: boolean): Tensor[] =>
    scope(() => {
      network.to({ device: on, memoryFormat: "channels_last_3d" });
      network.zeroGrad();
      const input = image.to(on).contiguous({ memoryFormat: "channels_last_3d" });
      const logits = autocast({ device: on, enabled: half }, () => network.forward(input)).to("float32");
      diceAndKl(logits, target.to(on)).total.backward();
      return noGrad(() => network.parameters().map(({ grad, shape }) => grad?.clone() ?? zeros(shape, { device: on })));
    });
  const [ofCpu, ofHalfCpu] = [false, true].map((half) => gradientsOn("cpu", half));
  const ofHalf = distances(ofHalfCpu, ofCpu);
  const expected = ofCpu.map((one) => one.to(device));
  const told = [`the CPU's bfloat16 ${written(ofHalf)}`];
  const faults: string[] = [];
  for (const { name, tf32, half, most } of WAYS) {
    for (const cudnn of [true, false]) {
      const found = underSwitches({ tf32, cudnn }, () => scope(() => distances(gradientsOn(device, half), expected)));
      const figure = `${name}${cudnn ? "" : " without cuDNN"} ${written(found)}`;
      const allowed = most(ofHalf);
      told.push(figure);
      if (!(found.all <= allowed.all && found.layer <= allowed.layer)) faults.push(figure);
    }
  }
  must(faults.length === 0, `too far: ${faults.join("; ")}. All: ${told.join("; ")}`);
  return told.join("; ");
}

/** A network of the plan on the CPU, with weights from the default generator or, where it is pretrained, its own. */
function networkOf({ members, dataset }: Plan, name: Size["member"]): Network3d {
  const { network, options } = members[name];
  const whole = { ...options, inChannels: 1, classes: dataset.classes.length };
  return name === "2d" ? new SliceModel(createNetwork2d(network, whole)) : createNetwork3d(network, whole);
}

const written = ({ all, layer }: Distances) => `${all.toExponential(1)}, ${layer.toExponential(1)}`;

/** Kernels whose gradients are but rounding are left out. */
function distances(found: readonly Tensor[], expected: readonly Tensor[]): Distances {
  const lengths = expected.map((one) => one.norm().itemNumber());
  const total = Math.hypot(...lengths);
  const layers = expected.flatMap((one, i) =>
    one.dim > 1 && lengths[i] > LEAST_SHARE * total ? [distance([found[i]], [one])] : [],
  );
  return { all: distance(found, expected), layer: Math.max(...layers) };
}

/** Runs `body` with the switches as they are asked for, and puts them back. */
function underSwitches<T>({ tf32, cudnn }: { readonly tf32: boolean; readonly cudnn: boolean }, body: () => T): T {
  const before = cuda.setTf32({ matmul: tf32, convolution: tf32 });
  const usedCudnn = cuda.setCudnn(cudnn);
  try {
    return body();
  } finally {
    cuda.setTf32(before);
    cuda.setCudnn(usedCudnn);
  }
}
