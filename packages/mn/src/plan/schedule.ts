/**
 * The schedule of a run as pure functions of the plan: stages, the learning rate, and the place in the schedule of each epoch.
 * A place is a share of the run, 0 … 1. A resumed run asks the same functions, so it cannot stray.
 */
import type { Training } from "./plan.js";

/** A part of the run, of those that a method names, in order. */
export interface Stage {
  readonly name: string;
  /** The place at which it ends; of the last one 1. */
  readonly until: number;
  /** Whether the learning rate starts again at its highest value with it. */
  readonly restartsRate?: boolean;
}

/** The linear warm-up starts at this share of the rate. */
const WARM_UP_START = 0.01;

/**
 * The learning rate at a place, as a share of the highest: a linear warm-up, then annealing to the end of the run, or to the
 * next stage that restarts it (cosine with restarts: Loshchilov and Hutter 2017, https://arxiv.org/abs/1608.03983).
 */
export function rateFactor(
  place: number,
  stages: readonly Stage[],
  { warmUp, annealing }: Pick<Training, "warmUp" | "annealing">,
): number {
  if (place < warmUp) return WARM_UP_START + (1 - WARM_UP_START) * (place / warmUp);
  let [from, to] = [warmUp, 1];
  for (const [i, { restartsRate }] of stages.entries()) {
    const begin = i === 0 ? 0 : (stages[i - 1] as Stage).until;
    if (i === 0 || restartsRate !== true) continue;
    if (begin <= place) from = begin;
    else to = Math.min(to, begin);
  }
  const position = Math.min(1, (place - from) / (to - from));
  switch (annealing.kind) {
    case "cosine":
      return (1 + Math.cos(Math.PI * position)) / 2;
    case "poly":
      return (1 - position) ** annealing.power;
    case "steps":
      return annealing.factor ** annealing.at.filter((share) => share <= position).length;
    case "constant":
      return 1;
  }
}

/** Index of the stage that a place is in. */
function stageAt(place: number, stages: readonly Stage[]): number {
  const found = stages.findIndex(({ until }) => place < until);
  return found < 0 ? stages.length - 1 : found;
}

/**
 * How fast a run goes through its schedule from an epoch on. A run of fixed length has one speed; one with a budget decides
 * anew when the clock says so, and holds what it decided in its checkpoint.
 */
export interface Speed {
  /** The first epoch that it holds for. */
  readonly epoch: number;
  /** The place of that epoch. */
  readonly place: number;
  /** Epochs that a whole run would have at this speed. */
  readonly epochs: number;
  /** The place at which the schedule waits for the next decision; 1: it runs to the end. */
  readonly until: number;
}

/** The speed of a run of fixed length. */
export const steady = (epochs: number): Speed => ({ epoch: 0, place: 0, epochs, until: 1 });

/** The place of an epoch by the speeds that were decided, in the order of their epochs. */
export function placeOf(epoch: number, speeds: readonly Speed[]): number {
  const speed = speeds.findLast(({ epoch: first }) => first <= epoch) as Speed;
  return Math.min(speed.until, speed.place + (epoch - speed.epoch) / speed.epochs);
}

/** Epochs that a run has in all, if it goes on at the last speed. */
export function expectedEpochs(speeds: readonly Speed[]): number {
  const { epoch, place, epochs } = speeds.at(-1) as Speed;
  return epoch + Math.max(0, Math.ceil((1 - place) * epochs - ROUNDING));
}

/** Keeps (1 − place) · epochs from being rounded up to an epoch more. */
const ROUNDING = 1e-6;

/** Whether a place is the end of the run. */
export const isEnd = (place: number): boolean => place >= 1 - 1e-9;

/** An epoch: the place in the schedule, with the stage and the rate that hold in it. */
export interface Epoch {
  readonly epoch: number;
  /** Share of the run that lies before it. */
  readonly place: number;
  /** That of the epoch before; −1 before the first. */
  readonly placeBefore: number;
  /** Index among the method's stages. */
  readonly stage: number;
  /** Share of the stage that lies before it. */
  readonly stagePlace: number;
  /** The learning rate as a share of the highest. */
  readonly rate: number;
}

/** An epoch by the speeds that were decided. */
export function epochAt(
  epoch: number,
  speeds: readonly Speed[],
  stages: readonly Stage[],
  training: Pick<Training, "warmUp" | "annealing">,
): Epoch {
  const place = placeOf(epoch, speeds);
  const placeBefore = epoch === 0 ? -1 : placeOf(epoch - 1, speeds);
  const stage = stageAt(place, stages);
  const begin = stage === 0 ? 0 : (stages[stage - 1] as Stage).until;
  const stagePlace = (place - begin) / ((stages[stage] as Stage).until - begin);
  return { epoch, place, placeBefore, stage, stagePlace, rate: rateFactor(place, stages, training) };
}

/** Whether one of these moments, as shares of the run, falls between the epoch before and this one. */
export function isTimeFor(
  moments: readonly number[],
  { place, placeBefore }: Pick<Epoch, "place" | "placeBefore">,
): boolean {
  return moments.some((moment) => moment > placeBefore && moment <= place);
}
