// The keys, as keys.ts has them, beside what they work on: nothing waits for it to be closed.

import { KEYS } from "../keys.js";
import type { Studio } from "../store.js";

/** Keys as they are printed on a keyboard. */
const PRINTED: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  PageUp: "Page ↑",
  PageDown: "Page ↓",
  Escape: "Esc",
};

const printed = (keys: string) =>
  keys
    .split(/(?<=.)\+/)
    .map((key) => PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : (key[0] ?? "").toUpperCase() + key.slice(1)))
    .join(" ");

export function Help({ studio }: { readonly studio: Studio }) {
  const groups = [...new Set(KEYS.map(({ group }) => group))];
  return (
    <aside class="help" aria-label="keys">
      <header>
        <h2>Keys</h2>
        <button
          type="button"
          aria-label="close the keys"
          onClick={() => {
            studio.isHelpShown.value = false;
          }}
        >
          ✕
        </button>
      </header>
      {groups.map((group) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {KEYS.filter((key) => key.group === group).map(({ keys, does }) => (
              <div key={keys.join()}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{printed(key)}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </aside>
  );
}
