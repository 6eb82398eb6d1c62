import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNoLeaks, nn, optim, scope, type Tensor, tensor } from "../../src/index.js";
import {
  assertSame,
  camelCaseKeys,
  golden,
  type OptimiserRun,
  type Packed,
  sameInstructions,
  unpack,
} from "../golden.js";

type Name = "a" | "b";
type AnyOptimizer = optim.Optimizer<optim.GroupOptions>;
type Parameters = Readonly<Record<Name, nn.Parameter>>;

const { inputs, runs } = golden.optimisers;
const makeParameters = (): Parameters => ({
  a: new nn.Parameter(unpack(inputs.a)),
  b: new nn.Parameter(unpack(inputs.b)),
});

function makeOptimizer(run: OptimiserRun, parameters: Parameters): AnyOptimizer {
  const groups = run.groups.map(({ params, kwargs }) => ({
    params: params.map((name) => parameters[name]),
    ...camelCaseKeys(kwargs),
  }));
  const { foreach: _, ...kwargs } = run.kwargs;
  const options = camelCaseKeys({ fused: false, ...kwargs });
  return new optim[run.optimiser](groups, options);
}

/** One step of the fixture's training; returns the loss before it, and the norm if gradients were clipped by it. */
function train(
  run: OptimiserRun,
  { a, b }: Parameters,
  optimizer: AnyOptimizer,
): { loss: number; norm: number | undefined } {
  return scope(() => {
    optimizer.zeroGrad();
    const d = a.mul(unpack(inputs.x)).add(b).sub(unpack(inputs.y));
    const loss = d.mul(d).mean();
    loss.backward();
    let norm: number | undefined;
    if (run.clip?.norm !== undefined) {
      const normType = run.clip.norm_type === "inf" ? Number.POSITIVE_INFINITY : run.clip.norm_type;
      norm = optim.clipGradNorm([a, b], run.clip.norm, { normType }).itemNumber();
    } else if (run.clip?.value !== undefined) {
      optim.clipGradValue([a, b], run.clip.value);
    }
    optimizer.step();
    return { loss: loss.itemNumber(), norm };
  });
}

function assertNear(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  const tolerance = sameInstructions ? 0 : 1e-5;
  for (const [i, x] of actual.entries()) {
    assert.ok(Math.abs(x - (expected[i] as number)) <= tolerance * Math.abs(x), `at ${i}: ${x}, not ${expected[i]}`);
  }
}

const numbers = (packed: Packed) => Array.from(unpack(packed).toTypedArray(), Number);

describe("60 steps equal PyTorch's bit for bit: losses, norms, parameters and state", () => {
  for (const run of runs) {
    test(run.name, () =>
      assertNoLeaks(() =>
        scope(() => {
          const parameters = makeParameters();
          const optimizer = makeOptimizer(run, parameters);
          const losses: number[] = [];
          const norms: number[] = [];
          for (let step = 1; step <= 60; step++) {
            const { loss, norm } = train(run, parameters, optimizer);
            losses.push(loss);
            if (norm !== undefined) norms.push(norm);
            const at = run.parameters[step];
            if (at)
              for (const name of ["a", "b"] as const) assertSame(parameters[name], at[name], `${name} after ${step}`);
          }
          assertNear(losses, numbers(run.losses));
          assertNear(norms, run.norms ? numbers(run.norms) : []);
          const order = run.groups.flatMap(({ params }) => params);
          const { state } = optimizer.stateDict();
          for (const [i, name] of order.entries()) {
            const own = state[i] ?? {};
            assert.deepEqual(Object.keys(own).sort(), Object.keys(run.state[name]).sort());
            for (const [entry, expected] of Object.entries(run.state[name])) {
              const actual = own[entry] as Tensor;
              if (typeof expected === "number") assert.equal(actual.itemNumber(), expected);
              else assertSame(actual, expected, `${entry} of ${name}`);
            }
          }
          optimizer.dispose();
          for (const parameter of Object.values(parameters)) parameter.dispose();
        }),
      ),
    );
  }
});

describe("state", () => {
  for (const run of runs.filter(({ name }) => /^(AdamW|SGD).*(amsgrad|nesterov).*fused/.test(name))) {
    test(`saved and loaded half-way, training goes on as if it had not stopped: ${run.name}`, () =>
      scope(() => {
        const [before, after] = [makeParameters(), makeParameters()];
        const [first, second] = [makeOptimizer(run, before), makeOptimizer(run, after)];
        for (let step = 0; step < 30; step++) train(run, before, first);
        after.a.detach().copy_(before.a.detach());
        after.b.detach().copy_(before.b.detach());
        second.loadStateDict(first.stateDict());
        for (let step = 0; step < 30; step++) train(run, after, second);
        for (const name of ["a", "b"] as const) assertSame(after[name], run.parameters["60"]?.[name] as Packed, name);
      }));
  }

  test("has PyTorch's structure and names", () => {
    scope(() => {
      const p = new nn.Parameter(tensor([1, 2]));
      const optimizer = new optim.AdamW([{ params: [p], weightDecay: 0.5 }], { lr: 0.25 });
      p.grad = tensor([1, 1]);
      optimizer.step();
      const { state, param_groups } = optimizer.stateDict();
      assert.deepEqual(Object.keys(state[0] ?? {}), ["step", "exp_avg", "exp_avg_sq"]);
      assert.equal(state[0]?.step?.itemNumber(), 1);
      const [group] = param_groups;
      assert.deepEqual(group, {
        foreach: null,
        capturable: false,
        differentiable: false,
        decoupled_weight_decay: true,
        lr: 0.25,
        betas: [0.9, 0.999],
        eps: 1e-8,
        weight_decay: 0.5,
        amsgrad: false,
        maximize: false,
        fused: true,
        params: [0],
      });
    });
  });

  test("of other groups, incomplete, or of other shapes is refused and changes nothing", () => {
    scope(() => {
      const p = new nn.Parameter(tensor([1, 2]));
      const optimizer = new optim.SGD([p], { lr: 0.1, momentum: 0.9 });
      p.grad = tensor([1, 1]);
      optimizer.step();
      const { state, param_groups } = optimizer.stateDict();
      const groups = [{ ...param_groups[0], lr: 7 }];
      const refused = (dict: optim.OptimizerState, message: RegExp) =>
        assert.throws(() => optimizer.loadStateDict(dict), { code: "argument", message });
      refused({ state, param_groups: [] }, /groups of \[\] parameters/);
      refused({ state: { 0: {} }, param_groups: groups }, /parameter 0 lacks momentum_buffer/);
      refused(
        { state: { 0: { momentum_buffer: tensor([1]) } }, param_groups: groups },
        /is \[1\], the parameter \[2\]/,
      );
      assert.equal(optimizer.paramGroups[0]?.lr, 0.1);
      assert.equal(optimizer.stateDict().state[0]?.momentum_buffer, state[0]?.momentum_buffer);
    });
  });
});

test("parameters without a gradient are left alone, and start when they have one", () => {
  scope(() => {
    for (const fused of [true, false]) {
      const [p, q] = [new nn.Parameter(tensor([1])), new nn.Parameter(tensor([1]))];
      const optimizer = new optim.SGD([p, q], { lr: 0.5, momentum: 0.5, dampening: 0.5, fused });
      p.grad = tensor([1]);
      optimizer.step();
      assert.deepEqual([p.itemNumber(), q.itemNumber()], [0.5, 1]);
      q.grad = tensor([1]);
      optimizer.step(); // p's momentum is 0.5 · 1 + 0.5 · 1, q's is its first gradient
      assert.deepEqual([p.itemNumber(), q.itemNumber()], [0, 0.5]);
      optimizer.zeroGrad();
      assert.equal(p.grad, undefined);
      optimizer.step();
      assert.deepEqual([p.itemNumber(), q.itemNumber()], [0, 0.5]);
    }
  });
});

test("a parameter twice, none at all, and a tensor that is no leaf are refused", () => {
  scope(() => {
    const p = new nn.Parameter(tensor([1]));
    assert.throws(() => new optim.SGD([p, p]), { code: "argument" });
    assert.throws(() => new optim.SGD([]), { code: "argument" });
    assert.throws(() => new optim.SGD([p.mul(2)]), { code: "argument", message: /MulBackward/ });
  });
});

test("clipping gradients that are not finite throws if asked, before it changes them", () => {
  scope(() => {
    const p = new nn.Parameter(tensor([1, 2]));
    p.grad = tensor([3, Number.NaN]);
    assert.throws(() => optim.clipGradNorm([p], 1, { errorIfNonfinite: true }), { code: "value" });
    assert.deepEqual(p.grad?.toArray(), [3, Number.NaN]);
  });
});
