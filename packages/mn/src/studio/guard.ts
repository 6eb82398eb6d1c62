/**
 * Who may ask: this machine's browser, from the page that this server gave, after the URL that was printed at the start. A page elsewhere
 * can neither reach the server under another name (Host), nor have the browser send for it (Sec-Fetch-Site, Origin), nor guess the secret;
 * and what it could make a browser load is not shown or run (Content-Security-Policy and the other headers).
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { CHANGE_HEADER, CHANGE_VALUE } from "@mandn/studio/api";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { Refused } from "./refusal.js";

/** Bytes of the secret: 192 bits. */
const SECRET_BYTES = 24;
/** The parameter of the printed URL. */
const KEY = "key";

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  // With the next two the page is isolated, and shares memory with its workers.
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Of one start of the server. */
export class Guard {
  readonly #secret = randomBytes(SECRET_BYTES).toString("base64url");
  /** That the server listens on; 0 before it does, when nothing is answered. */
  port = 0;

  /** What is printed, with the secret. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/?${KEY}=${this.#secret}`;
  }

  /** Cookies know no ports: each server's has a name of its own. */
  get #cookie(): string {
    return `mandn-studio-${this.port}`;
  }

  /** Headers on every reply; refusals in the order host, site, origin, secret, header of changes. */
  readonly middleware: MiddlewareHandler = async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    const hosts = [`127.0.0.1:${this.port}`, `localhost:${this.port}`];
    const host = c.req.header("host");
    if (this.port === 0 || host === undefined || !hosts.includes(host)) {
      throw new Refused(403, "the server is not asked by its own name", `Open http://${hosts[0]}.`);
    }
    const site = c.req.header("sec-fetch-site");
    if (site !== undefined && site !== "same-origin" && site !== "none") {
      throw new Refused(403, "another page asks", "Open the studio's URL in a tab of its own.");
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`) throw new Refused(403, "another origin asks");
    const key = c.req.query(KEY);
    if (key !== undefined && c.req.path === "/") {
      if (!this.#isSecret(key)) throw new Refused(403, "the key is not this server's", START_AGAIN);
      setCookie(c, this.#cookie, this.#secret, { httpOnly: true, sameSite: "Strict", path: "/" });
      return c.redirect("/");
    }
    const cookie = getCookie(c, this.#cookie);
    if (cookie === undefined || !this.#isSecret(cookie))
      throw new Refused(401, "the studio does not know this browser", START_AGAIN);
    const isChange = c.req.method !== "GET" && c.req.method !== "HEAD";
    if (isChange && c.req.header(CHANGE_HEADER) !== CHANGE_VALUE) {
      throw new Refused(403, `a change needs the header ${CHANGE_HEADER}: ${CHANGE_VALUE}`);
    }
    return next();
  };

  /** In a time that tells nothing of how much is right. */
  #isSecret(given: string): boolean {
    const digest = (text: string) => createHash("sha256").update(text).digest();
    return timingSafeEqual(digest(given), digest(this.#secret));
  }
}

const START_AGAIN = "Open the URL that mn studio printed when it started.";
