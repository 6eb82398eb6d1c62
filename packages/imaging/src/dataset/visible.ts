/*
 * Names and texts out of files, made fit for a terminal: characters that would clear the screen, forge a line or turn the
 * direction of writing are shown as what they are.
 */

/** Control characters and those that steer the direction of writing (Unicode's Bidi_Control), and line separators. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text in which control and direction characters are escaped: ESC becomes `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
