/** A mask's part in a plane: `rows` × `columns` voxels, row by row. */
export interface Plane<T extends ArrayLike<number> = ArrayLike<number>> {
  readonly rows: number;
  readonly columns: number;
  readonly values: T;
}

/** A corner of an outline, in columns and rows from the plane's upper left corner. */
type Point = readonly [x: number, y: number];

/**
 * The outlines of a value's voxels: closed lines half-way between centres of voxels inside and outside (marching
 * squares at 0.5), so at most half a voxel off the voxels' edges. Touching corners stay apart.
 */
export function outlines({ rows, columns, values }: Plane, value: number): Point[][] {
  const inside = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns && values[row * columns + column] === value;
  const key = ([x, y]: Point) => 2 * y * (2 * columns + 1) + 2 * x;
  const next = new Map<number, readonly [from: Point, to: Point]>();
  for (let row = -1; row < rows; row++) {
    for (let column = -1; column < columns; column++) {
      for (const line of linesOf(inside, row, column)) next.set(key(line[0]), line);
    }
  }
  const loops: Point[][] = [];
  for (const [start] of next) {
    const loop: Point[] = [];
    for (let line = next.get(start); line !== undefined; line = next.get(key(line[1]))) {
      next.delete(key(line[0]));
      loop.push(line[0]);
    }
    if (loop.length > 0) loops.push(loop);
  }
  return loops;
}

/** The lines through the square between four voxels' centres, that of (row, column) at its upper left. */
function linesOf(inside: (row: number, column: number) => boolean, row: number, column: number) {
  const corners = [inside(row, column), inside(row, column + 1), inside(row + 1, column + 1), inside(row + 1, column)];
  const lines: (readonly [from: Point, to: Point])[] = [];
  for (let entry = 0; entry < 4; entry++) {
    if (corners[entry] || !corners[(entry + 1) % 4]) continue;
    let exit = entry + 1;
    while (corners[(exit + 1) % 4]) exit += 1;
    lines.push([middleOfSide(row, column, entry), middleOfSide(row, column, exit % 4)]);
  }
  return lines;
}

/** Sides go round clockwise from the upper one; side i ends at corner i + 1. */
function middleOfSide(row: number, column: number, side: number): Point {
  const [x, y] = (
    [
      [1, 0.5],
      [1.5, 1],
      [1, 1.5],
      [0.5, 1],
    ] as const
  )[side];
  return [column + x, row + y];
}

/**
 * Outlines as the data of an SVG path, their corners rounded.
 *
 * @param place where a point of the plane lies in the picture
 */
export function pathOf(loops: readonly (readonly Point[])[], place: (point: Point) => Point): string {
  return loops
    .map((loop) => {
      const points = loop.map(place);
      const middles = points.map(([x, y], i) => {
        const [nextX, nextY] = points[(i + 1) % points.length];
        return `${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`;
      });
      const curves = points.slice(1).map(([x, y], i) => `Q${round(x)} ${round(y)} ${middles[i + 1]}`);
      return `M${middles[0]}${curves.join("")}Q${round(points[0][0])} ${round(points[0][1])} ${middles[0]}Z`;
    })
    .join("");
}

const round = (value: number) => Number(value.toFixed(2));
