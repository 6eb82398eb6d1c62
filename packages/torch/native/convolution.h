// Which bfloat16 convolutions oneDNN 3.12 of PyTorch 2.13 computes wrongly on CPUs with AMX: it multiplies by what was never
// written. Asked by aten::convolution in convolution.cc, and in conv_weight.cc for the gradient of a transposed
// convolution's input, which is a convolution of the output's gradient.
#pragma once
#include <ATen/core/Tensor.h>

namespace mandn {

/// Over volumes: where a stride shortens W to 1 (https://github.com/pytorch/pytorch/pull/188426), and where D is 1 and has
/// padding, with an odd number of channels. Both are so on every CPU and with any channels here, for they are rare.
bool isWrongInBFloat16(const at::Tensor& input, const at::Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation);

}  // namespace mandn
