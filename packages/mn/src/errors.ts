// The one error class of this package, and the codes that tell its errors apart.
// The exit code of the command line follows from the code (cli/failure.ts).

import { CodedError, type ErrorDetails } from "@mandn/base";

/** What an error of the method or its command line is about; the `code` of every {@link MnError}. */
export type MnErrorCode =
  /** Arguments of a function or of the command line are outside what they allow. */
  | "usage"
  /** The plan, or another file that people edit, is not valid. */
  | "plan"
  /** The scans do not allow what is asked: none labelled, one in two roles, one that changed or vanished. */
  | "data"
  /** The run folder: locked by another trainer, not writable, of another version. */
  | "run"
  /** A checkpoint is damaged, or does not belong to this run. */
  | "checkpoint"
  /** A loss or a weight is not finite. */
  | "diverged"
  /** A download: the server cannot be reached, the connection broke, or a checksum is wrong. */
  | "download"
  /** Memory of the machine or the device is exhausted. */
  | "memory"
  /** The person or the system asked to end. */
  | "interrupted";

export interface MnErrorDetails extends ErrorDetails {
  /** The cases concerned. */
  readonly caseIds?: readonly string[];
  /** Of `"interrupted"`: the system's signal that asked to end, where it was one. */
  readonly signal?: NodeJS.Signals;
}

/** The one error class of this package. `code` says what kind it is; the message names the case or file and what to do. */
export class MnError extends CodedError<MnErrorCode, MnErrorDetails> {
  override readonly name = "MnError";
  declare readonly caseIds?: readonly string[];
  declare readonly signal?: NodeJS.Signals;
}
