// Small parts that several screens use:
// a colour, a padlock, a chart, the field that asks for minutes.

import { useEffect, useRef } from "preact/hooks";
import type { Markup } from "../view/html.js";

/** A square of a colour. It is set as a property, which the page's policy allows. */
export function Swatch({ colour }: { readonly colour: string }) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (element.current !== null) element.current.style.backgroundColor = colour;
  }, [colour]);
  return <span ref={element} class="swatch" aria-hidden="true" />;
}

export function Padlock({ isClosed }: { readonly isClosed: boolean }) {
  return (
    <svg viewBox="0 0 14 16" aria-hidden="true">
      <path d={isClosed ? "M2 7h10v8H2zM4 7V4.5a3 3 0 0 1 6 0V7" : "M2 7h10v8H2zM4 7V4.5a3 3 0 0 1 5.6-1.5"} />
    </svg>
  );
}

/** Markup of charts.ts, whose texts are escaped. */
export function Chart({ markup }: { readonly markup: Markup }) {
  const element = useRef<HTMLDivElement>(null);
  const { text } = markup;
  useEffect(() => {
    if (element.current !== null) element.current.innerHTML = text;
  }, [text]);
  return <div ref={element} class="card" />;
}

/** Asks for minutes, and does something with them as seconds. */
export function Minutes({
  action,
  initial,
  onSubmit,
}: {
  readonly action: string;
  readonly initial: number;
  readonly onSubmit: (seconds: number) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <form
      class="minutes"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(60 * Number(input.current?.value));
      }}
    >
      <input
        ref={input}
        type="number"
        min={1}
        max={10_000}
        step={1}
        defaultValue={initial}
        aria-label="minutes"
        required
      />
      minutes
      <button type="submit" class="primary">
        {action}
      </button>
    </form>
  );
}
