// What the parts of gpu-check share: rows of a Markdown table, a time limit for each part, distances between tensors.
import { noGrad, stack, type Tensor } from "@mandn/torch";

/** How and on what the parts run. */
export interface Bench {
  readonly device: "cpu" | "cuda";
  /** Tiny sizes: whether the script itself works, on a CPU too; its figures say nothing of a GPU. */
  readonly quick: boolean;
  /** The folder of scans, any that `mn check` takes. */
  readonly data: string;
  /** For runs; the parts of one call share it. */
  readonly folder: string;
  /** Milliseconds since 1970: what is not begun by then is said to be not reached, what is under way is cut off. */
  readonly deadline: number;
}

let failed = 0;

/** Checks that failed so far, were cut off, or not reached. */
export const failures = (): number => failed;

export const row = (what: string, outcome: string, figure: string): string => `| ${what} | ${outcome} | ${figure} |`;

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0].replaceAll("|", "/");

/**
 * One row: what `body` returns, or why it failed.
 *
 * @param body its signal is aborted at the deadline; what it throws then is told as what was done till then
 */
export async function check(
  { deadline }: Pick<Bench, "deadline">,
  what: string,
  body: (signal: AbortSignal) => string | Promise<string>,
): Promise<void> {
  const left = deadline - Date.now();
  if (left <= 0) {
    failed += 1;
    console.log(row(what, "**not reached**", "the part's time was over"));
    return;
  }
  const signal = AbortSignal.timeout(left);
  const begun = Date.now();
  try {
    console.log(row(what, "works", await body(signal)));
  } catch (error) {
    failed += 1;
    const cut = `after ${((Date.now() - begun) / 1000).toFixed(0)} s: `;
    console.log(
      row(what, signal.aborted ? "**cut off**" : "**fails**", (signal.aborted ? cut : "") + firstLine(error)),
    );
  }
}

/** A row for what cannot be checked here; no failure. */
export function skipped(what: string, why: string): void {
  console.log(row(what, "skipped", why));
}

export function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** ‖x‖² of all together, in float64. */
const squares = (tensors: readonly Tensor[]) => stack(tensors.map((one) => one.to("float64").square().sum())).sum();

/** ‖x − y‖ / ‖y‖ over all tensors together. */
export function distance(x: readonly Tensor[], y: readonly Tensor[]): number {
  return noGrad(() => {
    const difference = squares(x.map((one, i) => one.to("float64").sub(y[i].to("float64"))));
    return difference.div(squares(y)).sqrt().itemNumber();
  });
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
