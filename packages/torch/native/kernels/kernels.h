// What the kernels offer to the operators: one table of functions per element type and instruction set. Kernels are
// serial and work on plain memory; operators divide the work among threads.
#pragma once
#include <cstdint>

namespace mandn {

/// Instance norm and leaky ReLU over voxels of channels, channels innermost. `width` is the period of the
/// parameters: a whole number of voxels such that width = k · channels is a multiple of `lanes`; element i of x
/// belongs to parameter i mod width. `count` is any number of elements.
template <class T>
struct InstanceNormKernels {
  int64_t lanes;
  /// Mean and sum of squared deviations of the elements of each residue i mod width, to be merged by their counts.
  void (*moments)(const T* x, int64_t count, int64_t width, double* mean, double* squares);
  /// y = act((x − mean) · scale + bias), act(z) = z > 0 ? z : slope · z.
  void (*normalize)(const T* x, T* y, int64_t count, int64_t width, const float* mean, const float* scale,
                    const float* bias, float slope);
  /// With g = dy · act'(z): Σ g and Σ g · (x − mean) of each residue i mod width.
  void (*gradientSums)(const T* x, const T* dy, int64_t count, int64_t width, const float* mean, const float* scale,
                       const float* bias, float slope, double* sum, double* product);
  /// dx = g · scale − (x − mean) · along − offset.
  void (*gradient)(const T* x, const T* dy, T* dx, int64_t count, int64_t width, const float* mean,
                   const float* scale, const float* bias, const float* along, const float* offset, float slope);
};

/// Extents of x, [N, channels, depth, height, width]; skip has skipChannels, twice the height and width, and `planes` times the
/// depth: 2 for volumes; 1 for images, which have a depth of 1.
struct UpsampleCatShape {
  int64_t depth, height, width, channels, skipChannels;
  int64_t planes;
  bool skipFirst;
};

/// Trilinear or bilinear upsampling ×2 (align_corners = false) of x beside skip, channels innermost. A row is all voxels of
/// one (sample, z, y): of the output in `forward`, of x in `backward`.
template <class T>
struct UpsampleCatKernels {
  /// Output rows [begin, end). Scratch: width · channels.
  void (*forward)(const T* x, const T* skip, T* y, const UpsampleCatShape& shape, int64_t begin, int64_t end,
                  float* scratch);
  /// Rows [begin, end) of dx and the rows of dskip over them; either may be null. Scratch: 6 · width · channels.
  void (*backward)(const T* dy, T* dx, T* dskip, const UpsampleCatShape& shape, int64_t begin, int64_t end,
                   float* scratch);
};

/// Extents of x, [N, depth, height, width, channels], of dy, [N, outDepth, outHeight, outWidth, outChannels], of the kernel, and
/// the padding before each axis. Stride and dilation are 1.
struct ConvWeightShape {
  int64_t depth, height, width, channels;
  int64_t outDepth, outHeight, outWidth, outChannels;
  int64_t kernelDepth, kernelHeight, kernelWidth;
  int64_t padDepth, padHeight, padWidth;
};

/// The gradient of a convolution's weight, channels innermost.
struct ConvWeightKernels {
  /// Output channels that are summed together.
  static constexpr int64_t kBlock = 16;
  /// Adds what output rows [begin, end), a row being one (sample, z, y), give for output channels [first, first + kBlock)
  /// to sums, [kernelDepth, kernelHeight, kernelWidth, channels, kBlock]. Scratch: outWidth · kBlock.
  void (*addRows)(const float* x, const float* dy, const ConvWeightShape& shape, int64_t begin, int64_t end, int64_t first,
                  float* sums, float* scratch);
};

/// Extents of x, [N, height, width, channels], and of y, [N, outHeight, outWidth, channels]; the padding before x, and whether
/// x goes through ReLU6 first.
struct DepthwiseShape {
  /// The kernel is kernel × kernel: 3 or 5.
  int64_t kernel;
  int64_t height, width, channels, outHeight, outWidth, stride, padding;
  bool activatesInput;
};

/// ReLU6 of a depthwise convolution of stride 1 or 2, channels innermost. `weight` is [kernel, kernel, channels].
template <class T>
struct DepthwiseKernels {
  /// Output rows [begin, end), a row being one (sample, y). `zeros` are as many as there are channels.
  void (*forward)(const T* x, const float* weight, const float* bias, T* y, const DepthwiseShape& shape, int64_t begin,
                  int64_t end, const T* zeros);
  /// One sample: dx, and what it adds to sums, [kernel² + 1, channels]: the gradients of the weights and of the bias. Scratch:
  /// (kernel + 1) · (outWidth + kernel − 1) · channels.
  void (*backward)(const T* x, const float* weight, const T* y, const T* dy, T* dx, float* sums,
                   const DepthwiseShape& shape, float* scratch);
};

#define MANDN_DECLARE_KERNELS(LEVEL)                            \
  namespace LEVEL {                                             \
  extern const InstanceNormKernels<float> instanceNormFloat32;  \
  extern const InstanceNormKernels<uint16_t> instanceNormBFloat16; \
  extern const UpsampleCatKernels<float> upsampleCatFloat32;    \
  extern const UpsampleCatKernels<uint16_t> upsampleCatBFloat16; \
  extern const ConvWeightKernels convWeightFloat32;             \
  extern const DepthwiseKernels<float> depthwiseFloat32;        \
  extern const DepthwiseKernels<uint16_t> depthwiseBFloat16;    \
  }
MANDN_DECLARE_KERNELS(DEFAULT)
#if defined(__x86_64__)
MANDN_DECLARE_KERNELS(AVX2)
MANDN_DECLARE_KERNELS(AVX512)
#endif
#undef MANDN_DECLARE_KERNELS

}  // namespace mandn
