"""Golden features and gradients of transformers' DINOv2.

    python parity/models/dinov2.py packages/models/test/fixtures

Made with transformers 4.41.2, which interpolates position embeddings as the original code does.
"""

import sys

from golden import fill, record
from transformers import Dinov2Backbone, Dinov2Config

TINY = dict(hidden_size=24, num_hidden_layers=4, num_attention_heads=3, image_size=24, patch_size=6, mlp_ratio=2)
SMALL = dict(hidden_size=384, num_hidden_layers=12, num_attention_heads=6, image_size=518, patch_size=14)

if __name__ == "__main__":
    folder = sys.argv[1]
    cases = {
        "tiny": (TINY, (2, 3, 24, 24)),  # position embeddings as they are
        "tiny-interpolated": (TINY, (1, 3, 30, 48)),
        "small": (SMALL, (1, 3, 56, 42)),
    }
    for name, (config, shape) in cases.items():
        quarter = config["num_hidden_layers"] // 4
        stages = [f"stage{quarter * (i + 1)}" for i in range(4)]
        model = fill(Dinov2Backbone(Dinov2Config(**config, out_features=stages))).train()
        record(f"{folder}/dinov2-{name}.safetensors", config, model, shape, call=lambda x, m=model: m(x).feature_maps)
