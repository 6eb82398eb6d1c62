// A studio in memory: serves the page, bundled, and answers by the contract of api.ts, with scans and masks that a test gives or that are
// made by a formula. It keeps what was sent, so that tests can look at it.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import {
  API,
  CHANGE_HEADER,
  type Refusal,
  type Saved,
  type Scan,
  type State,
  stateRequestSchema,
  trainingRequestSchema,
  type Versions,
  type VolumeHeader,
} from "../src/api.js";
import { decodeRuns, encodeRuns } from "../src/mask/runs.js";

/** A scan with its masks, in RAS order. */
export interface SmallScan {
  readonly header: VolumeHeader;
  readonly voxels: ArrayBufferView;
  /** By name: networks, reference. */
  readonly masks: Record<string, Uint8Array>;
  /** By path behind `maps/`. */
  readonly maps: Record<string, Uint8Array>;
}

/** What came with a mask. */
export interface Put {
  readonly id: string;
  readonly name: "draft" | "label";
  readonly voxels: Uint8Array;
  readonly begunFrom: string;
  readonly bytes: Uint8Array;
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'";

const PAGE = fileURLToPath(new URL("../../page/", import.meta.url));

const compiled = (name: string) => fileURLToPath(new URL(`../src/${name}`, import.meta.url));

/** The page's scripts by their paths, made once. */
let scripts: Promise<ReadonlyMap<string, string>> | undefined;

async function bundled(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: ["page.js", "worker.js", "view/volume.js"].map(compiled),
    outdir: "/",
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    logLevel: "silent",
    external: ["node:*"],
    alias: { zarrita: compiled("view/without-zarr.js") },
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace("/view/", "/"), text]));
}

export class SmallServer {
  readonly puts: Put[] = [];
  readonly versions = new Map<string, { readonly voxels: Uint8Array; readonly told: Versions[number] }[]>();
  readonly drafts = new Map<string, Put & { readonly version: number; readonly time: number }>();
  /** Every request that is answered, as "GET /path". */
  readonly asked: string[] = [];
  /** The channels of images that were asked for. */
  readonly channels: string[] = [];
  readonly events: object[] = [];
  /** Networks are asked only where that is urgent. */
  isBusy = false;
  /** What the worker's script waits for. */
  workerAfter: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<ServerResponse>();
  #server: Server | undefined;
  #scripts: ReadonlyMap<string, string> = new Map();

  constructor(
    public state: State,
    public scans: Scan[],
    readonly contents: Readonly<Record<string, SmallScan>>,
  ) {}

  /** @returns the page's address */
  async start(port = 0): Promise<string> {
    scripts ??= bundled();
    this.#scripts = await scripts;
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    for (const listener of this.#listeners) listener.destroy();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  addEvent(event: object): void {
    this.events.push(event);
    this.#send("event", event, this.events.length);
  }

  setState(state: Partial<State["training"]>): void {
    this.state = { ...this.state, training: { ...this.state.training, ...state } };
    this.#send("state", this.state);
  }

  /** Saves a label as somebody else would. */
  saveElsewhere(id: string, voxels: Uint8Array): void {
    this.#addVersion(id, voxels, "nothing", 0);
  }

  #send(name: string, data: object, id?: number): void {
    for (const listener of this.#listeners) {
      listener.write(`event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    this.asked.push(`${request.method} ${pathname}`);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("cache-control", "no-store");
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    if (pathname === "/worker.js") await this.workerAfter;
    const script = this.#scripts.get(pathname);
    if (script !== undefined) return void response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    const files: Readonly<Record<string, readonly [type: string, content: () => string]>> = {
      "/": ["text/html", () => readFileSync(`${PAGE}index.html`, "utf8")],
      "/style.css": ["text/css", () => readFileSync(`${PAGE}style.css`, "utf8")],
    };
    const file = files[pathname];
    if (file !== undefined) return void response.writeHead(200, { "content-type": file[0] }).end(file[1]());
    if (request.method !== "GET" && request.headers[CHANGE_HEADER] !== "studio")
      return refuse(response, 403, "not from this page");
    const parts = pathname
      .slice(API.length + 1)
      .split("/")
      .map(decodeURIComponent);
    const [route, id, what, name, value] = parts;
    if (route === "state") return json(response, this.state);
    if (route === "events") return this.#listen(request, response);
    if (route === "training") return this.#train(await bodyOf(request), response);
    if (route !== "scans") return refuse(response, 404, "no such route");
    if (id === undefined) return json(response, this.scans);
    const scan = this.contents[id];
    if (scan === undefined) return refuse(response, 404, `there is no scan ${id}`);
    if (what === "image" && searchParams.has("channel")) {
      this.channels.push(searchParams.get("channel") ?? "");
      response.writeHead(200, { "x-volume": JSON.stringify(scan.header) });
      return void response.end(new Uint8Array(scan.voxels.buffer));
    }
    if (what === "masks" && name !== undefined) {
      const isNetwork = this.state.networks.includes(name);
      if (this.isBusy && isNetwork && !searchParams.has("now"))
        return refuse(response, 409, "a training has the processor");
      return this.#mask(id, name, response);
    }
    if (what === "maps") {
      const map = scan.maps[value === undefined ? (name ?? "") : `${name}/${value}`];
      return map === undefined ? refuse(response, 404, "no such map") : void response.end(map);
    }
    if (what === "versions")
      return json(
        response,
        (this.versions.get(id) ?? []).map(({ told }) => told),
      );
    if (what === "state") {
      const asked = stateRequestSchema.parse(JSON.parse((await bodyOf(request)).toString()));
      const skippedBecause = asked.state === "skipped" ? asked.because : null;
      this.#change(id, { state: asked.state, skippedBecause, ...(asked.state === "skipped" && { rank: null }) });
      return json(response, this.scans.find((one) => one.id === id) ?? {});
    }
    if (request.method === "PUT" && (what === "draft" || what === "label"))
      return this.#put(id, what, request, await bodyOf(request), response);
    refuse(response, 404, "no such route");
  }

  #listen(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const last = Number(request.headers["last-event-id"] ?? 0);
    for (const [i, event] of this.events.entries()) {
      if (i + 1 > last) response.write(`event: event\nid: ${i + 1}\ndata: ${JSON.stringify(event)}\n\n`);
    }
    response.write(`event: state\ndata: ${JSON.stringify(this.state)}\n\n`);
    this.#listeners.add(response);
    request.on("close", () => this.#listeners.delete(response));
  }

  #train(body: Buffer, response: ServerResponse): void {
    const request = trainingRequestSchema.parse(JSON.parse(body.toString()));
    this.setState({ status: request.action === "stop" ? "stopped" : "training" });
    json(response, this.state);
  }

  #mask(id: string, name: string, response: ServerResponse): void {
    const versions = this.versions.get(id) ?? [];
    const draft = this.drafts.get(id);
    if (name === "draft" && draft !== undefined) {
      const headers = {
        etag: `"${draft.version}"`,
        "x-begun-from": draft.begunFrom,
        "x-seconds": "0",
        "x-draft": String(draft.time),
      };
      return void response.writeHead(200, headers).end(draft.bytes);
    }
    const version = name === "label" ? versions.at(-1) : versions[Number(name.slice(1)) - 1];
    const voxels = /^v\d|^label$/.test(name) ? version?.voxels : this.contents[id]?.masks[name];
    if (voxels === undefined) return void refuse(response, 404, `there is no mask ${name}`);
    response.writeHead(200, { etag: `"${version?.told.version ?? 0}"` }).end(encodeRuns(voxels));
  }

  #put(id: string, name: Put["name"], request: IncomingMessage, bytes: Buffer, response: ServerResponse): void {
    const current = this.versions.get(id)?.at(-1)?.told;
    const version = Number(/\d+/.exec(request.headers["if-match"] ?? "")?.[0]);
    if (version !== (current?.version ?? 0))
      return void refuse(response, 412, `version ${current?.version} was saved by ${current?.who}`, current?.version);
    const known = request.headers["x-draft"];
    if (name === "draft" && known !== undefined && Number(known) !== (this.drafts.get(id)?.time ?? 0))
      return void refuse(response, 412, "another draft was saved", current?.version ?? 0);
    const { shape } = (this.contents[id] as SmallScan).header;
    const voxels = new Uint8Array(shape[0] * shape[1] * shape[2]);
    decodeRuns(bytes, voxels);
    const begunFrom = String(request.headers["x-begun-from"]);
    const put = { id, name, voxels, begunFrom, bytes: Uint8Array.from(bytes) };
    this.puts.push(put);
    if (name === "label") return void json(response, this.#addVersion(id, voxels, begunFrom, 0));
    const time = Math.max(Date.now(), 1 + (this.drafts.get(id)?.time ?? 0));
    this.drafts.set(id, { ...put, version, time });
    const scan = this.scans.find((one) => one.id === id) as Scan;
    this.#change(id, { state: "draft", masks: [...new Set([...scan.masks, "draft"])] });
    json(response, { version, time, diceToPrediction: null, changedVoxels: null } satisfies Saved);
  }

  #addVersion(id: string, voxels: Uint8Array, begunFrom: string, seconds: number): Saved {
    const versions = this.versions.get(id) ?? [];
    const predicted = this.contents[id]?.masks.both;
    const version = versions.length + 1;
    const { dice: diceToPrediction, changed: changedVoxels } =
      predicted === undefined ? { dice: null, changed: voxels.length } : compared(predicted, voxels);
    const saved = { version, time: Date.now(), diceToPrediction, changedVoxels };
    versions.push({ voxels, told: { ...saved, who: "somebody", begunFrom, seconds } });
    this.versions.set(id, versions);
    this.drafts.delete(id);
    const scan = this.scans.find((one) => one.id === id) as Scan;
    const masks = [...scan.masks.filter((name) => name !== "draft" && name !== "label"), "label", `v${version}`];
    this.#change(id, { state: "done", version, masks, rank: scan.rank });
    return saved;
  }

  #change(id: string, change: Partial<Scan>): void {
    this.scans = this.scans.map((scan) => (scan.id === id ? { ...scan, ...change } : scan));
    this.#send("scans", this.scans);
  }
}

/** Dice of the foreground, and how many voxels differ. */
function compared(a: Uint8Array, b: Uint8Array): { readonly dice: number; readonly changed: number } {
  let [both, all, changed] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    if (a[at] !== b[at]) changed++;
    else if (a[at] !== 0) both++;
    all += Number(a[at] !== 0) + Number(b[at] !== 0);
  }
  return { dice: all === 0 ? 1 : (2 * both) / all, changed };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function json(response: ServerResponse, value: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, fault: string, version: number | null = null): void {
  const refusal: Refusal = { fault, remedy: null, version };
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(refusal));
}
