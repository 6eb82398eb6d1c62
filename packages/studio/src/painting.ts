// From the pointer, or the cursor that keys move, to edits of the mask: the tool that is chosen, in the plane that it is used in. A stroke
// from press to release is one edit.

import { paint } from "./mask/brush.js";
import { fillLine, floodFill, type SlicePoint } from "./mask/fill.js";
import { axesWithin, clamped, type Three } from "./mask/grid.js";
import type { ScanSession } from "./session.js";
import type { Studio } from "./store.js";
import { type PlaneName, THROUGH } from "./view/planes.js";

/** The keys held while a tool is used. */
export interface Held {
  /** A disc instead of a ball; of filling, the scan instead of a slice. */
  readonly shift: boolean;
  /** The background instead of the class. */
  readonly alt: boolean;
}

/** Points of a line drawn in one go from which on it closes by itself at the release. */
const DRAWN_FREELY = 8;

export class Painter {
  #last: Three | undefined;
  #points = 0;

  constructor(
    private readonly studio: Studio,
    private readonly session: ScanSession,
  ) {}

  get isDown(): boolean {
    return this.#last !== undefined;
  }

  /** Begins to use the tool. @param place in voxels, not rounded */
  press(plane: PlaneName, place: Three, held: Held): void {
    const { studio, session } = this;
    const tool = studio.tool.value;
    if (tool !== "move" && !studio.mayChange()) return;
    this.#last = place;
    this.#points = 0;
    session.cursor.value = clamped(place, session.grid);
    const isInside = session.cursor.value.every((index, axis) => index === Math.round(place[axis] as number));
    if (tool === "fill") {
      if (!isInside) return;
      const fill = { seed: session.cursor.value, value: held.alt ? 0 : studio.value.value, ...this.#within() };
      if (held.shift) studio.do(() => studio.fillScan(fill));
      else {
        floodFill(session.editor, session.grid, { ...fill, slice: THROUGH[plane] });
        session.finish("fill");
      }
    } else if (tool === "line") this.#addPoint(plane, place);
    else this.move(plane, place, held);
  }

  /** Goes on with it. */
  move(plane: PlaneName, place: Three, held: Held): void {
    const { studio, session } = this;
    const tool = studio.tool.value;
    if (this.#last === undefined) return;
    if (tool === "move") session.cursor.value = clamped(place, session.grid);
    else if (tool === "line") this.#addPoint(plane, place);
    else if (tool !== "fill") {
      const erases = tool === "eraser" || held.alt;
      paint(session.editor, session.grid, {
        from: this.#last,
        to: place,
        radius: erases ? studio.eraserRadius.value : studio.radius.value,
        value: erases ? 0 : studio.value.value,
        ...(held.shift && { disc: THROUGH[plane] }),
        ...this.#within(),
      });
      session.touch();
    }
    this.#last = place;
  }

  release({ alt }: Held): void {
    if (this.#last === undefined) return;
    this.#last = undefined;
    if (this.studio.tool.value === "line" && this.#points >= DRAWN_FREELY) this.closeLine(alt);
    else this.session.finish(this.studio.tool.value);
  }

  /** Ends the line, and fills what it holds. */
  closeLine(erases: boolean): void {
    const { studio, session } = this;
    if (!studio.mayChange()) return;
    const line = session.line.value;
    session.line.value = null;
    if (line === null || line.points.length < 3) return;
    const through = { axis: THROUGH[line.plane], place: line.place };
    fillLine(session.editor, session.grid, through, line.points, erases ? 0 : studio.value.value);
    session.finish("closed line");
  }

  #addPoint(plane: PlaneName, place: Three): void {
    const { session } = this;
    const through = THROUGH[plane];
    const slice = session.cursor.value[through];
    const [across, down] = axesWithin(through);
    const point: SlicePoint = [place[across], place[down]];
    const open = session.line.value;
    const goesOn = open !== null && open.plane === plane && open.place === slice;
    session.line.value = { plane, place: slice, points: goesOn ? [...open.points, point] : [point] };
    this.#points++;
  }

  #within() {
    const within = this.studio.intensities();
    return within === undefined ? {} : { within };
  }
}
