// Of a scan that is too large to be shown whole: which part is shown, and how one goes to another. The keys do the same.

import type { Three } from "../mask/grid.js";
import { movePart } from "../parts.js";
import type { ScanSession } from "../session.js";
import type { Studio } from "../store.js";

/** Which part of a large scan is shown, and that nothing happens to the rest. */
export function PartShown({ session }: { readonly session: ScanSession }) {
  const { part, shape } = session.header;
  if (part === null) return null;
  const ranges = ["x", "y", "z"].map((axis, i) => {
    const first = part.first[i] as number;
    return `${axis} ${first} to ${first + (shape[i] as number) - 1} of ${part.whole[i]}`;
  });
  return (
    <p class="part" role="status" aria-label="part of the scan">
      <b>A part of the scan</b>, which is too large to be shown whole: {ranges.join(", ")}. The rest stays as it was.
    </p>
  );
}

const WAYS: readonly { readonly name: string; readonly halves: Three }[] = [
  { name: "Left", halves: [-1, 0, 0] },
  { name: "Right", halves: [1, 0, 0] },
  { name: "Back", halves: [0, -1, 0] },
  { name: "Front", halves: [0, 1, 0] },
  { name: "Down", halves: [0, 0, -1] },
  { name: "Up", halves: [0, 0, 1] },
];

/** Goes to another part of a large scan. */
export function PartChooser({ studio, session }: { readonly studio: Studio; readonly session: ScanSession }) {
  if (session.header.part === null) return null;
  return (
    <section aria-label="the part that is shown">
      <h2>Go to the part half of it on</h2>
      <div class="pair">
        {WAYS.map(({ name, halves }) => (
          <button key={name} type="button" class="tool" onClick={() => studio.do(() => movePart(studio, halves))}>
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}
