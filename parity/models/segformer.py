"""Golden outputs and gradients of transformers' SegFormer, alone and as M&N's 2D network with peft's LoRA; and adapter folders.

    python parity/models/segformer.py packages/models/test/fixtures
    python parity/models/segformer.py --check ADAPTER     whether peft takes an adapter's folder that ours wrote

Made with transformers 4.41.2 and peft 0.11.1, which M&N's reference code uses.
"""

import os
import re
import shutil
import sys

import peft
import torch
from golden import fill, record
from networks.segformer import Segformer2d
from transformers import SegformerConfig, SegformerForSemanticSegmentation

LORA = dict(
    r=4,
    lora_alpha=8,
    target_modules=["query", "key", "value", "dense", "dense1", "dense2"],
    modules_to_save=[
        *(f"{stage}.layer_norm" for stage in range(4)),
        "self.layer_norm",
        "layer_norm_1",
        "layer_norm_2",
        *(f"layer_norm.{stage}" for stage in range(4)),
    ],
    bias="all",
)
TINY = dict(hidden_sizes=[8, 16, 24, 32], depths=[1, 2, 1, 1], num_attention_heads=[1, 2, 3, 4], decoder_hidden_size=16)
TINY |= dict(drop_path_rate=0.0, classifier_dropout_prob=0.0)


def ours(name):
    """peft's name of a parameter -> ours."""
    name = name.replace("base_model.base_model.model.", "base_model.").replace(".base_layer.", ".")
    return re.sub(r"\.(original_module|modules_to_save\.default)\.", ".", name).replace(".default.", ".")


def record_alone(folder):
    for name, config, labels, shape in (
        ("tiny", TINY, 5, (2, 3, 64, 96)),
        ("b0", dict(drop_path_rate=0.0, classifier_dropout_prob=0.0), 150, (1, 3, 64, 64)),
    ):
        model = fill(SegformerForSemanticSegmentation(SegformerConfig(**config, num_labels=labels))).train()
        options = dict(config=config, labels=labels)
        record(f"{folder}/segformer-{name}.safetensors", options, model, shape, call=lambda x, model=model: model(x).logits)


def record_2d(folder):
    options = dict(inChannels=1, classes=3, config=TINY)
    model = fill(Segformer2d(TINY, 1, 3, LORA, 1), ours).train()
    lora = dict(rank=LORA["r"], alpha=LORA["lora_alpha"], targets=LORA["target_modules"], bias=LORA["bias"])
    lora["modulesToSave"] = LORA["modules_to_save"]
    record(f"{folder}/segformer-2d-lora.safetensors", options | dict(lora=lora), model, (2, 1, 64, 64), ours)
    options = dict(inChannels=2, classes=2, config=TINY, enlarge=2)
    model = fill(Segformer2d(TINY, 2, 2, None, 2)).train()
    record(f"{folder}/segformer-2d-learned.safetensors", options, model, (1, 2, 32, 64))


def adapted(config):
    """A tiny SegFormer with LoRA, all of it filled by our names."""
    model = peft.get_peft_model(SegformerForSemanticSegmentation(SegformerConfig(**TINY, num_labels=2)), config)
    return fill(model, lambda name: ours(f"base_model.{name}").removeprefix("base_model."))


def write_adapter(folder):
    """An adapter's folder as peft writes it."""
    lora = dict(r=2, lora_alpha=8, lora_dropout=0.1, target_modules=["query", "dense2"], bias="all")
    config = peft.LoraConfig(**lora, modules_to_save=["layer_norm_1", "layer_norm_2"])
    path = f"{folder}/segformer-adapter"
    shutil.rmtree(path, ignore_errors=True)
    adapted(config).save_pretrained(path)
    os.remove(f"{path}/README.md")
    os.chmod(f"{path}/adapter_model.safetensors", 0o644)


def write_config(folder):
    """The config.json of a folder of transformers'."""
    SegformerConfig(**TINY, num_labels=150).to_json_file(f"{folder}/segformer-config.json", use_diff=False)


def check_adapter(path):
    """Whether peft takes the adapter's folder that ours wrote: its numbers must be those of the rule in golden.py."""
    base = SegformerForSemanticSegmentation(SegformerConfig(**TINY, num_labels=2))
    loaded = peft.PeftModel.from_pretrained(base, path)
    expected = adapted(peft.LoraConfig.from_pretrained(path)).state_dict()
    learnt = [name for name in expected if "lora_" in name or "modules_to_save" in name or name.endswith("bias")]
    learnt = [name for name in learnt if "original_module" not in name]
    for name in learnt:
        assert torch.equal(loaded.state_dict()[name], expected[name]), name
    print(f"{path}: {len(learnt)} tensors are right")


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        check_adapter(sys.argv[2])
    else:
        folder = sys.argv[1]
        record_alone(folder)
        record_2d(folder)
        write_adapter(folder)
        write_config(folder)
