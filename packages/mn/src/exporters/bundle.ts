// A page's compiled code with all that it imports, as one script for each entry that a browser loads without anything else.
// The page of `mn export --web` and the studio's are made by it.

import { basename } from "node:path";

/**
 * Bundles scripts for browsers.
 *
 * @param entries compiled modules; each becomes a script of its name
 * @param alias by the name of a package: the file that takes its place
 * @throws what esbuild throws for modules that are not there
 */
export async function bundled(
  entries: readonly string[],
  alias: Readonly<Record<string, string>> = {},
): Promise<{ readonly name: string; readonly content: Uint8Array }[]> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [...entries],
    outdir: ".",
    write: false,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    logLevel: "silent",
    // Modules for Node that nothing of the page uses are left out with what they import.
    external: ["node:*"],
    alias: { ...alias },
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), content: contents }));
}
