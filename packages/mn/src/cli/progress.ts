import { clock, visible, visibleLines } from "@mandn/base";
import type { Progress } from "../steps/step.js";

/** Where progress is shown: standard error, or in tests something like it. */
interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two pictures of the line on a terminal, and between two lines in a log. */
const TERMINAL_EVERY = 100;
const LOG_EVERY = 30_000;

/** Long work's progress: one line that changes on a terminal, a line now and then in a log. */
export class ProgressLine {
  #what = "";
  /** Where the work that is under way began, for its rate: what was done before does not count. */
  #begun = { at: 0, done: 0 };
  #shownAt = Number.NEGATIVE_INFINITY;
  #isOpen = false;

  /** @param every milliseconds between two pictures, or lines, at least */
  constructor(
    private readonly stream: ProgressStream = process.stderr,
    private readonly now: () => number = () => performance.now(),
    private readonly every = stream.isTTY ? TERMINAL_EVERY : LOG_EVERY,
  ) {}

  readonly update = (progress: Progress): void => {
    const now = this.now();
    if (progress.what !== this.#what) {
      this.#close();
      this.#what = progress.what;
      this.#begun = { at: now, done: Math.max(0, progress.done - 1) };
      this.#shownAt = Number.NEGATIVE_INFINITY;
    }
    const isLast = progress.done >= progress.total;
    if (!isLast && now - this.#shownAt < this.every) return;
    this.#shownAt = now;
    const line = visible(this.#line(progress, now));
    if (this.stream.isTTY) {
      this.stream.write(`\r\u001b[K${line.slice(0, (this.stream.columns ?? 80) - 1)}`);
      this.#isOpen = true;
      if (isLast) this.#close();
    } else this.stream.write(`${line}\n`);
  };

  /** A sentence on a line of its own. */
  readonly note = (sentence: string): void => {
    if (this.#isOpen) this.stream.write("\r\u001b[K");
    this.#isOpen = false;
    this.stream.write(`${visibleLines(sentence)}\n`);
  };

  /** Leaves the last picture standing. */
  end(): void {
    this.#close();
    this.#what = "";
  }

  #close(): void {
    if (this.#isOpen) this.stream.write("\n");
    this.#isOpen = false;
  }

  #line({ what, done, total, unit, detail }: Progress, now: number): string {
    const seconds = (now - this.#begun.at) / 1000;
    const rate = seconds > 0 ? (done - this.#begun.done) / seconds : 0;
    const speed =
      rate >= 1 ? `${rate.toPrecision(2)} ${unit}/s` : rate > 0 ? `${(1 / rate).toPrecision(2)} s each` : "";
    const time = done >= total ? `took ${clock(seconds)}` : rate > 0 ? `${clock((total - done) / rate)} left` : "";
    const whole = Number.isInteger(total) ? Math.floor(done) : done;
    return [`${what} ${whole}/${total} ${unit}`, speed, time, detail ?? ""].filter((part) => part !== "").join(" · ");
  }
}
