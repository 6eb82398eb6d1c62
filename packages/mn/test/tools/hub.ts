import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A commit; any that is asked for has the files. */
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A hub on this machine with one repository, as far as downloads need one. */
export class Hub {
  readonly requests: string[] = [];
  /** Connections for whole files break after so many bytes. */
  cutAfter: number | undefined;
  /** What it says is the commit that was asked for. */
  commit: string | undefined;
  /** Every answer is this error. */
  status: number | undefined;
  readonly #server: Server;

  /**
   * @param files those not called *.json are said to be LFS's
   * @param announced checksums that are said instead of the right ones
   */
  private constructor(
    readonly repository: string,
    readonly files: Readonly<Record<string, Uint8Array>>,
    readonly announced: Readonly<Record<string, string>>,
  ) {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(
    repository: string,
    files: Readonly<Record<string, Uint8Array>>,
    announced: Readonly<Record<string, string>> = {},
  ): Promise<Hub> {
    const hub = new Hub(repository, files, announced);
    await new Promise<void>((resolve) => hub.#server.listen(0, "127.0.0.1", resolve));
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers } = request;
    const [path = ""] = (request.url ?? "").split("?");
    this.requests.push(`${method} ${path}${headers.range ? ` ${headers.range}` : ""}`);
    const json = (data: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(data));
    if (this.status !== undefined) return void response.writeHead(this.status).end("no");
    const [, commit] = /\/(?:revision|paths-info|resolve)\/([^/]+)/.exec(path) ?? [];
    if (path.startsWith(`/api/models/${this.repository}/revision/`)) {
      return void json({ _id: "1", id: this.repository, sha: this.commit ?? commit, lastModified: "2024-01-01" });
    }
    if (path === `/api/models/${this.repository}/paths-info/${commit}`) {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      const { paths } = JSON.parse(body) as { paths: string[] };
      return void json(paths.filter((name) => name in this.files).map((name) => this.#info(name)));
    }
    const name = path.replace(`/${this.repository}/resolve/${commit}/`, "");
    const bytes = this.files[name];
    if (bytes === undefined) return void response.writeHead(404).end();
    this.#send(response, bytes, headers.range);
  }

  #info(name: string) {
    const bytes = this.files[name] as Uint8Array;
    const git = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    if (name.endsWith(".json"))
      return { type: "file", path: name, size: bytes.length, oid: this.announced[name] ?? git };
    const lfs = { oid: this.announced[name] ?? sha256(bytes), size: bytes.length, pointerSize: 134 };
    return { type: "file", path: name, size: bytes.length, oid: git, lfs };
  }

  #send(response: ServerResponse, bytes: Uint8Array, range: string | undefined): void {
    response.setHeader("etag", '"tag"');
    const [, first = "0", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
    const [start, end] = [Number(first), last === "" ? bytes.length - 1 : Number(last)];
    const part = bytes.subarray(start, end + 1);
    response.setHeader("content-length", part.length);
    if (range !== undefined) response.setHeader("content-range", `bytes ${start}-${end}/${bytes.length}`);
    response.writeHead(range === undefined ? 200 : 206);
    const isWhole = part.length > 1;
    if (this.cutAfter === undefined || !isWhole || part.length <= this.cutAfter) response.end(part);
    else response.write(part.subarray(0, this.cutAfter), () => setTimeout(() => response.destroy(), 50));
  }
}
