// The section on the plan: every setting with its reason.
// A part of the page that report.ts puts together.

import type { Plan } from "../plan/plan.js";
import { html, type Markup } from "./page.js";

/** Settings that the section on the data shows. */
const elsewhere = new Set(["$schema", "version", "reasons", "dataset"]);

/** What was decided, with the reasons where the plan gives them. */
export function planSection({ plan }: { readonly plan: Plan }): Markup {
  const settings = Object.entries(plan).flatMap(([key, value]) => (elsewhere.has(key) ? [] : settingsOf(key, value)));
  const hasReason = ([path]: Setting) => Object.hasOwn(plan.reasons, path);
  const paths = new Set(settings.map(([path]) => path));
  const groups = Object.keys(plan.reasons).filter((path) => !paths.has(path));
  const reasoned = [...settings.filter(hasReason), ...groups.map((path) => [path, ""] as const)];
  const rest = settings.filter((setting) => !hasReason(setting));
  const rows = (some: readonly Setting[]) =>
    some.map(
      ([path, value]) =>
        html`<tr><th><code>${path}</code></th><td class="text">${value}</td><td class="text">${plan.reasons[path]}</td></tr>`,
    );
  return html`<section><h2>How was it planned?</h2>
${reasoned.length > 0 && html`<div class="scroll"><table><thead><tr><th>setting</th><th class="text">value</th><th class="text">because</th></tr></thead><tbody>${rows(reasoned)}</tbody></table></div>`}
<details><summary>${reasoned.length > 0 ? "All other settings" : "All settings"}</summary><div class="scroll"><table><tbody>${rows(rest)}</tbody></table></div></details>
</section>`;
}

type Setting = readonly [path: string, value: string];

function settingsOf(path: string, value: unknown): Setting[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[path, shown(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[path, "none"]];
  return entries.flatMap(([key, inner]) => settingsOf(`${path}.${key}`, inner));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${shown(inner)}`)
      .join(", ");
  }
  return value === true ? "yes" : value === false ? "no" : String(value);
}
