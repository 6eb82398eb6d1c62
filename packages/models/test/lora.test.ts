import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  assertNoLeaks,
  loadSafetensors,
  manualSeed,
  nn,
  randn,
  scope,
  setThreads,
  type Tensor,
  TorchError,
} from "@mandn/torch";
import {
  addLora,
  LoraLinear,
  loadLora,
  mergeLora,
  SegformerForSemanticSegmentation,
  saveLora,
  segformerConfig,
} from "../src/index.js";
import { fill, parameter } from "./golden.js";

setThreads(1);

/** Made by peft: see parity/models/segformer.py. */
const peftAdapter = fileURLToPath(new URL("../../test/fixtures/segformer-adapter", import.meta.url));
const config = segformerConfig.parse({
  hidden_sizes: [8, 16, 24, 32],
  depths: [1, 2, 1, 1],
  num_attention_heads: [1, 2, 3, 4],
  decoder_hidden_size: 16,
});
const options = {
  rank: 2,
  alpha: 8,
  dropout: 0.1,
  targets: ["query", "dense2"],
  bias: "all",
  modulesToSave: ["layer_norm_1", "layer_norm_2"],
} as const;

const isError = (code: string, pattern: RegExp) => (error: unknown) =>
  error instanceof TorchError && error.code === code && pattern.test(error.message);

function withFolder(body: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "lora-"));
  try {
    body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs `body` with a small SegFormer. */
const withNetwork = (body: (network: SegformerForSemanticSegmentation) => void) =>
  assertNoLeaks(() =>
    scope(() => {
      manualSeed(0);
      const network = new SegformerForSemanticSegmentation(config, 2);
      body(network);
      network.dispose();
    }),
  );

describe("LoRA in a network", () => {
  test("changes nothing at the start, and only what it names learns", () =>
    withNetwork((network) => {
      network.eval();
      const x = randn([1, 3, 32, 32]);
      const before = network.forward(x);
      addLora(network, { ...options, bias: "none" });
      assert.ok(network.forward(x).equal(before));
      const learning = [...network.namedParameters()].filter(([, p]) => p.requiresGrad).map(([name]) => name);
      assert.ok(learning.includes("segformer.encoder.block.1.1.mlp.dense2.lora_A.weight"));
      assert.ok(learning.every((name) => /lora_[AB]\.weight$|layer_norm_[12]\.(weight|bias)$/.test(name)));
      assert.equal(learning.length, 5 * 2 * 2 + 5 * 2 * 2);
    }));

  test("lets the biases of its own layers learn with lora_only", () =>
    withNetwork((network) => {
      addLora(network, { rank: 1, alpha: 1, targets: ["key"], bias: "lora_only" });
      const learning = [...network.namedParameters()].filter(([, p]) => p.requiresGrad).map(([name]) => name);
      assert.deepEqual(learning.map((name) => name.slice(name.indexOf(".key."))).slice(0, 3), [
        ".key.bias",
        ".key.lora_A.weight",
        ".key.lora_B.weight",
      ]);
      assert.equal(learning.length, 15);
    }));

  test("merged gives the same output without its matrices", () =>
    withNetwork((network) => {
      const names = Object.keys(network.stateDict());
      addLora(network, { ...options, dropout: 0 });
      fill(network);
      network.eval();
      const x = randn([1, 3, 32, 32]);
      const before = network.forward(x);
      mergeLora(network);
      assert.deepEqual(Object.keys(network.stateDict()), names);
      assert.ok(network.forward(x).allclose(before, { rtol: 1e-4, atol: 1e-5 }));
    }));

  test("works where a layer is otherwise merged with the next", () =>
    withNetwork((network) => {
      fill(network);
      network.eval();
      const x = randn([1, 3, 32, 32]);
      const before = network.forward(x);
      addLora(network, { rank: 2, alpha: 2, targets: ["linear_c.0.proj", "linear_c.3.proj"] });
      assert.ok(network.forward(x).allclose(before, { rtol: 1e-4, atol: 1e-5 }));
      fill(network);
      const changed = network.forward(x);
      assert.ok(!changed.allclose(before, { rtol: 1e-2, atol: 1e-2 }));
      mergeLora(network);
      assert.ok(network.forward(x).allclose(changed, { rtol: 1e-4, atol: 1e-5 }));
    }));

  test("drops its input in training only", () =>
    scope(() => {
      const layer = new LoraLinear(new nn.Linear(8, 8), { rank: 2, alpha: 2, dropout: 0.5 });
      fill(layer);
      const x = randn([4, 8]);
      assert.ok(!layer.forward(x).equal(layer.forward(x)));
      layer.eval();
      assert.ok(layer.forward(x).equal(layer.forward(x)));
      layer.dispose();
    }));

  test("reaches layers in arrays and sequences", () =>
    scope(() => {
      class Blocks extends nn.Module {
        readonly array = [new nn.Linear(2, 2), new nn.Linear(2, 2)];
        readonly sequence = new nn.Sequential(new nn.Linear(2, 2), new nn.ReLU());
      }
      const network = new Blocks();
      addLora(network, { rank: 1, alpha: 1, targets: ["array.1", "sequence.0"] });
      assert.ok(!(network.array[0] instanceof LoraLinear));
      assert.ok(network.array[1] instanceof LoraLinear);
      assert.equal(network.sequence.forward(randn([3, 2])).dim, 2);
      assert.ok("sequence.0.lora_A.weight" in network.stateDict());
      network.dispose();
    }));

  test("is refused for a layer that is not linear, and for names that fit nothing", () =>
    withNetwork((network) => {
      const add = (changes: object) => () => addLora(network, { ...options, ...changes });
      assert.throws(add({ targets: ["proj"] }), isError("argument", /patch_embeddings\.0\.proj is a Conv2d/));
      assert.throws(add({ targets: ["query", "qkv"] }), isError("argument", /no layer is LoRA's target qkv/));
      assert.throws(add({ modulesToSave: ["norm9"] }), isError("argument", /ends with "norm9"/));
      assert.throws(add({ rank: 0 }), isError("argument", /at rank/));
    }));
});

describe("an adapter's folder", () => {
  test("that peft wrote fills the network with its numbers", () =>
    withNetwork((network) => {
      assert.deepEqual({ ...loadLora(peftAdapter, network), targets: options.targets }, options);
      let compared = 0;
      for (const [name, value] of Object.entries(network.stateDict())) {
        if (!/lora_|bias$|layer_norm_[12]\./.test(name)) continue;
        assert.ok(value.equal(parameter(name, value.shape)), name);
        compared += 1;
      }
      assert.ok(compared > 80);
    }));

  test("of ours has peft's names and numbers", () =>
    withNetwork((network) => {
      addLora(network, options);
      fill(network);
      withFolder((folder) => {
        saveLora(folder, network, options);
        const ours = loadSafetensors(join(folder, "adapter_model.safetensors")).tensors;
        const theirs = loadSafetensors(join(peftAdapter, "adapter_model.safetensors")).tensors;
        // peft writes the bias of a module that learns whole three times.
        const names = Object.keys(theirs).filter((name) => !/\.(original_module|modules_to_save)\./.test(name));
        assert.deepEqual(Object.keys(ours).sort(), names.sort());
        for (const name of names) assert.ok(ours[name]?.equal(theirs[name] as Tensor), name);
      });
    }));

  test("of ours fills another network of ours", () =>
    withNetwork((network) => {
      addLora(network, options);
      fill(network);
      withFolder((folder) => {
        saveLora(folder, network, options);
        const other = new SegformerForSemanticSegmentation(config, 2);
        assert.deepEqual(loadLora(folder, other), options);
        for (const [name, value] of Object.entries(other.stateDict())) {
          if (name.includes("lora_")) assert.ok(value.equal(parameter(name, value.shape)), name);
        }
        other.dispose();
      });
    }));

  test("with what we do not have is refused by name, and so is one of another network", () =>
    withNetwork((network) => {
      withFolder((folder) => {
        cpSync(peftAdapter, folder, { recursive: true });
        const path = join(folder, "adapter_config.json");
        const theirs = JSON.parse(readFileSync(path, "utf8"));
        writeFileSync(path, JSON.stringify({ ...theirs, use_dora: true, rank_pattern: { query: 4 } }));
        assert.throws(() => loadLora(folder, network), isError("file", /use_dora[\s\S]*rank_pattern/));
        writeFileSync(path, JSON.stringify({ ...theirs, target_modules: ["query", "dense1"] }));
        assert.throws(
          () => loadLora(folder, network),
          isError("argument", /missing: .*dense1\.lora_A.*\n.*unexpected: .*dense2/),
        );
      });
    }));
});
