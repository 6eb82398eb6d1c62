// The page's side of the routes of api.ts: each call is typed, each reply is checked by its schema,
// and each refusal is an error that says what mends it.

import { CodedError, type ErrorDetails } from "@mandn/base";
import { bytesPerVoxel, type VoxelArray, voxelsOver } from "@mandn/imaging/pure";
import type * as z from "zod";
import {
  API,
  CHANGE_HEADER,
  CHANGE_VALUE,
  refusalSchema,
  type Saved,
  type Scan,
  type State,
  type StateRequest,
  savedSchema,
  scanSchema,
  scansSchema,
  stateSchema,
  type TrainingRequest,
  type Versions,
  type VolumeHeader,
  versionsSchema,
  volumeHeaderSchema,
} from "./api.js";
import type { Three } from "./mask/grid.js";
import { encodeRuns, type MaskVoxels } from "./mask/runs.js";
import { sharedMemory } from "./shared.js";

interface CallDetails extends ErrorDetails {
  /** HTTP's number of a refusal. */
  readonly status?: number;
  /** Of a label that somebody else has saved meanwhile. */
  readonly version?: number;
}

/** A call that did not do what it was to do: refused by the server, not answered, or answered with something else. */
export class CallError extends CodedError<"refused" | "unreachable" | "malformed", CallDetails> {
  override readonly name = "CallError";
  declare readonly status?: number;
  declare readonly version?: number;
}

/** What is shown of a scan: all of it or, where `at` says where it begins, a part. */
export interface Shown {
  readonly id: string;
  readonly at: Three | null;
}

/** A mask with what the server says about it. */
export interface FetchedMask {
  /** As `decodeRuns` takes them. */
  readonly runs: Uint8Array;
  /** Of the saved label, for `label` and `draft`; else 0. */
  readonly version: number;
  /** Of a draft: what it began from, and the seconds that it took. */
  readonly begunFrom: string | null;
  readonly seconds: number;
  /** Of a draft: when it was saved; else 0. */
  readonly draft: number;
}

/** What a mask that is sent says about itself. */
export interface SentMask {
  readonly voxels: MaskVoxels;
  readonly version: number;
  readonly begunFrom: string;
  readonly seconds: number;
  /** Of a draft: when the one was saved that it follows, 0 for none; null goes over any. */
  readonly draft: number | null;
}

/** The largest body that a browser sends on while its page goes away. */
const MOST_ON_LEAVING = 60_000;

/** Whether a mask is small enough to be sent on while its page goes away. */
export const fitsOnLeaving = (voxels: MaskVoxels) => encodeRuns(voxels).length <= MOST_ON_LEAVING;

export class Client {
  state(): Promise<State> {
    return this.#json("/state", stateSchema);
  }

  scans(): Promise<Scan[]> {
    return this.#json("/scans", scansSchema);
  }

  versions(id: string): Promise<Versions> {
    return this.#json(`${scan(id)}/versions`, versionsSchema);
  }

  /**
   * A channel: what it is, and how its voxels are loaded, in RAS order, x fastest, into shared memory. Of a scan that is shown in parts, `at`
   * null gives the part that is to be looked at first.
   */
  async image(
    shown: Shown,
    channel: number,
  ): Promise<{ readonly header: VolumeHeader; readonly load: () => Promise<VoxelArray> }> {
    const path = within(shown, "image", { channel: String(channel) });
    const response = await called(path);
    const header = checked(path, volumeHeaderSchema, parsed(path, response.headers.get("x-volume") ?? ""));
    const length = header.shape.reduce((product, size) => product * size, bytesPerVoxel(header.type));
    // Page and server have the same order of bytes.
    return { header, load: async () => voxelsOver(header.type, await sharedBody(path, response, length)) };
  }

  /**
   * A mask; networks that were not asked yet are, which takes seconds to a minute.
   *
   * @param isUrgent asks networks also while a training has the processor
   */
  async mask(shown: Shown, name: string, isUrgent = false): Promise<FetchedMask> {
    const response = await called(within(shown, `masks/${encodeURIComponent(name)}`, isUrgent ? { now: "1" } : {}));
    return {
      runs: new Uint8Array(await response.arrayBuffer()),
      version: Number(/\d+/.exec(response.headers.get("etag") ?? "")?.[0] ?? 0),
      begunFrom: response.headers.get("x-begun-from"),
      seconds: Number(response.headers.get("x-seconds") ?? 0),
      draft: Number(response.headers.get("x-draft") ?? 0),
    };
  }

  /** A byte for each voxel: the probability of a class by a network, or, of no class, the networks' disagreement. */
  async map(shown: Shown, map: { readonly network: string; readonly value: number } | "disagreement", length: number) {
    const name = map === "disagreement" ? map : `${encodeURIComponent(map.network)}/${map.value}`;
    const path = within(shown, `maps/${name}`, { now: "1" });
    const bytes = new Uint8Array(await (await called(path)).arrayBuffer());
    if (bytes.length !== length)
      throw new CallError("malformed", `holds ${bytes.length} voxels, not ${length}`, { path });
    return bytes;
  }

  /** @param isLeaving the page goes away: what is small enough is sent on by the browser */
  saveDraft(shown: Shown, mask: SentMask, isLeaving = false): Promise<Saved> {
    const body = encodeRuns(mask.voxels);
    return this.#put(within(shown, "draft"), body, mask, isLeaving && body.length <= MOST_ON_LEAVING);
  }

  saveLabel(shown: Shown, mask: SentMask): Promise<Saved> {
    return this.#put(within(shown, "label"), encodeRuns(mask.voxels), mask, false);
  }

  setState(id: string, request: StateRequest): Promise<Scan> {
    return this.#json(`${scan(id)}/state`, scanSchema, posted(request));
  }

  train(request: TrainingRequest): Promise<State> {
    return this.#json("/training", stateSchema, posted(request));
  }

  async #put(
    path: string,
    body: Uint8Array<ArrayBuffer>,
    { version, begunFrom, seconds, draft }: SentMask,
    keepalive: boolean,
  ) {
    const headers = {
      [CHANGE_HEADER]: CHANGE_VALUE,
      "content-type": "application/octet-stream",
      "if-match": `"${version}"`,
      "x-begun-from": begunFrom,
      "x-seconds": seconds.toFixed(0),
      ...(draft !== null && { "x-draft": String(draft) }),
    };
    const response = await called(path, { method: "PUT", body, headers, keepalive });
    return checked(path, savedSchema, await read(path, response));
  }

  async #json<T>(path: string, schema: z.ZodType<T>, init?: RequestInit): Promise<T> {
    return checked(path, schema, await read(path, await called(path, init)));
  }
}

const scan = (id: string) => `/scans/${encodeURIComponent(id)}`;

/** The path of something of a scan, or of the part that is shown. */
function within({ id, at }: Shown, what: string, query: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams({ ...query, ...(at !== null && { at: at.join() }) }).toString();
  return `${scan(id)}/${what}${asked === "" ? "" : `?${asked}`}`;
}

function posted(request: TrainingRequest | StateRequest): RequestInit {
  const headers = { [CHANGE_HEADER]: CHANGE_VALUE, "content-type": "application/json" };
  return { method: "POST", body: JSON.stringify(request), headers };
}

/** @throws CallError `"unreachable"` where nobody answers, `"refused"` where the server says no */
async function called(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${API}${path}`, init);
  } catch (cause) {
    throw new CallError("unreachable", "the studio does not answer", {
      cause,
      remedy: "Is `mn studio` still running? What you painted stays in this window.",
    });
  }
  if (response.ok) return response;
  const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined));
  const { fault, remedy, version } = refusal.success
    ? refusal.data
    : { fault: `the studio answers with ${response.status}`, remedy: null, version: null };
  throw new CallError("refused", fault, {
    status: response.status,
    ...(remedy !== null && { remedy }),
    ...(version !== null && { version }),
  });
}

async function read(path: string, response: Response): Promise<unknown> {
  return parsed(path, await response.text());
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CallError("malformed", "is no JSON", { path, cause });
  }
}

function checked<T>(path: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join(".") ?? "";
  throw new CallError("malformed", `is not what this page knows${place === "" ? "" : `, at ${place}`}`, {
    path,
    cause: result.error,
    remedy: "Reload the page: the studio was replaced by another version.",
  });
}

/** A body of so many bytes, written piece by piece as it comes: a second copy of a large scan would not fit. */
async function sharedBody(path: string, response: Response, length: number): Promise<SharedArrayBuffer> {
  const memory = sharedMemory(length);
  const bytes = new Uint8Array(memory);
  const reader = response.body?.getReader();
  let filled = 0;
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    if (filled + piece.value.length <= length) bytes.set(piece.value, filled);
    filled += piece.value.length;
  }
  if (filled !== length) throw new CallError("malformed", `holds ${filled} bytes, not ${length}`, { path });
  return memory;
}
