// The errors of process groups: TorchErrors of the code `distributed`, with a reason and the rank that it is about.
import { type DistributedReason, type Peer, TorchError } from "../errors.js";
import type { NativeFault } from "../native.js";

const REMEDIES: Readonly<Record<DistributedReason, string>> = {
  join: "Start the ranks that are missing, and see that MASTER_ADDR and MASTER_PORT name rank 0's machine.",
  mismatch: "Start all ranks from the same plan with the same version.",
  timeout: "See what that rank does, and give timeoutSeconds if it needs longer.",
  peer: "See what that rank printed, then start all ranks again.",
};

/** `problem` is a sentence without its full stop; it may begin with a small letter, as ranks' names do. */
export function distributedError(
  reason: DistributedReason,
  problem: string,
  peer?: Peer,
  remedy: string = REMEDIES[reason],
  cause?: unknown,
): TorchError {
  const fault = `${problem.charAt(0).toUpperCase()}${problem.slice(1)}`;
  return new TorchError("distributed", { fault, remedy, reason, peer, cause });
}

/** @param names of the ranks: machine and process. */
export function faultError({ reason, rank, message, words }: NativeFault, names: readonly string[]): TorchError {
  if (rank < 0) return distributedError(reason, message);
  const said = words === "" ? {} : { message: words };
  return distributedError(reason, message, { rank, host: names[rank], ...said });
}
