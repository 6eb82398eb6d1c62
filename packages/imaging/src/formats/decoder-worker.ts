// The thread that ITK's and HDF5's WebAssembly decoders run in: what they do to their memory, or how they end, touches
// nothing else. No decoder may open a file but the one that it is asked for.

import fs from "node:fs";
import { parentPort } from "node:worker_threads";
import { crc32 } from "node:zlib";
import type { VoxelArray } from "../volume.js";
import type {
  DecodedImage,
  DecodeReply,
  DecodeRequest,
  DecodeResult,
  Hdf5Dataset,
  Hdf5Values,
} from "./decoder-messages.js";
import { type ItkImage, loadDicom, loadImageIo } from "./itk-wasm.js";

// The thread in which WebAssembly decoders run. Each answers one request after the other; the libraries load on first use.

let said = "";
const hear = (text: string): void => {
  said = (said + text).slice(0, 8000);
};
const listen = (...words: unknown[]): void => hear(`${words.join(" ")}\n`);
// Before the libraries load, which keep a reference: what they print belongs into the error, not on the terminal.
Object.assign(console, { log: listen, warn: listen, error: listen });
/** The one file that HDF5 may open, while it reads one; and those that it tried to open beside it. */
let mayOpen: string | undefined;
const refused = new Set<string>();
const { writeSync, openSync } = fs;
Object.assign(fs, {
  // A file can name any other: HDF5 would read it, and fill what is not there with zeros.
  openSync(path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode | null): number {
    if (mayOpen === undefined || path === mayOpen) return openSync(path, flags, mode);
    refused.add(String(path));
    throw Object.assign(new Error(`${path} is another file`), { code: "ENOENT", errno: -2, syscall: "open" });
  },
  // HDF5 prints straight to the terminal.
  writeSync(descriptor: number, bytes: Uint8Array, offset?: number, length?: number, position?: number): number {
    if (descriptor > 2) return writeSync(descriptor, bytes, offset, length, position);
    const start = offset ?? 0;
    const end = start + (length ?? bytes.length - start);
    hear(Buffer.from(bytes.subarray(start, end)).toString());
    return end - start;
  },
});

interface WebAssemblyApi {
  compile(binary: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
}
const { compile, instantiate }: WebAssemblyApi = Reflect.get(globalThis, "WebAssembly");
const compiled = new Map<number, Promise<object>>();

/** Compiles each decoder once: itk-wasm does so for every image, which takes longer than to decode it. */
async function instantiateCompiled(binary: object, imports: object): Promise<object> {
  if (!(binary instanceof Uint8Array)) return instantiate(binary, imports);
  const key = crc32(binary);
  const module = compiled.get(key) ?? compile(binary);
  compiled.set(key, module);
  return { module: await module, instance: await instantiate(await module, imports) };
}
Object.assign(Reflect.get(globalThis, "WebAssembly"), { instantiate: instantiateCompiled });

async function itkImage(request: { kind: "nrrd" | "metaimage"; path: string }): Promise<DecodedImage> {
  const io = await loadImageIo();
  const { couldRead, image } = await (request.kind === "nrrd" ? io.nrrdReadImageNode : io.metaReadImageNode)(
    request.path,
  );
  if (!couldRead || image === undefined) throw new Error("ITK does not recognise the file");
  return decodedImage(image);
}

async function dicomImage(files: readonly string[]): Promise<DecodedImage> {
  const [first] = files;
  if (files.length === 1 && first !== undefined) {
    const { couldRead, image } = await (await loadImageIo()).gdcmReadImageNode(first);
    if (!couldRead || image === undefined) throw new Error("GDCM does not recognise the file");
    return decodedImage(image);
  }
  const { readImageDicomFileSeriesNode } = await loadDicom();
  const { outputImage } = await readImageDicomFileSeriesNode({ inputImages: files, singleSortedSeries: true });
  if (outputImage === undefined) throw new Error("GDCM gave no image");
  return decodedImage(outputImage);
}

/** Copies the voxels out of the shared memory in which ITK hands them over. */
function decodedImage(image: ItkImage): DecodedImage {
  if (image.data === null) throw new Error("ITK gave no voxels");
  return {
    size: [...image.size],
    components: image.imageType.components,
    voxels: copyOf(image.data),
  };
}

function copyOf(data: ArrayBufferView): VoxelArray | BigInt64Array | BigUint64Array {
  const bytes = new Uint8Array(data.byteLength);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const { buffer } = bytes;
  if (data instanceof Int8Array) return new Int8Array(buffer);
  if (data instanceof Uint8Array) return new Uint8Array(buffer);
  if (data instanceof Int16Array) return new Int16Array(buffer);
  if (data instanceof Uint16Array) return new Uint16Array(buffer);
  if (data instanceof Int32Array) return new Int32Array(buffer);
  if (data instanceof Uint32Array) return new Uint32Array(buffer);
  if (data instanceof Float32Array) return new Float32Array(buffer);
  if (data instanceof Float64Array) return new Float64Array(buffer);
  if (data instanceof BigInt64Array) return new BigInt64Array(buffer);
  if (data instanceof BigUint64Array) return new BigUint64Array(buffer);
  throw new Error(`voxels of type ${data.constructor.name} are not read`);
}

async function withHdf5<T>(path: string, use: (file: import("h5wasm/node").File) => T): Promise<T> {
  const h5wasm = await import("h5wasm/node");
  await h5wasm.ready;
  mayOpen = path;
  refused.clear();
  try {
    const file = new h5wasm.File(path, "r");
    try {
      // h5wasm does not look at what HDF5 returns on opening.
      if (file.file_id < 0n) throw new Error("HDF5 cannot open it");
      return use(file);
    } finally {
      file.close();
    }
  } finally {
    mayOpen = undefined;
  }
}

const BUILT_IN_FILTERS = 6;

async function listHdf5(path: string): Promise<readonly Hdf5Dataset[]> {
  const module = await (await import("h5wasm/node")).ready;
  return withHdf5(path, (file) => {
    const found: Hdf5Dataset[] = [];
    for (const key of file.paths()) {
      const entity = file.get(key);
      const name = key.replace(/^\//, "");
      if (entity !== null && "filename" in entity) {
        found.push({ key: name, shape: [], type: "a link", elsewhere: entity.filename });
      }
      if (entity === null || !("metadata" in entity) || !("filters" in entity)) continue;
      const { metadata, filters } = entity;
      const foreign = filters.find((filter) => filter.id > BUILT_IN_FILTERS);
      const type = foreign === undefined ? hdf5Type(metadata) : `compressed by filter ${foreign.name || foreign.id}`;
      const [elsewhere] = othersOf(module, file, key, metadata);
      found.push({ key: name, shape: metadata.shape ?? [], type, ...(elsewhere === undefined ? {} : { elsewhere }) });
    }
    return found;
  });
}

/** The names of what an array's values are read from beside its file: sources of a virtual layout, external storage. */
function othersOf(
  module: Awaited<typeof import("h5wasm/node").ready>,
  file: import("h5wasm/node").File,
  key: string,
  { virtual_sources, chunks, shape, size, type }: import("h5wasm/node").Metadata,
): string[] {
  if (virtual_sources !== undefined) return virtual_sources.map((source) => `${source.file_name}: ${source.dset_name}`);
  const isNumber = type === 0 || type === 1 || type === 8;
  if (!isNumber || chunks !== null || shape === null || shape.includes(0)) return [];
  // HDF5 does not say that the storage is external; reading one value shows which file it opens.
  refused.clear();
  const ones = shape.map(() => 1n);
  const start = module._malloc(size);
  const zeros = shape.map(() => 0n);
  module.get_dataset_data(file.file_id, key, ones, zeros, ones, BigInt(start));
  module._free(start);
  return [...refused];
}

/** H5T_INTEGER 0, H5T_FLOAT 1; h5py keeps booleans as an H5T_ENUM (8) of one byte. */
function hdf5Type(metadata: import("h5wasm/node").Metadata): string {
  const bits = metadata.size * 8;
  if (metadata.type === 0) return `${metadata.signed ? "int" : "uint"}${bits}`;
  if (metadata.type === 1) return `float${bits}`;
  if (metadata.type === 8 && metadata.size === 1) return "bool";
  return `HDF5 class ${metadata.type}`;
}

/**
 * Past h5wasm's own getter, which gives uninitialised memory when reading fails. The bytes are little-endian.
 *
 * @throws RangeError, which ends this thread, when the array has another size than expected or does not fit into memory.
 */
async function readHdf5({ path, key, bytes }: DecodeRequest & { kind: "hdf5-read" }): Promise<Hdf5Values> {
  const module = await (await import("h5wasm/node")).ready;
  return withHdf5(path, (file) => {
    const { size, total_size } = module.get_dataset_metadata(file.file_id, key);
    if (size * total_size !== bytes) throw new RangeError(`"${key}" takes ${size * total_size} bytes, not ${bytes}`);
    const start = module._malloc(bytes);
    if (start === 0) throw new RangeError(`${bytes} bytes cannot be had`);
    try {
      const status = module.get_dataset_data(file.file_id, key, null, null, null, BigInt(start));
      if (status < 0) throw new Error(`HDF5 cannot read "${key}"`);
      if (refused.size > 0) throw new Error(`"${key}" is kept in other files: ${[...refused].join(", ")}`);
      const values = module.HEAPU8.slice(start, start + bytes);
      if (values.length !== bytes) throw new RangeError(`"${key}" lies beyond the memory`);
      return { bytes: values.buffer };
    } finally {
      module._free(start);
    }
  });
}

function answer(request: DecodeRequest): Promise<DecodeResult<DecodeRequest>> {
  switch (request.kind) {
    case "nrrd":
    case "metaimage":
      return itkImage(request);
    case "dicom":
      return dicomImage(request.files);
    case "hdf5-list":
      return listHdf5(request.path);
    case "hdf5-read":
      return readHdf5(request);
  }
}

/** Whether the decoder itself gave up: its memory or code, not its opinion of the file. */
function isCrash(error: unknown): boolean {
  return error instanceof Error && (error.name === "RuntimeError" || error instanceof RangeError);
}

/** The error's message, and with it the innermost of the errors that HDF5 has printed, which says what is wrong. */
function reasonOf(error: Error): string {
  const [, firstStack] = said.split("HDF5-DIAG");
  const innermost = firstStack?.match(/^ *#\d+: .*$/gm)?.at(-1);
  return innermost === undefined ? error.message : `${error.message}: ${innermost.replace(/^.*\(\): /, "")}`;
}

/** What is handed over rather than copied. */
function buffersOf(result: DecodeResult<DecodeRequest>): ArrayBuffer[] {
  if ("bytes" in result) return [result.bytes];
  return "voxels" in result ? [result.voxels.buffer as ArrayBuffer] : [];
}

const port = parentPort;
if (port === null) throw new Error("decoder-worker runs in a worker thread only");
port.on("message", async (request: DecodeRequest) => {
  said = "";
  try {
    const result = await answer(request);
    const reply: DecodeReply = { ok: true, result };
    port.postMessage(reply, buffersOf(result));
  } catch (error) {
    // ITK's exceptions arrive as bare pointers: its release build keeps no text.
    const message = error instanceof Error ? reasonOf(error) : "ITK raised an exception";
    const reply: DecodeReply = { ok: false, crashed: isCrash(error), message, said };
    port.postMessage(reply);
  }
});
