/**
 * The studio's state: what is shown, what a page is told of it, and what changes. Everything is told from the folders of the run and of
 * its labels, looked at twice a second, so that other processes (a training, another studio) are seen as well as this one.
 */
import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "@mandn/imaging";
import { type Round, type Scan, type State, scansSchema, stateSchema, type TrainingRequest } from "@mandn/studio/api";
import { describedClasses } from "../inference/predict.js";
import { type PlacedEvent, readEvents } from "../run/events.js";
import { readPredictions } from "../run/predictions-folder.js";
import type { Predictions } from "../run/results.js";
import { Run } from "../steps/run.js";
import { isTrained } from "../steps/train.js";
import { Images } from "./images.js";
import type { Sight } from "./labelling.js";
import { hasNetworks, Maps } from "./maps.js";
import { EventTail, earlierRuns, roundOf, spentOf } from "./progress.js";
import { scansOf } from "./queue.js";
import { Refused } from "./refusal.js";
import { LARGEST_SHOWN } from "./scan-part.js";
import { classesWithoutMask, firstRunOf, openRun, runArguments, type Target } from "./target.js";
import { Trainer } from "./trainer.js";

const EVERY_MS = 500;

/** What a listener is told. `id` of an event says where to go on from. */
export type News =
  | { readonly kind: "state"; readonly data: State }
  | { readonly kind: "scans"; readonly data: readonly Scan[] }
  | { readonly kind: "event"; readonly data: PlacedEvent["event"]; readonly id: string };

export class Studio implements Disposable {
  readonly images = new Images();
  readonly maps = new Maps();
  readonly #trainer = new Trainer();
  readonly #listeners = new Set<(news: News) => void>();
  #target: Target;
  #tail: EventTail | undefined;
  #earlier: readonly Round[] = [];
  /** Which log the ids of events are of: another run has another. */
  #log = "";
  #predictions: { readonly state: string; readonly content: Predictions | undefined } | undefined;
  #told = { state: "", scans: "" };
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  private constructor(
    target: Target,
    /** Bytes of a channel from which on a part of a scan is shown. */
    readonly largest: number,
  ) {
    this.#target = target;
  }

  /**
   * @param onFault told what went wrong while nobody had asked
   * @param largest bytes of a channel from which on a part of a scan is shown
   */
  static async open(target: Target, onFault: (error: unknown) => void, largest = LARGEST_SHOWN): Promise<Studio> {
    const studio = new Studio(target, largest);
    await studio.#begin(target);
    let told = "";
    const tellOnce = (error: unknown) => {
      if (String(error) !== told) onFault(error);
      told = String(error);
    };
    studio.#timer = setInterval(() => void studio.look().catch(tellOnce), EVERY_MS);
    studio.#timer.unref();
    return studio;
  }

  get target(): Target {
    return this.#target;
  }

  /** What masks are found by. */
  get sight(): Sight {
    const { target, predictions, images, maps, largest } = this;
    return { target, predictions, images, maps, largest };
  }

  /** @throws Refused 404 */
  scan(id: string): Case {
    const found = this.#target.cases.get(id);
    if (found !== undefined) return found;
    throw new Refused(404, "there is no such scan");
  }

  /** What the run has predicted; undefined where that is nothing. */
  get predictions(): Predictions | undefined {
    const { run } = this.#target;
    if (run === undefined) return undefined;
    const status = statSync(join(run.folder.predictions, "predictions.json"), { throwIfNoEntry: false });
    const state = `${status?.ino} ${status?.size} ${status?.mtimeMs}`;
    if (this.#predictions?.state !== state)
      this.#predictions = { state, content: readPredictions(run.folder.predictions) };
    return this.#predictions.content;
  }

  /** Sets of networks whose masks can be had: all of a run that is trained, or was stopped after a checkpoint. */
  get #networks(): string[] {
    const { run } = this.#target;
    return run !== undefined && hasNetworks(run) ? Object.keys(run.predictors) : [];
  }

  get state(): State {
    const { name, kind, classes, channels, run, labels } = this.#target;
    const events = this.#tail?.events ?? [];
    const training =
      run === undefined
        ? { ...NO_TRAINING, ...this.#trainer.statusOfDataset() }
        : { ...this.#trainer.status(run, events), ...spentOf(run, events, isTrained(run)) };
    return stateSchema.parse({
      name,
      kind,
      classes: describedClasses(classes).map(({ value, label }) => ({
        value,
        name: label.name,
        colour: [...label.color],
      })),
      channels: [...channels],
      networks: this.#networks,
      training,
      rounds: run === undefined ? [] : [...this.#earlier, roundOf(run, events, this.predictions, labels)],
      newLabels: this.#newLabels,
    } satisfies State);
  }

  /** Saved labels that a run which goes on from this one would learn from and this one did not. */
  get #newLabels(): number {
    const { labels, run, cases } = this.#target;
    const roles = run?.plan.dataset;
    const scored = new Set([...(roles?.validation ?? []), ...(roles?.test ?? [])]);
    return labels.newest().filter((saved) => {
      const one = cases.get(saved.id);
      return one !== undefined && !scored.has(saved.id) && one.label?.path !== labels.pathOf(saved);
    }).length;
  }

  get scans(): Scan[] {
    return scansSchema.parse(scansOf(this.#target, this.predictions, this.#networks));
  }

  /** @throws Refused 409 with the reason */
  async train(request: TrainingRequest): Promise<State> {
    const { run } = this.#target;
    if (request.action === "stop") this.#trainer.stop(run);
    else if (run === undefined) await this.#trainDataset(request.budgetSeconds);
    else if (request.action === "continue") this.#trainer.continue(run, request.budgetSeconds);
    else await this.#trainer.start(run, request.budgetSeconds);
    if (request.action === "start" && run !== undefined) this.#target = await openRun(await Run.open(run.folder.root)); // its budget may be new
    await this.look();
    return this.state;
  }

  /** Begins the first run on a dataset. @throws Refused 409 while there is a class that nobody has painted, or without a budget */
  async #trainDataset(budget: number | null): Promise<void> {
    const { found } = this.#target;
    if (found === undefined || budget === null)
      throw new Refused(409, "a dataset has no training that could go on", "Give a budget.");
    const missing = await classesWithoutMask(this.#target, found);
    if (missing.length > 0) {
      const remedy = "Paint it in a scan, save the label, and start again.";
      throw new Refused(409, `no mask has the class ${missing.join(" or ")}, which training cannot learn`, remedy);
    }
    const run = firstRunOf(this.#target);
    this.#trainer.begin(run, runArguments(this.#target, found, run, budget));
  }

  /** Whether predicting now would take the processor from a training. */
  get isBusy(): boolean {
    const { run } = this.#target;
    return run !== undefined && run.plan.device === "cpu" && this.#trainer.holder(run)?.isHere === true;
  }

  /**
   * Tells a listener how things are, then of everything that changes.
   *
   * @param lastId the last event that it heard; undefined, or of another log: it gets them thinned
   * @returns ends it
   */
  listen(listener: (news: News) => void, lastId?: string): () => void {
    const { state, scans } = this;
    if (this.#listeners.size === 0) this.#told = { state: JSON.stringify(state), scans: JSON.stringify(scans) };
    listener({ kind: "state", data: state });
    listener({ kind: "scans", data: scans });
    const end = lastId?.startsWith(`${this.#log}-`) ? Number(lastId.slice(this.#log.length + 1)) : Number.NaN;
    const events = Number.isSafeInteger(end) ? this.#tail?.since(end) : this.#tail?.thinned;
    for (const news of this.#newsOf(events ?? [])) listener(news);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks what has changed, and tells it. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const next = this.#trainer.next;
      const { run } = this.#target;
      if (next !== undefined && next.root !== run?.folder.root) {
        await this.#begin(await openRun(await Run.open(next.root)));
      }
      const more = this.#tail?.poll();
      if (this.#tail !== undefined && more === undefined) await this.#begin(this.#target);
      this.#tellChanges();
      for (const news of this.#newsOf(more ?? [])) this.#tell(news);
    } finally {
      this.#isLooking = false;
    }
  }

  /** Shows a target from the start: its state, its scans, then all its events, by ids of their own. */
  async #begin(target: Target): Promise<void> {
    const { run } = target;
    const rounds: Round[] = [];
    for (const one of run === undefined ? [] : await earlierRuns(run)) {
      rounds.push(roundOf(one, readEvents(one.folder), readPredictions(one.folder.predictions), target.labels));
    }
    this.#target = target;
    this.#earlier = rounds;
    this.#predictions = undefined;
    this.#log = randomUUID();
    this.#tail = run === undefined ? undefined : new EventTail(run.folder);
    this.#tail?.poll();
    this.#tellChanges();
    for (const news of this.#newsOf(this.#tail?.thinned ?? [])) this.#tell(news);
  }

  #tellChanges(): void {
    if (this.#listeners.size === 0) return;
    const state = this.state;
    const scans = this.scans;
    const now = { state: JSON.stringify(state), scans: JSON.stringify(scans) };
    const before = this.#told;
    this.#told = now;
    if (now.state !== before.state) this.#tell({ kind: "state", data: state });
    if (now.scans !== before.scans) this.#tell({ kind: "scans", data: scans });
  }

  *#newsOf(events: readonly PlacedEvent[]): Generator<News> {
    for (const { event, end } of events) yield { kind: "event", data: event, id: `${this.#log}-${end}` };
  }

  #tell(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }
}

const NO_TRAINING: State["training"] = {
  status: "none",
  reason: null,
  updates: 0,
  place: null,
  secondsSpent: 0,
  budgetSeconds: null,
  secondsLeft: null,
};
