// Asks the decoder's thread for the voxels of a file, and starts another where one crashed or fell silent.
// Formats use it for what is not read here: compressed DICOM, unusual NRRD and MetaImage, HDF5.

import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { ImagingError } from "../errors.js";
import { ask } from "../thread.js";
import { sizeOfRegular } from "./bytes.js";
import type { DecodeReply, DecodeRequest, DecodeResult } from "./decoder-messages.js";

/** A decoder that is silent for this long, and a second more for each of these bytes, is stopped. */
const PATIENCE_MS = 60_000;
/** Listing arrays reads no voxels; a damaged file can keep HDF5 busy for ever. */
const LISTING_PATIENCE_MS = 20_000;
const SLOWEST_BYTES_PER_SECOND = 4 << 20;
/** A failure at more bytes than this is taken for want of memory: WebAssembly has 4 GiB, of which ITK needs a multiple. */
const MUCH_MEMORY = 1 << 30;

interface DecodeLimits {
  /** Bytes of the voxels that are expected; sets the patience. */
  readonly bytes: number;
  /** Milliseconds after which the decoder is stopped, instead of the default. */
  readonly timeoutMs?: number;
}

let worker: Worker | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Lets a WebAssembly decoder work in a thread of its own, one request at a time. The thread starts at the first request
 * and does not keep the process alive. When a decoder crashes, runs out of memory or overruns its time, the thread is
 * thrown away: that request fails, and the next one gets a fresh thread.
 *
 * @param path The file, folder or zip named in errors.
 * @throws ImagingError `"access"` when what it shall read is no file, `"malformed"` when the decoder refuses the file,
 * `"decoder"` when the decoder itself failed.
 */
export function decode<R extends DecodeRequest>(
  path: string,
  request: R,
  limits: DecodeLimits,
): Promise<DecodeResult<R>> {
  const result = turn.then(() => decodeNow(path, request, limits));
  turn = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}

async function decodeNow<R extends DecodeRequest>(
  path: string,
  request: R,
  { bytes, timeoutMs = patienceFor(request, bytes) }: DecodeLimits,
): Promise<DecodeResult<R>> {
  // WebAssembly has a current folder of its own, which is no folder of this machine.
  const asked: DecodeRequest =
    request.kind === "dicom"
      ? { ...request, files: request.files.map((file) => resolve(file)) }
      : { ...request, path: resolve(request.path) };
  // A pipe would keep the thread waiting where not even terminate() reaches it.
  for (const file of asked.kind === "dicom" ? asked.files : [asked.path]) await sizeOfRegular(file);
  worker ??= startWorker();
  const thread = worker;
  thread.ref();
  try {
    const reply = await ask<DecodeReply<R>>(thread, asked, { timeoutMs });
    if (reply.ok) return reply.result;
    throw refusal(path, reply, bytes);
  } catch (cause) {
    if (cause instanceof ImagingError && cause.code !== "decoder") throw cause;
    worker = undefined;
    await thread.terminate();
    if (cause instanceof ImagingError) throw cause;
    throw decoderError(path, cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    thread.unref();
  }
}

function patienceFor({ kind }: DecodeRequest, bytes: number): number {
  return (kind === "hdf5-list" ? LISTING_PATIENCE_MS : PATIENCE_MS) + (1000 * bytes) / SLOWEST_BYTES_PER_SECOND;
}

/** Its heap is bounded; WebAssembly's memory lies outside and is bounded by its own 4 GiB. */
function startWorker(): Worker {
  const started = new Worker(new URL("./decoder-worker.js", import.meta.url), {
    // Options such as --eval are the main program's own.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  // Between requests nothing waits for these; the next request finds the thread gone and starts another.
  const forget = (): void => {
    if (worker === started) worker = undefined;
  };
  started.on("error", forget);
  started.on("exit", forget);
  return started;
}

function refusal(path: string, reply: DecodeReply & { ok: false }, bytes: number): ImagingError {
  const cause = new Error([reply.message, reply.said].join("\n"));
  if (reply.crashed || bytes > MUCH_MEMORY) return decoderError(path, reply.message, cause);
  const remedy = "Export or copy the file again; it is damaged or of a kind that the decoder does not know.";
  return new ImagingError("malformed", `cannot be decoded (${reply.message})`, {
    path,
    remedy,
    cause,
  });
}

function decoderError(path: string, what: string, cause: unknown): ImagingError {
  const remedy = "The file is damaged or larger than the decoder's memory: check it, or convert it to NIfTI.";
  return new ImagingError("decoder", `the decoder failed on it: ${what}`, { path, remedy, cause });
}
