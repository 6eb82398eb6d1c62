import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSafetensors, type nn, saveSafetensors, scope, setThreads, type Tensor } from "@mandn/torch";
import {
  type AxisOrder,
  type Channels,
  createNetwork2d,
  createNetwork3d,
  Dinov2,
  dinov2Config,
  loadLora,
  MobileNetV2,
  nnunetStateDict,
  ResEnc,
  ResNet,
  SegFormer,
  SegformerForSemanticSegmentation,
  saveLora,
  segformerConfig,
} from "../src/index.js";
import { axes, type Layout } from "./golden.js";

// Our side of parity/models/live.py: `node live.js FOLDER` computes what job.json there asks for.

interface Job {
  readonly network: string;
  readonly options: Record<string, unknown>;
  readonly axes?: AxisOrder;
  readonly adapter?: boolean;
}

interface ForwardModule extends nn.Module {
  forward(x: Tensor): Tensor | Tensor[];
}

const same: Layout = { toOurs: (x) => x, toTheirs: (x) => x, rename: (name) => name };

/** With all its outputs, as nnU-Net's with deep supervision. */
class Deep extends ResEnc {
  override forward(volume: Tensor): Tensor {
    return this.forwardDeep(volume) as unknown as Tensor;
  }
}

function create({ network, options }: Job): ForwardModule {
  const channels = options as unknown as Channels & Record<string, unknown>;
  switch (network) {
    case "segformer-alone":
      return new SegformerForSemanticSegmentation(segformerConfig.parse(options.config), options.labels as number);
    case "dinov2-alone":
      return new Dinov2(dinov2Config.parse(options));
    case "mobilenet-v2-alone":
      return new MobileNetV2("symmetric");
    case "resnet-alone":
      return new ResNet(options.depth as 18 | 34 | 50);
    case "resenc":
      return new Deep(channels);
    case "segformer":
    case "resnet":
      return createNetwork2d(network, channels);
    default:
      return createNetwork3d(network, channels);
  }
}

/** Their weights; what ours must have is complete, and what is left over are counters, tables and what it has no use for. */
function load(network: ForwardModule, path: string, { toOurs }: Layout): void {
  scope(() => {
    const theirs = Object.entries(loadSafetensors(path).tensors).map(
      ([name, tensor]) => [name, toOurs(tensor)] as const,
    );
    const { missing, unexpected } = network.loadStateDict(Object.fromEntries(theirs), { strict: false });
    assert.deepEqual(missing, []);
    assert.deepEqual(
      unexpected.filter((name) => !/num_batches_tracked$|relative_position_index$/.test(name)),
      [],
    );
  });
}

/** Outputs and gradients, in their layout under our names. */
function compute(
  network: ForwardModule,
  folder: string,
  { toOurs, toTheirs }: Layout,
  dtype: "float32" | "float64",
): Record<string, Tensor> {
  const { input, ...others } = loadSafetensors(join(folder, "input.safetensors")).tensors as Record<string, Tensor>;
  const x = (input as Tensor).to(dtype).clone().requiresGrad_();
  network.zeroGrad();
  const outputs = [network.forward(toOurs(x))].flat().map(toTheirs);
  outputs
    .map((y, i) => y.mul(others[`cotangent.${i}`] as Tensor).sum())
    .reduce((sum, loss) => sum.add(loss))
    .backward();
  const found: Record<string, Tensor> = { "gradient.input": x.grad as Tensor };
  for (const [i, y] of outputs.entries()) found[`output.${i}`] = y.detach().contiguous();
  for (const [name, { grad }] of network.namedParameters()) {
    if (grad !== undefined) found[`gradient.${name}`] = toTheirs(grad).contiguous();
  }
  return found;
}

function stateOf(network: ForwardModule, { toTheirs }: Layout): Record<string, Tensor> {
  const state = network instanceof ResEnc ? nnunetStateDict(network) : network.stateDict();
  return Object.fromEntries(Object.entries(state).map(([name, tensor]) => [name, toTheirs(tensor).contiguous()]));
}

setThreads(2);
const folder = process.argv[2] as string;
const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8")) as Job;
const layout = job.axes === undefined ? same : axes(job.axes);
const weights = join(folder, "theirs.safetensors");
const network = create(job);
const adapter = join(folder, "theirs");
const lora = job.adapter && network instanceof SegFormer ? loadLora(adapter, network.base_model) : undefined;
const fromAdapter = lora === undefined ? undefined : network.stateDict();
if (fromAdapter !== undefined) {
  // What peft's folder has given is what its whole state has.
  scope(() => {
    const { tensors } = loadSafetensors(weights);
    for (const [name, value] of Object.entries(fromAdapter)) {
      if (/lora_[AB]|layer_norm/.test(name)) assert.ok(value.equal(tensors[name] as Tensor), name);
    }
  });
}
load(network, weights, layout);
for (const dtype of ["float32", "float64"] as const) {
  network.to({ dtype });
  for (const mode of ["eval", "train"] as const) {
    network.train(mode === "train");
    scope(() => saveSafetensors(join(folder, `${mode}-${dtype}.safetensors`), compute(network, folder, layout, dtype)));
    load(network, weights, layout); // statistics as they were
  }
}
network.to({ dtype: "float32" });
scope(() => saveSafetensors(join(folder, "ours.safetensors"), stateOf(network, layout), { format: "pt" }));
if (lora !== undefined && network instanceof SegFormer) saveLora(join(folder, "ours"), network.base_model, lora);
assert.ok(existsSync(join(folder, "ours.safetensors")));
