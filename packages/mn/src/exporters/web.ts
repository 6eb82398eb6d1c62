/**
 * `mn export --web`: a folder with one page that segments a scan in the browser. It holds all that it needs: the networks as ONNX files,
 * onnxruntime's WebAssembly, the page's own code as two bundled scripts. Any server of files can give it; nothing is uploaded.
 */
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { MnError } from "../errors.js";
import { orRefused } from "../run/files.js";
import { Run } from "../steps/run.js";
import { bundled } from "./bundle.js";
import { type Description, describeRun } from "./description.js";
import { type ExportOptions, namesOf, rulesFor, writeModelFolder } from "./export.js";
import { writeNetworks } from "./onnx.js";

/** The page's code as it was compiled, and the page itself, which is not compiled. */
const COMPILED = fileURLToPath(new URL("../../page/", import.meta.url));
const PAGE = fileURLToPath(new URL("../../../page/index.html", import.meta.url));

const ONNXRUNTIME = "onnxruntime-web";
const SCRIPTS = ["page.js", "worker.js"] as const;
/** Of onnxruntime: what runs networks, on the CPU and, where a browser has it, on the GPU. */
const RUNTIME = ["ort-wasm-simd-threaded.asyncify.mjs", "ort-wasm-simd-threaded.asyncify.wasm"] as const;

/**
 * Writes the page of a run.
 *
 * @param folder made where it is missing
 * @throws MnError `"usage"` where onnxruntime-web is not installed; MnError and TorchError as `exportOnnx`
 */
export async function exportWeb(run: string | Run, folder: string, options: ExportOptions = {}): Promise<Description> {
  const runtime = runtimeFolder();
  const opened = await Run.open(run);
  const networks = namesOf(opened, options.networks).map((name) => `network-${name}.onnx`);
  const expected = ["index.html", ...SCRIPTS, ...RUNTIME, ...networks];
  return writeModelFolder(opened, folder, expected, options, async (draft) => {
    const written = await writeNetworks(opened, draft, options);
    for (const { name, content } of await bundled(SCRIPTS.map((script) => join(COMPILED, script)))) {
      orRefused(name, "written", () => writeFileSync(join(draft, name), content));
    }
    for (const file of RUNTIME) orRefused(file, "copied", () => copyFileSync(join(runtime, file), join(draft, file)));
    orRefused(PAGE, "copied", () => copyFileSync(PAGE, join(draft, "index.html")));
    return { ...describeRun(opened, await rulesFor(opened, options)), ...written };
  });
}

const packageSchema = z.looseObject({ peerDependencies: z.object({ [ONNXRUNTIME]: z.string() }) });

/**
 * Where onnxruntime's files lie. It has more than 140 MB, so only who exports pages installs it.
 *
 * @param from the module that wants it
 * @throws MnError `"usage"` with the command that installs it
 */
export function runtimeFolder(from: string = import.meta.url): string {
  try {
    return dirname(createRequire(from).resolve(ONNXRUNTIME));
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "MODULE_NOT_FOUND")) throw cause;
    const { peerDependencies } = packageSchema.parse(createRequire(import.meta.url)("../../../package.json"));
    throw new MnError("usage", `A page needs the package ${ONNXRUNTIME}, which is not installed.`, {
      remedy: `npm install ${ONNXRUNTIME}@${peerDependencies[ONNXRUNTIME]}`,
      cause,
    });
  }
}
