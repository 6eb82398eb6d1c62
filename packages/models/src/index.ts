// @mandn/models: networks over slices and over volumes, by name, with their pretrained weights.
// `networks2d` and `networks3d` list them; the classes are for those who build on one.

export {
  Dinov2,
  type Dinov2Config,
  Dinov2Unet,
  type Dinov2UnetOptions,
  dinov2Config,
  dinov2Options,
} from "./dinov2.js";
export {
  EfficientNetLite,
  EfficientNetLiteUnet,
  type EfficientNetLiteUnetOptions,
  efficientNetLiteOptions,
} from "./efficientnet-lite.js";
export { type Encoder2d, EncoderUnet, type EncoderUnetOptions, encoderUnetOptions } from "./encoder-unet.js";
export { FrozenBatchNorm2d } from "./frozen-batch-norm.js";
export { type HubRepository, hubWeights, type KnownWeights, weightFiles } from "./known-weights.js";
export {
  addLora,
  LoraLinear,
  type LoraOptions,
  loadLora,
  loraOptions,
  loraStateDict,
  mergeLora,
  saveLora,
} from "./lora.js";
export { MobileNetV2, MobileNetV2Unet, type MobileNetV2UnetOptions, mobileNetV2UnetOptions } from "./mobilenet-v2.js";
export type { Decoded, Network2d, Network3d, ParameterGroup, Refine, ValueRange } from "./network.js";
export type { Channels } from "./options.js";
export {
  hookResolution,
  identifyOwnFile,
  importOwnFile,
  isOwnNetwork,
  type OwnFile,
} from "./own-network.js";
export {
  countParameters,
  createNetwork2d,
  createNetwork3d,
  loadNetwork,
  networks2d,
  networks3d,
} from "./registry.js";
export { nnunetStateDict, ResEnc, type ResEncOptions, resEncOptions } from "./resenc.js";
export { ResNet, ResNetUnet, type ResNetUnetOptions, resNetUnetOptions } from "./resnet.js";
export { ResNetVNet, type ResNetVNetOptions, resNetVNetOptions } from "./resnet-vnet.js";
export {
  SegFormer,
  type SegFormerOptions,
  type SegformerConfig,
  SegformerForSemanticSegmentation,
  segformerConfig,
  segformerLora,
  segformerOptions,
} from "./segformer.js";
export type { NetworkOptions, NetworkPlan, NetworkType, PlanSituation, ShippedNetwork } from "./shipped.js";
export { SliceModel, type SliceModelOptions } from "./slice-model.js";
export { SwinUnetr, type SwinUnetrOptions, swinUnetrOptions } from "./swin-unetr.js";
export { UNet3d, type UNet3dOptions, unet3dOptions } from "./unet3d.js";
export { VNet, type VNetOptions, vnetOptions } from "./vnet.js";
export {
  type AxisOrder,
  axisOrder,
  type Checkpoint,
  loadWeights,
  readHuggingFace,
  readJson,
  readWeights,
  reorderAxes,
  reorderKernels,
  UnknownAxes,
} from "./weights.js";
