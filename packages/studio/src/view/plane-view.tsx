// The four tiles of the scan's screen as components: a plane on its canvas,
// and the solid of the mask, which a worker draws and the mouse and arrows turn.

import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Background } from "../background.js";
import type { Painter } from "../painting.js";
import type { ScanSession } from "../session.js";
import type { Studio } from "../store.js";
import type { Sight } from "./caster.js";
import type { PlaneName } from "./planes.js";
import { contextOf, SliceCanvas } from "./slice-canvas.js";
import { turned } from "./turned.js";

interface TileProps {
  readonly studio: Studio;
  readonly session: ScanSession;
}

export function PlaneView({
  studio,
  session,
  painter,
  plane,
}: TileProps & { readonly painter: Painter; readonly plane: PlaneName }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return;
    const view = new SliceCanvas(canvas.current, studio, session, painter, plane);
    return () => view.dispose();
  }, [studio, session, painter, plane]);
  return <canvas ref={canvas} class="plane" tabIndex={0} data-plane={plane} aria-label={`${plane} plane`} />;
}

/** Pixels of the solid's picture; the browser enlarges it. */
const SIDE = 300;

/** Milliseconds without an edit until the solid is made anew; the planes come first when a scan is opened. */
const REST = 250;

export function SolidView({ studio, session }: TileProps) {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    Object.assign(canvas, { width: SIDE, height: SIDE });
    const context = contextOf(canvas);
    const background = new Background();
    let sight: Sight = { turn: 0.5, tilt: 0.25 };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDrawing = false;
    let isStale = false; // a picture is wanted that was not asked for yet
    let isMaskStale = false; // of another mask
    /** Draws until the picture is the one that is wanted. */
    const draw = async () => {
      isStale = true;
      if (isDrawing) return;
      isDrawing = true;
      try {
        while (isStale) {
          isStale = false;
          const colours = new Map(studio.foreground.value.map(({ value, colour }) => [value, colour] as const));
          const mask = isMaskStale ? { mask: { voxels: session.editor.voxels, grid: session.grid } } : {};
          isMaskStale = false;
          const pixels = await background.do({ kind: "picture", ...mask, sight, colours, size: [SIDE, SIDE] });
          if (pixels === null) return;
          context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), SIDE, SIDE), 0, 0);
        }
      } finally {
        isDrawing = false;
      }
    };
    const stopTurning = turned(canvas, (dx, dy, isKey) => {
      const size = isKey ? 0.15 : 1 / 90;
      sight = { turn: sight.turn + size * dx, tilt: Math.min(1.5, Math.max(-1.5, sight.tilt + size * dy)) };
      studio.do(draw);
    });
    const stop = effect(() => {
      session.edits.value;
      session.begunFrom.value; // a network's mask that one begins from is no edit
      clearTimeout(timer);
      timer = setTimeout(() => {
        isMaskStale = true;
        studio.do(draw);
      }, REST);
    });
    return () => {
      stop();
      clearTimeout(timer);
      stopTurning();
      background.giveUp();
    };
  }, [studio, session]);
  return <canvas ref={element} class="solid" tabIndex={0} aria-label="the mask in three dimensions" />;
}
