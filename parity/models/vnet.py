"""Golden outputs and gradients of the semi-supervised field's V-Net, laid out as in UA-MT (and, with `residual`, BCP).

    python parity/models/vnet.py packages/models/test/fixtures

Its volumes are [N, C, W, H, D]. Dropout is off.
"""

import sys

from golden import fill, record
from networks.vnet import VNet


if __name__ == "__main__":
    folder = sys.argv[1]
    cases = {
        "batch": (1, dict(width=4, norm="batch", residual=False), (2, 1, 32, 16, 16), True),
        "batch-eval": (1, dict(width=4, norm="batch", residual=False), (1, 1, 32, 16, 16), False),
        "group-residual": (1, dict(width=16, norm="group", residual=True), (1, 1, 16, 16, 32), True),
    }
    for name, (channels, options, shape, training) in cases.items():
        network = fill(VNet(channels, 2, **options)).train(training)
        options |= dict(inChannels=channels, classes=2, dropout=False)
        record(f"{folder}/vnet-{name}.safetensors", options, network, shape)
