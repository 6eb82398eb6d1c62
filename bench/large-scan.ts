// Memory of predicting a scan of 512×512×1000 voxels with 5 classes by two networks, post-processing included, down to the file
// of its mask. The networks are as cheap as can be, so that what is measured is everything else.
//   node bench/dist/large-scan.js [--slices 1000]
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { affineFromSpacing } from "@mandn/imaging";
import type { Network3d } from "@mandn/models";
import { cpuAllocator, keep, manualSeed, nn, randn, scope, type Tensor } from "@mandn/torch";
import { finishMask, predictionPaths, predictScan, writePrediction } from "mandn/inference";

const { values } = parseArgs({ options: { slices: { type: "string", default: "1000" } } });
const slices = Number(values.slices);
const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(2)} GiB`;
const status = (entry: string) =>
  1024 * Number(new RegExp(`${entry}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "utf8"))?.[1]);

/** One convolution 1×1×1 with random weights. */
class Cheap extends nn.Module implements Network3d {
  readonly sizeMultiple = [1, 1, 1] as const;
  readonly conv = new nn.Conv3d(1, 5, 1);

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}

manualSeed(0);
const before = status("VmRSS");
const grid = { shape: [1, slices, 512, 512], affine: affineFromSpacing([1, 0.8, 0.8]) } as const;
// Blobs some 30 voxels wide.
const coarse = () => randn([1, 1, Math.ceil(slices / 32), 16, 16]);
const image = scope(() =>
  keep(nn.functional.interpolate(coarse(), { size: [slices, 512, 512], mode: "trilinear" }).squeeze(0)),
);
const folder = mkdtempSync(join(tmpdir(), "mn-bench-"));
const classes = Array.from({ length: 5 }, (_, value) => ({ name: `class ${value}`, value }));
const start = performance.now();
try {
  const prediction = predictScan(
    { id: "large", image, grid, original: grid },
    { one: { network: new Cheap() }, other: { network: new Cheap() } },
    {
      window: [64, 256, 256],
      overlap: 0.5,
      weighting: "gaussian",
      windowsPerBatch: 1,
      classes,
    },
  );
  const { mean } = prediction.masks;
  finishMask(mean.mask, classes, { largestComponent: [true, true, true, true], fillHoles: [true, true, true, true] });
  const paths = predictionPaths(folder, "large", "large.nii.gz");
  await writePrediction(paths, mean, { classes, method: "a method" });
  const seconds = (performance.now() - start) / 1000;
  console.log(`${cpus()[0].model}, ${cpus().length} cores: 512×512×${slices}, 5 classes, 2 networks`);
  console.log(`seconds, file of the mask included   ${seconds.toFixed(0)} (${statSync(paths.mask).size} bytes)`);
  console.log(`the scan itself, float32             ${gigabytes(4 * slices * 512 * 512)}`);
  console.log(`tensors at the peak, scan included   ${gigabytes(cpuAllocator.memory().peak)}`);
  console.log(`process at the peak, less its start  ${gigabytes(status("VmHWM") - before)}`);
} finally {
  rmSync(folder, { recursive: true });
}
