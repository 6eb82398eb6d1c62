// The networks by name, and where a name leads: to one of this package, or to a file with a network of one's own. A network is
// added in a file of its own, which ends with its entry (shipped.ts says what that holds), and in one line here.

import { resolve } from "node:path";
import { parametersOn, TorchError } from "@mandn/torch";
import { z } from "zod";
import { dinov2 } from "./dinov2.js";
import { efficientNetLite } from "./efficientnet-lite.js";
import { mobileNetV2 } from "./mobilenet-v2.js";
import type { Network2d, Network3d } from "./network.js";
import { createOwn, importClass, isOwnNetwork, type OwnFile } from "./own-network.js";
import { resEnc } from "./resenc.js";
import { resNet } from "./resnet.js";
import { resNetVNet } from "./resnet-vnet.js";
import { startingFromRuns } from "./run-checkpoint.js";
import { segFormer } from "./segformer.js";
import { asPath, type NetworkOptions, type NetworkType, type ShippedNetwork } from "./shipped.js";
import { swinUnetr } from "./swin-unetr.js";
import { unet3d } from "./unet3d.js";
import { vnet } from "./vnet.js";

/** Networks over slices, by name. */
export const networks2d = startedFromRuns({
  "mobilenet-v2": mobileNetV2,
  "efficientnet-lite": efficientNetLite,
  resnet: resNet,
  segformer: segFormer,
  dinov2,
});

/** Networks over volumes, by name. */
export const networks3d = startedFromRuns({
  unet3d,
  vnet,
  "resnet-vnet": resNetVNet,
  "swin-unetr": swinUnetr,
  resenc: resEnc,
});

/** Parameters of a network for one channel and two classes, counted without memory for them. */
export function countParameters({ create }: ShippedNetwork, options: Readonly<Record<string, unknown>>): number {
  const network = parametersOn("meta", () => create({ ...options, inChannels: 1, classes: 2 }));
  try {
    return network.parameters().reduce((sum, { numel }) => sum + numel, 0);
  } finally {
    network.dispose();
  }
}

/** The networks, each able to start from the weights of a run. */
function startedFromRuns<N extends Network2d | Network3d, Name extends string>(
  networks: Readonly<Record<Name, ShippedNetwork<N>>>,
): Readonly<Record<Name, ShippedNetwork<N>>> {
  const entries = Object.entries<ShippedNetwork<N>>(networks);
  const started = entries.map(([name, type]) => [name, startingFromRuns(name, type)] as const);
  return Object.fromEntries(started) as Record<Name, ShippedNetwork<N>>;
}

/** @throws {TorchError} `argument` if there is no such network, with those there are, or if an option is not allowed */
export function createNetwork2d(name: string, options: NetworkOptions): Network2d {
  return find(networks2d, networks3d, name).create(options);
}

/** @throws {TorchError} as {@link createNetwork2d} */
export function createNetwork3d(name: string, options: NetworkOptions): Network3d {
  return find(networks3d, networks2d, name).create(options);
}

function find<Type extends ShippedNetwork>(
  networks: Readonly<Record<string, Type>>,
  others: Readonly<Record<string, ShippedNetwork>>,
  name: string,
): Type {
  const known = Object.hasOwn(networks, name) ? networks[name] : undefined;
  if (known !== undefined) return known;
  const other = Object.hasOwn(others, name) ? others[name] : undefined;
  const why = other === undefined ? "is not a network" : `is a ${other.dimensions}D network`;
  const dimensions = [...new Set(Object.values(networks).map((network) => `${network.dimensions}D`))].join(" and ");
  throw new TorchError(
    "argument",
    `"${name}" ${why}. ${dimensions} networks: ${Object.keys(networks).join(", ")}; or the path of a file, with a "/" in it.`,
  );
}

/** A network's name, the path of a file with one, or such a file as it was noted. */
type Named = string | OwnFile;

/**
 * The network of a name, or of a path (anything with a "/" in it): a JavaScript or TypeScript file that exports one class. The
 * class extends `nn.Module`, has `sizeMultiple` and `forward` as {@link Network2d} or {@link Network3d} asks, and its constructor
 * takes one object: `inChannels`, `classes` and the options that the plan gives. A zod schema of these may be its static
 * `options`.
 *
 * A file's network is code that runs. Of one that {@link identifyOwnFile} noted, another content is refused before it is.
 *
 * @param name a name, a path, or a file that was noted
 * @param dimensions absent: either
 * @param folder what a relative path starts from
 * @throws {TorchError} `argument` for an unknown name; `file` if the file cannot be imported, does not export one class, or is not the
 *     one that was noted
 */
export async function loadNetwork(name: Named, dimensions: 2, folder?: string): Promise<NetworkType<Network2d>>;
export async function loadNetwork(name: Named, dimensions: 3, folder?: string): Promise<NetworkType<Network3d>>;
export async function loadNetwork(name: Named, dimensions?: 2 | 3, folder?: string): Promise<NetworkType>;
export async function loadNetwork(name: Named, dimensions?: 2 | 3, folder = process.cwd()): Promise<NetworkType> {
  if (typeof name === "string" && !isOwnNetwork(name)) {
    if (dimensions === 2) return find(networks2d, networks3d, name);
    if (dimensions === 3) return find(networks3d, networks2d, name);
    return find({ ...networks2d, ...networks3d }, {}, name);
  }
  const { path, sha256 } = typeof name === "string" ? { path: resolve(folder, name), sha256: undefined } : name;
  const Network = await importClass(path, sha256);
  const schema = Network.options;
  return {
    options: schema ?? z.record(z.string(), z.json()),
    ...(schema instanceof z.ZodObject && "pretrained" in schema.shape && { pretrained: asPath }),
    create: (options) => createOwn(Network, path, dimensions, options),
  };
}
