// The scan's screen: three planes and the solid, the tools beside them,
// and a line that says what is under the cursor.

import { counted, duration } from "@mandn/base";
import { useSignal } from "@preact/signals";
import type { Versions } from "../api.js";
import { maskTitle, shortTitle } from "../curves.js";
import { overlayNames } from "../keys.js";
import type { Painter } from "../painting.js";
import { NOTHING, type ScanSession } from "../session.js";
import type { Studio, ToolName } from "../store.js";
import { PlaneView, SolidView } from "../view/plane-view.js";
import { planeNames } from "../view/planes.js";
import { colourOfMask } from "../view/slice-canvas.js";
import { VolumeView, whyNoVolume } from "../view/volume-view.js";
import { PartChooser, PartShown } from "./part.js";
import { Padlock, Swatch } from "./parts.js";

interface ScanProps {
  readonly studio: Studio;
  readonly session: ScanSession;
  readonly painter: Painter;
}

export function ScanScreen(props: ScanProps) {
  const { studio, session } = props;
  const { layout } = studio;
  const shown = planeNames.filter((plane) => layout.value === "four" || layout.value === plane);
  return (
    <>
      <main class="scan" aria-label={`scan ${session.id}`}>
        <PartShown session={session} />
        <div class={`tiles ${layout.value === "four" ? "four" : "one"}`}>
          {shown.map((plane) => (
            <div key={`${session.id} ${plane}`} class={`tile ${studio.plane.value === plane ? "chosen" : ""}`}>
              <PlaneView {...props} plane={plane} />
            </div>
          ))}
          {(layout.value === "four" || layout.value === "solid") && (
            <div key={`${session.id} solid`} class="tile">
              {studio.isVolume.value ? (
                <VolumeView studio={studio} session={session} />
              ) : (
                <SolidView studio={studio} session={session} />
              )}
              <span class="caption">
                3D · drag to turn{" "}
                <button
                  type="button"
                  aria-pressed={studio.isVolume.value}
                  onClick={() => studio.toggleVolume(whyNoVolume)}
                >
                  Volume <kbd>⇧V</kbd>
                </button>
              </span>
            </div>
          )}
        </div>
        <Under studio={studio} session={session} />
      </main>
      <Rail {...props} />
    </>
  );
}

/** What is under the pointer, or at the cursor. */
function Under({ studio, session }: Pick<ScanProps, "studio" | "session">) {
  session.revision.value;
  const place = studio.under.value;
  const [x, y, z] = place;
  const { shape } = session.grid;
  const at = (z * shape[1] + y) * shape[0] + x;
  const { affine } = session.header;
  const millimetres = [0, 1, 2].map((row) =>
    place.reduce((sum, index, axis) => sum + (affine[4 * row + axis] as number) * index, affine[4 * row + 3] as number),
  );
  const intensity = session.image.value[at] as number;
  return (
    <div class="under" role="status" aria-label="under the cursor">
      <span>voxel {place.map((index, axis) => index + (session.header.part?.first[axis] ?? 0)).join(", ")}</span>
      <span>{millimetres.map((value) => value.toFixed(1)).join(", ")} mm</span>
      <span>intensity {Number.isInteger(intensity) ? intensity : intensity.toPrecision(4)}</span>
      <b>{studio.className(session.editor.voxels[at] as number)}</b>
      {[...session.masks.value].map(([name, mask]) =>
        studio.looks.value.has(name) ? (
          <span key={name}>
            {shortTitle(name)}: {studio.className(mask[at] as number)}
          </span>
        ) : null,
      )}
      {session.map.value !== null && (
        <span>map {Math.round(((session.map.value.bytes[at] as number) * 100) / 255)} %</span>
      )}
    </div>
  );
}

const TOOLS: readonly { readonly name: ToolName; readonly key: string; readonly title: string }[] = [
  { name: "move", key: "R", title: "Move" },
  { name: "brush", key: "B", title: "Brush" },
  { name: "eraser", key: "E", title: "Eraser" },
  { name: "fill", key: "F", title: "Fill" },
  { name: "line", key: "L", title: "Closed line" },
];

function Rail({ studio, session }: ScanProps) {
  return (
    <aside class="rail" aria-label="tools">
      <PartChooser studio={studio} session={session} />
      <section aria-label="classes">
        <h2>Classes</h2>
        {studio.foreground.value.map(({ value, name, colour }) => (
          <div class="class" key={value}>
            <button
              type="button"
              aria-pressed={studio.value.value === value}
              onClick={() => {
                studio.value.value = value;
              }}
            >
              <Swatch colour={`rgb(${colour.join(" ")})`} />
              {name}
            </button>
            <button
              type="button"
              class="lock"
              aria-pressed={studio.locked.value.has(value)}
              aria-label={`lock ${name}`}
              title="not painted over (X)"
              onClick={() => studio.toggleLock(value)}
            >
              <Padlock isClosed={studio.locked.value.has(value)} />
            </button>
          </div>
        ))}
      </section>
      <section aria-label="drawing">
        <h2>Tools</h2>
        <div class="pair">
          {TOOLS.map(({ name, key, title }) => (
            <Tool
              key={name}
              name={title}
              letter={key}
              isPressed={studio.tool.value === name}
              onClick={() => {
                studio.tool.value = name;
              }}
            />
          ))}
          <Tool name="Within" letter="I" isPressed={studio.isWithin.value} onClick={() => studio.toggleWithin()} />
        </div>
        <Sizes studio={studio} />
        {studio.isWithin.value && <Within studio={studio} />}
      </section>
      <section aria-label="the class as a whole">
        <h2>The class as a whole</h2>
        <div class="pair">
          <Tool name="Between slices" letter="T" onClick={() => studio.do(() => studio.reshape("between slices"))} />
          <Tool name="Largest part" letter="C" onClick={() => studio.do(() => studio.reshape("largest part"))} />
          <Tool name="Holes" letter="O" onClick={() => studio.do(() => studio.reshape("holes"))} />
          <Tool name="Smooth" letter="M" onClick={() => studio.do(() => studio.reshape("smooth"))} />
          <Tool name="Threshold" letter="U" onClick={() => studio.do(() => studio.threshold(false))} />
          <Tool name="Undo" letter="Z" onClick={() => studio.undo()} />
        </div>
      </section>
      <Overlays studio={studio} />
      <Save studio={studio} session={session} />
    </aside>
  );
}

function Tool({
  name,
  letter,
  isPressed,
  onClick,
}: {
  readonly name: string;
  readonly letter: string;
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class="tool" aria-pressed={isPressed} onClick={onClick} title={`${name} (${letter})`}>
      {name} <kbd>{letter}</kbd>
    </button>
  );
}

function Sizes({ studio }: { readonly studio: Studio }) {
  const sizes = [
    ["Brush", studio.radius],
    ["Eraser", studio.eraserRadius],
  ] as const;
  return (
    <>
      {sizes.map(([name, size]) => (
        <label key={name} class="size">
          <span class="name">{name}</span>
          <input
            type="range"
            min={Math.log(0.2)}
            max={Math.log(60)}
            step={0.01}
            value={Math.log(size.value)}
            aria-valuetext={`${size.value} mm`}
            onInput={({ currentTarget }) => {
              size.value = Number(Math.exp(Number(currentTarget.value)).toPrecision(2));
            }}
          />
          <output>{size.value} mm</output>
        </label>
      ))}
    </>
  );
}

function Within({ studio }: { readonly studio: Studio }) {
  const set = (index: 0 | 1, text: string) => {
    const value = Number(text);
    const [low, high] = studio.within.value;
    if (text !== "" && Number.isFinite(value)) studio.within.value = index === 0 ? [value, high] : [low, value];
  };
  return (
    <div class="size">
      Within
      {studio.within.value.map((value, index) => (
        <input
          key={index}
          type="number"
          step="any"
          aria-label={index === 0 ? "lowest intensity" : "highest intensity"}
          value={Number(value.toPrecision(4))}
          onChange={({ currentTarget }) => set(index === 0 ? 0 : 1, currentTarget.value)}
        />
      ))}
    </div>
  );
}

function Overlays({ studio }: { readonly studio: Studio }) {
  const { looks, networks, scan } = studio;
  const map = studio.session.value?.map.value?.name;
  const channels = studio.state.value?.channels ?? [];
  return (
    <section aria-label="over the scan">
      {channels.length > 1 && (
        <label class="size">
          Channel
          <select
            value={studio.session.value?.channel.value}
            onChange={({ currentTarget }) => studio.do(() => studio.showChannel(Number(currentTarget.value)))}
          >
            {channels.map((name, channel) => (
              <option key={name} value={channel}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <h2>Over the scan</h2>
      <div class="pair">
        {overlayNames(studio).map((name, i) => {
          if (name === undefined || (name === "reference" && scan.value?.masks.includes(name) !== true)) return null;
          const look = looks.value.get(name);
          return (
            <button
              key={name}
              type="button"
              class="tool"
              aria-pressed={look !== undefined}
              onClick={() => studio.do(() => studio.cycleLook(name))}
            >
              <span>
                {name !== "label" && <Swatch colour={colourOfMask(name, networks.value)} />}
                {name === "label" ? `Label${look === "outline" ? ", outline" : ""}` : shortTitle(name)}
              </span>
              <kbd>{i + 1}</kbd>
            </button>
          );
        })}
        {networks.value.length > 1 && (
          <>
            <Tool
              name="Disagreement"
              letter="D"
              isPressed={map === "disagreement"}
              onClick={() => studio.do(() => studio.showMap("disagreement"))}
            />
            <Tool name="Differ most" letter="G" onClick={() => studio.do(() => studio.goToQuarrel())} />
          </>
        )}
        {networks.value.length > 0 && (
          <Tool
            name={map === undefined || map === "disagreement" ? "Probability" : `Prob. ${map.network.toUpperCase()}`}
            letter="⇧D"
            isPressed={map !== undefined && map !== "disagreement"}
            onClick={() => studio.do(() => studio.nextProbability())}
          />
        )}
      </div>
    </section>
  );
}

function Save({ studio, session }: Pick<ScanProps, "studio" | "session">) {
  const masks = studio.scan.value?.masks ?? [];
  const networks = studio.state.value?.networks ?? [];
  const sources = [...new Set([...networks, ...masks.filter((name) => name !== "draft" && name !== "label"), NOTHING])];
  const { version, isChanged, isDirty, begunFrom, conflict, starting } = session;
  const draft = isDirty.value ? "not saved yet" : isChanged.value ? "draft saved" : "no changes";
  return (
    <section class="save" aria-label="label">
      <h2>Label</h2>
      <label class="size">
        Begin from
        <select
          value={begunFrom.value}
          onChange={({ currentTarget }) => studio.do(() => studio.beginFrom(currentTarget.value))}
        >
          {!sources.includes(begunFrom.value) && <option value={begunFrom.value}>{begunFrom.value}</option>}
          {sources.map((name) => (
            <option key={name} value={name}>
              {maskTitle(name)}
            </option>
          ))}
        </select>
      </label>
      {conflict.value !== null && (
        <div class="conflict" role="alert">
          {conflict.value === version.value ? "Another draft" : `Version ${conflict.value}`} was saved elsewhere. Yours
          stays here.
          <div class="pair">
            <button type="button" onClick={() => studio.do(() => session.keepMine())}>
              Keep mine
            </button>
            <button type="button" onClick={() => studio.do(() => session.takeTheirs())}>
              Take theirs
            </button>
          </div>
        </div>
      )}
      <p class="soft">
        {version.value === 0 ? "No version yet" : `Version ${version.value}`} ·{" "}
        {starting.value === null ? draft : `asking ${maskTitle(starting.value)} …`}
      </p>
      {version.value > 0 && <SavedVersions key={version.value} studio={studio} session={session} />}
      <button type="button" class="primary" onClick={() => studio.do(() => studio.save())}>
        Save label <kbd>S</kbd>
      </button>
    </section>
  );
}

/** Who saved what and when, fetched when it is opened. */
function SavedVersions({ studio, session }: Pick<ScanProps, "studio" | "session">) {
  const versions = useSignal<Versions>([]);
  const fetch = async () => {
    versions.value = await session.versions();
  };
  return (
    <details class="versions" onToggle={({ currentTarget }) => currentTarget.open && studio.do(fetch)}>
      <summary>Saved versions</summary>
      <ul>
        {versions.value.map(({ version, time, who, begunFrom, seconds, changedVoxels, diceToPrediction }) => (
          <li key={version}>
            <b>{version}</b> {new Date(time).toLocaleString("en-GB", { dateStyle: "short", timeStyle: "short" })} by{" "}
            {who}
            <br />
            <span class="soft">
              from {maskTitle(begunFrom)}, {duration(seconds)}, {counted(changedVoxels, "voxel")} changed
              {diceToPrediction !== null && `, Dice to prediction ${Math.round(100 * diceToPrediction)} %`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
