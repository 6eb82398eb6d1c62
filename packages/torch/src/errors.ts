// The one error class of the engine: what it may know of a failed call, a file, a module's state, other ranks.
// Errors of libtorch become this class in native.ts, those of file formats in files/.

import { CodedError, type ErrorDetails } from "@mandn/base";

/** What an engine error is about; the `code` of every {@link TorchError}. */
export type TorchErrorCode =
  /** An index or dimension is out of range. */
  | "index"
  /** Shapes do not fit each other or the operator. */
  | "shape"
  | "dtype"
  | "device"
  /** An argument has the wrong type, is missing, or is one too many. */
  | "argument"
  /** A value is outside what the operator allows. */
  | "value"
  | "out-of-memory"
  | "not-implemented"
  /** The libtorch in use does not have this operator. */
  | "missing-operator"
  /** A tensor was used after it was freed. */
  | "disposed"
  /** A scope or guard was misused (a promise returned from a synchronous one, an unbalanced end). */
  | "scope"
  | "autograd"
  /** A file is malformed, truncated or asks for what is not allowed. */
  | "file"
  /** libtorch, the compiler, Python or another part of the installation is missing or does not fit. */
  | "setup"
  /** Ranks of a process group did not come together, or lost each other; `reason` says how, `peer` who. */
  | "distributed"
  /** libtorch reported an error of no finer kind. */
  | "runtime";

/**
 * How ranks failed each other. `join`: they did not meet; `mismatch`: they were started differently or call different
 * things; `timeout`: one did not come in time, or stopped; `peer`: one is gone.
 */
export type DistributedReason = "join" | "mismatch" | "timeout" | "peer";

/** The rank that an error of the code `distributed` is about. */
export interface Peer {
  readonly rank: number;
  /** Its machine and process, as far as they are known. */
  readonly host?: string;
  /** What it said itself before it left. */
  readonly message?: string;
}

/** One argument of a failed operator call, as far as it could be read. */
export interface ArgumentDescription {
  readonly name: string;
  /** `"Tensor"`, `"number"`, `"int[]"`, … */
  readonly type: string;
  readonly dtype?: string;
  readonly shape?: readonly number[];
  readonly device?: string;
}

/** How a state dict differs from the module that it should fill. */
export interface StateDictFaults {
  /** In the module, not in the dictionary. */
  readonly missing: readonly string[];
  /** In the dictionary, not in the module. */
  readonly unexpected: readonly string[];
  /** In both, with another shape than the module's. */
  readonly misshapen: readonly {
    readonly key: string;
    readonly shape: readonly number[];
    readonly wanted: readonly number[];
  }[];
}

/** Everything an engine error knows besides its message. */
export interface TorchErrorDetails extends ErrorDetails {
  /** The operator with its namespace: `"aten::conv3d"`. */
  readonly operator?: string;
  readonly overload?: string;
  readonly arguments?: readonly ArgumentDescription[];
  /** Of a state dict that does not fit. */
  readonly stateDict?: StateDictFaults;
  /** Of a `distributed` error. */
  readonly reason?: DistributedReason;
  /** Whose fault a `distributed` error is, where that is known. */
  readonly peer?: Peer;
}

/** The one error class of the engine. `code` says what kind it is; the message says what to do. */
export class TorchError extends CodedError<TorchErrorCode, TorchErrorDetails> {
  override readonly name = "TorchError";
  declare readonly operator?: string;
  declare readonly overload?: string;
  declare readonly arguments?: readonly ArgumentDescription[];
  declare readonly stateDict?: StateDictFaults;
  declare readonly reason?: DistributedReason;
  declare readonly peer?: Peer;
}
