export type { Network2d, Network3d, ParameterGroup } from "./network.js";
export type { Channels } from "./options.js";
export { UNet3d, type UNet3dOptions, unet3dOptions } from "./unet3d.js";
