/**
 * What a method works with in a step: its members, forwards in the plan's precision, updates, and the few things that some
 * methods need besides: gradients of inputs, a step ahead that is taken back, a member that follows another.
 *
 * Losses are recorded once and run again without JavaScript (`RecordedLoss`). So a loss must take whatever changes from step to
 * step as an input, a ramp as {@link Kit.scalar}, and name in its `key` whatever else it depends on. `recorded: false` computes
 * them plainly, as the methods' tests do to compare.
 */

import type { Decoded, Network3d, Refine } from "@mandn/models";
import {
  backward,
  backwardTogether,
  cat,
  type Device,
  forwardTogether,
  type Generator,
  grad,
  isGradEnabled,
  type LossTask,
  manualSeed,
  nn,
  noGrad,
  optim,
  RecordedLoss,
  scope,
  stack,
  type Tensor,
  tensor,
  zeros,
} from "@mandn/torch";
import { alone, type Peers } from "@mandn/torch/distributed";
import type { Randomness } from "../data/random.js";
import { MnError } from "../errors.js";
import {
  type Direction,
  forward,
  inPrecision,
  laidOut,
  outOfPrecision,
  swapDirection,
} from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import { lacking, type Member, type View } from "./member.js";
import { type Batch, memberNamed, type Terms } from "./method.js";
import {
  type Found,
  flattened,
  lossOf,
  type OwnSums,
  partly,
  type Rebuild,
  reported,
  studentsOf,
  type Update,
} from "./update.js";

/**
 * How a network's layers behave: dropout and statistics of the batch are on in `"train"`, and in `"traceless"`, where the
 * running statistics stay as they are.
 */
export type Mode = "train" | "traceless" | "eval";

export interface KitOptions {
  readonly classes: number;
  readonly device: Device;
  readonly precision: Plan["precision"];
  readonly random: Randomness;
  /** Whether losses are recorded and run again, default; false computes each anew. */
  readonly recorded?: boolean;
  /** The processes that share each batch; default this one alone. */
  readonly peers?: Peers;
}

interface Recording {
  readonly loss: RecordedLoss;
  readonly names: readonly string[];
  /** Gives sums their names and shapes back; of a recording of sums. */
  readonly rebuild?: Rebuild;
  /** What each of its runs counts. */
  readonly passes: Passes;
}

/** Crops that went through a network: what a method's updates cost, whatever the machine. */
export interface Passes {
  /** Forward and back again. */
  readonly withGradient: number;
  /** Forward alone, as teachers go. */
  readonly without: number;
}

const NO_PASSES: Passes = { withGradient: 0, without: 0 };

export class Kit implements Disposable {
  /** The processes that share each batch. */
  readonly peers: Peers;
  readonly #members: readonly Member[];
  readonly #options: KitOptions;
  readonly #recordings = new Map<string, Recording>();
  #generator: Generator | undefined;
  #passes = NO_PASSES;
  /** Those whose loss is being computed: they alone get gradients. */
  #students: readonly Member[] | undefined;
  #isSoft = false;

  constructor(members: readonly Member[], options: KitOptions) {
    this.#members = members;
    this.#options = options;
    this.peers = options.peers ?? alone;
  }

  /** Number of classes, the background among them. */
  get classes(): number {
    return this.#options.classes;
  }

  /** What draws in this step: directions, slices, places. Of the CPU. */
  get generator(): Generator {
    if (this.#generator === undefined) throw new MnError("usage", "A kit draws within a step only.");
    return this.#generator;
  }

  /**
   * Runs a step's body. What it draws depends on the run's seed and the step alone; what dropout draws, of crops that each process
   * has for itself, on its rank too.
   */
  within<T>(step: number, body: () => T): T {
    const { random } = this.#options;
    const { rank } = this.peers;
    using generator = random.generator("step", step);
    this.#generator = generator;
    manualSeed(random.seedOf("dropout", step, ...(rank === 0 ? [] : [rank])));
    try {
      return scope(body);
    } finally {
      this.#generator = undefined;
    }
  }

  /** @throws MnError `"usage"` where the method has no such member. */
  member(name: string): Member {
    return memberNamed(this.#members, name);
  }

  /** A module of the method's own, by its member's name. @throws MnError `"usage"` where it is of another class. */
  module<M extends nn.Module>(name: string, of: abstract new (...given: never[]) => M): M {
    const { module } = this.member(name);
    if (module instanceof of) return module;
    throw new MnError("usage", `The member "${name}" is no ${of.name}.`);
  }

  /** Draws how a member sees the crops of one update. */
  view(member: Member, { image, part }: Pick<Batch, "image" | "part">): View {
    return member.drawView(image, this.generator, part);
  }

  /** The passes since this was last asked. */
  takePasses(): Passes {
    const passes = this.#passes;
    this.#passes = NO_PASSES;
    return passes;
  }

  /** `[N, C, D, H, W]` → logits `[N, K, D, H, W]`, float32, with gradients. Of no crops: none, and the network is not asked. */
  logits(member: Member, image: Tensor, mode: Mode = "train"): Tensor {
    const [crops, , ...space] = image.shape as [number, number, ...number[]];
    if (crops === 0) return zeros([0, this.classes, ...space], { dtype: image.dtype, device: image.device });
    this.#countPass(member, image);
    return this.withMode(member, mode, () => scope(() => forward(member.network, image, this.#options)));
  }

  /**
   * The features of each resolution, finest first, float32, with gradients: `[N, C, D, H, W]` → `[N, C_i, D / 2^i, …]`.
   *
   * @param refine changes a level's features, which are in the plan's precision, on their way; for members that need `refinement`
   * @throws MnError `"plan"` where the member's network does not tell its features.
   */
  encode(member: Member, image: Tensor, mode: Mode = "train", refine?: Refine): Tensor[] {
    const { encode } = abilities(member);
    this.#countPass(member, image);
    return this.withMode(member, mode, () =>
      scope(() => inPrecision(this.#options, () => encode(laidOut(image), refine)).map(this.#plainly)),
    );
  }

  /**
   * What one of a member's decoders makes of features, float32, with gradients.
   *
   * @throws MnError `"plan"` where the member's network has no such decoder, or not the heads and levels that the method needs.
   */
  decode(
    member: Member,
    features: readonly Tensor[],
    { decoder = 0, mode = "train" }: { decoder?: number; mode?: Mode } = {},
  ): Decoded {
    const { decode } = abilities(member);
    return this.withMode(member, mode, () =>
      scope(() => {
        const made = inPrecision(this.#options, () => decode(features, decoder));
        const { heads = 0, levels = 0 } = member.spec.needs ?? {};
        if (decoder === 0 && made.heads.length < heads) throw lacking(member, "heads");
        if (made.levels.length < levels) throw lacking(member, "deepSupervision");
        const [logits, last] = [made.logits, made.features].map(this.#plainly) as [Tensor, Tensor];
        return { logits, features: last, heads: made.heads.map(this.#plainly), levels: made.levels.map(this.#plainly) };
      }),
    );
  }

  /**
   * The soft masks that a member teaches, without gradient, as it sees volumes along an axis:
   * `[N, C, D, H, W]` → `[N, K, D, H, W]`.
   */
  soft(member: Member, image: Tensor, { along = "d", mode = "eval" }: { along?: Direction; mode?: Mode } = {}): Tensor {
    const before = this.#isSoft;
    this.#isSoft = true;
    try {
      return noGrad(() =>
        scope(() => swapDirection(this.logits(member, swapDirection(image, along), mode).softmax(1), along)),
      );
    } finally {
      this.#isSoft = before;
    }
  }

  /** A number as a tensor of the device, for an update's inputs: what a recording may not freeze, such as a ramp. */
  scalar(value: number): Tensor {
    return tensor(value, { dtype: "float32", device: this.#options.device });
  }

  /** Runs `body` with a member's layers in a mode, and puts their mode back. */
  withMode<T>({ module }: Member, mode: Mode, body: () => T): T {
    const before = module.training;
    const norms = Array.from(module.namedModules(), ([, one]) => one).filter((one) => one instanceof nn.ChannelNorm);
    const updated = norms.map(({ updatesStatistics }) => updatesStatistics);
    module.train(mode !== "eval");
    for (const norm of norms) norm.updatesStatistics = mode !== "traceless";
    try {
      return body();
    } finally {
      module.train(before);
      for (const [i, norm] of norms.entries()) norm.updatesStatistics = updated[i] as boolean;
    }
  }

  /**
   * One update of each: gradients of each loss, then the optimizers' steps, all by what the members knew before.
   *
   * @param atOnce a CPU computes the losses at the same time, each on its share of the threads; default one after the other
   * @returns by member what its loss reports
   * @throws MnError `"diverged"` when a loss or a gradient is not finite; all weights are then as before.
   */
  minimise(updates: readonly Update[], { atOnce = false }: { atOnce?: boolean } = {}): Record<string, Terms> {
    const learning = updates.map(studentsOf);
    for (const member of learning.flat()) optimizerOf(member).zeroGrad();
    const found = this.#gradients(updates, atOnce);
    const { values, norms } = readTogether(found, learning.flat());
    const terms: Record<string, Terms> = {};
    for (const [i, { names }] of found.entries()) {
      const named = Object.fromEntries(names.map((name, k) => [name, values[i]?.[k] as number])) as Terms;
      for (const member of learning[i] as readonly Member[]) {
        terms[member.name] = named;
        if (!Number.isFinite(named.loss)) throw notFinite(member, "loss", named);
      }
    }
    for (const member of learning.flat()) {
      const isSuspect = norms.get(member)?.some((norm) => !Number.isFinite(norm));
      const faulty = isSuspect ? optim.nonFiniteGradients(member.module.parameters()) : [];
      if (faulty.length > 0) throw notFinite(member, "gradient", terms[member.name] as Terms);
    }
    for (const member of learning.flat()) optimizerOf(member).step();
    return terms;
  }

  /** The gradients of a loss with respect to tensors that require them, such as a disturbed input. */
  gradientsOf(loss: Tensor, inputs: readonly Tensor[]): Tensor[] {
    return grad([loss], inputs).map((one) => one as Tensor);
  }

  /**
   * Takes a plain step down a loss with a member's weights, runs `body`, and puts weights and buffers back as they were.
   *
   * @param rate of the step: w ← w − rate · ∂loss/∂w
   * @param normalised whether the gradient of each parameter is divided by its length first
   */
  lookAhead<T>(
    { module }: Member,
    loss: () => Tensor,
    { rate, normalised = false }: { rate: number; normalised?: boolean },
    body: () => T,
  ): T {
    return scope(() => {
      const state = Object.values(module.stateDict());
      const saved = noGrad(() => state.map((one) => one.clone()));
      try {
        const parameters = module.parameters();
        const gradients = grad([loss()], parameters, { allowUnused: true });
        noGrad(() => {
          for (const [i, gradient] of gradients.entries()) {
            if (gradient === undefined) continue;
            const step = normalised ? gradient.div(gradient.norm().clampMin(1e-12)) : gradient;
            (parameters[i] as Tensor).sub_(step.mul(rate));
          }
        });
        return body();
      } finally {
        noGrad(() => {
          for (const [i, one] of state.entries()) one.copy_(saved[i] as Tensor);
        });
      }
    });
  }

  /** Frees the recordings. */
  dispose(): void {
    for (const { loss } of this.#recordings.values()) loss.dispose();
    this.#recordings.clear();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #plainly = (x: Tensor): Tensor => outOfPrecision(this.#options, x);

  /** Leaves the gradients of each loss at its students' parameters. */
  #gradients(updates: readonly Update[], atOnce: boolean): Found[] {
    if (this.peers.count > 1) return this.#gradientsTogether(updates, atOnce);
    if (this.#options.recorded === false) return updates.map((one) => this.#plain(one));
    const { recordings, outputs } = this.#run(updates, atOnce, backwardTogether);
    return recordings.map(({ names }, i) => ({ names, outputs: outputs[i] as [Tensor, ...Tensor[]] }));
  }

  /**
   * With other processes: the sums of own crops, which are added up over all; the loss of these, and its gradient with respect to
   * them, everywhere the same; back from there through own crops; and the gradients added up. So each learns from the whole batch.
   */
  #gradientsTogether(updates: readonly Update[], atOnce: boolean): Found[] {
    const own =
      this.#options.recorded === false ? updates.map((one) => this.#plainSums(one)) : this.#sums(updates, atOnce);
    const whole = own.map(({ flat }) => flat.detach().clone());
    this.peers.sum(whole);
    return updates.map((update, i) => {
      const [{ flat, rebuild }, leaf] = [own[i] as OwnSums, (whole[i] as Tensor).requiresGrad_()];
      const { loss, ...others } = partly(update).lossOf(rebuild(leaf), ...update.inputs);
      const gradients = this.gradientsOf(loss, [leaf]);
      if (flat.requiresGrad) backward([flat], { gradients });
      for (const { module } of studentsOf(update)) this.peers.sumGradients(module.parameters());
      return reported({ loss, ...others });
    });
  }

  #sums(updates: readonly Update[], atOnce: boolean): OwnSums[] {
    const { recordings, outputs } = this.#run(updates, atOnce, forwardTogether);
    return recordings.map(({ rebuild }, i) => ({ flat: outputs[i]?.[0] as Tensor, rebuild: rebuild as Rebuild }));
  }

  #plainSums(update: Update): OwnSums {
    return flattened(this.#learning(update, () => partly(update).sums(...update.inputs)));
  }

  #run(updates: readonly Update[], atOnce: boolean, compute: (tasks: readonly LossTask[]) => Tensor[][]) {
    const recordings = updates.map((update) => this.#recorded(update));
    const tasks = recordings.map(({ loss }, i): LossTask => ({ loss, inputs: (updates[i] as Update).inputs }));
    const outputs = atOnce ? compute(tasks) : tasks.flatMap((task) => compute([task]));
    for (const { passes } of recordings) this.#passes = sumOf(this.#passes, passes);
    return { recordings, outputs };
  }

  #recorded(update: Update): Recording {
    const { key, inputs } = update;
    const who = studentsOf(update)
      .map(({ name }) => name)
      .join("+");
    const shapes = inputs.map(({ shape, dtype }) => `${dtype}[${shape}]`).join();
    const name = `${who} ${key} ${shapes}`;
    const known = this.#recordings.get(name);
    if (known !== undefined) return known;
    const before = this.takePasses();
    const made = this.peers.count > 1 ? this.#recordSums(update) : this.#recordLoss(update);
    const recording = { ...made, passes: this.takePasses() };
    this.#passes = before;
    this.#recordings.set(name, recording);
    return recording;
  }

  #recordLoss(update: Update): Omit<Recording, "passes"> {
    let names: readonly string[] = [];
    const loss = RecordedLoss.record(update.inputs, (...given) => {
      const { outputs, ...found } = reported(this.#learning(update, () => lossOf(update, given)));
      names = found.names;
      return outputs;
    });
    return { loss, names };
  }

  /** No call to the other processes may stand in what is recorded: each records when it first meets a shape. */
  #recordSums(update: Update): Omit<Recording, "passes"> {
    let rebuild: Rebuild | undefined;
    const loss = RecordedLoss.recordParts(update.inputs, (...given) => {
      const sums = flattened(this.#learning(update, () => partly(update).sums(...given)));
      rebuild = sums.rebuild;
      return [sums.flat];
    });
    return { loss, names: [], rebuild };
  }

  #plain(update: Update): Found {
    const found = reported(this.#learning(update, () => lossOf(update, update.inputs)));
    backward([found.outputs[0]]);
    return found;
  }

  /** Computes an update's loss, in which its students alone get gradients. */
  #learning<T>(update: Update, body: () => T): T {
    this.#students = studentsOf(update);
    try {
      return body();
    } finally {
      this.#students = undefined;
    }
  }

  /** A loss is recorded without gradients and run with them, so within one it is asked who learns. */
  #countPass(member: Member, image: Tensor): void {
    const learns = this.#students === undefined ? isGradEnabled() : this.#students.includes(member) && !this.#isSoft;
    const crops = image.size(0);
    this.#passes = sumOf(
      this.#passes,
      learns ? { withGradient: crops, without: 0 } : { withGradient: 0, without: crops },
    );
  }
}

const sumOf = (a: Passes, b: Passes): Passes => ({
  withGradient: a.withGradient + b.withGradient,
  without: a.without + b.without,
});

/** @throws MnError `"usage"` for a member that does not learn by gradients. */
function optimizerOf({ name, optimizer }: Member): optim.Optimizer {
  if (optimizer === undefined) throw new MnError("usage", `${name} does not learn by gradients.`);
  return optimizer;
}

/** What a member's network can do beyond prediction. @throws MnError `"plan"` where it cannot. */
function abilities(member: Member): {
  encode: NonNullable<Network3d["encode"]>;
  decode: NonNullable<Network3d["decode"]>;
} {
  const { network } = member;
  if (network.encode === undefined || network.decode === undefined) throw lacking(member, "encode and decode");
  return { encode: network.encode.bind(network), decode: network.decode.bind(network) };
}

/** Values that losses report, and lengths of the members' gradients, in one read: a GPU is waited for once in a step. */
function readTogether(
  found: readonly { readonly outputs: readonly Tensor[] }[],
  members: readonly Member[],
): { readonly values: readonly (readonly number[])[]; readonly norms: ReadonlyMap<Member, readonly number[]> } {
  return scope(() =>
    noGrad(() => {
      const values = found.map(({ outputs }) => stack(outputs.map((one) => one.detach().reshape([]).to("float64"))));
      const norms = members.map((member) => optim.gradientNorms(member.module.parameters()));
      const parts = [...values, ...norms.flat().map((part) => part.norms.to("float64"))];
      const numbers = Array.from(cat(parts).toTypedArray(), Number);
      const next = (count: number) => numbers.splice(0, count);
      return {
        values: values.map((one) => next(one.numel)),
        norms: new Map(
          members.map((member, i) => [member, (norms[i] ?? []).flatMap((part) => next(part.norms.numel))]),
        ),
      };
    }),
  );
}

function notFinite({ spec }: Member, what: "loss" | "gradient", { loss, ...parts }: Terms): MnError {
  const values = Object.entries({ loss, ...parts })
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  return new MnError("diverged", `The ${spec.title}'s ${what} is not finite (${values}).`);
}
