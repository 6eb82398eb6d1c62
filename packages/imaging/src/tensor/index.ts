// @mandn/imaging/tensor: resampling, the one part of this package that computes with tensors and so needs libtorch. The
// grids and the kernels' weights are worked out in ../resample, without tensors.
export {
  type ResampleLabelsOptions,
  type ResampleOptions,
  resample,
  resampleLabels,
  resampleTensor,
} from "./resample.js";
