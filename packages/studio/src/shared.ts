// Memory that the page and its workers see alike, for scans and masks: nothing is copied to have them worked on. Browsers have it for pages
// that are isolated from others, as this one is by its headers.

import { bytesText, CodedError } from "@mandn/base";

/** Memory that cannot be had. */
export class MemoryError extends CodedError<"memory"> {
  override readonly name = "MemoryError";
}

/** @throws MemoryError where the browser has no such memory, or not as much */
export function sharedMemory(bytes: number): SharedArrayBuffer {
  if (typeof SharedArrayBuffer === "undefined")
    throw new MemoryError("memory", "this browser has no memory that a page shares with its workers", {
      remedy: "Open the studio in a newer one, under the URL that mn studio printed.",
    });
  try {
    return new SharedArrayBuffer(bytes);
  } catch (cause) {
    throw new MemoryError("memory", `the browser does not give ${bytesText(bytes)} of memory`, {
      cause,
      remedy: "Close other tabs, or open a smaller scan.",
    });
  }
}
