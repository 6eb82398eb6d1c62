// mandn::depthwise_relu6(Tensor x, Tensor weight, Tensor bias, int stride, int padding, bool activate_input) -> Tensor
//
// ReLU6 of a depthwise convolution of x [N, C, H, W], or with `activate_input` of ReLU6 of x, with weight [C, 1, K, K] for
// K = 3 or 5 and bias [C]: [N, C, ⌈H / stride⌉, ⌈W / stride⌉]. `padding` rows and columns of zeros lie above and left of x, and
// as many as it then takes below and right: (K − 1) / 2, or at stride 2 also one less, as TensorFlow pads even extents. float32
// and bfloat16 in channels_last on the CPU run fused kernels that keep only x and the result for backward, without the passes
// over memory of the activations; everything else is composed of aten's operators. The arithmetic of bfloat16 is in float32 with
// one rounding at the end. The result has the dtype of x, or under autocast the one that a convolution has.
#include "cpu_kernels.h"
#include "kernels/kernels.h"

#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/relu6.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <vector>

namespace mandn {
namespace {

using at::Tensor;
constexpr auto kChannelsLast = at::MemoryFormat::ChannelsLast;
// Below this a second thread costs more than it gives.
constexpr int64_t kElementsPerThread = 32768;

template <class T>
const DepthwiseKernels<T>& kernels();
template <>
const DepthwiseKernels<float>& kernels() { return MANDN_KERNELS(depthwiseFloat32); }
template <>
const DepthwiseKernels<uint16_t>& kernels() { return MANDN_KERNELS(depthwiseBFloat16); }

/// What the operator is called with besides tensors.
struct Options {
  int64_t stride, padding;
  bool activatesInput;
};

void check(const Tensor& x, const Tensor& weight, const Tensor& bias, const Options& o) {
  const int64_t channels = x.dim() == 4 ? x.size(1) : 0, kernel = weight.dim() == 4 ? weight.size(3) : 0;
  const bool fits = x.dim() == 4 && (kernel == 3 || kernel == 5) && weight.sizes().equals({channels, 1, kernel, kernel}) &&
                    bias.sizes().equals({channels});
  TORCH_CHECK(fits, "depthwise_relu6: expected x [N, C, H, W], weight [C, 1, 3, 3] or [C, 1, 5, 5] and bias [C], got ", x.sizes(),
              ", ", weight.sizes(), " and ", bias.sizes());
  const int64_t half = kernel / 2;
  TORCH_CHECK_VALUE((o.stride == 1 && o.padding == half) || (o.stride == 2 && (o.padding == half - 1 || o.padding == half)),
                    "depthwise_relu6: expected for a kernel of ", kernel, " stride 1 with padding ", half,
                    ", or stride 2 with padding ", half - 1, " or ", half, ", got stride ", o.stride, " and padding ", o.padding);
}

DepthwiseShape shapeOf(const Tensor& x, const Tensor& weight, const Options& o) {
  const int64_t height = x.size(2), width = x.size(3);
  return {weight.size(3),
          height,
          width,
          x.size(1),
          at::divup(height, o.stride),
          at::divup(width, o.stride),
          o.stride,
          o.padding,
          o.activatesInput};
}

/// Weight [C, 1, K, K] as [K, K, C] in float32.
Tensor tapsFirst(const Tensor& weight) { return weight.to(at::kFloat).flatten(1).t().contiguous(); }

template <class T>
void forwardAs(const Tensor& x, const Tensor& taps, const Tensor& bias, const DepthwiseShape& s, Tensor& y) {
  const std::vector<T> zeros(s.channels);
  const int64_t grain = std::max<int64_t>(1, kElementsPerThread / (s.outWidth * s.channels));
  at::parallel_for(0, x.size(0) * s.outHeight, grain, [&](int64_t begin, int64_t end) {
    kernels<T>().forward(static_cast<const T*>(x.const_data_ptr()), taps.const_data_ptr<float>(),
                         bias.const_data_ptr<float>(), static_cast<T*>(y.mutable_data_ptr()), s, begin, end, zeros.data());
  });
}

/// For x contiguous in channels_last.
Tensor forwardFused(const Tensor& x, const Tensor& weight, const Tensor& bias, const Options& o) {
  const DepthwiseShape s = shapeOf(x, weight, o);
  Tensor y = at::empty({x.size(0), s.channels, s.outHeight, s.outWidth}, x.options(), kChannelsLast);
  const auto run = x.scalar_type() == at::kFloat ? forwardAs<float> : forwardAs<uint16_t>;
  run(x, tapsFirst(weight), bias.to(at::kFloat).contiguous(), s, y);
  return y;
}

/// Fills dx; returns the gradients of the taps and of the bias, [K² + 1, C] in float32. Each sample has sums of its own, so that
/// the result does not depend on the number of threads.
template <class T>
Tensor backwardAs(const Tensor& x, const Tensor& taps, const Tensor& y, const Tensor& dy, const DepthwiseShape& s, Tensor& dx) {
  const int64_t samples = x.size(0), size = s.height * s.width * s.channels, outSize = s.outHeight * s.outWidth * s.channels;
  const int64_t width = (s.kernel * s.kernel + 1) * s.channels;
  std::vector<float> sums(samples * width);
  at::parallel_for(0, samples, 1, [&](int64_t begin, int64_t end) {
    std::vector<float> scratch((s.kernel + 1) * (s.outWidth + s.kernel - 1) * s.channels);
    for (int64_t n = begin; n < end; ++n) {
      kernels<T>().backward(static_cast<const T*>(x.const_data_ptr()) + n * size, taps.const_data_ptr<float>(),
                            static_cast<const T*>(y.const_data_ptr()) + n * outSize,
                            static_cast<const T*>(dy.const_data_ptr()) + n * outSize,
                            static_cast<T*>(dx.mutable_data_ptr()) + n * size, sums.data() + n * width, s, scratch.data());
    }
  });
  Tensor total = at::empty({s.kernel * s.kernel + 1, s.channels}, taps.options());
  float* to = total.mutable_data_ptr<float>();
  for (int64_t i = 0; i < width; ++i) {
    double sum = 0;
    for (int64_t n = 0; n < samples; ++n) sum += sums[n * width + i];
    to[i] = static_cast<float>(sum);
  }
  return total;
}

/// Activations and convolution by aten's operators.
Tensor byAten(const Tensor& x, const Tensor& weight, const Tensor& bias, const Options& o) {
  check(x, weight, bias, o);
  const Tensor a = o.activatesInput ? at::relu6(x) : x;
  const int64_t before = o.padding, after = weight.size(3) - 1 - before;
  const bool isSymmetric = before == after;
  const Tensor padded = isSymmetric ? a : at::constant_pad_nd(a, {before, after, before, after});
  const auto type = a.scalar_type();
  return at::relu6(at::conv2d(padded, weight.to(type), bias.to(type), o.stride, isSymmetric ? before : 0, 1, x.size(1)));
}

Tensor composite(const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t stride, int64_t padding,
                 bool activateInput) {
  return byAten(x, weight, bias, {stride, padding, activateInput});
}

bool isFusable(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  for (const Tensor* t : {&x, &weight, &bias}) {
    if (!t->device().is_cpu() || t->layout() != at::kStrided || !isFusedType(t->scalar_type()) || t->numel() == 0) return false;
  }
  return x.dim() == 4 && x.suggest_memory_format() == kChannelsLast;
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct DepthwiseRelu6 : torch::autograd::Function<DepthwiseRelu6> {
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t stride,
                        int64_t padding, bool activateInput) {
    at::AutoDispatchBelowADInplaceOrView belowAutograd;
    const Tensor y = forwardFused(x, weight, bias, {stride, padding, activateInput});
    context->set_materialize_grads(false);
    context->save_for_backward({x, weight, bias, y});
    context->saved_data["stride"] = stride;
    context->saved_data["padding"] = padding;
    context->saved_data["activateInput"] = activateInput;
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    if (!grads[0].defined()) return variable_list(6);
    const variable_list saved = context->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], &bias = saved[2], &y = saved[3];
    const Options options{context->saved_data["stride"].toInt(), context->saved_data["padding"].toInt(),
                          context->saved_data["activateInput"].toBool()};
    if (at::GradMode::is_enabled()) {
      auto found = differentiableGradients({x, weight, bias}, grads[0], [&] { return byAten(x, weight, bias, options); });
      found.resize(6);
      return found;
    }
    const Tensor dy = grads[0].contiguous(kChannelsLast);
    Tensor dx = at::empty_like(x);
    const auto run = x.scalar_type() == at::kFloat ? backwardAs<float> : backwardAs<uint16_t>;
    const Tensor sums = run(x, tapsFirst(weight), y, dy, shapeOf(x, weight, options), dx);
    const int64_t taps = weight[0].numel();
    const Tensor dweight = sums.narrow(0, 0, taps).t().reshape(weight.sizes()).to(weight.scalar_type());
    return {dx, dweight, sums.select(0, taps).to(bias.scalar_type()), Tensor(), Tensor(), Tensor()};
  }
};

Tensor depthwiseAutograd(const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t stride, int64_t padding,
                         bool activateInput) {
  if (!isFusable(x, weight, bias)) return composite(x, weight, bias, stride, padding, activateInput);
  check(x, weight, bias, {stride, padding, activateInput});
  return DepthwiseRelu6::apply(x.contiguous(kChannelsLast), weight, bias, stride, padding, activateInput);
}

Tensor depthwiseCpu(const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t stride, int64_t padding,
                    bool activateInput) {
  if (!isFusable(x, weight, bias)) return composite(x, weight, bias, stride, padding, activateInput);
  check(x, weight, bias, {stride, padding, activateInput});
  return forwardFused(x.contiguous(kChannelsLast), weight, bias, {stride, padding, activateInput});
}

/// A convolution computes in the lower precision: so does this, with weight and bias as they are.
Tensor depthwiseAutocast(const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t stride, int64_t padding,
                         bool activateInput) {
  c10::impl::ExcludeDispatchKeyGuard withoutAutocast(c10::DispatchKeySet(c10::DispatchKey::AutocastCPU));
  const Tensor low = at::autocast::cached_cast(at::autocast::get_autocast_dtype(at::kCPU), x, at::kCPU);
  return depthwiseAutograd(low, weight, bias, stride, padding, activateInput);
}

TORCH_LIBRARY_FRAGMENT(mandn, m) {
  m.def("depthwise_relu6(Tensor x, Tensor weight, Tensor bias, int stride, int padding, bool activate_input) -> Tensor");
}
TORCH_LIBRARY_IMPL(mandn, CompositeImplicitAutograd, m) { m.impl("depthwise_relu6", composite); }
TORCH_LIBRARY_IMPL(mandn, CPU, m) { m.impl("depthwise_relu6", depthwiseCpu); }
TORCH_LIBRARY_IMPL(mandn, AutogradCPU, m) { m.impl("depthwise_relu6", depthwiseAutograd); }
TORCH_LIBRARY_IMPL(mandn, AutocastCPU, m) { m.impl("depthwise_relu6", depthwiseAutocast); }

}  // namespace
}  // namespace mandn
