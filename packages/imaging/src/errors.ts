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

export interface ImagingErrorDetails {
  /** The case concerned. */
  readonly caseId?: string;
  /** The file or folder concerned. */
  readonly path?: string;
  /** What mends it, as one sentence. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** The one error class of this package. `code` says what kind it is; the message names the file and what to do. */
export class ImagingError extends Error {
  readonly code: ImagingErrorCode;
  declare readonly caseId?: string;
  declare readonly path?: string;
  declare readonly remedy?: string;

  constructor(code: ImagingErrorCode, message: string, details: ImagingErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ImagingError";
    this.code = code;
    const { cause: _cause, ...data } = details;
    Object.assign(this, data);
  }
}
