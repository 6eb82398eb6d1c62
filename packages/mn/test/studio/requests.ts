// A studio without a socket: requests as a browser sends them from the studio's own page, and what a hostile one may change about them.
import { decodeRuns, encodeRuns } from "@mandn/studio/runs";
import type { Assets } from "../../src/studio/assets.js";
import { Guard } from "../../src/studio/guard.js";
import { studioApp } from "../../src/studio/routes.js";
import { Studio } from "../../src/studio/studio.js";
import { openTarget, type TargetOptions } from "../../src/studio/target.js";

const PORT = 43_210;
export const HOST = `127.0.0.1:${PORT}`;

/** In the place of the page. */
export const ASSETS: Assets = new Map([
  ["/", { type: "text/html; charset=utf-8", content: "<!doctype html><title>Studio</title>" }],
  ["/page.js", { type: "text/javascript; charset=utf-8", content: "export {};" }],
]);

type Headers = Readonly<Record<string, string | undefined>>;

/** A studio, asked in the process. */
export class Asked implements Disposable {
  readonly faults: unknown[] = [];
  readonly #app: ReturnType<typeof studioApp>;
  readonly cookie: string;

  private constructor(
    readonly studio: Studio,
    readonly guard: Guard,
    faults: unknown[],
  ) {
    this.faults = faults;
    this.#app = studioApp(studio, guard, ASSETS, (error) => void faults.push(error));
    this.cookie = `mandn-studio-${PORT}=${new URL(guard.url).searchParams.get("key")}`;
  }

  static async open(path: string, { largest, ...options }: TargetOptions & { largest?: number } = {}): Promise<Asked> {
    const faults: unknown[] = [];
    const target = await openTarget(path, options);
    const studio = await Studio.open(target, (error) => void faults.push(error), largest);
    const guard = new Guard();
    guard.port = PORT;
    return new Asked(studio, guard, faults);
  }

  /** As the studio's page asks; headers that are given as undefined are left out. */
  async request(
    path: string,
    { headers = {}, ...init }: { method?: string; headers?: Headers; body?: string | Uint8Array<ArrayBuffer> } = {},
  ): Promise<Response> {
    const isChange = init.method !== undefined && init.method !== "GET";
    const all: Headers = {
      host: HOST,
      cookie: this.cookie,
      "sec-fetch-site": "same-origin",
      ...(isChange && { origin: `http://${HOST}`, "x-mandn": "studio" }),
      ...headers,
    };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return this.#app.request(`http://${HOST}${path}`, { ...init, headers: given });
  }

  async json<T>(path: string): Promise<T> {
    const response = await this.request(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Sends a mask. */
  put(path: string, mask: Uint8Array | Uint16Array, version: number, headers: Headers = {}): Promise<Response> {
    const all = { "if-match": `"${version}"`, "x-begun-from": "nothing", "x-seconds": "12.5", ...headers };
    return this.request(path, { method: "PUT", headers: all, body: encodeRuns(mask) });
  }

  post(path: string, body: unknown, headers: Headers = {}): Promise<Response> {
    return this.request(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async mask(path: string, length: number): Promise<Uint8Array> {
    const voxels = new Uint8Array(length);
    const response = await this.request(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    decodeRuns(new Uint8Array(await response.arrayBuffer()), voxels);
    return voxels;
  }

  [Symbol.dispose](): void {
    this.studio[Symbol.dispose]();
  }
}
