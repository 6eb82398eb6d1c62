// What the page and its worker tell each other.
import type { Volume } from "@mandn/imaging/pure";

/** To the worker: the files of one scan, in the order of the model's channels. */
export interface Request {
  readonly files: readonly File[];
  /** `wasm` leaves a GPU alone. */
  readonly backend: "auto" | "wasm";
}

/** A finished mask. */
export interface Result {
  readonly kind: "result";
  /** The first channel, for the viewer: `[D, H, W]` as the file stores it. */
  readonly image: Volume;
  /** `[D, H, W]`, the values of the classes. */
  readonly mask: Uint8Array | Int32Array;
  /** The bytes of the `.nii.gz` file, and its name. */
  readonly file: Uint8Array;
  readonly name: string;
  readonly seconds: number;
  /** What computed: "WebAssembly", "WebGPU". */
  readonly backend: string;
}

/** From the worker. */
export type Message =
  | Result
  | { readonly kind: "progress"; readonly text: string; readonly share: number }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "error"; readonly text: string };
