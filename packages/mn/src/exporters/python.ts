/**
 * `mn export --python`: the weights of a run's networks as safetensors, the networks in plain PyTorch, and predict.py, which makes a mask
 * of one scan with them by MONAI's sliding window.
 */
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isOwnNetwork, mergeLora, SliceModel } from "@mandn/models";
import { saveSafetensors } from "@mandn/torch";
import { MnError } from "../errors.js";
import { orRefused, writeTextFile } from "../run/files.js";
import { Run } from "../steps/run.js";
import { memberNamed, plannedName } from "../training/method.js";
import { type DescribedNetwork, type Description, describeRun } from "./description.js";
import {
  type ExportedNetwork,
  type ExportOptions,
  namesOf,
  rulesFor,
  withNetworks,
  writeModelFolder,
} from "./export.js";
import { INPUT, OUTPUT } from "./onnx.js";

/** What the package ships: predict.py, and `networks/`. */
const SHIPPED = fileURLToPath(new URL("../../../python/", import.meta.url));
const SCRIPT = "predict.py";
const NETWORKS = "networks";
const REQUIREMENTS = "requirements.txt";

/** The versions that the script is tested with. */
const NEEDED = [
  "torch==2.13.0",
  "monai==1.6.1",
  "nibabel==5.4.2",
  "numpy==2.4.6",
  "safetensors==0.8.0",
  "scipy==1.17.1",
];
/** What some networks need besides. */
const NEEDED_BY: Readonly<Record<string, readonly string[]>> = {
  segformer: ["transformers==4.41.2"],
  dinov2: ["transformers==4.41.2"],
  "swin-unetr": ["einops==0.8.2"],
  resenc: ["dynamic-network-architectures==0.4.4"],
};

/**
 * Writes the networks of a run for PyTorch and MONAI.
 *
 * @param folder for the weights, `predict.py`, `networks/`, `requirements.txt`, `model.json` and its schema; made where it is missing
 * @throws MnError `"run"` when the run is not trained, `"usage"` when a network is a file of one's own, which is not there in Python, or
 * a file would be replaced that is not ours
 */
export async function exportPython(
  run: string | Run,
  folder: string,
  options: ExportOptions = {},
): Promise<Description> {
  const opened = await Run.open(run);
  const names = namesOf(opened, options.networks);
  for (const name of names) assertShipped(opened, name);
  const files = [SCRIPT, REQUIREMENTS, ...networkFiles(), ...names.map(weightsFile)];
  return writeModelFolder(opened, folder, files, options, async (draft) => {
    const networks = await withNetworks(opened, options.networks, async (some) =>
      some.map((one) => writeWeights(opened, one, draft)),
    );
    const needed = new Set([
      ...NEEDED,
      ...networks.flatMap(({ reference }) => NEEDED_BY[reference?.network ?? ""] ?? []),
    ]);
    writeTextFile(join(draft, REQUIREMENTS), `${[...needed].join("\n")}\n`);
    mkdirSync(join(draft, NETWORKS));
    for (const file of [SCRIPT, ...networkFiles()]) {
      orRefused(file, "copied", () => copyFileSync(join(SHIPPED, file), join(draft, file)));
    }
    return { ...describeRun(opened, await rulesFor(opened, options)), opset: null, networks };
  });
}

const weightsFile = (member: string): string => `network-${member}.safetensors`;

function networkFiles(): string[] {
  return readdirSync(join(SHIPPED, NETWORKS))
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => join(NETWORKS, name));
}

function plannedOf({ plan, method }: Run, member: string) {
  const spec = memberNamed(method.members, member);
  return { spec, planned: plan.members[plannedName(spec)] };
}

function assertShipped(run: Run, member: string): void {
  const { network } = plannedOf(run, member).planned;
  if (!isOwnNetwork(network)) return;
  const remedy = "Export it with --onnx: that holds what the network computes.";
  throw new MnError("usage", "is a network of one's own, which Python does not have", { path: network, remedy });
}

/** LoRA is merged into the weights that it adapts. */
function writeWeights(
  run: Run,
  { network, member, title, directions }: ExportedNetwork,
  folder: string,
): DescribedNetwork {
  const { spec, planned } = plannedOf(run, member);
  const { channels, classes } = run.plan.dataset;
  const isSlices = network instanceof SliceModel;
  const own = isSlices ? network.network : network;
  mergeLora(own);
  const file = weightsFile(member);
  orRefused(file, "written", () => saveSafetensors(join(folder, file), own.stateDict(), { format: "pt" }));
  const numbers = (tensor: SliceModel["scale"]) =>
    tensor === undefined ? null : Array.from(tensor.toTypedArray(), Number);
  const spatial = isSlices ? ["height", "width"] : ["depth", "height", "width"];
  return {
    member,
    title,
    file,
    view: planned.view,
    directions: [...(directions ?? ["d" as const])],
    reference: {
      network: planned.network,
      options: JSON.parse(JSON.stringify(own.architecture ?? { ...planned.options, ...spec.options })),
      scale: isSlices ? numbers(network.scale) : null,
      shift: isSlices ? numbers(network.shift) : null,
    },
    multiples: isSlices ? [...network.network.sizeMultiple] : [...network.sizeMultiple],
    input: { name: INPUT, shape: ["batch", channels.length, ...spatial] },
    output: { name: OUTPUT, shape: ["batch", classes.length, ...spatial] },
  };
}
