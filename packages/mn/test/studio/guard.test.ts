// Who may ask the studio: every rule holds on every route, and says with which status it refuses.
import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { after, before, describe, test } from "node:test";
import { refusalSchema } from "@mandn/studio/api";
import { startStudio } from "../../src/studio/server.js";
import { TinyPlace } from "../steps/tiny-run.js";
import { ASSETS, Asked, HOST } from "./requests.js";

const LENGTH = 10 * 12 * 14;
const ROUTES: readonly (readonly [method: string, path: string])[] = [
  ["GET", "/"],
  ["GET", "/page.js"],
  ["GET", "/api/state"],
  ["GET", "/api/scans"],
  ["GET", "/api/events"],
  ["GET", "/api/scans/scan_0/image"],
  ["GET", "/api/scans/scan_0/masks/reference"],
  ["GET", "/api/scans/scan_0/maps/disagreement"],
  ["GET", "/api/scans/scan_0/versions"],
  ["PUT", "/api/scans/scan_0/draft"],
  ["PUT", "/api/scans/scan_0/label"],
  ["POST", "/api/scans/scan_0/state"],
  ["POST", "/api/training"],
  ["GET", "/nothing"],
  ["DELETE", "/api/scans/scan_0"],
];

describe("the studio's guard", { concurrency: false }, () => {
  let place: TinyPlace;
  let asked: Asked;
  before(async () => {
    place = await TinyPlace.create({ scans: 3, labelled: 1 });
    asked = await Asked.open(place.scans, { cacheFolder: null });
  });
  after(() => {
    asked[Symbol.dispose]();
    place.dispose();
  });

  const refused = async (status: number, headers: Readonly<Record<string, string | undefined>>) => {
    for (const [method, path] of ROUTES) {
      const response = await asked.request(path, { method, headers });
      assert.equal(response.status, status, `${method} ${path} with ${JSON.stringify(headers)}`);
      const { fault } = refusalSchema.parse(await response.json());
      assert.ok(fault.length > 10);
      assert.equal(response.headers.get("access-control-allow-origin"), null);
      assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    }
  };

  test("another host's name is refused on every route, whatever else is right", async () => {
    await refused(403, { host: "evil.example" });
    await refused(403, { host: "127.0.0.1:1" });
    await refused(403, { host: "127.0.0.1" });
    await refused(403, { host: undefined });
    assert.equal(
      (await asked.request("/api/state", { headers: { host: HOST.replace("127.0.0.1", "localhost") } })).status,
      200,
    );
  });

  test("a page of another site or origin is refused on every route", async () => {
    for (const site of ["cross-site", "same-site", "no-cors"]) await refused(403, { "sec-fetch-site": site });
    for (const origin of ["http://evil.example", "http://127.0.0.1:1", "null", `https://${HOST}`])
      await refused(403, { origin });
  });

  test("without the cookie, or with a wrong one, nothing is told", async () => {
    await refused(401, { cookie: undefined });
    await refused(401, { cookie: "mandn-studio-1=x" });
    await refused(401, { cookie: asked.cookie.slice(0, -1) });
    await refused(401, { cookie: `${asked.cookie}x` });
  });

  test("the secret of the URL becomes a cookie that scripts cannot read, and leaves the URL", async () => {
    const { pathname, search, searchParams } = new URL(asked.guard.url);
    assert.equal(Buffer.from(searchParams.get("key") ?? "", "base64url").length, 24);
    const response = await asked.request(`${pathname}${search}`, {
      headers: { cookie: undefined, "sec-fetch-site": "none" },
    });
    assert.deepEqual([response.status, response.headers.get("location")], [302, "/"]);
    const cookie = response.headers.get("set-cookie") ?? "";
    assert.ok(cookie.startsWith(asked.cookie));
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    const wrong = await asked.request("/?key=guessed", { headers: { cookie: undefined } });
    assert.deepEqual([wrong.status, wrong.headers.get("set-cookie")], [403, null]);
    const elsewhere = await asked.request(`/api/state${search}`, { headers: { cookie: undefined } });
    assert.equal(elsewhere.status, 401, "the secret counts at the door alone");
  });

  test("a change without the page's header is refused, and changes nothing", async () => {
    const mask = new Uint8Array(LENGTH);
    const without = { "x-mandn": undefined };
    assert.equal((await asked.put("/api/scans/scan_1/label", mask, 0, without)).status, 403);
    assert.equal((await asked.put("/api/scans/scan_1/draft", mask, 0, { "x-mandn": "other" })).status, 403);
    assert.equal(
      (await asked.post("/api/scans/scan_1/state", { state: "skipped", because: "blurred" }, without)).status,
      403,
    );
    assert.equal((await asked.post("/api/training", { action: "stop" }, without)).status, 403);
    const scans = await asked.json<{ id: string; state: string; version: number }[]>("/api/scans");
    assert.ok(scans.every(({ state, version, id }) => version === 0 && (state === "to-do" || id === "scan_0")));
  });

  test("ids and names are looked up: none of them becomes a path", async () => {
    for (const id of [
      "..",
      "%2e%2e",
      "..%2f..%2fetc%2fpasswd",
      "scan_0%2f..",
      "__proto__",
      "constructor",
      "%00",
      "%zz",
      "scan_9",
    ]) {
      for (const rest of ["image", "masks/reference", "versions"]) {
        assert.equal((await asked.request(`/api/scans/${id}/${rest}`)).status, 404, `${id}/${rest}`);
      }
    }
    for (const name of ["..%2freference", "__proto__", "toString", "v0", "v1", "label", "draft", "3d", "v-1"]) {
      assert.equal((await asked.request(`/api/scans/scan_0/masks/${name}`)).status, 404, name);
    }
    for (const path of [
      "/../package.json",
      "/%2e%2e/package.json",
      "/..%2fpackage.json",
      "/page.js%00",
      "/index.html",
      "//etc/passwd",
    ]) {
      assert.equal((await asked.request(path)).status, 404, path);
    }
    assert.deepEqual(asked.faults, []);
  });

  test("what is too large, malformed or of no class is refused by its own status", async () => {
    const mask = new Uint8Array(LENGTH);
    const label = "/api/scans/scan_1/label";
    const raw = (body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
      asked.request(label, {
        method: "PUT",
        headers: { "if-match": '"0"', "x-begun-from": "nothing", "x-seconds": "1", ...headers },
        body,
      });
    assert.equal((await raw(new Uint8Array(64 * 2 ** 20 + 1))).status, 413);
    assert.equal((await asked.post("/api/training", { action: "stop", more: "x".repeat(70_000) })).status, 413);
    assert.equal((await raw(new Uint8Array([0x80]))).status, 400, "cut off");
    assert.equal((await raw(new Uint8Array([0, 5]))).status, 400, "too few voxels");
    assert.equal((await asked.put(label, new Uint8Array(LENGTH + 1), 0)).status, 400, "too many voxels");
    assert.equal(
      (
        await asked.put(
          label,
          mask.map((_, i) => (i === 7 ? 9 : 0)),
          0,
        )
      ).status,
      422,
    );
    assert.equal(
      (
        await asked.put(
          label,
          Uint16Array.from(mask, (_, i) => (i === 7 ? 300 : 0)),
          0,
        )
      ).status,
      422,
    );
    for (const match of [undefined, "0", '"x"', '"-1"', "*", 'W/"0"']) {
      assert.equal((await asked.put(label, mask, 0, { "if-match": match })).status, 400, `if-match ${match}`);
    }
    for (const seconds of ["-1", "x", "Infinity"])
      assert.equal((await asked.put(label, mask, 0, { "x-seconds": seconds })).status, 400);
    assert.equal((await asked.put(label, mask, 1)).status, 412);
    assert.equal((await asked.put(label, mask, 0, { "x-begun-from": "v7" })).status, 404);
    for (const body of [
      {},
      { action: "fly" },
      { action: "stop", more: 1 },
      { action: "continue", budgetSeconds: -1 },
    ]) {
      assert.equal((await asked.post("/api/training", body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await asked.request("/api/training", { method: "POST", body: "{" })).status, 400);
    assert.equal((await asked.post("/api/scans/scan_1/state", { state: "skipped", because: "  " })).status, 400);
    assert.equal((await asked.post("/api/training", { action: "stop" })).status, 409, "a dataset has no training");
    assert.deepEqual(await asked.json("/api/scans/scan_1/versions"), []);
    assert.deepEqual(asked.faults, []);
  });

  test("every reply forbids what a page of ours never needs", async () => {
    for (const path of ["/", "/page.js", "/api/state", "/api/scans/scan_0/image", "/nothing"]) {
      const { headers } = await asked.request(path);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "no-referrer");
      for (const [policy, wanted] of Object.entries({ resource: "same-origin", embedder: "require-corp" }))
        assert.equal(headers.get(`cross-origin-${policy}-policy`), wanted);
      assert.equal(headers.get("cache-control"), "no-store");
      assert.match(headers.get("content-security-policy") ?? "", /script-src 'self';.*frame-ancestors 'none'/);
    }
  });

  test("the socket listens on the loopback alone, and tells the same to a real request", async () => {
    const running = await startStudio(place.scans, { cacheFolder: null, assets: ASSETS });
    try {
      assert.match(running.url, /^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{32}$/);
      const ask = (path: string, headers: Readonly<Record<string, string>>) =>
        new Promise<{ status: number; cookie: string }>((resolve, reject) => {
          const sent = httpRequest({ host: "127.0.0.1", port: running.port, path, headers }, (reply) => {
            reply
              .resume()
              .on("end", () =>
                resolve({ status: reply.statusCode ?? 0, cookie: reply.headers["set-cookie"]?.[0] ?? "" }),
              );
          });
          sent.on("error", reject).end();
        });
      const host = `127.0.0.1:${running.port}`;
      assert.equal((await ask("/api/state", { host: "rebound.example" })).status, 403);
      assert.equal((await ask("/api/state", { host })).status, 401);
      const { pathname, search } = new URL(running.url);
      const { status, cookie } = await ask(`${pathname}${search}`, { host });
      assert.equal(status, 302);
      assert.equal((await ask("/api/state", { host, cookie: cookie.split(";")[0] ?? "" })).status, 200);
      assert.equal((await ask("/../../etc/passwd", { host, cookie: cookie.split(";")[0] ?? "" })).status, 404);
      await assert.rejects(
        startStudio(place.scans, { cacheFolder: null, assets: ASSETS, port: running.port }),
        /port .* cannot be had/,
      );
    } finally {
      await running.close();
    }
  });
});
