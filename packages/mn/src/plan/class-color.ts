// The colours of classes that nobody gave one: in files of masks, previews, the studio and the exported page.
import type { Color } from "@mandn/imaging/pure";

/** Colours that people with any colour vision tell apart (Okabe and Ito 2008). */
const COLORS: readonly Color[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
];

/** The colour of a class by its place among the classes; the background, 0, is black. */
export function classColor(place: number): Color {
  return place === 0 ? [0, 0, 0] : (COLORS[(place - 1) % COLORS.length] as Color);
}
