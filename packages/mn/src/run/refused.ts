import { accessError } from "@mandn/imaging";
import { TorchError } from "@mandn/torch";
import { MnError } from "../errors.js";

/**
 * What to throw when a file operation on the run folder failed: where the system refused it (read-only, no permission,
 * disk full) an {@link MnError} `"run"` that says what to do; any other error unchanged.
 *
 * @param done participle of what was tried: "read", "written", "made"
 */
export function refused(path: string, done: string, error: unknown): unknown {
  const cause = error instanceof TorchError && error.code === "file" ? error.cause : error;
  if (systemCode(cause) === undefined) return error;
  const { message, remedy } = accessError(path, done, cause);
  return new MnError("run", message, { path, cause: error, ...(remedy !== undefined && { remedy }) });
}

/** Runs `action`; what the system refuses becomes the error of {@link refused}. */
export function orRefused<T>(path: string, done: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw refused(path, done, error);
  }
}

/** `"ENOENT"`, `"ENOSPC"`, … of an error of the system; undefined for any other. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "syscall" in error && "code" in error ? String(error.code) : undefined;
}
