import { cat, type Device, type Generator, scope } from "@mandn/torch";
import type { ScanCache } from "../data/cache.js";
import { drawCrops } from "../data/crops.js";
import type { Foreground } from "../data/foreground.js";
import type { LabelledScan, PreparedScan } from "../data/prepared.js";
import type { Plan } from "../plan/plan.js";
import type { Batch } from "./learner.js";
import type { TrainingScans } from "./train.js";

/** The prepared scans of a plan, in the cache, and random crops of them. */
export class CachedScans implements TrainingScans {
  constructor(
    readonly cache: ScanCache,
    readonly plan: Pick<Plan, "training" | "augmentation" | "device">,
  ) {}

  scan(id: string): PreparedScan {
    return this.cache.get(id);
  }

  labelledScan(id: string): LabelledScan {
    return this.cache.labelled(id);
  }

  draw(
    unlabelled: readonly string[],
    labelled: readonly string[],
    foreground: ReadonlyMap<string, Foreground>,
    generator: Generator,
  ): Batch {
    const { training, augmentation, device } = this.plan;
    const { crop, foregroundCrops } = training;
    const options = { crop, foregroundCrops, augmentation, generator, device: device as Device };
    return scope(() => {
      const known = drawCrops(
        labelled.map((id) => this.cache.labelled(id)),
        options,
      );
      if (unlabelled.length === 0) return known;
      const unknown = drawCrops(
        unlabelled.map((id) => ({ ...this.cache.get(id), foreground: foreground.get(id) })),
        options,
      );
      return { image: cat([unknown.image, known.image]), mask: known.mask };
    });
  }
}
