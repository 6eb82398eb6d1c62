// A plane on its canvas: draws the slice through the cursor with what lies over it, and turns what pointer and wheel do there into places
// in the scan. It draws at most once a frame, from the scan's own voxels.

import { effect } from "@preact/signals";
import { axesWithin, clamped, type Three } from "../mask/grid.js";
import type { MaskVoxels } from "../mask/runs.js";
import type { Held, Painter } from "../painting.js";
import type { ScanSession } from "../session.js";
import type { Studio } from "../store.js";
import {
  colourSlice,
  type Frame,
  frameOf,
  greySlice,
  inScan,
  lettersOf,
  outlineOf,
  type PlaneName,
  pixel,
  scaleBar,
  THROUGH,
  toPicture,
  toSlice,
} from "./planes.js";

/** What outlines of masks are drawn in, unlike the colours of classes, which the label has. */
const OUTLINE_COLOURS: Readonly<Record<string, string>> = { reference: "#ffffff", both: "#b4f04c" };
const NETWORK_COLOURS = ["#2ee6e6", "#ff6ad5", "#c9b3ff"];
const INK = "#e8edf2";
const ACCENT = "#f5c542";

/** Opacity of classes and of maps over the scan, 0 … 255. */
const CLASS_OPACITY = 96;
const MAP_OPACITY = 190;

/** Probabilities below this byte are not shown. */
const FAINT = 8;

/** The colour of a set of networks' outline. */
export function colourOfMask(name: string, networks: readonly string[]): string {
  return OUTLINE_COLOURS[name] ?? NETWORK_COLOURS[networks.indexOf(name) % NETWORK_COLOURS.length] ?? INK;
}

/** Bytes of a map as colours: nothing where it is faint, then from violet over red to yellow. */
const MAP_PALETTE = Uint32Array.from({ length: 256 }, (_, byte) => {
  const share = byte / 255;
  const bend = (from: number, to: number) => 255 * Math.min(1, Math.max(0, (share - from) / (to - from)));
  return byte < FAINT
    ? 0
    : pixel(80 + 0.69 * bend(0, 0.5), bend(0.4, 1), 120 * (1 - share), MAP_OPACITY * Math.min(1, 0.25 + share));
});

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly data: ImageData;
  readonly pixels: Uint32Array;
}

export class SliceCanvas {
  readonly #context: CanvasRenderingContext2D;
  readonly #grey: Layer;
  readonly #colours: Layer;
  #greyKey: readonly unknown[] = [];
  #frame: Frame | undefined;
  #request = 0;
  /** Where the pointer is, in pixels of the canvas; null where it is elsewhere. */
  #pointer: readonly [x: number, y: number] | null = null;
  #drag: { readonly button: number; x: number; y: number } | undefined;
  readonly #end: () => void;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly studio: Studio,
    private readonly session: ScanSession,
    private readonly painter: Painter,
    private readonly plane: PlaneName,
  ) {
    this.#context = contextOf(canvas);
    const [across, down] = axesWithin(THROUGH[plane]);
    const { shape } = session.grid;
    this.#grey = layer(shape[across], shape[down]);
    this.#colours = layer(shape[across], shape[down]);
    const observer = new ResizeObserver(() => this.#ask());
    observer.observe(canvas);
    const stop = effect(() => {
      this.#subscribe();
      this.#ask();
    });
    const listeners = new AbortController();
    this.#listen(listeners.signal);
    this.#end = () => {
      stop();
      observer.disconnect();
      listeners.abort();
      cancelAnimationFrame(this.#request);
    };
  }

  dispose(): void {
    this.#end();
  }

  /** Reads every signal that the picture depends on. */
  #subscribe(): void {
    const { studio, session } = this;
    const { looks, isHidden, layout, plane, isSmooth, locked, radius, eraserRadius, tool, state } = studio;
    const { cursor, window, zoom, middles, revision, image, line, masks, map } = session;
    for (const one of [looks, isHidden, layout, plane, isSmooth, locked, radius, eraserRadius, tool, state]) one.value;
    for (const one of [cursor, window, zoom, middles, revision, image, line, masks, map]) one.value;
  }

  #ask(): void {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#draw());
  }

  get #place(): number {
    return this.session.cursor.value[THROUGH[this.plane]];
  }

  #draw(): void {
    const { canvas, session, studio, plane } = this;
    const ratio = devicePixelRatio;
    const size = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)] as const;
    if (size[0] === 0 || size[1] === 0) return;
    if (canvas.width !== size[0]) canvas.width = size[0];
    if (canvas.height !== size[1]) canvas.height = size[1];
    const frame = frameOf(plane, session.grid, size, session.zoom.value, session.middles.value[plane]);
    this.#frame = frame;
    const context = this.#context;
    context.fillStyle = "#000";
    context.fillRect(0, 0, ...size);
    this.#drawGrey(frame);
    if (!studio.isHidden.value) {
      this.#drawColours(frame);
      this.#drawOutlines(frame);
    }
    this.#drawCursor(frame);
    this.#drawLine(frame);
    this.#drawBrush(frame);
    this.#drawWords(frame, ratio);
  }

  #drawGrey(frame: Frame): void {
    const { session, plane } = this;
    const key = [this.#place, session.window.value, session.image.value];
    if (key.some((part, i) => part !== this.#greyKey[i])) {
      this.#greyKey = key;
      const { pixels, context, data } = this.#grey;
      greySlice(session.image.value, session.grid, plane, this.#place, session.window.value, pixels);
      context.putImageData(data, 0, 0);
    }
    this.#lay(this.#grey, frame, this.studio.isSmooth.value);
  }

  #drawColours(frame: Frame): void {
    const { session, studio, plane } = this;
    const { pixels, context, data } = this.#colours;
    const map = session.map.value;
    const isFilled = studio.looks.value.get("label") === "fill";
    if (map === null && !isFilled) return;
    pixels.fill(0);
    if (map !== null) colourSlice(map.bytes, session.grid, plane, this.#place, MAP_PALETTE, pixels);
    if (isFilled && map === null)
      colourSlice(session.editor.voxels, session.grid, plane, this.#place, this.#palette(), pixels);
    context.putImageData(data, 0, 0);
    this.#lay(this.#colours, frame, false);
  }

  #palette(): Uint32Array {
    const classes = this.studio.foreground.value;
    const palette = new Uint32Array(1 + Math.max(0, ...classes.map(({ value }) => value)));
    for (const { value, colour } of classes) palette[value] = pixel(...colour, CLASS_OPACITY);
    return palette;
  }

  #lay({ canvas }: Layer, frame: Frame, isSmooth: boolean): void {
    const { x, y, width, height } = this.#edges(frame);
    this.#context.imageSmoothingEnabled = isSmooth;
    this.#context.imageSmoothingQuality = "high";
    this.#context.drawImage(canvas, x, y, width, height);
  }

  /** Where the slice lies on the canvas. */
  #edges(frame: Frame) {
    const { session, plane } = this;
    const [across, down] = axesWithin(THROUGH[plane]);
    const { shape } = session.grid;
    const [x, y] = toPicture(plane, session.grid, frame, [shape[across] - 0.5, shape[down] - 0.5]);
    const [right, bottom] = toPicture(plane, session.grid, frame, [-0.5, -0.5]);
    return { x, y, width: right - x, height: bottom - y, columns: shape[across], rows: shape[down] };
  }

  #drawOutlines(frame: Frame): void {
    const { session, studio } = this;
    const networks = studio.networks.value;
    for (const [name, look] of studio.looks.value) {
      if (look !== "outline" && session.map.value === null) continue;
      if (name === "label") {
        // Each class in its colour; without a filling the outline alone has to tell them.
        for (const { value, colour } of studio.foreground.value) {
          this.#outline(session.editor.voxels, frame, `rgb(${colour.join(" ")})`, value);
        }
      } else {
        const mask = session.masks.value.get(name);
        if (mask !== undefined) this.#outline(mask, frame, colourOfMask(name, networks));
      }
    }
  }

  #outline(mask: MaskVoxels, frame: Frame, colour: string, value?: number): void {
    const { session, plane } = this;
    const { x, y, width, height, columns, rows } = this.#edges(frame);
    const lines = outlineOf(mask, session.grid, plane, this.#place, value);
    const context = this.#context;
    context.beginPath();
    for (let i = 0; i < lines.length; i += 4) {
      context.moveTo(x + ((lines[i] as number) * width) / columns, y + ((lines[i + 1] as number) * height) / rows);
      context.lineTo(x + ((lines[i + 2] as number) * width) / columns, y + ((lines[i + 3] as number) * height) / rows);
    }
    context.lineCap = "square";
    context.lineWidth = 1.5 * devicePixelRatio;
    context.strokeStyle = colour;
    context.stroke();
  }

  /** The lines in which the other planes cut this one, open around the cursor. */
  #drawCursor(frame: Frame): void {
    const { session, plane } = this;
    const [across, down] = axesWithin(THROUGH[plane]);
    const { cursor } = session;
    const [x, y] = toPicture(plane, session.grid, frame, [cursor.value[across], cursor.value[down]]);
    const gap = 14 * devicePixelRatio;
    const edge = 24 * devicePixelRatio; // room for the letters
    const context = this.#context;
    context.beginPath();
    for (const [from, to] of [
      [edge, x - gap],
      [x + gap, frame.width - edge],
    ] as const) {
      if (from > to) continue;
      context.moveTo(from, Math.round(y) + 0.5);
      context.lineTo(to, Math.round(y) + 0.5);
    }
    for (const [from, to] of [
      [edge, y - gap],
      [y + gap, frame.height - edge],
    ] as const) {
      if (from > to) continue;
      context.moveTo(Math.round(x) + 0.5, from);
      context.lineTo(Math.round(x) + 0.5, to);
    }
    context.lineWidth = 1;
    context.strokeStyle = "rgb(245 197 66 / 0.45)";
    context.stroke();
  }

  #drawLine(frame: Frame): void {
    const line = this.session.line.value;
    if (line === null || line.plane !== this.plane || line.place !== this.#place) return;
    const context = this.#context;
    context.beginPath();
    for (const [i, point] of line.points.entries()) {
      const [x, y] = toPicture(this.plane, this.session.grid, frame, point);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
      context.rect(x - 2, y - 2, 4, 4);
      context.moveTo(x, y);
    }
    context.lineWidth = 1.5 * devicePixelRatio;
    context.strokeStyle = ACCENT;
    context.stroke();
  }

  /** The ring of the brush, around the pointer, or around the cursor in the plane that keys work in. */
  #drawBrush(frame: Frame): void {
    const { studio, session, plane } = this;
    const tool = studio.tool.value;
    if (tool !== "brush" && tool !== "eraser") return;
    const [across, down] = axesWithin(THROUGH[plane]);
    const { cursor } = session;
    const isKeys = this.#pointer === null && studio.pointed.value === null && studio.plane.value === plane;
    if (this.#pointer === null && !isKeys) return;
    const [x, y] = this.#pointer ?? toPicture(plane, session.grid, frame, [cursor.value[across], cursor.value[down]]);
    const context = this.#context;
    const radius = tool === "eraser" ? studio.eraserRadius.value : studio.radius.value;
    context.beginPath();
    context.arc(x, y, Math.max(2, radius * frame.scale), 0, 2 * Math.PI);
    context.lineWidth = 1.5 * devicePixelRatio;
    context.strokeStyle = tool === "eraser" ? "#ff7a7a" : ACCENT;
    context.stroke();
  }

  #drawWords(frame: Frame, ratio: number): void {
    const context = this.#context;
    const { left, right, top, bottom } = lettersOf(this.plane);
    const write = (text: string, x: number, y: number, align: CanvasTextAlign, font = "600 14px") => {
      context.font = `${font.replace(/\d+px/, (size) => `${Number.parseInt(size, 10) * ratio}px`)} system-ui, sans-serif`;
      context.textAlign = align;
      context.textBaseline = "middle";
      context.lineWidth = 3 * ratio;
      context.strokeStyle = "rgb(0 0 0 / 0.75)";
      context.strokeText(text, x, y);
      context.fillStyle = INK;
      context.fillText(text, x, y);
    };
    const { width, height } = frame;
    const edge = 12 * ratio;
    write(left, edge, height / 2, "center");
    write(right, width - edge, height / 2, "center");
    write(top, width / 2, edge, "center");
    write(bottom, width / 2, height - edge, "center");
    const axis = THROUGH[this.plane];
    const { first, whole } = this.session.header.part ?? { first: [0, 0, 0], whole: this.session.grid.shape };
    write(`${this.plane} ${(first[axis] ?? 0) + this.#place + 1}/${whole[axis]}`, edge, edge, "left", "500 12px");
    const length = scaleBar(frame.scale, width / 4);
    const end = width - edge;
    const y = height - edge;
    context.fillStyle = "rgb(0 0 0 / 0.75)";
    context.fillRect(end - length * frame.scale - ratio, y - 2 * ratio, length * frame.scale + 2 * ratio, 4 * ratio);
    context.fillStyle = INK;
    context.fillRect(end - length * frame.scale, y - ratio, length * frame.scale, 2 * ratio);
    write(`${length} mm`, end, y - 12 * ratio, "right", "500 12px");
  }

  #listen(signal: AbortSignal): void {
    const { canvas, studio, session, painter, plane } = this;
    const held = ({ shiftKey, altKey }: MouseEvent): Held => ({ shift: shiftKey, alt: altKey });
    canvas.addEventListener(
      "pointerdown",
      (event) => {
        studio.plane.value = plane;
        canvas.setPointerCapture(event.pointerId);
        this.#drag = {
          button: event.ctrlKey && event.button === 0 ? 1 : event.button,
          x: event.clientX,
          y: event.clientY,
        };
        if (this.#drag.button === 0) painter.press(plane, this.#voxel(event), held(event));
        event.preventDefault();
        canvas.focus({ preventScroll: true });
      },
      { signal },
    );
    canvas.addEventListener(
      "pointermove",
      (event) => {
        this.#pointer = this.#pixels(event);
        const voxel = this.#voxel(event);
        studio.pointed.value = { plane, voxel: clamped(voxel, session.grid) };
        const drag = this.#drag;
        if (drag === undefined) {
          if (event.shiftKey && studio.tool.value === "move") session.cursor.value = clamped(voxel, session.grid);
        } else if (drag.button === 0) {
          // All places that the pointer went through since the last event.
          for (const one of event.getCoalescedEvents?.() ?? []) painter.move(plane, this.#voxel(one), held(event));
          painter.move(plane, voxel, held(event));
        } else {
          const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
          if (drag.button === 2) this.#changeWindow(dx, dy);
          else this.#pan(dx * devicePixelRatio, dy * devicePixelRatio);
          Object.assign(drag, { x: event.clientX, y: event.clientY });
        }
        this.#ask();
      },
      { signal },
    );
    const end = (event: PointerEvent) => {
      if (this.#drag?.button === 0) painter.release(held(event));
      this.#drag = undefined;
    };
    canvas.addEventListener("pointerup", end, { signal });
    canvas.addEventListener("pointercancel", end, { signal });
    canvas.addEventListener(
      "pointerleave",
      () => {
        this.#pointer = null;
        studio.pointed.value = null;
        this.#ask();
      },
      { signal },
    );
    canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    canvas.addEventListener(
      "focus",
      () => {
        studio.plane.value = plane;
      },
      { signal },
    );
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        if (event.ctrlKey) studio.zoomBy(event.deltaY < 0 ? 1.15 : 1 / 1.15);
        else {
          const step: [number, number, number] = [0, 0, 0];
          step[THROUGH[plane]] = event.deltaY < 0 ? 1 : -1;
          studio.moveCursor(step);
        }
      },
      { signal, passive: false },
    );
  }

  /** Where a pointer is on the canvas, in its pixels. */
  #pixels({ clientX, clientY }: MouseEvent): [x: number, y: number] {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [((clientX - left) * this.canvas.width) / width, ((clientY - top) * this.canvas.height) / height];
  }

  #voxel(event: MouseEvent): Three {
    const { session, plane } = this;
    if (this.#frame === undefined) return session.cursor.value;
    return inScan(plane, session.cursor.value, toSlice(plane, session.grid, this.#frame, this.#pixels(event)));
  }

  /** To the right more contrast is lost, down it gets brighter: as radiologists' workstations do. */
  #changeWindow(dx: number, dy: number): void {
    const { window, header } = this.session;
    const [low, high] = window.value;
    const unit = (header.window[1] - header.window[0]) / 400;
    const width = Math.max(unit, high - low + dx * unit);
    const level = (low + high) / 2 - dy * unit;
    window.value = [level - width / 2, level + width / 2];
  }

  #pan(dx: number, dy: number): void {
    const { session, plane } = this;
    if (this.#frame === undefined) return;
    const middle = toSlice(plane, session.grid, this.#frame, [this.#frame.width / 2 - dx, this.#frame.height / 2 - dy]);
    session.middles.value = { ...session.middles.value, [plane]: middle };
  }
}

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new TypeError("This browser draws on no canvas.");
  return context;
}

function layer(width: number, height: number): Layer {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = contextOf(canvas);
  const data = context.createImageData(width, height);
  return { canvas, context, data, pixels: new Uint32Array(data.data.buffer) };
}
