// Text for people: names as they can be shown safely. Used by messages, reports and the command line.

/** Control characters, those that change the direction of writing, line and paragraph separators, halves of a pair. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A name or path in one line, with nothing in it that a terminal obeys or a reader cannot see: such characters stand
 * there as JavaScript writes them, `\u{1b}`.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
