// mandn::instance_norm_act(Tensor x, Tensor? weight, Tensor? bias, float eps, float negative_slope) -> Tensor
// mandn::group_norm_act(Tensor x, int groups, Tensor? weight, Tensor? bias, float eps, float negative_slope) -> Tensor
//
// Instance norm over the spatial axes of x [N, C, ...], or group norm over these and the channels of a group; affine
// where weight or bias is given, then leaky ReLU: slope 0 is ReLU, slope 1 no activation. float32 and bfloat16 in
// channels_last(_3d) on the CPU run fused kernels that keep only x, the means and the reciprocal deviations for
// backward; everything else is composed of aten's operators. The result has the dtype of x; the arithmetic of bfloat16
// is in float32 with one rounding at the end.
#include "cpu_kernels.h"
#include "kernels/kernels.h"
#include "kernels/moments.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/group_norm.h>
#include <ATen/ops/instance_norm.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/relu.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>

namespace mandn {
namespace {

using at::Tensor;
using OptionalTensor = std::optional<Tensor>;

template <class T>
const InstanceNormKernels<T>& kernels();
template <>
const InstanceNormKernels<float>& kernels() { return MANDN_KERNELS(instanceNormFloat32); }
template <>
const InstanceNormKernels<uint16_t>& kernels() { return MANDN_KERNELS(instanceNormBFloat16); }

/// x as samples of voxels of channels, cut into chunks of voxels. Chunks do not depend on the number of threads, so
/// neither does the result. `width` is the kernels' parameter period.
struct Chunks {
  static constexpr int64_t kElements = 32768;
  int64_t samples, channels, voxels, width, voxelsPerChunk, perSample;

  Chunks(const Tensor& x, int64_t lanes) : samples(x.size(0)), channels(x.size(1)) {
    voxels = x.numel() / (samples * channels);
    const int64_t group = lanes / std::gcd(lanes, channels);
    width = group * channels;
    voxelsPerChunk = group * std::max<int64_t>(1, kElements / width);
    perSample = at::divup(voxels, voxelsPerChunk);
  }

  /// Calls f(chunk, sample, offset in elements, count of elements) for each chunk, over the threads.
  template <class F>
  void forEach(F f) const {
    const int64_t grain = std::max<int64_t>(1, kElements / (std::min(voxels, voxelsPerChunk) * channels));
    at::parallel_for(0, samples * perSample, grain, [&](int64_t begin, int64_t end) {
      for (int64_t chunk = begin; chunk < end; ++chunk) {
        const int64_t n = chunk / perSample, first = chunk % perSample * voxelsPerChunk;
        const int64_t count = std::min(voxelsPerChunk, voxels - first) * channels;
        f(chunk, n, (n * voxels + first) * channels, count);
      }
    });
  }

  /// Number of a chunk's elements with residue i mod width.
  int64_t elementsOf(int64_t count, int64_t i) const { return count / width + (i < count % width); }

  template <class F>
  void forEachChannel(F f) const {
    at::parallel_for(0, samples * channels, 256, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) f(i, i / channels, i % channels);
    });
  }
};

/// The kernels' parameters: `fields` arrays of `width` floats for each sample, each repeating its channels' values.
class Parameters {
 public:
  Parameters(const Chunks& chunks, int64_t fields)
      : chunks_(chunks), fields_(fields), values_(chunks.samples * fields * chunks.width) {}
  const float* get(int64_t n, int64_t field) const { return values_.data() + (n * fields_ + field) * chunks_.width; }
  void set(int64_t n, int64_t field, int64_t channel, float value) {
    float* to = values_.data() + (n * fields_ + field) * chunks_.width;
    for (int64_t i = channel; i < chunks_.width; i += chunks_.channels) to[i] = value;
  }

 private:
  const Chunks& chunks_;
  int64_t fields_;
  std::vector<float> values_;
};

enum Field : int64_t { kMean, kScale, kBias, kAlong, kOffset };

/// Weight or bias as floats: the given tensor's or a constant.
class Affine {
 public:
  Affine(const OptionalTensor& given, float otherwise) : otherwise_(otherwise) {
    if (given && given->defined()) {
      values_ = given->to(at::kFloat).contiguous();
      data_ = values_.const_data_ptr<float>();
    }
  }
  float operator[](int64_t channel) const { return data_ ? data_[channel] : otherwise_; }

 private:
  Tensor values_;
  const float* data_ = nullptr;
  float otherwise_;
};

template <class T>
const T* in(const Tensor& t) { return static_cast<const T*>(t.const_data_ptr()); }
template <class T>
T* out(const Tensor& t) { return static_cast<T*>(t.mutable_data_ptr()); }

/// Calls f(sample, first channel, end of the channels) for each group.
template <class F>
void forEachGroup(const Chunks& chunks, int64_t perGroup, F f) {
  for (int64_t i = 0; i < chunks.samples * chunks.channels; i += perGroup) {
    f(i / chunks.channels, i % chunks.channels, i % chunks.channels + perGroup);
  }
}

/// Writes mean and 1 / sqrt(variance + eps) of every sample and channel, [N, C]: those of its group, of `perGroup` channels.
template <class T>
void statistics(const Tensor& x, const Chunks& chunks, int64_t perGroup, double eps, Tensor& mean, Tensor& rstd) {
  const int64_t C = chunks.channels;
  std::vector<double> means(chunks.samples * chunks.perSample * C), squares(means.size());
  chunks.forEach([&](int64_t chunk, int64_t, int64_t offset, int64_t count) {
    std::vector<double> lane(2 * chunks.width);
    double *laneMean = lane.data(), *laneSquares = laneMean + chunks.width;
    kernels<T>().moments(in<T>(x) + offset, count, chunks.width, laneMean, laneSquares);
    for (int64_t c = 0; c < C; ++c) {
      double n = 0, m = 0, s = 0;
      for (int64_t i = c; i < chunks.width && chunks.elementsOf(count, i); i += C) {
        mergeMoments(n, m, s, static_cast<double>(chunks.elementsOf(count, i)), laneMean[i], laneSquares[i]);
      }
      means[chunk * C + c] = m;
      squares[chunk * C + c] = s;
    }
  });
  float *meanOut = out<float>(mean), *rstdOut = out<float>(rstd);
  forEachGroup(chunks, perGroup, [&](int64_t n, int64_t first, int64_t end) {
    double count = 0, m = 0, s = 0;
    for (int64_t c = first; c < end; ++c) {
      for (int64_t k = 0; k < chunks.perSample; ++k) {
        const int64_t part = (n * chunks.perSample + k) * C + c;
        const int64_t voxels = std::min(chunks.voxelsPerChunk, chunks.voxels - k * chunks.voxelsPerChunk);
        mergeMoments(count, m, s, static_cast<double>(voxels), means[part], squares[part]);
      }
    }
    std::fill(meanOut + n * C + first, meanOut + n * C + end, static_cast<float>(m));
    std::fill(rstdOut + n * C + first, rstdOut + n * C + end, static_cast<float>(1 / std::sqrt(s / count + eps)));
  });
}

template <class T>
void forwardAs(const Tensor& x, int64_t perGroup, const Affine& weight, const Affine& bias, double eps, double slope,
               Tensor& y, Tensor& mean, Tensor& rstd) {
  const Chunks chunks(x, kernels<T>().lanes);
  statistics<T>(x, chunks, perGroup, eps, mean, rstd);
  Parameters parameters(chunks, 3);
  chunks.forEachChannel([&](int64_t index, int64_t n, int64_t c) {
    parameters.set(n, kMean, c, in<float>(mean)[index]);
    parameters.set(n, kScale, c, in<float>(rstd)[index] * weight[c]);
    parameters.set(n, kBias, c, bias[c]);
  });
  chunks.forEach([&](int64_t, int64_t n, int64_t offset, int64_t count) {
    kernels<T>().normalize(in<T>(x) + offset, out<T>(y) + offset, count, chunks.width, parameters.get(n, kMean),
                           parameters.get(n, kScale), parameters.get(n, kBias), static_cast<float>(slope));
  });
}

/// Stands for as many groups as there are channels: instance norm.
constexpr int64_t kInstance = 0;

int64_t channelsPerGroup(const Tensor& x, int64_t groups) { return groups == kInstance ? 1 : x.size(1) / groups; }

/// y, and mean and 1 / deviation [N, C] in float32, for x contiguous in channels-last order.
std::tuple<Tensor, Tensor, Tensor> forwardFused(const Tensor& x, int64_t groups, const OptionalTensor& weight,
                                                const OptionalTensor& bias, double eps, double slope) {
  Tensor y = at::empty_like(x);
  Tensor mean = at::empty({x.size(0), x.size(1)}, x.options().dtype(at::kFloat)), rstd = at::empty_like(mean);
  const Affine w(weight, 1), b(bias, 0);
  if (x.scalar_type() == at::kFloat) {
    forwardAs<float>(x, channelsPerGroup(x, groups), w, b, eps, slope, y, mean, rstd);
  } else {
    forwardAs<uint16_t>(x, channelsPerGroup(x, groups), w, b, eps, slope, y, mean, rstd);
  }
  return {y, mean, rstd};
}

/// Σ g and Σ g · (x − mean) of every sample and channel, in double: [N · C] each.
struct GradientSums {
  std::vector<double> sum, product;
};

template <class T>
GradientSums gradientSums(const Tensor& x, const Tensor& dy, const Chunks& chunks, const Parameters& p, double slope) {
  const int64_t C = chunks.channels;
  std::vector<double> sums(chunks.samples * chunks.perSample * C), products(sums.size());
  chunks.forEach([&](int64_t chunk, int64_t n, int64_t offset, int64_t count) {
    std::vector<double> lane(2 * chunks.width);
    kernels<T>().gradientSums(in<T>(x) + offset, in<T>(dy) + offset, count, chunks.width, p.get(n, kMean),
                              p.get(n, kScale), p.get(n, kBias), static_cast<float>(slope), lane.data(),
                              lane.data() + chunks.width);
    for (int64_t i = 0, c = 0; i < chunks.width; ++i, c = c + 1 == C ? 0 : c + 1) {
      sums[chunk * C + c] += lane[i];
      products[chunk * C + c] += lane[chunks.width + i];
    }
  });
  GradientSums total{std::vector<double>(chunks.samples * C), std::vector<double>(chunks.samples * C)};
  chunks.forEachChannel([&](int64_t index, int64_t n, int64_t c) {
    for (int64_t k = 0; k < chunks.perSample; ++k) {
      total.sum[index] += sums[(n * chunks.perSample + k) * C + c];
      total.product[index] += products[(n * chunks.perSample + k) * C + c];
    }
  });
  return total;
}

struct Gradients {
  Tensor x, weight, bias;
};

template <class T>
void backwardAs(const Tensor& dy, const Tensor& x, int64_t perGroup, const Tensor& mean, const Tensor& rstd,
                const Affine& weight, const Affine& bias, double slope, Gradients& gradients) {
  const Chunks chunks(x, kernels<T>().lanes);
  Parameters p(chunks, 5);
  chunks.forEachChannel([&](int64_t index, int64_t n, int64_t c) {
    p.set(n, kMean, c, in<float>(mean)[index]);
    p.set(n, kScale, c, in<float>(rstd)[index] * weight[c]);
    p.set(n, kBias, c, bias[c]);
  });
  const GradientSums sums = gradientSums<T>(x, dy, chunks, p, slope);
  const auto overSamples = [&](const auto& value, Tensor& gradient) {
    for (int64_t c = 0; c < chunks.channels; ++c) {
      double total = 0;
      for (int64_t n = 0; n < chunks.samples; ++n) total += value(n * chunks.channels + c);
      out<float>(gradient)[c] = static_cast<float>(total);
    }
  };
  const auto rstdOf = [&](int64_t index) { return static_cast<double>(in<float>(rstd)[index]); };
  if (gradients.weight.defined()) overSamples([&](int64_t i) { return sums.product[i] * rstdOf(i); }, gradients.weight);
  if (gradients.bias.defined()) overSamples([&](int64_t i) { return sums.sum[i]; }, gradients.bias);
  if (!gradients.x.defined()) return;
  forEachGroup(chunks, perGroup, [&](int64_t n, int64_t first, int64_t end) {
    const int64_t sample = n * chunks.channels;
    double sum = 0, product = 0;  // of what the group's channels get before the affine map
    for (int64_t c = first; c < end; ++c) {
      sum += weight[c] * sums.sum[sample + c];
      product += weight[c] * sums.product[sample + c];
    }
    const double r = rstdOf(sample + first), scale = r / static_cast<double>(chunks.voxels * perGroup);
    for (int64_t c = first; c < end; ++c) {
      p.set(n, kAlong, c, static_cast<float>(scale * r * r * product));
      p.set(n, kOffset, c, static_cast<float>(scale * sum));
    }
  });
  chunks.forEach([&](int64_t, int64_t n, int64_t offset, int64_t count) {
    kernels<T>().gradient(in<T>(x) + offset, in<T>(dy) + offset, out<T>(gradients.x) + offset, count, chunks.width,
                          p.get(n, kMean), p.get(n, kScale), p.get(n, kBias), p.get(n, kAlong), p.get(n, kOffset),
                          static_cast<float>(slope));
  });
}

/// In channels_last: aten's instance norm on a GPU would go by way of the contiguous format and back. That of a sample is a batch
/// norm of this sample alone, for which aten has kernels in channels_last, of images: so volumes are seen as images of D · H rows.
/// They are folded with the channels last, where every view is contiguous and a batch of one keeps its stride.
Tensor normBySamples(const Tensor& x, const OptionalTensor& weight, const OptionalTensor& bias, double eps) {
  const bool isVolume = x.dim() == 5;
  std::vector<Tensor> samples = x.split(1);
  for (Tensor& sample : samples) {
    const Tensor image = isVolume ? sample.permute({0, 2, 3, 4, 1}).flatten(1, 2).permute({0, 3, 1, 2}) : sample;
    const Tensor y = at::batch_norm(image, weight, bias, {}, {}, /*training=*/true, /*momentum=*/0, eps, /*cudnn_enabled=*/false);
    sample = isVolume ? y.permute({0, 2, 3, 1}).unflatten(1, {x.size(2), x.size(3)}).permute({0, 4, 1, 2, 3}) : y;
  }
  return samples.size() == 1 ? samples[0] : at::cat(samples);
}

Tensor instanceNormByAten(const Tensor& x, const OptionalTensor& weight, const OptionalTensor& bias, double eps) {
  int64_t voxels = 1;
  for (int64_t axis = 2; axis < x.dim(); ++axis) voxels *= x.size(axis);
  TORCH_CHECK(x.dim() >= 3, "instance_norm_act: expected x of shape [N, C, ...] with 3 axes or more, got ", x.sizes());
  TORCH_CHECK_VALUE(voxels != 1, "Expected more than 1 spatial element when training, got input size ", x.sizes());
  const bool onGpu = x.is_cuda() && x.numel() > 0 && !x.is_contiguous() && x.is_contiguous(x.suggest_memory_format());
  return onGpu ? normBySamples(x, weight, bias, eps)
               : at::instance_norm(x, weight, bias, {}, {}, /*use_input_stats=*/true, /*momentum=*/0, eps,
                                   at::globalContext().userEnabledCuDNN());
}

/// Norm and activation by aten's operators.
Tensor composite(const Tensor& x, int64_t groups, const OptionalTensor& weight, const OptionalTensor& bias, double eps,
                 double slope) {
  const Tensor y = groups == kInstance
                       ? instanceNormByAten(x, weight, bias, eps)
                       : at::group_norm(x, groups, weight, bias, eps, at::globalContext().userEnabledCuDNN());
  return slope == 1 ? y : slope == 0 ? at::relu(y) : at::leaky_relu(y, slope);
}

bool isChannelVector(const OptionalTensor& t, const Tensor& x) {
  return !t || !t->defined() ||
         (t->device().is_cpu() && t->dim() == 1 && t->size(0) == x.size(1) && isFusedType(t->scalar_type()));
}

/// The memory format in which x is served by the fused kernels; none where aten has to do it (or to refuse it).
std::optional<at::MemoryFormat> fusedFormat(const Tensor& x, int64_t groups, const OptionalTensor& weight,
                                            const OptionalTensor& bias) {
  if (groups != kInstance && (x.dim() < 2 || x.size(1) % groups != 0)) return {};
  if (x.layout() != at::kStrided || !isFusedType(x.scalar_type()) || x.numel() <= x.size(0) * x.size(1)) return {};
  if (!isChannelVector(weight, x) || !isChannelVector(bias, x)) return {};
  const auto format = x.suggest_memory_format();
  if (format != at::MemoryFormat::ChannelsLast3d && format != at::MemoryFormat::ChannelsLast) return {};
  return format;
}

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct NormAct : torch::autograd::Function<NormAct> {
  static Tensor forward(AutogradContext* context, const Tensor& x, int64_t groups, const OptionalTensor& weight,
                        const OptionalTensor& bias, double eps, double slope) {
    at::AutoDispatchBelowADInplaceOrView belowAutograd;
    auto [y, mean, rstd] = forwardFused(x, groups, weight, bias, eps, slope);
    context->set_materialize_grads(false);
    context->save_for_backward({x, weight.value_or(Tensor()), bias.value_or(Tensor()), mean, rstd});
    context->saved_data["groups"] = groups;
    context->saved_data["eps"] = eps;
    context->saved_data["slope"] = slope;
    return y;
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    if (!grads[0].defined()) return variable_list(6);
    const variable_list saved = context->get_saved_variables();
    const Tensor &x = saved[0], &weight = saved[1], &bias = saved[2];
    const int64_t groups = context->saved_data["groups"].toInt();
    const double slope = context->saved_data["slope"].toDouble();
    if (at::GradMode::is_enabled()) {
      const double eps = context->saved_data["eps"].toDouble();
      const auto found = differentiableGradients({x, weight, bias}, grads[0],
                                                 [&] { return composite(x, groups, weight, bias, eps, slope); });
      return {found[0], Tensor(), found[1], found[2], Tensor(), Tensor()};
    }
    const Tensor dy = grads[0].contiguous(x.suggest_memory_format());
    // An absent weight or bias has no edge in the graph.
    const size_t weightEdge = 1, biasEdge = weightEdge + weight.defined();
    Gradients gradients;
    if (context->needs_input_grad(0)) gradients.x = at::empty_like(x);
    const auto channelGradient = [&](const Tensor& of, size_t edge) {
      return of.defined() && context->needs_input_grad(edge) ? at::empty(of.sizes(), x.options().dtype(at::kFloat))
                                                             : Tensor();
    };
    gradients.weight = channelGradient(weight, weightEdge);
    gradients.bias = channelGradient(bias, biasEdge);
    const auto run = x.scalar_type() == at::kFloat ? backwardAs<float> : backwardAs<uint16_t>;
    run(dy, x, channelsPerGroup(x, groups), saved[3], saved[4], Affine(weight, 1), Affine(bias, 0), slope, gradients);
    const auto as = [](const Tensor& gradient, const Tensor& of) {
      return gradient.defined() ? gradient.to(of.scalar_type()) : gradient;
    };
    return {gradients.x, Tensor(), as(gradients.weight, weight), as(gradients.bias, bias), Tensor(), Tensor()};
  }
};

Tensor normActAutograd(const Tensor& x, int64_t groups, const OptionalTensor& weight, const OptionalTensor& bias,
                       double eps, double slope) {
  const auto format = fusedFormat(x, groups, weight, bias);
  if (!format) return composite(x, groups, weight, bias, eps, slope);
  return NormAct::apply(x.contiguous(*format), groups, weight, bias, eps, slope);
}

Tensor normActCpu(const Tensor& x, int64_t groups, const OptionalTensor& weight, const OptionalTensor& bias, double eps,
                  double slope) {
  const auto format = fusedFormat(x, groups, weight, bias);
  if (!format) return composite(x, groups, weight, bias, eps, slope);
  return std::get<0>(forwardFused(x.contiguous(*format), groups, weight, bias, eps, slope));
}

/// Instance norm by `norm`.
template <Tensor (*norm)(const Tensor&, int64_t, const OptionalTensor&, const OptionalTensor&, double, double)>
Tensor instanceNormAct(const Tensor& x, const OptionalTensor& weight, const OptionalTensor& bias, double eps, double slope) {
  return norm(x, kInstance, weight, bias, eps, slope);
}

/// Group norm by `norm`.
template <Tensor (*norm)(const Tensor&, int64_t, const OptionalTensor&, const OptionalTensor&, double, double)>
Tensor groupNormAct(const Tensor& x, int64_t groups, const OptionalTensor& weight, const OptionalTensor& bias, double eps,
                    double slope) {
  TORCH_CHECK(groups > 0, "group_norm_act: expected 1 group or more, got ", groups);
  return norm(x, groups, weight, bias, eps, slope);
}

TORCH_LIBRARY_FRAGMENT(mandn, m) {
  m.def("instance_norm_act(Tensor x, Tensor? weight, Tensor? bias, float eps, float negative_slope) -> Tensor");
  m.def("group_norm_act(Tensor x, int groups, Tensor? weight, Tensor? bias, float eps, float negative_slope) -> Tensor");
  m.def("instance_norm_by_samples(Tensor x, Tensor? weight, Tensor? bias, float eps) -> Tensor");
}
TORCH_LIBRARY_IMPL(mandn, CompositeImplicitAutograd, m) {
  m.impl("instance_norm_act", instanceNormAct<composite>);
  m.impl("group_norm_act", groupNormAct<composite>);
  m.impl("instance_norm_by_samples", normBySamples);  // what a GPU computes, for tests without one
}
TORCH_LIBRARY_IMPL(mandn, CPU, m) {
  m.impl("instance_norm_act", instanceNormAct<normActCpu>);
  m.impl("group_norm_act", groupNormAct<normActCpu>);
}
TORCH_LIBRARY_IMPL(mandn, AutogradCPU, m) {
  m.impl("instance_norm_act", instanceNormAct<normActAutograd>);
  m.impl("group_norm_act", groupNormAct<normActAutograd>);
}

}  // namespace
}  // namespace mandn
