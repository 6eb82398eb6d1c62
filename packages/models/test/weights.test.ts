import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import {
  assertNoLeaks,
  cat,
  type nn,
  ones,
  randn,
  saveSafetensors,
  scope,
  type Tensor,
  TorchError,
} from "@mandn/torch";
import {
  Dinov2,
  Dinov2Unet,
  dinov2Config,
  MobileNetV2,
  MobileNetV2Unet,
  type Network2d,
  type Network3d,
  networks2d,
  networks3d,
  ResNet,
  ResNetUnet,
  reorderKernels,
  SwinUnetr,
  UNet3d,
  VNet,
} from "../src/index.js";
import { assertParity, fill } from "./golden.js";

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

function assertSameState(module: nn.Module, expected: nn.Module): void {
  const state = module.stateDict();
  for (const [key, value] of Object.entries(expected.stateDict())) assert.ok(state[key]?.equal(value), key);
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
            assertSameState(network.encoder, original);
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

test("a checkpoint of DINOv2's original code fills ours, its query, key and value apart", () =>
  assertNoLeaks(() =>
    scope(() => {
      const config = { hidden_size: 8, num_hidden_layers: 4, num_attention_heads: 2, image_size: 28 };
      const original = new Dinov2(dinov2Config.parse(config));
      fill(original);
      const checkpoint: Record<string, Tensor> = {};
      const attention = /^encoder\.layer\.(\d)\.attention\.attention\.(query|key|value)\.(weight|bias)$/;
      for (const [key, value] of Object.entries(original.stateDict())) {
        const [, layer, , kind] = attention.exec(key) ?? [];
        if (layer === undefined) {
          const theirs = key
            .replace(/^embeddings\.(cls_token|mask_token)$/, "$1")
            .replace("embeddings.position_embeddings", "pos_embed")
            .replace("embeddings.patch_embeddings.projection", "patch_embed.proj")
            .replace("encoder.layer.", "blocks.")
            .replace("attention.output.dense", "attn.proj")
            .replace(/layer_scale(\d)\.lambda1/, "ls$1.gamma")
            .replace(/^layernorm\./, "norm.");
          checkpoint[theirs] = value;
        } else {
          const name = `blocks.${layer}.attn.qkv.${kind}`;
          checkpoint[name] = checkpoint[name] === undefined ? value : cat([checkpoint[name], value]);
        }
      }
      withCheckpoint(checkpoint, (pretrained) => {
        const network = new Dinov2Unet({ ...channels, pretrained, config, lora: false });
        assertSameState(network.encoder, original);
        assert.deepEqual(
          network.parameterGroups().map(({ rate }) => rate),
          [0.1, 1],
        );
        network.dispose();
        const adapted = new Dinov2Unet({ ...channels, pretrained, config });
        const learning = adapted.parameterGroups()[0]?.parameters ?? [];
        assert.ok(learning.length > 0 && learning.length < adapted.encoder.parameters().length);
        adapted.dispose();
      });
      original.dispose();
    }),
  ));

describe("a checkpoint of another code's 3D network", () => {
  const decoder = /^(block_(five_up|six|seven|eight|nine)|out_conv)/;
  const kinds = {
    "M&N's UNet3D": {
      network: () => new UNet3d({ ...channels, width: 2, levels: 3 }),
      loaded: (path: string) => new UNet3d({ ...channels, width: 2, levels: 3, pretrained: { path } }),
      axes: "hwd",
      rename: (key: string) => key,
      unused: [],
    },
    "UA-MT's VNet, trained on several GPUs": {
      network: () => new VNet({ ...channels, width: 2 }),
      loaded: (path: string) => new VNet({ ...channels, width: 2, pretrained: { path } }),
      axes: "whd",
      rename: (key: string) => `module.${key}`,
      unused: [],
    },
    "BCP's VNet": {
      network: () => new VNet({ ...channels, width: 2 }),
      loaded: (path: string) => new VNet({ ...channels, width: 2, pretrained: { path } }),
      axes: "whd",
      rename: (key: string) => `${decoder.test(key) ? "decoder" : "encoder"}.${key}`,
      unused: ["projection_head.0.weight", "contrastive_class_selector_0.3.bias"],
    },
  } as const;
  for (const [name, { network, loaded, axes, rename, unused }] of Object.entries(kinds)) {
    test(`of ${name} fills ours, its axes in our order`, () =>
      assertNoLeaks(() =>
        scope(() => {
          const original = network();
          const theirs = Object.entries(reorderKernels(original.stateDict(), "dhw", axes));
          const checkpoint = Object.fromEntries(theirs.map(([key, tensor]) => [rename(key), tensor]));
          withCheckpoint({ ...checkpoint, ...Object.fromEntries(unused.map((key) => [key, ones([1])])) }, (path) => {
            const filled = loaded(path);
            assertSameState(filled, original);
            filled.dispose();
          });
          original.dispose();
        }),
      ));
  }

  test("of MONAI's fills a whole SwinUNETR, or its transformer alone", () =>
    assertNoLeaks(() =>
      scope(() => {
        const options = { ...channels, width: 12, depths: [1, 1, 1, 1] as [number, number, number, number], window: 3 };
        const original = new SwinUnetr(options);
        withCheckpoint(original.stateDict(), (path) => {
          const filled = new SwinUnetr({ ...options, pretrained: { path, part: "all" } });
          assertSameState(filled, original);
          filled.dispose();
        });
        // As self-supervised training leaves it: other names of the MLP's layers, and heads of its own.
        const transformer = Object.entries(original.swinViT.stateDict()).map(([key, tensor]) => {
          return [`module.${key.replace("mlp.linear", "mlp.fc")}`, tensor] as const;
        });
        const checkpoint = { ...Object.fromEntries(transformer), "module.rotation_head.weight": ones([4]) };
        withCheckpoint(checkpoint, (path) => {
          const filled = new SwinUnetr({ ...options, pretrained: { path, part: "encoder" } });
          assertSameState(filled.swinViT, original.swinViT);
          filled.dispose();
        });
        original.dispose();
      }),
    ));

  test("has its axes where it says", () =>
    scope(() => {
      const kernel = randn([2, 3, 4, 5, 6]);
      const { kernel: ours, bias } = reorderKernels({ kernel, bias: ones([2]) }, "whd") as Record<string, Tensor>;
      assert.deepEqual(ours?.shape, [2, 3, 6, 5, 4]);
      assert.deepEqual(bias?.shape, [2]);
      assert.ok(ours?.index(1, 2, 5, 4, 3).equal(kernel.index(1, 2, 3, 4, 5)));
    }));
});

describe("weights that a run trained", () => {
  const small: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    unet3d: { width: 2, levels: 3 },
    vnet: { width: 2 },
    "swin-unetr": { width: 12, depths: [1, 1, 1, 1], window: 3, axes: "whd" },
    resenc: { features: [2, 4, 8], blocks: [1, 1, 1] },
    "mobilenet-v2": { pretrained: false, decoderWidths: [8, 8, 4, 4], enlarge: 1 },
    resnet: { depth: 18, decoderWidths: [8, 8, 4, 4] },
    segformer: { config: { depths: [1, 1, 1, 1], hidden_sizes: [8, 8, 8, 8], num_attention_heads: [1, 1, 1, 1] } },
    dinov2: { config: { hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 2 }, width: 16 },
  };
  /** As a run writes it. */
  const written = (name: string, network: Network2d | Network3d, axes?: string) => {
    const options = JSON.stringify(network.architecture ?? {});
    const path = join(mkdtempSync(join(tmpdir(), "mn-weights-")), "network.safetensors");
    saveSafetensors(path, network.stateDict(), { network: name, options, ...(axes && { axes }) });
    return path;
  };
  for (const [name, type] of Object.entries({ ...networks2d, ...networks3d })) {
    test(`of ${name} start another as they are, its architecture and the order of its axes too`, () =>
      assertNoLeaks(() =>
        scope(() => {
          const original = type.create({ ...channels, ...small[name] });
          const path = written(name, original, type.dimensions === 3 ? String(small[name].axes ?? "dhw") : undefined);
          const started = type.create({ ...channels, ...type.pretrained(path) });
          assertSameState(started, original);
          assert.deepEqual(type.sizeMultiple(type.pretrained(path)), original.sizeMultiple);
          started.dispose();
          original.dispose();
          rmSync(dirname(path), { recursive: true });
        }),
      ));
  }

  test("are refused where other axes are asked for than they have", () =>
    assertNoLeaks(() =>
      scope(() => {
        const { unet3d, "swin-unetr": swin } = networks3d;
        const original = unet3d.create({ ...channels, ...small.unet3d });
        const path = written("unet3d", original, "dhw");
        const asked = { ...channels, pretrained: { path, axes: "hwd" } };
        assert.throws(() => unet3d.create(asked), /was trained with the axes dhw, not hwd\. Leave out `axes`/);
        const turned = swin.create({ ...channels, ...small["swin-unetr"] });
        const other = {
          ...channels,
          axes: "dhw",
          pretrained: { path: written("swin-unetr", turned, "whd"), part: "all" },
        };
        assert.throws(() => swin.create(other), /was trained with the axes whd, not dhw/);
        const classes = { ...channels, classes: 7, pretrained: { path } };
        assert.throws(() => unet3d.create(classes), /pred_final/);
        turned.dispose();
        original.dispose();
      }),
    ));
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
