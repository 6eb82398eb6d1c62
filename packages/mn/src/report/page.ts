// What every page is: one file without scripts, which fetches nothing.
import { type Content, html, type Markup } from "./html.js";
import { style } from "./style.js";

/** A whole page. */
export function pageOf(title: string, body: Content): Markup {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style></head>
<body><main>
${body}
</main></body></html>
`;
}

/** A number in large letters with what it counts. */
export function tile(value: string | number, label: string): Markup {
  return html`<div><b>${value}</b><span>${label}</span></div>`;
}
