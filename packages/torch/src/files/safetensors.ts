// Reading the header of a safetensors file, with every claim in it checked against the file.
// The format: https://huggingface.co/docs/safetensors

import { JsonFault, JsonReader } from "@mandn/base";
import { bytesPerElement, type DType } from "../dtype.js";
import { type ByteSource, withSource } from "./byte-source.js";
import { contiguousStrides, PlainStorage, type StateDict, StoredTensor } from "./stored-tensor.js";

/** The format's dtype names, in the order in which its reference writer lays tensors out: widest alignment first. */
export const safetensorsDTypes: ReadonlyMap<string, DType> = new Map([
  ["U64", "uint64"],
  ["I64", "int64"],
  ["F64", "float64"],
  ["C64", "complex64"],
  ["F32", "float32"],
  ["U32", "uint32"],
  ["I32", "int32"],
  ["BF16", "bfloat16"],
  ["F16", "float16"],
  ["U16", "uint16"],
  ["I16", "int16"],
  ["F8_E4M3", "float8_e4m3fn"],
  ["F8_E5M2", "float8_e5m2"],
  ["I8", "int8"],
  ["U8", "uint8"],
  ["BOOL", "bool"],
]);

/** The reference reader refuses longer headers. */
export const longestHeader = 100_000_000;

/** A safetensors file, its header read and checked; data is read tensor by tensor, on demand. */
export interface SafetensorsFile {
  /** The string map `__metadata__`; empty if the file has none. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: StateDict;
}

interface Entry {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/**
 * Opens a safetensors file (or its bytes): reads and checks the header, no data. The rules are those of the format's
 * reference reader (github.com/huggingface/safetensors): the tensors cover the data without holes or overlap. Stricter
 * than it in three points of the format's own text: the header starts with "{", no name comes twice, and a tensor is
 * described by an object.
 *
 * @param input path, or the bytes of a whole file
 * @throws TorchError `file` if the file cannot be read or breaks a rule
 */
export function openSafetensors(input: string | Uint8Array): SafetensorsFile {
  return withSource(input, readHeader);
}

function readHeader(source: ByteSource): SafetensorsFile {
  if (source.byteLength < 8) throw source.error("is too short to be a safetensors file");
  const prefix = source.read(0, 8, "the header's length");
  const headerLength = Number(new DataView(prefix.buffer).getBigUint64(0, true));
  if (headerLength > longestHeader || headerLength > source.byteLength - 8) {
    throw source.error(
      `is not a safetensors file or is truncated: it announces a header of ${headerLength} bytes ` +
        `(file: ${source.byteLength} bytes, longest header allowed: ${longestHeader})`,
    );
  }
  const { metadata, entries } = parseHeader(source, source.read(8, headerLength, "the header"));
  const dataStart = 8 + headerLength;
  checkLayout(source, entries, source.byteLength - dataStart);
  const tensors: Record<string, StoredTensor> = Object.create(null);
  for (const { name, dtype, shape, start, end } of entries) {
    const storage = new PlainStorage(source, dataStart + start, end - start);
    tensors[name] = new StoredTensor(dtype, shape, contiguousStrides(shape), 0, storage, (message) =>
      source.error(message),
    );
  }
  return { metadata, tensors };
}

function parseHeader(source: ByteSource, bytes: Uint8Array): { metadata: Record<string, string>; entries: Entry[] } {
  const metadata: Record<string, string> = Object.create(null);
  const entries: Entry[] = [];
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw source.error("the header is not valid UTF-8", undefined, cause);
  }
  if (!text.startsWith("{")) throw source.error('the header does not start with "{"');
  const json = new JsonReader(text);
  try {
    json.object((name) => {
      if (name !== "__metadata__") entries.push(parseEntry(json, name));
      else if (json.startsObject()) {
        json.object((key) => {
          metadata[key] = json.string();
        });
      } else if (!json.skip()) json.fail("__metadata__ is not an object");
    });
    json.end();
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    const { fault, line, column } = cause;
    const where = `line ${line}, column ${column}`;
    throw source.error(`the header is not as the format demands: ${fault} (${where})`, undefined, cause);
  }
  return { metadata, entries };
}

function parseEntry(json: JsonReader, name: string): Entry {
  let dtype: DType | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  json.object((key) => {
    if (key === "dtype") {
      const given = json.string();
      dtype =
        safetensorsDTypes.get(given) ?? json.fail(`tensor ${JSON.stringify(name)} has the unknown dtype ${given}`);
    } else if (key === "shape") shape = integers(json);
    else if (key === "data_offsets") offsets = integers(json);
    else json.skip();
  });
  if (dtype === undefined || shape === undefined || offsets === undefined || offsets.length !== 2) {
    return json.fail(`tensor ${JSON.stringify(name)} lacks a dtype, a shape or two data_offsets`);
  }
  return { name, dtype, shape, start: offsets[0] as number, end: offsets[1] as number };
}

function integers(json: JsonReader): number[] {
  const values: number[] = [];
  json.array(() => values.push(json.integer()));
  return values;
}

/** Sorts the entries by their place and checks that they cover the data exactly. */
function checkLayout(source: ByteSource, entries: Entry[], dataLength: number): void {
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  let position = 0;
  for (const { name, dtype, shape, start, end } of entries) {
    const tensor = `tensor ${JSON.stringify(name)}`;
    if (start !== position || end < start) {
      throw source.error(
        `${tensor} lies at bytes ${start} to ${end} of the data, but ${position} is where it must start`,
      );
    }
    let byteLength = bytesPerElement[dtype];
    for (const size of shape) {
      byteLength *= size;
      if (byteLength > Number.MAX_SAFE_INTEGER) throw source.error(`${tensor} of shape [${shape}] is too large`);
    }
    if (byteLength !== end - start) {
      throw source.error(`${tensor} of ${dtype} [${shape}] needs ${byteLength} bytes, but has ${end - start}`);
    }
    position = end;
  }
  if (position !== dataLength) {
    throw source.error(
      `the tensors cover ${position} bytes of data, but the file holds ${dataLength}; is it truncated?`,
    );
  }
}
