// Text from outside (names of files, cases and classes, headers of scans) on its way to a terminal: nothing in it is obeyed.

/** Control characters, those that change the direction of writing, line and paragraph separators, halves of a pair. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

const shown = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** A name or message in one line, with what a terminal would obey or a reader not see as JavaScript writes it: `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, shown);
}

/** As {@link visible}, for a text of several lines. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, (character) => (character === "\n" ? character : shown(character)));
}

/** As {@link visibleLines}, for JSON, which stays the same data. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) => {
    if (character === "\n") return character;
    return [...character].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  });
}
