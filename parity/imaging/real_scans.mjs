// The side of @mandn/imaging in real_scans.py: first line out the report of checkDataset, then for each line in, the name
// of a case, its files turned, turned back and resampled; voxels as raw files in a folder, everything else as JSON.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  checkDataset,
  discoverDataset,
  gridAtSpacing,
  orientationOf,
  readVolume,
  reorient,
  reorientLike,
} from "../../packages/imaging/dist/src/index.js";
import { resample, resampleLabels } from "../../packages/imaging/dist/src/tensor/index.js";

const [dataset, folder, spacing] = process.argv.slice(2);
const to = [Number(spacing), Number(spacing), Number(spacing)];
const LETTERS = ["RL", "AP", "SI"];
const ORDERS = ["012", "021", "102", "120", "201", "210"];
const CODES = ORDERS.flatMap((order) =>
  Array.from({ length: 8 }, (_, flips) => [...order].map((axis, i) => LETTERS[axis][(flips >> i) & 1]).join("")),
);

const bytesOf = ({ voxels }) => Buffer.from(voxels.buffer, voxels.byteOffset, voxels.byteLength);
const digest = (volume) => createHash("sha256").update(bytesOf(volume)).digest("hex");

const found = await discoverDataset(dataset);
console.log(JSON.stringify(await checkDataset(found, { cacheFolder: null })));

let number = 0;
for await (const id of createInterface({ input: process.stdin })) {
  const { channels, label } = found.cases.find((one) => one.id === id);
  const code = CODES[number++ % CODES.length];
  const answer = { id, files: [] };
  for (const [part, { path }] of Object.entries({ image: channels[0], label })) {
    const read = await readVolume(path);
    const turned = reorient(read, code);
    const back = reorientLike(turned, read);
    const exact = digest(back) === digest(read) && `${back.affine}` === `${read.affine}`;
    const results =
      part === "image"
        ? {
            "cubic SciPy": resample(read, to, { interpolation: "cubic" }),
            "linear SimpleITK": resample(read, to, { interpolation: "linear", antiAliasing: false }),
          }
        : {
            "labels SciPy": resampleLabels(read, to),
            "nearest SimpleITK": resampleLabels(read, to, { interpolation: "nearest" }),
          };
    for (const [name, volume] of Object.entries(results))
      writeFileSync(join(folder, `${part} ${name}`), bytesOf(volume));
    answer.files.push({
      part,
      path,
      shape: read.shape,
      affine: read.affine,
      dtype: read.dtype,
      sha256: digest(read),
      turned: {
        code: orientationOf(turned.affine),
        affine: turned.affine,
        shape: turned.shape,
        sha256: digest(turned),
      },
      exact: exact && orientationOf(turned.affine) === code,
      grid: gridAtSpacing(read, to),
    });
  }
  console.log(JSON.stringify(answer));
}
