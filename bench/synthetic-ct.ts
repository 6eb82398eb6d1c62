// Writes a dataset of synthetic CT of the abdomen, for what methods are worth on scans that are no MR: liver, spleen and kidneys of random
// shape, place and contrast, among stomach, bowel, muscles and spine of like intensities, as a scanner sees them: line integrals of the
// attenuation along a parallel beam, photons counted (Poisson), filtered backprojection (Kak and Slaney, Principles of Computerized
// Tomographic Imaging, 1988, chapter 3). Intensities are Hounsfield units.
// node bench/dist/synthetic-ct.js FOLDER [--scans 60] [--seed 1]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Affine, writeVolume, Xoshiro128 } from "@mandn/imaging";
import * as torch from "@mandn/torch";

/** Voxels along D, H, W, and millimetres between them. */
const [DEPTH, SIZE, SLICE_MM, PIXEL_MM] = [48, 96, 4, 3.8];
/** Attenuation of water at 70 keV, per millimetre. */
const WATER = 0.0193;
/** Of the scanner; steps along a ray are as far apart as detectors. */
const [ANGLES, DETECTORS] = [120, 140];
const CLASSES = { liver: 1, spleen: 2, kidney: 3 };

type Point = readonly [x: number, y: number, z: number];

/** An ellipsoid with a wavy surface, turned in the plane. x goes to the patient's left, y to the back, z to the head, from the middle, in mm. */
interface Shape {
  readonly centre: Point;
  readonly radii: Point;
  readonly turned: number;
  readonly waves: readonly (readonly [direction: Point, phase: number])[];
  readonly hu: number;
  readonly label: number;
}

/** What one patient is made of; later shapes lie over earlier ones. */
class Patient {
  readonly #random: Xoshiro128;
  readonly shapes: Shape[] = [];

  constructor(seed: number) {
    this.#random = new Xoshiro128(seed);
    const contrast = this.between(0, 1);
    const long = 1000;
    const [wide, deep] = [this.between(140, 168), this.between(95, 120)];
    this.add([0, 0, 0], [wide, deep, long], -100, 0, 0);
    const fat = this.between(12, 30);
    this.add([0, 0, 0], [wide - fat, deep - fat, long], 55, 0, 0);
    this.add([0, -5, 0], [wide - fat - 14, deep - fat - 16, long], -90, 0, 0);
    for (const side of [-1, 1]) this.add([side * 45, deep - 38, 0], [30, 20, long], 58, 4);
    this.add([0, deep - 45, 0], [22, 20, long], this.between(200, 400), 3);
    this.add([6, deep - 75, 0], [11, 11, long], 40 + 150 * contrast, 3);
    for (let i = 0; i < 9; i++) {
      const centre: Point = [this.between(-90, 90), this.between(-70, 10), this.between(-95, -20)];
      this.add(centre, [this.between(12, 25), this.between(12, 25), this.between(12, 30)], this.between(15, 70), 3);
    }
    this.add([45, -40, 45], [42, 32, 45], this.between(10, 45), 12);
    this.add([50, -62, 50], [25, 12, 30], -850, 8);
    const liver = this.add([-70, -15, 35], [72, 58, 58], this.between(50, 62) + 50 * contrast, 10, CLASSES.liver);
    for (let i = this.#random.below(4); i > 0; i--) {
      const [[x, y, z], radius] = [liver.centre, this.between(5, 14)];
      const within = (axis: 0 | 1 | 2) => this.between(-0.5, 0.5) * liver.radii[axis];
      const cyst: Point = [x + within(0), y + within(1), z + within(2)];
      this.add(cyst, [radius, radius, radius], this.between(0, 40), 0, CLASSES.liver);
    }
    this.add([98, 15, 50], [24, 38, 42], this.between(45, 58) + 65 * contrast, 7, CLASSES.spleen);
    for (const side of [-1, 1]) {
      const hu = this.between(28, 40) + 130 * contrast;
      const { centre } = this.add([side * 62, 32, -18 - 8 * side], [26, 28, 48], hu, 7, CLASSES.kidney);
      this.add(centre, [9, 12, 22], -60, 2); // the fat in its middle
    }
  }

  between(low: number, high: number): number {
    return low + (high - low) * (this.#random.next() / 2 ** 32);
  }

  /** @param moved how far the middle may lie from where it usually is, in mm; 0: nothing about it is random */
  add(middle: Point, size: Point, hu: number, moved: number, label = 0): Shape {
    const about = (value: number, spread: number) => value * (moved === 0 ? 1 : this.between(1 - spread, 1 + spread));
    const each = (point: Point, change: (value: number) => number): Point => [
      change(point[0]),
      change(point[1]),
      change(point[2]),
    ];
    const grown = about(1, 0.15);
    const wave = () => [each([0, 0, 0], () => this.between(-4, 4)), this.between(0, 2 * Math.PI)] as const;
    const shape: Shape = {
      centre: each(middle, (value) => value + this.between(-moved, moved)),
      radii: each(size, (value) => about(value * grown, 0.1)),
      turned: moved === 0 ? 0 : this.between(-0.3, 0.3),
      waves: moved === 0 ? [] : [wave(), wave(), wave()],
      hu,
      label,
    };
    this.shapes.push(shape);
    return shape;
  }

  /** Hounsfield units and classes `[D, H, W]`, before the scanner. Space is bent smoothly, so that no organ is an ellipsoid. */
  drawn(): { readonly hu: Float32Array; readonly labels: Uint8Array } {
    const bends = [0, 1, 2].map(() =>
      [0, 1].map(() => ({
        millimetres: this.between(2, 7),
        waves: [0, 1, 2].map(() => (2 * Math.PI) / (this.between(120, 260) * (this.#random.below(2) === 0 ? 1 : -1))),
        phase: this.between(0, 2 * Math.PI),
      })),
    );
    const hu = new Float32Array(DEPTH * SIZE * SIZE).fill(-1000);
    const labels = new Uint8Array(hu.length);
    for (let d = 0, i = 0; d < DEPTH; d++) {
      for (let h = 0; h < SIZE; h++) {
        for (let w = 0; w < SIZE; w++, i++) {
          const straight: Point = [
            (w - (SIZE - 1) / 2) * PIXEL_MM,
            (h - (SIZE - 1) / 2) * PIXEL_MM,
            (d - (DEPTH - 1) / 2) * SLICE_MM,
          ];
          const place = straight.map((value, axis) =>
            (bends[axis] ?? []).reduce((sum, { millimetres, waves, phase }) => {
              const along = waves.reduce((all, wave, k) => all + wave * (straight[k] as number), phase);
              return sum + millimetres * Math.sin(along);
            }, value),
          ) as unknown as Point;
          for (const shape of this.shapes) {
            if (!holds(shape, place)) continue;
            hu[i] = shape.hu;
            labels[i] = shape.label;
          }
        }
      }
    }
    return { hu, labels };
  }
}

function holds({ centre, radii, turned, waves }: Shape, place: Point): boolean {
  const [x, y, z] = [place[0] - centre[0], place[1] - centre[1], place[2] - centre[2]];
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
  const [u, v, w] = [(x * cos + y * sin) / radii[0], (y * cos - x * sin) / radii[1], z / radii[2]];
  const length = Math.hypot(u, v, w);
  if (length > 1.4) return false;
  const wavy = waves.reduce(
    (sum, [direction, phase]) =>
      sum + 0.07 * Math.sin((direction[0] * u + direction[1] * v + direction[2] * w) / Math.max(length, 1e-6) + phase),
    1,
  );
  return length < wavy;
}

/** Places in a square picture of `SIZE` pixels, for `gridSampler2d`: -1 … 1 from edge to edge. */
const inPicture = (millimetres: torch.Tensor) => millimetres.mul(2 / (SIZE * PIXEL_MM));
/** `count` places around 0, a pixel apart, in mm. */
const around = (count: number) =>
  torch
    .arange(count, { dtype: "float32" })
    .sub((count - 1) / 2)
    .mul(PIXEL_MM);

/** What a scanner makes of Hounsfield units `[D, H, W]`, slice by slice. @param photons that leave the tube for each detector and angle */
function scanned(hu: Float32Array, photons: number): Float32Array {
  return torch.scope(() => {
    const attenuation = torch.fromTypedArray(hu, [1, DEPTH, SIZE, SIZE]).div(1000).add(1).clampMin(0).mul(WATER);
    const [across, along] = [around(DETECTORS).view([1, -1]), around(DETECTORS).view([-1, 1])];
    const pixels = around(SIZE);
    const filter = rampFilter();
    const image = torch.zeros([1, DEPTH, SIZE, SIZE]);
    for (let angle = 0; angle < ANGLES; angle++) {
      torch.scope(() => {
        const [cos, sin] = [Math.cos((Math.PI * angle) / ANGLES), Math.sin((Math.PI * angle) / ANGLES)];
        const rays = torch.stack([
          inPicture(across.mul(cos).sub(along.mul(sin))),
          inPicture(across.mul(sin).add(along.mul(cos))),
        ]);
        const grid = rays.permute([1, 2, 0]).unsqueeze(0);
        const sums = torch.gridSampler2d(attenuation, grid, 0, 0, false).sum([2]).mul(PIXEL_MM); // [1, D, detectors]
        const counted = torch.poisson(sums.neg().exp().mul(photons)).clampMin(1);
        const measured = counted.div(photons).log().neg();
        const filtered = torch.conv1d(measured.view([DEPTH, 1, -1]), filter, { padding: DETECTORS - 1 });
        const detector = pixels
          .view([1, -1])
          .mul(cos)
          .add(pixels.view([-1, 1]).mul(sin));
        const places = detector.mul(2 / (DETECTORS * PIXEL_MM));
        const back = torch.stack([places, torch.zeros([SIZE, SIZE])], { dim: -1 }).unsqueeze(0);
        image.add_(torch.gridSampler2d(filtered.view([1, DEPTH, 1, -1]), back, 0, 1, false), {
          alpha: Math.PI / ANGLES,
        });
      });
    }
    return image.div(WATER).sub(1).mul(1000).toTypedArray() as Float32Array;
  });
}

/** The ramp filter in space `[1, 1, 2·detectors − 1]` (Kak and Slaney, equation 61), smoothed over three detectors. */
function rampFilter(): torch.Tensor {
  const ramp = (n: number) => {
    if (n === 0) return 1 / (4 * PIXEL_MM);
    return n % 2 === 0 ? 0 : -1 / (Math.PI ** 2 * n ** 2 * PIXEL_MM);
  };
  const values = Float32Array.from({ length: 2 * DETECTORS - 1 }, (_, i) => {
    const n = i - (DETECTORS - 1);
    return 0.25 * ramp(n - 1) + 0.5 * ramp(n) + 0.25 * ramp(n + 1);
  });
  return torch.fromTypedArray(values, [1, 1, values.length]);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scans: { type: "string", default: "60" }, seed: { type: "string", default: "1" } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Give a folder: node bench/dist/synthetic-ct.js FOLDER");
for (const kind of ["images", "labels"]) mkdirSync(join(folder, kind), { recursive: true });
/** To RAS: x and y go to the left and the back here. */
const affine: Affine = [-PIXEL_MM, 0, 0, 0, 0, -PIXEL_MM, 0, 0, 0, 0, SLICE_MM, 0, 0, 0, 0, 1];
const grid = { shape: [1, DEPTH, SIZE, SIZE], affine, spacing: [SLICE_MM, PIXEL_MM, PIXEL_MM] } as const;
const provenance = { path: "synthetic", format: "nifti", notes: [], fields: {} };
for (let i = 0; i < Number(values.scans); i++) {
  const patient = new Patient(1000 * Number(values.seed) + i);
  torch.manualSeed(1000 * Number(values.seed) + i);
  const { hu, labels } = patient.drawn();
  const voxels = Int16Array.from(scanned(hu, patient.between(2e4, 1e5)), (value) =>
    Math.round(Math.min(3071, Math.max(-1024, value))),
  );
  const name = `ct_${String(i).padStart(3, "0")}.nii.gz`;
  await writeVolume(join(folder, "images", name), { ...grid, provenance, dtype: "int16", voxels });
  await writeVolume(
    join(folder, "labels", name),
    { ...grid, provenance, dtype: "uint8", voxels: labels },
    { mask: true },
  );
}
