// A program for parity/models/onnx_files.py: `node onnx-real.js FOLDER NETWORK` writes a registered network with its default options as an
// ONNX file, and for two sizes an input with our logits, as safetensors. Prints what the Python side checks as JSON.
import { join } from "node:path";
import { manualSeed, noGrad, randn, saveSafetensors, scope, type Tensor } from "@mandn/torch";
import { writeOnnx } from "@mandn/torch/export";
import { createNetwork2d, createNetwork3d, networks2d, networks3d } from "../src/index.js";

const [folder, name] = process.argv.slice(2) as [string, string?];
if (name === undefined) {
  console.log(JSON.stringify([...Object.keys(networks2d), ...Object.keys(networks3d)]));
  process.exit();
}

manualSeed(0);
const channels = { inChannels: 1, classes: 2 };
const network = name in networks2d ? createNetwork2d(name, channels) : createNetwork3d(name, channels);
noGrad(() => {
  for (const [key, tensor] of Object.entries(network.stateDict())) {
    if (key.endsWith("running_var")) tensor.uniform_(0.5, 2);
    else if (key.endsWith("running_mean") || key.endsWith("bias")) tensor.uniform_(-0.1, 0.1);
  }
});
network.eval();
const multiples = [...network.sizeMultiple];
/** Near 192² pixels and 64³ voxels, and another size. */
const nearest = (size: number) => multiples.map((multiple) => Math.max(1, Math.round(size / multiple)) * multiple);
const first = nearest(multiples.length === 2 ? 192 : 64);
const second = first.map((size, axis) => (axis === 0 ? size + (multiples[axis] as number) : size));
const files: { readonly path: string; readonly input: string; readonly bytes: number }[] = [];
const body = (x: Tensor) => network.forward(x);
let isFree = true;
for (const [i, size] of [first, second].entries()) {
  const path = join(folder, `${isFree ? 0 : i}.onnx`);
  if (i === 0 || !isFree) {
    const { inputShape } = writeOnnx(path, body, {
      shape: [1, 1, ...size],
      multiples: [1, 1, ...multiples],
      axes: { 0: "batch", ...Object.fromEntries(multiples.map((_, axis) => [axis + 2, `size${axis}`])) },
      names: network.stateDict(),
      producer: "parity",
    });
    isFree = inputShape.slice(2).every((length) => typeof length === "string");
  }
  const input = join(folder, `${i}.safetensors`);
  scope(() => {
    const x = randn([1, 1, ...size]);
    saveSafetensors(input, { input: x, logits: noGrad(() => body(x)).contiguous() });
  });
  const bytes = network.parameters().reduce((sum, { numel }) => sum + 4 * numel, 0);
  files.push({ path: isFree ? join(folder, "0.onnx") : join(folder, `${i}.onnx`), input, bytes });
}
console.log(JSON.stringify({ free: isFree, files }));
