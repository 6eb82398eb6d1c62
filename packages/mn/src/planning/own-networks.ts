// Networks of one's own in a plan. Such a file is a program: the plan says where it lies, whatever the current folder is, and by its
// SHA-256 what is in it, so that what was planned with is what runs, and nothing else does.
import { identifyOwnFile, isOwnNetwork, loadNetwork } from "@mandn/models";
import { TorchError } from "@mandn/torch";
import { MnError } from "../errors.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import type { OwnMultiples } from "./networks.js";

/** Names of networks, as a plan is asked for. */
interface NetworkNames {
  readonly network2d?: string;
  readonly network3d?: string;
}

/**
 * The same, with each path absolute.
 *
 * @throws TorchError `"file"` for a path at which there is no file
 */
export async function locateNetworks({ network2d, network3d }: NetworkNames): Promise<NetworkNames> {
  const locate = async (name: string) => (isOwnNetwork(name) ? (await identifyOwnFile(name)).path : name);
  return {
    ...(network2d === undefined ? {} : { network2d: await locate(network2d) }),
    ...(network3d === undefined ? {} : { network3d: await locate(network3d) }),
  };
}

/**
 * What sizes networks of one's own take, by their paths: each is made once to be asked, and thrown away.
 *
 * @throws TorchError `"file"` or `"argument"` for a file that holds no such network
 */
export async function ownSizeMultiples({ network2d, network3d }: NetworkNames): Promise<OwnMultiples> {
  const asked = [[network2d, 2] as const, [network3d, 3] as const];
  const multiples = new Map<string, readonly number[]>();
  for (const [name, dimensions] of asked) {
    if (name === undefined || !isOwnNetwork(name)) continue;
    const type = await (dimensions === 2 ? loadNetwork(name, 2) : loadNetwork(name, 3));
    const network = type.create({ inChannels: 1, classes: 2 });
    multiples.set(name, network.sizeMultiple);
    network.dispose();
  }
  return multiples;
}

/**
 * The plan with the absolute path and the SHA-256 of every file that a network is in; the plan itself where all are noted already.
 *
 * @throws MnError `"plan"` when a file is not there, or has another content than was noted
 */
export async function noteOwnNetworks(plan: Plan): Promise<Plan> {
  const members: Record<string, PlannedMember> = {};
  for (const [name, member] of Object.entries(plan.members)) members[name] = await noted(name, member);
  const isNoted = Object.entries(members).every(([name, member]) => member === plan.members[name]);
  return isNoted ? plan : { ...plan, members };
}

async function noted(name: string, member: PlannedMember): Promise<PlannedMember> {
  if (!isOwnNetwork(member.network)) return member;
  const where = `members.${name}`;
  const { path, sha256 } = await identify(where, member.network);
  if (member.sha256 === undefined) return { ...member, network: path, sha256 };
  if (member.sha256 === sha256) return member.network === path ? member : { ...member, network: path };
  const fault = `has changed since it was noted in the plan (${where}): its SHA-256 is ${sha256}, not ${member.sha256}`;
  const remedy = `Bring back the file as it was. If nothing is trained yet, take ${where}.sha256 out of plan.json to use it as it is; else make a new run.`;
  throw new MnError("plan", fault, { path, remedy });
}

async function identify(where: string, name: string): ReturnType<typeof identifyOwnFile> {
  try {
    return await identifyOwnFile(name);
  } catch (cause) {
    if (!(cause instanceof TorchError && cause.code === "file")) throw cause;
    const remedy = `Bring it back, or say in plan.json where it lies now (${where}.network).`;
    const { path = name } = cause;
    throw new MnError("plan", { subject: `${where}.network`, fault: cause.message, path, remedy, cause });
  }
}
