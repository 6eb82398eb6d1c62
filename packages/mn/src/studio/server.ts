// The studio as a server on this machine: opens what is shown, bundles the page, listens on the loopback alone.
// `mn studio`.

import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { systemCode } from "@mandn/base";
import { MnError } from "../errors.js";
import { type Assets, pageAssets } from "./assets.js";
import { Guard } from "./guard.js";
import { studioApp } from "./routes.js";
import { Studio } from "./studio.js";
import { openTarget, type TargetOptions } from "./target.js";

const LOOPBACK = "127.0.0.1";

export interface StudioOptions extends TargetOptions {
  /** Default 0: one that is free. */
  readonly port?: number;
  /** Bytes of a channel from which on a part of a scan is shown; default 2 GiB. */
  readonly largest?: number;
  /** What is served beside the interface; default the page of `@mandn/studio`. */
  readonly assets?: Assets;
  /** Told of errors that nobody foresaw. */
  readonly onFault?: (error: unknown) => void;
}

/** A studio that listens. */
export interface RunningStudio {
  /** With the secret: whoever opens it may see and change everything. */
  readonly url: string;
  readonly port: number;
  readonly studio: Studio;
  /** Ends the server, not a training. */
  close(): Promise<void>;
}

/**
 * Serves a run or a dataset to this machine's browser.
 *
 * @throws MnError `"usage"` when the port is taken; as `openTarget`
 */
export async function startStudio(path: string, options: StudioOptions = {}): Promise<RunningStudio> {
  const { port = 0, assets, onFault = () => {}, largest, ...found } = options;
  const target = await openTarget(path, found);
  const page = assets ?? (await pageAssets());
  const studio = await Studio.open(target, onFault, largest);
  const guard = new Guard();
  const { fetch } = studioApp(studio, guard, page, onFault);
  const server = createAdaptorServer({ fetch, hostname: LOOPBACK });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(port, LOOPBACK, resolve);
    });
  } catch (cause) {
    studio[Symbol.dispose]();
    if (systemCode(cause) === undefined) throw cause;
    throw new MnError("usage", `The port ${port} cannot be had.`, {
      remedy: "Give another, or 0 for one that is free.",
      cause,
    });
  }
  guard.port = (server.address() as AddressInfo).port;
  return {
    url: guard.url,
    port: guard.port,
    studio,
    close: async () => {
      studio[Symbol.dispose]();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}
