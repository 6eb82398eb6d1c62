/** `mn methods`: the methods there are; of one: where it comes from, its settings, and what was kept of the reference code. */
import { columns } from "@mandn/base";
import type { Command } from "commander";
import { examples, print, printJson } from "./terminal.js";

export function defineMethods(command: Command): void {
  command
    .description("The methods that a run can train by; of one: where it comes from and its settings.")
    .option("--json", "print as JSON")
    .addHelpText("after", examples("mn methods", "mn methods mean-teacher", "mn methods ./my-method.ts"))
    .action(async (name: string | undefined, { json }: { json?: boolean }) => {
      const { describeMethod, listMethods } = await import("../tools/methods.js");
      if (name === undefined) {
        const methods = listMethods();
        if (json) printJson(methods);
        else print(columns(methods.map((one) => [one.name, one.title, one.summary])));
        return;
      }
      const { loadMethod } = await import("../methods/own-method.js");
      const method = describeMethod((await loadMethod(name)).name);
      if (json) return printJson(method);
      const { title, summary, cite, settings, notes } = method;
      print(
        [
          `${title}: ${summary}.`,
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
