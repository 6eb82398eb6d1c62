#include "kernels.h"
#include "lanes.h"

namespace mandn::CPU_CAPABILITY {
namespace {

constexpr int64_t kTaps = DepthwiseShape::kTaps;

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

template <bool ActivatesInput, class T>
void forwardRows(const T* x, const float* weight, const float* bias, T* y, const DepthwiseShape& s, int64_t begin,
                 int64_t end, const T* zeros) {
  const int64_t C = s.channels;
  for (int64_t row = begin; row < end; ++row) {
    const int64_t n = row / s.outHeight, first = row % s.outHeight * s.stride - s.padding;
    const T* rows[kTaps];
    for (int64_t k = 0; k < kTaps; ++k) {
      const int64_t at = first + k;
      rows[k] = at < 0 || at >= s.height ? nullptr : x + (n * s.height + at) * s.width * C;
    }
    for (int64_t o = 0; o < s.outWidth; ++o) {
      const int64_t left = o * s.stride - s.padding;
      const T* taps[kTaps * kTaps];
      for (int64_t k = 0; k < kTaps * kTaps; ++k) {
        const int64_t at = left + k % kTaps;
        const T* line = rows[k / kTaps];
        taps[k] = line && at >= 0 && at < s.width ? line + at * C : zeros;
      }
      T* to = y + (row * s.outWidth + o) * C;
      forEachLane(C, [&](auto lane, int64_t c) {
        using V = decltype(lane);
        V sum = load<V>(bias + c);
        for (int64_t k = 0; k < kTaps * kTaps; ++k) {
          sum += activated<ActivatesInput>(load<V>(taps[k] + c)) * load<V>(weight + k * C + c);
        }
        store(to + c, relu6(sum));
      });
    }
  }
}

template <class T>
void forward(const T* x, const float* weight, const float* bias, T* y, const DepthwiseShape& s, int64_t begin,
             int64_t end, const T* zeros) {
  (s.activatesInput ? forwardRows<true, T> : forwardRows<false, T>)(x, weight, bias, y, s, begin, end, zeros);
}

/// The gradients before the activation of one output row, between a pixel of zeros on either side; their sums are added to `total`.
template <class T>
void maskRow(const T* dy, const T* y, const DepthwiseShape& s, float* to, float* total) {
  const int64_t C = s.channels;
  for (int64_t c = 0; c < C; ++c) to[c] = to[(s.outWidth + 1) * C + c] = 0;
  for (int64_t o = 0; o < s.outWidth; ++o) {
    float* here = to + (o + 1) * C;
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
    for (int64_t tap = first; tap < kTaps; tap += step) ++count;
  }
};

template <bool ActivatesInput, int Rows, int Columns, class T>
void gradientsAt(const T* x, T* dx, const DepthwiseShape& s, const float* const* lines, const Meeting& down, int64_t left,
                 const Meeting& across, const float* weight, float* sums) {
  const int64_t C = s.channels;
  const float* from[Rows][Columns];
  const float* taps[Rows][Columns];
  float* to[Rows][Columns];
  for (int r = 0; r < Rows; ++r) {
    for (int k = 0; k < Columns; ++k) {
      const int64_t column = across.first + across.step * k, tap = (down.first + down.step * r) * kTaps + column;
      from[r][k] = lines[r] + ((left + s.padding - column) / s.stride + 1) * C;
      taps[r][k] = weight + tap * C;
      to[r][k] = sums + tap * C;
    }
  }
  const int64_t count = (s.width - left + s.stride - 1) / s.stride;
  gradientsOf<ActivatesInput, Rows, Columns>(x + left * C, dx + left * C, count, s.stride * C, C, from, taps, to);
}

template <bool ActivatesInput, class T>
void backwardSample(const T* x, const float* weight, const T* y, const T* dy, T* dx, float* sums, const DepthwiseShape& s,
                    float* scratch) {
  const int64_t C = s.channels, lineSize = (s.outWidth + 2) * C;
  float *zeros = scratch, *ring = scratch + lineSize;  // ring: output row o in slot o mod 3
  for (int64_t i = 0; i < lineSize; ++i) zeros[i] = 0;
  int64_t next = 0;
  for (int64_t row = 0; row < s.height; ++row) {
    for (; next < s.outHeight && next * s.stride - s.padding <= row; ++next) {
      const int64_t at = next * s.outWidth * C;
      maskRow(dy + at, y + at, s, ring + next % kTaps * lineSize, sums + kTaps * kTaps * C);
    }
    const Meeting down(row, s);
    const float* lines[kTaps];
    for (int64_t r = 0; r < down.count; ++r) {
      const int64_t above = row + s.padding - down.first - down.step * r;
      const int64_t o = above < 0 ? -1 : above / s.stride;
      lines[r] = o < 0 || o >= s.outHeight ? zeros : ring + o % kTaps * lineSize;
    }
    const T* from = x + row * s.width * C;
    T* to = dx + row * s.width * C;
    for (int64_t left = 0; left < s.stride && left < s.width; ++left) {
      const Meeting across(left, s);
      const bool hasTwo = across.count == 2;
      auto run = gradientsAt<ActivatesInput, 3, 3, T>;  // at stride 1
      if (down.count == 2) run = hasTwo ? gradientsAt<ActivatesInput, 2, 2, T> : gradientsAt<ActivatesInput, 2, 1, T>;
      if (down.count == 1) run = hasTwo ? gradientsAt<ActivatesInput, 1, 2, T> : gradientsAt<ActivatesInput, 1, 1, T>;
      run(from, to, s, lines, down, left, across, weight, sums);
    }
  }
}

template <class T>
void backward(const T* x, const float* weight, const T* y, const T* dy, T* dx, float* sums, const DepthwiseShape& s,
              float* scratch) {
  (s.activatesInput ? backwardSample<true, T> : backwardSample<false, T>)(x, weight, y, dy, dx, sums, s, scratch);
}

}  // namespace

const DepthwiseKernels<float> depthwiseFloat32 = {forward, backward};
const DepthwiseKernels<uint16_t> depthwiseBFloat16 = {forward, backward};

}  // namespace mandn::CPU_CAPABILITY
