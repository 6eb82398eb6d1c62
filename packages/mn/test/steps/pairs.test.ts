import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readVolume, sameGrid } from "@mandn/imaging";
import { SegformerForSemanticSegmentation, segformerConfig } from "@mandn/models";
import { saveSafetensors, scope, setThreads } from "@mandn/torch";
import type { Plan } from "../../src/plan/plan.js";
import { writePlan } from "../../src/planning/file.js";
import type { PlannedNetwork } from "../../src/planning/networks.js";
import { readEvents } from "../../src/run/events.js";
import { RunFolder } from "../../src/run/folder.js";
import { planStep } from "../../src/steps/plan.js";
import { predictStep } from "../../src/steps/predict.js";
import { trainStep } from "../../src/steps/train.js";
import { slicesOf } from "../planning/synthetic.js";

setThreads(1);
const root = mkdtempSync(join(tmpdir(), "mn-pairs-"));
after(() => rmSync(root, { recursive: true }));

// Two labelled scans and two unlabelled ones.
const source = fileURLToPath(new URL("../../../../../examples/hippocampus/train/", import.meta.url));
const scans = join(root, "scans");
for (const folder of ["images", "labels"]) {
  mkdirSync(join(scans, folder), { recursive: true });
  for (const name of readdirSync(join(source, "images")).slice(0, folder === "images" ? 4 : 2))
    cpSync(join(source, folder, name), join(scans, folder, name));
}

/** A checkpoint of a small SegFormer, as Hugging Face has them. */
const segformer = join(root, "segformer");
mkdirSync(segformer);
scope(() => {
  const config = { depths: [1, 2, 1, 1], hidden_sizes: [8, 16, 20, 32], decoder_hidden_size: 16, drop_path_rate: 0.2 };
  writeFileSync(join(segformer, "config.json"), JSON.stringify(config));
  const network = new SegformerForSemanticSegmentation(segformerConfig.parse(config), 0);
  saveSafetensors(join(segformer, "model.safetensors"), network.stateDict());
  network.dispose();
});

/** The networks of a run, small, with whatever draws random numbers in them switched on. */
const PAIRS: readonly (readonly [PlannedNetwork, PlannedNetwork])[] = [
  [
    {
      name: "segformer",
      options: {
        pretrained: segformer,
        lora: { rank: 4, alpha: 4, dropout: 0.1, targets: ["query", "value", "dense"], modulesToSave: ["decode_head"] },
        enlarge: 2,
      },
    },
    { name: "unet3d", options: { width: 4, levels: 3 } },
  ],
  [
    { name: "resnet", options: { depth: 18, decoderWidths: [16, 16, 8, 8], enlarge: 1 } },
    { name: "swin-unetr", options: { width: 12, depths: [1, 1, 1, 1], window: 4, dropPath: 0.2, checkpointing: true } },
  ],
  [
    {
      name: "dinov2",
      options: {
        config: { hidden_size: 32, num_hidden_layers: 2, num_attention_heads: 2, drop_path_rate: 0.2 },
        width: 16,
      },
    },
    { name: "vnet", options: { width: 4 } },
  ],
  [
    { name: "mobilenet-v2", options: {} },
    { name: "resenc", options: { features: [4, 8, 16], blocks: [1, 1, 1] } },
  ],
];
const entry = ({ name, options }: PlannedNetwork) => ({ network: name, options });

/** Stage 1 is a third; the rates are high, for so few updates to show. */
function short(plan: Plan, [network2d, network3d]: (typeof PAIRS)[number]): Plan {
  const isSwin = network3d.name === "swin-unetr"; // larger crops, so fewer updates
  const size: [number, number, number] = isSwin ? [32, 64, 32] : [16, 32, 16];
  return {
    ...plan,
    precision: "float32",
    preprocessing: { ...plan.preprocessing, spacing: [2.2, 2.2, 2.2] },
    method: { ...plan.method, settings: { ...plan.method.settings, pseudoMaskRefreshes: [0.3333] } },
    members: {
      "2d": { ...slicesOf(plan), ...entry(network2d), slicesPerVolume: 4, learningRate: 3e-3 },
      "3d": { ...plan.members["3d"], ...entry(network3d), learningRate: 1e-2 },
    },
    training: {
      ...plan.training,
      crop: size,
      epochs: isSwin ? 6 : 9,
      volumesPerBatch: 2,
    },
    inference: { ...plan.inference, window: size },
  };
}

async function planned(name: string, pair: (typeof PAIRS)[number]): Promise<RunFolder> {
  const folder = new RunFolder(join(root, name));
  const [{ name: network2d }, { name: network3d }] = pair;
  const plan = await planStep(scans, folder.root, { network2d, network3d, device: "cpu", cacheFolder: null });
  await writePlan(folder.root, short(plan, pair));
  return folder;
}

const weights = ({ root }: RunFolder) =>
  ["2d", "3d"].map((which) => readFileSync(join(root, `network-${which}.safetensors`)).toString("base64"));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const pair of PAIRS) {
  test(`${pair[0].name} and ${pair[1].name} learn, go on exactly after a stop, and predict`, async () => {
    const whole = await planned(`${pair[0].name}-whole`, pair);
    await trainStep(whole.root);
    const steps = readEvents(whole).filter((event) => event.type === "step");
    for (const network of ["2d", "3d"]) {
      const losses = steps.flatMap(({ members }) =>
        Object.hasOwn(members, network) ? [members[network].terms.loss] : [],
      );
      const third = losses.length / 3;
      assert.ok(third === 2 || third === 3);
      const [first, last] = [mean(losses.slice(0, third)), mean(losses.slice(-third))];
      assert.ok(last < first, `${network}: the losses ${losses.join(", ")} do not fall`);
    }

    const stopped = await planned(`${pair[0].name}-stopped`, pair);
    for (const updates of [3, 9]) {
      const stop = new AbortController();
      const onProgress = ({ what, done }: { readonly what: string; readonly done: number }) =>
        what === "training" && done >= updates && stop.abort(new Error("stopped"));
      await assert.rejects(trainStep(stopped.root, { signal: stop.signal, onProgress }), /stopped/);
    }
    assert.ok(await trainStep(stopped.root));
    assert.equal(readEvents(stopped).filter(({ type }) => type === "resume").length, 2);
    assert.deepEqual(weights(stopped), weights(whole));

    rmSync(segformer, { recursive: true, force: true }); // a prediction needs the run alone
    const { leading, scans: predicted } = await predictStep(whole.root, undefined);
    assert.deepEqual([leading, predicted.length], ["both", 4]);
    for (const { image, masks } of predicted) {
      const { path } = masks[leading];
      const [scan, found] = [await readVolume(image[0].path), await readVolume(join(whole.predictions, path))];
      assert.ok(sameGrid(scan, found).same, path);
    }
  });
}
