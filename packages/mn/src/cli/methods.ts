// `mn methods`: the methods there are, and what their updates cost; of one: where it comes from, its settings, and what was
// kept of the reference code. What is known of them is gathered by tools/methods.ts.

import { columns, plain } from "@mandn/base";
import type { Command } from "commander";
import { examples, print, printJson } from "./terminal.js";

export function defineMethods(command: Command): void {
  command
    .description("The methods that a run can train by; of one: where it comes from and its settings.")
    .option(
      "--cost",
      "count what an update costs: crops that go through a network forward and back, and forward alone, with batches of 4",
    )
    .option("--json", "print as JSON")
    .addHelpText(
      "after",
      examples("mn methods", "mn methods --cost", "mn methods mean-teacher", "mn methods ./my-method.ts"),
    )
    .action(async (name: string | undefined, { cost = false, json }: { cost?: boolean; json?: boolean }) => {
      const { citedAs, costOfUpdate, describeMethod, listMethods } = await import("../tools/methods.js");
      const costOf = async (method: string) => (cost ? await costOfUpdate(method) : undefined);
      if (name === undefined) {
        const rows: string[][] = [];
        const facts: unknown[] = [];
        for (const one of listMethods()) {
          const passes = await costOf(one.name);
          const counts = passes === undefined ? [] : [plain(passes.withGradient), plain(passes.without)];
          rows.push([one.name, one.title, one.networks.join(" + "), ...counts, citedAs(one.cite), one.summary]);
          facts.push({ ...one, ...(passes && { cost: passes }) });
        }
        const head = ["name", "", "networks", ...(cost ? ["forward and back", "forward alone"] : []), "from", ""];
        const alignment = head.map((title) => (title.startsWith("forward") ? "right" : "left"));
        if (json) printJson(facts);
        else print(columns([head, ...rows], { alignment }));
        return;
      }
      const { loadMethod } = await import("../methods/own-method.js");
      const { name: known } = await loadMethod(name);
      const method = describeMethod(known);
      const passes = await costOf(known);
      if (json) return printJson({ ...method, ...(passes && { cost: passes }) });
      const { title, summary, cite, settings, notes, networks, whyNotSplit } = method;
      print(
        [
          `${title}: ${summary}.`,
          `Networks: ${networks.join(", ")}`,
          whyNotSplit === undefined
            ? "Several processes can share its batches (mn train --devices)."
            : `It trains in one process: ${whyNotSplit}.`,
          ...(passes
            ? [
                `An update with a batch of 4 crops: ${plain(passes.withGradient)} crops through a network forward and back, ${plain(passes.without)} forward alone`,
              ]
            : []),
          `${cite.authors}: ${cite.title}, ${cite.year}. ${cite.url}`,
          ...(cite.code === undefined ? [] : [`Held against ${cite.code.url} (${cite.code.licence})`]),
          ...notes.map((note) => `- ${note}`),
          "",
          columns([
            ["setting", "clean", "official", ""],
            ...settings.map((one) => [one.name, one.clean, one.official, one.description]),
          ]),
        ].join("\n"),
      );
    });
}
