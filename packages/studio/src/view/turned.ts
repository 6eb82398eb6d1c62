// What is turned by dragging it and by the arrows: the solid and the volume.

/**
 * Listens on a canvas.
 *
 * @param turn told how far to the right and down: pixels of a drag, or 1 for a press of an arrow (`isKey`)
 * @returns ends it
 */
export function turned(canvas: HTMLCanvasElement, turn: (dx: number, dy: number, isKey: boolean) => void): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId), { signal });
  canvas.addEventListener(
    "pointermove",
    (event) => {
      if (event.buttons !== 0) turn(event.movementX, event.movementY, false);
    },
    { signal },
  );
  canvas.addEventListener(
    "keydown",
    (event) => {
      const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
      if (dx === undefined || dy === undefined) return;
      turn(dx, dy, true);
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );
  return () => listeners.abort();
}
