import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assertNoLeaks, ones, saveSafetensors, scope, type Tensor, TorchError } from "@mandn/torch";
import { MobileNetV2, MobileNetV2Unet, ResNet, ResNetUnet } from "../src/index.js";
import { assertParity } from "./golden.js";

const channels = { inChannels: 1, classes: 2 };

/** Runs `body` with the path of a file with these tensors. */
function withCheckpoint(tensors: Readonly<Record<string, Tensor>>, body: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  try {
    const path = join(folder, "checkpoint.safetensors");
    saveSafetensors(path, tensors);
    body(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a checkpoint of torchvision's", () => {
  const kinds = {
    "ResNet-18": {
      encoder: () => new ResNet(18),
      unet: (pretrained: string) => new ResNetUnet({ ...channels, pretrained }),
      unused: ["fc.weight", "fc.bias", "bn1.num_batches_tracked", "layer1.0.bn1.num_batches_tracked"],
    },
    MobileNetV2: {
      encoder: () => new MobileNetV2(),
      unet: (pretrained: string) => new MobileNetV2Unet({ ...channels, pretrained }),
      unused: ["features.18.0.weight", "classifier.1.bias", "features.0.1.num_batches_tracked"],
    },
  };
  for (const [name, { encoder, unet, unused }] of Object.entries(kinds)) {
    test(`fills ${name}'s encoder, its classifier passed over`, () =>
      assertNoLeaks(() =>
        scope(() => {
          const original = encoder();
          const extra = Object.fromEntries(unused.map((key) => [key, ones([1])]));
          withCheckpoint({ ...original.stateDict(), ...extra }, (path) => {
            const network = unet(path);
            const loaded = network.encoder.stateDict();
            for (const [key, value] of Object.entries(original.stateDict())) assert.ok(loaded[key]?.equal(value), key);
            network.dispose();
          });
          original.dispose();
        }),
      ));
  }

  test("of another network is refused with the keys that differ", () =>
    scope(() => {
      const other = new ResNet(34);
      withCheckpoint(other.stateDict(), (path) => {
        assert.throws(
          () => new ResNetUnet({ ...channels, pretrained: path }),
          (error) => error instanceof TorchError && /unexpected: .*layer1\.2\.conv1\.weight/.test(error.message),
        );
      });
      other.dispose();
    }));
});

test("MobileNetV2's weights that come with the package give the features that they give in Python", () =>
  assertNoLeaks(() =>
    assertParity(
      "mobilenet-v2-imagenet",
      () => {
        const { encoder, decoder, head } = new MobileNetV2Unet(channels);
        for (const unused of [...decoder, head]) unused.dispose();
        return encoder;
      },
      { isFilled: true },
    ),
  ));
