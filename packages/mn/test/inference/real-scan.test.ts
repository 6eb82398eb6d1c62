import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { countOverlap, overlap, readVolume, sameGrid, type Triple } from "@mandn/imaging";
import { scope } from "@mandn/torch";
import { finishMask, predictScan } from "../../src/inference/predict.js";
import { prepareLabelledScan } from "../labelled-scan.js";
import { pointwise } from "./networks.js";

const FOLDER = fileURLToPath(new URL("../../../../../examples/hippocampus/train/", import.meta.url));
const CLASSES = ["background", "anterior", "posterior"].map((name, value) => ({ name, value }));

/** Sees a mask as its image and finds each class where the mask has it. */
const oracle = pointwise([0, 20, 40], [0, -10, -40]);

for (const { spacing, least } of [
  { spacing: [1, 1, 1], least: 1 },
  { spacing: [1.3, 0.8, 1.1], least: 0.93 },
] satisfies { spacing: Triple; least: number }[]) {
  test(`a real scan's mask survives preparation at ${spacing.join("×")} mm and prediction`, async () => {
    const label = { path: `${FOLDER}labels/hippocampus_001.nii.gz` };
    const files = { id: "001", channels: [{ path: `${FOLDER}images/hippocampus_001.nii.gz` }], label };
    const preprocessing = { spacing, intensity: [{ kind: "z-score", over: "body" }], cropToBody: true } as const;
    const scan = await prepareLabelledScan(
      files,
      { ...preprocessing, intensity: [...preprocessing.intensity] },
      CLASSES,
    );
    const { masks } = scope(() =>
      predictScan(
        { ...scan, image: scan.mask.unsqueeze(0).to("float32") },
        { oracle: { network: oracle } },
        {
          window: [16, 32, 32],
          overlap: 0.5,
          weighting: "gaussian",
          windowsPerBatch: 4,
          classes: CLASSES,
        },
      ),
    );
    for (const tensor of [scan.image, scan.mask]) tensor.dispose();
    const { mask } = masks.mean;
    const { empty } = finishMask(mask, CLASSES);
    const reference = await readVolume(label.path);
    assert.ok(sameGrid(mask, reference).same);
    assert.deepEqual(empty, []);
    for (const counts of countOverlap(mask, { ...reference, voxels: Uint8Array.from(reference.voxels) }, [1, 2])) {
      const dice = overlap(counts).dice as number;
      assert.ok(dice >= least, `class ${counts.label}: ${dice}`);
    }
  });
}
