// Files of tensors with a SHA-256 over all their content: checkpoints, trained networks, prepared scans. Whoever opens one gets what
// was written, or learns that it is not that any more.
import { createHash } from "node:crypto";
import { systemCode } from "@mandn/base";
import {
  loadTensors,
  openSafetensors,
  readContiguous,
  type StateDict,
  scope,
  type Tensor,
  type TensorToWrite,
  TorchError,
  writeSafetensors,
} from "@mandn/torch";

/** Strings in a file's header. */
type Text = Readonly<Record<string, string>>;

/** What a sealed file holds. */
interface Sealed {
  readonly text: Text;
  readonly tensors: StateDict;
  /** Of all content, in hexadecimal: tells what was written from everything else, whatever the file is called. */
  readonly sha256: string;
}

/** A file whose content is not what was written; the message is the fault, as half a sentence. */
export class BrokenSeal extends Error {
  override readonly name = "BrokenSeal";
}

/** The key in the header. */
const SEAL = "sha256";
/** Bytes of a tensor that are copied at once. */
const PIECE = 1 << 26;

/**
 * Writes tensors and strings in one step, with their SHA-256.
 *
 * @returns the SHA-256
 * @throws TorchError `file` when the folder or disk refuses
 */
export function writeSealed(path: string, tensors: Readonly<Record<string, Tensor>>, text: Text): string {
  const sha256 = sealOf(tensors, text);
  const entries = Object.entries(tensors).map(([name, tensor]) => [name, toWrite(tensor)]);
  writeSafetensors(path, Object.fromEntries(entries), { ...text, [SEAL]: sha256 });
  return sha256;
}

/** The SHA-256 that {@link writeSealed} would give. */
export function sealOf(tensors: Readonly<Record<string, Tensor>>, text: Text): string {
  const contents = Object.entries(tensors).map(([name, tensor]) => [name, inPieces(tensor)]);
  return digest(text, Object.fromEntries(contents));
}

/**
 * Opens a file that {@link writeSealed} wrote, and reads every byte of it once.
 *
 * @throws BrokenSeal when it is no such file, or not as it was written; the system's errors, and TorchErrors around them, when it
 * cannot be read
 */
export function openSealed(path: string): Sealed {
  const sealed = whole(() => splitSeal(openSafetensors(path)));
  const found = whole(() => digest(sealed.text, stored(sealed.tensors)));
  if (found !== sealed.sha256) throw new BrokenSeal("its content does not fit its checksum");
  return sealed;
}

/**
 * As {@link openSealed}, with the tensors in the file's mapping, on the CPU: nothing is held but what is used. They belong to the
 * scope around the call.
 */
export function mapSealed(path: string): { readonly text: Text; readonly tensors: Partial<Record<string, Tensor>> } {
  const { text, tensors: stored, sha256 } = whole(() => splitSeal(openSafetensors(path)));
  const tensors = whole(() => loadTensors(stored));
  const found = sealOf(tensors as Readonly<Record<string, Tensor>>, text);
  if (found !== sha256) throw new BrokenSeal("its content does not fit its checksum");
  return { text, tensors };
}

/** A file's strings without the seal; of one without a seal the SHA-256 is undefined. Nothing is verified. */
export function readHeaderOf(path: string): { readonly text: Text; readonly sha256: string | undefined } {
  const { [SEAL]: sha256, ...text } = whole(() => openSafetensors(path)).metadata;
  return { text, sha256 };
}

function splitSeal({ metadata, tensors }: ReturnType<typeof openSafetensors>): Sealed {
  const { [SEAL]: sha256, ...text } = metadata;
  if (sha256 === undefined) throw new BrokenSeal("it has no checksum");
  return { text, tensors, sha256 };
}

/** What the disk or the file's format says is broken is a broken seal; what the system refuses passes. */
function whole<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = error instanceof TorchError ? systemCode(error.cause) : systemCode(error);
    const isDamage = code === "EIO" || (error instanceof TorchError && error.code === "file" && code === undefined);
    if (!isDamage) throw error;
    throw new BrokenSeal(error instanceof TorchError ? error.fault : (error as Error).message, { cause: error });
  }
}

/** A tensor's bytes for the checksum. */
interface Content extends Pick<TensorToWrite, "dtype" | "shape"> {
  readonly pieces: () => Iterable<Uint8Array>;
}

/** SHA-256 in hexadecimal of the strings and tensors, in an order that does not depend on the file's. */
function digest(text: Text, tensors: Readonly<Record<string, Content>>): string {
  const hash = createHash("sha256");
  for (const key of Object.keys(text).sort()) hash.update(JSON.stringify([key, text[key]]));
  for (const name of Object.keys(tensors).sort()) {
    const { dtype, shape, pieces } = tensors[name];
    hash.update(JSON.stringify([name, dtype, shape]));
    for (const piece of pieces()) hash.update(piece);
  }
  return hash.digest("hex");
}

const bytesOf = (tensor: Tensor) => tensor.detach().reshape([-1]).view("uint8");

function inPieces(tensor: Tensor): Content {
  function* pieces(): Generator<Uint8Array> {
    const length = scope(() => bytesOf(tensor).numel);
    for (let start = 0; start < length; start += PIECE) {
      const count = Math.min(PIECE, length - start);
      yield scope(() => bytesOf(tensor).narrow(0, start, count).toTypedArray() as Uint8Array);
    }
  }
  return { dtype: tensor.dtype, shape: tensor.shape, pieces };
}

function toWrite(tensor: Tensor): TensorToWrite {
  const read = () => scope(() => bytesOf(tensor).toTypedArray() as Uint8Array);
  return { dtype: tensor.dtype, shape: tensor.shape, read };
}

function stored(tensors: StateDict): Record<string, Content> {
  const entries = Object.entries(tensors).map(([name, tensor]) => {
    return [name, { dtype: tensor.dtype, shape: tensor.shape, pieces: () => [readContiguous(tensor)] }] as const;
  });
  return Object.fromEntries(entries);
}
