// A trained network as a file of the run: weights under the names of the reference implementation, sealed by a checksum, with all that
// they were trained with. Reading one tells whether it is whole, and whether the plan is still the one that it belongs to.
import { existsSync } from "node:fs";
import { contentHash } from "@mandn/base";
import { openSafetensors, type StateDict, type Tensor } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import { describeChange, type Plan, planChanges } from "../plan/plan.js";
import { orRefused } from "./files.js";
import { BrokenSeal, openSealed, readHeaderOf, writeSealed } from "./sealed.js";

/** What a network is made with. */
interface NetworkMaking {
  /** As the plan names it. */
  readonly name: string;
  /** Options for its constructor. */
  readonly options: Readonly<Record<string, unknown>>;
}

interface TrainedNetwork {
  readonly weights: StateDict;
  readonly options: Readonly<Record<string, z.core.util.JSONType>>;
}

/** Names in {@link describeChange}'s list. */
const TOLD = 5;

/**
 * Writes a trained network with the plan that it was trained by. Of volumes the order of the axes that its kernels have is kept too.
 *
 * @throws TorchError `"file"` when the folder or disk refuses
 */
export function writeNetwork(
  path: string,
  { name, options }: NetworkMaking,
  stateDict: Readonly<Record<string, Tensor>>,
  { reasons: _, ...plan }: Plan,
): void {
  const text = { network: name, options: JSON.stringify(options), plan: JSON.stringify(plan) };
  const isOverVolumes = Object.values(stateDict).some((tensor) => tensor.dim === 5);
  writeSealed(path, stateDict, isOverVolumes ? { ...text, axes: String(options.axes ?? "dhw") } : text);
}

const optionsSchema = z.record(z.string(), z.json());

/**
 * A trained network, each byte checked.
 *
 * @param plan of the run; must be the one that the network was trained by, in all that training depends on
 * @throws MnError `"run"` when it is not there, damaged, or was trained by another plan
 */
export function readNetwork(path: string, plan: Plan): TrainedNetwork {
  assertTrainedBy(path, plan);
  const { tensors, text } = orDamaged(path, () => (isUnsealed(path) ? openUnsealed(path) : openSealed(path)));
  const options = orDamaged(path, () => optionsSchema.parse(JSON.parse(text.options ?? "null")));
  return { weights: tensors, options };
}

/** Networks of earlier versions have no seal, and do not say by which plan they were trained. */
function isUnsealed(path: string): boolean {
  const { text, sha256 } = readHeaderOf(path);
  return sha256 === undefined && text.plan === undefined;
}

function openUnsealed(path: string): Pick<ReturnType<typeof openSealed>, "tensors" | "text"> {
  const { tensors, metadata } = openSafetensors(path);
  return { tensors, text: metadata };
}

function assertThere(path: string, remedy = "Train the run to its end with `mn train`."): void {
  if (existsSync(path)) return;
  throw new MnError("run", "the trained network is not there", { path, remedy });
}

/**
 * Makes sure that the plan is the one that a network was trained by, in all that training depends on. Reads the file's header alone.
 *
 * @throws MnError `"run"` when there is no network, or with the settings that differ
 */
export function assertTrainedBy(path: string, plan: Plan): void {
  assertThere(path);
  const { plan: trained } = orDamaged(path, () => readHeaderOf(path)).text;
  if (trained === undefined) return; // an earlier version's, which does not say
  const before: unknown = orDamaged(path, () => JSON.parse(trained));
  const changes = planChanges(before, JSON.parse(JSON.stringify(plan)));
  if (changes.length === 0) return;
  const told = changes.slice(0, TOLD).map(describeChange).join("; ");
  const more = changes.length > TOLD ? `; and ${changes.length - TOLD} more` : "";
  const remedy = "Put these settings of plan.json back, or make a new run with the new plan.";
  throw new MnError("run", `was trained by another plan: ${told}${more}`, { path, remedy });
}

/**
 * The weights of a network that another run wrote, each byte checked.
 *
 * @param sha256 of its content, by {@link networkHash}
 * @throws MnError `"run"` when it is not there, damaged, or another one
 */
export function readStart(path: string, sha256: string): StateDict {
  assertThere(path, "Bring it back, or make the run anew.");
  const { tensors, sha256: found } = orDamaged(path, () => openSealed(path));
  if (found === sha256) return tensors;
  const remedy = "Bring back the file that the plan names, or make the run anew.";
  throw new MnError("run", "is another network than the plan's start.networks names", {
    path,
    remedy,
  });
}

/** What tells a network from every other: the SHA-256 of its content, from its header alone where it says it. */
export async function networkHash(path: string): Promise<string> {
  return orDamaged(path, () => readHeaderOf(path)).sha256 ?? (await contentHash(path));
}

/** What `action` finds broken is an MnError that says what to do; so is what the system refuses. */
function orDamaged<T>(path: string, action: () => T): T {
  try {
    return orRefused(path, "read", action);
  } catch (error) {
    if (!(error instanceof BrokenSeal || error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    const fault = error instanceof BrokenSeal ? error.message : "its header is not as it was written";
    const remedy = "Bring back a copy of it, or delete it and have the last checkpoint write it again with `mn train`.";
    throw new MnError("run", `is damaged: ${fault}`, { path, remedy, cause: error });
  }
}
