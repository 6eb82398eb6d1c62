// The scan as a volume, drawn by the graphics processor: NiiVue in a chunk of its own, which the page loads when somebody asks for it. NiiVue gets
// a small copy of what is shown, with its mask, as NIfTI files in memory; it loads nothing and hears neither mouse nor keys.

import { encodeHeader } from "@mandn/imaging/pure";
import { Niivue, SLICE_TYPE } from "@niivue/niivue";
import type { SmallVolume } from "./small-volume.js";

/** From where it is seen, in degrees: around the body's axis, 180 from its front, and up. */
export interface VolumeSight {
  readonly azimuth: number;
  readonly elevation: number;
}

/** A volume on a canvas. */
export interface DrawnVolume {
  turn(sight: VolumeSight): void;
  /** Shows another mask of the same size. */
  remask(mask: SmallVolume): void;
  /** Gives the graphics processor its memory back. */
  dispose(): void;
}

type Colours = ReadonlyMap<number, readonly [red: number, green: number, blue: number]>;

/**
 * Draws a scan and its mask on a canvas that has no other context.
 *
 * @param colours of the mask's values
 * @throws what NiiVue throws where the browser has not the context, or not the textures
 */
export async function drawVolume(
  canvas: HTMLCanvasElement,
  scan: SmallVolume,
  mask: SmallVolume,
  colours: Colours,
  sight: VolumeSight,
): Promise<DrawnVolume> {
  const niivue = new Niivue({
    backColor: [0, 0, 0, 1],
    dragAndDropEnabled: false,
    interactive: false,
    isColorbar: false,
    isOrientCube: true,
    isResizeCanvas: false,
    loadingText: "",
    logLevel: "error",
    show3Dcrosshair: false,
    sliceType: SLICE_TYPE.RENDER,
  });
  await niivue.attachToCanvas(canvas, false);
  await niivue.loadFromArrayBuffer(fileOf(scan), "scan.nii");
  await niivue.loadFromArrayBuffer(fileOf(mask), "mask.nii");
  const [image, label] = niivue.volumes;
  if (image !== undefined) Object.assign(image, { cal_min: DARKEST, cal_max: 255 });
  const values = [0, ...colours.keys()];
  const channel = (index: 0 | 1 | 2) => values.map((value) => colours.get(value)?.[index] ?? 0);
  label?.setColormapLabel({
    R: channel(0),
    G: channel(1),
    B: channel(2),
    A: values.map((value) => (value === 0 ? 0 : 255)),
    I: values,
    labels: values.map(String),
  });
  niivue.updateGLVolume();
  const turn = ({ azimuth, elevation }: VolumeSight) => niivue.setRenderAzimuthElevation(azimuth, elevation);
  turn(sight);
  return {
    turn,
    remask: ({ voxels }) => {
      if (label !== undefined) label.img = voxels;
      niivue.updateGLVolume();
    },
    dispose: () => {
      niivue.cleanup();
      canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
}

/** Bytes below it are air, and not drawn. */
const DARKEST = 40;

/** Of NIfTI: where voxels begin, unsigned bytes, and millimetres. */
const OFFSET = 352;
const UINT8 = 2;
const MILLIMETRES = 2;

/** A NIfTI file. */
function fileOf({ voxels, shape, spacing }: SmallVolume): ArrayBuffer {
  const [x, y, z] = spacing;
  const header = encodeHeader(
    1,
    {
      dim: [3, ...shape, 1, 1, 1, 1],
      datatype: [UINT8],
      bitpix: [8],
      pixdim: [1, ...spacing, 1, 1, 1, 1],
      vox_offset: [OFFSET],
      scl_slope: [1],
      cal_max: [255],
      xyzt_units: [MILLIMETRES],
      sform_code: [1],
      srow: [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0],
    },
    {},
  );
  const file = new Uint8Array(OFFSET + voxels.length);
  file.set(header);
  file.set(voxels, OFFSET);
  return file.buffer;
}
