/**
 * What a method is. One file under methods/ describes one method and has one line in METHODS; the trainer, the plan, the command
 * line and the report ask it and know nothing else of it. A method owns the order of its forwards, backwards and updates.
 */
import type { Triple } from "@mandn/imaging";
import type { Network3d } from "@mandn/models";
import type { nn, Tensor } from "@mandn/torch";
import { z } from "zod";
import type { LabelledScan, PreparedScan } from "../data/prepare.js";
import { MnError } from "../errors.js";
import type { Intensity, Plan, PlannedMember, Training } from "../plan/plan.js";
import type { Epoch, Stage } from "../plan/schedule.js";
import type { Kit } from "./kit.js";
import type { OwnLoss } from "./own-loss.js";
import type { Part } from "./part.js";

/** The publication that a method comes from. */
export interface Citation {
  readonly authors: string;
  readonly title: string;
  readonly year: number;
  readonly url: string;
  /** The implementation that this one was held against, with its licence. */
  readonly code?: { readonly url: string; readonly commit?: string; readonly licence: string };
}

/** How a teacher follows its student: an exponential moving average of its weights. */
export interface MovingAverage {
  /** The member that is followed. */
  readonly ema: string;
  readonly decay: number;
  /** Whether the decay of the n-th step is at most 1 − 1 / (n + 1), so that the first one copies (Tarvainen and Valpola). */
  readonly warmUp?: boolean;
  /** Whether buffers, such as running statistics, are averaged too; default: they are the teacher's own. */
  readonly buffers?: boolean;
}

/** A network that takes part in a method. */
export interface MemberSpec {
  /** Its key in `plan.members`, and in the names of files. */
  readonly name: string;
  /** What people call it: "3D network". */
  readonly title: string;
  /** Whether it sees crops as volumes or slice by slice. */
  readonly view: "volume" | "slices";
  /** `"frozen"`: only the method itself changes it. Those that follow another have its network and no entry in the plan. */
  readonly learns: "gradient" | MovingAverage | "frozen";
  /** For `"frozen"`: the member whose network it copies. With `make`: the member as which it learns. */
  readonly like?: string;
  /** What it needs of its network: its features, that its levels can be refined, so many decoders, further heads or coarser levels (see `Network3d`). */
  readonly needs?: {
    readonly features?: boolean;
    readonly refinement?: boolean;
    readonly decoders?: number;
    readonly heads?: number;
    readonly levels?: number;
  };
  /** Options that its network is made with, on top of the plan's. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The rule by which the weights of its convolutions are drawn, normally distributed, where no checkpoint gives them; default: the network's own. */
  readonly weights?: "kaiming" | "xavier";
  /**
   * Makes a module of the method's own instead of a network over scans, such as a projector or a discriminator. It learns by
   * gradients, has no entry in the plan and gives no masks; the method gets it from `Kit.module`.
   */
  readonly make?: (given: Surroundings) => nn.Module;
  /** With `make`: in what its learning differs from that of the member that it is like. */
  readonly learning?: Partial<Pick<PlannedMember, "optimizer" | "learningRate">>;
}

/** What a module of a method's own may be made by. */
export interface Surroundings {
  /** Channels of the scans. */
  readonly inChannels: number;
  /** Classes, background among them. */
  readonly classes: number;
  /** Voxels of a crop along D, H, W. */
  readonly crop: readonly [d: number, h: number, w: number];
  /** The network of a member that is no such module. */
  network(name: string): Network3d;
}

/** What a step asks for. */
export interface StepSpec {
  readonly labelled: number;
  readonly unlabelled: number;
  /** Further views of the unlabelled crops, with strong changes of intensity; default 0. */
  readonly strong?: number;
  /**
   * Whether unlabelled crops belong together, the first of the first half with the first of the second, and so on: then one process
   * has both. Default false.
   */
  readonly pairs?: boolean;
  /**
   * Beside each crop another one of its scan that overlaps it, up to this share of a side away; default 0: none.
   */
  readonly overlapping?: number;
  /** The members that learn in it. */
  readonly students: readonly string[];
}

/** Crops, unlabelled ones first. Unlabelled crops have no masks at all, so that none can leak. */
export interface Crops {
  /** `[U + L, C, D, H, W]`, float32. */
  readonly image: Tensor;
  /** `[L, D, H, W]`: class indices. */
  readonly mask: Tensor;
  /** Further views of the unlabelled crops, `[U, C, D, H, W]` each. */
  readonly strong: readonly Tensor[];
  /**
   * What soft pseudo-masks of whole scans say of the unlabelled crops, `[U, K, D, H, W]`, float32, cut, turned and zoomed as the crops are;
   * where the method keeps such masks ({@link PseudoMaskSpec.soft}) and a case of the batch has one.
   */
  readonly soft?: Tensor | undefined;
  /** A crop that overlaps each of the crops, where the step asks for it. */
  readonly overlapping?: Overlapping | undefined;
}

/** Crops that overlap others: turned, zoomed and changed in intensity as these are. */
export interface Overlapping {
  /** `[U + L, C, D, H, W]` */
  readonly image: Tensor;
  /** For each, voxels along D, H, W from a place in the crop to the same place in this one. */
  readonly shifts: readonly Triple[];
}

/** Pseudo-masks of all unlabelled scans that a method asks for. */
export interface PseudoMaskSpec {
  /** The place from which on they hold. */
  readonly at: number;
  /** The members whose probabilities are averaged. */
  readonly by: readonly string[];
  /** Whether crops learn from them ({@link Crops.soft}); default false: they only say where crops find foreground. */
  readonly soft?: boolean;
}

/** Crops to learn from. */
export interface Batch extends Crops {
  /** The members that learn from it. */
  readonly students: readonly string[];
  /** The cases of the crops. */
  readonly cases: { readonly unlabelled: readonly string[]; readonly labelled: readonly string[] };
  /** Of which batch these are a part, where several processes share it; default: these are all. */
  readonly part?: Part;
}

/** When a step happens. */
export interface Clock extends Epoch {
  /** Steps before this one. */
  readonly step: number;
  /** Updates of all members before this one. */
  readonly update: number;
}

/** Numbers that an update reports: its loss and the loss's parts. */
export type Terms = { readonly loss: number } & Readonly<Record<string, number>>;

/** The prepared scans of a run. */
export interface Scans {
  scan(id: string): PreparedScan;
  labelledScan(id: string): LabelledScan;
}

/** What training needs of a plan. */
export type TrainingPlan = Pick<Plan, "training" | "inference" | "device" | "precision" | "seed"> & {
  readonly dataset: Pick<Plan["dataset"], "classes" | "labelled" | "unlabelled">;
};

/** What a method may know of the run that it is in. */
export interface MethodContext {
  readonly plan: TrainingPlan;
  readonly scans: Scans;
  /** The plan's `training.loss`, loaded: labelled crops are learnt by it. */
  readonly loss?: OwnLoss | undefined;
}

/** A method at work. */
export interface MethodRun {
  /** Does one step: forwards, backwards and updates in the method's own order. What each student's update reports. */
  step(batch: Batch, at: Clock, kit: Kit): Readonly<Record<string, Terms>>;
  /** What is to be done before the first step of an epoch, and before pseudo-masks are made. */
  openEpoch?(at: Clock, kit: Kit): void;
  /** All state that the members do not hold; the tensors are the scope's. */
  state?(): Readonly<Record<string, Tensor>>;
  /** Takes the state over; the tensors are copied. */
  restore?(state: Readonly<Record<string, Tensor>>): void;
  dispose?(): void;
}

/** A network by its name, and what it is made with. */
export interface NetworkChoice {
  readonly name: string;
  readonly options: Plan["members"][string]["options"];
}

/** What a preset of a method decides. */
export interface MethodPreset<Settings> {
  readonly settings: Settings;
  /** Settings of training that the method wants otherwise than the plan's preset. */
  readonly training?: Partial<Training>;
  /** How MR becomes what networks see instead of the preset's way. */
  readonly mrIntensity?: Intensity;
  /** Optimizer of its members instead of the preset's. */
  readonly optimizer?: Plan["members"][string]["optimizer"];
  /** Highest rate of its members instead of the preset's. */
  readonly learningRate?: number;
  /** A network for its members instead of the preset's. */
  readonly network?: NetworkChoice;
  /** Networks of some members, by their names, instead of that. Given: what the member would have had. */
  readonly networks?: Readonly<Record<string, (planned: NetworkChoice) => NetworkChoice>>;
  /** Why, by the settings' names. */
  readonly reasons?: Readonly<Record<string, string>>;
}

export interface MethodDefinition<Settings> {
  /** `plan.method.name` and `--method`. */
  readonly name: string;
  /** "Mean Teacher" */
  readonly title: string;
  /** One sentence: what it does. */
  readonly summary: string;
  readonly cite: Citation;
  /** What of the reference was kept, and what was mended and why. */
  readonly notes?: readonly string[];
  /** `plan.method.settings`; each described. */
  readonly settings: z.ZodObject;
  readonly presets: Readonly<Record<Plan["preset"], MethodPreset<Settings>>>;
  readonly needsUnlabelled: boolean;
  /**
   * Whether several processes can share its batches, default false: all its updates are {@link summed}, and whatever it draws it
   * draws for the whole batch.
   */
  readonly splits?: boolean;
  /** Why not, as half a sentence; default that its loss needs all crops at once. */
  readonly whyNotSplit?: string;
  /**
   * Whether it learns labelled crops by a loss of one's own where there is one ({@link MethodContext.loss}), or only by one that can be
   * of parts of crops; default false.
   */
  readonly takesLoss?: boolean | "of parts";
  /** Why not, as half a sentence; default that its definition does not say so. */
  readonly whyNoLoss?: string;
  members(settings: Settings): readonly MemberSpec[];
  stages(settings: Settings): readonly Stage[];
  /** The steps of an epoch, in order: a pure function, which schedule, cost and resumption ask. */
  steps(at: Epoch, settings: Settings, training: Training): readonly StepSpec[];
  /** Whose masks are a result, by name, averaged over the members listed. The first is the method's answer. */
  predictors(settings: Settings): Readonly<Record<string, readonly string[]>>;
  /** The pseudo-masks of whole unlabelled scans that it wants, by rising place; default none. */
  pseudoMasks?(settings: Settings): readonly PseudoMaskSpec[];
  /** The settings of a run that goes on from trained networks, such as a shorter first stage; default: the same. */
  continued?(settings: Settings): Settings;
  /** What is wrong between the settings, each of which is sound by itself. */
  faults?(settings: Settings, training: Training): readonly { readonly path: string; readonly message: string }[];
  begin(settings: Settings, context: MethodContext): MethodRun;
}

/** A method with the settings of a plan: what the rest of the house asks. */
export interface Method {
  readonly definition: AnyMethod;
  readonly members: readonly MemberSpec[];
  readonly stages: readonly Stage[];
  readonly predictors: Readonly<Record<string, readonly string[]>>;
  /** By rising place. */
  readonly pseudoMasks: readonly PseudoMaskSpec[];
  /** Its settings in a run that goes on from trained networks. */
  readonly continued: Readonly<Record<string, unknown>>;
  steps(at: Epoch, training: Training): readonly StepSpec[];
  faults(training: Training): readonly { readonly path: string; readonly message: string }[];
  begin(context: MethodContext): MethodRun;
}

/** A method of any settings, as METHODS lists it. */
export interface AnyMethod
  extends Omit<
    MethodDefinition<unknown>,
    "members" | "stages" | "steps" | "predictors" | "pseudoMasks" | "continued" | "faults" | "begin" | "presets"
  > {
  readonly presets: Readonly<Record<Plan["preset"], MethodPreset<Readonly<Record<string, unknown>>>>>;
  /** @throws MnError `"plan"` for settings that are not allowed. */
  with(settings: unknown): Method;
}

/** Why a method trains in one process alone, as half a sentence; undefined where several can share its batches. */
export function aloneBecause({ splits, whyNotSplit }: Pick<AnyMethod, "splits" | "whyNotSplit">): string | undefined {
  return splits ? undefined : (whyNotSplit ?? "its loss needs all crops of a batch at once");
}

/** Why a method takes no loss of one's own, as half a sentence; undefined where it does. */
export function noLossBecause({
  takesLoss,
  whyNoLoss,
}: Pick<AnyMethod, "takesLoss" | "whyNoLoss">): string | undefined {
  return takesLoss ? undefined : (whyNoLoss ?? "its definition does not say takesLoss");
}

/** @throws MnError `"usage"` where the method takes no loss of one's own, or not this one */
export function assertTakesLoss(method: AnyMethod, loss: OwnLoss): void {
  const why = noLossBecause(method);
  if (why !== undefined) {
    const remedy = "Leave out --loss, or choose another method.";
    throw new MnError("usage", `${method.title} takes no loss of one's own: ${why}.`, { remedy });
  }
  if (method.takesLoss !== "of parts" || loss.parts) return;
  const remedy =
    "Let it say parts: true and count the voxels alone that its third argument has, or choose another method.";
  throw new MnError("usage", `${method.title} learns parts of crops, and the loss "${loss.name}" is of whole ones.`, {
    remedy,
  });
}

/** A method as METHODS lists it. The settings' type is that of the schema. */
export function defineMethod<Schema extends z.ZodObject>(
  definition: Omit<MethodDefinition<z.infer<Schema>>, "settings"> & { readonly settings: Schema },
): AnyMethod {
  const method: AnyMethod = {
    ...definition,
    presets: definition.presets as AnyMethod["presets"],
    with(input) {
      const { data, error } = definition.settings.safeParse(input);
      if (error !== undefined) {
        throw new MnError("plan", { subject: `method.settings of ${definition.name}`, fault: z.prettifyError(error) });
      }
      return {
        definition: method,
        members: definition.members(data),
        stages: definition.stages(data),
        predictors: definition.predictors(data),
        pseudoMasks: definition.pseudoMasks?.(data) ?? [],
        continued: definition.continued?.(data) ?? data,
        steps: (at, training) => definition.steps(at, data, training),
        faults: (training) => definition.faults?.(data, training) ?? [],
        begin(context) {
          if (context.loss !== undefined) assertTakesLoss(method, context.loss);
          else if (context.plan.training.loss !== undefined) {
            const remedy = "Give what loadLoss makes of it as loss.";
            throw new MnError("usage", "The plan has a loss of one's own, and it was not loaded.", { remedy });
          }
          return definition.begin(data, context);
        },
      };
    },
  };
  return method;
}

/** The networks that learn by gradients: those that a plan has entries for. */
export function learners({ members }: Pick<Method, "members">): readonly MemberSpec[] {
  return members.filter(({ learns, make }) => learns === "gradient" && make === undefined);
}

/** The members whose networks are written when training ends: those that a method makes for itself serve it while it learns. */
export function writtenMembers({ members }: Pick<Method, "members">): readonly MemberSpec[] {
  return members.filter(({ make }) => make === undefined);
}

/** The name in `plan.members` of the network that a member has: its own, or that of the member it follows or learns like. */
export function plannedName({ name, learns, like, make }: MemberSpec): string {
  if (typeof learns === "object") return learns.ema;
  return learns === "frozen" || make !== undefined ? (like ?? name) : name;
}

/**
 * One of the things that have a member's name.
 *
 * @throws MnError `"usage"` where the method has no such member.
 */
export function memberNamed<One extends { readonly name: string }>(all: readonly One[], name: string): One {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new MnError("usage", `The method has no member "${name}".`);
  return found;
}

/** What a set of predictors is called: its member's title, or that several were averaged. */
export function predictorTitle({ members, predictors }: Pick<Method, "members" | "predictors">, name: string): string {
  const of = predictors[name] ?? [];
  if (of.length !== 1) return `${of.length === 2 ? "both" : `all ${of.length}`} averaged`;
  return members.find((member) => member.name === of[0])?.title ?? name;
}
