import { visible } from "../visible.js";

/**
 * Columns as wide as they need to be.
 *
 * @param alignment of each column; default the first to the left, the others to the right, the last as it is
 */
export function table(raw: readonly (readonly string[])[], alignment?: readonly ("left" | "right")[]): string {
  const rows = raw.map((row) => row.map(visible));
  const widths = (rows[0] ?? []).map((_cell, column) =>
    rows.reduce((widest, row) => Math.max(widest, (row[column] ?? "").length), 0),
  );
  const last = widths.length - 1;
  const cell = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    const isLeft = alignment ? alignment[column] === "left" : column === 0 || (column === last && last > 1);
    return isLeft ? text.padEnd(width) : text.padStart(width);
  };
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}
