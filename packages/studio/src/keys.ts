// Every key of the page in one table: what handles it and what `?` shows are made of the same lines. Letters are those that the keyboard
// writes, wherever they lie on it.

import type { Three } from "./mask/grid.js";
import { axesWithin } from "./mask/grid.js";
import type { Held, Painter } from "./painting.js";
import { movePart } from "./parts.js";
import type { Studio } from "./store.js";
import { THROUGH } from "./view/planes.js";
import { whyNoVolume } from "./view/volume-view.js";

/** What a key is pressed in. */
export interface Hands {
  readonly studio: Studio;
  /** Of the scan that is open. */
  readonly painter: Painter | undefined;
}

export interface Key {
  /** As `combination` writes them. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly group: "Scans" | "Looking" | "Correcting" | "Tools for the class" | "Screens";
  press(hands: Hands, event: KeyboardEvent): void;
  /** Of keys that are held. */
  release?(hands: Hands, event: KeyboardEvent): void;
}

const OVERLAYS = "label (filled, outlined, or not), 2D, 3D, reference, both";

export const KEYS: readonly Key[] = [
  {
    keys: ["n"],
    group: "Scans",
    does: "next scan of the queue",
    press: ({ studio }) => studio.do(() => studio.openNeighbour(1)),
  },
  {
    keys: ["p"],
    group: "Scans",
    does: "the scan before",
    press: ({ studio }) => studio.do(() => studio.openNeighbour(-1)),
  },
  {
    keys: ["k"],
    group: "Scans",
    does: "skip this scan, with a reason; take it back",
    press: ({ studio }) => studio.do(() => studio.askToSkip()),
  },
  { keys: ["s"], group: "Scans", does: "save the label", press: ({ studio }) => studio.do(() => studio.save()) },
  {
    keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
    group: "Looking",
    does: "move the cursor; with Space held, paint",
    press: move,
  },
  {
    keys: ["shift+ArrowLeft", "shift+ArrowRight", "shift+ArrowUp", "shift+ArrowDown"],
    group: "Looking",
    does: "move it by five voxels",
    press: move,
  },
  {
    keys: ["PageUp", "PageDown"],
    group: "Looking",
    does: "next slice, slice before; also the wheel",
    press: changeSlice,
  },
  {
    keys: ["ctrl+ArrowLeft", "ctrl+ArrowRight", "ctrl+ArrowUp", "ctrl+ArrowDown", "shift+PageUp", "shift+PageDown"],
    group: "Looking",
    does: "of a scan that is shown in parts: the next part there, half of it on",
    press: goToPart,
  },
  { keys: [","], group: "Looking", does: "next plane", press: ({ studio }) => studio.nextPlane() },
  { keys: ["Enter"], group: "Looking", does: "enlarge the plane, or end the closed line", press: enter },
  {
    keys: ["v"],
    group: "Looking",
    does: "3D alone",
    press: ({ studio }) => {
      studio.layout.value = studio.layout.value === "solid" ? "four" : "solid";
    },
  },
  {
    keys: ["shift+v"],
    group: "Looking",
    does: "3D as a volume, where there is a graphics processor; or the mask again",
    press: ({ studio }) => studio.toggleVolume(whyNoVolume),
  },
  {
    keys: ["w"],
    group: "Looking",
    does: "next window; drag with the right button: width and level",
    press: ({ studio }) => studio.nextWindow(),
  },
  {
    keys: ["+", "="],
    group: "Looking",
    does: "larger; also Ctrl and the wheel. Middle button: move",
    press: ({ studio }) => studio.zoomBy(1.25),
  },
  { keys: ["-"], group: "Looking", does: "smaller", press: ({ studio }) => studio.zoomBy(0.8) },
  { keys: ["0"], group: "Looking", does: "the whole slices", press: ({ studio }) => wholeSlices(studio) },
  {
    keys: ["1", "2", "3", "4", "5"],
    group: "Looking",
    does: OVERLAYS,
    press: ({ studio }, { key }) => overlay(studio, Number(key)),
  },
  {
    keys: ["d"],
    group: "Looking",
    does: "where the networks disagree, as a map",
    press: ({ studio }) => studio.do(() => studio.showMap("disagreement")),
  },
  {
    keys: ["shift+d"],
    group: "Looking",
    does: "probability of the class by each network",
    press: ({ studio }) => studio.do(() => studio.nextProbability()),
  },
  {
    keys: ["g"],
    group: "Looking",
    does: "go to the slice where the networks differ most",
    press: ({ studio }) => studio.do(() => studio.goToQuarrel()),
  },
  {
    keys: ["h"],
    group: "Looking",
    does: "held: the scan alone",
    press: ({ studio }) => {
      studio.isHidden.value = true;
    },
    release: ({ studio }) => {
      studio.isHidden.value = false;
    },
  },
  { keys: ["j"], group: "Looking", does: "bare voxels, or smooth", press: ({ studio }) => flip(studio.isSmooth) },
  { keys: ["."], group: "Looking", does: "next channel", press: ({ studio }) => studio.do(() => studio.nextChannel()) },
  { keys: ["q"], group: "Correcting", does: "class before", press: ({ studio }) => studio.chooseClass(-1) },
  { keys: ["a"], group: "Correcting", does: "next class", press: ({ studio }) => studio.chooseClass(1) },
  {
    keys: ["x"],
    group: "Correcting",
    does: "padlock: the class is not painted over",
    press: ({ studio }) => studio.toggleLock(studio.value.value),
  },
  {
    keys: ["r"],
    group: "Correcting",
    does: "no tool: clicks move the cursor, Shift links the planes",
    press: tool("move"),
  },
  { keys: ["b"], group: "Correcting", does: "brush; Shift: a disc, Alt: erase", press: tool("brush") },
  { keys: ["e"], group: "Correcting", does: "eraser, with a size of its own", press: tool("eraser") },
  { keys: ["f"], group: "Correcting", does: "fill; Shift: in three dimensions", press: tool("fill") },
  { keys: ["l"], group: "Correcting", does: "closed line: draw, or set points and press Enter", press: tool("line") },
  {
    keys: ["[", "]"],
    group: "Correcting",
    does: "smaller, larger",
    press: ({ studio }, { key }) => studio.resize(key === "]"),
  },
  {
    keys: ["i"],
    group: "Correcting",
    does: "keep to intensities like those under the pointer",
    press: ({ studio }) => studio.toggleWithin(),
  },
  {
    keys: [" ", "shift+ ", "alt+ "],
    group: "Correcting",
    does: "use the tool at the cursor",
    press: useTool,
    release: letGo,
  },
  { keys: ["z", "ctrl+z"], group: "Correcting", does: "undo", press: ({ studio }) => studio.undo() },
  { keys: ["y", "ctrl+y", "ctrl+shift+z"], group: "Correcting", does: "redo", press: ({ studio }) => studio.redo() },
  {
    keys: ["t"],
    group: "Tools for the class",
    does: "complete it between the slices of this plane",
    press: ({ studio }) => studio.do(() => studio.reshape("between slices")),
  },
  {
    keys: ["c"],
    group: "Tools for the class",
    does: "keep its largest part",
    press: ({ studio }) => studio.do(() => studio.reshape("largest part")),
  },
  {
    keys: ["o"],
    group: "Tools for the class",
    does: "close its holes",
    press: ({ studio }) => studio.do(() => studio.reshape("holes")),
  },
  {
    keys: ["m"],
    group: "Tools for the class",
    does: "make it smooth",
    press: ({ studio }) => studio.do(() => studio.reshape("smooth")),
  },
  {
    keys: ["u"],
    group: "Tools for the class",
    does: "threshold in the slice",
    press: ({ studio }) => studio.do(() => studio.threshold(false)),
  },
  {
    keys: ["shift+u"],
    group: "Tools for the class",
    does: "threshold in the scan",
    press: ({ studio }) => studio.do(() => studio.threshold(true)),
  },
  {
    keys: ["F2"],
    group: "Screens",
    does: "scan",
    press: ({ studio }) => {
      studio.screen.value = "scan";
    },
  },
  {
    keys: ["F3"],
    group: "Screens",
    does: "run",
    press: ({ studio }) => {
      studio.screen.value = "run";
    },
  },
  {
    keys: ["F4"],
    group: "Screens",
    does: "rounds",
    press: ({ studio }) => {
      studio.screen.value = "rounds";
    },
  },
  { keys: ["Escape"], group: "Screens", does: "back to the scan; give up the line, or a tool under way", press: back },
  { keys: ["?"], group: "Screens", does: "these keys", press: ({ studio }) => flip(studio.isHelpShown) },
];

/** Keys that move a control which has the focus, and so are left to it. */
const OF_CONTROLS = new Set([" ", "Enter"]);

/** Takes every key of the page. @returns how to stop */
export function handleKeys(hands: () => Hands): () => void {
  const byKey = new Map(KEYS.flatMap((key) => key.keys.map((name) => [name, key] as const)));
  const held = new Map<string, Key>();
  const listeners = new AbortController();
  const { signal } = listeners;
  document.addEventListener(
    "keydown",
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const isTyping = target?.matches("input:not([type=range]), select, textarea") === true;
      const isControl = target?.matches("button, a, summary") === true;
      if (isTyping && event.key !== "Escape") return;
      if (isControl && OF_CONTROLS.has(event.key)) return;
      const key = byKey.get(combination(event));
      if (key === undefined) return;
      // What works on the scan does so where it is seen.
      const isAnywhere = key.group === "Screens" || key.group === "Scans";
      if (!isAnywhere && hands().studio.screen.value !== "scan") return;
      event.preventDefault();
      if (key.release !== undefined) {
        if (held.has(event.code)) return;
        held.set(event.code, key);
      }
      key.press(hands(), event);
    },
    { signal },
  );
  document.addEventListener(
    "keyup",
    (event) => {
      held.get(event.code)?.release?.(hands(), event);
      held.delete(event.code);
    },
    { signal },
  );
  // Keys that are held when the window goes away are let go somewhere else.
  addEventListener(
    "blur",
    () => {
      for (const key of held.values()) key.release?.(hands(), new KeyboardEvent("keyup"));
      held.clear();
    },
    { signal },
  );
  return () => listeners.abort();
}

/** `"shift+f"`, `"ctrl+z"`, `"?"`: signs have the Shift in them that writes them. */
export function combination({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const isSign = key.length === 1 && key !== " " && key.toLowerCase() === key.toUpperCase();
  const parts = [
    (ctrlKey || metaKey) && "ctrl",
    altKey && !isSign && "alt",
    shiftKey && !isSign && "shift",
    key.length === 1 ? key.toLowerCase() : key,
  ];
  return parts.filter((part) => part !== false).join("+");
}

function flip(one: { value: boolean }): void {
  one.value = !one.value;
}

function tool(name: Studio["tool"]["value"]) {
  return ({ studio }: Hands) => {
    studio.tool.value = name;
  };
}

const heldIn = ({ shiftKey, altKey }: KeyboardEvent): Held => ({ shift: shiftKey, alt: altKey });

/** What an arrow moves by in the chosen plane, whose pictures show both axes backwards. */
function move({ studio, painter }: Hands, event: KeyboardEvent): void {
  const { value: session } = studio.session;
  if (session === null) return;
  const plane = studio.plane.value;
  const [across, down] = axesWithin(THROUGH[plane]);
  const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const step: [number, number, number] = [0, 0, 0];
  const size = event.shiftKey && painter?.isDown !== true ? 5 : 1;
  step[isAcross ? across : down] = event.key === "ArrowLeft" || event.key === "ArrowUp" ? size : -size;
  studio.moveCursor(step);
  painter?.move(plane, session.cursor.value, heldIn(event));
}

/** As the arrows and pages move the cursor. */
function goToPart({ studio }: Hands, { key }: KeyboardEvent): void {
  const through = THROUGH[studio.plane.value];
  const [across, down] = axesWithin(through);
  const axis = key.startsWith("Page") ? through : key === "ArrowLeft" || key === "ArrowRight" ? across : down;
  const halves: [number, number, number] = [0, 0, 0];
  halves[axis] = ["ArrowLeft", "ArrowUp", "PageUp"].includes(key) ? 1 : -1;
  studio.do(() => movePart(studio, halves));
}

function changeSlice({ studio }: Hands, { key }: KeyboardEvent): void {
  const step: [number, number, number] = [0, 0, 0];
  step[THROUGH[studio.plane.value]] = key === "PageUp" ? 1 : -1;
  studio.moveCursor(step);
}

function useTool({ studio, painter }: Hands, event: KeyboardEvent): void {
  const place: Three | undefined = studio.session.value?.cursor.value;
  if (place !== undefined) painter?.press(studio.plane.value, place, heldIn(event));
}

function letGo({ painter }: Hands, event: KeyboardEvent): void {
  painter?.release(heldIn(event));
}

function enter({ studio, painter }: Hands, event: KeyboardEvent): void {
  if (studio.session.value?.line.value != null) painter?.closeLine(event.altKey);
  else studio.layout.value = studio.layout.value === studio.plane.value ? "four" : studio.plane.value;
}

function back({ studio }: Hands): void {
  const { value: session } = studio.session;
  if (studio.giveUp()) return;
  if (session?.line.value != null) session.line.value = null;
  else if (studio.isHelpShown.value) studio.isHelpShown.value = false;
  else if (studio.isSkipping.value) studio.isSkipping.value = false;
  else studio.screen.value = "scan";
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
}

function wholeSlices({ session: { value: session } }: Studio): void {
  if (session === null) return;
  session.zoom.value = 1;
  session.middles.value = {};
}

/** The masks by the digits of the keys. */
export function overlayNames(studio: Studio): readonly (string | undefined)[] {
  const [first, second] = studio.networks.value;
  const both = studio.state.value?.networks.includes("both") === true ? "both" : undefined;
  return ["label", first, second, "reference", both];
}

function overlay(studio: Studio, digit: number): void {
  const name = overlayNames(studio)[digit - 1];
  if (name === undefined) studio.tell("There is no such network.");
  else studio.do(() => studio.cycleLook(name));
}
