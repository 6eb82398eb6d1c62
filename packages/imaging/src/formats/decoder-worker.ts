import { parentPort } from "node:worker_threads";
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
const listen = (...words: unknown[]): void => {
  said = `${said}${words.join(" ")}\n`.slice(-2000);
};
// Before the libraries load, which keep a reference: what they print belongs into the error, not on the terminal.
Object.assign(console, { log: listen, warn: listen, error: listen });

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

/** Opens the file, and makes HDF5's errors throw: h5wasm ignores them by default and returns uninitialised memory. */
async function withHdf5<T>(path: string, use: (file: import("h5wasm/node").File) => T): Promise<T> {
  const h5wasm = await import("h5wasm/node");
  const module = await h5wasm.ready;
  module.activate_throwing_error_handler();
  const file = new h5wasm.File(path, "r");
  try {
    return use(file);
  } finally {
    file.close();
  }
}

const BUILT_IN_FILTERS = 6;

function listHdf5(path: string): Promise<readonly Hdf5Dataset[]> {
  return withHdf5(path, (file) => {
    const found: Hdf5Dataset[] = [];
    for (const key of file.paths()) {
      const entity = file.get(key);
      if (entity === null || !("metadata" in entity) || !("filters" in entity)) continue;
      const { metadata, filters } = entity;
      const foreign = filters.find((filter) => filter.id > BUILT_IN_FILTERS);
      const type = foreign === undefined ? hdf5Type(metadata) : `compressed by filter ${foreign.name || foreign.id}`;
      found.push({ key: key.replace(/^\//, ""), shape: metadata.shape ?? [], type });
    }
    return found;
  });
}

/** H5T_INTEGER 0, H5T_FLOAT 1; h5py keeps booleans as an H5T_ENUM (8) of one byte. */
function hdf5Type(metadata: import("h5wasm/node").Metadata): string {
  const bits = metadata.size * 8;
  if (metadata.type === 0) return `${metadata.signed ? "int" : "uint"}${bits}`;
  if (metadata.type === 1) return `float${bits}`;
  if (metadata.type === 8 && metadata.size === 1) return "bool";
  return `HDF5 class ${metadata.type}`;
}

function readHdf5(path: string, key: string): Promise<Hdf5Values> {
  return withHdf5(path, (file) => {
    const entity = file.get(key);
    const values = entity !== null && "value" in entity ? entity.value : null;
    if (!ArrayBuffer.isView(values)) throw new Error(`${key} holds no array of numbers`);
    return { voxels: copyOf(values) };
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
      return readHdf5(request.path, request.key);
  }
}

/** Whether the decoder itself gave up: its memory or code, not its opinion of the file. */
function isCrash(error: unknown): boolean {
  return error instanceof Error && (error.name === "RuntimeError" || error instanceof RangeError);
}

const port = parentPort;
if (port === null) throw new Error("decoder-worker runs in a worker thread only");
port.on("message", async (request: DecodeRequest) => {
  said = "";
  try {
    const result = await answer(request);
    const reply: DecodeReply = { ok: true, result };
    port.postMessage(reply, "voxels" in result ? [result.voxels.buffer as ArrayBuffer] : []);
  } catch (error) {
    // ITK's exceptions arrive as bare pointers: its release build keeps no text.
    const message = error instanceof Error ? error.message : "ITK raised an exception";
    const reply: DecodeReply = { ok: false, crashed: isCrash(error), message, said };
    port.postMessage(reply);
  }
});
