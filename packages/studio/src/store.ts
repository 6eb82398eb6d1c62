// What the page shows and what can be done in it: the run and its scans, the scan that is open, the tools, the screens. Components read the
// signals and call the methods; keys.ts does the same. Nothing here touches the document.

import { CodedError } from "@mandn/base";
import { batch, computed, signal } from "@preact/signals";
import type { MaskClass, Scan, State, StateRequest, TrainingRequest } from "./api.js";
import { Background } from "./background.js";
import type { Client } from "./client.js";
import { Curves, maskTitle, type RunEvent } from "./curves.js";
import { intensitiesAround } from "./mask/brush.js";
import { type Fill, threshold } from "./mask/fill.js";
import { clamped, type Three } from "./mask/grid.js";
import type { Work } from "./mask/work.js";
import { type MapName, NOTHING, ScanSession } from "./session.js";
import { type PlaneName, planeNames, THROUGH } from "./view/planes.js";
import { windowsOf } from "./view/windows.js";

export type ToolName = "move" | "brush" | "eraser" | "fill" | "line";

export type ScreenName = "scan" | "run" | "rounds";

/** How a mask lies over the scan. */
export type Look = "fill" | "outline";

/** A line of text for the person: what was done, or what went wrong and what mends it. */
export interface Notice {
  readonly text: string;
  readonly isFault: boolean;
}

/** Brushes, in millimetres of radius: the smallest, the largest, and the factor of a step. */
const SMALLEST = 0.2;
const LARGEST = 60;
const STEP = 1.2;

/** Seconds without a hand on mouse or keyboard that still count as work. */
const STILL_AT_WORK = 30;

export class Studio {
  readonly state = signal<State | null>(null);
  readonly scans = signal<readonly Scan[]>([]);
  /** Of the run that is shown. */
  curves = new Curves();
  /** Counts what was added to the curves. */
  readonly curvesRevision = signal(0);
  readonly isLive = signal(false);
  readonly screen = signal<ScreenName>("scan");
  readonly isHelpShown = signal(false);
  readonly notice = signal<Notice | null>(null);
  readonly session = signal<ScanSession | null>(null);
  readonly opening = signal<string | null>(null);
  readonly isOrderRandom = signal(false);
  /** The work on the mask that a worker does, in words; the mask waits for it, everything else goes on. */
  readonly underWay = signal<string | null>(null);
  /** Whether the reason for skipping the scan is asked. */
  readonly isSkipping = signal(false);

  readonly tool = signal<ToolName>("brush");
  readonly value = signal(1);
  readonly locked = signal<ReadonlySet<number>>(new Set());
  readonly radius = signal(3);
  readonly eraserRadius = signal(5);
  readonly isWithin = signal(false);
  readonly within = signal<readonly [low: number, high: number]>([0, 0]);

  readonly looks = signal<ReadonlyMap<string, Look>>(new Map([["label", "fill"]]));
  readonly isHidden = signal(false);
  readonly layout = signal<PlaneName | "solid" | "four">("four");
  /** Whether the 3D view shows the scan as a volume, rather than the mask. */
  readonly isVolume = signal(false);
  readonly plane = signal<PlaneName>("axial");
  readonly isSmooth = signal(true);
  /** The voxel that the pointer came upon, and in which plane; null where it is elsewhere. */
  readonly pointed = signal<{ readonly plane: PlaneName; readonly voxel: Three } | null>(null);

  /** The voxel under the pointer, also when the slices were changed below it, or that at the cursor. */
  readonly under = computed((): Three => {
    const pointed = this.pointed.value;
    const cursor = this.session.value?.cursor.value ?? [0, 0, 0];
    if (pointed === null) return cursor;
    const voxel: [number, number, number] = [...pointed.voxel];
    voxel[THROUGH[pointed.plane]] = cursor[THROUGH[pointed.plane]];
    return voxel;
  });
  readonly scan = computed(() => this.scans.value.find(({ id }) => id === this.session.value?.id));
  /** The scans of the queue in the order that is chosen. */
  readonly queue = computed(() => {
    const place = ({ rank, randomRank }: Scan) => (this.isOrderRandom.value ? randomRank : rank) ?? Infinity;
    return this.scans.value.filter(({ rank }) => rank !== null).toSorted((a, b) => place(a) - place(b));
  });
  readonly others = computed(() => this.scans.value.filter(({ rank }) => rank === null));
  /** The sets of one network, in the order of their keys: 2D before 3D. */
  readonly networks = computed(() => this.state.value?.networks.filter((name) => name !== "both").toSorted() ?? []);
  readonly foreground = computed(() => this.state.value?.classes.slice(1) ?? []);

  readonly #background = new Background();
  #window = 0;
  #isTelling = false;
  #lastHand = 0;

  constructor(readonly client: Client) {}

  /** Reads the run and its scans, and opens one: `id`, or the first of the queue. */
  async start(id?: string): Promise<void> {
    const [state, scans] = await Promise.all([this.client.state(), this.client.scans()]);
    this.show(state);
    this.scans.value = scans;
    this.value.value = this.foreground.value[0]?.value ?? 1;
    const first = scans.find((scan) => scan.id === id) ?? this.queue.value[0] ?? scans[0];
    if (first !== undefined) await this.open(first.id);
  }

  /** What the server says of the run; another run's curves begin anew. */
  show(state: State): void {
    if (this.state.value !== null && this.state.value.name !== state.name) this.forgetCurves();
    this.state.value = state;
  }

  forgetCurves(): void {
    this.curves = new Curves();
    this.curvesRevision.value++;
  }

  /** Takes an event of the run; the curves are drawn a few times a second, however many come. */
  take(event: RunEvent): void {
    this.curves.add(event);
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      this.curvesRevision.value++;
    }, 200);
  }

  tell(text: string): void {
    this.notice.value = { text, isFault: false };
  }

  /** Says what went wrong, and hands on what nobody foresaw. */
  readonly fault = (error: unknown): void => {
    if (!(error instanceof CodedError)) throw error;
    this.notice.value = { text: error.message, isFault: true };
  };

  /** Does what may be refused, and says so where it is. */
  do(work: () => Promise<void>): void {
    work().catch(this.fault);
  }

  /** Opens a scan, once what was painted in another is a draft. @param at of a large scan: where the part that is shown begins */
  async open(id: string, at: Three | null = null): Promise<void> {
    const scan = this.scans.value.find((one) => one.id === id);
    const state = this.state.value;
    if (scan === undefined || state === null || this.opening.value !== null) return;
    const open = this.session.value;
    if (open !== null && open.conflict.value !== null)
      return this.tell(`Choose first which mask of ${open.id} stays: yours, or the one that was saved elsewhere.`);
    this.giveUp();
    await open?.saveDraft();
    this.opening.value = id;
    try {
      const session = await ScanSession.open(this.client, scan, state.classes, this.fault, at);
      session.editor.locked = this.locked.value;
      batch(() => {
        this.session.value = session;
        this.screen.value = "scan";
        this.isSkipping.value = false;
        this.pointed.value = null;
      });
      this.#window = 0;
      this.goToMiddle(session);
      this.do(() => this.#meet(session, scan, state.networks));
    } finally {
      this.opening.value = null;
    }
  }

  /** Begins from what networks have where there is no mask yet, and fetches what lies over the scan; meanwhile one can look and paint. */
  async #meet(session: ScanSession, { masks }: Scan, networks: readonly string[]): Promise<void> {
    const first = ["both", ...networks].find((name) => masks.includes(name));
    const isNew = session.begunFrom.value === NOTHING && !session.isChanged.value;
    if (isNew && first !== undefined && (await session.startFrom(first))) this.goToMiddle(session);
    for (const name of this.looks.value.keys()) {
      if (name !== "label" && masks.includes(name)) await session.mask(name);
    }
  }

  /** The next scan of the queue, or the one before. */
  async openNeighbour(step: 1 | -1): Promise<void> {
    const queue = this.queue.value;
    const at = queue.findIndex(({ id }) => id === this.session.value?.id);
    const next = queue[at < 0 ? 0 : at + step];
    if (next === undefined)
      this.tell(step > 0 ? "This is the last scan of the queue." : "This is the first scan of the queue.");
    else await this.open(next.id);
  }

  /** Asks why the scan is skipped; one that is skipped is taken back into the queue. */
  async askToSkip(): Promise<void> {
    const { value: scan } = this.scan;
    if (scan === undefined) return;
    this.isSkipping.value = scan.state !== "skipped" && !this.isSkipping.value;
    if (scan.state !== "skipped") return;
    await this.#setState(scan.id, { state: "to-do" });
    this.tell(`${scan.id} is to do again.`);
  }

  /** Says why the scan is not labelled, and goes on. */
  async skip(because: string): Promise<void> {
    const { value: session } = this.session;
    if (session === null) return;
    const at = this.queue.value.findIndex(({ id }) => id === session.id);
    await this.#setState(session.id, { state: "skipped", because });
    this.isSkipping.value = false;
    this.tell(`${session.id} is skipped: ${because}`);
    const next = this.queue.value[Math.max(0, at)];
    if (next !== undefined) await this.open(next.id);
  }

  async #setState(id: string, request: StateRequest): Promise<void> {
    await this.client.setState(id, request);
    this.scans.value = await this.client.scans();
  }

  async save(): Promise<void> {
    const { value: session } = this.session;
    if (session === null || !this.mayChange()) return;
    const { version, time, diceToPrediction } = await session.saveLabel();
    const clock = new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const dice = diceToPrediction === null ? "" : `, Dice to prediction ${Math.round(100 * diceToPrediction)} %`;
    this.tell(`Saved ${clock}, version ${version}${dice}`);
    this.scans.value = await this.client.scans();
  }

  async train(request: TrainingRequest): Promise<void> {
    const before = this.state.value;
    const answer = await this.client.train(request);
    if (this.state.value === before) this.show(answer); // else the events have brought a later one
  }

  /** Puts the cursor into the middle of the mask, where there is one. */
  goToMiddle(session: ScanSession): void {
    const { voxels } = session.editor;
    const [nx, ny, nz] = session.grid.shape;
    let [count, sx, sy, sz] = [0, 0, 0, 0];
    for (let z = 0, at = 0; z < nz; z++) {
      for (let y = 0; y < ny; y++) {
        for (let x = 0; x < nx; x++, at++) {
          if (voxels[at] === 0) continue;
          count++;
          sx += x;
          sy += y;
          sz += z;
        }
      }
    }
    if (count > 0) session.cursor.value = clamped([sx / count, sy / count, sz / count], session.grid);
  }

  /** Goes to where the first two networks differ most. */
  async goToQuarrel(): Promise<void> {
    const { value: session } = this.session;
    const [a, b] = this.networks.value;
    if (session === null) return;
    if (a === undefined || b === undefined) return this.tell("There are no two networks here.");
    for (const name of [a, b]) await this.#asked(session, name);
    const differs = await session.goToMostDifferent([a, b], THROUGH[this.plane.value]);
    if (!differs) this.tell(`${maskTitle(a)} and ${maskTitle(b)} agree in every voxel.`);
  }

  /** Shows a mask filled, as an outline, or not at all, in turn; all but the label have no filling. */
  async cycleLook(name: string): Promise<void> {
    const { value: session } = this.session;
    if (session === null) return;
    if (name === "reference" && this.scan.value?.masks.includes(name) !== true)
      return this.tell("This scan has no reference.");
    if (name !== "label") await this.#asked(session, name);
    const looks = new Map(this.looks.value);
    const look = looks.get(name);
    if (look === undefined) looks.set(name, name === "label" ? "fill" : "outline");
    else if (look === "fill") looks.set(name, "outline");
    else looks.delete(name);
    this.looks.value = looks;
    this.tell(`${looks.has(name) ? "Shown" : "Hidden"}: ${maskTitle(name)}`);
  }

  /** A mask that is wanted now, with a word where it takes time. */
  async #asked(session: ScanSession, name: string): Promise<void> {
    if (session.masks.value.has(name)) return;
    this.tell(`Fetching ${maskTitle(name)} …`);
    await session.mask(name, true);
    this.notice.value = null;
  }

  /** Makes the mask another one. */
  async beginFrom(name: string): Promise<void> {
    const { value: session } = this.session;
    if (session === null || !this.mayChange()) return;
    if (name !== NOTHING) await this.#asked(session, name);
    await session.beginFrom(name);
    this.tell(`Begun from ${maskTitle(name)}; undo gives back what was there.`);
  }

  /** Shows a map over the scan, or, where it is shown already, none. */
  async showMap(name: MapName | null): Promise<void> {
    const { value: session } = this.session;
    if (session === null) return;
    const isShown = JSON.stringify(session.map.value?.name) === JSON.stringify(name);
    await session.showMap(isShown ? null : name);
  }

  /** The networks' probabilities of the class that is painted, one after the other, then none. */
  async nextProbability(): Promise<void> {
    const names = this.networks.value.map((network) => ({ network, value: this.value.value }));
    const shown = this.session.value?.map.value?.name;
    const at = names.findIndex((name) => JSON.stringify(name) === JSON.stringify(shown));
    await this.session.value?.showMap(names[at + 1] ?? null);
  }

  nextWindow(): void {
    const { value: session } = this.session;
    if (session === null) return;
    const windows = windowsOf(session.header.window, session.image.value);
    this.#window = (this.#window + 1) % windows.length;
    const chosen = windows[this.#window];
    if (chosen === undefined) return;
    session.window.value = chosen.range;
    this.tell(`Window: ${chosen.name}`);
  }

  async nextChannel(): Promise<void> {
    const channels = this.state.value?.channels ?? [];
    if (channels.length < 2) return this.tell("This scan has one channel.");
    await this.showChannel(((this.session.value?.channel.value ?? 0) + 1) % channels.length);
  }

  /** Shows another channel of the scan, counted from 0. */
  async showChannel(channel: number): Promise<void> {
    await this.session.value?.showChannel(channel);
    this.tell(`Channel: ${this.state.value?.channels[channel]}`);
  }

  /** Moves the cursor by voxels. */
  moveCursor(step: Three): void {
    const { value: session } = this.session;
    if (session === null) return;
    const from = session.cursor.value;
    session.cursor.value = clamped([from[0] + step[0], from[1] + step[1], from[2] + step[2]], session.grid);
  }

  /** Shows the scan as a volume, or the mask again. @param whyNot asked why a volume cannot be drawn */
  toggleVolume(whyNot: () => string | undefined): void {
    const reason = this.isVolume.value ? undefined : whyNot();
    if (reason === undefined) this.isVolume.value = !this.isVolume.value;
    else this.tell(`No volume is shown: ${reason}.`);
  }

  nextPlane(): void {
    this.plane.value = planeNames[(planeNames.indexOf(this.plane.value) + 1) % planeNames.length] ?? "axial";
    if (this.layout.value !== "four") this.layout.value = this.plane.value;
  }

  zoomBy(factor: number): void {
    const { value: session } = this.session;
    if (session !== null) session.zoom.value = Math.min(40, Math.max(0.5, session.zoom.value * factor));
  }

  /** Takes the brush or, of the eraser, its own size a step up or down. */
  resize(isLarger: boolean): void {
    const size = this.tool.value === "eraser" ? this.eraserRadius : this.radius;
    const next = isLarger ? size.value * STEP : size.value / STEP;
    size.value = Number(Math.min(LARGEST, Math.max(SMALLEST, next)).toPrecision(2));
  }

  chooseClass(step: 1 | -1): void {
    const classes = this.foreground.value;
    const at = classes.findIndex(({ value }) => value === this.value.value);
    const next = classes[(at + step + classes.length) % classes.length];
    if (next !== undefined) this.value.value = next.value;
  }

  toggleLock(value: number): void {
    const locked = new Set(this.locked.value);
    if (!locked.delete(value)) locked.add(value);
    this.locked.value = locked;
    if (this.session.value !== null) this.session.value.editor.locked = locked;
  }

  className(value: number): string {
    return this.state.value?.classes.find((one: MaskClass) => one.value === value)?.name ?? String(value);
  }

  /** Keeps to intensities like those around the cursor, or to any. */
  toggleWithin(): void {
    const { value: session } = this.session;
    if (session === null) return;
    this.isWithin.value = !this.isWithin.value;
    if (!this.isWithin.value) return;
    const { image, grid } = session;
    this.within.value = intensitiesAround(image.value, grid, this.under.value, this.radius.value);
  }

  /** Intensities that painting keeps to; undefined: any. */
  intensities() {
    const { value: session } = this.session;
    const [low, high] = this.within.value;
    return session === null || !this.isWithin.value ? undefined : { image: session.image.value, low, high };
  }

  /** Whether the mask may be changed now; says why where it may not. */
  mayChange(): boolean {
    if (this.underWay.value !== null) this.tell(`${this.underWay.value} is under way; Escape gives it up.`);
    return this.underWay.value === null;
  }

  /** Gives up the work on the mask, which stays as it is. @returns whether there was any */
  giveUp(): boolean {
    const isUnderWay = this.underWay.value !== null;
    if (isUnderWay) this.#background.giveUp();
    return isUnderWay;
  }

  /** Has work on the mask done beside the page. @param nothing said where it changes nothing */
  async #work(session: ScanSession, name: string, work: Work, nothing: string): Promise<void> {
    if (!this.mayChange()) return;
    const { editor, grid, revision } = session;
    const before = revision.value;
    this.underWay.value = name;
    this.tell(`${name} …`);
    try {
      const { voxels, locked } = editor;
      const patch = await this.#background.do({ kind: "work", voxels, locked, grid, work });
      if (patch === null) this.tell(`Given up: ${name}`);
      else if (revision.value !== before) this.tell(`Not done, for the mask is another one now: ${name}`);
      else this.tell(session.apply(patch, work.kind) ? `Done: ${name}` : nothing);
    } finally {
      this.underWay.value = null;
    }
  }

  /** Changes the class that is painted as a whole. */
  async reshape(kind: "between slices" | "largest part" | "holes" | "smooth"): Promise<void> {
    const { value: session } = this.session;
    if (session === null) return;
    const value = this.value.value;
    const work: Work =
      kind === "between slices"
        ? { kind, value, through: THROUGH[this.plane.value] }
        : kind === "smooth"
          ? { kind, value, sigma: Math.max(1, Math.min(...session.grid.spacing)) }
          : { kind, value };
    const name = `${kind} of ${this.className(value)}`;
    await this.#work(session, name, work, `Nothing to change: ${name}`);
  }

  /** Fills through the scan from a voxel on. */
  async fillScan(fill: Fill): Promise<void> {
    const { value: session } = this.session;
    if (session !== null)
      await this.#work(session, "filling in 3D", { kind: "fill", fill }, "There is nothing to fill.");
  }

  /** Gives the class all background of the chosen slice, or of the scan, within the intensities. */
  async threshold(isWhole: boolean): Promise<void> {
    const { value: session } = this.session;
    if (session === null || !this.mayChange()) return;
    if (!this.isWithin.value) this.toggleWithin();
    const within = this.intensities();
    if (within === undefined) return;
    const value = this.value.value;
    const nothing = "No background lies within the intensities.";
    if (isWhole) return this.#work(session, "threshold in the scan", { kind: "threshold", value, within }, nothing);
    const axis = THROUGH[this.plane.value];
    threshold(session.editor, session.grid, within, value, { axis, place: session.cursor.value[axis] });
    this.tell(session.finish("threshold") ? "Done: threshold" : nothing);
  }

  undo(): void {
    if (!this.mayChange()) return;
    const name = this.session.value?.undo() ?? null;
    this.tell(name === null ? "There is nothing to undo." : `Undone: ${name}`);
  }

  redo(): void {
    if (!this.mayChange()) return;
    const name = this.session.value?.redo() ?? null;
    this.tell(name === null ? "There is nothing to redo." : `Done again: ${name}`);
  }

  /** A hand is on mouse or keyboard. */
  handSeen(now: number): void {
    this.#lastHand = now;
  }

  /** A second went by, which counts for the scan where somebody works on it. */
  second(now: number): void {
    const { value: session } = this.session;
    if (session !== null && this.screen.value === "scan" && now - this.#lastHand < 1000 * STILL_AT_WORK)
      session.seconds++;
  }
}
