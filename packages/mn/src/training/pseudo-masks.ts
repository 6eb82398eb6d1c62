/**
 * Pseudo-masks of whole unlabelled scans, which members of a method make between epochs: where they have foreground, crops of these scans
 * will lie, and where the method wants it, soft masks are kept, of which crops are cut together with the scan.
 */
import { bytesText } from "@mandn/base";
import { fromTypedArray, keep, type Tensor, zeros } from "@mandn/torch";
import { type Foreground, foregroundBytes, foregroundsIn } from "../data/placement.js";
import { MnError } from "../errors.js";
import type { Kit } from "./kit.js";
import type { MethodContext, PseudoMaskSpec } from "./method.js";
import { inOrder, ownScans } from "./part.js";
import { foregroundOf, predictForeground, predictSoftMask } from "./whole-scans.js";

/** What is kept of a scan's pseudo-mask. */
export interface PseudoMask {
  readonly foreground: Foreground;
  /** `[K, D, H, W]`, uint8, on the CPU: 255ths of the probability of each class. */
  readonly soft?: Tensor | undefined;
}

/** By case. */
export type PseudoMasks = ReadonlyMap<string, PseudoMask>;

/**
 * Makes pseudo-masks of all unlabelled scans, each in one of the processes that train together; all get all of them.
 *
 * @param room bytes that soft masks may take; default the memory that is left
 * @returns soft masks are the caller's
 * @throws MnError `"memory"` where soft masks would take more
 */
export function makePseudoMasks(
  { by, soft = false }: PseudoMaskSpec,
  { scans, plan }: MethodContext,
  kit: Kit,
  room: number = process.availableMemory(),
): PseudoMasks {
  const ids = plan.dataset.unlabelled;
  const shapes = ids.map((id) => scans.scan(id).image.shape.slice(1));
  const sizes = shapes.map((shape) => shape.reduce((product, size) => product * size));
  if (soft) assertRoom(kit.classes * sizes.reduce((sum, size) => sum + size, 0), room);
  const predictors = by.map((name) => kit.member(name).predictor);
  const kept = new Map<string, Tensor>();
  const own = ownScans(kit.peers, sizes).map((place) => {
    const id = ids[place] as string;
    if (!soft) return predictForeground(scans.scan(id), predictors, kit.classes, plan);
    const mask = predictSoftMask(scans.scan(id), predictors, kit.classes, plan);
    kept.set(id, mask);
    return foregroundOf(mask);
  });
  const found = inOrder(
    sizes,
    kit.peers.gatherBytes(foregroundBytes(own)).map((bytes) => foregroundsIn(bytes, kit.classes)),
  );
  if (soft && kit.peers.count > 1) {
    for (const [place, id] of ids.entries()) {
      const mask = kept.get(id) ?? keep(zeros([kit.classes, ...(shapes[place] as number[])], { dtype: "uint8" }));
      kept.set(id, mask);
      kit.peers.sum([mask]);
    }
  }
  return new Map(ids.map((id, place) => [id, { foreground: found[place] as Foreground, soft: kept.get(id) }]));
}

/** Frees soft masks. */
export function disposePseudoMasks(masks: PseudoMasks): void {
  for (const { soft } of masks.values()) soft?.dispose();
}

/** As a checkpoint holds them: voxels of foreground `[N, 3]`, flat, by class, and soft masks as they are, not copied. */
export function pseudoMaskTensors(masks: PseudoMasks): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  for (const [id, { foreground, soft }] of masks) {
    for (const [i, voxels] of foreground.entries()) tensors[`foreground/${i}/${id}`] = fromTypedArray(voxels);
    if (soft !== undefined) tensors[`soft/${id}`] = soft;
  }
  return tensors;
}

/** Those that are among a checkpoint's tensors; soft masks are copied, and the caller's. */
export function pseudoMasksOf(tensors: Readonly<Record<string, Tensor>>): PseudoMasks {
  const first = "foreground/0/";
  const ids = Object.keys(tensors).flatMap((name) => (name.startsWith(first) ? [name.slice(first.length)] : []));
  const foregroundOf = (id: string, i = 0): Int32Array[] => {
    const voxels = tensors[`foreground/${i}/${id}`];
    return voxels === undefined ? [] : [voxels.toTypedArray() as Int32Array, ...foregroundOf(id, i + 1)];
  };
  return new Map(
    ids.map((id) => {
      const soft = tensors[`soft/${id}`];
      return [id, { foreground: foregroundOf(id), soft: soft && keep(soft.clone()) }];
    }),
  );
}

function assertRoom(bytes: number, room: number): void {
  if (bytes <= room) return;
  throw new MnError(
    "memory",
    `Soft masks of all unlabelled scans take ${bytesText(bytes)}, and ${bytesText(room)} of memory are left.`,
    {
      remedy:
        "Let the networks make their masks at every step (masks: step, lastStage: 0 in M&N's settings), or give fewer unlabelled scans.",
    },
  );
}
