// The smallest viewer: one slice of a scan in grey with its mask in colours over it, and a slider through the slices.
import type { Volume } from "@mandn/imaging/pure";
import { classColor } from "../src/plan/class-color.js";

const OPACITY = 0.5;

export class Viewer {
  #image: Volume | undefined;
  #mask: Uint8Array | Int32Array = new Uint8Array(0);
  #range: readonly [black: number, white: number] = [0, 1];

  /** @param values those of the foreground classes, in the order of the colours */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly slider: HTMLInputElement,
    private readonly values: readonly number[],
  ) {
    slider.addEventListener("input", () => this.#draw());
  }

  show(image: Volume, mask: Uint8Array | Int32Array): void {
    this.#image = image;
    this.#mask = mask;
    this.#range = rangeOf(image);
    const [, d, h, w] = image.shape;
    this.slider.max = String(d - 1);
    this.slider.value = String(busiest(mask, d, h * w));
    this.canvas.width = w;
    this.canvas.height = h;
    const [, sy, sx] = image.spacing;
    this.canvas.style.aspectRatio = `${w * sx} / ${h * sy}`;
    this.#draw();
  }

  #draw(): void {
    const context = this.canvas.getContext("2d");
    if (this.#image === undefined || context === null) return;
    const [, , h, w] = this.#image.shape;
    const slice = Number(this.slider.value);
    const [black, white] = this.#range;
    const pixels = context.createImageData(w, h);
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const at = (slice * h + y) * w + x;
        const grey = (255 * ((this.#image.voxels[at] as number) - black)) / (white - black);
        const place = this.values.indexOf(this.#mask[at] as number);
        const colour = place < 0 ? undefined : classColor(place + 1);
        const to = 4 * ((h - 1 - y) * w + x); // y runs upward
        for (const c of [0, 1, 2] as const) {
          pixels.data[to + c] = colour === undefined ? grey : (1 - OPACITY) * grey + OPACITY * colour[c];
        }
        pixels.data[to + 3] = 255;
      }
    }
    context.putImageData(pixels, 0, 0);
  }
}

/** From the least value to one that few voxels exceed. */
function rangeOf({ voxels, shape: [, d, h, w] }: Volume): [black: number, white: number] {
  const step = Math.max(1, Math.floor((d * h * w) / 100_000));
  const sample = Array.from({ length: Math.floor((d * h * w) / step) }, (_, i) => voxels[i * step] as number);
  sample.sort((a, b) => a - b);
  const [black, white] = [0.005, 0.995].map((share) => sample[Math.floor(share * (sample.length - 1))] as number);
  return [black as number, (white as number) > (black as number) ? (white as number) : (black as number) + 1];
}

/** The slice that holds most of the mask. */
function busiest(mask: Uint8Array | Int32Array, slices: number, size: number): number {
  let [best, most] = [Math.floor(slices / 2), 0];
  for (let slice = 0; slice < slices; slice++) {
    let count = 0;
    for (let i = slice * size; i < (slice + 1) * size; i++) if (mask[i] !== 0) count++;
    if (count > most) [best, most] = [slice, count];
  }
  return best;
}
