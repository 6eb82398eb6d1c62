// Templates of HTML and SVG that escape their contents: what charts and the report are written with.

import { visibleLines } from "@mandn/base";

/** HTML or SVG text, ready to stand in a page. */
export class Markup {
  constructor(readonly text: string) {}
}

/**
 * What a template takes: text is escaped, and what cannot be seen in it shown by its number; markup stands as it is, lists are joined,
 * `false` and undefined are nothing.
 */
export type Content = string | number | false | undefined | Markup | readonly Content[];

/** A template of HTML: `html\`<td>${name}</td>\``. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(strings.reduce((page, string, i) => page + textOf(contents[i - 1]) + string));
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(textOf).join("");
  if (content === undefined || content === false) return "";
  const text = visibleLines(String(content));
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
