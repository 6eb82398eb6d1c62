import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertNoLeaks, nn, parametersOn, randn, saveSafetensors, scope, TorchError } from "@mandn/torch";
import {
  countParameters,
  Dinov2,
  dinov2Config,
  EfficientNetLite,
  hubWeights,
  identifyOwnFile,
  isOwnNetwork,
  loadNetwork,
  MobileNetV2,
  networks2d,
  networks3d,
  type OwnFile,
  ResNet,
  SegformerForSemanticSegmentation,
  segformerConfig,
} from "../src/index.js";

const networks = Object.entries({ ...networks2d, ...networks3d });

/** Of the reference implementations, with one channel, two classes and M&N's heads; sizes in the registry's order. */
const parameters: Readonly<Record<string, readonly number[]>> = {
  "mobilenet-v2": [2_108_916],
  "efficientnet-lite": [3_264_772, 4_682_332],
  resnet: [13_532_564, 23_637_012, 31_703_700],
  segformer: [27_371_298, 3_722_434, 13_685_538, 47_247_138, 64_017_698, 84_618_018],
  dinov2: [22_286_980, 86_908_804, 304_762_244],
  unet3d: [25_884_546],
  vnet: [9_448_866],
  "resnet-vnet": [17_930_354],
  "swin-unetr": [62_186_708],
  resenc: [102_349_770],
};

describe("what the registry says of a network", () => {
  for (const [name, network] of networks) {
    test(`${name} has as many parameters as the reference, counted without memory for them`, () =>
      assertNoLeaks(() => {
        const counts = network.sizes.map((options) => countParameters(network, options));
        assert.deepEqual(counts, parameters[name]);
      }));

    test(`a plan gives ${name} options that it takes, and a reason for each setting`, () => {
      for (const onGpu of [true, false]) {
        for (const [width, levels, side] of [
          [8, 2, 12],
          [16, 4, 50],
          [32, 5, 130],
        ] as const) {
          const plan = network.plan({ onGpu, width, levels, side, smallSlices: side < 100 });
          assert.ok(network.options.safeParse(plan.options).success, JSON.stringify(plan.options));
          assert.ok(plan.learningRate > 0 && plan.why.options.length > 0 && plan.why.learningRate.length > 0);
        }
      }
    });
  }

  test("counting makes no parameter on the CPU, and leaves later ones where they belong", () => {
    const linear = new nn.Linear(2, 3);
    assert.equal(linear.weight.device, "cpu");
    const counted = parametersOn("meta", () => new nn.Linear(2, 3));
    assert.deepEqual([counted.weight.device, counted.weight.shape], ["meta", [3, 2]]);
    assert.throws(() => parametersOn("meta", () => assert.fail("a fault")));
    assert.equal(new nn.Linear(2, 3).bias?.device, "cpu");
  });

  for (const [name, { options, pretrained, sizes }] of networks) {
    test(`${name}'s options take a path for pretrained weights, and its first size is the default`, () => {
      assert.match(JSON.stringify(options.parse(pretrained("a.pth"))), /"a\.pth"/);
      const defaults = options.parse({}) as Record<string, unknown>;
      for (const [key, value] of Object.entries(sizes[0] ?? {})) assert.equal(defaults[key], value);
    });
  }

  test("known weights have names of their own", () => {
    const all = networks.flatMap(([, { weights }]) => weights.map(({ name }) => name));
    assert.equal(new Set(all).size, all.length);
    for (const { hub } of hubWeights.values()) {
      assert.match(hub.repository, /^[\w-]+\/[\w.-]+$/);
    }
  });
});

test("widths that heads of attention do not divide are refused before a network is made", () => {
  for (const [name, config, rule] of [
    ["segformer", { hidden_sizes: [8, 16, 24, 32] }, /hidden_sizes must be multiples of num_attention_heads/],
    ["dinov2", { hidden_size: 32, num_attention_heads: 3 }, /hidden_size must be a multiple of num_attention_heads/],
  ] as const) {
    assert.throws(
      () => networks2d[name].create({ inChannels: 1, classes: 2, config }),
      (error) => error instanceof TorchError && rule.test(error.message),
    );
  }
});

describe("what a network says of its architecture makes it again without its checkpoint", () => {
  const segformer = { hidden_sizes: [8, 16, 20, 32], depths: [1, 1, 1, 1], decoder_hidden_size: 16 };
  const dinov2 = { hidden_size: 32, num_hidden_layers: 2, num_attention_heads: 2, image_size: 28 };
  /** What lies in the folder that `pretrained` names, and the options beside it. */
  const cases: Readonly<
    Record<string, { weights?: () => nn.Module; config?: object; options: Readonly<Record<string, unknown>> }>
  > = {
    "mobilenet-v2": { weights: () => new MobileNetV2(), options: {} },
    "efficientnet-lite": { weights: () => new EfficientNetLite("lite0"), options: {} },
    resnet: { weights: () => new ResNet(18), options: { decoderWidths: [16, 16, 8, 8] } },
    segformer: {
      weights: () => new SegformerForSemanticSegmentation(segformerConfig.parse(segformer), 0),
      config: segformer,
      options: { enlarge: 2 },
    },
    dinov2: { weights: () => new Dinov2(dinov2Config.parse(dinov2), 0.1), config: dinov2, options: { width: 16 } },
    unet3d: { options: { width: 2, levels: 3, affine: true } },
    vnet: { options: { width: 2 } },
    "swin-unetr": { options: { width: 12, depths: [1, 1, 1, 1], window: 3 } },
    "resnet-vnet": { options: { width: 2, norm: "instance" } },
    resenc: {
      options: {
        pretrained: { path: fileURLToPath(new URL("../../test/fixtures/resenc-nnunet.pth", import.meta.url)) },
      },
    },
  };
  for (const [name, { create, dimensions }] of networks) {
    test(name, () =>
      assertNoLeaks(() =>
        scope(() => {
          const { weights, config, options } = cases[name] as (typeof cases)[string];
          const channels = { inChannels: name === "resenc" ? 2 : 1, classes: 3 };
          const folder = mkdtempSync(join(tmpdir(), "architecture-"));
          const path = join(folder, "model.safetensors");
          let pretrained: object = {};
          if (weights !== undefined) {
            const original = weights();
            saveSafetensors(path, original.stateDict());
            original.dispose();
            if (config !== undefined) writeFileSync(join(folder, "config.json"), JSON.stringify(config));
            pretrained = { pretrained: config === undefined ? path : folder };
          }
          const network = create({ ...channels, ...options, ...pretrained });
          rmSync(folder, { recursive: true });

          const architecture = JSON.parse(JSON.stringify(network.architecture)) as object;
          const again = create({ ...channels, ...architecture });
          again.loadStateDict(network.stateDict());
          const input = randn([1, channels.inChannels, ...(dimensions === 2 ? [32, 64] : [32, 32, 64])]);
          const [expected, found] = [network, again].map((one) => one.eval().forward(input));
          assert.ok(found?.equal(expected as typeof input));
          network.dispose();
          again.dispose();
        }),
      ),
    );
  }
});

describe("a file of one's own in a folder without packages", () => {
  const load = async (text: string, name = "network.mjs") => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    try {
      writeFileSync(join(folder, name), text);
      return await loadNetwork(`./${name}`, undefined, folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const head =
    'import { nn } from "@mandn/torch";\nimport { networks2d } from "@mandn/models";\nimport { z } from "zod";\n';
  const channels = { inChannels: 1, classes: 2 };

  test("imports the engine, the networks and zod that run", async () => {
    const { create, options, pretrained } = await load(
      `${head}export class A extends nn.Module {
        static options = z.strictObject({ width: z.int().default(Object.keys(networks2d).length), pretrained: z.string().optional() });
        sizeMultiple = [4, 4];
        constructor({ width }) { super(); this.width = width; }
        forward(x) { return x; }
      }`,
    );
    const network = create(channels);
    assert.ok(network instanceof nn.Module);
    assert.equal(
      (network as unknown as { width: number }).width,
      networks.filter(([, n]) => n.dimensions === 2).length,
    );
    assert.deepEqual(pretrained?.("w.pth"), { pretrained: "w.pth" });
    assert.ok(options.safeParse({ width: 3 }).success);
    assert.throws(
      () => create({ ...channels, widht: 3 }),
      (error) =>
        error instanceof TorchError && error.code === "argument" && /options of A:[\s\S]*widht/.test(error.message),
    );
  });

  const faults: [what: string, text: string, name: string, message: RegExp, remedy: RegExp][] = [
    ["a missing package", 'import "no-such-package-here";', "a.mjs", /Cannot find package/, /npm install NAME/],
    ["require", 'require("@mandn/torch");', "a.cjs", /Cannot find module/, /imported by `import`/],
    ["a wrong line", "export class A { foo(: }", "a.mjs", /Unexpected token/, /^node .*a\.mjs shows the line/],
  ];
  for (const [what, text, name, message, remedy] of faults) {
    test(`with ${what} is refused with what mends it`, () =>
      assert.rejects(load(text, name), (error) => {
        assert.ok(error instanceof TorchError && error.code === "file");
        assert.match(error.message, message);
        assert.match(error.remedy ?? "", remedy);
        return true;
      }));
  }

  test("is noted by where it lies and what is in it, and refused with another content before it runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    const path = join(folder, "network.mjs");
    const text = (width: number, more = "") =>
      `${head}${more}export class A extends nn.Module { width = ${width}; sizeMultiple = [1, 1]; forward(x) { return x; } }`;
    const widthOf = async (file: OwnFile) =>
      ((await loadNetwork(file, 2)).create(channels) as unknown as { width: number }).width;
    try {
      writeFileSync(path, text(3));
      const noted = await identifyOwnFile("./network.mjs", folder);
      assert.deepEqual(noted, { path, sha256: createHash("sha256").update(text(3)).digest("hex") });
      assert.deepEqual(await identifyOwnFile(path, "/elsewhere"), noted);
      assert.equal(await widthOf(noted), 3);
      writeFileSync(path, text(4, "globalThis.hasRun = true;\n"));
      await assert.rejects(
        loadNetwork(noted, 2),
        (error) =>
          error instanceof TorchError &&
          error.code === "file" &&
          /has changed since it was planned with/.test(error.message),
      );
      assert.equal("hasRun" in globalThis, false);
      assert.equal(await widthOf(await identifyOwnFile(path)), 4, "the content that is noted, not an earlier one");
      await assert.rejects(identifyOwnFile("./nothing.mjs", folder), /there is no such file/);
    } finally {
      rmSync(folder, { recursive: true });
    }
    assert.deepEqual(["unet3d", "./net.js", "/a/net.js"].map(isOwnNetwork), [false, true, true]);
  });

  test("must be a network of two or three dimensions", async () => {
    const { create } = await load(
      `${head}export class A extends nn.Module { sizeMultiple = [1]; forward(x) { return x; } }`,
    );
    assert.throws(() => create(channels), /must have sizeMultiple, 2 or 3 positive integers/);
  });
});
