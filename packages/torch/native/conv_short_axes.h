// The gradient of a bfloat16 convolution over maps with short axes, which oneDNN computes wrongly. Asked by
// aten::convolution_backward in conv_weight.cc.
#pragma once
#include <ATen/core/Tensor.h>

#include <array>
#include <tuple>
#include <vector>

namespace mandn {

/// A convolution's settings, one number for each spatial axis.
struct ConvolutionSettings {
  at::IntArrayRef stride, padding, dilation;
  bool transposed;
  at::IntArrayRef outputPadding;
  int64_t groups;
};

/// The padding of the axes on which oneDNN's gradient of the weight is wrong; 0 on the others, and everywhere where another
/// library or precision serves. `map` is what the kernel goes over: x, or dy of a transposed convolution.
std::vector<int64_t> paddingOfShortAxes(const at::Tensor& map, const at::Tensor& weight, const ConvolutionSettings& s);

/// aten's gradients of x, weight and bias, with `added`, a part of the padding, put around the map as zeros.
std::tuple<at::Tensor, at::Tensor, at::Tensor> gradientsOverShortAxes(const at::Tensor& dy, const at::Tensor& x,
                                                                      const at::Tensor& weight,
                                                                      at::OptionalIntArrayRef biasSizes,
                                                                      const ConvolutionSettings& s,
                                                                      const std::vector<int64_t>& added,
                                                                      std::array<bool, 3> wanted);

}  // namespace mandn
