import { MnError } from "../errors.js";

/**
 * Reads JSON that people write.
 *
 * @param path the text's file, for messages
 * @throws MnError `"plan"` with line and column of what is not JSON, or with the key that one object has twice, of which
 * `JSON.parse` would silently keep the last.
 */
export function parseStrictJson(text: string, path: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const twice = duplicateKey(text);
    if (twice === undefined) return value;
    const remedy = `Keep one of the two.`;
    const where = position(text, twice.at);
    throw new MnError(
      "plan",
      `${path}: the key "${twice.key}" comes twice in one object, again at ${where}. ${remedy}`,
      {
        path,
        remedy,
      },
    );
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const at = /at position (\d+)/.exec(cause.message)?.[1];
    const where = at === undefined ? "at its end" : `at ${position(text, Number(at))}`;
    const remedy = "Look for a comma that is missing or one too many, or for quotes that do not end.";
    throw new MnError("plan", `${path} is not JSON: ${where} something else is expected. ${remedy}`, {
      path,
      remedy,
      cause,
    });
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The first key that an object of a sound JSON text has twice. */
function duplicateKey(text: string): { readonly key: string; readonly at: number } | undefined {
  const open: (Set<string> | undefined)[] = []; // keys of each object around; undefined for an array
  let last = { token: "", at: 0 };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const keys = open.at(-1);
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && keys !== undefined) {
      const key = JSON.parse(last.token) as string;
      if (keys.has(key)) return { key, at: last.at };
      keys.add(key);
    }
    last = { token, at: index };
  }
  return undefined;
}

function position(text: string, at: number): string {
  const lines = text.slice(0, at).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
