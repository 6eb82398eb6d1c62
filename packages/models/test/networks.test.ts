import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assertNoLeaks, manualSeed, nn, randn, scope, setThreads, type Tensor, TorchError, tensor } from "@mandn/torch";
import {
  createNetwork2d,
  createNetwork3d,
  loadNetwork,
  MobileNetV2Unet,
  type Network2d,
  networks2d,
  networks3d,
  SliceModel,
  UNet3d,
  type ValueRange,
} from "../src/index.js";

setThreads(1);

const isArgumentError = (pattern: RegExp) => (error: unknown) =>
  error instanceof TorchError && error.code === "argument" && pattern.test(error.message);

describe("every network makes logits of its input's size, gradients of all parameters that learn, and leaves no tensors", () => {
  const cases: readonly (readonly [name: string, options: object])[] = [
    ["unet3d", { width: 4, levels: 3 }],
    ["unet3d", { width: 4, levels: 3, affine: true, upsampling: "projection" }],
    ["vnet", { width: 4 }],
    ["vnet", { width: 4, norm: "instance", dropout: false }],
    ["swin-unetr", { width: 12, depths: [1, 1, 1, 1] }],
    ["resenc", { features: [4, 8] }],
    ["resnet-vnet", { width: 4 }],
    ["resnet-vnet", { width: 4, norm: "instance", dropout: 0 }],
    ["unet3d", { width: 4, levels: 3, upsampling: "transposed" }],
    ["vnet", { width: 4, upsampling: "trilinear" }],
    ["mobilenet-v2", {}],
    ["efficientnet-lite", {}],
    ["resnet", {}],
    ["dinov2", { config: { hidden_size: 24, num_attention_heads: 2, num_hidden_layers: 4 } }],
    ["dinov2", { config: { hidden_size: 24, num_hidden_layers: 4 }, enlarge: 5, input: "learned", positionOffset: 0 }],
    ["segformer", { size: "b0" }],
    ["segformer", { size: "b0", enlarge: 4 }],
    ["mobilenet-v2", { pretrained: false, enlarge: 1, input: "learned" }],
    ["mobilenet-v2", { pretrained: false, enlarge: 4, decoderWidths: [16, 16, 8, 8] }],
  ];
  for (const [name, options] of cases) {
    for (const inChannels of [1, 2]) {
      test(`${name} ${JSON.stringify(options)}, ${inChannels} channels`, () =>
        assertNoLeaks(() =>
          scope(() => {
            manualSeed(0);
            const channels = { inChannels, classes: 3, ...options };
            const network = name in networks2d ? createNetwork2d(name, channels) : createNetwork3d(name, channels);
            const size = network.sizeMultiple.map((multiple) => 2 * multiple);
            const logits = network.forward(randn([2, inChannels, ...size]));
            assert.deepEqual(logits.shape, [2, 3, ...size]);
            logits.square().mean().backward();
            for (const [key, parameter] of network.namedParameters())
              assert.ok(parameter.grad, `no gradient of ${key}`);
            network.dispose();
          }),
        ));
    }
  }
});

describe("parameter groups", () => {
  test("hold every parameter once, the pretrained encoder's at the lower rate", () => {
    const network = new MobileNetV2Unet({ inChannels: 1, classes: 2 });
    const groups = network.parameterGroups();
    assert.deepEqual(
      groups.map(({ rate }) => rate),
      [0.3, 1],
    );
    assert.deepEqual(new Set(groups.flatMap(({ parameters }) => parameters)), new Set(network.parameters()));
    assert.deepEqual(groups[0]?.parameters, network.encoder.parameters());
    network.dispose();
  });

  test("give a random encoder the full rate", () => {
    const network = new MobileNetV2Unet({ inChannels: 1, classes: 2, pretrained: false });
    assert.deepEqual(
      network.parameterGroups().map(({ rate }) => rate),
      [1, 1],
    );
    network.dispose();
  });
});

describe("SliceModel", () => {
  /** Logits that tell which pixel they come from. */
  class Probe extends nn.Module implements Network2d {
    readonly sizeMultiple = [4, 4] as const;
    seen: readonly number[] = [];

    forward(slices: Tensor): Tensor {
      this.seen = slices.shape;
      return slices.mul(2).repeat([1, 3, 1, 1]);
    }
  }

  test("runs its network on the slices along D, each in its place", () =>
    scope(() => {
      const volume = randn([2, 1, 3, 4, 8]);
      const logits = new SliceModel(new Probe()).forward(volume);
      assert.deepEqual(logits.shape, [2, 3, 3, 4, 8]);
      assert.ok(logits.equal(volume.mul(2).expand([2, 3, 3, 4, 8])));
    }));

  test("gives a network the range of values that it asks for, channel by channel", () =>
    assertNoLeaks(() =>
      scope(() => {
        class Seer extends nn.Module implements Network2d {
          readonly sizeMultiple = [1, 1] as const;
          constructor(readonly inputRange?: ValueRange) {
            super();
          }
          forward(slices: Tensor): Tensor {
            return slices.clone();
          }
        }
        const volume = tensor([0, 0.5, 1]).reshape([1, 1, 1, 1, 3]).expand([2, 2, 4, 5, 3]);
        const seen = (asked: ValueRange | undefined, channels: readonly ValueRange[] | undefined) => {
          using model = new SliceModel(new Seer(asked), { ...(channels && { channels }) });
          assert.deepEqual(Object.keys(model.stateDict()), [], "nothing for a checkpoint");
          const y = model.forward(volume);
          return [0, 1].map((channel) => y.index(1, channel, 3, 4).toArray());
        };
        const [unit, wide, same] = [
          [0, 0.5, 1],
          [-2, 0, 2],
          [0.5, 0.625, 0.75],
        ];
        assert.deepEqual(seen("standardised", ["unit", "unit"]), [wide, wide]);
        assert.deepEqual(seen("standardised", ["standardised", "unit"]), [unit, wide]);
        assert.deepEqual(seen("unit", ["standardised", "unit"]), [same, unit]);
        for (const channels of [undefined, ["standardised", "standardised"] as const])
          assert.deepEqual(seen("standardised", channels), [unit, unit]);
        assert.deepEqual(seen(undefined, ["unit", "unit"]), [unit, unit]);
      }),
    ));

  test("shows an encoder of photographs all of a window's grey values, from its black to its white", () =>
    assertNoLeaks(() =>
      scope(() => {
        const rangeSeen = (channels: readonly ValueRange[]) => {
          const network = new MobileNetV2Unet({ inChannels: 1, classes: 2, pretrained: false });
          using model = new SliceModel(network, { channels });
          const { encoder } = network;
          let seen: number[] = [];
          const forward = encoder.forward.bind(encoder);
          encoder.forward = (image) => {
            seen = [image.min().itemNumber(), image.max().itemNumber()];
            return forward(image);
          };
          model.forward(
            tensor([[0, 1]])
              .expand([1, 1, 1, 16, 2])
              .repeat([1, 1, 1, 1, 8]),
          );
          return seen.map((value) => Math.round(10 * value) / 10);
        };
        assert.deepEqual(rangeSeen(["unit"]), [-1, 1]);
        assert.deepEqual(rangeSeen(["standardised"]), [0, 0.5], "half of its range, less, and none of its black");
      }),
    ));

  test("finds every network that knows photographs asking for standardised values", () =>
    assertNoLeaks(() => {
      for (const [name, type] of Object.entries(networks2d)) {
        const config = { hidden_size: 24, num_hidden_layers: 4, num_attention_heads: 2 };
        const small = { dinov2: { config }, segformer: { size: "b0" } }[name] ?? {};
        using network = type.create({ inChannels: 1, classes: 2, ...small });
        assert.equal(network.inputRange, "standardised", name);
      }
    }));

  test("enlarges slices and brings logits back", () =>
    scope(() => {
      const probe = new Probe();
      const model = new SliceModel(probe, { enlarge: 2 });
      assert.deepEqual(model.sizeMultiple, [1, 2, 2]);
      const logits = model.forward(randn([1, 1, 2, 6, 2]).mul(0).add(5));
      assert.deepEqual(probe.seen, [2, 1, 12, 4]);
      assert.deepEqual(logits.shape, [1, 3, 2, 6, 2]);
      assert.ok(logits.eq(10).all().item());
    }));

  test("refuses to enlarge by what is no positive integer", () => {
    assert.throws(() => new SliceModel(new Probe(), { enlarge: 0.5 }), isArgumentError(/positive integer, not 0.5/));
  });
});

describe("the registry", () => {
  test("names the networks there are for an unknown one", () => {
    assert.throws(
      () => createNetwork3d("unet", { inChannels: 1, classes: 2 }),
      isArgumentError(new RegExp(Object.keys(networks3d).join(", "))),
    );
  });

  test("says when a network is of the other kind", () => {
    assert.throws(
      () => createNetwork2d("unet3d", { inChannels: 1, classes: 2 }),
      isArgumentError(/"unet3d" is a 3D network/),
    );
    assert.throws(
      () => createNetwork3d("toString", { inChannels: 1, classes: 2 }),
      isArgumentError(/is not a network/),
    );
  });

  test("lists every option that is not allowed, with what is", () => {
    assert.throws(
      () => createNetwork3d("unet3d", { inChannels: 1, classes: 2, widht: 8, levels: 99, upsampling: "nearest" }),
      isArgumentError(/"widht"[\s\S]*<=7[\s\S]*at levels[\s\S]*"convolution"\|"projection"[\s\S]*at upsampling/),
    );
  });

  test("fills in the options' defaults", () => {
    assert.deepEqual(networks3d.unet3d?.options.parse({ levels: 4 }), {
      width: 32,
      levels: 4,
      affine: false,
      upsampling: "convolution",
    });
  });
});

describe("a network in a file of one's own", () => {
  const torch = new URL("../../../torch/dist/src/index.js", import.meta.url).href;
  const withFile = async (text: string, body: (folder: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), "network-"));
    try {
      writeFileSync(join(folder, "my-network.mjs"), text);
      await body(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const source = (sizeMultiple: string) => `
    import { nn } from ${JSON.stringify(torch)};
    export class MyNetwork extends nn.Module {
      sizeMultiple = ${sizeMultiple};
      constructor({ inChannels, classes, kernel }) {
        super();
        this.head = new nn.Conv3d(inChannels, classes, kernel, { padding: (kernel - 1) / 2 });
      }
      forward(volume) { return this.head.forward(volume); }
    }`;

  test("is made with the plan's options", () =>
    withFile(source("[1, 1, 1]"), async (folder) => {
      const { create } = await loadNetwork("./my-network.mjs", 3, folder);
      scope(() => {
        const network = create({ inChannels: 2, classes: 4, kernel: 5 });
        assert.deepEqual(Object.keys(network.stateDict()), ["head.weight", "head.bias"]);
        assert.deepEqual(network.forward(randn([1, 2, 3, 4, 5])).shape, [1, 4, 3, 4, 5]);
        network.dispose();
      });
    }));

  test("is refused where it does not fit", () =>
    withFile(source("[16, 16]"), async (folder) => {
      const { create } = await loadNetwork("./my-network.mjs", 3, folder);
      const options = { inChannels: 1, classes: 2, kernel: 3 };
      assert.throws(
        () => create(options),
        isArgumentError(/my-network\.mjs: MyNetwork must have sizeMultiple, 3 positive integers for a 3D network/),
      );
    }));

  test("is refused if the file is missing, or exports something else", () =>
    withFile("export const a = 1;", async (folder) => {
      const isFileError = (pattern: RegExp) => (error: unknown) =>
        error instanceof TorchError && error.code === "file" && pattern.test(error.message);
      await assert.rejects(loadNetwork("./other.mjs", 3, folder), isFileError(/other\.mjs: cannot be imported/));
      await assert.rejects(loadNetwork("./my-network.mjs", 2, folder), isFileError(/must export one class.*exports 0/));
    }));

  test("may as well be one that is known by name", async () => {
    const { create } = await loadNetwork("unet3d", 3);
    const network = create({ inChannels: 1, classes: 2, width: 4, levels: 2 });
    assert.ok(network instanceof UNet3d);
    network.dispose();
  });
});
