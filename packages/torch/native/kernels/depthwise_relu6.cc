#include "kernels.h"
#include "lanes.h"

namespace mandn::CPU_CAPABILITY {
namespace {

/// max(0, min(6, z)); NaN stays NaN.
template <class V>
inline V relu6(V z) {
  const V low{}, high = V{} + 6.0f;
  return z < low ? low : z > high ? high : z;
}

/// g where ReLU6 at z, or with the value z, passes it on; 0 elsewhere.
template <class V>
inline V relu6Gradient(V g, V z) {
  const V none{};
  const V notBelow = z > none ? g : none;
  return z < V{} + 6.0f ? notBelow : none;
}

template <bool ActivatesInput, class V>
inline V activated(V z) {
  if constexpr (ActivatesInput) return relu6(z);
  return z;
}

/// `Pixels` output pixels side by side: each pixel of x under several of them is read and activated once. `taps`: where the
/// pixels of x under them lie, row by row.
template <int K, int Stride, int Pixels, bool ActivatesInput, class T>
void forwardPixels(const T* const* taps, const float* weight, const float* bias, T* y, int64_t channels) {
  constexpr int kColumns = (Pixels - 1) * Stride + K;
  forEachLane(channels, [&](auto lane, int64_t c) {
    using V = decltype(lane);
    V sum[Pixels];
    for (int i = 0; i < Pixels; ++i) sum[i] = load<V>(bias + c);
    for (int r = 0; r < K; ++r) {
      V a[kColumns];
      for (int k = 0; k < kColumns; ++k) a[k] = activated<ActivatesInput>(load<V>(taps[r * kColumns + k] + c));
      for (int k = 0; k < K; ++k) {
        const V w = load<V>(weight + (r * K + k) * channels + c);
        for (int i = 0; i < Pixels; ++i) sum[i] += a[i * Stride + k] * w;
      }
    }
    for (int i = 0; i < Pixels; ++i) store(y + i * channels + c, relu6(sum[i]));
  });
}

/// Output pixels [from, outWidth) of one row, as many as come in groups of `Pixels`; returns how far it came. `rows`: those of x
/// under it, null outside of x.
template <int K, int Stride, int Pixels, bool ActivatesInput, class T>
int64_t forwardGroups(const T* const (&rows)[K], int64_t from, const float* weight, const float* bias, T* y,
                      const DepthwiseShape& s, const T* zeros) {
  constexpr int kColumns = (Pixels - 1) * Stride + K;
  for (; from + Pixels <= s.outWidth; from += Pixels) {
    const int64_t left = from * Stride - s.padding;
    const T* taps[K * kColumns];
    for (int r = 0; r < K; ++r) {
      for (int k = 0; k < kColumns; ++k) {
        const int64_t at = left + k;
        taps[r * kColumns + k] = rows[r] && at >= 0 && at < s.width ? rows[r] + at * s.channels : zeros;
      }
    }
    forwardPixels<K, Stride, Pixels, ActivatesInput>(taps, weight, bias, y + from * s.channels, s.channels);
  }
  return from;
}

template <int K, int Stride, bool ActivatesInput, class T>
void forwardRows(const T* x, const float* weight, const float* bias, T* y, const DepthwiseShape& s, int64_t begin,
                 int64_t end, const T* zeros) {
  for (int64_t row = begin; row < end; ++row) {
    const int64_t n = row / s.outHeight, first = row % s.outHeight * Stride - s.padding;
    const T* rows[K];
    for (int64_t k = 0; k < K; ++k) {
      const int64_t at = first + k;
      rows[k] = at < 0 || at >= s.height ? nullptr : x + (n * s.height + at) * s.width * s.channels;
    }
    T* to = y + row * s.outWidth * s.channels;
    // Five at once were the quickest of two to eight; what is left of a row goes by twos and one by one.
    int64_t done = forwardGroups<K, Stride, 5, ActivatesInput>(rows, 0, weight, bias, to, s, zeros);
    done = forwardGroups<K, Stride, 2, ActivatesInput>(rows, done, weight, bias, to, s, zeros);
    forwardGroups<K, Stride, 1, ActivatesInput>(rows, done, weight, bias, to, s, zeros);
  }
}

template <int K, int Stride, class T>
void forwardOf(const T* x, const float* weight, const float* bias, T* y, const DepthwiseShape& s, int64_t begin,
               int64_t end, const T* zeros) {
  const auto run = s.activatesInput ? forwardRows<K, Stride, true, T> : forwardRows<K, Stride, false, T>;
  run(x, weight, bias, y, s, begin, end, zeros);
}

template <class T>
void forward(const T* x, const float* weight, const float* bias, T* y, const DepthwiseShape& s, int64_t begin,
             int64_t end, const T* zeros) {
  const auto run = s.kernel == 3 ? (s.stride == 1 ? forwardOf<3, 1, T> : forwardOf<3, 2, T>)
                                 : (s.stride == 1 ? forwardOf<5, 1, T> : forwardOf<5, 2, T>);
  run(x, weight, bias, y, s, begin, end, zeros);
}

/// The gradients before the activation of one output row, between `margin` pixels of zeros on either side; their sums are added to
/// `total`.
template <class T>
void maskRow(const T* dy, const T* y, const DepthwiseShape& s, int64_t margin, float* to, float* total) {
  const int64_t C = s.channels;
  for (int64_t i = 0; i < margin * C; ++i) to[i] = to[(margin + s.outWidth) * C + i] = 0;
  for (int64_t o = 0; o < s.outWidth; ++o) {
    float* here = to + (margin + o) * C;
    forEachLane(C, [=](auto lane, int64_t c) {
      using V = decltype(lane);
      const V g = relu6Gradient(load<V>(dy + o * C + c), load<V>(y + o * C + c));
      store(here + c, g);
      store(total + c, load<V>(total + c) + g);
    });
  }
}

/// What `count` pixels, `step` channels apart from x and dx on, have to do with Rows × Columns taps: `from` is where the first of
/// them meets the output's gradients, whose next one is a pixel further for the next of the pixels; `weight` and `sums` are
/// the taps' own.
template <bool ActivatesInput, int Rows, int Columns, class T>
void gradientsOf(const T* x, T* dx, int64_t count, int64_t step, int64_t channels, const float* const (&from)[Rows][Columns],
                 const float* const (&weight)[Rows][Columns], float* const (&sums)[Rows][Columns]) {
  forEachLane(channels, [&](auto lane, int64_t c) {
    using V = decltype(lane);
    V sum[Rows][Columns];
    for (int r = 0; r < Rows; ++r) {
      for (int k = 0; k < Columns; ++k) sum[r][k] = load<V>(sums[r][k] + c);
    }
    for (int64_t i = 0; i < count; ++i) {
      const V z = load<V>(x + i * step + c), a = activated<ActivatesInput>(z);
      V total{};
      for (int r = 0; r < Rows; ++r) {
        for (int k = 0; k < Columns; ++k) {
          const V g = load<V>(from[r][k] + i * channels + c);
          total += g * load<V>(weight[r][k] + c);
          sum[r][k] += a * g;
        }
      }
      if constexpr (ActivatesInput) total = relu6Gradient(total, z);
      store(dx + i * step + c, total);
    }
    for (int r = 0; r < Rows; ++r) {
      for (int k = 0; k < Columns; ++k) store(sums[r][k] + c, sum[r][k]);
    }
  });
}

/// The taps of one row or column of x: tap first + step · i meets the output's row or column (at + padding − tap) / stride.
struct Meeting {
  int64_t first, step, count;
  Meeting(int64_t at, const DepthwiseShape& s) : first((at + s.padding) % s.stride), step(s.stride), count(0) {
    for (int64_t tap = first; tap < s.kernel; tap += step) ++count;
  }
};

template <int K, bool ActivatesInput, int Rows, int Columns, class T>
void gradientsAt(const T* x, T* dx, const DepthwiseShape& s, const float* const* lines, const Meeting& down, int64_t left,
                 const Meeting& across, const float* weight, float* sums) {
  const int64_t C = s.channels;
  const float* from[Rows][Columns];
  const float* taps[Rows][Columns];
  float* to[Rows][Columns];
  for (int r = 0; r < Rows; ++r) {
    for (int k = 0; k < Columns; ++k) {
      const int64_t column = across.first + across.step * k, tap = (down.first + down.step * r) * K + column;
      from[r][k] = lines[r] + ((left + s.padding - column) / s.stride + K / 2) * C;
      taps[r][k] = weight + tap * C;
      to[r][k] = sums + tap * C;
    }
  }
  const int64_t count = (s.width - left + s.stride - 1) / s.stride;
  gradientsOf<ActivatesInput, Rows, Columns>(x + left * C, dx + left * C, count, s.stride * C, C, from, taps, to);
}

/// gradientsAt for the numbers of taps that a row and a column meet.
template <int K, bool ActivatesInput, class T>
auto gradientsFor(const Meeting& down, const Meeting& across) {
  constexpr int kMany = (K + 1) / 2, kFew = K / 2;  // at stride 2
  if (down.step == 1) return gradientsAt<K, ActivatesInput, K, K, T>;
  if (down.count == kMany && across.count == kMany) return gradientsAt<K, ActivatesInput, kMany, kMany, T>;
  if (down.count == kMany) return gradientsAt<K, ActivatesInput, kMany, kFew, T>;
  if (across.count == kMany) return gradientsAt<K, ActivatesInput, kFew, kMany, T>;
  return gradientsAt<K, ActivatesInput, kFew, kFew, T>;
}

template <int K, bool ActivatesInput, class T>
void backwardSample(const T* x, const float* weight, const T* y, const T* dy, T* dx, float* sums, const DepthwiseShape& s,
                    float* scratch) {
  constexpr int64_t kMargin = K / 2;
  const int64_t C = s.channels, lineSize = (s.outWidth + 2 * kMargin) * C;
  float *zeros = scratch, *ring = scratch + lineSize;  // ring: output row o in slot o mod K
  for (int64_t i = 0; i < lineSize; ++i) zeros[i] = 0;
  int64_t next = 0;
  for (int64_t row = 0; row < s.height; ++row) {
    for (; next < s.outHeight && next * s.stride - s.padding <= row; ++next) {
      const int64_t at = next * s.outWidth * C;
      maskRow(dy + at, y + at, s, kMargin, ring + next % K * lineSize, sums + K * K * C);
    }
    const Meeting down(row, s);
    const float* lines[K];
    for (int64_t r = 0; r < down.count; ++r) {
      const int64_t above = row + s.padding - down.first - down.step * r;
      const int64_t o = above < 0 ? -1 : above / s.stride;
      lines[r] = o < 0 || o >= s.outHeight ? zeros : ring + o % K * lineSize;
    }
    const T* from = x + row * s.width * C;
    T* to = dx + row * s.width * C;
    for (int64_t left = 0; left < s.stride && left < s.width; ++left) {
      const Meeting across(left, s);
      gradientsFor<K, ActivatesInput, T>(down, across)(from, to, s, lines, down, left, across, weight, sums);
    }
  }
}

template <int K, class T>
void backwardOf(const T* x, const float* weight, const T* y, const T* dy, T* dx, float* sums, const DepthwiseShape& s,
                float* scratch) {
  (s.activatesInput ? backwardSample<K, true, T> : backwardSample<K, false, T>)(x, weight, y, dy, dx, sums, s, scratch);
}

template <class T>
void backward(const T* x, const float* weight, const T* y, const T* dy, T* dx, float* sums, const DepthwiseShape& s,
              float* scratch) {
  (s.kernel == 3 ? backwardOf<3, T> : backwardOf<5, T>)(x, weight, y, dy, dx, sums, s, scratch);
}

}  // namespace

const DepthwiseKernels<float> depthwiseFloat32 = {forward, backward};
const DepthwiseKernels<uint16_t> depthwiseBFloat16 = {forward, backward};

}  // namespace mandn::CPU_CAPABILITY
