import { createHash, type Hash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PathInfo } from "@huggingface/hub";
import { makeFolder } from "@mandn/base";
import { hubWeights, weightFiles } from "@mandn/models/known-weights";
import { writeFileAtomic } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import { weightsFolder } from "../planning/pretrained.js";
import { checkOutputs } from "../run/outputs.js";
import type { StepOptions } from "../steps/step.js";

export interface GetWeightsOptions extends StepOptions {
  /** Default {@link weightsFolder}. */
  readonly out?: string;
  /** Where the hub is; default `HF_ENDPOINT` of the environment, or the Hugging Face Hub. */
  readonly hubUrl?: string | undefined;
}

const downloaded = z.object({
  name: z.string(),
  licence: z.string(),
  repository: z.string(),
  /** The commit that the files are of. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});

/** What was downloaded, as `source.json` beside it says. */
export type DownloadedWeights = z.infer<typeof downloaded> & {
  readonly folder: string;
  /** What the network's option `pretrained` takes. */
  readonly pretrained: string;
};

/**
 * Downloads weights that are known by name from the Hugging Face Hub into a folder, with their checksums (`SHA256SUMS`) and where
 * they are from (`source.json`). A download that was cut off goes on where it stopped; what is there already is only checked.
 *
 * @throws MnError `"usage"` for an unknown name, or when files of somebody's own would be replaced; `"download"` if the hub cannot be reached, a download is cut off, or a checksum is
 * not what the hub says.
 */
export async function getWeights(name: string, options: GetWeightsOptions = {}): Promise<DownloadedWeights> {
  const known = hubWeights.get(name);
  if (known === undefined) {
    throw new MnError("usage", `No weights are called "${name}". There are: ${[...hubWeights.keys()].join(", ")}.`);
  }
  const { licence, hub } = known;
  const { repository, revision = "main" } = hub;
  const { out: folder = weightsFolder(name), hubUrl = process.env.HF_ENDPOINT, signal, onNote } = options;
  const ready = async (found: z.infer<typeof downloaded>): Promise<DownloadedWeights> => {
    const weights = found.files.at(-1)?.name as string;
    return { ...found, folder, pretrained: hub.pretrained === "folder" ? folder : join(folder, weights) };
  };
  const there = await readDownloaded(folder);
  if (there?.repository === repository && (revision === "main" || revision === there.commit)) {
    onNote?.(`${folder} has ${name} already; its checksums are right.`);
    return ready(there);
  }
  const { downloadFile, modelInfo, pathsInfo } = await import("@huggingface/hub");
  const common = {
    ...(hubUrl && { hubUrl: hubUrl.replace(/\/$/, "") }),
    fetch: ((input, init) => fetch(input, { ...init, ...(signal && { signal }) })) as typeof fetch,
  };
  const repo = { type: "model", name: repository } as const;
  const ask = <T>(work: () => Promise<T>) => asking(work, { name, repository, revision, folder, signal });
  const { sha: commit } = await ask(() =>
    modelInfo({ name: repository, revision, additionalFields: ["sha"], ...common }),
  );
  const infos = await ask(() =>
    pathsInfo({ repo, paths: ["config.json", ...weightFiles], revision: commit, ...common }),
  );
  const wanted = choose(infos, hub.pretrained === "folder", `${repository} at ${commit}`);
  await assertWritable(folder, wanted);
  makeFolder(folder);
  const files = [];
  for (const info of wanted) {
    const openBlob = () => ask(() => downloadFile({ repo, path: info.path, revision: commit, xet: false, ...common }));
    files.push(await download(info, folder, openBlob, options));
  }
  const source = { name, licence, repository, commit, files };
  const sums = files.map(({ name: file, sha256 }) => `${sha256}  ${file}\n`).join("");
  writeFileAtomic(join(folder, "source.json"), [Buffer.from(`${JSON.stringify(source, null, 2)}\n`)]);
  writeFileAtomic(join(folder, "SHA256SUMS"), [Buffer.from(sums)]);
  return ready(source);
}

/** What source.json says, if all files are there and have the checksums that it says. */
async function readDownloaded(folder: string): Promise<z.infer<typeof downloaded> | undefined> {
  const path = join(folder, "source.json");
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, "utf8");
  if (!isSource(text)) return undefined;
  const found = downloaded.parse(JSON.parse(text));
  if (found.files.length === 0) return undefined;
  for (const { name, bytes, sha256 } of found.files) {
    const file = join(folder, name);
    if (!existsSync(file) || statSync(file).size !== bytes) return undefined;
    const hash = createHash("sha256");
    await hashFile(file, hash);
    if (hash.digest("hex") !== sha256) return undefined;
  }
  return found;
}

/** Weights of somebody's own in the folder are not replaced; those of an earlier download, and the same files, are. */
async function assertWritable(folder: string, wanted: readonly PathInfo[]): Promise<void> {
  const source = join(folder, "source.json");
  const hasSource = existsSync(source) && isSource(await readFile(source, "utf8"));
  const expected = new Map(wanted.map((info) => [join(folder, info.path), info]));
  await checkOutputs([...expected.keys(), join(folder, "SHA256SUMS"), source], {
    sources: [],
    remedy: "Move them away, or choose another folder.",
    isOurs: async (path) => {
      const info = expected.get(path);
      return (
        hasSource ||
        (info !== undefined && statSync(path).size === (info.lfs?.size ?? info.size) && (await isIt(path, info)))
      );
    },
  });
}

function isSource(text: string): boolean {
  try {
    return downloaded.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // not JSON, so not a download's
  }
}

/** Whether a file is the one that the hub announces. */
async function isIt(path: string, { lfs, oid, size }: PathInfo): Promise<boolean> {
  const hash = lfs ? createHash("sha256") : createHash("sha1").update(`blob ${size}\0`);
  await hashFile(path, hash);
  return hash.digest("hex") === (lfs?.oid ?? oid);
}

/** The files to be had, the weights last. */
function choose(infos: readonly PathInfo[], withConfig: boolean, where: string): PathInfo[] {
  const find = (path: string) => infos.find((info) => info.path === path);
  const config = find("config.json");
  const weights = weightFiles.map(find).find((info) => info !== undefined);
  if (weights === undefined) throw new MnError("download", `${where} has neither ${weightFiles.join(" nor ")}.`);
  if (!withConfig) return [weights];
  if (config === undefined) throw new MnError("download", `${where} has no config.json.`);
  return [config, weights];
}

interface Asked {
  readonly name: string;
  readonly repository: string;
  readonly revision: string;
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

/** Asks the hub; what goes wrong says how to do without it. */
async function asking<T>(work: () => Promise<T>, { name, repository, revision, folder, signal }: Asked): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    const status = (cause as { readonly statusCode?: number }).statusCode;
    const why =
      status === undefined ? `cannot be reached (${reasonOf(cause)})` : `answers with an error (${reasonOf(cause)})`;
    const files = `config.json and ${weightFiles.join(" or ")}`;
    const remedy = `Try again later, or on a machine with a connection download ${files} of ${repository} (${revision}) from it, put them into ${folder}, and give that as the network's option "pretrained".`;
    throw new MnError("download", `${name}: the Hugging Face Hub ${why}. ${remedy}`, { path: folder, remedy, cause });
  }
}

/** The deepest cause: what fetch throws says only that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || ((error as { readonly code?: string }).code ?? error.name);
}

/** One file, into a partial file beside it, and under its name when its checksum is right. */
async function download(
  info: PathInfo,
  folder: string,
  openBlob: () => Promise<Blob | null>,
  { onProgress, signal }: StepOptions,
): Promise<{ name: string; bytes: number; sha256: string }> {
  const { path: name, lfs } = info;
  const size = lfs?.size ?? info.size;
  const expected = lfs?.oid ?? (info.oid as string);
  const path = join(folder, name);
  const partial = join(folder, `.${name}.${expected.slice(0, 12)}.partial`);
  if (existsSync(partial) && statSync(partial).size > size) await rm(partial);
  let done = existsSync(partial) ? statSync(partial).size : 0;
  const sha256 = createHash("sha256");
  const git = createHash("sha1").update(`blob ${size}\0`);
  const both = { update: (bytes: Uint8Array) => void [sha256, git].map((hash) => hash.update(bytes)) };
  if (done > 0) await hashFile(partial, both);
  if (done < size) {
    const blob = await openBlob();
    if (blob === null) throw new MnError("download", `The hub has no ${name}.`, { path });
    const file = await open(partial, "a");
    try {
      for await (const bytes of blob.slice(done).stream() as AsyncIterable<Uint8Array>) {
        signal?.throwIfAborted();
        await file.writeFile(bytes);
        both.update(bytes);
        done += bytes.byteLength;
        onProgress?.({
          what: `downloading ${name}`,
          done: Math.round(done / 1e5) / 10,
          total: Math.round(size / 1e5) / 10,
          unit: "MB",
        });
        if (done > size) break;
      }
      await file.sync();
    } catch (cause) {
      signal?.throwIfAborted();
      throw cutOff(path, done, size, cause);
    } finally {
      await file.close();
    }
    if (done < size) throw cutOff(path, done, size);
  }
  const found = { sha256: sha256.digest("hex"), git: git.digest("hex") };
  if ((lfs ? found.sha256 : found.git) !== expected) {
    await rm(partial);
    const remedy = "The download is thrown away: start it again.";
    throw new MnError(
      "download",
      `${path} is not what the hub announces (checksum ${expected}): ${done} of ${size} bytes came, and another checksum. ${remedy}`,
      { path, remedy },
    );
  }
  await rename(partial, path);
  return { name, bytes: size, sha256: found.sha256 };
}

function cutOff(path: string, done: number, size: number, cause?: unknown): MnError {
  const why = cause === undefined ? "" : ` (${reasonOf(cause)})`;
  const remedy = "The same command goes on from there.";
  return new MnError(
    "download",
    `The download of ${path} was cut off after ${done} of ${size} bytes${why}. ${remedy}`,
    { path, remedy, cause },
  );
}

async function hashFile(path: string, hash: Pick<Hash, "update"> | { update(bytes: Uint8Array): void }): Promise<void> {
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
}
