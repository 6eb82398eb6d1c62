// The side of @mandn/imaging in segmentations.py: for each line in, a series and where to write: a mask and probabilities of it as
// DICOM segmentations, and what they hold; last the codes that segments may get.
import { createInterface } from "node:readline";
import { knownConcepts } from "../../packages/imaging/dist/src/formats/dicom-codes.js";
import { readSource, writeVolume } from "../../packages/imaging/dist/src/index.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { series, to } = JSON.parse(line);
  const source = await readSource(series);
  const { header } = source;
  const [, d, h, w] = header.shape;
  const mask = Uint8Array.from({ length: d * h * w }, (_, i) => (Math.floor(i / (h * w)) === 1 ? 0 : (i % 5) % 3));
  const fractions = Float32Array.from({ length: 2 * mask.length }, (_, i) => (i < mask.length ? 0 : (i % 100) / 99));
  const labels = { 1: { name: "left atrium", color: [230, 159, 0] }, 2: { name: "Niere_L" } };
  const algorithm = { name: "M&N", version: "1.2.3" };
  await writeVolume(`${to}.dcm`, { ...header, dtype: "uint8", voxels: mask }, { labels, algorithm, source });
  const probabilities = { ...header, shape: [2, d, h, w], dtype: "float32", voxels: fractions };
  await writeVolume(`${to}-fractions.dcm`, probabilities, { labels: { 1: labels[1] }, algorithm, source });
  console.log(JSON.stringify({ mask: [...mask], fractions: [...fractions.subarray(mask.length)] }));
}
console.log(JSON.stringify(knownConcepts()));
