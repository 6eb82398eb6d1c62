// Saves labels of one scan, one version after the other, until it is killed; tells of each before it begins.
import { writeFileSync } from "node:fs";
import { writeAtomicallySync } from "@mandn/base";
import { LabelsFolder } from "../../src/run/labels-folder.js";

const labels = new LabelsFolder(process.argv[2] as string);
const facts = {
  who: "somebody",
  begunFrom: "nothing",
  seconds: 1,
  changedVoxels: 1,
  diceToPrediction: null,
  run: null,
};
for (;;) {
  const version = labels.label("scan")?.version ?? 0;
  writeFileSync(1, `${version + 1}\n`);
  await labels.save("scan", version, {
    ending: ".nii.gz",
    facts,
    write: async (path) => writeAtomicallySync(path, contentOf(version + 1)),
  });
}

function contentOf(version: number): Buffer {
  return Buffer.alloc(200_000, `label ${version};`);
}
