// `mn weights`: what is in a checkpoint, whether a network takes it, and where known weights are to be had.
// The work is in tools/weights.ts and tools/get-weights.ts.

import { bytesText, columns, countText } from "@mandn/base";
import type { Command } from "commander";
import type { CheckpointFacts, WeightsCheck } from "../tools/weights.js";
import { jsonObject, keyPath, path, wholeNumber } from "./arguments.js";
import { EXIT } from "./failure.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

export function defineWeights(weights: Command): void {
  weights
    .description("What is in a file of weights, whether a network loads it, and where to get known weights.")
    .helpCommand(false)
    .addHelpText(
      "after",
      examples(
        "mn weights get segformer-b2-ade20k",
        "mn weights inspect model.pth",
        "mn weights check segformer ~/.cache/mandn/weights/segformer-b2-ade20k",
      ),
    );
  addInspect(weights);
  addConvert(weights);
  addCheck(weights);
  addGet(weights);
}

function addInspect(weights: Command): void {
  weights
    .command("inspect <file>")
    .summary("the tensors of a checkpoint")
    .description(
      "Shows the tensors and the metadata of a checkpoint: safetensors, PyTorch's own format (.pth, .pt, .bin, .ckpt; nothing in it is executed), or a folder of Hugging Face's.",
    )
    .option("--json", "print it as JSON")
    .addHelpText("after", examples("mn weights inspect model.pth", "mn weights inspect model.safetensors --json"))
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { inspectWeights } = await import("../tools/weights.js");
      const facts = inspectWeights(file);
      if (json) printJson(facts);
      else print(factsText(facts));
    });
}

function addConvert(weights: Command): void {
  weights
    .command("convert <file> <out>")
    .summary("write a checkpoint as safetensors")
    .description(
      "Writes the tensors of a checkpoint, names and dtypes as they are, as OUT.safetensors: whole or not at all.",
    )
    .option("--at <keys>", "which state dict, where a checkpoint has several: a key, or a JSON list of them", keyPath)
    .option("--overwrite", "replace OUT if it is there")
    .option("--json", "print what was written as JSON")
    .addHelpText("after", examples("mn weights convert model.pth model.safetensors"))
    .action(
      async (file: string, out: string, { json, ...flags }: { at?: string[]; overwrite?: boolean; json?: boolean }) => {
        const { convertWeights } = await import("../tools/weights.js");
        const facts = convertWeights(file, out, flags);
        if (json) printJson(facts);
        else print(`${out}: ${totals(facts)}`);
      },
    );
}

interface CheckFlags {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly classes?: number;
  readonly channels?: number;
  readonly at?: readonly string[];
  readonly json?: boolean;
}

function addCheck(weights: Command): void {
  weights
    .command("check <network> <file>")
    .summary("whether a network loads a checkpoint, and which keys do not fit")
    .description(
      "Loads a checkpoint as the option `pretrained` of NETWORK does (a name, or the path of a file of your own) and lists missing, unexpected and misshapen keys. Exit code 1: it does not load as it is.",
    )
    .option("--options <json>", "the network's own options, as JSON", jsonObject)
    .option("--at <keys>", "which of several networks in FILE: a key, or a JSON list of them", keyPath)
    .option("--classes <n>", "classes, the background among them (default: 2)", wholeNumber(2))
    .option("--channels <n>", "channels of the scans (default: 1)", wholeNumber(1))
    .option("--json", "print it as JSON")
    .addHelpText(
      "after",
      examples(
        "mn weights check segformer ~/.cache/mandn/weights/segformer-b2-ade20k",
        `mn weights check resnet resnet50.pth --options '{"depth":50}'`,
        "mn weights check ./my-network.js run/network-3d.safetensors --classes 3",
        `mn weights check vnet mean-teacher.pth --at teacher --options '{"pretrained":{"axes":"whd"}}'`,
      ),
    )
    .action(async (network: string, file: string, { json, ...flags }: CheckFlags) => {
      const { checkWeights } = await import("../tools/weights.js");
      const check = await checkWeights(network, file, flags);
      if (json) printJson(check);
      else print(checkText(check));
      process.exitCode = check.fits ? EXIT.done : EXIT.failed;
    });
}

function addGet(weights: Command): void {
  weights
    .command("get <name>")
    .summary("download known weights from the Hugging Face Hub")
    .description(
      "Downloads weights that `mn models` lists, with their checksums. A download that was cut off goes on where it stopped. HF_ENDPOINT of the environment says where the hub is, if not at its own address.",
    )
    .option("-o, --out <folder>", "where to (default: weights/NAME in the cache folder, ~/.cache/mandn)", path)
    .option("--json", "print what was downloaded as JSON")
    .addHelpText("after", examples("mn weights get segformer-b2-ade20k", "mn weights get dinov2-small --out ~/dinov2"))
    .action(async (name: string, { json, ...flags }: { out?: string; json?: boolean }) => {
      const { getWeights } = await import("../tools/get-weights.js");
      const got = await withProgress((options) => getWeights(name, { ...flags, ...options }));
      if (json) return printJson(got);
      const files = got.files.map(({ name: file, bytes }) => `${file} (${bytesText(bytes)})`).join(", ");
      print(
        `${got.folder}: ${files}\nfrom ${got.repository}, commit ${got.commit}; licence: ${got.licence}\nThe network takes it as the option {"pretrained": ${JSON.stringify(got.pretrained)}}`,
      );
    });
}

const shapeText = (shape: readonly number[]) => `[${shape.join(", ")}]`;

const totals = ({ tensors, elements, bytes }: CheckpointFacts) =>
  `${tensors.length} tensors, ${countText(elements)} elements, ${bytesText(bytes)}`;

function factsText(facts: CheckpointFacts): string {
  const rows = facts.tensors.map(({ name, dtype, shape, bytes }) => [name, dtype, shapeText(shape), bytesText(bytes)]);
  const metadata = Object.entries(facts.metadata).map(([key, value]) => [key, value.slice(0, 100)]);
  return [
    columns([["tensor", "dtype", "shape", "size"], ...rows], { alignment: ["left", "left", "left", "right"] }),
    "",
    ...(metadata.length > 0 ? [columns([["metadata", ""], ...metadata], { alignment: ["left", "left"] }), ""] : []),
    `${facts.path}: ${facts.format}, ${totals(facts)}`,
  ].join("\n");
}

/** Keys of one kind that are listed; --json has all. */
const LISTED = 5;

function checkText(check: WeightsCheck): string {
  const { network, path, fits, missing, unexpected, misshapen, options, axesMissing } = check;
  const axes =
    axesMissing === undefined
      ? []
      : [`The file does not say the order of its axes: say it in ${axesMissing} ("dhw", "whd", …), as it was trained.`];
  const whole = `with the options ${JSON.stringify(options)}`;
  if (fits && axesMissing) return [`${network} takes ${path}, by names and shapes, ${whole}`, ...axes].join("\n");
  if (fits) return `${network} loads ${path} as it is, ${whole}`;
  const rows = [
    ...firstOf("misshapen", misshapen, ({ key, shape, wanted }) => [
      key,
      `is ${shapeText(shape)}, must be ${shapeText(wanted)}`,
    ]),
    ...firstOf("missing", missing, (key) => [key, "the network has it, the file does not"]),
    ...firstOf("unexpected", unexpected, (key) => [key, "the file has it, the network does not"]),
  ];
  const counts = `${missing.length} missing, ${unexpected.length} unexpected, ${misshapen.length} misshapen`;
  const text = [
    columns(rows, { alignment: ["left", "left", "left"] }),
    "",
    `${network} does not load ${path} as it is: ${counts}`,
  ];
  return [...text, ...axes].join("\n");
}

function firstOf<T>(kind: string, faults: readonly T[], row: (fault: T) => readonly [key: string, text: string]) {
  const rows = faults.slice(0, LISTED).map((fault) => [kind, ...row(fault)]);
  const more = faults.length - rows.length;
  return more > 0 ? [...rows, [kind, `… and ${more} more`, "--json lists all"]] : rows;
}
