/** Masks of 3D Slicer and of DICOM: segments by name, boxes of the scan's grid, and what is written back for archives. */
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { codesOf, labOf } from "../src/formats/dicom-codes.js";
import {
  checkDataset,
  discoverDataset,
  type LabelDescription,
  readHeader,
  readLabelFile,
  readSource,
  readVolume,
  reorientLike,
  type Volume,
  writeVolume,
} from "../src/index.js";
import { temporaryFolder } from "./fixtures.js";

/** Series by pydicom and their segmentations by highdicom: `parity/imaging/segmentations.py`. */
const FIXTURES = fileURLToPath(new URL("../../test/fixtures/segmentations/", import.meta.url));
const SERIES = ["axial", "oblique", "reversed", "single"] as const;

interface Expected {
  readonly shape: readonly number[];
  readonly voxels: readonly number[];
}
const expected: Record<(typeof SERIES)[number], Expected> & { overlapping: { shared: number } } = JSON.parse(
  readFileSync(join(FIXTURES, "expected.json"), "utf8"),
);

describe("a DICOM segmentation", () => {
  for (const name of SERIES) {
    test(`of a series that is ${name} is its mask, with the names of its segments`, async () => {
      const mask = await readVolume(join(FIXTURES, `${name}.dcm`));
      assert.deepEqual(mask.labelNames, { 0: "background", 1: "left atrium", 2: "vein" });
      const series = await readHeader(join(FIXTURES, name));
      const onGrid = reorientLike(mask, series);
      assert.deepEqual(onGrid.shape, [1, ...expected[name].shape]);
      assert.deepEqual([...onGrid.voxels], expected[name].voxels);
    });
  }

  test("with segment numbers as voxels (LABELMAP) is read too", async () => {
    const mask = await readVolume(join(FIXTURES, "labelmap.dcm"));
    const onGrid = reorientLike(mask, await readHeader(join(FIXTURES, "axial")));
    assert.deepEqual([...onGrid.voxels], expected.axial.voxels);
  });

  test("gives its segments the values that are asked for by name", async () => {
    const path = join(FIXTURES, "axial.dcm");
    const plain = await readVolume(path);
    const asked = await readVolume(path, { segments: { vein: 1, "left atrium": 7 } });
    assert.deepEqual(
      [...asked.voxels],
      [...plain.voxels].map((value) => [0, 7, 1][value]),
    );
    await assert.rejects(readVolume(path, { segments: { vein: 1 } }), {
      code: "unsupported",
      message: /axial\.dcm: has segments that are no class here: left atrium\. Name its segments as .*: vein\./,
    });
  });

  test("of overlapping segments is refused, naming them", async () => {
    await assert.rejects(readVolume(join(FIXTURES, "overlapping.dcm")), {
      code: "unsupported",
      message: new RegExp(`"a" and "b" share ${expected.overlapping.shared} voxels`),
    });
  });

  test("of fractions is no mask", async () => {
    await assert.rejects(readVolume(join(FIXTURES, "fractional.dcm")), {
      code: "unsupported",
      message: /is a segmentation of fractions.*binary/,
    });
  });

  test("that ends too early, or whose frames lie nowhere, is refused", async (t) => {
    const path = join(temporaryFolder(t), "cut.dcm");
    const bytes = readFileSync(join(FIXTURES, "axial.dcm"));
    writeFileSync(path, bytes.subarray(0, bytes.length - 30));
    await assert.rejects(readVolume(path), { code: "malformed", message: /truncated/ });
  });

  test("in a case's folder is the mask of the series that it was drawn on", async (t) => {
    const root = join(temporaryFolder(t), "dicom");
    const { readdirSync } = await import("node:fs");
    for (const name of ["axial", "oblique"] as const) {
      mkdirSync(join(root, name), { recursive: true });
      for (const file of readdirSync(join(FIXTURES, name))) {
        copyFileSync(join(FIXTURES, name, file), join(root, name, file));
      }
      copyFileSync(join(FIXTURES, `${name}.dcm`), join(root, name, "mask.dcm"));
    }
    const { cases } = await discoverDataset(root);
    for (const { id, channels, label } of cases) {
      assert.equal(label?.path, join(root, id, "mask.dcm"));
      const [image] = channels as [(typeof channels)[number]];
      assert.equal((await readHeader(image.path, image)).provenance.fields.Modality, "MR");
    }
    assert.equal((await readVolume(join(root, "axial"))).shape[1], 5); // the series, where nobody says which
  });
});

/** A mask on the grid of a series. */
async function drawn(name: (typeof SERIES)[number]): Promise<Volume> {
  const header = await readHeader(join(FIXTURES, name));
  return { ...header, dtype: "uint8", voxels: Uint8Array.from(expected[name].voxels) };
}

const LABELS: Readonly<Record<number, LabelDescription>> = {
  0: { name: "background" },
  1: { name: "left atrium", color: [230, 159, 0] },
  2: { name: "vein" },
};
const ALGORITHM = { name: "a method", version: "1.2.3" };

describe("a mask written as a DICOM segmentation", () => {
  for (const name of SERIES) {
    test(`of a series that is ${name} is read back as it was`, async (t) => {
      const path = join(temporaryFolder(t), "mask.dcm");
      const source = await readSource(join(FIXTURES, name));
      await writeVolume(path, await drawn(name), { mask: true, labels: LABELS, algorithm: ALGORITHM, source });
      const back = reorientLike(await readVolume(path), source.header);
      assert.deepEqual([...back.voxels], expected[name].voxels);
      assert.deepEqual(back.labelNames, { 0: "background", 1: "left atrium", 2: "vein" });
    });
  }

  test("is the same file for the same mask but for its date, and another for another", async (t) => {
    const folder = temporaryFolder(t);
    const source = await readSource(join(FIXTURES, "axial"));
    const mask = await drawn("axial");
    const write = async (name: string, volume: Volume) => {
      const path = join(folder, name);
      await writeVolume(path, volume, { mask: true, labels: LABELS, algorithm: ALGORITHM, source });
      return (await readHeader(path)).provenance.fields.SeriesInstanceUID;
    };
    const first = await write("a.dcm", mask);
    assert.equal(await write("b.dcm", mask), first);
    const other = { ...mask, voxels: mask.voxels.map((value) => (value === 2 ? 1 : value)) as Uint8Array };
    assert.notEqual(await write("c.dcm", other), first);
  });

  test("that is empty has a frame, which is empty", async (t) => {
    const path = join(temporaryFolder(t), "mask.dcm");
    const source = await readSource(join(FIXTURES, "axial"));
    const mask = await drawn("axial");
    const empty = { ...mask, voxels: new Uint8Array(mask.voxels.length) };
    await writeVolume(path, empty, { mask: true, labels: LABELS, algorithm: ALGORITHM, source });
    const back = reorientLike(await readVolume(path), source.header);
    assert.ok(back.voxels.every((value) => value === 0));
  });

  test("needs a DICOM series, its grid, and a name for each value", async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, "mask.dcm");
    const source = await readSource(join(FIXTURES, "axial"));
    const mask = await drawn("axial");
    const options = { mask: true, labels: LABELS, algorithm: ALGORITHM };
    await assert.rejects(writeVolume(path, mask, options), { code: "argument", message: /one of a DICOM series/ });
    const other = await readSource(join(FIXTURES, "oblique"));
    await assert.rejects(writeVolume(path, mask, { ...options, source: other }), {
      code: "argument",
      message: /does not lie on the series' grid/,
    });
    const labels = { 1: { name: "left atrium" } };
    await assert.rejects(writeVolume(path, mask, { ...options, labels, source }), {
      code: "argument",
      message: /the value 2 has no name/,
    });
    await assert.rejects(writeVolume(join(folder, "mask.zip"), mask, { ...options, source }), { code: "argument" });
  });
});

describe("a class in the codes of archives", () => {
  test("is told by its name, with its side", () => {
    assert.equal(codesOf("Left Atrium").type.value, "82471001");
    assert.equal(codesOf("LA").type.meaning, "Left atrium");
    const kidney = codesOf("kidney_left");
    assert.deepEqual([kidney.type.value, kidney.modifier?.meaning], ["64033007", "Left"]);
    assert.equal(codesOf("tumour").category.meaning, "Morphologically Abnormal Structure");
  });

  test("is tissue where the name is not known, whatever it is", () => {
    for (const name of ["class 1", "toString", "__proto__", "left", ""]) {
      assert.equal(codesOf(name).type.meaning, "Tissue");
    }
  });

  test("has its colour in CIE L*a*b*, white and black at its ends", () => {
    assert.deepEqual(labOf([0, 0, 0]), [0, 32896, 32896]);
    const [light, a, b] = labOf([255, 255, 255]);
    assert.equal(light, 65535);
    assert.ok(Math.abs(a - 32896) <= 2 && Math.abs(b - 32896) <= 2);
  });
});

/** A `.seg.nrrd` as 3D Slicer writes it: `[L, D, H, W]`, the layers side by side in each voxel. */
function slicer(
  t: TestContext,
  layers: readonly (readonly number[])[],
  keys: string,
  geometry: Partial<Geometry> = {},
): string {
  const { sizes = [2, 2, 1], origin = [0, 0, 0] } = geometry;
  const path = join(temporaryFolder(t), "mask.seg.nrrd");
  const count = layers.length;
  const list = count > 1;
  const header = [
    "NRRD0004",
    "type: unsigned char",
    `dimension: ${list ? 4 : 3}`,
    "space: left-posterior-superior",
    `sizes: ${list ? `${count} ` : ""}${sizes.join(" ")}`,
    `space directions: ${list ? "none " : ""}(1,0,0) (0,1,0) (0,0,2)`,
    `kinds: ${list ? "list " : ""}domain domain domain`,
    "encoding: raw",
    `space origin: (${origin.join(",")})`,
    keys,
  ].join("\n");
  const [first] = layers as [readonly number[]];
  const voxels = Buffer.from(first.flatMap((_, i) => layers.map((layer) => layer[i] as number)));
  writeFileSync(path, Buffer.concat([Buffer.from(`${header}\n\n`), voxels]));
  return path;
}

interface Geometry {
  readonly sizes: readonly number[];
  readonly origin: readonly number[];
}

const segment = (i: number, name: string, layer: number, value: number) =>
  `Segment${i}_ID:=S${i}\nSegment${i}_Name:=${name}\nSegment${i}_Layer:=${layer}\nSegment${i}_LabelValue:=${value}`;

describe("a segmentation of 3D Slicer", () => {
  test("of one layer is its mask, with the names of its segments", async (t) => {
    const path = slicer(t, [[0, 1, 3, 1]], `${segment(0, "liver", 0, 1)}\n${segment(1, "tumour", 0, 3)}`);
    const { voxels, labelNames } = await readVolume(path);
    assert.deepEqual([...voxels], [0, 1, 3, 1]);
    assert.deepEqual(labelNames, { 0: "background", 1: "liver", 3: "tumour" });
  });

  test("of two layers without overlap is one mask, numbered in the file's order", async (t) => {
    const layers = [
      [1, 0, 0, 2],
      [0, 1, 0, 0],
    ];
    const keys = [segment(0, "a", 0, 1), segment(1, "b", 0, 2), segment(2, "c", 1, 1)].join("\n");
    const { voxels, shape, labelNames, provenance } = await readVolume(slicer(t, layers, keys));
    assert.deepEqual([...voxels], [1, 3, 0, 2]);
    assert.deepEqual(shape, [1, 1, 2, 2]);
    assert.deepEqual(labelNames, { 0: "background", 1: "a", 2: "b", 3: "c" });
    assert.match(provenance.notes.join(), /numbered in the file's order/);
  });

  test("of two layers that overlap is refused, naming the segments and the voxels", async (t) => {
    const layers = [
      [1, 1, 0, 0],
      [0, 1, 0, 0],
    ];
    const path = slicer(t, layers, [segment(0, "liver", 0, 1), segment(1, "vessel", 1, 1)].join("\n"));
    await assert.rejects(readVolume(path), { code: "unsupported", message: /"liver" and "vessel" share 1 voxel\b/ });
  });

  test("takes the values that its names are given, whatever stands in the file", async (t) => {
    const path = slicer(t, [[0, 1, 2, 1]], [segment(0, "tumour", 0, 1), segment(1, "liver", 0, 2)].join("\n"));
    const { voxels } = await readVolume(path, { segments: { liver: 1, tumour: 2 } });
    assert.deepEqual([...voxels], [0, 2, 1, 2]);
  });

  test("that is cropped to its segments lies in the scan's grid, on background", async (t) => {
    const path = slicer(t, [[1, 1, 0, 1]], segment(0, "liver", 0, 1), { origin: [1, 2, 4] });
    const scan = slicer(t, [new Array(4 * 5 * 3).fill(0)], "", { sizes: [4, 5, 3] });
    const onGrid = reorientLike(await readVolume(path), await readHeader(scan));
    const at = (x: number, y: number, z: number) => onGrid.voxels[(z * 5 + y) * 4 + x];
    assert.deepEqual(onGrid.shape, [1, 3, 5, 4]);
    assert.deepEqual([at(1, 2, 2), at(2, 2, 2), at(1, 3, 2), at(2, 3, 2)], [1, 1, 0, 1]);
    assert.equal([...onGrid.voxels].filter((value) => value !== 0).length, 3);
  });

  test("that lies between the scan's voxels, or beyond its edge, is refused", async (t) => {
    const scan = await readHeader(slicer(t, [new Array(4 * 5 * 3).fill(0)], "", { sizes: [4, 5, 3] }));
    const between = await readVolume(slicer(t, [[1, 1, 0, 1]], segment(0, "liver", 0, 1), { origin: [1.5, 2, 4] }));
    assert.throws(() => reorientLike(between, scan), { code: "geometry", message: /does not lie on the grid/ });
    const beyond = await readVolume(slicer(t, [[1, 1, 0, 1]], segment(0, "liver", 0, 1), { origin: [3, 2, 4] }));
    assert.throws(() => reorientLike(beyond, scan), { code: "geometry", message: /holds more than background beyond/ });
  });

  test("with two segments of one name, or a value that is none, is refused", async (t) => {
    const twice = slicer(t, [[0, 1, 2, 1]], [segment(0, "a", 0, 1), segment(1, "a", 0, 2)].join("\n"));
    await assert.rejects(readVolume(twice), { code: "malformed", message: /names two segments "a"/ });
    const odd = slicer(t, [[0, 1, 2, 1]], segment(0, "a", 0, 1).replace("LabelValue:=1", "LabelValue:=one"));
    await assert.rejects(readVolume(odd), { code: "malformed", message: /the value "one"/ });
  });
});

describe("a dataset whose masks name their segments", () => {
  /** Scans of 4 × 5 × 3 voxels, with masks cropped to their segments. */
  function dataset(
    t: TestContext,
    masks: Readonly<Record<string, readonly (readonly [name: string, value: number])[]>>,
  ) {
    const root = temporaryFolder(t);
    for (const folder of ["images", "labels"]) mkdirSync(join(root, folder));
    for (const [id, segments] of Object.entries(masks)) {
      const grey = Array.from({ length: 4 * 5 * 3 }, (_, i) => i);
      copyFileSync(slicer(t, [grey], "", { sizes: [4, 5, 3] }), join(root, "images", `${id}.nrrd`));
      const keys = segments.map(([name, value], i) => segment(i, name, 0, value)).join("\n");
      const mask = slicer(t, [[1, 2, 1, 0]], keys, { origin: [1, 2, 4] });
      copyFileSync(mask, join(root, "labels", `${id}.seg.nrrd`));
    }
    return root;
  }

  test("tells classes by their names, whatever number each file gives them, and lays boxes into the scans", async (t) => {
    const root = dataset(t, {
      a: [
        ["liver", 1],
        ["tumour", 2],
      ],
      b: [
        ["tumour", 1],
        ["liver", 2],
      ],
    });
    const found = await discoverDataset(root);
    assert.deepEqual(found.labels, { 0: "background", 1: "liver", 2: "tumour" });
    const [a, b] = found.cases.map(({ label }) => label);
    assert.deepEqual([a?.segments, b?.segments], [undefined, { liver: 1, tumour: 2 }]);
    const mask = await readVolume(b?.path ?? "", b);
    assert.deepEqual([...mask.voxels], [2, 1, 2, 0]);
    const { faults, cases } = await checkDataset(found, { cacheFolder: null });
    assert.deepEqual(
      faults.filter(({ severity }) => severity === "error"),
      [],
    );
    assert.deepEqual(
      cases.map(({ facts }) => [
        facts?.label?.file.shape,
        facts?.label?.values.map(({ value, voxels }) => [value, voxels]),
      ]),
      [
        [
          [1, 3, 5, 4],
          [
            [0, 57],
            [1, 2],
            [2, 1],
          ],
        ],
        [
          [1, 3, 5, 4],
          [
            [0, 57],
            [1, 1],
            [2, 2],
          ],
        ],
      ],
    );
  });

  test("keeps the files' own values where these agree", async (t) => {
    const segments = [
      ["liver", 1],
      ["tumour", 2],
    ] as const;
    const found = await discoverDataset(dataset(t, { a: segments, b: segments }));
    assert.deepEqual(found.labels, { 0: "background", 1: "liver", 2: "tumour" });
    assert.ok(found.cases.every(({ label }) => label?.segments === undefined));
  });
});

describe("a file that names labels", () => {
  const file = (t: TestContext, name: string, text: string) => {
    const path = join(temporaryFolder(t), name);
    writeFileSync(path, text);
    return path;
  };

  test("of ITK-SNAP gives names and colours", async (t) => {
    const path = file(
      t,
      "labels.txt",
      '# ITK-SnAP Label Description File\n    0     0    0    0        0  0  0    "Clear Label"\n    2    0  255   10        1  1  1    "left atrium"\n    1   255    0    0      0.5  1  0    "vein"\n',
    );
    assert.deepEqual(await readLabelFile(path), [
      { value: 1, name: "vein", color: [255, 0, 0] },
      { value: 2, name: "left atrium", color: [0, 255, 10] },
    ]);
  });

  test("of 3D Slicer too", async (t) => {
    const path = file(
      t,
      "labels.ctbl",
      '# Color table\n0 Background 0 0 0 0\n1 left_atrium 128 174 128 255\n2 "the vein" 1 2 3 255\n',
    );
    const labels = await readLabelFile(path);
    assert.deepEqual(
      labels.map(({ value, name }) => [value, name]),
      [
        [1, "left atrium"],
        [2, "the vein"],
      ],
    );
  });

  test("with a line that neither writes, or one value twice, is refused with the line", async (t) => {
    await assert.rejects(readLabelFile(file(t, "a.txt", "1 a 1 2 3 255\nliver = 2\n")), {
      code: "dataset",
      message: /line 2 of a\.txt is "liver = 2"/,
    });
    await assert.rejects(readLabelFile(file(t, "b.txt", "1 a 1 2 3 255\n1 b 1 2 3 255\n")), {
      code: "dataset",
      message: /has a value more than once: 1/,
    });
  });
});
