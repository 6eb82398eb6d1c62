import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TorchError } from "../../src/errors.js";
import { type CheckpointValue, readContiguous, type Storage, StoredTensor } from "../../src/files/index.js";

/** The golden files that parity/torch/files.py makes. */
export const folder = fileURLToPath(new URL("../../../test/fixtures/files/", import.meta.url));

export const fixture = (name: string): Uint8Array => readFileSync(join(folder, name));
export const fixturePath = (name: string): string => join(folder, name);
export const fixtures = (ending: string): string[] => readdirSync(folder).filter((name) => name.endsWith(ending));
export const expected = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), "utf8")) as T;

/** Turns what was read into the JSON of the golden files, numbering storages as they come. */
export function describer(): (value: CheckpointValue) => unknown {
  const storages = new Map<Storage, number>();
  return function describe(value): unknown {
    if (value instanceof StoredTensor) {
      if (!storages.has(value.storage)) storages.set(value.storage, storages.size);
      return {
        $tensor: value.dtype,
        shape: value.shape,
        strides: value.strides,
        offset: value.offset,
        storage: storages.get(value.storage),
        hex: Buffer.from(readContiguous(value)).toString("hex"),
      };
    }
    if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("hex") };
    if (typeof value === "bigint") return { $bigint: String(value) };
    if (value === Number.POSITIVE_INFINITY) return { $float: "inf" };
    if (Array.isArray(value)) return value.map(describe);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, describe(item)]));
  };
}

/** Matches a `file` error whose message holds the given text. */
export function fileError(text: string | RegExp): (error: unknown) => true {
  return (error) => {
    const fits = error instanceof TorchError && error.code === "file";
    if (!fits) throw new Error(`not a TorchError "file": ${error}`, { cause: error });
    if (typeof text === "string" ? error.message.includes(text) : text.test(error.message)) return true;
    throw new Error(`the message is: ${error.message}; expected: ${text}`, { cause: error });
  };
}

/** Runs `use` with a temporary folder. */
export function inFolder(use: (path: string) => void): void {
  const path = mkdtempSync(join(tmpdir(), "torch-files-"));
  try {
    use(path);
  } finally {
    rmSync(path, { recursive: true });
  }
}
