// The prepared scans of a plan, in the cache and, as far as there is room, on the device that computes with them; and random crops of
// them: where the trainer's batches come from. What is drawn follows from the seed, the step and the case.

import type { Triple } from "@mandn/imaging";
import {
  bytesPerElement,
  type CudaDevice,
  cat,
  cuda,
  type Device,
  empty,
  type Generator,
  keep,
  scope,
  type Tensor,
} from "@mandn/torch";
import { augmentStrongly } from "../data/augment.js";
import type { ScanCache } from "../data/cache.js";
import { type CropScan, drawCrops } from "../data/crops.js";
import { drawShift } from "../data/placement.js";
import type { LabelledScan, PreparedScan } from "../data/prepare.js";
import type { RandomKey } from "../data/random.js";
import type { Plan } from "../plan/plan.js";
import type { Crops, Scans } from "./method.js";
import type { CropRequest, CropSource } from "./trainer.js";

/** The prepared scans of a run, and crops of them. */
export interface TrainingScans extends Scans, CropSource {}

/** Of a GPU's free memory, before training takes any. */
const RESIDENT_SHARE = 0.25;

/**
 * Prepared scans on the device that computes with them, as far as there is room: crops and windows are then cut there, and nothing is
 * copied from the CPU at every step. On the CPU the scans stay where they are.
 */
export class ResidentScans implements Disposable {
  readonly #device: Device;
  readonly #kept = new Map<Tensor, Tensor>();
  #room: number;

  /** @param room bytes that copies may take in all */
  constructor(device: Device, room: number) {
    this.#device = device;
    this.#room = room;
  }

  /** For a device, with a quarter of a GPU's free memory; none for copies on the CPU. */
  static for(device: Device): ResidentScans {
    return new ResidentScans(device, device === "cpu" ? 0 : RESIDENT_SHARE * cuda.memory(device as CudaDevice).free);
  }

  /** A copy of the tensor on the device, made at the first asking and kept; the tensor itself where there is no room for it. */
  of(tensor: Tensor): Tensor {
    const known = this.#kept.get(tensor);
    if (known !== undefined) return known;
    const bytes = tensor.numel * bytesPerElement[tensor.dtype];
    if (bytes > this.#room) return tensor;
    this.#room -= bytes;
    const copy = scope(() => keep(tensor.to({ device: this.#device, copy: true })));
    this.#kept.set(tensor, copy);
    return copy;
  }

  /** Frees the copies. */
  dispose(): void {
    for (const copy of this.#kept.values()) copy.dispose();
    this.#kept.clear();
    this.#room = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

export class CachedScans implements TrainingScans, Disposable {
  /** @param resident where they lie while they are used; default on the plan's device, as far as there is room */
  constructor(
    readonly cache: ScanCache,
    readonly plan: Pick<Plan, "training" | "augmentation" | "device">,
    private readonly resident = ResidentScans.for(plan.device as Device),
  ) {}

  scan(id: string): PreparedScan {
    return this.#scan(id);
  }

  labelledScan(id: string): LabelledScan {
    return this.#labelled(id);
  }

  /** Frees what lies on the device; the cache is the caller's. */
  dispose(): void {
    this.resident.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #scan(id: string) {
    const scan = this.cache.get(id);
    return { ...scan, image: this.resident.of(scan.image) };
  }

  #labelled(id: string) {
    const scan = this.cache.labelled(id);
    return { ...scan, image: this.resident.of(scan.image), mask: this.resident.of(scan.mask) };
  }

  draw({ step, unlabelled, labelled, strong, overlapping, pseudoMasks, random, part }: CropRequest): Crops {
    const { training, augmentation, device } = this.plan;
    const { crop, foregroundCrops } = training;
    const options = { crop, foregroundCrops, augmentation, device: device as Device };
    const seen = new Map<string, number>();
    /** What each crop draws depends on the step, its case, and how often the case was there before in this batch. */
    const ofCrop = <T>(id: string, body: (generator: Generator) => T, ...view: RandomKey): T => {
      using generator = random.generator("crop", step, id, seen.get(id) ?? 0, ...view);
      return body(generator);
    };
    const besides: Tensor[] = [];
    const shifts: Triple[] = [];
    const drawBeside = (id: string, scan: CropScan) => {
      if (overlapping === 0) return;
      const shift = ofCrop(id, (generator) => drawShift(crop, overlapping, generator), "shift");
      besides.push(ofCrop(id, (generator) => drawCrops([scan], { ...options, shift, generator })).image);
      shifts.push(shift);
    };
    const next = (id: string) => void seen.set(id, (seen.get(id) ?? 0) + 1);
    const isOwn = (place: number) => part === undefined || part.own.includes(place);
    return scope(() => {
      const images: Tensor[] = [];
      const softs: Tensor[] = [];
      const views: Tensor[][] = Array.from({ length: strong }, () => []);
      for (const [i, id] of unlabelled.entries()) {
        if (isOwn(i)) {
          const scan = { ...this.#scan(id), ...pseudoMasks.get(id) };
          const { image, soft } = ofCrop(id, (generator) => drawCrops([scan], { ...options, generator }));
          images.push(image);
          if (soft !== undefined) softs.push(soft);
          drawBeside(id, scan);
          for (const [v, view] of views.entries()) {
            view.push(ofCrop(id, (generator) => augmentStrongly(image, generator), "strong", v));
          }
        }
        next(id);
      }
      const masks: Tensor[] = [];
      for (const [i, id] of labelled.entries()) {
        if (isOwn(unlabelled.length + i)) {
          const scan = this.#labelled(id);
          const { image, mask } = ofCrop(id, (generator) => drawCrops([scan], { ...options, generator }));
          images.push(image);
          masks.push(mask);
          drawBeside(id, scan);
        }
        next(id);
      }
      const image = cat(images);
      const masksKept = pseudoMasks.get(unlabelled[0] ?? "")?.soft;
      const joined = (some: readonly Tensor[], nothing: () => Tensor) => (some.length > 0 ? cat(some) : nothing());
      return {
        image,
        mask: joined(masks, () => empty([0, ...crop], { dtype: "uint8", device: device as Device })),
        strong: views.map((view) => joined(view, () => image.narrow(0, 0, 0))),
        overlapping: besides.length > 0 ? { image: cat(besides), shifts } : undefined,
        soft: masksKept && joined(softs, () => empty([0, masksKept.size(0), ...crop], { device: device as Device })),
      };
    });
  }
}
