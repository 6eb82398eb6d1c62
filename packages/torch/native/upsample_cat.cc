// mandn::upsample2x_cat(Tensor x, Tensor skip, bool skip_first=True) -> Tensor
//
// Upsampling ×2 (align_corners = false), trilinear of x [N, C, D, H, W] or bilinear of x [N, C, H, W], concatenated on the
// channel axis with skip [N, C', 2D, 2H, 2W] or [N, C', 2H, 2W]: skip's channels first, or last with skip_first = false. Where x
// and skip differ in dtype, both are brought to the promoted one, as concatenation does, also under autocast; bfloat16 is
// interpolated in float32 with one rounding. float32 and bfloat16 with x or skip in channels_last_3d or channels_last on the
// CPU run fused kernels without intermediate tensors; everything else is composed of aten's operators.
#include "cpu_kernels.h"
#include "kernels/kernels.h"

#include <ATen/Parallel.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/result_type.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <ATen/ops/upsample_trilinear3d.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <array>

namespace mandn {
namespace {

using at::Tensor;
/// Channels innermost, of volumes or images.
at::MemoryFormat channelsLast(int64_t dims) {
  return dims == 5 ? at::MemoryFormat::ChannelsLast3d : at::MemoryFormat::ChannelsLast;
}
// Below this a second thread costs more than it gives.
constexpr int64_t kElementsPerThread = 32768;

template <class T>
const UpsampleCatKernels<T>& kernels();
template <>
const UpsampleCatKernels<float>& kernels() { return MANDN_KERNELS(upsampleCatFloat32); }
template <>
const UpsampleCatKernels<uint16_t>& kernels() { return MANDN_KERNELS(upsampleCatBFloat16); }

void checkShapes(const Tensor& x, const Tensor& skip) {
  bool fits = (x.dim() == 4 || x.dim() == 5) && skip.dim() == x.dim() && x.size(0) == skip.size(0);
  for (int64_t axis = 2; fits && axis < x.dim(); ++axis) fits = skip.size(axis) == 2 * x.size(axis);
  TORCH_CHECK(fits,
              "upsample2x_cat: expected x [N, C, D, H, W] and skip [N, C', 2D, 2H, 2W], or both without D, got x of shape ",
              x.sizes(), " and skip of shape ", skip.sizes());
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
  const int64_t rows = x.size(0) * 2 * shape.planes * shape.depth * shape.height;
  forRows(rows, y.numel() / rows, shape.width * shape.channels, [&](int64_t begin, int64_t end, float* scratch) {
    kernels<T>().forward(xData, skipData, yData, shape, begin, end, scratch);
  });
}

/// For x and skip of one dtype, contiguous with channels innermost.
Tensor forwardFused(const Tensor& x, const Tensor& skip, const UpsampleCatShape& shape) {
  std::vector<int64_t> sizes = skip.sizes().vec();
  sizes[1] += shape.channels;
  Tensor y = at::empty(sizes, x.options(), channelsLast(x.dim()));
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
  const auto enlarged = [&](const Tensor& from, at::IntArrayRef size) {
    return from.dim() == 5 ? at::upsample_trilinear3d(from, size, /*align_corners=*/false)
                           : at::upsample_bilinear2d(from, size, /*align_corners=*/false);
  };
  const Tensor up = enlarged(x.to(type), skip.sizes().slice(2)).to(type).contiguous(skip.suggest_memory_format());
  return skipFirst ? at::cat({skip, up}, 1) : at::cat({up, skip}, 1);
}

bool isFusable(const Tensor& x, const Tensor& skip) {
  for (const Tensor* t : {&x, &skip}) {
    if (!t->device().is_cpu() || t->layout() != at::kStrided || !isFusedType(t->scalar_type()) ||
        (t->dim() != 5 && t->dim() != 4) || t->numel() == 0) {
      return false;
    }
  }
  const auto isChannelsLast = [](const Tensor& t) { return t.suggest_memory_format() == channelsLast(t.dim()); };
  return isChannelsLast(x) || isChannelsLast(skip);
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
    std::vector<int64_t> skipSizes = {sizes[0], skipChannels};
    for (size_t axis = 2; axis < sizes.size(); ++axis) skipSizes.push_back(2 * sizes[axis]);
    const auto format = channelsLast(static_cast<int64_t>(sizes.size()));
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
    const Tensor dy = grads[0].contiguous(format);
    Tensor dx, dskip;
    if (context->needs_input_grad(0)) dx = at::empty(sizes, options, format);
    if (context->needs_input_grad(1)) dskip = at::empty(skipSizes, options, format);
    const auto run = dy.scalar_type() == at::kFloat ? backwardAs<float> : backwardAs<uint16_t>;
    run(dy, shapeOf(sizes, skipChannels, skipFirst), dx, dskip);
    return {dx, dskip, Tensor()};
  }

  static UpsampleCatShape shapeOf(at::IntArrayRef x, int64_t skipChannels, bool skipFirst) {
    const bool isVolume = x.size() == 5;
    return {isVolume ? x[2] : 1, x[x.size() - 2], x[x.size() - 1], x[1], skipChannels, isVolume ? 2 : 1, skipFirst};
  }
};

std::array<Tensor, 2> prepared(const Tensor& x, const Tensor& skip) {
  checkShapes(x, skip);
  const auto type = at::result_type(x, skip);
  const auto format = channelsLast(x.dim());
  return {x.to(type).contiguous(format), skip.to(type).contiguous(format)};
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
