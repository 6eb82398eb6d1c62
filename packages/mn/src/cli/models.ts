// `mn models`: the networks there are; of one: its options, and the memory and time of a training step, measured now.
// The work is in tools/models.ts.

import { bytesText, columns, countText } from "@mandn/base";
import { type Command, Option } from "commander";
import type { NetworkDescription, NetworkFacts } from "../tools/models.js";
import { jsonObject, threeNumbers, wholeNumber } from "./arguments.js";
import { examples, print, printJson } from "./terminal.js";

interface ModelsFlags {
  readonly crop?: readonly [number, number, number];
  readonly volumes?: number;
  readonly channels?: number;
  readonly classes?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly device?: string;
  readonly precision?: "float32" | "bfloat16";
  readonly json?: boolean;
}

export function defineModels(command: Command): void {
  command
    .description(
      "Lists the networks that are known by name, with their parameters and the weights that are known for them. Of one NETWORK, by name or as the path of a file of your own: its options, and the memory and time that a training step takes, measured now.",
    )
    .option(
      "--crop <d,h,w>",
      "voxels of the measured step's crops along D, H, W (default: about 64 each)",
      threeNumbers,
    )
    .option("--volumes <n>", "crops in its batch (default: 1)", wholeNumber(1))
    .option("--channels <n>", "channels of the scans (default: 1)", wholeNumber(1))
    .option("--classes <n>", "classes, the background among them (default: 2)", wholeNumber(2))
    .option("--options <json>", "the network's own options, as JSON", jsonObject)
    .option("--device <name>", "auto (default): the GPU where there is one; cpu, cuda, cuda:1")
    .addOption(new Option("--precision <name>", "(default: as a plan has it)").choices(["float32", "bfloat16"]))
    .option("--json", "print it as JSON")
    .addHelpText(
      "after",
      examples("mn models", "mn models unet3d --crop 96,96,96", `mn models segformer --options '{"size":"b0"}'`),
    )
    .action(async (network: string | undefined, { json, ...flags }: ModelsFlags) => {
      const { describeNetwork, listNetworks } = await import("../tools/models.js");
      if (network === undefined) {
        if (Object.keys(flags).length > 0)
          command.error("mn: these options are for one NETWORK: mn models NETWORK …", { exitCode: 2 });
        const networks = listNetworks();
        if (json) printJson(networks);
        else print(listText(networks));
      } else {
        const description = await describeNetwork(network, flags);
        if (json) printJson(description);
        else print(descriptionText(description));
      }
    });
}

function listText(networks: readonly NetworkFacts[]): string {
  const sizes = networks.flatMap(({ name, dimensions, summary, sizes: all }) =>
    all.map(({ options, parameters }, i) => [
      i === 0 ? name : "",
      i === 0 ? (dimensions === 2 ? "slices" : "volumes") : "",
      countText(parameters),
      `${Object.values(options).join(" ")}`.padEnd(5),
      i === 0 ? summary : "",
    ]),
  );
  const weights = networks.flatMap(({ name, weights: all }) =>
    all.map((one, i) => [i === 0 ? name : "", one.name, one.licence, one.from]),
  );
  return [
    columns([["network", "over", "parameters", "size", "what it is"], ...sizes], {
      alignment: ["left", "left", "right", "left", "left"],
    }),
    "",
    columns([["network", "weights", "licence", "from"], ...weights], { alignment: ["left", "left", "left", "left"] }),
    "",
    "Parameters are for one channel and two classes; the first size is the default.",
    "mn models NETWORK says its options and measures what memory a training step takes.",
  ].join("\n");
}

function descriptionText({ name, dimensions, sizeMultiple, step, options, ...counts }: NetworkDescription): string {
  const axes = dimensions === 2 ? "H × W" : "D × H × W";
  const learning = counts.learning === counts.parameters ? "all of them learn" : `${countText(counts.learning)} learn`;
  const counted = step.device === "cpu" ? "in tensors of 1 MiB and more" : "in tensors";
  const rows = options.map((one) => [one.name, one.type, one.byDefault ?? "", one.description]);
  return [
    `${name}: over ${dimensions === 2 ? "slices" : "volumes"}, ${countText(counts.parameters)} parameters, ${learning}`,
    `sizes ${axes} must be multiples of ${sizeMultiple.join(" × ")}`,
    `a training step of ${step.volumes} × ${step.crop.join(" × ")} voxels, ${step.precision}, on ${step.device}: ${bytesText(step.peakBytes)} ${counted}, ${step.seconds.toPrecision(2)} s`,
    ...(rows.length > 0
      ? ["", columns([["option", "type", "default", ""], ...rows], { alignment: ["left", "left", "left", "left"] })]
      : []),
  ].join("\n");
}
