import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertNoLeaks, cat, nn, ones, randn, saveSafetensors, scope, type Tensor, TorchError } from "@mandn/torch";
import {
  type Checkpoint,
  Dinov2,
  Dinov2Unet,
  dinov2Config,
  EfficientNetLite,
  EfficientNetLiteUnet,
  loadWeights,
  MobileNetV2,
  MobileNetV2Unet,
  type Network2d,
  type Network3d,
  networks2d,
  networks3d,
  ResEnc,
  ResNet,
  ResNetUnet,
  reorderKernels,
  SwinUnetr,
  UNet3d,
  UnknownAxes,
  VNet,
} from "../src/index.js";
import { assertParity, fill } from "./golden.js";

const channels = { inChannels: 1, classes: 2 };

/** Runs `body` with the path of a file with these tensors. */
function withCheckpoint(
  tensors: Readonly<Record<string, Tensor>>,
  body: (path: string) => void,
  metadata?: Readonly<Record<string, string>>,
): void {
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  try {
    const path = join(folder, "checkpoint.safetensors");
    saveSafetensors(path, tensors, metadata);
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
    EfficientNetLite: {
      encoder: () => new EfficientNetLite("lite0"),
      unet: (pretrained: string) => new EfficientNetLiteUnet({ ...channels, pretrained }),
      unused: ["_conv_head.weight", "_bn1.bias", "_fc.weight", "_bn0.num_batches_tracked"],
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
          (error) =>
            error instanceof TorchError && /unexpected: layer1\.2\.bn1\.bias, .* and 75 more/.test(error.message),
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
      loaded: (path: string) => new UNet3d({ ...channels, width: 2, levels: 3, pretrained: { path, axes: "hwd" } }),
      axes: "hwd",
      rename: (key: string) => key,
      unused: [],
    },
    "UA-MT's VNet, trained on several GPUs": {
      network: () => new VNet({ ...channels, width: 2 }),
      loaded: (path: string) => new VNet({ ...channels, width: 2, pretrained: { path, axes: "whd" } }),
      axes: "whd",
      rename: (key: string) => `module.${key}`,
      unused: [],
    },
    "BCP's VNet": {
      network: () => new VNet({ ...channels, width: 2 }),
      loaded: (path: string) => new VNet({ ...channels, width: 2, pretrained: { path, axes: "whd" } }),
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
          const filled = new SwinUnetr({ ...options, axes: "whd", pretrained: { path, part: "all" } });
          assertSameState(filled, original);
          filled.dispose();
        });
        // As self-supervised training leaves it: other names of the MLP's layers, and heads of its own.
        const transformer = Object.entries(original.swinViT.stateDict()).map(([key, tensor]) => {
          return [`module.${key.replace("mlp.linear", "mlp.fc")}`, tensor] as const;
        });
        const checkpoint = { ...Object.fromEntries(transformer), "module.rotation_head.weight": ones([4]) };
        withCheckpoint(checkpoint, (path) => {
          const filled = new SwinUnetr({ ...options, axes: "whd", pretrained: { path, part: "encoder" } });
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

/** What parity/models/checkpoints.py saves. */
class Small extends nn.Module {
  readonly stem = new nn.Conv2d(1, 2, 3);
  readonly norm = new nn.BatchNorm2d(2);
  readonly head = new nn.Conv2d(2, 2, 1);
}

describe("a checkpoint as trainers leave it", () => {
  const fixture = (name: string) =>
    fileURLToPath(new URL(`../../test/fixtures/checkpoints/${name}.pth`, import.meta.url));
  const filled = (source: string | Checkpoint) => {
    const network = new Small();
    loadWeights(network, source);
    return network;
  };
  const fails = (source: string | Checkpoint, message: RegExp) =>
    assert.throws(
      () => filled(source),
      (error) => error instanceof TorchError && message.test(error.message),
    );
  const ways: Readonly<Record<string, string | Checkpoint>> = {
    "of a compiled network": fixture("compiled"),
    "of a compiled network on several GPUs": fixture("compiled-parallel"),
    "of a network on several GPUs, compiled": fixture("parallel-compiled"),
    "of a network with a compiled part": fixture("compiled-part"),
    "of Lightning's, with the loss's own tensors": fixture("lightning"),
    "of AveragedModel, with its count": fixture("averaged"),
    "with extra state that is none": fixture("extra-state"),
    "of a larger module's part": fixture("backbone"),
    "with a teacher, chosen": { path: fixture("student-teacher"), at: "teacher" },
    "with a teacher in the same state dict, chosen": {
      path: fixture("student-teacher-flat"),
      at: ["state_dict", "teacher"],
    },
    "with a moving average, chosen": { path: fixture("ema"), at: ["model_ema"] },
  };
  for (const [what, source] of Object.entries(ways)) {
    test(`${what} fills the network`, () =>
      assertNoLeaks(() =>
        scope(() => {
          const [expected, found] = [filled(fixture("plain")), filled(source)];
          assertSameState(found, expected);
          found.dispose();
          expected.dispose();
        }),
      ));
  }

  test("of several networks is refused, with how to choose one", () =>
    scope(() => {
      fails(fixture("student-teacher"), /student-teacher\.pth: .*\(`at`\): \["student"\], \["teacher"\]/);
      fails(fixture("student-teacher-flat"), /"at": \["student"\] or "at": \["teacher"\]/);
      fails({ path: fixture("student-teacher"), at: "nobody" }, /no state dict at \["nobody"\].*student, teacher/);
    }));

  test("is read by its content, whatever it is called", () =>
    scope(() => {
      const folder = mkdtempSync(join(tmpdir(), "weights-"));
      const [pth, safetensors] = [join(folder, "model.safetensors"), join(folder, "model.pth")];
      copyFileSync(fixture("plain"), pth);
      const expected = filled(fixture("plain"));
      saveSafetensors(safetensors, expected.stateDict());
      for (const path of [pth, safetensors]) assertSameState(filled(path), expected);
      rmSync(folder, { recursive: true });
    }));

  test("that does not fit says five of the keys and how many more", () =>
    scope(() => {
      const other = new ResNet(18);
      assert.throws(
        () => loadWeights(other, fixture("plain")),
        (error) =>
          error instanceof TorchError &&
          /missing: (\S+, ){4}\S+ and 95 more\n/.test(error.message) &&
          error.stateDict?.missing.length === 100,
      );
    }));
});

describe("a 3D checkpoint that does not say the order of its axes", () => {
  const kinds = {
    unet3d: [{ width: 2, levels: 3 }, "pretrained.axes", /"hwd" for M&N's/],
    vnet: [{ width: 2 }, "pretrained.axes", /"whd" for UA-MT's/],
    "swin-unetr": [{ width: 12, depths: [1, 1, 1, 1], window: 3 }, "axes", /"whd" for MONAI's/],
    resenc: [{ features: [2, 4, 8], blocks: [1, 1, 1] }, "pretrained.axes", /"dhw" for plans with transpose_forward/],
    "resnet-vnet": [{ width: 2 }, "pretrained.axes", /"whd" for MCF's/],
  } as const;
  for (const [name, [options, option, hint]] of Object.entries(kinds)) {
    test(`is not loaded into ${name}: its kernels would fit in any`, () =>
      assertNoLeaks(() =>
        scope(() => {
          const type = networks3d[name as keyof typeof kinds];
          const original = type.create({ ...channels, ...options });
          withCheckpoint(original.stateDict(), (path) => {
            const load = () => type.create({ ...channels, ...options, ...type.pretrained(path) });
            assert.throws(
              load,
              (error) => error instanceof UnknownAxes && error.option === option && hint.test(error.message),
            );
          });
          withCheckpoint(
            original.stateDict(),
            (path) => type.create({ ...channels, ...options, ...type.pretrained(path) }).dispose(),
            { axes: "dhw" },
          );
          original.dispose();
        }),
      ));
  }
});

test("nnU-Net's plans say how it turned the axes: kernels and strides come in our order", () =>
  assertNoLeaks(() =>
    scope(() => {
      const architecture = {
        features: [2, 4, 6],
        strides: [
          [1, 1, 1],
          [1, 2, 2],
          [2, 2, 1],
        ] as [number, number, number][],
        kernels: [
          [1, 3, 3],
          [3, 3, 1],
          [3, 3, 3],
        ] as [number, number, number][],
        blocks: [1, 1, 1],
        decoderConvolutions: [1, 1],
      };
      const original = new ResEnc({ ...channels, ...architecture });
      const turned = (triples: readonly (readonly number[])[]) => triples.map(([d, h, w]) => [w, d, h]);
      const kwargs = {
        features_per_stage: architecture.features,
        strides: turned(architecture.strides),
        kernel_sizes: turned(architecture.kernels),
        n_blocks_per_stage: architecture.blocks,
        n_conv_per_stage_decoder: architecture.decoderConvolutions,
        conv_op: "torch.nn.modules.conv.Conv3d",
        conv_bias: true,
        norm_op: "torch.nn.modules.instancenorm.InstanceNorm3d",
        norm_op_kwargs: { eps: 1e-5, affine: true },
        dropout_op: null,
        nonlin: "torch.nn.LeakyReLU",
        nonlin_kwargs: {},
      };
      const network_class_name = "dynamic_network_architectures.architectures.unet.ResidualEncoderUNet";
      const configurations = { "3d_fullres": { architecture: { network_class_name, arch_kwargs: kwargs } } };
      const theirs = reorderKernels(original.stateDict(), "dhw", "wdh");
      withCheckpoint(theirs, (path) => {
        const plans = join(dirname(path), "plans.json");
        writeFileSync(plans, JSON.stringify({ configurations, transpose_forward: [2, 0, 1] }));
        const options = { plans: { path: plans }, pretrained: { path, keepHead: true } };
        const network = new ResEnc({ ...channels, ...options });
        assert.deepEqual(network.architecture, architecture);
        assertSameState(network, original);
        network.dispose();
        const other = { ...options, pretrained: { ...options.pretrained, axes: "dhw" as const } };
        assert.throws(() => new ResEnc({ ...channels, ...other }), /was trained with the axes wdh, not dhw/);
      });
      original.dispose();
    }),
  ));

describe("weights that a run trained", () => {
  const small: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    unet3d: { width: 2, levels: 3 },
    vnet: { width: 2 },
    "swin-unetr": { width: 12, depths: [1, 1, 1, 1], window: 3, axes: "whd" },
    resenc: { features: [2, 4, 8], blocks: [1, 1, 1] },
    "resnet-vnet": { width: 2 },
    "mobilenet-v2": { pretrained: false, decoderWidths: [8, 8, 4, 4], enlarge: 1 },
    "efficientnet-lite": { pretrained: false, decoderWidths: [8, 8, 4, 4], enlarge: 1 },
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
          const path = written(name, original, type.dimensions === 3 ? String(small[name]?.axes ?? "dhw") : undefined);
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

for (const [fixture, make] of [
  ["mobilenet-v2-imagenet", () => new MobileNetV2Unet(channels)],
  ["efficientnet-lite0-imagenet", () => new EfficientNetLiteUnet(channels)],
] as const) {
  test(`${fixture}'s weights that come with the package give the features that they give in Python`, () =>
    assertNoLeaks(() =>
      assertParity(
        fixture,
        () => {
          const { encoder, decoder, head } = make();
          for (const unused of [...decoder, head]) unused.dispose();
          return encoder;
        },
        { isFilled: true },
      ),
    ));
}

test("the package has no weights of a larger EfficientNet-Lite, and says so", () =>
  assert.throws(
    () => new EfficientNetLiteUnet({ ...channels, size: "lite2" }),
    /are those of lite0: give false or a file/,
  ));
