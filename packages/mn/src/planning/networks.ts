// The networks of @mandn/models as planning asks them: what a plan gives them, which sizes of crops they take, what is
// wrong with their options, whether their weights are there and still what `mn weights get` noted beside them. What each of them wants
// stands in its own entry there.

import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { contentHash, JsonFault, mandnHome, parseJson, readSmallFile } from "@mandn/base";
import {
  isOwnNetwork,
  type NetworkPlan,
  networks2d,
  networks3d,
  type PlanSituation,
  type ShippedNetwork,
} from "@mandn/models";
import { hubFiles } from "@mandn/models/known-weights";
import { TorchError } from "@mandn/torch";
import { z } from "zod";
import { MnError } from "../errors.js";
import type { Plan, PlannedMember } from "../plan/plan.js";
import { orRefused } from "../run/files.js";
import { type PlanFault, schemaFaults } from "./faults.js";

/** A network as a plan names it. */
export interface PlannedNetwork {
  readonly name: string;
  readonly options: PlannedMember["options"];
}

/** The presets' networks. */
export const UNET3D = "unet3d";
export const MOBILENET = "mobilenet-v2";
export const EFFICIENTNET = "efficientnet-lite";
export const SEGFORMER = "segformer";

/** What a member's view and network ask of the size of crops. */
export type Viewer = { readonly network: string; readonly options: PlannedMember["options"] } & (
  | { readonly view: "volume" }
  | { readonly view: "slices"; readonly sliceDirections: readonly Direction[] }
);
type Direction = "d" | "h" | "w";
type Multiples = readonly [d: number, h: number, w: number];

/** `sizeMultiple` of networks of one's own, by their paths. */
export type OwnMultiples = ReadonlyMap<string, readonly number[]>;

/**
 * What a crop's D, H and W must be multiples of, so that each network can halve it at each level, and one of slices can cut it
 * along any of its directions.
 *
 * @param own of networks that are not of @mandn/models; of one that is not there any size is taken to fit, until it is made
 * @throws TorchError for options that are not allowed, or that name a file which is not there
 */
export function sizeMultiples(viewers: readonly Viewer[], own: OwnMultiples = new Map()): Multiples {
  return viewers
    .map((viewer) => multiplesOf(viewer, own))
    .reduce<Multiples>(
      (all, own) => [
        leastCommonMultiple(all[0], own[0]),
        leastCommonMultiple(all[1], own[1]),
        leastCommonMultiple(all[2], own[2]),
      ],
      [1, 1, 1],
    );
}

function multiplesOf(viewer: Viewer, own: OwnMultiples): Multiples {
  const { network, options } = viewer;
  if (viewer.view === "volume") {
    const [d = 1, h = 1, w = 1] = shipped(networks3d, network)?.sizeMultiple(options) ?? own.get(network) ?? [];
    return [d, h, w];
  }
  const [rows = 1, columns = 1] = shipped(networks2d, network)?.sizeMultiple(options) ?? own.get(network) ?? [];
  const inSlice = leastCommonMultiple(rows, columns);
  const along = (axis: Direction) => (viewer.sliceDirections.some((direction) => direction !== axis) ? inSlice : 1);
  return [along("d"), along("h"), along("w")];
}

/**
 * Whether a box leaves the 3D network a single voxel at its coarsest level, over which norms have nothing to normalise. Known for
 * the networks of @mandn/models.
 *
 * @param box voxels along D, H, W
 * @throws TorchError as {@link sizeMultiples}
 */
export function isTooSmall(box: readonly number[], { name, options }: PlannedNetwork): boolean {
  const multiples = shipped(networks3d, name)?.sizeMultiple(options);
  return multiples?.every((multiple, axis) => (box[axis] as number) <= multiple) === true;
}

/** What a plan gives a network, and why; nothing of its options where it is not one of @mandn/models. */
export function networkPlan(
  view: PlannedMember["view"],
  name: string,
  situation: PlanSituation,
): Pick<NetworkPlan, "learningRate" | "options"> & { readonly why: Partial<NetworkPlan["why"]> } {
  const types: Readonly<Record<string, ShippedNetwork>> = view === "slices" ? networks2d : networks3d;
  const known = shipped(types, name)?.plan(situation);
  return known ?? { options: {}, learningRate: CAREFUL, why: { learningRate: "careful, for a network of one's own" } };
}

/** The learning rate of a network that is not ours. */
const CAREFUL = 1e-3;

/** What is wrong with a network's name and options, as far as that can be said before it is made. */
export function networkFaults(path: string, { view, network: name, options, sha256 }: PlannedMember): PlanFault[] {
  const types = view === "slices" ? networks2d : networks3d;
  const network = { name, options };
  const type = shipped<ShippedNetwork>(types, network.name);
  if (isOwnNetwork(name)) return [];
  if (sha256 !== undefined) {
    return [{ path: `${path}.sha256`, message: `belongs to a file, and the network "${name}" is none: leave it out` }];
  }
  if (type === undefined) {
    const message = `is "${network.name}": must be one of ${Object.keys(types).join(", ")}, or the path of a file, with a "/" in it`;
    return [{ path: `${path}.network`, message }];
  }
  const faults = schemaFaults(type.options, network.options).map((fault) => ({
    ...fault,
    path: fault.path === "" ? `${path}.options` : `${path}.options.${fault.path}`,
  }));
  if (faults.length > 0) return faults;
  try {
    type.sizeMultiple(network.options);
    return [];
  } catch (error) {
    if (!(error instanceof TorchError)) throw error;
    return [{ path: `${path}.options`, message: `do not fit: ${error.fault}` }];
  }
}

function shipped<Type extends ShippedNetwork>(types: Readonly<Record<string, Type>>, name: string): Type | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined;
}

const leastCommonMultiple = (a: number, b: number) => (a * b) / greatestCommonDivisor(a, b);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The name of the paper's weights: SegFormer-B2 trained on ADE20K. */
export const ADE20K = "segformer-b2-ade20k";

/** Where `mn weights get NAME` puts weights. */
export function weightsFolder(name: string): string {
  return join(mandnHome(), "weights", name);
}

/** Weights that a plan names, and the setting that does. */
interface NamedWeights {
  readonly where: string;
  readonly path: string;
}

function weightsOf({ members }: Plan): NamedWeights[] {
  return Object.entries(members).flatMap(([name, { options }]) => {
    const { pretrained } = options;
    const isFile = typeof pretrained === "object" && pretrained !== null && !Array.isArray(pretrained);
    const path = isFile ? pretrained.path : pretrained;
    return typeof path === "string" ? [{ where: `members.${name}.options.pretrained`, path }] : [];
  });
}

/** What stands in the way of training a plan whose pretrained weights are not there: the file or folder, and what to do. */
export function weightsFault(plan: Plan): MnError | undefined {
  const missing = weightsOf(plan).find(({ path }) => !existsSync(path));
  if (missing === undefined) return undefined;
  const { where, path } = missing;
  const ways = [
    ...(path === weightsFolder(ADE20K) ? [`Get them: mn weights get ${ADE20K}`] : []),
    `say in the plan where they are (${where})`,
    "or plan with another network, such as --network-2d mobilenet-v2, whose weights are here",
  ];
  const remedy = `${ways.join("; ").replace(/^s/, "S")}.`;
  return new MnError("plan", { subject: where, fault: `there are no weights at ${path}`, remedy, path });
}

/**
 * Makes sure, before anything is prepared or trained, that pretrained weights are there.
 *
 * @throws MnError `"plan"` as {@link weightsFault} has it.
 */
export function assertWeights(plan: Plan): void {
  const fault = weightsFault(plan);
  if (fault !== undefined) throw fault;
}

/**
 * Makes sure that weights which `mn weights get` downloaded are what they were then, before a training starts from them.
 *
 * @throws MnError `"plan"` with the file that is not
 */
export async function assertAsDownloaded(plan: Plan): Promise<void> {
  for (const { where, path } of weightsOf(plan)) {
    const download = downloadAt(path);
    if (download === undefined) continue;
    const { folder, noted } = download;
    const changed = await changedFile(folder, noted);
    if (changed === undefined) continue;
    const remedy = `Get them again: mn weights get ${noted.name} --out ${folder}`;
    const fault = `${changed} is not what was downloaded (its SHA-256 stands in ${noteOf(folder)})`;
    throw new MnError("plan", { subject: where, fault, path: changed, remedy });
  }
}

/** What `mn weights get` leaves beside weights, `source.json`: the commit that they are of, and the SHA-256 of each file. */
const downloadedSchema = z.object({
  name: z.string(),
  licence: z.string(),
  repository: z.string(),
  /** The commit that the files are of. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  files: z
    .array(z.object({ name: z.enum(hubFiles), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1),
});

/** A download. */
export type Downloaded = z.infer<typeof downloadedSchema>;

/** Where a download is noted in its folder. */
export const noteOf = (folder: string): string => join(folder, "source.json");

const LARGEST_NOTE = 1 << 20;

/**
 * The download that is noted in a folder; undefined where none is, `"damaged"` where the note is none.
 *
 * @throws MnError `"run"` when the system refuses to read it
 */
export function readDownloaded(folder: string): Downloaded | "damaged" | undefined {
  const path = noteOf(folder);
  if (!existsSync(path)) return undefined;
  const text = orRefused(path, "read", () => readSmallFile(path, LARGEST_NOTE).toString());
  try {
    return downloadedSchema.safeParse(parseJson(text)).data ?? "damaged";
  } catch (error) {
    if (error instanceof JsonFault) return "damaged";
    throw error;
  }
}

/** The first file of a download that is not there, or not with the noted content. */
export async function changedFile(folder: string, { files }: Downloaded): Promise<string | undefined> {
  for (const { name, bytes, sha256 } of files) {
    const path = join(folder, name);
    if (!existsSync(path) || statSync(path).size !== bytes || (await contentHash(path)) !== sha256) return path;
  }
  return undefined;
}

/** The folder and the note of the download that a network's option `pretrained` names; undefined where it is none. */
function downloadAt(path: string): { readonly folder: string; readonly noted: Downloaded } | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const folder = isFolder ? path : dirname(path);
  const noted = readDownloaded(folder);
  if (noted === undefined || noted === "damaged") return undefined;
  return isFolder || noted.files.some(({ name }) => join(folder, name) === path) ? { folder, noted } : undefined;
}
