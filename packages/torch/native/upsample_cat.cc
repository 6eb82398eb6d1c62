// mandn::upsample2x_cat(Tensor x, Tensor skip, bool skip_first=True) -> Tensor
//
// Trilinear upsampling ×2 (align_corners = false) of x [N, C, D, H, W], concatenated on the channel axis with skip
// [N, C', 2D, 2H, 2W]: skip's channels first, or last with skip_first = false. Where x and skip differ in dtype, both
// are brought to the promoted one, as concatenation does, also under autocast; bfloat16 is interpolated in float32
// with one rounding. float32 and bfloat16 with x or skip in channels_last_3d on the CPU run fused kernels without
// intermediate tensors; everything else is composed of aten's operators.
#include "cpu_kernels.h"
#include "kernels/kernels.h"

#include <ATen/Parallel.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/result_type.h>
#include <ATen/ops/upsample_trilinear3d.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <array>

namespace mandn {
namespace {

using at::Tensor;
constexpr auto kChannelsLast = at::MemoryFormat::ChannelsLast3d;
// Below this a second thread costs more than it gives.
constexpr int64_t kElementsPerThread = 32768;

template <class T>
const UpsampleCatKernels<T>& kernels();
template <>
const UpsampleCatKernels<float>& kernels() { return MANDN_KERNELS(upsampleCatFloat32); }
template <>
const UpsampleCatKernels<uint16_t>& kernels() { return MANDN_KERNELS(upsampleCatBFloat16); }

void checkShapes(const Tensor& x, const Tensor& skip) {
  bool fits = x.dim() == 5 && skip.dim() == 5 && x.size(0) == skip.size(0);
  for (int64_t axis = 2; fits && axis < 5; ++axis) fits = skip.size(axis) == 2 * x.size(axis);
  TORCH_CHECK(fits,
              "upsample2x_cat: expected x [N, C, D, H, W] and skip [N, C', 2D, 2H, 2W], got x of shape ", x.sizes(),
              " and skip of shape ", skip.sizes());
}

/// Calls f(begin, end, scratch) over ranges of `rows` rows of `rowElements` elements, each thread with its own
/// scratch memory.
template <class F>
void forRows(int64_t rows, int64_t rowElements, int64_t scratchFloats, F f) {
  const int64_t grain = std::max<int64_t>(1, kElementsPerThread / std::max<int64_t>(1, rowElements));
  at::parallel_for(0, rows, grain, [&](int64_t begin, int64_t end) {
    std::vector<float> scratch(scratchFloats);
    f(begin, end, scratch.data());
  });
}

template <class T>
void forwardAs(const Tensor& x, const Tensor& skip, const UpsampleCatShape& shape, Tensor& y) {
  const auto* xData = static_cast<const T*>(x.const_data_ptr());
  const auto* skipData = static_cast<const T*>(skip.const_data_ptr());
  auto* yData = static_cast<T*>(y.mutable_data_ptr());
  const int64_t rows = x.size(0) * 4 * shape.depth * shape.height;
  forRows(rows, y.numel() / rows, shape.width * shape.channels, [&](int64_t begin, int64_t end, float* scratch) {
    kernels<T>().forward(xData, skipData, yData, shape, begin, end, scratch);
  });
}

/// For x and skip of one dtype, contiguous in channels_last_3d.
Tensor forwardFused(const Tensor& x, const Tensor& skip, const UpsampleCatShape& shape) {
  Tensor y = at::empty({x.size(0), shape.channels + shape.skipChannels, skip.size(2), skip.size(3), skip.size(4)},
                       x.options(), kChannelsLast);
  const auto run = x.scalar_type() == at::kFloat ? forwardAs<float> : forwardAs<uint16_t>;
  run(x, skip, shape, y);
  return y;
}

/// Fills dx and dskip where they are defined.
template <class T>
void backwardAs(const Tensor& dy, const UpsampleCatShape& shape, Tensor& dx, Tensor& dskip) {
  const auto* dyData = static_cast<const T*>(dy.const_data_ptr());
  T* dxData = dx.defined() ? static_cast<T*>(dx.mutable_data_ptr()) : nullptr;
  T* dskipData = dskip.defined() ? static_cast<T*>(dskip.mutable_data_ptr()) : nullptr;
  const int64_t rows = dy.size(0) * shape.depth * shape.height;
  forRows(rows, dy.numel() / rows, 6 * shape.width * shape.channels, [&](int64_t begin, int64_t end, float* scratch) {
    kernels<T>().backward(dyData, dxData, dskipData, shape, begin, end, scratch);
  });
}

/// Upsampling and concatenation by aten's operators.
Tensor composite(const Tensor& x, const Tensor& skip, bool skipFirst) {
  checkShapes(x, skip);
  const auto type = at::result_type(x, skip);
  // Autocast interpolates in float32, and on a GPU aten does so in the contiguous format: back to the promoted type and skip's format.
  const Tensor up = at::upsample_trilinear3d(x.to(type), skip.sizes().slice(2), /*align_corners=*/false)
                        .to(type)
                        .contiguous(skip.suggest_memory_format());
  return skipFirst ? at::cat({skip, up}, 1) : at::cat({up, skip}, 1);
}

bool isFusable(const Tensor& x, const Tensor& skip) {
  for (const Tensor* t : {&x, &skip}) {
    if (!t->device().is_cpu() || t->layout() != at::kStrided || !isFusedType(t->scalar_type()) || t->dim() != 5 ||
        t->numel() == 0) {
      return false;
    }
  }
  return x.suggest_memory_format() == kChannelsLast || skip.suggest_memory_format() == kChannelsLast;
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct UpsampleCat : torch::autograd::Function<UpsampleCat> {
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& skip, bool skipFirst) {
    at::AutoDispatchBelowADInplaceOrView belowAutograd;
    context->set_materialize_grads(false);
    context->saved_data["sizes"] = x.sizes().vec();
    context->saved_data["skipChannels"] = skip.size(1);
    context->saved_data["skipFirst"] = skipFirst;
    return forwardFused(x, skip, shapeOf(x.sizes(), skip.size(1), skipFirst));
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    if (!grads[0].defined()) return variable_list(3);
    const std::vector<int64_t> sizes = context->saved_data["sizes"].toIntVector();
    const int64_t skipChannels = context->saved_data["skipChannels"].toInt();
    const bool skipFirst = context->saved_data["skipFirst"].toBool();
    const std::vector<int64_t> skipSizes = {sizes[0], skipChannels, 2 * sizes[2], 2 * sizes[3], 2 * sizes[4]};
    const auto options = grads[0].options();
    if (at::GradMode::is_enabled()) {
      // The operator is linear: its gradients do not depend on the values of its inputs.
      const auto zeros = [&](size_t edge, at::IntArrayRef of) {
        return at::zeros(of, options).requires_grad_(context->needs_input_grad(edge));
      };
      const Tensor x = zeros(0, sizes), skip = zeros(1, skipSizes);
      auto found = differentiableGradients({x, skip}, grads[0], [&] { return composite(x, skip, skipFirst); });
      found.resize(3);
      return found;
    }
    const Tensor dy = grads[0].contiguous(kChannelsLast);
    Tensor dx, dskip;
    if (context->needs_input_grad(0)) dx = at::empty(sizes, options, kChannelsLast);
    if (context->needs_input_grad(1)) dskip = at::empty(skipSizes, options, kChannelsLast);
    const auto run = dy.scalar_type() == at::kFloat ? backwardAs<float> : backwardAs<uint16_t>;
    run(dy, shapeOf(sizes, skipChannels, skipFirst), dx, dskip);
    return {dx, dskip, Tensor()};
  }

  static UpsampleCatShape shapeOf(at::IntArrayRef x, int64_t skipChannels, bool skipFirst) {
    return {x[2], x[3], x[4], x[1], skipChannels, skipFirst};
  }
};

std::array<Tensor, 2> prepared(const Tensor& x, const Tensor& skip) {
  checkShapes(x, skip);
  const auto type = at::result_type(x, skip);
  return {x.to(type).contiguous(kChannelsLast), skip.to(type).contiguous(kChannelsLast)};
}

Tensor upsampleCatAutograd(const Tensor& x, const Tensor& skip, bool skipFirst) {
  if (!isFusable(x, skip)) return composite(x, skip, skipFirst);
  const auto [from, beside] = prepared(x, skip);
  return UpsampleCat::apply(from, beside, skipFirst);
}

Tensor upsampleCatCpu(const Tensor& x, const Tensor& skip, bool skipFirst) {
  if (!isFusable(x, skip)) return composite(x, skip, skipFirst);
  const auto [from, beside] = prepared(x, skip);
  return forwardFused(from, beside, UpsampleCat::shapeOf(from.sizes(), beside.size(1), skipFirst));
}

TORCH_LIBRARY_FRAGMENT(mandn, m) { m.def("upsample2x_cat(Tensor x, Tensor skip, bool skip_first=True) -> Tensor"); }
TORCH_LIBRARY_IMPL(mandn, CompositeImplicitAutograd, m) { m.impl("upsample2x_cat", composite); }
TORCH_LIBRARY_IMPL(mandn, CPU, m) { m.impl("upsample2x_cat", upsampleCatCpu); }
TORCH_LIBRARY_IMPL(mandn, AutogradCPU, m) { m.impl("upsample2x_cat", upsampleCatAutograd); }

}  // namespace
}  // namespace mandn
