import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNoLeaks, nn, noGrad, optim, scope, type Tensor } from "../../src/index.js";
import { assertSame, golden, unpack } from "../golden.js";
import { fails, flat } from "../support/checks.js";

/** The state of the fixture's linear layer and batch norm. */
const model = () => new nn.Sequential(new nn.Linear(5, 3), new nn.BatchNorm2d(3));
const { initial, drift, runs } = golden.averages;

/** Adds to every tensor by name, in place. */
const add = (module: nn.Module, values: Readonly<Record<string, Tensor>>) =>
  noGrad(() => {
    const own = module.stateDict();
    for (const [name, value] of Object.entries(values)) own[name]?.add_(value);
  });

const unpackAll = (packed: typeof initial) =>
  Object.fromEntries(Object.entries(packed).map(([name, value]) => [name, unpack(value)]));

describe("the moving average is PyTorch's AveragedModel, parameters and buffers", () => {
  for (const { decay, after } of runs) {
    test(`of decay ${decay}`, () =>
      assertNoLeaks(() =>
        scope(() => {
          const [source, target] = [model(), model()];
          source.loadStateDict(unpackAll(initial), { strict: false });
          const ema = new optim.Ema(source, target);
          for (let update = 1; update <= 20; update++) {
            add(source, unpackAll(drift));
            source.stateDict()["1.num_batches_tracked"]?.fill_(update);
            ema.update(update === 1 ? 0 : decay);
            const own = target.stateDict();
            for (const [name, expected] of Object.entries(after[update] ?? {}))
              assertSame(own[name] as Tensor, expected, `${name} after ${update}`, 1e-7);
            assert.deepEqual(flat(own["1.num_batches_tracked"]), [update]);
          }
          for (const module of [source, target]) module.dispose();
        }),
      ));
  }
});

describe("a moving average", () => {
  test("goes on from the target's state dict, whatever object holds it", () =>
    scope(() => {
      const [source, target, restored] = [model(), model(), model()];
      const ema = new optim.Ema(source, target);
      ema.update(0.5);
      restored.loadStateDict(target.stateDict());
      const resumed = new optim.Ema(source, restored);
      add(source, unpackAll(drift));
      ema.update(0.9);
      resumed.update(0.9);
      for (const [name, value] of Object.entries(target.stateDict()))
        assert.deepEqual(flat(restored.stateDict()[name]), flat(value), name);
    }));

  test("of parameters alone leaves buffers as they are, and moves each parameter as lerp does, bit for bit", () => {
    for (const dtype of ["float32", "float64", "bfloat16"] as const) {
      scope(() => {
        const [source, target] = [model().to({ dtype }), model().to({ dtype })];
        const ema = new optim.Ema(source, target, { buffers: false });
        add(source, unpackAll(drift));
        source.stateDict()["1.num_batches_tracked"]?.fill_(7);
        for (const decay of [0.999, 0.6, 0.3, 0]) {
          const theirs = source.stateDict();
          const parameters = new Set([...target.namedParameters()].map(([name]) => name));
          const expected = Object.entries(target.stateDict()).map(([name, own]) => {
            const follows = parameters.has(name);
            return [name, flat(follows ? own.detach().lerp(theirs[name] as Tensor, 1 - decay) : own)] as const;
          });
          ema.update(decay);
          for (const [name, value] of expected) assert.deepEqual(flat(target.stateDict()[name]), value, name);
        }
      });
    }
  });

  test("follows modules of another dtype and memory format, and leaves the source and gradients alone", () =>
    scope(() => {
      const [source, target] = [new nn.Conv2d(3, 4, 3), new nn.Conv2d(3, 4, 3)];
      const ema = new optim.Ema(source, target);
      source.to({ memoryFormat: "channels_last" });
      target.to({ dtype: "float64" });
      const before = flat(source.weight);
      ema.update(0);
      assert.deepEqual(flat(target.weight.contiguous()), flat(source.weight.contiguous()));
      assert.deepEqual(flat(source.weight), before);
      assert.deepEqual([target.weight.dtype, target.weight.gradFunction], ["float64", undefined]);
      ema.update(1);
      assert.deepEqual(flat(target.weight.contiguous()), flat(source.weight.contiguous()));
    }));

  test("refuses other modules and decays outside 0 to 1", () =>
    scope(() => {
      const other = new nn.Sequential(new nn.Linear(5, 3), new nn.Linear(3, 3));
      fails("argument", () => new optim.Ema(model(), other), /only the source has 1\.running_mean, and 3 differences/);
      const wider = new nn.Linear(5, 4);
      fails("argument", () => new optim.Ema(new nn.Linear(5, 3), wider), /weight is \[3,5\], in the target \[4,5\]/);
      const ema = new optim.Ema(model(), model());
      for (const decay of [-0.1, 1.5, Number.NaN]) fails("value", () => ema.update(decay), /from 0 to 1/);
    }));
});
