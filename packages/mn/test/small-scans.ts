import { affineFromSpacing, type Grid, type Triple } from "@mandn/imaging";
import { cat, fromTypedArray, keep, randint, scope, type Tensor } from "@mandn/torch";
import type { LabelledScan } from "../src/data/prepare.js";
import type { TrainingScans } from "../src/training/cached-scans.js";
import type { Crops } from "../src/training/method.js";
import type { CropRequest } from "../src/training/trainer.js";

const SHAPE = [10, 12, 12];

/** Scans of bright and dark blobs, by formula, in memory; crops are slices of them. */
export class SmallScans implements TrainingScans {
  readonly #scans = new Map<string, LabelledScan>();

  constructor(ids: readonly string[]) {
    for (const [i, id] of ids.entries()) this.#scans.set(id, makeScan(id, i));
  }

  scan(id: string): LabelledScan {
    const scan = this.#scans.get(id);
    if (scan === undefined) throw new Error(`no scan ${id}`);
    return scan;
  }

  labelledScan(id: string): LabelledScan {
    return this.scan(id);
  }

  draw({ step, unlabelled, labelled, strong, overlapping, pseudoMasks, random, part }: CropRequest): Crops {
    return scope(() => {
      const ids = [...unlabelled, ...labelled];
      const crops = ids.map((id, i) => {
        const { image, mask } = this.scan(id);
        using generator = random.generator("crop", step, id, ids.slice(0, i).filter((one) => one === id).length);
        const [z, y, x] = randint(5, [3], { generator }).toTypedArray() as BigInt64Array;
        const { foreground: [first] = [], soft } = pseudoMasks.get(id) ?? {};
        const at = [first && first.length > 0 ? first[0] % 5 : Number(z), Number(y), Number(x)];
        const cut = (t: Tensor, from: number, [z, y, x]: readonly number[] = at) =>
          t
            .narrow(from, z, 6)
            .narrow(from + 1, y, 8)
            .narrow(from + 2, x, 8);
        const beside = at.map((start) => (start + 2) % 5) as unknown as Triple;
        return {
          beside: cut(image, 1, beside).unsqueeze(0),
          shift: at.map((start, axis) => start - beside[axis]) as unknown as Triple,
          image: cut(image, 1).unsqueeze(0),
          mask: cut(mask, 0).unsqueeze(0),
          soft: soft && cut(soft, 1).unsqueeze(0),
        };
      });
      const own = part?.own ?? ids.map((_, i) => i);
      const before = own.filter((i) => i < unlabelled.length).length;
      const softs = crops.flatMap(({ soft }) => soft ?? []);
      const image = cat(crops.map((crop) => crop.image)).indexSelect(0, placesOf(own));
      return {
        image,
        mask: cat(crops.map((crop) => crop.mask)).indexSelect(0, placesOf(own.slice(before))),
        strong: Array.from({ length: strong }, (_, view) =>
          image
            .narrow(0, 0, before)
            .mul(0.8)
            .add(0.1 * view),
        ),
        overlapping:
          overlapping === 0
            ? undefined
            : { image: cat(crops.map(({ beside }) => beside)), shifts: crops.map(({ shift }) => shift) },
        soft:
          softs.length === 0
            ? undefined
            : cat(softs)
                .indexSelect(0, placesOf(own.slice(0, before)))
                .to("float32")
                .div(255),
      };
    });
  }

  dispose(): void {
    for (const { image, mask } of this.#scans.values()) for (const tensor of [image, mask]) tensor.dispose();
  }
}

const placesOf = (places: readonly number[]): Tensor => fromTypedArray(BigInt64Array.from(places, BigInt));

function makeScan(id: string, phase: number): LabelledScan {
  const values = Float32Array.from({ length: 1440 }, (_, i) => Math.sin(i * 0.05 + phase) + Math.cos(i * 0.31 + phase));
  const grid: Grid = { shape: [1, 10, 12, 12], affine: affineFromSpacing([1, 1, 1]) };
  return scope(() => {
    const image = fromTypedArray(values, [1, ...SHAPE]);
    const [front, back] = [0.5, 1.2].map((level) => image.squeeze(0).gt(level).to("uint8"));
    const mask = front.add(back);
    return { id, image: keep(image), mask: keep(mask), grid, original: grid };
  });
}
