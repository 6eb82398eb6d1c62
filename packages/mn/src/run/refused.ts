import { FileError, fileError } from "@mandn/base";
import { TorchError } from "@mandn/torch";
import { MnError } from "../errors.js";

export { systemCode } from "@mandn/base";

/**
 * What to throw when a file operation on the run folder failed: where the system refused it (read-only, no permission,
 * disk full) an {@link MnError} `"run"` that says what to do; any other error unchanged.
 *
 * @param done participle of what was tried: "read", "written", "made"
 */
export function refused(path: string, done: string, error: unknown): unknown {
  const refusal = fileError(path, done, error instanceof TorchError && error.code === "file" ? error.cause : error);
  if (!(refusal instanceof FileError)) return error;
  const { fault, remedy } = refusal;
  return new MnError("run", { subject: path, fault, remedy, path, cause: error });
}

/** Runs `action`; what the system refuses becomes the error of {@link refused}. */
export function orRefused<T>(path: string, done: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw refused(path, done, error);
  }
}
