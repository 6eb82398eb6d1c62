// Text from outside (names of files, cases and classes, headers of scans) on its way to a terminal: nothing in it is obeyed.
import { visible } from "@mandn/base";

/** {@link visible}, for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

/** What {@link visible} shows. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** As {@link visibleLines}, for JSON, which stays the same data. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) => {
    if (character === "\n") return character;
    return [...character].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  });
}
