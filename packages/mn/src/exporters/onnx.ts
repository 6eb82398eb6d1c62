/**
 * `mn export --onnx`: each network of a run as an ONNX file, with model.json, which says how masks are made with them.
 * The web page is made of the same files.
 */
import { join } from "node:path";
import { SliceModel } from "@mandn/models";
import { type Tensor, TorchError } from "@mandn/torch";
import { writeOnnx } from "@mandn/torch/export";
import { MnError } from "../errors.js";
import type { Direction } from "../inference/predictor.js";
import type { Plan } from "../plan/plan.js";
import { orRefused } from "../run/files.js";
import { Run } from "../steps/run.js";
import { type DescribedNetwork, type Description, describeRun, PROGRAM } from "./description.js";
import {
  type ExportedNetwork,
  type ExportOptions,
  namesOf,
  rulesFor,
  withNetworks,
  writeModelFolder,
} from "./export.js";

/**
 * Writes the networks of a run as ONNX files.
 *
 * @param folder for `network-NAME.onnx`, `model.json` and its schema; made where it is missing
 * @throws MnError `"run"` when the run is not trained, `"usage"` when a file would be replaced that is not ours, or a
 * network has an operator that cannot be written
 */
export async function exportOnnx(run: string | Run, folder: string, options: ExportOptions = {}): Promise<Description> {
  const opened = await Run.open(run);
  const expected = namesOf(opened, options.networks).map((name) => `network-${name}.onnx`);
  return writeModelFolder(opened, folder, expected, options, async (draft) => {
    const { networks, opset } = await writeNetworks(opened, draft, options);
    return { ...describeRun(opened, await rulesFor(opened, options)), opset, networks };
  });
}

/** Writes the ONNX files into a folder. */
export function writeNetworks(
  run: Run,
  folder: string,
  { networks: asked, onProgress, signal }: ExportOptions,
): Promise<{ readonly networks: DescribedNetwork[]; readonly opset: number }> {
  return withNetworks(run, asked, async (networks) => {
    const described: DescribedNetwork[] = [];
    let opset = 0;
    for (const [i, one] of networks.entries()) {
      signal?.throwIfAborted();
      onProgress?.({ what: "exporting", done: i, total: networks.length, unit: "networks", detail: one.title });
      one.network.eval();
      const made =
        one.network instanceof SliceModel ? slices(one, one.network, run.plan, folder) : volume(one, run.plan, folder);
      described.push(...made.networks);
      opset = made.opset;
    }
    onProgress?.({ what: "exporting", done: networks.length, total: networks.length, unit: "networks" });
    return { networks: described, opset };
  });
}

interface Made {
  readonly networks: readonly DescribedNetwork[];
  readonly opset: number;
}

function volume({ network, member, title }: ExportedNetwork, plan: Plan, folder: string): Made {
  const { window } = plan.inference;
  const multiples = [...network.sizeMultiple];
  const file = `network-${member}.onnx`;
  const { opset, inputShape } = write(join(folder, file), (x) => network.forward(x), {
    spatial: window,
    multiples,
    axes: ["depth", "height", "width"],
    names: network.stateDict(),
    plan,
    title,
  });
  const ports = portsOf(inputShape, plan);
  return {
    networks: [{ member, title, file, view: "volume", directions: ["d"], reference: null, multiples, ...ports }],
    opset,
  };
}

/** One file; or, where the sizes of slices are fixed and differ between the directions, one for each size. */
function slices(
  { directions = ["d"], member, title }: ExportedNetwork,
  model: SliceModel,
  plan: Plan,
  folder: string,
): Made {
  const [, ...multiples] = model.sizeMultiple;
  const networks: DescribedNetwork[] = [];
  let opset = 0;
  let left: readonly Direction[] = directions;
  while (left.length > 0) {
    const [first] = left as readonly [Direction, ...Direction[]];
    const size = sliceSize(plan.inference.window, first);
    const file = left === directions ? `network-${member}.onnx` : `network-${member}-${first}.onnx`;
    const made = write(join(folder, file), (x) => model.forwardSlices(x), {
      spatial: size,
      multiples,
      axes: ["height", "width"],
      names: model.network.stateDict(),
      plan,
      title,
    });
    opset = made.opset;
    const serves = (direction: Direction) => {
      const wanted = sliceSize(plan.inference.window, direction);
      return made.inputShape.slice(2).every((length, i) => typeof length === "string" || length === wanted[i]);
    };
    const own = left.filter(serves);
    networks.push({
      member,
      title,
      file,
      view: "slices",
      directions: own,
      reference: null,
      multiples,
      ...portsOf(made.inputShape, plan),
    });
    left = left.filter((direction) => !own.includes(direction));
  }
  return { networks, opset };
}

/** Of the slices of a window that is cut along an axis, which changes places with D. */
function sliceSize([d, h, w]: readonly [number, number, number], direction: Direction): [h: number, w: number] {
  return direction === "d" ? [h, w] : direction === "h" ? [d, w] : [h, d];
}

/** Names of a network's input and output. */
export const INPUT = "image";
export const OUTPUT = "logits";

function write(
  path: string,
  body: (x: Tensor) => Tensor,
  given: {
    readonly spatial: readonly number[];
    readonly multiples: readonly number[];
    readonly axes: readonly string[];
    readonly names: Readonly<Record<string, Tensor>>;
    readonly plan: Plan;
    readonly title: string;
  },
) {
  const { spatial, multiples, axes, names, plan, title } = given;
  const { channels, classes } = plan.dataset;
  return orNamed(title, () =>
    orRefused(path, "written", () =>
      writeOnnx(path, body, {
        shape: [1, channels.length, ...spatial],
        multiples: [1, 1, ...multiples],
        axes: { 0: "batch", ...Object.fromEntries(axes.map((name, i) => [i + 2, name])) },
        names,
        ports: { input: INPUT, output: OUTPUT },
        producer: PROGRAM,
        metadata: { classes: JSON.stringify(classes), description: "model.json" },
      }),
    ),
  );
}

/** What cannot be written is said of the network, with what helps. */
function orNamed<T>(title: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof TorchError && cause.code === "not-implemented")) throw cause;
    const remedy = "Export its weights with --python, or make the network of operators that ONNX has.";
    throw new MnError("usage", `cannot be exported: ${cause.sentence}`, { subject: `The ${title}`, remedy, cause });
  }
}

function portsOf(
  inputShape: readonly (number | string)[],
  { dataset }: Plan,
): Pick<DescribedNetwork, "input" | "output"> {
  const [batch, , ...spatial] = inputShape as [number | string, ...(number | string)[]];
  return {
    input: { name: INPUT, shape: [...inputShape] },
    output: { name: OUTPUT, shape: [batch, dataset.classes.length, ...spatial] },
  };
}
