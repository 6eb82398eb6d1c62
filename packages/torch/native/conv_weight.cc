// mandn::conv_weight_gradient(Tensor x, Tensor dy, int[] kernel, int[] padding) -> Tensor
//
// The gradient of a convolution's weight for stride and dilation 1, one group, float32 on the CPU, in channels_last(_3d). Where
// the CPU has AVX2 and no AVX-512, aten::convolution_backward takes it from here: oneDNN's own for that layout and those
// instructions goes through im2col and takes twice to four times as long. That of a kernel of one voxel is a matrix product,
// which MKL does in half of oneDNN's time.
#include "conv_short_axes.h"
#include "convolution.h"
#include "cpu_kernels.h"
#include "kernels/kernels.h"

#include <ATen/Parallel.h>
#include <ATen/ops/convolution_backward_native.h>
#include <ATen/ops/zeros.h>
#include <torch/library.h>

#include <algorithm>

namespace mandn {
namespace {

using at::Tensor;
constexpr int64_t kBlock = ConvWeightKernels::kBlock;

at::MemoryFormat channelsLast(const Tensor& x) {
  return x.dim() == 5 ? at::MemoryFormat::ChannelsLast3d : at::MemoryFormat::ChannelsLast;
}

ConvWeightShape shapeOf(const Tensor& x, const Tensor& dy, at::IntArrayRef kernel, at::IntArrayRef padding) {
  const auto depth = [&](const auto& of, int64_t otherwise) { return x.dim() == 5 ? of[of.size() - 3] : otherwise; };
  const auto in = x.sizes(), out = dy.sizes();
  const size_t k = kernel.size();
  return {depth(in, 1),     in[in.size() - 2],   in.back(),  in[1],
          depth(out, 1),    out[out.size() - 2], out.back(), out[1],
          depth(kernel, 1), kernel[k - 2],       kernel[k - 1],
          depth(padding, 0), padding[k - 2],     padding[k - 1]};
}

/// [out, in, ...kernel]. Rows are summed in chunks that do not depend on the number of threads, so neither does the result.
Tensor weightGradient(const Tensor& input, const Tensor& gradient, at::IntArrayRef kernel, at::IntArrayRef padding) {
  const int64_t axes = input.dim() - 2;
  TORCH_CHECK(axes == 2 || axes == 3, "conv_weight_gradient: expected x of shape [N, C, (D,) H, W], got ", input.sizes());
  TORCH_CHECK(input.scalar_type() == at::kFloat && gradient.scalar_type() == at::kFloat,
              "conv_weight_gradient: expected float32");
  TORCH_CHECK(gradient.dim() == input.dim() && gradient.size(0) == input.size(0) &&
                  static_cast<int64_t>(kernel.size()) == axes && static_cast<int64_t>(padding.size()) == axes,
              "conv_weight_gradient: x ", input.sizes(), ", dy ", gradient.sizes(), ", kernel ", kernel, " and padding ",
              padding, " do not belong together");
  for (int64_t i = 0; i < axes; ++i) {
    TORCH_CHECK(kernel[i] > 0 && padding[i] >= 0 &&
                    gradient.size(i + 2) == input.size(i + 2) + 2 * padding[i] - kernel[i] + 1,
                "conv_weight_gradient: dy ", gradient.sizes(), " is not of x ", input.sizes(), " with kernel ", kernel,
                " and padding ", padding);
  }
  const Tensor x = input.contiguous(channelsLast(input)), dy = gradient.contiguous(channelsLast(input));
  const ConvWeightShape s = shapeOf(x, dy, kernel, padding);
  const int64_t taps = s.kernelDepth * s.kernelHeight * s.kernelWidth, size = taps * s.channels * kBlock;
  const int64_t blocks = at::divup(s.outChannels, kBlock), rows = dy.size(0) * s.outDepth * s.outHeight;
  const int64_t chunks = std::clamp<int64_t>((int64_t{1} << 23) / std::max<int64_t>(1, blocks * size), 1,
                                             std::clamp<int64_t>(rows / 8, 1, 16));
  const Tensor sums = at::zeros({chunks, blocks, taps * s.channels, kBlock}, x.options().memory_format(at::MemoryFormat::Contiguous));
  const float *from = x.const_data_ptr<float>(), *grad = dy.const_data_ptr<float>();
  float* to = sums.mutable_data_ptr<float>();
  at::parallel_for(0, chunks * blocks, 1, [&](int64_t begin, int64_t end) {
    std::vector<float> scratch(s.outWidth * kBlock);
    for (int64_t task = begin; task < end; ++task) {
      const int64_t chunk = task / blocks, block = task % blocks;
      MANDN_KERNELS(convWeightFloat32)
          .addRows(from, grad, s, chunk * rows / chunks, (chunk + 1) * rows / chunks, block * kBlock, to + task * size,
                   scratch.data());
    }
  });
  std::vector<int64_t> shape{blocks * kBlock, s.channels};
  shape.insert(shape.end(), kernel.begin(), kernel.end());
  return sums.sum(0)
      .reshape({blocks, taps, s.channels, kBlock})
      .permute({0, 3, 2, 1})
      .reshape(shape)
      .narrow(0, 0, s.outChannels);
}

bool allAre(at::IntArrayRef values, int64_t value) {
  return std::all_of(values.begin(), values.end(), [=](int64_t v) { return v == value; });
}

// Where rows are short, or the sums of one block leave the second-level cache, oneDNN's way is the quicker one.
constexpr int64_t kShortestRow = 32, kLargestSums = int64_t{1} << 17;

/// Whether this is a convolution that the gradients here are meant for.
bool isPlain(const Tensor& dy, const Tensor& x, const Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding,
             at::IntArrayRef dilation, bool transposed, int64_t groups) {
  if (cpuLevel() != CpuLevel::Avx2 || transposed || groups != 1 || (x.dim() != 4 && x.dim() != 5)) return false;
  if (!allAre(stride, 1) || !allAre(dilation, 1) || static_cast<int64_t>(padding.size()) != x.dim() - 2) return false;
  for (const Tensor& t : {dy, x, weight}) {
    if (t.scalar_type() != at::kFloat || !t.device().is_cpu() || t.layout() != at::kStrided || t.numel() == 0) return false;
  }
  return x.suggest_memory_format() == channelsLast(x);
}

/// Whether the kernels here are quicker than oneDNN's.
bool isServed(const Tensor& dy, const Tensor& weight) {
  return dy.sizes().back() >= kShortestRow && weight.numel() / weight.size(0) * kBlock <= kLargestSums;
}

/// [N, C, ...] in channels_last → [voxels, C].
Tensor asMatrix(const Tensor& x) { return x.contiguous(channelsLast(x)).movedim(1, -1).flatten(0, -2); }

std::tuple<Tensor, Tensor, Tensor> convolutionBackward(const Tensor& dy, const Tensor& x, const Tensor& weight,
                                                       at::OptionalIntArrayRef biasSizes, at::IntArrayRef stride,
                                                       at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
                                                       at::IntArrayRef outputPadding, int64_t groups,
                                                       std::array<bool, 3> wanted) {
  if (wanted[0] && transposed && isWrongInBFloat16(dy, weight, stride, padding, dilation)) {
    const auto [none, dweight, dbias] = convolutionBackward(dy, x, weight, biasSizes, stride, padding, dilation, transposed,
                                                            outputPadding, groups, {false, wanted[1], wanted[2]});
    const Tensor dx = std::get<0>(at::native::convolution_backward(
        dy.to(at::kFloat), x.to(at::kFloat), weight.to(at::kFloat), biasSizes, stride, padding, dilation, transposed,
        outputPadding, groups, {true, false, false}));
    return {dx.to(x.scalar_type()), dweight, dbias};
  }
  const ConvolutionSettings settings{stride, padding, dilation, transposed, outputPadding, groups};
  const auto shortAxes = paddingOfShortAxes(transposed ? dy : x, weight, settings);
  if ((wanted[1] || wanted[2]) && !allAre(shortAxes, 0)) {
    return gradientsOverShortAxes(dy, x, weight, biasSizes, settings, shortAxes, wanted);
  }
  const auto byAten = [&](const Tensor& gradient, std::array<bool, 3> these) {
    return at::native::convolution_backward(gradient, x, weight, biasSizes, stride, padding, dilation, transposed,
                                            outputPadding, groups, these);
  };
  const auto kernel = weight.sizes().slice(2);
  const bool isPointwise = allAre(kernel, 1);
  if (!wanted[1] || !isPlain(dy, x, weight, stride, padding, dilation, transposed, groups) ||
      !(isPointwise ? allAre(padding, 0) : isServed(dy, weight))) {
    return byAten(dy, wanted);
  }
  const Tensor gradient = dy.contiguous(channelsLast(x));
  const Tensor dweight = isPointwise ? asMatrix(gradient).t().mm(asMatrix(x)).reshape(weight.sizes())
                                     : weightGradient(x, gradient, kernel, padding);
  // oneDNN has no gradient of the bias without that of the weight: the sum is taken here.
  Tensor dx, dbias;
  if (wanted[0]) dx = std::get<0>(byAten(gradient, {true, false, false}));
  if (wanted[2]) dbias = asMatrix(gradient).sum(0);
  return {dx, dweight.contiguous(weight.suggest_memory_format()), dbias};
}

TORCH_LIBRARY_FRAGMENT(mandn, m) {
  m.def("conv_weight_gradient(Tensor x, Tensor dy, int[] kernel, int[] padding) -> Tensor");
}
TORCH_LIBRARY_IMPL(mandn, CPU, m) { m.impl("conv_weight_gradient", weightGradient); }
TORCH_LIBRARY_IMPL(aten, CPU, m) { m.impl("convolution_backward", convolutionBackward); }

}  // namespace
}  // namespace mandn
