import { JsonFault, parseJson } from "@mandn/base";
import { MnError } from "../errors.js";

/**
 * Reads JSON that people write (base's `parseJson`).
 *
 * @param path the text's file, for messages
 * @throws MnError `"plan"` with line and column.
 */
export function parseStrictJson(text: string, path: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    const { fault, line, column } = cause;
    const remedy = "Correct it there or just before.";
    throw new MnError("plan", `is not JSON: at line ${line}, column ${column} ${fault}`, {
      path,
      remedy,
      cause,
    });
  }
}
