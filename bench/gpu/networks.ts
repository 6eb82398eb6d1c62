// Every network of @mandn/models beside the CPU.
import { createNetwork2d, createNetwork3d, type Network3d, networks2d, networks3d, SliceModel } from "@mandn/models";
import { autocast, cuda, manualSeed, randn, scope } from "@mandn/torch";
import { diceAndKl } from "mandn/training";
import { type Bench, check, distance, must } from "./checks.js";

/** Not the largest of each, for the CPU computes them too; of the U-Net not the reference code's, whose gradients float32 rounds by 1 %. */
const SMALL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  resnet: { depth: 18 },
  segformer: { size: "b0" },
  unet3d: { width: 16, levels: 4, affine: true, upsampling: "projection" },
  "swin-unetr": { width: 24 },
  resenc: { features: [16, 32, 64, 128] },
};
const FLOAT32 = 1e-3;
const BFLOAT16 = { logits: 0.2, gradients: 0.5 };
/** As the method has them, also on the GPU. */
const MEMORY_FORMAT = "channels_last_3d";

/** Every network's logits and gradients beside the CPU's, in float32 and in bfloat16, on two crops. */
export async function checkNetworks(bench: Bench): Promise<void> {
  const tf32 = cuda.setTf32({ matmul: false, convolution: false });
  const names = [...Object.keys(networks2d), ...Object.keys(networks3d)];
  for (const name of bench.quick ? [names[0], "unet3d"] : names) {
    await check(bench, `${name} beside the CPU: logits, gradients; in bfloat16`, () =>
      scope(() => compare(name, bench)),
    );
  }
  cuda.setTf32(tf32);
}

function compare(name: string, { device: other, quick }: Bench): string {
  manualSeed(0);
  const options = { inChannels: 1, classes: 3, ...SMALL[name] };
  using network: Network3d =
    name in networks2d ? new SliceModel(createNetwork2d(name, options)) : createNetwork3d(name, options);
  network.eval(); // no dropout: the devices draw other numbers
  const side = quick ? 16 : 64;
  const [d, h, w] = network.sizeMultiple.map((multiple) =>
    multiple === 1 ? 4 : Math.ceil(side / multiple) * multiple,
  );
  const image = randn([2, 1, d, h, w]);
  const target = randn([2, 3, d, h, w]).softmax(1);
  const outcomeOn = (device: Bench["device"], enabled = false) => {
    network.to({ device, memoryFormat: MEMORY_FORMAT });
    network.zeroGrad();
    const input = image.to(device).contiguous({ memoryFormat: MEMORY_FORMAT });
    const logits = autocast({ device, enabled }, () => network.forward(input)).to("float32");
    diceAndKl(logits, target.to(device)).total.backward();
    const gradients = network.parameters().flatMap(({ grad }) => (grad == null ? [] : [grad.to("cpu").flatten()]));
    return { logits: logits.detach().to("cpu"), gradients };
  };
  const cpu = outcomeOn("cpu");
  const errors = [outcomeOn(other), outcomeOn(other, true)].map(({ logits, gradients }) => ({
    logits: distance([logits], [cpu.logits]),
    gradients: distance(gradients, cpu.gradients),
  }));
  const figure = errors.map((one) => `${one.logits.toExponential(1)}, ${one.gradients.toExponential(1)}`).join("; ");
  const [exact, half] = errors;
  const isExact = exact.logits < FLOAT32 && exact.gradients < FLOAT32;
  must(isExact && half.logits < BFLOAT16.logits && half.gradients < BFLOAT16.gradients, `differ by ${figure}`);
  return figure;
}
