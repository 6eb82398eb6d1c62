import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { empty, Generator, manualSeed, nn, rand, scope, type Tensor } from "../../src/index.js";
import { assertSame, bytes, camelCase, camelCaseKeys, construct, type Digest, difference, golden } from "../golden.js";

// Numbers that come from log, cos or a factorisation depend on the CPU's instruction set in the last bits.
const tolerance = 2e-6;

function assertDigest(actual: Tensor, expected: Digest, what: string): void {
  assert.deepEqual(actual.shape, expected.shape, what);
  const flat = actual.detach().reshape([-1]);
  if (expected.exact) {
    assert.equal(createHash("sha256").update(bytes(flat)).digest("hex"), expected.sha256, what);
    return;
  }
  assert.ok(difference(flat.narrow(0, 0, Math.min(8, flat.numel)), expected.first) < tolerance, what);
  const sum = flat.to("float64").sum().itemNumber();
  assert.ok(
    Math.abs(sum - expected.sum) <= tolerance * Math.sqrt(flat.numel) * Math.max(1, Math.abs(expected.sum)),
    what,
  );
}

describe("layers constructed one after the other draw the numbers that PyTorch draws from the same seed", () => {
  for (const { seed, layers, after } of golden.initialisation) {
    test(`seed ${seed}`, () =>
      scope(() => {
        manualSeed(seed);
        for (const given of layers) {
          const layer = construct(given.class, given);
          assert.ok(layer, `there is no layer ${given.class}`);
          const parameters = [...layer.namedParameters()];
          assert.deepEqual(
            parameters.map(([name]) => name),
            Object.keys(given.parameters),
          );
          for (const [name, parameter] of parameters) {
            assertDigest(parameter, given.parameters[name] as Digest, `${given.class} ${name}`);
          }
          layer.dispose();
        }
        assertSame(rand([4]), after, "what is drawn next");
      }));
  }
});

describe("initialisers draw PyTorch's numbers", () => {
  type Initialiser = (tensor: Tensor, ...args: unknown[]) => Tensor;
  const functions = nn.init as unknown as Readonly<Record<string, Initialiser>>;
  for (const { function: name, args, kwargs, seed, shape, digest } of golden.initialisers) {
    test(`${name}(${JSON.stringify(kwargs)}) of [${shape}], seed ${seed}`, () =>
      scope(() => {
        manualSeed(seed);
        const initialiser = functions[camelCase(name.slice(0, -1)).concat("_")];
        assert.ok(initialiser, `there is no function ${name}`);
        const options = Object.keys(kwargs).length > 0 ? [camelCaseKeys(kwargs)] : [];
        const target = empty(shape);
        assert.equal(initialiser(target, ...args, ...options), target);
        assertDigest(target, digest, name);
      }));
  }
});

test("a generator of one's own gives its seed's numbers and leaves the default one alone", () => {
  scope(() => {
    manualSeed(3);
    const expected = bytes(nn.init.kaimingNormal_(empty([20, 30]))).slice();
    manualSeed(4);
    const next = bytes(rand([4])).slice();
    manualSeed(4);
    const generator = Generator.create(3);
    assert.deepEqual(bytes(nn.init.kaimingNormal_(empty([20, 30]), { generator })), expected);
    assert.deepEqual(bytes(rand([4])), next);
    generator.dispose();
  });
});

test("a truncated normal in a tail stays within its bounds", () => {
  scope(() => {
    manualSeed(0);
    const x = nn.init.truncNormal_(empty([1000]), { a: 2, b: 3 });
    const { minimum, maximum } = { minimum: x.min().itemNumber(), maximum: x.max().itemNumber() };
    assert.ok(minimum >= 2 && maximum <= 3);
    assert.ok(Math.abs(x.mean().itemNumber() - 2.3158) < 0.03); // (φ(2) − φ(3)) / (Φ(3) − Φ(2))
  });
});
