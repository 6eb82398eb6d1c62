// The left rail: which scan next, and why; the others below.
// It stands beside every screen.

import type { Scan } from "../api.js";
import type { Studio } from "../store.js";

const STATES: Readonly<Record<Scan["state"], string>> = {
  "to-do": "to do",
  draft: "draft",
  done: "done",
  skipped: "skipped",
};

export function Queue({ studio }: { readonly studio: Studio }) {
  const { queue, others, isOrderRandom } = studio;
  return (
    <nav class="queue" aria-label="scans">
      <header>
        <h2>Next scans</h2>
        <label class="switch">
          <input
            type="checkbox"
            checked={isOrderRandom.value}
            onChange={({ currentTarget }) => {
              isOrderRandom.value = currentTarget.checked;
            }}
          />
          random order
        </label>
      </header>
      <ol>
        {queue.value.map((scan, place) => (
          <Row key={scan.id} studio={studio} scan={scan} place={place + 1} />
        ))}
      </ol>
      {queue.value.length === 0 && <p class="soft">No scan waits.</p>}
      {others.value.length > 0 && <h2>Others</h2>}
      <ul>
        {others.value.map((scan) => (
          <Row key={scan.id} studio={studio} scan={scan} />
        ))}
      </ul>
    </nav>
  );
}

function Row({ studio, scan, place }: { readonly studio: Studio; readonly scan: Scan; readonly place?: number }) {
  const isOpen = studio.session.value?.id === scan.id;
  const reason = scan.skippedBecause === null ? scan.reason : `skipped: ${scan.skippedBecause}`;
  return (
    <li>
      <button
        type="button"
        class="row"
        aria-current={isOpen ? "true" : undefined}
        onClick={() => studio.do(() => studio.open(scan.id))}
      >
        <span class="line">
          {place !== undefined && <span class="rank">{place}</span>}
          <b>{scan.id}</b>
          <span class={`state ${scan.state}`}>{STATES[scan.state]}</span>
        </span>
        {scan.disagreement !== null && <meter min={0} max={1} value={scan.disagreement} aria-label="disagreement" />}
        <span class="reason">
          {place === undefined && `${scan.role} · `}
          {reason}
          {volume(studio, scan)}
        </span>
      </button>
    </li>
  );
}

function volume(studio: Studio, { millilitres }: Scan): string {
  if (millilitres === null) return "";
  const total = studio.foreground.value.reduce((sum, { value }) => sum + (millilitres[value] ?? 0), 0);
  return ` ·\u00a0${total < 10 ? total.toFixed(1) : Math.round(total)}\u00a0ml`;
}
