/**
 * A network that takes part in a method: the network itself, how it sees a crop, and its optimizer where it learns by gradients.
 * Or a module of the method's own, which learns beside them.
 */
import type { Network3d } from "@mandn/models";
import { type Generator, type nn, optim, type Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import {
  type Direction,
  drawDirection,
  drawSlices,
  type Predictor,
  swapDirection,
  takeSlices,
} from "../inference/predictor.js";
import type { PlannedMember } from "../plan/plan.js";
import { type MemberSpec, plannedName } from "./method.js";
import { type Part, rowsAt } from "./part.js";

/** How a member sees the crops of one update: which slices, along which axis. */
export interface View {
  readonly along: Direction;
  /** What a recorded loss depends on besides the values of its inputs. */
  readonly key: string;
  /** Tensors that {@link see} needs, inputs of the update's loss: the slices' places, or nothing. */
  readonly inputs: readonly Tensor[];
  /** `[N, C, D, H, W]` → what the member sees of it: `[N, C, S, H, W]` of slices, or the volume as it is. */
  see(volume: Tensor, inputs: readonly Tensor[]): Tensor;
}

export class Member implements Disposable {
  /** Absent where it does not learn by gradients. */
  readonly optimizer: optim.Optimizer | undefined;

  /**
   * @param module the network, or the module that the method makes
   * @param planned its own entry in the plan, or that of the member whose network it has or that it learns like
   */
  constructor(
    readonly spec: MemberSpec,
    readonly module: Network3d | nn.Module,
    readonly planned: PlannedMember,
  ) {
    this.optimizer = spec.learns === "gradient" ? makeOptimizer(module, { ...planned, ...spec.learning }) : undefined;
  }

  /** @throws MnError `"usage"` where it is a module of the method's own. */
  get network(): Network3d {
    if (this.spec.make === undefined) return this.module as Network3d;
    throw new MnError("usage", `The ${this.spec.title} is no network over scans.`);
  }

  get name(): string {
    return this.spec.name;
  }

  /** Axes that it is asked along, its logits averaged. */
  get directions(): readonly Direction[] {
    return this.planned.view === "slices" ? this.planned.sliceDirections : ["d"];
  }

  /** The network and how it is asked for a whole scan. */
  get predictor(): Predictor {
    return { network: this.network, directions: this.directions };
  }

  /** Sets the learning rates to a share of their highest values. */
  setRate(factor: number): void {
    for (const group of this.optimizer?.paramGroups ?? []) group.lr = (group.initialLr as number) * factor;
  }

  /** The present rate of the parameters that learn fastest; 0 where it does not learn by gradients. */
  get learningRate(): number {
    return Math.max(0, ...(this.optimizer?.paramGroups ?? []).map(({ lr }) => lr));
  }

  /** The axis along which it learns or teaches next: of several one is drawn; over many updates all are used equally. */
  drawDirection(generator: Generator): Direction {
    return drawDirection(this.directions, generator);
  }

  /**
   * Draws what it sees of crops `[N, C, D, H, W]` in one update.
   *
   * @param part of which batch they are a part; default all of it
   */
  drawView(image: Tensor, generator: Generator, part?: Part): View {
    const along = this.drawDirection(generator);
    if (this.planned.view === "volume") return { along, key: along, inputs: [], see: (volume) => volume };
    const { slicesPerVolume } = this.planned;
    const depth = swapDirection(image, along).size(2);
    const crops = part === undefined ? image.size(0) : part.unlabelled + part.labelled;
    const drawn = drawSlices(crops, depth, slicesPerVolume, generator);
    const places = rowsAt(drawn, part?.own).to(image.device);
    return {
      along,
      key: along,
      inputs: [places],
      see: (volume, [at]) => takeSlices(swapDirection(volume, along), at as Tensor),
    };
  }

  /**
   * Moves the weights towards another member's of the same shapes: w ← decay · w + (1 − decay) · w'.
   *
   * @param buffers whether buffers, such as running statistics, move too
   */
  follow(other: Member, decay: number, buffers = false): void {
    new optim.Ema(other.module, this.module, { buffers }).update(decay);
  }

  /** Frees the network and the optimizer's state. */
  dispose(): void {
    this.optimizer?.dispose();
    this.module.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function makeOptimizer(
  module: Network3d | nn.Module,
  { learningRate, optimizer }: Pick<PlannedMember, "learningRate" | "optimizer">,
): optim.Optimizer {
  const own = "parameterGroups" in module ? module.parameterGroups?.() : undefined;
  const groups = (own ?? [{ parameters: module.parameters(), rate: 1 }]).map(({ parameters, rate }) => ({
    params: parameters,
    initialLr: learningRate * rate,
  }));
  const { weightDecay } = optimizer;
  switch (optimizer.kind) {
    case "adamw":
      return new optim.AdamW(groups, { lr: learningRate, weightDecay, betas: optimizer.betas });
    case "adam":
      return new optim.Adam(groups, { lr: learningRate, weightDecay, betas: optimizer.betas });
    case "sgd":
      return new optim.SGD(groups, {
        lr: learningRate,
        weightDecay,
        momentum: optimizer.momentum,
        nesterov: optimizer.nesterov,
      });
  }
}

/** That a member's network cannot do what the method needs. */
export function lacking({ spec, planned }: Pick<Member, "spec" | "planned">, what: string): MnError {
  const remedy = `Set members.${plannedName(spec)}.network in plan.json to one that has it: unet3d or vnet.`;
  return new MnError(
    "plan",
    `The network ${planned.network} of the ${spec.title} lacks what the method needs: ${what}.`,
    {
      remedy,
    },
  );
}
