import { SegformerForSemanticSegmentation, SwinUnetr, segformerConfig, UNet3d } from "@mandn/models";
import type { nn } from "@mandn/torch";

export const names = ["segformer-b2", "swin-unetr", "unet3d"] as const;
export type Name = (typeof names)[number];

/** The input's shape, and the logits'. */
export const shapes = {
  "segformer-b2": { image: [16, 3, 160, 160], logits: [16, 2, 40, 40] },
  "swin-unetr": { image: [1, 1, 64, 96, 96], logits: [1, 2, 64, 96, 96] },
  unet3d: { image: [1, 1, 64, 160, 160], logits: [1, 2, 64, 160, 160] },
} as const satisfies Record<Name, object>;

/** Those of reference_networks.py, without dropout. */
export function createNetwork(name: Name): nn.Layer {
  const channels = { inChannels: 1, classes: 2 };
  switch (name) {
    case "segformer-b2":
      return new SegformerForSemanticSegmentation(
        segformerConfig.parse({
          hidden_sizes: [64, 128, 320, 512],
          depths: [3, 4, 6, 3],
          decoder_hidden_size: 768,
          drop_path_rate: 0,
          classifier_dropout_prob: 0,
        }),
        2,
      );
    case "swin-unetr":
      return new SwinUnetr({ ...channels, width: 36 });
    case "unet3d":
      return new UNet3d({ ...channels, width: 32, levels: 5 });
  }
}
