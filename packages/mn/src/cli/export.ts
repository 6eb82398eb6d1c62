// The command `mn export`: which of the exporters run, and where what they wrote is.
// The work is in exporters/, a file for each option.

import { join } from "node:path";
import type { Command } from "commander";
import { path } from "./arguments.js";
import { examples, print, printJson, withProgress } from "./terminal.js";

interface ExportFlags {
  readonly onnx?: string;
  readonly card?: boolean;
  readonly python?: string;
  readonly web?: string;
  readonly networks?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export function defineExport(command: Command): void {
  command
    .description(
      "Writes the trained networks of a run for other programs, and what is known of them. --card: RUN/card.md and RUN/card.json, the model card: data without identities, plan, scores with intervals, limits, hashes, licences. --onnx: a folder with an ONNX file for each network, and model.json, which says all that is needed to make masks with them: how scans are prepared, how windows slide, what is averaged.",
    )
    .option("--card", "the model card, in the run's folder")
    .option("--onnx <folder>", "ONNX files and model.json", path)
    .option("--python <folder>", "weights as safetensors, and a script that predicts with PyTorch and MONAI", path)
    .option("--web <folder>", "a page that segments scans in the browser, for any server of files", path)
    .option("--networks <name>", "which networks (default: all whose masks are averaged); of one alone: its name")
    .option("--overwrite", "replace files in the folder that this program did not write (scans and the run never)")
    .option("--json", "print what was written as JSON")
    .addHelpText(
      "after",
      examples(
        "mn export run --card",
        "mn export run --onnx model",
        "mn export run --python model-python",
        "mn export run --web page",
      ),
    )
    .action(async (run: string, { onnx, card, python, web, json, networks, overwrite }: ExportFlags) => {
      if ([onnx, python, web].every((folder) => folder === undefined) && !card) {
        command.error("error: say what to write: --card, --onnx FOLDER, --python FOLDER or --web FOLDER");
      }
      const written: Record<string, unknown> = {};
      const lines: string[] = [];
      if (card) {
        const { exportCard } = await import("../exporters/card.js");
        const files = await exportCard(run, { overwrite });
        written.card = files;
        lines.push(`The model card: ${files.markdown} and ${files.json}`);
      }
      if (onnx !== undefined) {
        const { exportOnnx } = await import("../exporters/onnx.js");
        const model = await withProgress((options) => exportOnnx(run, onnx, { networks, overwrite, ...options }));
        written.onnx = model;
        lines.push(...model.networks.map(({ file, title }) => `The ${title}: ${join(onnx, file)}`));
        lines.push(
          `How masks are made with ${model.networks.length === 1 ? "it" : "them"}: ${join(onnx, "model.json")}`,
        );
      }
      if (python !== undefined) {
        const { exportPython } = await import("../exporters/python.js");
        written.python = await withProgress((options) =>
          exportPython(run, python, { networks, overwrite, ...options }),
        );
        lines.push(`For PyTorch: python ${join(python, "predict.py")} SCAN.nii.gz MASK.nii.gz`);
      }
      if (web !== undefined) {
        const { exportWeb } = await import("../exporters/web.js");
        written.web = await withProgress((options) => exportWeb(run, web, { networks, overwrite, ...options }));
        lines.push(`The page: ${join(web, "index.html")}, to be opened through a server of files`);
      }
      if (json) printJson(written);
      else print(lines.join("\n"));
    });
}
