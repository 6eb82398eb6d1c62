import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { nn, TorchError } from "@mandn/torch";
import { z } from "zod";
import { Dinov2Unet, dinov2Options } from "./dinov2.js";
import { MobileNetV2Unet, mobileNetV2UnetOptions } from "./mobilenet-v2.js";
import type { Network2d, Network3d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { ResEnc, resEncOptions } from "./resenc.js";
import { ResNetUnet, resNetUnetOptions } from "./resnet.js";
import { SegFormer, segformerOptions } from "./segformer.js";
import { SwinUnetr, swinUnetrOptions } from "./swin-unetr.js";
import { UNet3d, unet3dOptions } from "./unet3d.js";
import { VNet, vnetOptions } from "./vnet.js";

/** What a network is told: the data's channels and classes, and options of its own. */
export type NetworkOptions = Channels & Readonly<Record<string, unknown>>;

/** A kind of network that is known by name. */
export interface NetworkType<Network extends Network2d | Network3d = Network2d | Network3d> {
  /** 2: over slices; 3: over volumes. */
  readonly dimensions: Network extends Network3d ? 3 : 2;
  /** Checks its own options and fills in their defaults. */
  readonly options: z.ZodType;
  /** @throws {TorchError} `argument` with every option that is not allowed */
  create(options: NetworkOptions): Network;
}

/** A network of this package. */
export interface ShippedNetwork<Network extends Network2d | Network3d = Network2d | Network3d>
  extends NetworkType<Network> {
  /**
   * `sizeMultiple` of the network with these options (its own, without the data's), before it is made.
   *
   * @throws {TorchError} `argument` with every option that is not allowed, `file` if one of them names a file that is not there
   */
  sizeMultiple(options: Readonly<Record<string, unknown>>): Network["sizeMultiple"];
}

/** Networks over slices, by name. */
export const networks2d: Readonly<Record<string, ShippedNetwork<Network2d>>> = {
  "mobilenet-v2": {
    dimensions: 2,
    options: mobileNetV2UnetOptions,
    sizeMultiple: (options) =>
      MobileNetV2Unet.sizeMultiple(parseOptions("mobilenet-v2", mobileNetV2UnetOptions, options)),
    create: (options) => new MobileNetV2Unet(options),
  },
  resnet: {
    dimensions: 2,
    options: resNetUnetOptions,
    sizeMultiple: (options) => ResNetUnet.sizeMultiple(parseOptions("resnet", resNetUnetOptions, options)),
    create: (options) => new ResNetUnet(options),
  },
  segformer: {
    dimensions: 2,
    options: segformerOptions,
    sizeMultiple: (options) => SegFormer.sizeMultiple(parseOptions("segformer", segformerOptions, options)),
    create: (options) => new SegFormer(options),
  },
  dinov2: {
    dimensions: 2,
    options: dinov2Options,
    sizeMultiple: () => Dinov2Unet.sizeMultiple,
    create: (options) => new Dinov2Unet(options),
  },
};

/** Networks over volumes, by name. */
export const networks3d: Readonly<Record<string, ShippedNetwork<Network3d>>> = {
  unet3d: {
    dimensions: 3,
    options: unet3dOptions,
    sizeMultiple: (options) => UNet3d.sizeMultiple(parseOptions("unet3d", unet3dOptions, options)),
    create: (options) => new UNet3d(options),
  },
  vnet: {
    dimensions: 3,
    options: vnetOptions,
    sizeMultiple: () => VNet.sizeMultiple,
    create: (options) => new VNet(options),
  },
  "swin-unetr": {
    dimensions: 3,
    options: swinUnetrOptions,
    sizeMultiple: () => SwinUnetr.sizeMultiple,
    create: (options) => new SwinUnetr(options),
  },
  resenc: {
    dimensions: 3,
    options: resEncOptions,
    sizeMultiple: (options) => ResEnc.sizeMultiple(parseOptions("resenc", resEncOptions, options)),
    create: (options) => new ResEnc(options),
  },
};

/** @throws {TorchError} `argument` if there is no such network, with those there are, or if an option is not allowed */
export function createNetwork2d(name: string, options: NetworkOptions): Network2d {
  return find(networks2d, networks3d, name).create(options);
}

/** @throws {TorchError} as {@link createNetwork2d} */
export function createNetwork3d(name: string, options: NetworkOptions): Network3d {
  return find(networks3d, networks2d, name).create(options);
}

function find<Type extends NetworkType>(
  networks: Readonly<Record<string, Type>>,
  others: Readonly<Record<string, NetworkType>>,
  name: string,
): Type {
  const known = Object.hasOwn(networks, name) ? networks[name] : undefined;
  if (known !== undefined) return known;
  const other = Object.hasOwn(others, name) ? others[name] : undefined;
  const why = other === undefined ? "is not a network" : `is a ${other.dimensions}D network`;
  const dimensions = Object.values(networks)[0]?.dimensions;
  throw new TorchError(
    "argument",
    `"${name}" ${why}. ${dimensions}D networks: ${Object.keys(networks).join(", ")}; or the path of a file, with a "/" in it.`,
  );
}

/**
 * The network of a name, or of a path (anything with a "/" in it): a JavaScript file that exports one class. The class
 * extends `nn.Module`, has `sizeMultiple` and `forward` as {@link Network2d} or {@link Network3d} asks, and its constructor
 * takes one object: `inChannels`, `classes` and the options that the plan gives. A zod schema of these may be its static
 * `options`.
 *
 * @param folder what a relative path starts from
 * @throws {TorchError} `argument` for an unknown name; `file` if the file cannot be imported or does not export one class
 */
export async function loadNetwork(name: string, dimensions: 2, folder?: string): Promise<NetworkType<Network2d>>;
export async function loadNetwork(name: string, dimensions: 3, folder?: string): Promise<NetworkType<Network3d>>;
export async function loadNetwork(name: string, dimensions: 2 | 3, folder = process.cwd()): Promise<NetworkType> {
  if (!name.includes("/"))
    return dimensions === 2 ? find(networks2d, networks3d, name) : find(networks3d, networks2d, name);
  const path = resolve(folder, name);
  const Network = await importClass(path);
  return {
    dimensions,
    options: Network.options ?? z.record(z.string(), z.json()),
    create(options) {
      const network = new Network(options);
      const fault = faultOf(network, dimensions);
      if (fault === undefined) return network as Network2d | Network3d;
      throw new TorchError("argument", `${Network.name} in ${path} ${fault}`, { path });
    },
  };
}

interface NetworkClass {
  new (options: NetworkOptions): unknown;
  readonly name: string;
  readonly options?: z.ZodType;
}

async function importClass(path: string): Promise<NetworkClass> {
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await import(pathToFileURL(path).href);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const isTypeScript = (cause as { code?: string }).code === "ERR_UNKNOWN_FILE_EXTENSION" && path.endsWith("ts");
    const remedy = isTypeScript ? "Compile it to JavaScript, or use Node.js 22.18 or newer." : undefined;
    throw new TorchError("file", `${path} cannot be imported: ${why}`, { path, remedy, cause });
  }
  const classes = new Set(Object.values(exports).filter((value) => typeof value === "function"));
  if (classes.size === 1) return [...classes][0] as unknown as NetworkClass;
  throw new TorchError("file", `${path} must export one class, the network; it exports ${classes.size}`, { path });
}

function faultOf(network: unknown, dimensions: 2 | 3): string | undefined {
  if (!(network instanceof nn.Module)) return "does not extend nn.Module of this @mandn/torch";
  const { sizeMultiple, forward } = network as { sizeMultiple?: readonly number[]; forward?: unknown };
  if (typeof forward !== "function") return "has no method forward";
  if (sizeMultiple?.length === dimensions && sizeMultiple.every((size) => Number.isInteger(size) && size > 0)) return;
  return `must have sizeMultiple, ${dimensions} positive integers for a ${dimensions}D network`;
}
