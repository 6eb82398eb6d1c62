"""MONAI's SwinUNETR, which sees the axes in the order that its options say. Volumes are [N, C, D, H, W]."""

from monai.networks import nets


class SwinUNETR(nets.SwinUNETR):
    def __init__(self, options, channels, classes):
        if options["merging"] == "merging-1.3":
            raise SystemExit("The patch merging of MONAI before 1.4 is not in the MONAI that is used here.")
        super().__init__(
            in_channels=channels,
            out_channels=classes,
            feature_size=options["width"],
            depths=options["depths"],
            num_heads=options["heads"],
            window_size=options["window"],
            use_v2=options["v2"],
            downsample="mergingv2" if options["merging"] == "merging-v2" else "merging",
        )
        self.order = ["dhw".index(axis) for axis in options["axes"]]

    def forward(self, x):
        seen = x.permute(0, 1, *[2 + axis for axis in self.order])
        back = [2 + self.order.index(axis) for axis in range(3)]
        return super().forward(seen).permute(0, 1, *back)
