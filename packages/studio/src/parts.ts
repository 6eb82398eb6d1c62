// From one part of a large scan to another: what keys and buttons do.

import type { Three } from "./mask/grid.js";
import type { Studio } from "./store.js";

/** Shows another part of a large scan, once this one is saved. @param halves of the part, along x, y, z */
export async function movePart(studio: Studio, halves: Three): Promise<void> {
  const { value: session } = studio.session;
  const part = session?.header.part ?? null;
  if (session === null || part === null) return studio.tell("This scan is shown whole.");
  if (!studio.mayChange()) return;
  if (session.isChanged.value) return studio.tell("Save the label first (S): another part is shown once this one is.");
  const [x, y, z] = part.first.map((first, axis) => {
    const size = session.header.shape[axis] as number;
    const next = first + Math.round(((halves[axis] as number) * size) / 2);
    return Math.min((part.whole[axis] as number) - size, Math.max(0, next));
  }) as unknown as Three;
  if (String([x, y, z]) === String(part.first)) return studio.tell("The scan ends here.");
  await studio.open(session.id, [x, y, z]);
  if (studio.session.value !== null) studio.session.value.window.value = session.window.value;
}
