"""Checkpoints of one small network as trainers leave them: the same weights under the names of PyTorch's own wrappers.

    python parity/models/checkpoints.py packages/models/test/fixtures/checkpoints

Needs torch == 2.13.0. plain.pth has the network's own names; every other file must fill it with the same numbers.
"""

import copy
import pathlib
import sys

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 2, 3)
        self.norm = nn.BatchNorm2d(2)
        self.head = nn.Conv2d(2, 2, 1)


class Extra(nn.Conv2d):
    """Keeps something that is no tensor, as quantised layers do."""

    def get_extra_state(self):
        return None


class Trainer(nn.Module):
    """Lightning's modules hold the network beside the loss's own parts."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.criterion = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0]))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(5)
    network = Network()
    nn.init.normal_(network.norm.weight)
    own = network.state_dict()
    other = {name: value + 1 for name, value in own.items()}
    compiled, parallel = torch.compile(network), nn.DataParallel(network)
    averaged = AveragedModel(network, use_buffers=True)
    averaged.update_parameters(network)
    compiled_part = copy.deepcopy(network)
    compiled_part.stem = torch.compile(compiled_part.stem)
    extra = copy.deepcopy(network)
    extra.head = Extra(2, 2, 1)
    extra.head.load_state_dict(network.head.state_dict(), strict=False)
    flat = {f"{who}.{name}": value for who, dict in (("student", other), ("teacher", own)) for name, value in dict.items()}
    files = {
        "plain": own,
        "compiled": {"model": compiled.state_dict()},
        "compiled-parallel": torch.compile(parallel).state_dict(),
        "parallel-compiled": nn.DataParallel(compiled).state_dict(),
        "compiled-part": compiled_part.state_dict(),
        "lightning": {"state_dict": Trainer(network).state_dict(), "pytorch-lightning_version": "2.5.0", "epoch": 3},
        "averaged": averaged.state_dict(),
        "extra-state": {"state_dict": extra.state_dict()},
        "backbone": {f"backbone.{name}": value for name, value in own.items()},
        "student-teacher": {"student": other, "teacher": own},
        "student-teacher-flat": {"state_dict": flat},
        "ema": {"model": other, "model_ema": own, "epoch": 3},
    }
    for name, content in files.items():
        torch.save(content, folder / f"{name}.pth")


if __name__ == "__main__":
    main()
