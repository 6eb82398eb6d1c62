import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { nn, TorchError } from "@mandn/torch";
import { hubWeights, loadNetwork, networks2d, networks3d } from "../src/index.js";

const networks = Object.entries({ ...networks2d, ...networks3d });

describe("what the registry says of a network", () => {
  for (const [name, { create, sizes }] of networks) {
    for (const { options, parameters } of sizes) {
      test(`${name} ${JSON.stringify(options)} has ${parameters} parameters`, () => {
        const count = (config: object) => {
          const network = create({ inChannels: 1, classes: 2, ...options, ...config });
          const counted = network.parameters().reduce((sum, { numel }) => sum + numel, 0);
          network.dispose();
          return counted;
        };
        if (options.size !== "large") assert.equal(count({}), parameters);
        else {
          // Its 24 equal layers would take seconds to fill.
          const [four, eight] = [4, 8].map((layers) => count({ config: { num_hidden_layers: layers } })) as [
            number,
            number,
          ];
          assert.equal(four + 5 * (eight - four), parameters);
        }
      });
    }
  }

  for (const [name, { options, pretrained, sizes }] of networks) {
    test(`${name}'s options take a path for pretrained weights, and its first size is the default`, () => {
      assert.match(JSON.stringify(options.parse(pretrained("a.pth"))), /"a\.pth"/);
      const defaults = options.parse({}) as Record<string, unknown>;
      for (const [key, value] of Object.entries(sizes[0]?.options ?? {})) assert.equal(defaults[key], value);
    });
  }

  test("known weights have names of their own", () => {
    const all = networks.flatMap(([, { weights }]) => weights.map(({ name }) => name));
    assert.equal(new Set(all).size, all.length);
    for (const { hub } of hubWeights.values()) {
      assert.match(hub.repository, /^[\w-]+\/[\w.-]+$/);
      if (hub.revision !== undefined) assert.match(hub.revision, /^[0-9a-f]{40}$/);
    }
  });
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

  test("must be a network of two or three dimensions", async () => {
    const { create } = await load(
      `${head}export class A extends nn.Module { sizeMultiple = [1]; forward(x) { return x; } }`,
    );
    assert.throws(() => create(channels), /must have sizeMultiple, 2 or 3 positive integers/);
  });
});
