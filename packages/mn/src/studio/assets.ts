// The page's files: its compiled code bundled when the studio starts, the page and its style as they are. A fixed list, held in memory:
// no path of a request ever reaches the disk.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "../exporters/bundle.js";
import { orRefused } from "../run/files.js";

type Content = Uint8Array | string;

/** By the path of the request; what is a function is made when it is asked for. */
export type Assets = ReadonlyMap<
  string,
  { readonly type: string; readonly content: Content | (() => Promise<Content>) }
>;

const SCRIPT = "text/javascript; charset=utf-8";

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
  let volume: Promise<Content> | undefined;
  const assets: [string, { type: string; content: Content | (() => Promise<Content>) }][] = [
    ["/volume.js", { type: SCRIPT, content: () => (volume ??= volumeChunk(root)) }],
    ["/", { type: "text/html; charset=utf-8", content: read("index.html") }],
    ["/style.css", { type: "text/css; charset=utf-8", content: read("style.css") }],
  ];
  for (const { name, content } of scripts) assets.push([`/${name}`, { type: SCRIPT, content }]);
  return new Map(assets);
}

/**
 * The part of the page that draws volumes, with NiiVue in it. The published package has it made (`dist/page`), so that NiiVue and what it
 * needs are not installed with it; in the repository it is made here.
 *
 * @param root the package's folder
 * @throws MnError `"run"` when it cannot be read; what esbuild throws
 */
export async function volumeChunk(root: string): Promise<Uint8Array> {
  const made = join(root, "dist", "page", "volume.js");
  if (existsSync(made)) return orRefused(made, "read", () => readFileSync(made));
  const view = join(root, "dist", "src", "view");
  const chunks = await bundled([join(view, "volume.js")], { zarrita: join(view, "without-zarr.js") });
  const [{ content }] = chunks as [(typeof chunks)[number]];
  return content;
}
