// Known weights from the Hugging Face Hub, into a folder that says where they are from. The hub is not trusted: it is asked over an
// encrypted connection, what it announces is looked at before it is used, and only files of the known commit and SHA-256 are taken.
import { createHash, type Hash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PathInfo } from "@huggingface/hub";
import { makeFolder, visible, writeAtomicallySync } from "@mandn/base";
import { type HubFile, type HubRepository, hubFiles, hubWeights, type KnownWeights } from "@mandn/models/known-weights";
import { MnError } from "../errors.js";
import { changedFile, type Downloaded, noteOf, readDownloaded, weightsFolder } from "../planning/networks.js";
import { checkOutputs } from "../run/outputs.js";
import type { StepOptions } from "../steps/run.js";

interface GetWeightsOptions extends StepOptions {
  /** Default {@link weightsFolder}. */
  readonly out?: string;
  /** Where the hub is; default `HF_ENDPOINT` of the environment, or the Hugging Face Hub. */
  readonly hubUrl?: string | undefined;
}

const SHA256 = /^[0-9a-f]{64}$/;
const SHA1 = /^[0-9a-f]{40}$/;

/** What was downloaded, as `source.json` beside it says. */
type DownloadedWeights = Downloaded & {
  readonly folder: string;
  /** What the network's option `pretrained` takes. */
  readonly pretrained: string;
};

/**
 * Downloads weights that are known by name from the Hugging Face Hub into a folder, with their checksums (`SHA256SUMS`) and where
 * they are from (`source.json`). A download that was cut off goes on where it stopped; what is there already is only checked, and what is
 * missing or damaged is fetched again.
 *
 * @throws MnError `"usage"` for an unknown name, a hub without https, or when files of somebody's own would be replaced; `"download"`
 * if the hub cannot be reached, a download is cut off, or a checksum is not the one that is known, or not the one that the hub says.
 */
export async function getWeights(name: string, options: GetWeightsOptions = {}): Promise<DownloadedWeights> {
  const known = hubWeights.get(name);
  if (known === undefined) {
    const remedy = `Choose one of ${[...hubWeights.keys()].join(", ")}.`;
    throw new MnError("usage", `No weights are called "${name}".`, { remedy });
  }
  return downloadKnown(known, options);
}

/** {@link getWeights} of weights that are described here. */
export async function downloadKnown(
  { name, licence, hub }: KnownWeights & { readonly hub: HubRepository },
  options: GetWeightsOptions = {},
): Promise<DownloadedWeights> {
  const { repository, revision } = hub;
  const { out: folder = weightsFolder(name), hubUrl = process.env.HF_ENDPOINT, signal, onNote } = options;
  if (hubUrl) assertEncrypted(hubUrl);
  const ready = (found: Downloaded): DownloadedWeights => {
    const weights = found.files.at(-1)?.name as string;
    const pretrained = hub.pretrained === "folder" ? folder : join(folder, weights);
    return { ...found, folder, pretrained };
  };
  const noted = readDownloaded(folder);
  if (noted === "damaged") onNote?.(`${noteOf(folder)} is damaged: the weights are downloaded again.`);
  const isNoted = noted !== undefined && noted !== "damaged" && isWanted(noted, hub);
  if (isNoted && (await changedFile(folder, noted)) === undefined) {
    onNote?.(`${folder} has ${name} already; its checksums are right.`);
    return ready(noted);
  }
  const { downloadFile, modelInfo, pathsInfo } = await import("@huggingface/hub");
  const common = {
    ...(hubUrl && { hubUrl: hubUrl.replace(/\/$/, "") }),
    fetch: (async (input, init) => {
      const response = await fetch(input, { ...init, ...(signal && { signal }) });
      if (response.url) assertEncrypted(response.url); // where it was sent on to
      return response;
    }) as typeof fetch,
  };
  const repo = { type: "model", name: repository } as const;
  const paths = hubFiles.filter((file) => hub.sha256[file] !== undefined);
  const ask = <T>(work: () => Promise<T>) => asking(work, { name, repository, revision, paths, folder, signal });
  const { sha: commit } = await ask(() =>
    modelInfo({ name: repository, revision, additionalFields: ["sha"], ...common }),
  );
  if (commit !== revision) {
    throw new MnError(
      "download",
      `The hub answers with the commit "${visible(commit)}" of ${repository}, not ${revision}.`,
    );
  }
  const infos = await ask(() => pathsInfo({ repo, paths, revision, ...common }));
  const wanted = paths.map((path) => announced(path, infos, `${repository} at ${revision}`));
  await assertWritable(folder, wanted);
  makeFolder(folder);
  const files = [];
  for (const info of wanted) {
    const openBlob = () => ask(() => downloadFile({ repo, path: info.name, revision, xet: false, ...common }));
    files.push(await download(info, hub.sha256[info.name] as string, folder, openBlob, options));
  }
  const source = { name, licence, repository, commit, files };
  const sums = files.map(({ name: file, sha256 }) => `${sha256}  ${file}\n`).join("");
  writeAtomicallySync(noteOf(folder), `${JSON.stringify(source, null, 2)}\n`);
  writeAtomicallySync(join(folder, "SHA256SUMS"), sums);
  return ready(source);
}

/** @throws MnError `"usage"` unless the address is encrypted, or on this machine */
function assertEncrypted(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHere = url?.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "https:" || isHere) return;
  const remedy = "Give HF_ENDPOINT an address that begins with https://.";
  throw new MnError("usage", `${visible(address)} is no https address: anybody on the way could change the weights.`, {
    remedy,
  });
}

/** Whether what was downloaded earlier is what is known now: of the same commit, with the files and their checksums. */
function isWanted({ repository, commit, files }: Downloaded, hub: HubRepository): boolean {
  const sums = (list: readonly (readonly [string, string])[]) => JSON.stringify([...list].sort());
  const isSame = sums(files.map(({ name, sha256 }) => [name, sha256])) === sums(Object.entries(hub.sha256));
  return repository === hub.repository && commit === hub.revision && isSame;
}

/** A list of checksums as this program writes it: of weights, and of a configuration. */
const OWN_SUMS = /^([0-9a-f]{64} [ *](config\.json|model\.safetensors|pytorch_model\.bin)\n)+$/;

/** Weights of somebody's own in the folder are not replaced; those of an earlier download, and the same files, are. */
async function assertWritable(folder: string, wanted: readonly AnnouncedFile[]): Promise<void> {
  const source = noteOf(folder);
  const sums = join(folder, "SHA256SUMS");
  const hasSource = typeof readDownloaded(folder) === "object";
  const hasSums = existsSync(sums) && OWN_SUMS.test(await readFile(sums, "utf8")); // its source.json may be torn
  const expected = new Map(wanted.map((file) => [join(folder, file.name), file]));
  await checkOutputs([...expected.keys(), sums, source], {
    sources: [],
    remedy: "Move away what is there, or choose another folder.",
    isOurs: async (path) => {
      const file = expected.get(path);
      return (
        hasSource || hasSums || (file !== undefined && statSync(path).size === file.bytes && (await isIt(path, file)))
      );
    },
  });
}

/** Whether a file is the one that the hub announces. */
async function isIt(path: string, { bytes, checksum: { kind, hex } }: AnnouncedFile): Promise<boolean> {
  const hash = kind === "sha256" ? createHash("sha256") : createHash("sha1").update(`blob ${bytes}\0`);
  await hashFile(path, hash);
  return hash.digest("hex") === hex;
}

/** A file as the hub announces it. */
interface AnnouncedFile {
  readonly name: HubFile;
  readonly bytes: number;
  /** Of the kind that the hub has for it. */
  readonly checksum: { readonly kind: "sha256" | "git"; readonly hex: string };
}

/** @throws MnError `"download"` for a file that is not there, a size or a checksum that is none */
function announced(name: HubFile, infos: readonly PathInfo[], where: string): AnnouncedFile {
  const info = infos.find(({ path }) => path === name);
  if (info === undefined) throw new MnError("download", `${where} has no ${name}.`);
  const { lfs, size, oid } = info;
  const kind = lfs ? "sha256" : "git";
  const hex = String(lfs?.oid ?? oid);
  const bytes = lfs?.size ?? size;
  if ((lfs ? SHA256 : SHA1).test(hex) && Number.isSafeInteger(bytes) && bytes >= 0) {
    return { name, bytes, checksum: { kind, hex } };
  }
  throw new MnError("download", `${where} announces ${name} with the checksum "${visible(hex)}" and ${bytes} bytes.`);
}

interface Asked {
  readonly name: string;
  readonly repository: string;
  readonly revision: string;
  readonly paths: readonly HubFile[];
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

/** Asks the hub; what goes wrong says how to do without it. */
async function asking<T>(work: () => Promise<T>, asked: Asked): Promise<T> {
  const { name, repository, revision, paths, folder, signal } = asked;
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    const status = (cause as { readonly statusCode?: number }).statusCode;
    const why =
      status === undefined ? `cannot be reached (${reasonOf(cause)})` : `answers with an error (${reasonOf(cause)})`;
    const remedy = `Try again later, or on a machine with a connection download ${paths.join(" and ")} of ${repository} (${revision}) from it, put them into ${folder}, and give that as the network's option "pretrained".`;
    throw new MnError("download", { subject: name, fault: `the Hugging Face Hub ${why}`, remedy, path: folder, cause });
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
  { name, bytes: size, checksum }: AnnouncedFile,
  known: string,
  folder: string,
  openBlob: () => Promise<Blob | null>,
  { onProgress, signal }: StepOptions,
): Promise<{ name: HubFile; bytes: number; sha256: string }> {
  const path = join(folder, name);
  const partial = join(folder, `.${name}.${checksum.hex.slice(0, 12)}.partial`);
  if (existsSync(partial) && statSync(partial).size > size) await rm(partial);
  let done = existsSync(partial) ? statSync(partial).size : 0;
  const sha256 = createHash("sha256");
  const git = createHash("sha1").update(`blob ${size}\0`);
  const both = { update: (bytes: Uint8Array) => void [sha256, git].map((hash) => hash.update(bytes)) };
  if (done > 0) await hashFile(partial, both);
  if (done < size) {
    const blob = await openBlob();
    if (blob === null) throw new MnError("download", `the hub has no ${name}`, { path });
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
  const throwAway = async (why: string, remedy: string) => {
    await rm(partial);
    throw new MnError("download", why, { path, remedy });
  };
  if (found[checksum.kind] !== checksum.hex) {
    const why = `is not what the hub announces (checksum ${checksum.hex}): ${done} of ${size} bytes came, and another checksum`;
    await throwAway(why, "The download is thrown away: start it again.");
  }
  if (found.sha256 !== known) {
    const why = `is not the file that is known: its SHA-256 is ${found.sha256}, not ${known}`;
    await throwAway(why, "The download is thrown away: the hub, or what HF_ENDPOINT names, gives other weights.");
  }
  await rename(partial, path);
  return { name, bytes: size, sha256: found.sha256 };
}

function cutOff(path: string, done: number, size: number, cause?: unknown): MnError {
  const why = cause === undefined ? "" : ` (${reasonOf(cause)})`;
  const remedy = "The same command goes on from there.";
  return new MnError("download", `the download was cut off after ${done} of ${size} bytes${why}`, {
    path,
    remedy,
    cause,
  });
}

async function hashFile(path: string, hash: Pick<Hash, "update"> | { update(bytes: Uint8Array): void }): Promise<void> {
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
}
