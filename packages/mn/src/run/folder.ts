import { join, resolve } from "node:path";

/** Where everything of a run lies: its folder is the only state. */
export class RunFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** The plan, editable. */
  get plan(): string {
    return join(this.root, "plan.json");
  }

  /** JSON Schema of the plan, for editors. */
  get planSchema(): string {
    return join(this.root, "plan.schema.json");
  }

  /** The dataset as it was discovered (`datasetSchema` of imaging). */
  get dataset(): string {
    return join(this.root, "dataset.json");
  }

  /** The faults that were found (`mn check --json`). */
  get check(): string {
    return join(this.root, "check.json");
  }

  get lock(): string {
    return join(this.root, "lock");
  }

  /** One JSON object per line: steps, validations, checkpoints, resumptions. */
  get events(): string {
    return join(this.root, "events.jsonl");
  }

  get tensorboard(): string {
    return join(this.root, "tensorboard");
  }

  /** `NNNNNNNN.safetensors`, by the number of updates; the last two. */
  get checkpoints(): string {
    return join(this.root, "checkpoints");
  }

  /** Pseudo-masks of whole unlabelled scans, `<case>.safetensors`. */
  get pseudoMasks(): string {
    return join(this.root, "pseudo-masks");
  }

  /** The trained network's weights alone, with the reference's keys. */
  network(which: "2d" | "3d"): string {
    return join(this.root, `network-${which}.safetensors`);
  }

  /** Masks of scans, `<case>.nii.gz`, and `predictions.json`. */
  get predictions(): string {
    return join(this.root, "predictions");
  }

  /** Metrics of the validation and test scans. */
  get metrics(): string {
    return join(this.root, "metrics.json");
  }

  get report(): string {
    return join(this.root, "report.html");
  }
}
