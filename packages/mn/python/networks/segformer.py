"""M&N's 2D network over transformers' SegFormer, with peft's LoRA where it is asked for. Slices are [N, C, H, W]."""

import torch
from torch import nn
from transformers import SegformerConfig, SegformerForSemanticSegmentation


class Segformer2d(nn.Module):
    """Channels to three, SegFormer without classifier, its features beside the input at stride 4, one transposed convolution."""

    def __init__(self, config, channels, classes, lora, enlarge, learned=None):
        super().__init__()
        self.enlarge = enlarge
        if channels != 1 if learned is None else learned:
            layers = [nn.Conv2d(channels, 16, 1), nn.ReLU(), nn.Conv2d(16, 16, 1), nn.ReLU(), nn.Conv2d(16, 3, 1)]
            self.input_model = nn.Sequential(*layers)
        base = SegformerForSemanticSegmentation(SegformerConfig(**config))
        base.decode_head.classifier = nn.Identity()
        if lora:
            import peft

            base = peft.get_peft_model(base, peft.LoraConfig(**lora, lora_dropout=0.0))
        self.base_model = base
        features = config.get("decoder_hidden_size", 256) + 3
        self.output_model = nn.Sequential(nn.ConvTranspose2d(features, classes, 4 // enlarge, 4 // enlarge))

    def forward(self, x):
        if self.enlarge > 1:
            x = nn.functional.interpolate(x, scale_factor=self.enlarge, mode="bilinear")
        x = self.input_model(x) if hasattr(self, "input_model") else x.repeat(1, 3, 1, 1)
        features = self.base_model(x).logits
        return self.output_model(torch.cat([features, x[:, :, ::4, ::4]], 1))
