// aten::convolution on the CPU, where aten chooses badly. A batch of one float32 volume goes to oneDNN as larger batches do: aten
// leaves it, where N · C · D · H is at most 20480, to a kernel of its own, which takes two to twelve times as long. A bfloat16
// volume on which oneDNN 3.12 is wrong on CPUs with AMX is computed in float32.
#include "convolution.h"

#include <ATen/Context.h>
#include <ATen/ops/convolution_native.h>
#include <ATen/ops/mkldnn_convolution.h>
#include <torch/library.h>

#include <algorithm>

namespace mandn {
namespace {

using at::Tensor;

bool isPlain(const Tensor& t) {
  return t.scalar_type() == at::kFloat && t.device().is_cpu() && t.layout() == at::kStrided;
}

/// Whether oneDNN takes this, and it is one volume. What does not fit together is aten's to refuse.
bool isServed(const Tensor& input, const Tensor& weight, const std::optional<Tensor>& bias, at::IntArrayRef stride,
              at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed, int64_t groups) {
  if (transposed || !at::hasMKLDNN() || !at::globalContext().userEnabledMkldnn()) return false;
  if (input.dim() != 5 || weight.dim() != 5 || input.size(0) != 1 || input.numel() == 0) return false;
  if (!isPlain(input) || !isPlain(weight)) return false;
  if (bias && bias->defined() && (!isPlain(*bias) || bias->dim() != 1 || bias->size(0) != weight.size(0))) return false;
  if (groups < 1 || weight.size(0) % groups != 0 || input.size(1) != weight.size(1) * groups) return false;
  if (stride.size() != 3 || padding.size() != 3 || dilation.size() != 3) return false;
  for (int64_t i = 0; i < 3; ++i) {
    if (stride[i] < 1 || dilation[i] < 1 || padding[i] < 0) return false;
    if (input.size(i + 2) + 2 * padding[i] <= dilation[i] * (weight.size(i + 2) - 1)) return false;
  }
  const auto kernel = weight.sizes().slice(2);
  return std::any_of(kernel.begin(), kernel.end(), [](int64_t size) { return size != 1; });
}

/// Whether this is a bfloat16 convolution that goes wrong. What does not fit together is aten's to refuse.
bool isWrong(const Tensor& input, const Tensor& weight, const std::optional<Tensor>& bias, at::IntArrayRef stride,
             at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed) {
  if (transposed || (bias && bias->defined() && bias->scalar_type() != at::kBFloat16)) return false;
  return isWrongInBFloat16(input, weight, stride, padding, dilation);
}

Tensor convolution(const Tensor& input, const Tensor& weight, const std::optional<Tensor>& bias, at::IntArrayRef stride,
                   at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed, at::IntArrayRef outputPadding,
                   int64_t groups) {
  if (isServed(input, weight, bias, stride, padding, dilation, transposed, groups)) {
    return at::mkldnn_convolution(input, weight, bias, padding, stride, dilation, groups);
  }
  if (isWrong(input, weight, bias, stride, padding, dilation, transposed)) {
    std::optional<Tensor> preciseBias;
    if (bias && bias->defined()) preciseBias = bias->to(at::kFloat);
    return at::native::convolution(input.to(at::kFloat), weight.to(at::kFloat), preciseBias, stride, padding, dilation,
                                   transposed, outputPadding, groups)
        .to(input.scalar_type());
  }
  return at::native::convolution(input, weight, bias, stride, padding, dilation, transposed, outputPadding, groups);
}

TORCH_LIBRARY_IMPL(aten, CPU, m) { m.impl("convolution", convolution); }

}  // namespace

bool isWrongInBFloat16(const Tensor& input, const Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation) {
  const auto isServed = [](const Tensor& t) {
    return t.dim() == 5 && t.scalar_type() == at::kBFloat16 && t.device().is_cpu() && t.layout() == at::kStrided;
  };
  if (!isServed(input) || !isServed(weight) || stride.size() != 3 || padding.size() != 3 || dilation.size() != 3) return false;
  if (input.size(2) == 1 && padding[0] > 0) return true;
  const int64_t beyond = input.size(4) + 2 * padding[2] - dilation[2] * (weight.size(4) - 1) - 1;
  return stride[2] > 1 && beyond >= 0 && beyond < stride[2];
}

}  // namespace mandn
