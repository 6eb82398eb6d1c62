import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  assertNoLeaks,
  loadCheckpoint,
  readCheckpoint,
  scope,
  setThreads,
  type Tensor,
  TorchError,
} from "@mandn/torch";
import { type Channels, nnunetStateDict, ResEnc, type ResEncOptions } from "../src/index.js";
import { assertParity, fill, parameter } from "./golden.js";

setThreads(1);

/** With all its outputs, as nnU-Net's with deep supervision. */
class Deep extends ResEnc {
  override forward(volume: Tensor): Tensor {
    return this.forwardDeep(volume) as unknown as Tensor;
  }
}

describe("ResEnc computes what nnU-Net's does, and the same gradients", () => {
  for (const fixture of ["resenc-isotropic", "resenc-anisotropic"]) {
    for (const memoryFormat of ["contiguous", "channels_last_3d"] as const) {
      test(`${fixture}, ${memoryFormat}`, () =>
        assertNoLeaks(() =>
          assertParity(fixture, (options: Channels & ResEncOptions) => new Deep(options).to({ memoryFormat })),
        ));
    }
  }
});

/** What nnU-Net's trainer saves: see parity/models/resenc.py. */
const path = fileURLToPath(new URL("../../test/fixtures/resenc-nnunet.pth", import.meta.url));
const channels = { inChannels: 2, classes: 3 };

describe("a checkpoint of nnU-Net's", () => {
  test("says its architecture and fills the network, whose own head stays unless it is wanted", () =>
    assertNoLeaks(() =>
      scope(() => {
        for (const keepHead of [true, false]) {
          const network = new ResEnc({ ...channels, pretrained: { path, keepHead } });
          assert.deepEqual(network.sizeMultiple, [2, 4, 4]);
          for (const [key, value] of Object.entries(network.stateDict())) {
            const isTheirs = keepHead || !key.startsWith("decoder.seg_layers.");
            assert.equal(value.equal(parameter(key, value.shape)), isTheirs, key);
          }
          network.dispose();
        }
        const other = new ResEnc({ ...channels, classes: 5, pretrained: { path } });
        assert.deepEqual(other.decoder.seg_layers[0]?.weight.shape, [5, 8, 1, 1, 1]);
        other.dispose();
      }),
    ));

  test("has the names that ours are written with", () =>
    scope(() => {
      const network = new ResEnc({ ...channels, pretrained: { path } });
      fill(network);
      const [ours, theirs] = [nnunetStateDict(network), loadCheckpoint(path)];
      assert.deepEqual(Object.keys(ours).sort(), Object.keys(theirs).sort());
      for (const [key, value] of Object.entries(theirs)) assert.ok(ours[key]?.equal(value), key);
      network.dispose();
    }));
});

describe("nnU-Net's plans", () => {
  const { plans } = (readCheckpoint(path) as unknown as { init_args: { plans: object } }).init_args;
  const withPlans = (changed: unknown, body: (path: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), "plans-"));
    try {
      writeFileSync(join(folder, "plans.json"), JSON.stringify(changed));
      body(join(folder, "plans.json"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const isError = (pattern: RegExp) => (error: unknown) =>
    error instanceof TorchError && error.code === "file" && pattern.test(error.message);

  test("say the architecture", () =>
    withPlans(plans, (path) => {
      const network = new ResEnc({ ...channels, plans: { path } });
      assert.deepEqual(network.sizeMultiple, [2, 4, 4]);
      assert.deepEqual(network.encoder.stem.convs[0]?.conv.kernelSize, [1, 3, 3]);
      network.dispose();
    }));

  test("of another configuration or network are refused with what is wrong", () =>
    withPlans(plans, (path) => {
      const make = (configuration: string) => () => new ResEnc({ ...channels, plans: { path, configuration } });
      assert.throws(make("3d_lowres"), isError(/"3d_lowres" of its plans \(which have 2d, 3d_fullres\)/));
      assert.throws(make("2d"), isError(/at architecture/));
      const text = JSON.stringify(plans).replace("ResidualEncoderUNet", "PlainConvUNet");
      withPlans(JSON.parse(text), (plain) => {
        const makePlain = () => new ResEnc({ ...channels, plans: { path: plain } });
        assert.throws(makePlain, isError(/at architecture\.network_class_name/));
      });
    }));

  test("by hand must have an entry for each resolution", () => {
    assert.throws(
      () => new ResEnc({ ...channels, features: [8, 16, 32], blocks: [1, 1] }),
      (error) => error instanceof TorchError && /blocks must have 3 entries/.test(error.message),
    );
  });
});
