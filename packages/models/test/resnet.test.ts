import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { ResNet, ResNetUnet } from "../src/index.js";
import { assertParity } from "./golden.js";

setThreads(1);

describe("ResNet computes what torchvision's does, and the same gradients", () => {
  for (const depth of [18, 34, 50] as const) {
    test(`ResNet-${depth}`, () => assertNoLeaks(() => assertParity(`resnet${depth}`, () => new ResNet(depth))));
  }
});

test("ResNetUnet computes what the same decoder does in Python, and the same gradients", () =>
  assertNoLeaks(() => assertParity("resnet-unet", (options) => new ResNetUnet(options))));
