import { resolve } from "node:path";
import { TorchError } from "@mandn/torch";
import { z } from "zod";
import { Dinov2Unet, dinov2Options } from "./dinov2.js";
import { type KnownWeights, knownWeights } from "./known-weights.js";
import { MobileNetV2Unet, mobileNetV2UnetOptions } from "./mobilenet-v2.js";
import type { Network2d, Network3d } from "./network.js";
import { type Channels, parseOptions } from "./options.js";
import { createOwn, importClass, isOwnNetwork, type OwnNetworkFile } from "./own-network.js";
import { ResEnc, resEncOptions } from "./resenc.js";
import { ResNetUnet, resNetUnetOptions } from "./resnet.js";
import { ResNetVNet, resNetVNetOptions } from "./resnet-vnet.js";
import { startingFromRuns } from "./run-checkpoint.js";
import { SegFormer, segformerOptions } from "./segformer.js";
import { SwinUnetr, swinUnetrOptions } from "./swin-unetr.js";
import { UNet3d, unet3dOptions } from "./unet3d.js";
import { VNet, vnetOptions } from "./vnet.js";

/** What a network is told: the data's channels and classes, and options of its own. */
export type NetworkOptions = Channels & Readonly<Record<string, unknown>>;

/** A kind of network. */
export interface NetworkType<Network extends Network2d | Network3d = Network2d | Network3d> {
  /** Checks its own options and fills in their defaults. */
  readonly options: z.ZodType;
  /** The options that fill it from a checkpoint; absent: it has none, and takes checkpoints with its own names. */
  pretrained?(path: string): Readonly<Record<string, unknown>>;
  /** @throws {TorchError} `argument` with every option that is not allowed */
  create(options: NetworkOptions): Network;
}

/** A network of this package. */
export interface ShippedNetwork<Network extends Network2d | Network3d = Network2d | Network3d>
  extends NetworkType<Network> {
  /** 2: over slices; 3: over volumes. */
  readonly dimensions: Network extends Network3d ? 3 : 2;
  readonly summary: string;
  /** Parameters by options, for one channel and two classes; the default comes first. */
  readonly sizes: readonly { readonly options: Readonly<Record<string, unknown>>; readonly parameters: number }[];
  readonly weights: readonly KnownWeights[];
  pretrained(path: string): Readonly<Record<string, unknown>>;
  /**
   * `sizeMultiple` of the network with these options (its own, without the data's), before it is made.
   *
   * @throws {TorchError} `argument` with every option that is not allowed, `file` if one of them names a file that is not there
   */
  sizeMultiple(options: Readonly<Record<string, unknown>>): Network["sizeMultiple"];
}

const asPath = (path: string) => ({ pretrained: path });
const asObject = (path: string) => ({ pretrained: { path } });

/** Networks over slices, by name. */
export const networks2d = startedFromRuns<Network2d>({
  "mobilenet-v2": {
    dimensions: 2,
    summary: "torchvision's MobileNetV2 under a U-Net decoder",
    sizes: [{ options: {}, parameters: 2_108_916 }],
    weights: knownWeights["mobilenet-v2"],
    options: mobileNetV2UnetOptions,
    pretrained: asPath,
    sizeMultiple: (options) =>
      MobileNetV2Unet.sizeMultiple(parseOptions("mobilenet-v2", mobileNetV2UnetOptions, options)),
    create: (options) => new MobileNetV2Unet(options),
  },
  resnet: {
    dimensions: 2,
    summary: "torchvision's ResNet under a U-Net decoder",
    sizes: [
      { options: { depth: 18 }, parameters: 13_532_564 },
      { options: { depth: 34 }, parameters: 23_637_012 },
      { options: { depth: 50 }, parameters: 31_703_700 },
    ],
    weights: knownWeights.resnet,
    options: resNetUnetOptions,
    pretrained: asPath,
    sizeMultiple: (options) => ResNetUnet.sizeMultiple(parseOptions("resnet", resNetUnetOptions, options)),
    create: (options) => new ResNetUnet(options),
  },
  segformer: {
    dimensions: 2,
    summary: "SegFormer with LoRA and M&N's head",
    sizes: [
      { options: { size: "b2" }, parameters: 27_371_298 },
      { options: { size: "b0" }, parameters: 3_722_434 },
      { options: { size: "b1" }, parameters: 13_685_538 },
      { options: { size: "b3" }, parameters: 47_247_138 },
      { options: { size: "b4" }, parameters: 64_017_698 },
      { options: { size: "b5" }, parameters: 84_618_018 },
    ],
    weights: knownWeights.segformer,
    options: segformerOptions,
    pretrained: asPath,
    sizeMultiple: (options) => SegFormer.sizeMultiple(parseOptions("segformer", segformerOptions, options)),
    create: (options) => new SegFormer(options),
  },
  dinov2: {
    dimensions: 2,
    summary: "DINOv2's vision transformer under a light decoder",
    sizes: [
      { options: { size: "small" }, parameters: 22_286_980 },
      { options: { size: "base" }, parameters: 86_908_804 },
      { options: { size: "large" }, parameters: 304_762_244 },
    ],
    weights: knownWeights.dinov2,
    options: dinov2Options,
    pretrained: asPath,
    sizeMultiple: () => Dinov2Unet.sizeMultiple,
    create: (options) => new Dinov2Unet(options),
  },
});

/** Networks over volumes, by name. */
export const networks3d = startedFromRuns<Network3d>({
  unet3d: {
    dimensions: 3,
    summary: "the 3D U-Net of M&N's reference code",
    sizes: [{ options: {}, parameters: 25_884_546 }],
    weights: knownWeights.unet3d,
    options: unet3dOptions,
    pretrained: asObject,
    sizeMultiple: (options) => UNet3d.sizeMultiple(parseOptions("unet3d", unet3dOptions, options)),
    create: (options) => new UNet3d(options),
  },
  vnet: {
    dimensions: 3,
    summary: "the semi-supervised field's V-Net",
    sizes: [{ options: {}, parameters: 9_448_866 }],
    weights: knownWeights.vnet,
    options: vnetOptions,
    pretrained: asObject,
    sizeMultiple: () => VNet.sizeMultiple,
    create: (options) => new VNet(options),
  },
  "swin-unetr": {
    dimensions: 3,
    summary: "MONAI's SwinUNETR",
    sizes: [{ options: {}, parameters: 62_186_708 }],
    weights: knownWeights["swin-unetr"],
    options: swinUnetrOptions,
    pretrained: (path) => ({ pretrained: { path, part: "all" } }),
    sizeMultiple: () => SwinUnetr.sizeMultiple,
    create: (options) => new SwinUnetr(options),
  },
  resenc: {
    dimensions: 3,
    summary: "nnU-Net's residual-encoder U-Net",
    sizes: [{ options: {}, parameters: 102_349_770 }],
    weights: knownWeights.resenc,
    options: resEncOptions,
    pretrained: asObject,
    sizeMultiple: (options) => ResEnc.sizeMultiple(parseOptions("resenc", resEncOptions, options)),
    create: (options) => new ResEnc(options),
  },
  "resnet-vnet": {
    dimensions: 3,
    summary: "a 3D ResNet-34 under V-Net's decoder, MCF's second network",
    sizes: [{ options: {}, parameters: 17_930_354 }],
    weights: knownWeights["resnet-vnet"],
    options: resNetVNetOptions,
    pretrained: asObject,
    sizeMultiple: () => ResNetVNet.sizeMultiple,
    create: (options) => new ResNetVNet(options),
  },
});

/** The networks, each able to start from the weights of a run. */
function startedFromRuns<N extends Network2d | Network3d>(
  networks: Readonly<Record<string, ShippedNetwork<N>>>,
): Readonly<Record<string, ShippedNetwork<N>>> {
  return Object.fromEntries(Object.entries(networks).map(([name, type]) => [name, startingFromRuns(name, type)]));
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
type Named = string | OwnNetworkFile;

/**
 * The network of a name, or of a path (anything with a "/" in it): a JavaScript or TypeScript file that exports one class. The
 * class extends `nn.Module`, has `sizeMultiple` and `forward` as {@link Network2d} or {@link Network3d} asks, and its constructor
 * takes one object: `inChannels`, `classes` and the options that the plan gives. A zod schema of these may be its static
 * `options`.
 *
 * A file's network is code that runs. Of one that {@link identifyOwnNetwork} noted, another content is refused before it is.
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
