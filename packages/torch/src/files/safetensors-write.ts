// Writing safetensors, byte for byte as the reference writer does, atomically: a file is there whole or not at all.
// The format: https://huggingface.co/docs/safetensors

import { FileError, writeAtomicallySync } from "@mandn/base";
import { bytesPerElement, type DType } from "../dtype.js";
import { TorchError } from "../errors.js";
import { longestHeader, safetensorsDTypes } from "./safetensors.js";

/** A tensor to be written. */
export interface TensorToWrite {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** The elements in row-major order, little-endian; called when their turn comes. */
  read(): Uint8Array;
}

const fileNames = new Map([...safetensorsDTypes].map(([name, dtype]) => [dtype, name]));
const layoutRank = new Map([...safetensorsDTypes.values()].map((dtype, rank) => [dtype, rank]));

/**
 * Writes a safetensors file, atomically (base's `writeAtomicallySync`), byte for byte as the reference writer does:
 * tensors by dtype (widest first), then by name; the header padded with spaces to a multiple of 8. The same content
 * gives the same bytes: metadata is sorted by key.
 *
 * @param tensors by name; all dtypes but complex128, which the format does not have
 * @throws TorchError `argument` if a name, dtype or metadata value cannot be written; `shape` if a tensor's bytes do
 *   not fit its shape; `file` if writing fails. The file at `path` is then as it was.
 */
export function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, TensorToWrite>>,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const entries = Object.entries(tensors).map(([name, tensor]) => {
    if (name === "__metadata__") throw new TorchError("argument", 'no tensor can be named "__metadata__"', { path });
    const rank = layoutRank.get(tensor.dtype);
    if (rank === undefined) {
      throw new TorchError("argument", `the format has no ${tensor.dtype}, as ${name} is`, {
        path,
        remedy: "Convert it first.",
      });
    }
    return { name, tensor, rank, byteLength: byteLength(path, name, tensor) };
  });
  entries.sort((a, b) => a.rank - b.rank || compareNames(a.name, b.name));
  const header = headerBytes(path, entries, metadata);
  try {
    writeAtomicallySync(path, contents(path, header, entries));
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    const { fault, remedy } = cause;
    throw new TorchError("file", { fault, remedy, path, cause });
  }
}

interface PlacedTensor {
  readonly name: string;
  readonly tensor: TensorToWrite;
  readonly byteLength: number;
}

function* contents(path: string, header: Uint8Array, entries: readonly PlacedTensor[]): Generator<Uint8Array> {
  yield header;
  for (const { name, tensor, byteLength } of entries) {
    const bytes = tensor.read();
    if (bytes.byteLength !== byteLength) {
      throw new TorchError(
        "shape",
        `${name}: ${tensor.dtype} [${tensor.shape}] needs ${byteLength} bytes, not ${bytes.byteLength}`,
        { path },
      );
    }
    yield bytes;
  }
}

/** The header with its length before it. */
function headerBytes(path: string, entries: readonly PlacedTensor[], metadata: Readonly<Record<string, string>>) {
  const fields: string[] = [];
  const keys = Object.keys(metadata).sort(compareNames);
  if (keys.length > 0) {
    const pairs = keys.map((key) => `${literal(path, key)}:${literal(path, metadata[key])}`);
    fields.push(`"__metadata__":{${pairs}}`);
  }
  let start = 0;
  for (const { name, tensor, byteLength } of entries) {
    const end = start + byteLength;
    const dtype = fileNames.get(tensor.dtype);
    fields.push(
      `${literal(path, name)}:{"dtype":"${dtype}","shape":[${tensor.shape}],"data_offsets":[${start},${end}]}`,
    );
    start = end;
  }
  const json = Buffer.from(`{${fields.join(",")}}`);
  const length = Math.ceil(json.byteLength / 8) * 8;
  if (length > longestHeader) {
    throw new TorchError("argument", `the header would have ${length} bytes, and ${longestHeader} are allowed`, {
      path,
    });
  }
  const bytes = Buffer.alloc(8 + length, " ");
  bytes.writeBigUInt64LE(BigInt(length));
  json.copy(bytes, 8);
  return bytes;
}

function byteLength(path: string, name: string, { dtype, shape }: TensorToWrite): number {
  const length = shape.reduce((product, size) => product * size, bytesPerElement[dtype]);
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0) || !Number.isSafeInteger(length)) {
    throw new TorchError("shape", `${name}: [${shape}] is not a shape`, { path });
  }
  return length;
}

function literal(path: string, text: string | undefined): string {
  if (typeof text !== "string" || /\p{Surrogate}/u.test(text)) {
    throw new TorchError("argument", `${JSON.stringify(text)} cannot be written: not a string of whole characters`, {
      path,
    });
  }
  return JSON.stringify(text);
}

/** By Unicode code points, as UTF-8 bytes compare. */
function compareNames(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
