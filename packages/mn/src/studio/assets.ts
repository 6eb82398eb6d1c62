// The page's files: its compiled code bundled when the studio starts, the page and its style as they are. A fixed list, held in memory:
// no path of a request ever reaches the disk.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "../exporters/bundle.js";
import { orRefused } from "../run/files.js";

/** By the path of the request. */
export type Assets = ReadonlyMap<string, { readonly type: string; readonly content: Uint8Array | string }>;

/** Entries of the page's code; a worker where there is one. */
const SCRIPTS = ["page.js", "worker.js"];

/**
 * Bundles the page of `@mandn/studio`.
 *
 * @throws MnError `"run"` when a file of it cannot be read; what esbuild throws
 */
export async function pageAssets(): Promise<Assets> {
  const root = dirname(fileURLToPath(import.meta.resolve("@mandn/studio/package.json")));
  const read = (name: string) => {
    const path = join(root, "page", name);
    return orRefused(path, "read", () => readFileSync(path));
  };
  const entries = SCRIPTS.map((name) => join(root, "dist", "src", name)).filter((path) => existsSync(path));
  const scripts = await bundled(entries);
  const assets: [string, { type: string; content: Uint8Array }][] = [
    ["/", { type: "text/html; charset=utf-8", content: read("index.html") }],
    ["/style.css", { type: "text/css; charset=utf-8", content: read("style.css") }],
  ];
  for (const { name, content } of scripts)
    assets.push([`/${name}`, { type: "text/javascript; charset=utf-8", content }]);
  return new Map(assets);
}
