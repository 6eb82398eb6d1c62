// Where an axis of the map has padding and is shorter than the kernel or the stride, oneDNN's bfloat16 gradient of a convolution's
// weight leaves some of it unwritten, or writes to memory before it; so does that of the bias, which comes with it (oneDNN 3.12 of
// PyTorch 2.13, jit_avx512_core_bf16_conv_bwd_weights_kernel_f32_t in https://github.com/uxlfoundation/oneDNN: its loops over
// depth, height and width). Without padding it is right. So zeros are put around the map on those axes: they add nothing to the
// sums, and the precision stays bfloat16's.
#include "conv_short_axes.h"

#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/convolution_backward_native.h>

#include <algorithm>

namespace mandn {

using at::Tensor;

std::vector<int64_t> paddingOfShortAxes(const Tensor& map, const Tensor& weight, const ConvolutionSettings& s) {
  std::vector<int64_t> padding(s.padding.size(), 0);
  const bool isServed = map.scalar_type() == at::kBFloat16 && map.device().is_cpu() && map.layout() == at::kStrided;
  const auto fits = [&](at::IntArrayRef sizes) { return sizes.size() == padding.size(); };
  if (!isServed || map.dim() != weight.dim() || !fits(map.sizes().slice(2)) || !fits(s.stride) || !fits(s.dilation)) {
    return padding;  // what does not fit together is aten's to refuse
  }
  for (size_t i = 0; i < padding.size(); ++i) {
    const int64_t kernel = s.dilation[i] * (weight.size(i + 2) - 1) + 1;
    if (map.size(i + 2) < std::max(kernel, s.stride[i])) padding[i] = s.padding[i];
  }
  return padding;
}

/// `padding` on both sides of each spatial axis.
static Tensor withZerosAround(const Tensor& map, const std::vector<int64_t>& padding) {
  std::vector<int64_t> sides;
  for (auto p = padding.rbegin(); p != padding.rend(); ++p) sides.insert(sides.end(), {*p, *p});  // the last axis first
  return at::constant_pad_nd(map, sides, 0);
}

std::tuple<Tensor, Tensor, Tensor> gradientsOverShortAxes(const Tensor& dy, const Tensor& x, const Tensor& weight,
                                                          at::OptionalIntArrayRef biasSizes, const ConvolutionSettings& s,
                                                          const std::vector<int64_t>& added, std::array<bool, 3> wanted) {
  const auto gradients = [&](const Tensor& dy, const Tensor& x, at::IntArrayRef padding, std::array<bool, 3> these) {
    return at::native::convolution_backward(dy, x, weight, biasSizes, s.stride, padding, s.dilation, s.transposed,
                                            s.outputPadding, s.groups, these);
  };
  std::vector<int64_t> left = s.padding.vec();
  for (size_t i = 0; i < left.size(); ++i) left[i] -= added[i];
  const std::array<bool, 3> allButInput{false, wanted[1], wanted[2]};
  const auto [none, dweight, dbias] = s.transposed ? gradients(withZerosAround(dy, added), x, left, allButInput)
                                                   : gradients(dy, withZerosAround(x, added), left, allButInput);
  Tensor dx;
  if (wanted[0]) dx = std::get<0>(gradients(dy, x, s.padding, {true, false, false}));
  return {dx, dweight, dbias};
}

}  // namespace mandn
