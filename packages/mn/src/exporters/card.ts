/**
 * `mn export --card`: the model card of a run, RUN/card.md for people and RUN/card.json for programs.
 * What stands in it is decided in report/card.ts, which the report is made of too.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { contentHash, counted, duration, plain } from "@mandn/base";
import { metricOf } from "@mandn/imaging";
import { z } from "zod";
import { shownUnit, shownValue } from "../evaluation/tables.js";
import { cardSchema, type ModelCard, modelCard } from "../report/card.js";
import { gatherFacts } from "../report/facts.js";
import { readJsonFile, writeJsonFile, writeTextFile } from "../run/files.js";
import { checkOutputs } from "../run/outputs.js";
import { Run } from "../steps/run.js";
import { isTrained } from "../steps/train.js";

const fileSchema = z.strictObject({
  ...cardSchema.shape,
  markdown: z.string().describe("SHA-256 of card.md as this program wrote it"),
});

/** The files of a card. */
export interface CardFiles {
  readonly json: string;
  readonly markdown: string;
}

/**
 * Writes the model card of a run.
 *
 * @throws MnError `"run"` when there is no run, a file of it is damaged, or its networks were trained by another plan; `"usage"` when a
 * card that somebody else wrote, or edited, would be replaced
 */
export async function exportCard(
  run: string | Run,
  { overwrite = false }: { readonly overwrite?: boolean } = {},
): Promise<CardFiles> {
  const opened = await Run.open(run);
  isTrained(opened); // throws: a card of settings that nothing was trained by would be false
  const files = { json: join(opened.folder.root, "card.json"), markdown: join(opened.folder.root, "card.md") };
  const before = ownCard(files.json);
  await checkOutputs([files.markdown, files.json], {
    sources: [],
    overwrite,
    isOurs: async (path) =>
      before !== undefined && (path === files.json || (await contentHash(path)) === before.markdown),
    remedy: "Move away what is there, or give --overwrite to replace it.",
  });
  const card = await modelCard(await gatherFacts(opened));
  const text = cardText(card);
  writeTextFile(files.markdown, text);
  writeJsonFile(files.json, { ...card, markdown: createHash("sha256").update(text).digest("hex") });
  return files;
}

/** A card that this program wrote. */
function ownCard(path: string): z.infer<typeof fileSchema> | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = fileSchema.safeParse(readJsonFile(path, z.unknown()));
  return parsed.success ? parsed.data : undefined;
}

/** The card as Markdown. */
export function cardText(card: ModelCard): string {
  const { title, task, data, method, plan, training, networks, results, limits, hashes, program } = card;
  const classes = task.classes.map(({ name, value }) => `${name} (${value})`).join(", ");
  const sections = [
    `# ${title}`,
    `Written by ${program}. Method: ${method.title}, _${method.paper}_, ${method.year}, ${method.url}.`,
    "## What it does",
    `Makes masks of ${classes} (the number is what stands in masks) from 3D scans of ${counted(task.channels.length, "channel")}: ${task.channels.join(", ")}.`,
    "## What it was trained on",
    table(
      ["scans", "number"],
      (["labelled", "unlabelled", "validation", "test"] as const).map((role) => [role, String(data[role])]),
    ),
    data.transductive
      ? "Transductive: images that results are measured on were seen in training, without their masks."
      : "Inductive: no image that results are measured on was seen in training.",
    data.voxels === null
      ? "The scans could not be read when this was written."
      : `Voxels (x × y × z): ${range(data.voxels)}.`,
    data.spacing === null ? "" : `Spacing: ${range(data.spacing)} mm.`,
    checkSentence(data.faults),
    "## How it was trained",
    training === null
      ? "Not yet."
      : `${counted(training.updates, "update")} in ${duration(training.seconds)} on a ${training.device}${training.finished ? "" : ", not finished"}. Networks see ${plain(plan.spacing.x)} × ${plain(plan.spacing.y)} × ${plain(plan.spacing.z)} mm; crops of ${plan.crop.join(" × ")} voxels (D × H × W); seed ${plan.seed}; preset ${plan.preset}; ${plan.precision}.`,
    table(
      ["network", "kind", "weights it began with", "their licence"],
      networks.map(({ title: name, network, pretrained }) => [
        name,
        network,
        pretrained?.name ?? "random",
        pretrained?.licence ?? "–",
      ]),
    ),
    "## How good its masks are",
    results.length === 0 ? "Not measured." : "Means with 95 % intervals where there are enough scans.",
    ...results.map(({ name, split, scans, scores }) => {
      const rows = scores.map((score) => [
        score.class ?? "mean",
        `${metricOf(score.metric).title} ${shownUnit(score.metric)}`,
        shownValue(score.mean, score.metric),
        score.interval === null
          ? "–"
          : `${shownValue(score.interval.low, score.metric)} to ${shownValue(score.interval.high, score.metric)}`,
        String(score.scans),
      ]);
      return `**${name}**, ${counted(scans, `${split} scan`)}\n\n${table(["class", "metric", "mean", "interval", "scans"], rows)}`;
    }),
    "## Limits",
    limits.map((limit) => `- ${limit}`).join("\n"),
    "## Which files it is",
    table(["file", "SHA-256"], Object.entries(hashes)),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function checkSentence(faults: ModelCard["data"]["faults"]): string {
  if (faults === null) return "The scans were not checked for faults.";
  const found = Object.entries(faults).map(([severity, number]) => counted(number, severity));
  return found.length === 0
    ? "The check of the scans found no fault."
    : `The check of the scans found ${found.join(", ")}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function range({ x, y, z }: NonNullable<ModelCard["data"]["voxels"]>): string {
  return [x, y, z].map(([low, high]) => (low === high ? plain(low) : `${plain(low)}…${plain(high)}`)).join(" × ");
}
