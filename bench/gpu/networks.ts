import { createNetwork2d, createNetwork3d, type Network3d, networks2d, networks3d, SliceModel } from "@mandn/models";
import { autocast, cuda, type Device, manualSeed, randn, scope } from "@mandn/torch";
import { diceAndKl } from "mandn";
import { check, distance, must } from "./table.js";

/** Not the largest of each, for the CPU computes them too; of the U-Net not the reference code's, whose gradients float32 rounds by 1 %. */
const SMALL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  resnet: { depth: 18 },
  segformer: { size: "b0" },
  unet3d: { width: 16, levels: 4, affine: true, upsampling: "projection" },
  "swin-unetr": { width: 24 },
  resenc: { features: [16, 32, 64, 128] },
};
const FLOAT32 = 1e-3;
const BFLOAT16 = 0.2;

/** Every network's logits and gradients beside the CPU's, and its logits in bfloat16. */
export async function checkNetworks(): Promise<void> {
  const tf32 = cuda.setTf32(false);
  for (const name of [...Object.keys(networks2d), ...Object.keys(networks3d)]) {
    await check(`${name} beside the CPU: logits, gradients; logits in bfloat16`, () => scope(() => compare(name)));
  }
  cuda.setTf32(tf32);
}

function compare(name: string): string {
  manualSeed(0);
  const options = { inChannels: 1, classes: 3, ...SMALL[name] };
  using network: Network3d =
    name in networks2d ? new SliceModel(createNetwork2d(name, options)) : createNetwork3d(name, options);
  network.eval(); // no dropout: the devices draw other numbers
  const [d, h, w] = network.sizeMultiple.map((multiple) => (multiple === 1 ? 4 : Math.ceil(64 / multiple) * multiple));
  const image = randn([1, 1, d, h, w]);
  const target = randn([1, 3, d, h, w]).softmax(1);
  const outcomeOn = (device: Device) => {
    network.to({ device });
    network.zeroGrad();
    const logits = network.forward(image.to(device));
    diceAndKl(logits, target.to(device)).total.backward();
    const gradients = network.parameters().flatMap(({ grad }) => (grad == null ? [] : [grad.to("cpu").flatten()]));
    return { logits: logits.detach().to("cpu"), gradients };
  };
  const cpu = outcomeOn("cpu");
  const gpu = outcomeOn("cuda");
  const half = autocast({ device: "cuda", dtype: "bfloat16" }, () => network.forward(image.to("cuda")));
  const errors = [
    distance([gpu.logits], [cpu.logits]),
    distance(gpu.gradients, cpu.gradients),
    distance([half.detach().to("cpu").to("float32")], [cpu.logits]),
  ];
  const [a, b, c] = errors.map((error) => error.toExponential(1));
  const figure = `${a}, ${b}; ${c}`;
  must(errors[0] < FLOAT32 && errors[1] < FLOAT32 && errors[2] < BFLOAT16, `differ by ${figure}`);
  return figure;
}
