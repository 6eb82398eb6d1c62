/**
 * The state of a training, whole, and what one step does to it: which crops, at which rate, then the method's step. It knows
 * nothing of files and clocks: see session.ts.
 */
import { type Device, nn, noGrad, scope, type Tensor, TorchError, tensor } from "@mandn/torch";
import { alone, type Peers } from "@mandn/torch/distributed";
import { z } from "zod";
import { Deck, type Randomness } from "../data/random.js";
import { MnError } from "../errors.js";
import { type Epoch, epochAt, expectedEpochs, isEnd, isTimeFor, type Speed, steady } from "../plan/schedule.js";
import { Kit, type Passes } from "./kit.js";
import type { Member } from "./member.js";
import type { Clock, Crops, Method, MethodRun, Scans, StepSpec, Terms, TrainingPlan } from "./method.js";
import { networkPrefix } from "./networks.js";
import type { OwnLoss } from "./own-loss.js";
import { assertSplits, ownUnlabelled, type Part, partOf } from "./part.js";
import {
  disposePseudoMasks,
  makePseudoMasks,
  type PseudoMasks,
  pseudoMasksOf,
  pseudoMaskTensors,
} from "./pseudo-masks.js";

/** Where crops come from. */
export interface CropSource {
  /**
   * One crop of each case, unlabelled ones first.
   *
   * @param step its number, and `random`: what is drawn depends on these and each case alone
   * @param pseudoMasks of unlabelled cases: where crops find foreground, and soft masks that are cut with them
   */
  draw(request: CropRequest): Crops;
}

export interface CropRequest {
  readonly step: number;
  readonly unlabelled: readonly string[];
  readonly labelled: readonly string[];
  /** Further views of the unlabelled crops, with strong changes of intensity. */
  readonly strong: number;
  /** Beside each crop one that overlaps it, up to this share of a side away; 0: none. */
  readonly overlapping: number;
  readonly pseudoMasks: PseudoMasks;
  readonly random: Randomness;
  /** Crops that are wanted here, of those that other processes share; they are as if all were drawn. Default all. */
  readonly part?: Part;
}

/** What one step did. */
export interface StepReport {
  readonly step: number;
  /** Updates of all members before it. */
  readonly update: number;
  readonly epoch: number;
  readonly place: number;
  readonly stage: number;
  /** Crops in the batch. */
  readonly batch: { readonly labelled: number; readonly unlabelled: number };
  readonly members: Readonly<Record<string, { readonly rate: number; readonly terms: Terms }>>;
  /** Crops that went through the networks. */
  readonly passes: Passes;
}

/** All of a training's state. */
export interface TrainerCheckpoint {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly state: TrainerState;
}

const count = z.int().nonnegative();

export const trainerStateSchema = z.strictObject({
  step: count,
  /** Updates of all members. */
  update: count,
  epoch: count,
  /** Steps of the epoch that are done. */
  within: count,
  /** Cases drawn. */
  drawn: z.strictObject({ labelled: count, unlabelled: count }),
  speeds: z
    .array(z.strictObject({ epoch: count, place: z.number(), epochs: z.number().positive(), until: z.number() }))
    .min(1)
    .readonly(),
});
export type TrainerState = z.infer<typeof trainerStateSchema>;

export interface TrainerParts {
  readonly method: Method;
  readonly plan: TrainingPlan;
  /** One for each that the method names. */
  readonly members: readonly Member[];
  readonly crops: CropSource;
  readonly scans: Scans;
  readonly random: Randomness;
  /** Whether losses are recorded, default; see {@link Kit}. */
  readonly recorded?: boolean;
  /** The plan's `training.loss`, loaded. */
  readonly loss?: OwnLoss | undefined;
  /** The processes that share each batch, all with the same parts but this one; default this one alone. */
  readonly peers?: Peers;
}

export class Trainer implements Disposable {
  readonly #method: Method;
  readonly #run: MethodRun;
  readonly #plan: TrainingPlan;
  readonly #members: readonly Member[];
  readonly #crops: CropSource;
  readonly #random: Randomness;
  readonly #kit: Kit;
  readonly #peers: Peers;
  /** Running statistics, which each process has of its own crops: their mean counts. */
  readonly #statistics: readonly Tensor[];
  readonly #labelled: Deck;
  readonly #unlabelled: Deck;
  readonly #scans: Scans;
  #pseudoMasks: PseudoMasks = new Map();
  #speeds: readonly Speed[];
  #step = 0;
  #update = 0;
  #epoch = 0;
  #within = 0;
  #steps: readonly StepSpec[];
  /** Updates of the whole run at these speeds. */
  #expected: { readonly speeds: readonly Speed[]; readonly total: number } | undefined;

  /** @throws MnError `"plan"` for several processes, where the method does not split or a batch has fewer crops than they are. */
  constructor({ method, plan, members, crops, scans, random, recorded = true, loss, peers = alone }: TrainerParts) {
    assertSplits(method, plan, peers.count);
    this.#method = method;
    this.#peers = peers;
    this.#statistics = peers.count === 1 ? [] : members.flatMap(({ module }) => statisticsOf(module));
    this.#plan = plan;
    this.#members = members;
    this.#crops = crops;
    this.#scans = scans;
    this.#random = random;
    this.#labelled = new Deck("labelled", plan.dataset.labelled, random);
    this.#unlabelled = new Deck("unlabelled", plan.dataset.unlabelled, random);
    this.#kit = new Kit(members, {
      classes: plan.dataset.classes.length,
      device: plan.device as Device,
      precision: plan.precision,
      random,
      recorded,
      peers,
    });
    this.#run = method.begin({ plan, scans, loss });
    this.#speeds = [steady(plan.training.epochs)];
    this.#steps = this.#stepsOf(this.epoch);
  }

  /** Steps done. */
  get step(): number {
    return this.#step;
  }

  /** Updates done, of all members. */
  get updates(): number {
    return this.#update;
  }

  /** Updates that the whole run will have, of all members, if it goes on as now. */
  get expectedUpdates(): number {
    if (this.#expected?.speeds !== this.#speeds) {
      const perEpoch = (steps: readonly StepSpec[]) => steps.reduce((sum, { students }) => sum + students.length, 0);
      let total = this.#update + perEpoch(this.#steps.slice(this.#within));
      for (let epoch = this.#epoch + 1; epoch < expectedEpochs(this.#speeds); epoch++) {
        total += perEpoch(this.#stepsOf(this.#epochAt(epoch)));
      }
      this.#expected = { speeds: this.#speeds, total };
    }
    return this.isDone ? this.#update : Math.max(this.#update, this.#expected.total);
  }

  /** How fast the run went and goes through its schedule. */
  get speeds(): readonly Speed[] {
    return this.#speeds;
  }

  /** The epoch that the step to come is in. */
  get epoch(): Epoch {
    return this.#epochAt(this.#epoch);
  }

  /** Whether the step to come is the first one of its epoch. */
  get opensEpoch(): boolean {
    return this.#within === 0;
  }

  get isDone(): boolean {
    return isEnd(this.epoch.place);
  }

  /** The kinds of step that the epoch to come consists of. */
  get steps(): readonly StepSpec[] {
    return this.#steps;
  }

  /** Lets the run go through what is left of its schedule at another speed, from this epoch on. */
  setSpeed({ epochs, until }: Pick<Speed, "epochs" | "until">): void {
    if (!this.opensEpoch) throw new MnError("usage", "The speed changes between epochs only.");
    const { epoch, place } = this.epoch;
    this.#speeds = [...this.#speeds.filter((speed) => speed.epoch < epoch), { epoch, place, epochs, until }];
  }

  /** What is done before an epoch's first step: what the method does, and pseudo-masks. The number of these, or undefined. */
  openEpoch(): number | undefined {
    const wanted = this.#method.pseudoMasks.findLast(({ at }) => isTimeFor([at], this.epoch));
    this.#explained([], () =>
      this.#kit.within(this.#step, () => {
        this.#run.openEpoch?.(this.#clock, this.#kit);
        if (wanted === undefined) return;
        this.#takePseudoMasks(new Map()); // so that never two soft masks of a scan are held
        this.#takePseudoMasks(makePseudoMasks(wanted, { plan: this.#plan, scans: this.#scans }, this.#kit));
      }),
    );
    return wanted && this.#pseudoMasks.size;
  }

  #takePseudoMasks(masks: PseudoMasks): void {
    disposePseudoMasks(this.#pseudoMasks);
    this.#pseudoMasks = masks;
  }

  /**
   * Does the next step: one batch, from which its students learn.
   *
   * @throws MnError `"diverged"` with the batch's cases and rates when a loss is not finite, `"memory"` with what to lower.
   */
  advance(): StepReport {
    const clock = this.#clock;
    const spec = this.#steps[this.#within] as StepSpec;
    const { labelled, unlabelled, strong = 0, overlapping = 0, students } = spec;
    const cases = { unlabelled: this.#unlabelled.draw(unlabelled), labelled: this.#labelled.draw(labelled) };
    const part = partOf(this.#peers, spec);
    const terms = this.#explained([...cases.unlabelled, ...cases.labelled], () =>
      this.#kit.within(this.#step, () => {
        const crops = this.#crops.draw({
          step: this.#step,
          ...cases,
          strong,
          overlapping,
          pseudoMasks: this.#pseudoMasks,
          random: this.#random,
          part,
        });
        for (const member of this.#members) member.setRate(clock.rate);
        return this.#run.step({ ...crops, students, cases: casesOf(cases, part), part }, clock, this.#kit);
      }),
    );
    this.#averageStatistics();
    for (const member of this.#members) this.#follow(member);
    const members = Object.fromEntries(
      Object.entries(terms).map(([name, own]) => [name, { rate: this.#kit.member(name).learningRate, terms: own }]),
    );
    const { step, update, epoch, place, stage } = clock;
    this.#step += 1;
    this.#update += students.length;
    this.#within += 1;
    if (this.#within === this.#steps.length) {
      this.#epoch += 1;
      this.#within = 0;
      this.#steps = this.#stepsOf(this.epoch);
    }
    return {
      step,
      update,
      epoch,
      place,
      stage,
      batch: { labelled, unlabelled },
      members,
      passes: this.#allPasses(),
    };
  }

  /** The passes of the last step in all processes. */
  #allPasses(): Passes {
    const { withGradient, without } = this.#kit.takePasses();
    if (this.#peers.count === 1) return { withGradient, without };
    return scope(() => {
      const sums = tensor([withGradient, without], { dtype: "float64" });
      this.#peers.sum([sums]);
      const [ofStudents, ofTeachers] = sums.toTypedArray() as Float64Array;
      return { withGradient: ofStudents as number, without: ofTeachers as number };
    });
  }

  #averageStatistics(): void {
    if (this.#statistics.length === 0) return;
    noGrad(() => {
      this.#peers.sum(this.#statistics);
      for (const one of this.#statistics) one.div_(this.#peers.count);
    });
  }

  /**
   * What of the state changes only when {@link openEpoch} makes pseudo-masks: these. The tensors are the scope's, but for soft masks,
   * which are not copied.
   */
  places(): Readonly<Record<string, Tensor>> {
    return pseudoMaskTensors(this.#pseudoMasks);
  }

  /**
   * The state but for {@link places}; weights are not copied, so it is to be written before the next step. The tensors are the scope's.
   */
  checkpoint(): TrainerCheckpoint {
    const tensors: Record<string, Tensor> = {};
    for (const { name, module, optimizer } of this.#members) {
      for (const [key, tensor] of Object.entries(module.stateDict())) tensors[`${networkPrefix(name)}${key}`] = tensor;
      for (const [parameter, own] of Object.entries(optimizer?.stateDict().state ?? {})) {
        for (const [key, tensor] of Object.entries(own)) tensors[`optimizer-${name}/${parameter}/${key}`] = tensor;
      }
    }
    for (const [key, tensor] of Object.entries(this.#run.state?.() ?? {})) tensors[`method/${key}`] = tensor;
    return {
      tensors,
      state: {
        step: this.#step,
        update: this.#update,
        epoch: this.#epoch,
        within: this.#within,
        drawn: { labelled: this.#labelled.drawn, unlabelled: this.#unlabelled.drawn },
        speeds: this.#speeds,
      },
    };
  }

  /**
   * Takes over a state, with {@link places} among its tensors; these are copied.
   *
   * @throws TorchError `"argument"` when the networks are others.
   */
  restore({ tensors, state }: TrainerCheckpoint): void {
    const under = (prefix: string) =>
      Object.entries(tensors).flatMap(([name, tensor]) =>
        name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), tensor] as const] : [],
      );
    for (const { name, module, optimizer } of this.#members) {
      module.loadStateDict(Object.fromEntries(under(networkPrefix(name).slice(0, -1))));
      const own: Record<number, Record<string, Tensor>> = {};
      for (const [path, tensor] of under(`optimizer-${name}`)) {
        const [parameter, key] = path.split("/") as [string, string];
        own[Number(parameter)] = { ...own[Number(parameter)], [key]: tensor };
      }
      optimizer?.loadStateDict({ ...optimizer.stateDict(), state: own });
    }
    this.#run.restore?.(Object.fromEntries(under("method")));
    this.#takePseudoMasks(pseudoMasksOf(tensors));
    this.#labelled.drawn = state.drawn.labelled;
    this.#unlabelled.drawn = state.drawn.unlabelled;
    [this.#step, this.#update, this.#epoch, this.#within] = [state.step, state.update, state.epoch, state.within];
    this.#speeds = state.speeds;
    this.#steps = this.#stepsOf(this.epoch);
  }

  /** Frees the recordings and the method's own state; the members are the caller's. */
  dispose(): void {
    this.#takePseudoMasks(new Map());
    this.#run.dispose?.();
    this.#kit.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  get #clock(): Clock {
    return { ...this.epoch, step: this.#step, update: this.#update };
  }

  #epochAt(epoch: number): Epoch {
    return epochAt(epoch, this.#speeds, this.#method.stages, this.#plan.training);
  }

  #stepsOf(epoch: Epoch): readonly StepSpec[] {
    return this.#method.steps(epoch, this.#plan.training);
  }

  /** Moving averages follow after each step. */
  #follow(member: Member): void {
    const { learns } = member.spec;
    if (typeof learns !== "object") return;
    const { ema, decay, warmUp = false, buffers = false } = learns;
    const least = warmUp ? 1 - 1 / (this.#step + 1) : 1;
    member.follow(this.#kit.member(ema), Math.min(least, decay), buffers);
  }

  /** Runs `body` and says of its failures where they happened and what to do. */
  #explained<T>(cases: readonly string[], body: () => T): T {
    const { training } = this.#plan;
    try {
      return body();
    } catch (cause) {
      if (cause instanceof MnError && cause.code === "diverged") {
        const { epoch, rate } = this.epoch;
        const remedy =
          "If it comes again at the same step, set precision to float32 in plan.json, look at the scans named, or lower the learning rates, and start a new run.";
        const where = `step ${this.#step}, epoch ${epoch}, ${(rate * 100).toFixed(1)} % of the highest rates, cases ${cases.join(", ")}`;
        const last = this.#step === 0 ? "It was the first step." : `The last finite step was ${this.#step - 1}.`;
        throw new MnError("diverged", `${cause.sentence} At ${where}. ${last}`, {
          caseIds: cases,
          remedy,
          cause,
        });
      }
      if (cause instanceof TorchError && cause.code === "out-of-memory") {
        const remedy =
          training.volumesPerBatch > 2
            ? `Set training.volumesPerBatch in plan.json to ${Math.floor(training.volumesPerBatch / 2)}, or halve a side of training.crop.`
            : `Halve a side of training.crop in plan.json (it is ${training.crop.join(" × ")}), or the networks' width.`;
        throw new MnError("memory", `Memory is exhausted at step ${this.#step}, cases ${cases.join(", ")}.`, {
          caseIds: cases,
          remedy,
          cause,
        });
      }
      throw cause;
    }
  }
}

/** The cases of a part's crops. */
function casesOf({ unlabelled, labelled }: { unlabelled: readonly string[]; labelled: readonly string[] }, part: Part) {
  const of = ownUnlabelled(part).length;
  const own = part.own.map((i) => [...unlabelled, ...labelled][i] as string);
  return { unlabelled: own.slice(0, of), labelled: own.slice(of) };
}

/** Means and variances that norms keep of what they see in training. */
function statisticsOf(module: nn.Module): Tensor[] {
  return Array.from(module.namedModules(), ([, one]) => one).flatMap((one) =>
    one instanceof nn.ChannelNorm ? [one.running_mean ?? [], one.running_var ?? []].flat() : [],
  );
}
