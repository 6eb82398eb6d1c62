import { bytesText, columns } from "@mandn/base";
import { Argument, type Command } from "commander";
import type { CacheFacts, CachePart, CacheReport } from "../tools/cache.js";
import { examples, print, printJson } from "./terminal.js";

// Those of tools/cache.ts; spelt out, since that is not loaded for the help.
const PARTS = Object.keys({ scans: true, weights: true, engine: true } satisfies Record<CachePart, true>);

export function defineCache(cache: Command): void {
  cache
    .description(
      "What the cache folder (MANDN_HOME) holds: prepared scans, weights, the engine. All of it can be made again.",
    )
    .helpCommand(false)
    .option("--json", "print it as JSON")
    .addHelpText("after", examples("mn cache", "mn cache clear", "mn cache clear scans weights"))
    .action(async ({ json }: { json?: boolean }) => {
      const { CACHE_PARTS, cacheReport } = await import("../tools/cache.js");
      const report = cacheReport();
      if (json) printJson(report);
      else print(reportText(report, (part) => (part === "other" ? "not of this program" : CACHE_PARTS[part].holds)));
    });
  cache
    .command("clear")
    .summary("empty it")
    .description(
      "Empties the cache folder: by default of prepared scans and of what was measured of scans, which are patients' data. Not while a run prepares its scans.",
    )
    .addArgument(new Argument("[parts...]", "what to remove (default: scans)").choices(PARTS))
    .option("--json", "print what was removed as JSON")
    .addHelpText("after", examples("mn cache clear", "mn cache clear scans weights engine"))
    .action(async (parts: CachePart[], { json }: { json?: boolean }) => {
      const { clearCache } = await import("../tools/cache.js");
      const cleared = clearCache(parts.length > 0 ? parts : ["scans"]);
      if (json) printJson(cleared);
      else print(clearedText(cleared));
    });
}

function reportText({ folder, openToOthers, parts }: CacheReport, holds: (part: CacheFacts["part"]) => string): string {
  const rows = parts.map(({ part, bytes, names }) => [part, bytesText(bytes), names.join(" "), holds(part)]);
  return [
    `${folder}: ${bytesText(totalOf(parts))}`,
    ...(openToOthers ? [`Others may read it, and scans lie in it: chmod 700 ${folder}`] : []),
    ...(rows.length === 0 ? [] : ["", columns(rows, { alignment: ["left", "right", "left", "left"] })]),
  ].join("\n");
}

function clearedText(cleared: readonly CacheFacts[]): string {
  if (cleared.length === 0) return "There was nothing to remove.";
  const each = cleared.map(({ part, bytes }) => `${part} ${bytesText(bytes)}`).join(", ");
  return `Removed ${bytesText(totalOf(cleared))}: ${each}`;
}

const totalOf = (parts: readonly CacheFacts[]) => parts.reduce((sum, { bytes }) => sum + bytes, 0);
