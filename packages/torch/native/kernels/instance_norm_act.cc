#include "kernels.h"
#include "lanes.h"
#include "moments.h"

namespace mandn::CPU_CAPABILITY {
namespace {

// Rows summed in float before the sums go to double: bounds the rounding error.
constexpr int64_t kBlock = 128;
// Rows whose mean is the first shift: one row alone could be an outlier.
constexpr int64_t kFirst = 16;
// Vectors side by side in one pass over a block's rows.
constexpr int64_t kTile = 2;

/// Mean and squares of `rows` rows, `width` apart, of Tile vectors at x. Values are shifted by the mean so far, so that
/// a large mean does not swallow a small deviation.
template <int64_t Tile, class T>
void columnMoments(const T* x, int64_t rows, int64_t width, double* mean, double* squares) {
  constexpr int64_t lanes = Tile * kLanes;
  float shift[lanes], sum[lanes], square[lanes];
  const int64_t first = rows < kFirst ? rows : kFirst;
  for (int64_t t = 0; t < Tile; ++t) {
    Floats total{};
    for (int64_t r = 0; r < first; ++r) total += load<Floats>(x + r * width + t * kLanes);
    store(shift + t * kLanes, total / static_cast<float>(first));
  }
  for (int64_t i = 0; i < lanes; ++i) mean[i] = squares[i] = 0;
  for (int64_t begin = 0; begin < rows; begin += kBlock) {
    const int64_t n = rows - begin < kBlock ? rows - begin : kBlock;
    Floats k[Tile], s[Tile], q[Tile];
    for (int64_t t = 0; t < Tile; ++t) k[t] = load<Floats>(shift + t * kLanes), s[t] = q[t] = Floats{};
    const T* row = x + begin * width;
    for (int64_t r = 0; r < n; ++r, row += width) {
      for (int64_t t = 0; t < Tile; ++t) {
        const Floats d = load<Floats>(row + t * kLanes) - k[t];
        s[t] += d;
        q[t] += d * d;
      }
    }
    for (int64_t t = 0; t < Tile; ++t) store(sum + t * kLanes, s[t]), store(square + t * kLanes, q[t]);
    for (int64_t i = 0; i < lanes; ++i) {
      double count = begin;
      const double d = sum[i], centred = square[i] - d * d / n;
      mergeMoments(count, mean[i], squares[i], n, shift[i] + d / n, centred > 0 ? centred : 0);
      shift[i] = static_cast<float>(mean[i]);
    }
  }
}

template <class T>
void moments(const T* x, int64_t count, int64_t width, double* mean, double* squares) {
  const int64_t rows = count / width, tail = count % width;
  int64_t c = 0;
  if (rows == 0) {
    for (; c < width; ++c) mean[c] = squares[c] = 0;
  }
  for (; c + kTile * kLanes <= width; c += kTile * kLanes) {
    columnMoments<kTile>(x + c, rows, width, mean + c, squares + c);
  }
  for (; c < width; c += kLanes) columnMoments<1>(x + c, rows, width, mean + c, squares + c);
  for (int64_t i = 0; i < tail; ++i) {
    double n = rows;
    mergeMoments(n, mean[i], squares[i], 1, load<float>(x + rows * width + i), 0);
  }
}

/// Calls f(V, i, c) for every element i and its parameter c = i mod width.
template <class F>
inline void forEachElement(int64_t count, int64_t width, F f) {
  int64_t begin = 0;
  for (; begin + width <= count; begin += width) {
    for (int64_t c = 0; c < width; c += kLanes) f(Floats{}, begin + c, c);
  }
  forEachLane(count - begin, [&](auto lane, int64_t c) { f(lane, begin + c, c); });
}

template <class T>
void normalize(const T* __restrict x, T* __restrict y, int64_t count, int64_t width, const float* __restrict mean,
               const float* __restrict scale, const float* __restrict bias, float slope) {
  forEachElement(count, width, [=](auto lane, int64_t i, int64_t c) {
    using V = decltype(lane);
    const V z = (load<V>(x + i) - load<V>(mean + c)) * load<V>(scale + c) + load<V>(bias + c);
    // + 0 makes ReLU's zeros positive.
    store(y + i, z > V{} ? z : z * slope + V{});
  });
}

/// dy where the activation passes, slope · dy elsewhere. `centred` is x − mean.
template <class V>
inline V activationGradient(V dy, V centred, V scale, V bias, float slope) {
  const V z = centred * scale + bias;
  return z > V{} ? dy : dy * slope;
}

template <class T>
void gradientSums(const T* x, const T* dy, int64_t count, int64_t width, const float* mean, const float* scale,
                  const float* bias, float slope, double* sum, double* product) {
  const int64_t rows = count / width, tail = count % width;
  for (int64_t c = 0; c < width; ++c) sum[c] = product[c] = 0;
  for (int64_t c = 0; c < width; c += kLanes) {
    const Floats m = load<Floats>(mean + c), a = load<Floats>(scale + c), b = load<Floats>(bias + c);
    for (int64_t begin = 0; begin < rows; begin += kBlock) {
      const int64_t end = rows - begin < kBlock ? rows : begin + kBlock;
      Floats s{}, p{};
      for (int64_t r = begin; r < end; ++r) {
        const int64_t i = r * width + c;
        const Floats centred = load<Floats>(x + i) - m;
        const Floats g = activationGradient(load<Floats>(dy + i), centred, a, b, slope);
        s += g;
        p += g * centred;
      }
      for (int64_t i = 0; i < kLanes; ++i) sum[c + i] += s[i], product[c + i] += p[i];
    }
  }
  for (int64_t c = 0, i = rows * width; c < tail; ++c, ++i) {
    const float centred = load<float>(x + i) - mean[c];
    const float g = activationGradient(load<float>(dy + i), centred, scale[c], bias[c], slope);
    sum[c] += g;
    product[c] += static_cast<double>(g) * centred;
  }
}

template <class T>
void gradient(const T* __restrict x, const T* __restrict dy, T* __restrict dx, int64_t count, int64_t width,
              const float* __restrict mean, const float* __restrict scale, const float* __restrict bias,
              const float* __restrict along, const float* __restrict offset, float slope) {
  forEachElement(count, width, [=](auto lane, int64_t i, int64_t c) {
    using V = decltype(lane);
    const V a = load<V>(scale + c), centred = load<V>(x + i) - load<V>(mean + c);
    const V g = activationGradient(load<V>(dy + i), centred, a, load<V>(bias + c), slope);
    store(dx + i, g * a - centred * load<V>(along + c) - load<V>(offset + c));
  });
}

}  // namespace

const InstanceNormKernels<float> instanceNormFloat32 = {kLanes, moments, normalize, gradientSums, gradient};
const InstanceNormKernels<uint16_t> instanceNormBFloat16 = {kLanes, moments, normalize, gradientSums, gradient};

}  // namespace mandn::CPU_CAPABILITY
