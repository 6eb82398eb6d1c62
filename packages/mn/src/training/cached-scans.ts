// The prepared scans of a plan, in the cache, and random crops of them: where the trainer's batches come from.
// What is drawn follows from the seed, the step and the case.

import type { Triple } from "@mandn/imaging";
import { cat, type Device, empty, type Generator, scope, type Tensor } from "@mandn/torch";
import { augmentStrongly } from "../data/augment.js";
import type { ScanCache } from "../data/cache.js";
import { type CropScan, drawCrops } from "../data/crops.js";
import { drawShift } from "../data/placement.js";
import type { LabelledScan, PreparedScan } from "../data/prepare.js";
import type { RandomKey } from "../data/random.js";
import { ResidentScans } from "../data/resident.js";
import type { Plan } from "../plan/plan.js";
import type { Crops, Scans } from "./method.js";
import type { CropRequest, CropSource } from "./trainer.js";

/** The prepared scans of a run, and crops of them. */
export interface TrainingScans extends Scans, CropSource {}

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
