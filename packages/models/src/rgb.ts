// How the channels of a scan become red, green and blue for an encoder of photographs: repeated, or learnt.
// The encoders over slices share it.

import { nn, type Tensor, TorchError } from "@mandn/torch";
import { z } from "zod";

/** How a scan's channels become the red, green and blue of a network for photographs. */
export const rgbOption = z
  .enum(["auto", "repeat", "learned"])
  .default("auto")
  .describe(
    "how channels become red, green and blue: one repeated, or learned 1×1 convolutions; auto: repeated if there is one",
  );

/** @throws {TorchError} `argument` if several channels are to be repeated */
export function isLearned(option: z.output<typeof rgbOption>, inChannels: number): boolean {
  if (option === "repeat" && inChannels !== 1) {
    throw new TorchError("argument", `input "repeat" is for one channel, not ${inChannels}: use "learned" or "auto"`);
  }
  return option === "learned" || inChannels !== 1;
}

/** Channels [N, C, H, W] → red, green and blue [N, 3, H, W]; at the start all three are the channels' mean. */
export class RgbConv extends nn.Conv2d {
  constructor(inChannels: number) {
    super(inChannels, 3, 1);
    nn.init.constant_(this.weight, 1 / inChannels);
    nn.init.zeros_(this.bias as Tensor);
  }
}
