/**
 * The studio's routes (`@mandn/studio/api` lists them): each request checked, each reply by its schema. The guard stands before all of
 * them. Ids and names are looked up in what the studio knows, and never become a part of a path.
 */

import type { Case } from "@mandn/imaging";
import {
  API,
  type Refusal,
  savedSchema,
  scanSchema,
  stateRequestSchema,
  trainingRequestSchema,
  versionsSchema,
} from "@mandn/studio/api";
import { encodeRuns } from "@mandn/studio/runs";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { Assets } from "./assets.js";
import type { Guard } from "./guard.js";
import { maskNamed, partOf, type Sent, saveDraft, saveLabel, versionsOf, who } from "./labelling.js";
import { Refused, refusalOf } from "./refusal.js";
import type { ScanPart, Three } from "./scan-part.js";
import type { News, Studio } from "./studio.js";

/** Bytes of a mask's runs, and of anything else that is sent. */
const LARGEST_MASK = 64 * 2 ** 20;
const LARGEST_REQUEST = 64 * 2 ** 10;
/** How often a listener is shown that the server lives. */
const BEAT_MS = 15_000;
/** News that a listener may be behind by, beside what it is told at first, before it has to ask again. */
const MOST_BEHIND = 20_000;

/**
 * The application, to be served on this machine alone.
 *
 * @param onFault told of errors that nobody foresaw
 */
export function studioApp(studio: Studio, guard: Guard, assets: Assets, onFault: (error: unknown) => void): Hono {
  const app = new Hono();
  app.use("*", guard.middleware);
  app.notFound(() => {
    throw new Refused(404, "there is nothing here");
  });
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return c.json(refusal.body satisfies Refusal, refusal.status);
    onFault(error);
    const fault = "something went wrong that nobody foresaw";
    const remedy = "The terminal in which mn studio runs says more.";
    return c.json({ fault, remedy, version: null } satisfies Refusal, 500);
  });
  // What was saved is saved, whatever is wrong with the run.
  const lookedAt = () => studio.look().catch(onFault);
  const limited = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Refused(413, `the request has more than ${maxSize} bytes`);
      },
    });
  const api = new Hono();
  api.post("*", limited(LARGEST_REQUEST));
  api.put("*", limited(LARGEST_MASK));

  api.get("/state", (c) => c.json(studio.state));
  api.get("/scans", (c) => c.json(studio.scans));
  api.get("/events", (c) => events(c, studio));
  api.post("/training", async (c) => c.json(await studio.train(trainingRequestSchema.parse(await json(c)))));

  api.get("/scans/:id/image", async (c) => {
    const scan = scanOf(c, studio);
    const part = await partOf(studio.sight, scan, placeIn(c));
    const { header, voxels } = await studio.images.image(scan, wholeNumber(c.req.query("channel") ?? "0"), part);
    return bytes(c, voxels, { "x-volume": JSON.stringify(header) });
  });
  api.get("/scans/:id/masks/:name", async (c) => {
    const scan = scanOf(c, studio);
    const { labels } = studio.target;
    const name = c.req.param("name");
    const part = await partIn(c, studio, scan);
    const runs = encodeRuns(await maskNamed(studio.sight, scan, name, mayPredict(c, studio), part));
    const draft = name === "draft" ? labels.draft(scan.id) : undefined;
    const version = draft?.version ?? (name === "label" ? labels.label(scan.id)?.version : undefined);
    return bytes(c, runs, {
      ...(version !== undefined && { etag: `"${version}"` }),
      ...(draft !== undefined && {
        "x-draft": String(draft.time),
        "x-begun-from": draft.begunFrom,
        "x-seconds": String(draft.seconds),
      }),
    });
  });
  const map = async (c: Context, what: { set: string; value: number } | undefined) => {
    const scan = scanOf(c, studio);
    const { run, classes } = studio.target;
    const isKnown =
      what === undefined ||
      (Object.hasOwn(run?.predictors ?? {}, what.set) && classes.some(({ value }) => value === what.value));
    if (run === undefined || !isKnown) throw new Refused(404, `the scan ${scan.id} has no such map`);
    if ((await partIn(c, studio, scan)) !== undefined)
      throw new Refused(
        413,
        `${scan.id} is too large for maps`,
        "Look at the networks' masks, which mn predict makes.",
      );
    return bytes(c, await studio.maps.map(run, scan, what, mayPredict(c, studio)));
  };
  api.get("/scans/:id/maps/disagreement", (c) => map(c, undefined));
  api.get("/scans/:id/maps/:name/:value", (c) =>
    map(c, { set: c.req.param("name"), value: wholeNumber(c.req.param("value")) }),
  );
  api.put("/scans/:id/draft", async (c) => {
    const onto = c.req.header("x-draft");
    const saved = await saveDraft(
      studio.sight,
      scanOf(c, studio),
      await sent(c, studio),
      onto === undefined ? undefined : wholeNumber(onto),
    );
    await lookedAt();
    return c.json(savedSchema.parse(saved));
  });
  api.put("/scans/:id/label", async (c) => {
    const saved = await saveLabel(studio.sight, scanOf(c, studio), await sent(c, studio));
    await lookedAt();
    return c.json(savedSchema.parse(saved));
  });
  api.post("/scans/:id/state", async (c) => {
    const { id } = scanOf(c, studio);
    const request = stateRequestSchema.parse(await json(c));
    await studio.target.labels.setSkipped(id, who(), request.state === "skipped" ? request.because : undefined);
    await lookedAt();
    return c.json(scanSchema.parse(studio.scans.find((scan) => scan.id === id)));
  });
  api.get("/scans/:id/versions", (c) => c.json(versionsSchema.parse(versionsOf(studio.target, scanOf(c, studio)))));
  app.route(API, api);

  app.get("*", async (c) => {
    const asset = assets.get(c.req.path);
    if (asset === undefined) return c.notFound();
    const content = typeof asset.content === "function" ? await asset.content() : asset.content;
    return c.body(content as string | Uint8Array<ArrayBuffer>, 200, { "content-type": asset.type });
  });
  return app;
}

const scanOf = (c: Context, studio: Studio) => studio.scan(c.req.param("id") ?? "");

/** The place in a scan that the query names; undefined where it names none. */
function placeIn(c: Context): Three | undefined {
  const text = c.req.query("at");
  if (text === undefined) return undefined;
  const [x, y, z, ...more] = text.split(",").map(wholeNumber);
  if (x === undefined || y === undefined || z === undefined || more.length > 0)
    throw new Refused(400, "a place is three whole numbers: at=X,Y,Z");
  return [x, y, z];
}

/** The part that a mask is of, which has to be said. */
async function partIn(c: Context, studio: Studio, scan: Case): Promise<ScanPart | undefined> {
  const at = placeIn(c);
  const part = await partOf(studio.sight, scan, at);
  if (part !== undefined && at === undefined)
    throw new Refused(400, `the scan ${scan.id} is shown in parts, and at=X,Y,Z is missing`);
  return part;
}

/** While a training runs on the same processor, predictions wait, unless they are asked for all the same. */
const mayPredict = (c: Context, studio: Studio) => () => {
  if (!studio.isBusy || c.req.query("now") === "1") return;
  throw new Refused(
    409,
    "a training runs on this processor, which a prediction would slow",
    "Ask for it now, or wait for the training.",
  );
};

function bytes(c: Context, content: ArrayBufferView, headers: Readonly<Record<string, string>> = {}) {
  const { buffer, byteOffset, byteLength } = content;
  const body = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
  return c.body(body, 200, { "content-type": "application/octet-stream", ...headers });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new Refused(400, "a whole number is expected");
}

async function json(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused(400, "the request is not JSON");
    throw error;
  }
}

/** A mask with what it began from and the time that was spent on it. */
async function sent(c: Context, studio: Studio): Promise<Sent> {
  const [, version] = /^"(\d{1,9})"$/.exec(c.req.header("if-match") ?? "") ?? [];
  if (version === undefined) throw new Refused(400, 'the header if-match is no version such as "3"');
  const begunFrom = c.req.header("x-begun-from") ?? "nothing";
  const seconds = Number(c.req.header("x-seconds") ?? 0);
  if (!(seconds >= 0 && Number.isFinite(seconds)))
    throw new Refused(400, "the header x-seconds is no number of seconds");
  const part = await partIn(c, studio, scanOf(c, studio));
  return { runs: new Uint8Array(await c.req.arrayBuffer()), version: Number(version), begunFrom, seconds, part };
}

/** News as they come; a page that does not listen for long begins anew. */
function events(c: Context, studio: Studio): Response {
  return streamSSE(c, async (stream) => {
    const waiting: News[] = [];
    let wake = () => {};
    const stop = studio.listen((news) => {
      waiting.push(news);
      wake();
    }, c.req.header("last-event-id"));
    const most = waiting.length + MOST_BEHIND;
    stream.onAbort(() => {
      stop();
      wake();
    });
    const beat = setInterval(() => void stream.write(": here\n\n"), BEAT_MS);
    try {
      while (!stream.aborted && waiting.length < most) {
        const news = waiting.shift();
        if (news === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        const { kind, data } = news;
        await stream.writeSSE({
          event: kind,
          data: JSON.stringify(data),
          ...(news.kind === "event" && { id: news.id }),
        });
      }
    } finally {
      clearInterval(beat);
      stop();
    }
  });
}
