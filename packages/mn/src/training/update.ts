/**
 * What an update of members is: a loss of all crops at once, or one that is made of sums over the crops, which several processes add up
 * before it is formed. The kit computes them.
 */
import { cat, Tensor } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Member } from "./member.js";

/** The value of a loss, and what else is to be reported; each a tensor of one element. */
export type Reported = { readonly loss: Tensor } & Readonly<Record<string, Tensor>>;

/** Sums over the crops of a batch, by name: those of parts of it add up to those of the whole. Of one floating-point type. */
export type Sums = { readonly [name: string]: Tensor | Sums };

interface UpdateBase {
  readonly of: Member | readonly Member[];
  /** What the loss depends on besides the values of its inputs and their shapes: directions, the teacher's name. */
  readonly key: string;
  readonly inputs: readonly Tensor[];
}

/** An update by a loss that is computed at once, of all crops. */
interface WholeUpdate extends UpdateBase {
  loss(...inputs: readonly Tensor[]): Reported;
}

/** An update by a loss that is made of sums over the crops: several processes add up theirs first. */
interface SummedUpdate<S extends Sums = Sums> extends UpdateBase {
  /** Of the crops that are here, which may be none. */
  sums(...inputs: readonly Tensor[]): S;
  /** Of the whole batch's sums; of the inputs those that are the same in every process, such as ramps. */
  lossOf(sums: S, ...inputs: readonly Tensor[]): Reported;
}

/** An update of one member, or of several by one loss. */
export type Update = WholeUpdate | SummedUpdate;

/** An update by sums; lets their names be known to its `lossOf`. */
export const summed = <S extends Sums>(update: SummedUpdate<S>): Update => update;

/** What a loss reports, the loss first. */
export interface Found {
  readonly names: readonly string[];
  readonly outputs: readonly [loss: Tensor, ...others: Tensor[]];
}

export function reported({ loss, ...others }: Reported): Found {
  return { names: ["loss", ...Object.keys(others)], outputs: [loss, ...Object.values(others)] };
}

/** The loss of a process by itself. */
export function lossOf(update: Update, inputs: readonly Tensor[]): Reported {
  return "sums" in update ? update.lossOf(update.sums(...inputs), ...inputs) : update.loss(...inputs);
}

/** @throws MnError `"usage"` for a loss that needs all crops at once: the trainer has refused such methods. */
export function partly(update: Update): SummedUpdate {
  if ("sums" in update) return update;
  throw new MnError("usage", `The loss of ${studentsOf(update)[0]?.name} is no function of sums over crops.`);
}

/** Gives sums their names and shapes back. */
export type Rebuild = (flat: Tensor) => Sums;

/** Sums as one tensor `[M]`, and how to have them back. */
export interface OwnSums {
  readonly flat: Tensor;
  readonly rebuild: Rebuild;
}

export function flattened(sums: Sums): OwnSums {
  const parts: Tensor[] = [];
  const rebuild = placesOf(sums, parts);
  return { flat: cat(parts.map((one) => one.reshape([-1]))), rebuild };
}

/** Adds each of the sums to `parts`, and keeps where it stands among them and its shape, but no tensor. */
function placesOf(sums: Sums, parts: Tensor[]): Rebuild {
  const places = Object.entries(sums).map(([name, one]) => {
    if (!(one instanceof Tensor)) return [name, placesOf(one, parts)] as const;
    const { shape, numel } = one;
    const start = parts.reduce((sum, part) => sum + part.numel, 0);
    parts.push(one);
    return [name, (flat: Tensor) => flat.narrow(0, start, numel).reshape(shape)] as const;
  });
  return (flat) => Object.fromEntries(places.map(([name, of]) => [name, of(flat)]));
}

/** The members that an update changes. */
export function studentsOf({ of }: Update): readonly Member[] {
  return Array.isArray(of) ? of : [of as Member];
}
