// The one error class of this package, and the codes that tell its errors apart.
// Readers of formats and layouts of datasets throw it; each error names its file and what to do.

import { CodedError, type ErrorDetails } from "@mandn/base";

/** What an imaging error is about; the `code` of every {@link ImagingError}. */
export type ImagingErrorCode =
  /** The file or folder is not there or may not be read or written. */
  | "access"
  /** The file is truncated, damaged, or not of the format it claims to be. */
  | "malformed"
  /** The file is sound but holds what we do not read (complex voxels, an undecodable transfer syntax, …). */
  | "unsupported"
  /** Shapes, spacings, orientations or affines do not fit each other. */
  | "geometry"
  /** A folder, table or JSON file does not describe a dataset as its layout demands. */
  | "dataset"
  /** Arguments of a function are outside what it allows. */
  | "argument"
  /** A decoder ran out of memory or crashed; the rest of the program goes on. */
  | "decoder";

export interface ImagingErrorDetails extends ErrorDetails {
  /** The case concerned. */
  readonly caseId?: string;
}

/** The one error class of this package. `code` says what kind it is; the message names the file and what to do. */
export class ImagingError extends CodedError<ImagingErrorCode, ImagingErrorDetails> {
  override readonly name = "ImagingError";
  declare readonly caseId?: string;
}
