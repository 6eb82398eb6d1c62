// How ranks meet. At an address that all know, rank 0 says where the group's own store is; there each rank introduces
// itself, rank 0 compares what they were started with, and says who is there. A store of its own for each group means
// that nothing of an earlier one is ever read: torchrun hands out the same store again after a restart.
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import { someOf } from "@mandn/base";
import type { TorchError } from "../errors.js";
import { native } from "../native.js";
import { distributedError } from "./fault.js";
import type { Place } from "./place.js";
import { isStoreError, Store } from "./store.js";

const LOOK_MS = 30;
const CONNECT_MS = 2000;
/** The least that a store's call may take, also when the time is nearly over. */
const ANSWER_MS = 2000;
/** How long rank 0 keeps a store whose group did not come about, for others to read why. */
const GOODBYE_MS = 2000;

/**
 * A place where the ranks of this machine meet, opened by the program that starts them: as their port, with
 * `agentStore`.
 */
export class Meeting {
  readonly #store: Store;

  private constructor(store: Store) {
    this.#store = store;
  }

  /**
   * @param port 0: any that is free.
   * @throws {TorchError} `distributed` with the reason `join` where the port is taken.
   */
  static async open(port = 0): Promise<Meeting> {
    return new Meeting(await serveAt("127.0.0.1", port, () => ANSWER_MS));
  }

  get port(): number {
    return this.#store.port;
  }

  close(): void {
    this.#store.close();
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

/** What rank 0 says when all have come: `towards` is an address of another machine than its own, if there is one. */
interface Welcome {
  readonly names: readonly string[];
  readonly towards?: string;
}

/** What rank 0 says when they cannot be a group. */
interface Refusal {
  readonly reason: "join" | "mismatch";
  readonly rank: number;
  readonly host?: string;
  readonly problem: string;
}

/** Where rank 0 says that the group's store is. */
interface Lead {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

/** A rank on its way to its group. */
interface Arrival {
  readonly place: Place;
  /** Under which rank 0 says where the group is. */
  readonly key: string;
  readonly signature: string;
  readonly deadline: Deadline;
}

class Deadline {
  readonly #end: number;

  constructor(readonly seconds: number) {
    this.#end = performance.now() + seconds * 1000;
  }

  get leftMs(): number {
    return Math.max(0, this.#end - performance.now());
  }

  readonly answerMs = () => Math.ceil(Math.max(ANSWER_MS, this.leftMs));
}

/** Waits until all ranks have come. `name` tells groups at one address from each other. */
export async function meet(place: Place, name: string, signature: string, timeoutSeconds: number): Promise<Company> {
  const arrival = { place, key: `mandn/${name}`, signature, deadline: new Deadline(timeoutSeconds) };
  const [address, other] = await findHost(arrival);
  const own = { name: `rank ${place.rank} (${hostname()}, process ${process.pid})`, address, signature };
  return place.rank === 0 ? lead(arrival, own, other) : follow(arrival, own);
}

/** A name may become known late: Kubernetes gives a pod's when it runs. */
async function findHost({ place, deadline }: Arrival): Promise<[own: string, other: string]> {
  for (;;) {
    try {
      return await native.routeTo({ host: place.address, port: place.port });
    } catch (error) {
      if (!isStoreError(error)) throw error;
      if (deadline.leftMs === 0) {
        const remedy = "Set MASTER_ADDR to a name or address of rank 0's machine.";
        throw distributedError("join", `MASTER_ADDR cannot be used: ${error.message}`, undefined, remedy, error);
      }
    }
    await setTimeout(Math.min(deadline.leftMs, 10 * LOOK_MS));
  }
}

async function serveAt(host: string, port: number, limitMs: () => number): Promise<Store> {
  try {
    return await Store.serve(host, port, limitMs);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    const remedy = "End the job that runs there, or give another MASTER_PORT.";
    throw distributedError("join", `Port ${port} cannot be had (${error.message})`, undefined, remedy, error);
  }
}

// ---- rank 0 --------------------------------------------------------------------------------------------------------
/** @param meetingAddress that of the meeting, as numbers. */
async function lead(arrival: Arrival, own: Introduction, meetingAddress: string): Promise<Company> {
  const { place, key, deadline } = arrival;
  // Ranks of one machine need no address that others reach; a machine's own name may lead to its loopback address too.
  const everywhere = meetingAddress.includes(":") ? "::" : "0.0.0.0";
  const at = isLoopback(place.address) || place.address === "localhost" ? meetingAddress : everywhere;
  const meeting = place.agentStore ? await connectToMeeting(arrival) : await serveAt(at, place.port, deadline.answerMs);
  try {
    const store = await serveAt(at, 0, deadline.answerMs);
    try {
      const token = randomBytes(8).toString("hex");
      await store.set("token", token);
      await store.set("hello/0", JSON.stringify(own));
      const host = isLoopback(own.address) ? place.address : own.address;
      await meeting.set(key, JSON.stringify({ host, port: store.port, token } satisfies Lead));
      const company = await gatherCompany(store, own, arrival);
      const verdict = judge(company, arrival);
      await store.set("verdict", JSON.stringify(verdict));
      if ("names" in verdict) return await enter(store, verdict, own, place);
      await untilRead(store, company.filter((one) => one !== undefined).length - 1);
      throw refusalError(verdict);
    } catch (error) {
      store.close();
      throw error;
    }
  } finally {
    meeting.close();
  }
}

async function connectToMeeting({ place, deadline }: Arrival): Promise<Store> {
  for (;;) {
    try {
      return await connect(place.address, place.port, deadline);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      if (deadline.leftMs > 0) continue;
      const problem = `The launcher does not answer at ${place.address}:${place.port} (${error.message})`;
      throw distributedError("join", problem, undefined, undefined, error);
    }
  }
}

/** Those that come in time. Where one was started with something else, others that come soon are to hear of it too. */
async function gatherCompany(store: Store, own: Introduction, { place, deadline }: Arrival) {
  const company: (Introduction | undefined)[] = Array.from({ length: place.worldSize });
  company[0] = own;
  let end = Number.POSITIVE_INFINITY;
  for (;;) {
    const isOver = deadline.leftMs === 0 || performance.now() > end;
    for (const [rank, one] of company.entries()) {
      if (one !== undefined) continue;
      const text = await store.get(helloKey(rank));
      if (text === undefined) continue;
      const guest = JSON.parse(text) as Introduction;
      company[rank] = guest;
      if (difference(guest, own) !== undefined) end = Math.min(end, performance.now() + GOODBYE_MS);
    }
    if (isOver || !company.includes(undefined)) return company;
    await setTimeout(LOOK_MS);
  }
}

function judge(company: readonly (Introduction | undefined)[], arrival: Arrival): Welcome | Refusal {
  const there = company.flatMap((one, rank) => (one === undefined ? [] : [{ ...one, rank }]));
  const [own] = there;
  for (const one of there) {
    const problem = difference(one, own as Introduction);
    if (problem !== undefined) return { reason: "mismatch", rank: one.rank, host: one.name, problem };
  }
  const missing = company.flatMap((one, rank) => (one === undefined ? [rank] : []));
  const [first] = missing;
  if (first !== undefined) return { reason: "join", rank: first, problem: missingText(missing, arrival) };
  const elsewhere = there.find((one) => !isLoopback(one.address));
  const names = there.map((one) => one.name);
  return elsewhere === undefined ? { names } : { names, towards: elsewhere.address };
}

async function untilRead(store: Store, readers: number): Promise<void> {
  for (const end = performance.now() + GOODBYE_MS; performance.now() < end; await setTimeout(LOOK_MS)) {
    if ((await store.add("read", 0)) >= readers) return;
  }
}

// ---- the others ----------------------------------------------------------------------------------------------------
async function follow(arrival: Arrival, own: Introduction): Promise<Company> {
  const { place } = arrival;
  const store = await findGroup(arrival);
  try {
    if ((await store.add(`claim/${place.rank}`, 1)) > 1) {
      const problem = `Rank ${place.rank} is there twice: two processes were started with it`;
      throw distributedError("join", problem, { rank: place.rank }, "Give each process a RANK of its own.");
    }
    await store.set(helloKey(place.rank), JSON.stringify(own));
    const first = JSON.parse((await store.get(helloKey(0))) ?? "null") as Introduction;
    const problem = difference(own, first);
    const verdict =
      problem === undefined
        ? await readVerdict(store, arrival)
        : ({ reason: "mismatch", rank: place.rank, host: own.name, problem } as const);
    await store.add("read", 1);
    if (!("names" in verdict)) throw refusalError(verdict);
    return await enter(store, verdict, own, place);
  } catch (error) {
    store.close();
    if (!isStoreError(error)) throw error;
    const text = `Rank 0 went away before all had come (${error.message})`;
    throw distributedError("peer", text, { rank: 0 }, undefined, error);
  }
}

/** Of the groups that this thread has joined or tried to: none is joined twice. */
const tokens = new Set<string>();

/**
 * Reads again and again where rank 0 says that the group is: what it reads first may be of an attempt that has died.
 */
async function findGroup({ place, key, deadline }: Arrival): Promise<Store> {
  let meeting: Store | undefined;
  let why = "it has not said where the group is";
  try {
    do {
      try {
        meeting ??= await connect(place.address, place.port, deadline);
        const text = await meeting.get(key);
        if (text === undefined) continue;
        const { host, port, token } = JSON.parse(text) as Lead;
        if (tokens.has(token)) continue;
        const store = await connect(host, port, deadline);
        if ((await store.get("token")) === token) {
          tokens.add(token);
          return store;
        }
        store.close();
      } catch (error) {
        if (!isStoreError(error)) throw error;
        why = error.message;
        meeting?.close();
        meeting = undefined;
      }
      await setTimeout(LOOK_MS);
    } while (deadline.leftMs > 0);
  } finally {
    meeting?.close();
  }
  const problem = `Rank 0 did not come to ${place.address}:${place.port} within ${deadline.seconds} s (${why})`;
  throw distributedError("join", problem, { rank: 0 });
}

async function readVerdict(store: Store, arrival: Arrival): Promise<Welcome | Refusal> {
  do {
    const text = await store.get("verdict");
    if (text !== undefined) return JSON.parse(text) as Welcome | Refusal;
    await setTimeout(LOOK_MS);
  } while (arrival.deadline.leftMs > 0);
  const missing: number[] = [];
  for (let rank = 0; rank < arrival.place.worldSize; rank++) {
    if ((await store.get(helloKey(rank))) === undefined) missing.push(rank);
  }
  const { seconds } = arrival.deadline;
  const [first] = missing;
  if (first !== undefined) return { reason: "join", rank: first, problem: missingText(missing, arrival) };
  return { reason: "join", rank: 0, problem: `Rank 0 did not say within ${seconds} s that all ranks have come` };
}

// ---- both ----------------------------------------------------------------------------------------------------------
const helloKey = (rank: number) => `hello/${rank}`;

const isLoopback = (address: string) => address.startsWith("127.") || address === "::1";

async function connect(host: string, port: number, deadline: Deadline): Promise<Store> {
  const [, address] = await native.routeTo({ host, port });
  return Store.connect(address, port, Math.min(CONNECT_MS, deadline.leftMs), deadline.answerMs);
}

/**
 * Where a machine's own name leads to its loopback address, as on Debian, the way to another rank's machine tells its
 * own.
 */
async function enter(store: Store, { names, towards }: Welcome, own: Introduction, place: Place): Promise<Company> {
  if (towards === undefined || !isLoopback(own.address)) return { store, names, address: own.address };
  const [address] = await native.routeTo({ host: towards, port: place.port });
  return { store, names, address };
}

/** The first line of the signatures in which two ranks differ. */
function difference(one: Introduction, first: Introduction): string | undefined {
  if (one.signature === first.signature) return undefined;
  const [ours, theirs] = [one.signature.split("\n"), first.signature.split("\n")];
  const line = ours.findIndex((text, i) => text !== theirs[i]);
  const at = line < 0 ? ours.length : line;
  const shown = (lines: readonly string[]) => (at < lines.length ? `"${lines[at]}"` : "nothing more");
  return `${one.name} was started with ${shown(ours)} where ${first.name} has ${shown(theirs)}`;
}

function missingText(missing: readonly number[], { place, deadline }: Arrival): string {
  const ranks = missing.length === 1 ? "Rank" : "Ranks";
  const where = `${place.address}:${place.port} within ${deadline.seconds} s`;
  return `${ranks} ${someOf(missing.map(String), 8)} of ${place.worldSize} did not come to ${where}`;
}

function refusalError({ reason, rank, host, problem }: Refusal): TorchError {
  return distributedError(reason, problem, host === undefined ? { rank } : { rank, host });
}
