// The page's worker: reads the scan's files, runs the networks by onnxruntime-web, and gives the mask back. Everything that it fetches lies
// beside the page.
import { niftiBytes, readNiftiBytes } from "@mandn/imaging/pure";
import * as ort from "onnxruntime-web/webgpu";
import type { DescribedNetwork, Description } from "../src/exporters/description.js";
import type { Message, Request } from "./messages.js";
import { segment } from "./segment.js";
import type { RunNetwork } from "./windows.js";

const here = new URL("./", import.meta.url).href;
ort.env.wasm.wasmPaths = here;
ort.env.logLevel = "error";
// Several threads need a server that isolates the page, which a plain one does not.
ort.env.wasm.numThreads = self.crossOriginIsolated ? navigator.hardwareConcurrency : 1;

const tell = (message: Message, transferred: Transferable[] = []) =>
  self.postMessage(message, { transfer: transferred });

type Provider = "webgpu" | "wasm";
const NAMES: Readonly<Record<Provider, string>> = { webgpu: "WebGPU", wasm: "WebAssembly" };

/** The networks, loaded once. */
class Networks {
  readonly #sessions = new Map<string, Promise<ort.InferenceSession>>();
  provider: Provider;

  constructor(backend: Request["backend"]) {
    this.provider = backend === "auto" && "gpu" in navigator ? "webgpu" : "wasm";
  }

  readonly run: RunNetwork = async (network, input, shape) => {
    try {
      return await this.#run(network, input, shape);
    } catch (error) {
      if (this.provider === "wasm") throw error;
      tell({ kind: "note", text: `The GPU could not run ${network.title} (${textOf(error)}): the CPU does.` });
      this.provider = "wasm";
      this.#sessions.clear();
      return this.#run(network, input, shape);
    }
  };

  async #run({ file, input: { name }, output }: DescribedNetwork, data: Float32Array, shape: readonly number[]) {
    const session = await this.#session(file);
    const results = await session.run({ [name]: new ort.Tensor("float32", data, shape) });
    const logits = results[output.name];
    if (logits === undefined) throw new Error(`${file} gives no ${output.name}.`);
    const found = (await logits.getData()) as Float32Array;
    return Float32Array.from(found);
  }

  #session(file: string): Promise<ort.InferenceSession> {
    const known = this.#sessions.get(file);
    if (known !== undefined) return known;
    const made = fetched(file)
      .then((response) => response.arrayBuffer())
      .then((bytes) =>
        ort.InferenceSession.create(bytes, { executionProviders: [this.provider], logSeverityLevel: 3 }),
      );
    this.#sessions.set(file, made);
    return made;
  }
}

let networks: Networks | undefined;

async function fetched(file: string): Promise<Response> {
  const response = await fetch(new URL(file, here));
  if (!response.ok)
    throw new Error(`${file} does not lie beside the page (${response.status}). Copy the whole folder.`);
  return response;
}

async function bytesOf(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return through(bytes, new DecompressionStream("gzip")).catch((error: unknown) => {
    throw new Error(`${file.name} is damaged: it cannot be unpacked (${textOf(error)}). Copy the file again.`);
  });
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const piped = new Blob([bytes as BlobPart]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

async function work({ files, backend }: Request): Promise<void> {
  const begun = performance.now();
  const model = (await (await fetched("model.json")).json()) as Description;
  const scans = [];
  for (const file of files) scans.push(readNiftiBytes(file.name, await bytesOf(file)));
  const [first] = scans;
  if (first === undefined) throw new Error("No file was given.");
  networks ??= new Networks(backend);
  const used = networks;
  tell({ kind: "progress", text: "preparing the scan", share: 0 });
  const mask = await segment(
    scans.map(({ volume }) => volume),
    model,
    {
      run: used.run,
      onProgress: (done, total) => tell({ kind: "progress", text: `window ${done} of ${total}`, share: done / total }),
    },
  );
  const file = await through(niftiBytes(mask, first.header), new CompressionStream("gzip"));
  const name = `${(files[0] as File).name.replace(/\.nii(\.gz)?$/i, "")}-mask.nii.gz`;
  const seconds = (performance.now() - begun) / 1000;
  tell({ kind: "result", image: first.volume, mask, file, name, seconds, backend: NAMES[used.provider] });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  work(data).catch((error: unknown) => tell({ kind: "error", text: textOf(error) }));
});
