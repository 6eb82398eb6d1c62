// What is installed from npm: the programs that ITK's WebAssembly packages list but that Node never loads stay out of the
// tree (`overrides` in the root's package.json; scripts/not-needed stands in for them).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

interface LockEntry {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const lock: { readonly packages: Readonly<Record<string, LockEntry>> } = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../../package-lock.json", import.meta.url)), "utf8"),
);

test("no download tool, archive unpacker or web client comes with the reader of DICOM", () => {
  const names = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ""));
  const unwanted = [
    "tar",
    "decompress",
    "ipfs-car",
    "yauzl",
    "unbzip2-stream",
    "inflight",
    "files-from-path",
    "follow-redirects",
  ];
  assert.deepEqual(
    unwanted.filter((name) => names.includes(name)),
    [],
  );
  for (const name of ["@itk-wasm/dam", "axios", "glob", "fs-extra"]) {
    assert.equal(lock.packages[`node_modules/${name}`]?.resolved, "scripts/not-needed", name);
  }
});

test("of ITK's packages no more than what they load is installed", () => {
  const installed = (name: string) => lock.packages[`node_modules/${name}`];
  const found = new Set<string>();
  const follow = (name: string) => {
    const entry = installed(name);
    assert.ok(entry !== undefined, `${name} is in the lock file`);
    if (found.has(name) || entry.link) return;
    found.add(name);
    for (const needed of Object.keys(entry.dependencies ?? {})) follow(needed);
  };
  follow("@itk-wasm/dicom");
  follow("@itk-wasm/image-io");
  const own = ["@itk-wasm/dicom", "@itk-wasm/image-io", "@thewtex/zstddec", "itk-wasm", "mime-db", "mime-types"];
  assert.deepEqual([...found].sort(), own);
});

test("what stands in for them runs nothing", () => {
  const path = createRequire(import.meta.url).resolve("@itk-wasm/dam/package.json");
  const { dependencies, scripts, main, exports } = JSON.parse(readFileSync(path, "utf8"));
  assert.ok(dirname(path).endsWith("not-needed"));
  assert.deepEqual([dependencies, scripts, main, exports], [undefined, undefined, undefined, undefined]);
});
