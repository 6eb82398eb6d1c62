import { accessSync, constants, mkdirSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { MnError } from "../errors.js";
import { orRefused } from "./refused.js";

/** Where everything of a run lies: its folder is the only state. */
export class RunFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /**
   * The folder of a new run, made where it is missing, or of one that is there already.
   *
   * @throws MnError `run` when it cannot be made or written, or holds other things than a run
   */
  static create(root: string): RunFolder {
    const folder = new RunFolder(root);
    orRefused(folder.root, "written", () => {
      mkdirSync(folder.root, { recursive: true });
      accessSync(folder.root, constants.W_OK | constants.X_OK);
      const entries = readdirSync(folder.root);
      const own = [folder.plan, folder.dataset, folder.check, folder.lock].map((path) => basename(path));
      if (entries.length === 0 || entries.some((name) => own.includes(name))) return;
      const remedy = "Choose an empty folder, or one that is not there yet.";
      throw new MnError("run", `${folder.root} holds other things than a run (${entries[0]}). ${remedy}`, {
        path: folder.root,
        remedy,
      });
    });
    return folder;
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

  /** The trained network's weights alone, with the reference's keys. */
  network(member: string): string {
    return join(this.root, `network-${member}.safetensors`);
  }

  /** Masks of scans, `<case>.nii.gz`, and `predictions.json`. */
  get predictions(): string {
    return join(this.root, "predictions");
  }

  /** The same of one network alone, where its masks are no result of the run but are scored beside it. */
  predictionsOf(set: string): string {
    return join(this.root, `predictions-${set}`);
  }

  /** Which rules for masks were chosen on the validation scans. */
  get postProcessing(): string {
    return join(this.root, "post-processing.json");
  }

  /** Metrics of the validation and test scans. */
  get metrics(): string {
    return join(this.root, "metrics.json");
  }

  get report(): string {
    return join(this.root, "report.html");
  }
}
