import { stack, type Tensor } from "@mandn/torch";

let failed = 0;

/** Checks that failed so far. */
export const failures = (): number => failed;

export function printHeader(): void {
  console.log("| what | outcome | figure |\n|---|---|---|");
}

/** One row: what `body` returns, or why it failed. */
export async function check(what: string, body: () => string | Promise<string>): Promise<void> {
  let outcome: string;
  try {
    outcome = `works | ${await body()}`;
  } catch (error) {
    failed += 1;
    outcome = `**fails** | ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`;
  }
  console.log(`| ${what} | ${outcome} |`);
}

export function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** ‖x − y‖ / ‖y‖ over all tensors together. */
export function distance(x: readonly Tensor[], y: readonly Tensor[]): number {
  const norm = (tensors: readonly Tensor[]) =>
    stack(tensors.map((one) => one.to("float64").square().sum()))
      .sum()
      .sqrt()
      .itemNumber();
  return norm(x.map((one, i) => one.sub(y[i]))) / norm(y);
}
