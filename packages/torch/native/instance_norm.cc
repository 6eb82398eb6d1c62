// aten::instance_norm on the CPU with the right gradient. aten makes a batch of one sample into a batch norm over its
// channels; where the gradient of the output then comes in channels_last, its backward reads it in another order (PyTorch 2.13).
#include <ATen/core/Tensor.h>
#include <ATen/ops/instance_norm_native.h>
#include <torch/library.h>

namespace mandn {
namespace {

using at::Tensor;
using OptionalTensor = std::optional<Tensor>;

Tensor instanceNorm(const Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias,
                    const OptionalTensor& runningMean, const OptionalTensor& runningVar, bool useInputStats,
                    double momentum, double eps, bool cudnnEnabled) {
  const Tensor y = at::native::instance_norm(input, weight, bias, runningMean, runningVar, useInputStats, momentum, eps,
                                             cudnnEnabled);
  if (y.requires_grad() && y.size(0) == 1) y.register_hook([](const Tensor& gradient) { return gradient.contiguous(); });
  return y;
}

TORCH_LIBRARY_IMPL(aten, AutogradCPU, m) { m.impl("instance_norm", instanceNorm); }

}  // namespace
}  // namespace mandn
