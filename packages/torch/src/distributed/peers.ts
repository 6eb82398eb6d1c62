// What a training asks of the other processes that train with it. One process is the case `alone` of the same code, so
// that no method ever asks for its rank.
import { tensor } from "../creation.js";
import { zerosLike } from "../generated/operators.js";
import type { Parameter } from "../nn/index.js";
import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import type { ProcessGroup, Reduction } from "./group.js";

/** What JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The processes that train together. All make the same calls in the same order; each call waits for the others, and
 * throws as {@link Work.wait} does.
 */
export interface Peers {
  readonly rank: number;
  readonly count: number;
  /**
   * Replaces gradients by their mean over the processes: where each one's loss is a mean over as many samples as the
   * others'.
   */
  meanGradients(parameters: readonly Parameter[]): void;
  /** Replaces gradients by their sum over the processes: where each one's loss is its part of the whole batch's. */
  sumGradients(parameters: readonly Parameter[]): void;
  /** Replaces tensors by their sums over the processes. */
  sum(tensors: readonly Tensor[]): void;
  /** Whether it is so in any process. */
  any(flag: boolean): boolean;
  /** The first process's value: what its clock decides holds for all. */
  first(value: number): number;
  /** Overwrites tensors by those that the first process has under the same names. */
  share(tensors: Readonly<Record<string, Tensor>>): void;
  /** The values of all processes in order of their ranks. */
  gather<T extends Json>(value: T): T[];
  /** The bytes of all processes in order of their ranks, any number of them from each. */
  gatherBytes(bytes: Uint8Array): Uint8Array[];
  /** Waits until all processes have come. */
  barrier(): void;
}

/** One process by itself. */
export const alone: Peers = {
  rank: 0,
  count: 1,
  meanGradients() {},
  sumGradients() {},
  sum() {},
  any: (flag) => flag,
  first: (value) => value,
  share() {},
  gather: (value) => [value],
  gatherBytes: (bytes) => [bytes],
  barrier() {},
};

/** The processes of a group. */
export function peersOf(group: ProcessGroup): Peers {
  return {
    rank: group.rank,
    count: group.size,
    meanGradients: (parameters) => combineGradients(group, parameters, "avg"),
    sumGradients: (parameters) => combineGradients(group, parameters, "sum"),
    sum: (tensors) => group.allReduce(tensors).wait(),
    any: (flag) =>
      scope(() => {
        const found = tensor([Number(flag)], { dtype: "int32" });
        group.allReduce([found], "max").wait();
        return found.itemNumber() > 0;
      }),
    first: (value) =>
      scope(() => {
        const shared = tensor([value], { dtype: "float64" });
        group.broadcast([shared]).wait();
        return shared.itemNumber();
      }),
    share(tensors) {
      const names = Object.keys(tensors).sort();
      group
        .broadcast(
          names.map((name) => tensors[name] as Tensor),
          0,
          names,
        )
        .wait();
    },
    gather: (value) => group.gather(value).wait(),
    gatherBytes: (bytes) => group.gatherBytes(bytes).wait(),
    barrier: () => group.barrier().wait(),
  };
}

/**
 * One message for each dtype. A process without a gradient that another one has, since it had no sample for that part,
 * adds zeros; a parameter that has a gradient nowhere stays without, so that the optimiser passes it over everywhere.
 */
function combineGradients(group: ProcessGroup, parameters: readonly Parameter[], reduction: Reduction): void {
  scope(() => {
    const own = parameters.map((parameter) => parameter.grad);
    const have = tensor(
      own.map((gradient) => Number(gradient !== undefined)),
      { dtype: "int32" },
    );
    group.allReduce([have], "max").wait();
    const haveAny = have.toTypedArray();
    const gradients = parameters.flatMap((parameter, i) => {
      if (Number(haveAny[i]) === 0) return [];
      const gradient = own[i] ?? zerosLike(parameter.detach());
      if (own[i] === undefined) parameter.grad = gradient;
      return [gradient];
    });
    if (gradients.length > 0) group.allReduce(gradients, reduction).wait();
  });
}
