// What the server says by itself: Server-Sent Events. A browser goes on by itself where the connection is lost, from the event that came
// last; where the server refuses it, this asks again, at longer and longer intervals, and begins from the start.

import type * as z from "zod";
import { API, type Scan, type State, scansSchema, stateSchema } from "./api.js";
import { type RunEvent, runEventSchema } from "./curves.js";

export interface LiveHandlers {
  onEvent(event: RunEvent): void;
  onState(state: State): void;
  onScans(scans: Scan[]): void;
  /** Events come again from the first one. */
  onRestart(): void;
  onConnection(isLive: boolean): void;
  /** A message that this page cannot read. */
  onFault(fault: string): void;
}

/** Milliseconds before the first new try, and the longest there are. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** Listens until it is told to stop. @returns how to stop */
export function listen(handlers: LiveHandlers): () => void {
  let source: EventSource | undefined;
  let wait = FIRST_WAIT;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    handlers.onRestart();
    source = new EventSource(`${API}/events`);
    source.addEventListener("open", () => {
      wait = FIRST_WAIT;
      handlers.onConnection(true);
    });
    source.addEventListener("error", () => {
      handlers.onConnection(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    });
    const on = <T>(name: string, schema: z.ZodType<T>, handle: (data: T) => void) =>
      source?.addEventListener(name, ({ data }: MessageEvent<string>) => {
        const result = schema.safeParse(jsonOf(data));
        if (result.success) handle(result.data);
        else handlers.onFault(`A message “${name}” of the studio cannot be read: reload the page.`);
      });
    on("event", runEventSchema, (event) => handlers.onEvent(event));
    on("state", stateSchema, (state) => handlers.onState(state));
    on("scans", scansSchema, (scans) => handlers.onScans(scans));
  };
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** The value of a JSON text; undefined, which no schema takes, of anything else. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
