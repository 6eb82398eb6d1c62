// The page: draws the screens around what the store knows, listens to the server and to the keys,
// and sends drafts off when it goes away. esbuild begins here.

import "./without-eval.js";
import { clock } from "@mandn/base";
import { effect } from "@preact/signals";
import { render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Client } from "./client.js";
import { type Hands, handleKeys } from "./keys.js";
import { listen } from "./live.js";
import { Painter } from "./painting.js";
import { Help } from "./screens/help.js";
import { Queue } from "./screens/queue.js";
import { RoundsScreen } from "./screens/rounds.js";
import { RunScreen } from "./screens/run.js";
import { ScanScreen } from "./screens/scan.js";
import { type ScreenName, Studio } from "./store.js";

const SCREENS: readonly { readonly name: ScreenName; readonly title: string; readonly key: string }[] = [
  { name: "scan", title: "Scan", key: "F2" },
  { name: "run", title: "Run", key: "F3" },
  { name: "rounds", title: "Rounds", key: "F4" },
];

function Page({ studio, hands }: { readonly studio: Studio; readonly hands: { painter: Painter | undefined } }) {
  const session = studio.session.value;
  const painter = useMemo(() => (session === null ? undefined : new Painter(studio, session)), [studio, session]);
  useEffect(() => {
    hands.painter = painter;
  }, [hands, painter]);
  const { screen } = studio;
  return (
    <div class={`page ${screen.value}`}>
      <Top studio={studio} />
      <Queue studio={studio} />
      {screen.value === "scan" && session !== null && painter !== undefined && (
        <ScanScreen studio={studio} session={session} painter={painter} />
      )}
      {screen.value === "scan" && session === null && (
        <main class="empty">{studio.opening.value === null ? "Choose a scan." : "One moment."}</main>
      )}
      {screen.value === "run" && <RunScreen studio={studio} />}
      {screen.value === "rounds" && <RoundsScreen studio={studio} />}
      {studio.isHelpShown.value && <Help studio={studio} />}
      {studio.isSkipping.value && <Skipping studio={studio} />}
      <Said studio={studio} />
    </div>
  );
}

function Top({ studio }: { readonly studio: Studio }) {
  const state = studio.state.value;
  return (
    <header class="top">
      <h1>{state?.name ?? "M&N studio"}</h1>
      <nav aria-label="screens">
        {SCREENS.map(({ name, title, key }) => (
          <button
            key={name}
            type="button"
            aria-current={studio.screen.value === name ? "page" : undefined}
            onClick={() => {
              studio.screen.value = name;
            }}
          >
            {title} <kbd>{key}</kbd>
          </button>
        ))}
      </nav>
      {state !== null && state.training.status !== "none" && (
        <span class="soft">
          <span class={`dot-state ${state.training.status}`} aria-hidden="true" /> {state.training.status}
          {state.training.secondsLeft !== null && `, ${clock(state.training.secondsLeft)} left`}
        </span>
      )}
      <span class="spring" />
      {!studio.isLive.value && <span class="fault">not connected</span>}
      {studio.opening.value !== null && <span class="soft">opening {studio.opening.value} …</span>}
      <button
        type="button"
        aria-pressed={studio.isHelpShown.value}
        onClick={() => {
          studio.isHelpShown.value = !studio.isHelpShown.value;
        }}
      >
        Keys <kbd>?</kbd>
      </button>
    </header>
  );
}

/** The last thing that was said. */
function Said({ studio }: { readonly studio: Studio }) {
  const notice = studio.notice.value;
  return (
    <div class={`said ${notice?.isFault === true ? "fault" : ""}`} role="status" aria-live="polite">
      {notice?.text}
    </div>
  );
}

/** Asks why a scan is skipped. */
function Skipping({ studio }: { readonly studio: Studio }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <form
      class="skipping"
      aria-label="skip this scan"
      onSubmit={(event) => {
        event.preventDefault();
        studio.do(() => studio.skip(input.current?.value ?? ""));
      }}
    >
      <label>
        Why is {studio.session.value?.id} skipped? <input ref={input} required maxLength={500} />
      </label>
      <button type="submit">Skip</button>
    </form>
  );
}

const studio = new Studio(new Client());
// What nobody foresaw is said too.
addEventListener("unhandledrejection", ({ reason }) => {
  studio.notice.value = { text: `This should not happen: ${String(reason)}`, isFault: true };
});
addEventListener("error", ({ message }) => {
  studio.notice.value = { text: `This should not happen: ${message}`, isFault: true };
});
const hands: { studio: Studio; painter: Painter | undefined } & Hands = { studio, painter: undefined };
handleKeys(() => hands);
listen({
  onEvent: (event) => studio.take(event),
  onState: (state) => studio.show(state),
  onScans: (scans) => {
    studio.scans.value = scans;
  },
  onRestart: () => studio.forgetCurves(),
  onConnection: (isLive) => {
    studio.isLive.value = isLive;
  },
  onFault: (text) => {
    studio.notice.value = { text, isFault: true };
  },
});

const leave = () => studio.do(async () => studio.session.value?.saveDraft(true));
addEventListener("pagehide", leave);
addEventListener("beforeunload", (event) => {
  if (studio.session.value?.isLostOnLeaving === true) event.preventDefault(); // the browser asks
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") leave();
});
for (const name of ["pointermove", "keydown", "wheel"]) {
  addEventListener(name, () => studio.handSeen(Date.now()), { passive: true });
}
setInterval(() => studio.second(Date.now()), 1000);
// A button that the mouse pressed gives the keys back to the scan.
document.addEventListener("click", ({ detail, target }) => {
  if (detail > 0 && target instanceof Element) target.closest("button")?.blur();
});

const root = document.getElementById("root");
if (root !== null) render(<Page studio={studio} hands={hands} />, root);
// The address names the scan, so that a reload opens it again.
studio.do(() => studio.start(decodeURIComponent(location.hash.slice(1))));
effect(() => {
  const id = studio.session.value?.id;
  if (id !== undefined) history.replaceState(null, "", `#${encodeURIComponent(id)}`);
});
