// Trains a small 3D U-Net from scratch on some scans of a folder and scores it on the others, which it has not seen:
// node examples/dist/segment.js [FOLDER with images/ and labels/] [--train 12] [--updates 150] [--out MASKS]
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  type CaseMetrics,
  caseValues,
  evaluateCase,
  type MetricName,
  readVolume,
  summarize,
  type Volume,
  writeVolume,
} from "@mandn/imaging";
import {
  cat,
  fromTypedArray,
  Generator,
  keep,
  manualSeed,
  nn,
  noGrad,
  optim,
  rand,
  randint,
  scope,
  type Tensor,
} from "@mandn/torch";
import { UNet3d } from "./unet3d.js";

const LABELS = [1, 2];
const CLASSES = ["background", "anterior", "posterior"];
const WIDTH = 12;
const BATCH = 2;

interface Scan {
  readonly id: string;
  readonly volume: Volume;
  readonly reference: Volume;
  /** `[1, 1, D, H, W]`, mean 0 and standard deviation 1, padded to {@link SIZE}. */
  readonly image: Tensor;
  /** `[1, D, H, W]`, int64, padded alike. */
  readonly mask: Tensor;
}

/** All scans are padded to this size, a multiple of 4. */
const SIZE = [44, 56, 40];
const padding = (shape: readonly number[]) =>
  shape
    .slice(-3)
    .map((size, i) => [0, (SIZE[i] as number) - size])
    .reverse()
    .flat();

async function readScan(folder: string, file: string): Promise<Scan> {
  const volume = await readVolume(join(folder, "images", file));
  const reference = await readVolume(join(folder, "labels", file));
  const [image, mask] = scope(() => {
    const raw = fromTypedArray(Float32Array.from(volume.voxels), [1, ...volume.shape]);
    const labels = fromTypedArray(Uint8Array.from(reference.voxels), reference.shape).to("int64");
    const standardised = raw.sub(raw.mean()).div(raw.std());
    return [nn.pad(standardised, padding(volume.shape)), nn.pad(labels, padding(volume.shape))] as const;
  });
  return { id: file.replace(/\.nii(\.gz)?$/, ""), volume, reference, image: keep(image), mask: keep(mask) };
}

/** 1 − soft Dice, mean over the classes, plus cross entropy. Logits [N, K, D, H, W], mask [N, D, H, W]. */
function loss(logits: Tensor, mask: Tensor): Tensor {
  const target = mask.oneHot(CLASSES.length).movedim(-1, 1).to(logits.dtype);
  const probabilities = logits.softmax(1);
  const overlap = probabilities.mul(target).sum([0, 2, 3, 4]);
  const sizes = probabilities.add(target).sum([0, 2, 3, 4]);
  return nn.crossEntropy(logits, mask).add(overlap.mul(2).div(sizes).mean().rsub(1));
}

function train(model: UNet3d, scans: readonly Scan[], updates: number, generator: Generator): void {
  const optimizer = new optim.AdamW(model.parameters(), { lr: 4e-3 });
  const warmUp = new optim.LinearLR({ startFactor: 0.1, totalIters: 10 });
  const anneal = new optim.CosineAnnealingLR({ tMax: updates - 10 });
  const scheduler = new optim.LRScheduler(optimizer, new optim.SequentialLR([warmUp, anneal], { milestones: [10] }));
  const start = Date.now();
  for (let update = 1; update <= updates; update++) {
    const value = scope(() => {
      optimizer.zeroGrad();
      const indices = randint(scans.length, [BATCH], { generator }).toTypedArray() as BigInt64Array;
      const chosen = Array.from(indices, (i) => scans[Number(i)] as Scan);
      // Contrast and brightness vary by ±20 %.
      const [contrast, brightness] = rand([2, BATCH, 1, 1, 1, 1], { generator }).mul(0.4).sub(0.2).unbind() as [
        Tensor,
        Tensor,
      ];
      const image = cat(chosen.map((scan) => scan.image))
        .mul(contrast.add(1))
        .add(brightness);
      const error = loss(
        model.forward(image.contiguous({ memoryFormat: "channels_last_3d" })),
        cat(chosen.map((scan) => scan.mask)),
      );
      error.backward();
      optimizer.step();
      scheduler.step();
      return error.itemNumber();
    });
    if (!Number.isFinite(value)) throw new Error(`the loss is ${value} at update ${update}`);
    if (update % 25 === 0) {
      const seconds = (Date.now() - start) / 1000;
      console.log(`update ${update}/${updates}  loss ${value.toFixed(3)}  ${(seconds / update).toFixed(2)} s each`);
    }
  }
}

/** The mask that the model finds, on the scan's own grid. */
function predict(model: UNet3d, { image, volume }: Scan): Volume<"uint8"> {
  const [, d, h, w] = volume.shape;
  const voxels = scope(() => {
    const classes = noGrad(() => model.forward(image)).argmax(1);
    return classes.narrow(1, 0, d).narrow(2, 0, h).narrow(3, 0, w).to("uint8").toTypedArray() as Uint8Array;
  });
  return { ...volume, shape: [1, d, h, w], dtype: "uint8", voxels };
}

function table(results: readonly (readonly [string, CaseMetrics])[]): string {
  const cell = (label: number, metric: MetricName, scale: number, missed: Record<string, number>) => {
    const { mean, standardDeviation, interval, n } = summarize(caseValues(results, label, metric), {
      undefinedAs: missed,
    });
    if (mean === null || standardDeviation === null || interval === null) return "–";
    const [low, high] = [interval.low, interval.high].map((x) => (x * scale).toFixed(1));
    return `${(mean * scale).toFixed(1)} ± ${(standardDeviation * scale).toFixed(1)} (${low} to ${high}; n ${n})`;
  };
  const rows = LABELS.map((label) => [
    CLASSES[label],
    cell(label, "dice", 100, { "prediction empty": 0 }),
    cell(label, "hd95", 1, {}),
  ]);
  return [["class", "Dice % (95 % interval)", "HD95 mm (95 % interval)"], ...rows]
    .map((row) => row.map((x) => x?.padEnd(34)).join(""))
    .join("\n");
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    train: { type: "string", default: "12" },
    updates: { type: "string", default: "150" },
    out: { type: "string" },
  },
});
const folder = positionals[0] ?? fileURLToPath(new URL("../hippocampus", import.meta.url));
const files = readdirSync(join(folder, "labels")).sort();
const scans = await Promise.all(files.map((file) => readScan(folder, file)));
const training = scans.slice(0, Number(values.train));
const test = scans.slice(training.length);
console.log(`${training.length} labelled scans for training, ${test.length} others for the test`);

manualSeed(0);
const model = new UNet3d(CLASSES.length, WIDTH);
model.to({ memoryFormat: "channels_last_3d" });
train(model, training, Number(values.updates), Generator.create(0));

const out = values.out ?? fileURLToPath(new URL("../masks", import.meta.url));
mkdirSync(out, { recursive: true });
const results: (readonly [string, CaseMetrics])[] = [];
for (const scan of test) {
  const mask = predict(model, scan);
  await writeVolume(join(out, `${scan.id}.nii.gz`), mask, { mask: true });
  results.push([scan.id, evaluateCase(mask, scan.reference as Volume<"uint8">, { labels: LABELS })]);
}
console.log(
  `\n${test.length} test scans, 3D U-Net from scratch on ${training.length} labels\n${table(results)}\n\nThe masks lie in ${out}`,
);
