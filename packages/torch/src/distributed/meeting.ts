// How ranks meet. At an address that all know, rank 0 says where the group's own store is; there each rank introduces itself,
// rank 0 compares what they were started with, and says who is there. A store of its own for each group means that nothing of
// an earlier one is ever read: torchrun hands out the same store again after a restart.
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import { native } from "../native.js";
import { distributedError } from "./fault.js";
import type { Place } from "./place.js";
import { isStoreError, Store } from "./store.js";

/** A place where ranks meet that a launcher opens, as torchrun's agent does: ranks are started with its port and `agentStore`. */
export class Meeting {
  private constructor(
    readonly port: number,
    private readonly store: Store,
  ) {}

  /**
   * Serves on all addresses of this machine.
   *
   * @param port 0: any that is free.
   * @throws {TorchError} `distributed` with the reason `join` where the port is taken.
   */
  static async open(port = 0): Promise<Meeting> {
    const store = await Store.serve(port);
    return new Meeting(store.port, store);
  }

  close(): void {
    this.store.close();
  }
}

/** Who came, and where they met. */
export interface Company {
  /** The group's own store, which the caller closes. */
  readonly store: Store;
  /** Of each rank: machine and process. */
  readonly names: readonly string[];
  /** This machine's address that the other ranks reach. */
  readonly address: string;
}

/** What a rank says of itself. */
interface Introduction {
  readonly name: string;
  /** Its own address on the way to the meeting. */
  readonly address: string;
  readonly signature: string;
}

/** What rank 0 says when all have come, or when they cannot be a group. */
type Verdict =
  | {
      readonly names: readonly string[] /** An address of another machine, if there is one. */;
      readonly towards?: string;
    }
  | { readonly reason: "join" | "mismatch"; readonly rank: number; readonly problem: string };

/** Where rank 0 says that the group's store is. */
interface Lead {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

const LOOK_MS = 30;
const CONNECT_MS = 3000;
/** How long rank 0 keeps a store whose group did not come about, for others to read why. */
const GOODBYE_MS = 2000;

/** Of the groups that this thread has joined or tried to: a store is never joined twice. */
const tokens = new Set<string>();

/** Waits until all ranks have come. `name` tells groups at one address from each other. */
export async function meet(place: Place, name: string, signature: string, timeoutSeconds: number): Promise<Company> {
  const deadline = new Deadline(timeoutSeconds);
  const address = await native.routeTo({ host: place.address, port: place.port }).catch((cause) => {
    throw distributedError(
      "join",
      `MASTER_ADDR is ${place.address}: ${(cause as Error).message}`,
      undefined,
      undefined,
      cause,
    );
  });
  const own = { name: `rank ${place.rank} (${hostname()}, process ${process.pid})`, address, signature };
  return place.rank === 0 ? lead(place, name, own, deadline) : follow(place, name, own, deadline);
}

class Deadline {
  readonly #end: number;

  constructor(readonly seconds: number) {
    this.#end = performance.now() + seconds * 1000;
  }

  get isOver(): boolean {
    return performance.now() > this.#end;
  }
}

// ---- rank 0 --------------------------------------------------------------------------------------------------------
async function lead(place: Place, name: string, own: Introduction, deadline: Deadline): Promise<Company> {
  const meeting = place.agentStore ? await connectUntil(place, deadline) : await Store.serve(place.port);
  try {
    const store = await Store.serve(0);
    try {
      const token = randomBytes(8).toString("hex");
      await store.set("token", token);
      await store.set("hello/0", JSON.stringify(own));
      const host = isLoopback(own.address) ? place.address : own.address;
      await meeting.set(leadKey(name), JSON.stringify({ host, port: store.port, token } satisfies Lead));
      const company = await gatherCompany(store, place, own, deadline);
      const verdict = judge(company, place, deadline);
      await store.set("verdict", JSON.stringify(verdict));
      if ("names" in verdict)
        return { store, names: verdict.names, address: await reachable(own, verdict.towards, place) };
      await untilRead(store, company.filter((one) => one !== undefined).length - 1);
      throw verdictError(verdict, company[verdict.rank]?.name);
    } catch (error) {
      store.close();
      throw error;
    }
  } finally {
    meeting.close();
  }
}

/** Those that come in time, or until one comes that was started with something else. */
async function gatherCompany(
  store: Store,
  place: Place,
  own: Introduction,
  deadline: Deadline,
): Promise<(Introduction | undefined)[]> {
  const company: (Introduction | undefined)[] = Array.from({ length: place.worldSize });
  company[0] = own;
  for (;;) {
    for (const [rank, one] of company.entries()) {
      if (one !== undefined) continue;
      const text = await store.get(`hello/${rank}`);
      if (text === undefined) continue;
      const guest = JSON.parse(text) as Introduction;
      company[rank] = guest;
      if (difference(guest, own) !== undefined) return company;
    }
    if (deadline.isOver || !company.includes(undefined)) return company;
    await setTimeout(LOOK_MS);
  }
}

function judge(company: readonly (Introduction | undefined)[], place: Place, deadline: Deadline): Verdict {
  for (const [rank, one] of company.entries()) {
    if (one === undefined) continue;
    const problem = difference(one, company[0] as Introduction);
    if (problem !== undefined) return { reason: "mismatch", rank, problem };
  }
  const missing = company.flatMap((one, rank) => (one === undefined ? [rank] : []));
  const [first] = missing;
  if (first !== undefined) return { reason: "join", rank: first, problem: missingText(missing, place, deadline) };
  const elsewhere = company.find((one) => one !== undefined && !isLoopback(one.address));
  const names = company.map((one) => (one as Introduction).name);
  return elsewhere === undefined ? { names } : { names, towards: elsewhere.address };
}

/** The first line of the signatures in which two ranks differ. */
function difference(one: Introduction, first: Introduction): string | undefined {
  if (one.signature === first.signature) return undefined;
  const [ours, theirs] = [one.signature.split("\n"), first.signature.split("\n")];
  const line = ours.findIndex((text, i) => text !== theirs[i]);
  const [a, b] = line < 0 ? ["(nothing more)", theirs[ours.length]] : [ours[line], theirs[line] ?? "(nothing more)"];
  return `${one.name} was started with "${a}" where ${first.name} has "${b}"`;
}

function missingText(missing: readonly number[], place: Place, { seconds }: Deadline): string {
  const shown =
    missing.length > 8 ? `${missing.slice(0, 8).join(", ")} and ${missing.length - 8} more` : missing.join(", ");
  const ranks = missing.length === 1 ? "Rank" : "Ranks";
  return `${ranks} ${shown} of ${place.worldSize} did not come to ${place.address}:${place.port} within ${seconds} s`;
}

async function untilRead(store: Store, readers: number): Promise<void> {
  for (const end = performance.now() + GOODBYE_MS; performance.now() < end; await setTimeout(LOOK_MS)) {
    if ((await store.add("read", 0)) >= readers) return;
  }
}

// ---- the others ----------------------------------------------------------------------------------------------------
async function follow(place: Place, name: string, own: Introduction, deadline: Deadline): Promise<Company> {
  const store = await findGroup(place, name, deadline);
  try {
    if ((await store.add(`claim/${place.rank}`, 1)) > 1) {
      const problem = `Rank ${place.rank} is there twice: two processes were started with it`;
      throw distributedError("join", problem, { rank: place.rank }, "give each process a RANK of its own");
    }
    await store.set(`hello/${place.rank}`, JSON.stringify(own));
    const first = JSON.parse((await store.get("hello/0")) ?? "null") as Introduction;
    const problem = difference(own, first);
    const verdict: Verdict | undefined =
      problem === undefined ? await readVerdict(store, deadline) : { reason: "mismatch", rank: place.rank, problem };
    await store.add("read", 1);
    if (verdict === undefined) throw await whoIsMissing(store, place, deadline);
    if (!("names" in verdict)) throw verdictError(verdict);
    return { store, names: verdict.names, address: await reachable(own, verdict.towards, place) };
  } catch (error) {
    store.close();
    if (!isStoreError(error) || error.reason !== undefined) throw error;
    throw distributedError(
      "peer",
      `Rank 0 went away before all had come (${error.message})`,
      { rank: 0 },
      undefined,
      error,
    );
  }
}

/** Reads again and again where rank 0 says that the group is: what it reads first may be of an attempt that has died. */
async function findGroup(place: Place, name: string, deadline: Deadline): Promise<Store> {
  let meeting: Store | undefined;
  let why = "rank 0 has not said where the group is";
  try {
    for (; !deadline.isOver; await setTimeout(LOOK_MS)) {
      try {
        meeting ??= await Store.connect(place.address, place.port, CONNECT_MS);
        const text = await meeting.get(leadKey(name));
        if (text === undefined) continue;
        const found = JSON.parse(text) as Lead;
        if (tokens.has(found.token)) continue;
        const store = await enter(found);
        if (store !== undefined) return store;
      } catch (error) {
        if (!isStoreError(error)) throw error;
        why = error.message;
        meeting?.close();
        meeting = undefined;
      }
    }
  } finally {
    meeting?.close();
  }
  const where = `${place.address}:${place.port}`;
  throw distributedError("join", `Rank 0 did not come to ${where} within ${deadline.seconds} s (${why})`, { rank: 0 });
}

/** The group's store, if it is still that which rank 0 spoke of. */
async function enter({ host, port, token }: Lead): Promise<Store | undefined> {
  const store = await Store.connect(host, port, CONNECT_MS);
  try {
    if ((await store.get("token")) === token) {
      tokens.add(token);
      return store;
    }
  } catch (error) {
    store.close();
    throw error;
  }
  store.close();
  return undefined;
}

async function readVerdict(store: Store, deadline: Deadline): Promise<Verdict | undefined> {
  for (; !deadline.isOver; await setTimeout(LOOK_MS)) {
    const text = await store.get("verdict");
    if (text !== undefined) return JSON.parse(text) as Verdict;
  }
  return undefined;
}

async function whoIsMissing(store: Store, place: Place, deadline: Deadline) {
  const missing: number[] = [];
  for (let rank = 0; rank < place.worldSize; rank++) {
    if ((await store.get(`hello/${rank}`)) === undefined) missing.push(rank);
  }
  const [first] = missing;
  if (first !== undefined) return distributedError("join", missingText(missing, place, deadline), { rank: first });
  return distributedError("join", `Rank 0 did not say within ${deadline.seconds} s that all ranks have come`, {
    rank: 0,
  });
}

// ---- both ----------------------------------------------------------------------------------------------------------
const leadKey = (name: string) => `mandn/${name}`;

const isLoopback = (address: string) => address.startsWith("127.") || address === "::1";

function verdictError(verdict: Exclude<Verdict, { names: readonly string[] }>, host?: string) {
  const named = host === undefined ? {} : { host };
  return distributedError(verdict.reason, sentence(verdict.problem), { rank: verdict.rank, ...named });
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Where a machine's own name leads to its loopback address, as on Debian, the way to another rank's machine is asked for. */
async function reachable(own: Introduction, towards: string | undefined, place: Place): Promise<string> {
  if (towards === undefined || !isLoopback(own.address)) return own.address;
  return native.routeTo({ host: towards, port: place.port });
}

async function connectUntil(place: Place, deadline: Deadline): Promise<Store> {
  for (;;) {
    try {
      return await Store.connect(place.address, place.port, CONNECT_MS);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      if (deadline.isOver) {
        const problem = `The launcher does not answer at ${place.address}:${place.port} (${error.message})`;
        throw distributedError("join", problem, undefined, undefined, error);
      }
    }
    await setTimeout(LOOK_MS);
  }
}
