import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNoLeaks, manualSeed, noGrad, randn, scope, setThreads, type Tensor, TorchError } from "@mandn/torch";
import { createNetwork3d, type Network3d, networks3d, type ResNetVNet, type UNet3d, VNet } from "../src/index.js";

setThreads(1);

const heads = [{ channels: "foreground", activation: "tanh" }];
const cases: readonly (readonly [name: string, options: object])[] = [
  ["unet3d", { width: 4, levels: 3 }],
  ["unet3d", { width: 4, levels: 4, upsampling: "projection", dropout: [0.5, 0.5] }],
  ["unet3d", { width: 4, levels: 4, decoders: ["transposed", "nearest"], heads, deepSupervision: [0.2, 0.3, 0.5] }],
  ["vnet", { width: 4 }],
  [
    "vnet",
    { width: 4, decoders: ["trilinear", "nearest"], heads, deepSupervision: [0.2, 0.3, 0.5], dropout: [0, 0.1] },
  ],
  ["resnet-vnet", { width: 4 }],
];

const make = (name: string, options: object) =>
  createNetwork3d(name, { inChannels: 2, classes: 3, ...options }) as UNet3d | VNet | ResNetVNet;

const inputOf = ({ sizeMultiple }: Network3d) => randn([2, 2, ...sizeMultiple.map((multiple) => 2 * multiple)]);

for (const [name, options] of cases) {
  describe(`${name} ${JSON.stringify(options)}`, () => {
    test("decodes what it encodes to what it predicts, with the same dropout", () =>
      assertNoLeaks(() =>
        scope(() => {
          using network = make(
            name,
            "deepSupervision" in options ? { ...options, deepSupervision: undefined } : options,
          );
          const x = inputOf(network);
          for (const training of [true, false]) {
            network.train(training);
            const seeded = (body: () => Tensor) => {
              manualSeed(5);
              return noGrad(body);
            };
            const whole = seeded(() => network.forward(x));
            const parts = seeded(() => network.decode(network.encode(x)).logits);
            assert.ok(whole.equal(parts));
          }
        }),
      ));

    test("tells the channels of its levels, and gives the next level what is made of them", () =>
      assertNoLeaks(() =>
        scope(() => {
          using network = make(name, options);
          const x = inputOf(network);
          network.eval();
          const last = network.encoderChannels.length - 1;
          for (const at of network.encoderChannels.keys()) {
            const seen: number[] = [];
            const [plain, refined] = noGrad(() => [
              network.encode(x),
              network.encode(x, (features, level) => {
                seen.push(level);
                return level === at ? features.mul(3).add(1) : features;
              }),
            ]) as [readonly Tensor[], readonly Tensor[]];
            assert.deepEqual(
              seen,
              network.encoderChannels.map((_, level) => level),
            );
            assert.deepEqual(
              plain.map((one) => one.size(1)),
              network.encoderChannels,
            );
            assert.ok(refined[at]?.equal((plain[at] as Tensor).mul(3).add(1)));
            if (at < last) assert.ok(!refined[last]?.equal(plain[last] as Tensor));
          }
        }),
      ));

    test("has features, heads and levels of the shapes that it says, and gradients of all its parameters", () =>
      assertNoLeaks(() =>
        scope(() => {
          using network = make(name, options);
          const x = inputOf(network);
          const space = x.shape.slice(2);
          const features = network.encode(x);
          for (const [level, one] of features.entries()) {
            assert.deepEqual(
              one.shape.slice(2),
              space.map((size) => size / 2 ** level),
            );
          }
          const all = Array.from({ length: network.decoderCount }, (_, decoder) => network.decode(features, decoder));
          for (const [i, made] of all.entries()) {
            assert.deepEqual(made.logits.shape, [2, 3, ...space]);
            assert.deepEqual(made.features.shape, [2, network.featureChannels, ...space]);
            assert.equal(made.heads.length, i === 0 && "heads" in options ? 1 : 0);
            for (const head of made.heads) {
              assert.deepEqual(head.shape, [2, 2, ...space]);
              assert.ok(head.abs().max().itemNumber() <= 1);
            }
            const wanted = "deepSupervision" in options ? Math.min(3, features.length - 2) : 0;
            assert.deepEqual(
              made.levels.map(({ shape }) => shape),
              Array(wanted).fill([2, 3, ...space]),
            );
          }
          const outputs = all.flatMap(({ logits, heads: extra, levels }) => [logits, ...extra, ...levels]);
          outputs
            .map((one) => one.square().mean())
            .reduce((sum, one) => sum.add(one))
            .backward();
          for (const [key, parameter] of network.namedParameters()) assert.ok(parameter.grad, `no gradient of ${key}`);
        }),
      ));
  });
}

describe("the semi-supervised field's V-Net", () => {
  const parameters = (options: object) => {
    using network = make("vnet", options);
    return network.parameters().reduce((sum, { numel }) => sum + numel, 0);
  };
  const one = { inChannels: 1, classes: 2 };

  test("has 9,448,866 parameters for one channel and two classes", () => assert.equal(parameters(one), 9_448_866));

  test("has MC-Net's 12.35 million with a second decoder, and 15.25 million with a third", () => {
    assert.equal((parameters({ ...one, decoders: ["trilinear"] }) / 1e6).toFixed(2), "12.35");
    assert.equal((parameters({ ...one, decoders: ["trilinear", "nearest"] }) / 1e6).toFixed(2), "15.25");
  });
});

test("a decoder that a network was not made with is refused", () =>
  scope(() => {
    using network = new VNet({ inChannels: 1, classes: 2, width: 4 });
    const features = network.encode(randn([2, 1, 16, 16, 16]));
    assert.throws(
      () => network.decode(features, 1),
      (error) =>
        error instanceof TorchError && error.code === "argument" && /no decoder 1: .* with 1/.test(error.message),
    );
  }));

test("options for extras that are not allowed are refused with what is", () => {
  for (const { options } of [networks3d.unet3d, networks3d.vnet]) {
    const { error } = options.safeParse({ decoders: ["cubic"], heads: [{}] });
    assert.match(String(error), /transposed/);
  }
});
