// What is wrong with a file's content, as errors.
import { ImagingError } from "../errors.js";

/** The `"malformed"` error "PATH: FAULT. REMEDY". */
export function malformed(path: string, fault: string, remedy: string, cause?: unknown): ImagingError {
  return new ImagingError("malformed", fault, { path, remedy, cause });
}

/** The `"unsupported"` error "PATH: FAULT. REMEDY". */
export function unsupported(path: string, fault: string, remedy: string): ImagingError {
  return new ImagingError("unsupported", fault, { path, remedy });
}
