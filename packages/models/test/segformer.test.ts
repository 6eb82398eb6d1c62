import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  manualSeed,
  ones,
  saveSafetensors,
  scope,
  setThreads,
  type Tensor,
  TorchError,
} from "@mandn/torch";
import { DropPath } from "../src/drop-path.js";
import { SegFormer, SegformerForSemanticSegmentation, segformerConfig } from "../src/index.js";
import { assertParity } from "./golden.js";

setThreads(1);

interface Alone {
  readonly config: object;
  readonly labels: number;
}

describe("SegFormer computes what transformers' does, and the same gradients", () => {
  for (const fixture of ["segformer-tiny", "segformer-b0"]) {
    test(fixture, () =>
      assertNoLeaks(() =>
        assertParity(
          fixture,
          ({ config, labels }: Alone) => new SegformerForSemanticSegmentation(segformerConfig.parse(config), labels),
        ),
      ),
    );
  }
});

describe("the 2D network on SegFormer computes what M&N's does, and the same gradients", () => {
  test("with peft's LoRA", () =>
    assertNoLeaks(() => assertParity("segformer-2d-lora", (options) => new SegFormer(options))));

  test("with learned input and enlarged slices, without LoRA", () =>
    assertNoLeaks(() => assertParity("segformer-2d-learned", (options) => new SegFormer(options))));
});

describe("a Hugging Face folder", () => {
  const config = JSON.parse(
    readFileSync(new URL("../../test/fixtures/segformer-config.json", import.meta.url), "utf8"),
  ) as object;
  /** Runs `body` with a folder that holds config.json and these weights. */
  const withFolder = (tensors: Record<string, Tensor>, body: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), "segformer-"));
    try {
      writeFileSync(join(folder, "config.json"), JSON.stringify(config));
      if (Object.keys(tensors).length > 0)
        saveSafetensors(join(folder, "model.safetensors"), tensors, { format: "pt" });
      body(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const channels = { inChannels: 1, classes: 2 };
  const learns = (network: SegFormer, end: string) =>
    [...network.namedParameters()]
      .filter(([name]) => name.endsWith(end))
      .map(([, parameter]) => parameter.requiresGrad);

  test("fills the network, its classifier left out, and the paper's LoRA comes on top", () =>
    assertNoLeaks(() =>
      scope(() => {
        const original = new SegformerForSemanticSegmentation(segformerConfig.parse(config), 150);
        withFolder(original.stateDict(), (folder) => {
          const network = new SegFormer({ ...channels, pretrained: folder });
          const state = network.base_model.stateDict();
          for (const [key, value] of Object.entries(original.stateDict())) {
            if (!key.startsWith("decode_head.classifier.")) assert.ok(state[key]?.equal(value), key);
          }
          assert.deepEqual(state["segformer.encoder.block.0.0.attention.self.query.lora_A.weight"]?.shape, [64, 8]);
          assert.deepEqual(learns(network, "linear_fuse.weight"), [false]);
          assert.deepEqual(learns(network, "output_model.0.weight"), [true]);
          network.dispose();
        });
        original.dispose();
      }),
    ));

  test("of the encoder alone leaves a random decode head, which learns", () =>
    assertNoLeaks(() =>
      scope(() => {
        const original = new SegformerForSemanticSegmentation(segformerConfig.parse(config), 0);
        const encoder = Object.entries(original.stateDict()).filter(([key]) => key.startsWith("segformer."));
        withFolder({ ...Object.fromEntries(encoder), "classifier.weight": ones([3]) }, (folder) => {
          const network = new SegFormer({ ...channels, pretrained: folder });
          const state = network.base_model.stateDict();
          for (const [key, value] of encoder) assert.ok(state[key]?.equal(value), key);
          assert.deepEqual(learns(network, "linear_fuse.weight"), [true]);
          assert.deepEqual(learns(network, "block.0.0.mlp.dwconv.dwconv.weight"), [false]);
          network.dispose();
        });
        original.dispose();
      }),
    ));

  test("without weights is refused with what to do", () => {
    withFolder({}, (folder) => {
      assert.throws(
        () => new SegFormer({ ...channels, pretrained: folder }),
        (error) => error instanceof TorchError && error.code === "file" && /whole folder/.test(error.remedy ?? ""),
      );
    });
  });

  test("may have options of the run written over its config", () =>
    scope(() => {
      const network = new SegFormer({ ...channels, size: "b0", config: { drop_path_rate: 0, depths: [1, 1, 1, 1] } });
      assert.equal(network.base_model.config.drop_path_rate, 0);
      assert.deepEqual(network.base_model.config.hidden_sizes, [32, 64, 160, 256]);
      network.dispose();
      const refused = () => new SegFormer({ ...channels, config: { hidden_act: "relu", depths: [1] } });
      assert.throws(
        refused,
        (e) => e instanceof TorchError && /hidden_act/.test(e.message) && /depths/.test(e.message),
      );
    }));
});

test("drop path drops whole branches in training, none in evaluation", () =>
  scope(() => {
    manualSeed(0);
    const layer = new DropPath(0.25);
    const y = layer.forward(ones([1000, 2, 3]));
    const perSample = y.flatten(1);
    assert.ok(perSample.eq(perSample.select(1, 0).unsqueeze(1)).all().item());
    assert.ok(Math.abs(y.mean().itemNumber() - 1) < 0.05);
    assert.deepEqual([y.min().itemNumber(), y.max().itemNumber().toFixed(4)], [0, "1.3333"]);
    assert.ok(
      layer
        .eval()
        .forward(ones([4, 2]))
        .eq(1)
        .all()
        .item(),
    );
  }));
