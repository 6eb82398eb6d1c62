// The layout that kernels have on a GPU, on the CPU: it changes no result but by rounding.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { MobileNetV2Unet, SliceModel } from "@mandn/models";
import {
  assertNoLeaks,
  loadSafetensors,
  manualSeed,
  optim,
  randn,
  saveSafetensors,
  scope,
  type Tensor,
} from "@mandn/torch";
import { diceAndKl } from "../../src/methods/losses.js";
import { laidOut } from "../../src/training/networks.js";

const largest = (x: Tensor) => x.abs().max().itemNumber();

test("a 2D network whose kernels lie as on a GPU learns the same, and its weights are written and read the same", () =>
  assertNoLeaks(() => {
    const folder = mkdtempSync(join(tmpdir(), "mn-layout-"));
    try {
      scope(() => {
        manualSeed(1);
        const [image, target] = [randn([1, 1, 2, 32, 32]), randn([1, 3, 2, 32, 32]).softmax(1)];
        const learnt = [false, true].map((slicesToo) => {
          manualSeed(2);
          const network = new SliceModel(new MobileNetV2Unet({ inChannels: 1, classes: 3, pretrained: false }));
          laidOut(network, "cpu", slicesToo);
          const kernels = network.parameters().filter(({ shape }) => shape.length === 4 && shape[1] !== 1);
          const areLast = kernels.every((one) => one.isContiguous("channels_last") || one.shape[2] === 1);
          assert.equal(areLast, slicesToo);
          const optimizer = new optim.SGD(network.parameters(), { lr: 0.01, momentum: 0.5 });
          const losses = [0, 1, 2].map(() =>
            scope(() => {
              optimizer.zeroGrad();
              const { total } = diceAndKl(network.forward(image), target);
              total.backward();
              optimizer.step();
              return total.itemNumber();
            }),
          );
          const path = join(folder, `${slicesToo}.safetensors`);
          saveSafetensors(path, network.stateDict());
          const { tensors } = loadSafetensors(path);
          for (const [name, tensor] of Object.entries(network.stateDict())) {
            assert.ok(tensors[name]?.equal(tensor.detach()), `${name} is read as it was written`);
          }
          optimizer.dispose();
          network.dispose();
          return { losses, tensors };
        });
        const [plain, last] = learnt as [(typeof learnt)[0], (typeof learnt)[0]];
        assert.ok((plain.losses[2] as number) < (plain.losses[0] as number), `${plain.losses}`);
        for (const [i, loss] of plain.losses.entries()) {
          assert.ok(Math.abs((last.losses[i] as number) - loss) < 1e-4 * loss, `${last.losses} beside ${plain.losses}`);
        }
        for (const [name, tensor] of Object.entries(plain.tensors)) {
          const off = largest(tensor.sub(last.tensors[name] as Tensor));
          assert.ok(off <= 1e-3 * largest(tensor) + 1e-5, `${name} is off by ${off}`);
        }
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }));
