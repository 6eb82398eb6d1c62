// The scan as a volume, in the solid's place: whether this browser can, and the canvas, turned by the mouse and the arrows.
// What draws it is loaded then, not before.

import { CodedError } from "@mandn/base";
import type { VoxelArray } from "@mandn/imaging/pure";
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ScanSession } from "../session.js";
import type { Studio } from "../store.js";
import { smallImage, smallMask } from "./small-volume.js";
import { turned } from "./turned.js";
import type { DrawnVolume } from "./volume.js";

/** What draws volumes could not be had. */
export class VolumeError extends CodedError<"volume"> {
  override readonly name = "VolumeError";
}

/** Renderers that are a processor's work, for which a frame takes a second or more. */
const BY_SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** In the browser's storage: "forced" has volumes drawn by software too, for tests. */
const CHOICE = "mandn-volume";

/** Why a volume cannot be drawn here; undefined where it can. */
export function whyNoVolume(): string | undefined {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (gl === null) return "this browser has no WebGL 2, which needs a graphics processor";
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  if (!BY_SOFTWARE.test(renderer) || localStorage.getItem(CHOICE) === "forced") return undefined;
  return `without a graphics processor it would take seconds a picture (WebGL is ${renderer})`;
}

/** The chunk's path: a name that the bundler does not follow. */
const CHUNK: string = "/volume.js";

/** Pixels of a side of the picture. */
const SIDE = 600;

/** Degrees of a press of an arrow, and of a pixel that the mouse is drawn. */
const PRESS = 8;
const DRAG = 0.6;

/** Milliseconds without an edit until the mask in it is made anew. */
const REST = 250;

export function VolumeView({ studio, session }: { readonly studio: Studio; readonly session: ScanSession }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const canvas = document.createElement("canvas"); // of its own each time: a context that was given up does not come back
    Object.assign(canvas, { className: "solid", tabIndex: 0, width: SIDE, height: SIDE });
    canvas.ariaLabel = "the scan as a volume";
    place.current?.append(canvas);
    const { grid, editor, window } = session;
    let sight = { azimuth: 200, elevation: 15 };
    let drawn: DrawnVolume | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const draw = async (image: VoxelArray) => {
      const colours = new Map(studio.foreground.value.map(({ value, colour }) => [value, colour] as const));
      const { drawVolume } = await chunk();
      const small = [smallImage(image, grid, window.value), smallMask(editor.voxels, grid)] as const;
      const made = await drawVolume(canvas, ...small, colours, sight);
      if (isGone) return made.dispose();
      drawn = made;
      drawn.turn(sight);
      canvas.dataset.isDrawn = "true";
    };
    const { value: image } = session.image;
    draw(image).catch((cause: unknown) => {
      if (isGone) return;
      studio.isVolume.value = false;
      const remedy = "The mask in 3D still can.";
      studio.fault(new VolumeError("volume", "the volume cannot be drawn", { cause, remedy }));
    });
    const stop = effect(() => {
      session.edits.value;
      session.begunFrom.value;
      clearTimeout(timer);
      timer = setTimeout(() => drawn?.remask(smallMask(editor.voxels, grid)), REST);
    });
    const stopTurning = turned(canvas, (dx, dy, isKey) => {
      const size = isKey ? PRESS : DRAG;
      sight = {
        azimuth: (sight.azimuth + size * dx + 360) % 360,
        elevation: Math.min(90, Math.max(-90, sight.elevation + size * dy)),
      };
      drawn?.turn(sight);
    });
    return () => {
      isGone = true;
      stop();
      clearTimeout(timer);
      stopTurning();
      drawn?.dispose();
      canvas.remove();
    };
  }, [studio, session, session.image.value]);
  return <div ref={place} class="volume" />;
}

const chunk = () => import(CHUNK) as Promise<typeof import("./volume.js")>;
