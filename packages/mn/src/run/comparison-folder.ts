// Where everything of a comparison lies: a plan for each number of labels, a run for each row and seed, and what comes of them.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { MnError } from "../errors.js";
import { orRefused, readJsonFile, writeJsonFile } from "./files.js";
import { RunFolder } from "./folder.js";

/** What all runs of a comparison have in common, beside what stands in its plans. */
const requestSchema = z.strictObject({
  version: z.literal(1),
  comparison: z.enum(["compare", "ablate"]),
  equal: z.enum(["time", "updates"]),
});
export type ComparisonRequest = Omit<z.infer<typeof requestSchema>, "version">;

const failureSchema = z.strictObject({
  version: z.literal(1),
  time: z.number().describe("milliseconds since 1970"),
  message: z.string(),
});

/** One training of a comparison. */
export interface Cell {
  /** Scans whose masks are used; undefined: all that there are. */
  readonly labelled: number | undefined;
  /** The variant's name. */
  readonly variant: string;
  readonly seed: number;
}

export class ComparisonFolder {
  readonly root: string;

  private constructor(root: string) {
    this.root = resolve(root);
  }

  /**
   * The folder of a comparison, made where it is missing, or one that is there already.
   *
   * @throws MnError `"run"` when it holds other things, when something else was asked for in it, or when it cannot be written
   */
  static create(root: string, request: ComparisonRequest): ComparisonFolder {
    const folder = new ComparisonFolder(root);
    orRefused(folder.root, "written", () => {
      mkdirSync(folder.root, { recursive: true });
      accessSync(folder.root, constants.W_OK | constants.X_OK);
    });
    if (!existsSync(folder.request)) {
      const [other] = readdirSync(folder.root);
      if (other !== undefined) throw folder.#foreign(other);
      writeJsonFile(folder.request, { version: 1, ...request });
      return folder;
    }
    const before = readJsonFile(folder.request, z.looseObject({ comparison: z.string().optional() }));
    if (before?.comparison === undefined) throw folder.#foreign("request.json");
    const asked = readJsonFile(folder.request, requestSchema);
    if (asked?.comparison === request.comparison && asked.equal === request.equal) return folder;
    const remedy = "Take another folder.";
    const fault = `holds runs of mn ${asked?.comparison} with equal ${asked?.equal}, and mn ${request.comparison} with equal ${request.equal} is asked now`;
    throw new MnError("run", fault, { path: folder.root, remedy });
  }

  #foreign(name: string): MnError {
    const remedy = "Choose an empty folder, or one that is not there yet.";
    const fault = `holds other things than a comparison (${name})`;
    return new MnError("run", fault, { path: this.root, remedy });
  }

  get request(): string {
    return join(this.root, "request.json");
  }

  /** Held while a plan is made, or results are written. */
  get lock(): string {
    return join(this.root, "lock");
  }

  get results(): string {
    return join(this.root, "compare.json");
  }

  /** Every scan of every row and seed, as a table. */
  get table(): string {
    return join(this.root, "compare.csv");
  }

  get page(): string {
    return join(this.root, "compare.html");
  }

  /** The plan that all runs with so many labelled scans are made from; nothing is trained there. */
  reference(labelled: number | undefined): RunFolder {
    return new RunFolder(join(this.root, `${labelsText(labelled)}-plan`));
  }

  run(cell: Cell): RunFolder {
    return new RunFolder(join(this.root, nameOf(cell)));
  }

  /** Why a training failed; undefined where it did not. */
  failure(cell: Cell): string | undefined {
    return readJsonFile(this.#failurePath(cell), failureSchema)?.message;
  }

  writeFailure(cell: Cell, message: string): void {
    writeJsonFile(this.#failurePath(cell), { version: 1, time: Date.now(), message });
  }

  /** Before a training is tried again. */
  clearFailure(cell: Cell): void {
    orRefused(this.#failurePath(cell), "removed", () => rmSync(this.#failurePath(cell), { force: true }));
  }

  #failurePath(cell: Cell): string {
    return join(this.root, `${nameOf(cell)}-failure.json`);
  }
}

const labelsText = (labelled: number | undefined) => `${labelled ?? "all"}-labels`;

const nameOf = ({ labelled, variant, seed }: Cell) => `${labelsText(labelled)}-${variant}-seed-${seed}`;
