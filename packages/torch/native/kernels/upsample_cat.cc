#include "kernels.h"
#include "lanes.h"

namespace mandn::CPU_CAPABILITY {
namespace {

// Along one axis of n voxels, output 2i is ¾ x[i] + ¼ x[i−1] and output 2i+1 is ¾ x[i] + ¼ x[i+1], with indices
// clamped to the axis. The transpose takes, for x[i], ¾ of outputs 2i and 2i+1 and ¼ of outputs 2i−1 and 2i+2, again
// clamped: at the border the clamped ¼ joins its neighbour's ¾.
constexpr float kNear = 0.75f, kFar = 0.25f;

inline int64_t clamp(int64_t i, int64_t n) { return i < 0 ? 0 : i < n ? i : n - 1; }

/// Index of the far neighbour of output o.
inline int64_t farSource(int64_t o, int64_t n) { return clamp((o & 1) ? o / 2 + 1 : o / 2 - 1, n); }

template <class T>
inline void copy(T* __restrict to, const T* __restrict from, int64_t count) {
  if (count * static_cast<int64_t>(sizeof(T)) % 16 == 0) {
    for (int64_t i = 0; i < count; i += 16 / sizeof(T)) __builtin_memcpy(to + i, from + i, 16);
  } else {
    __builtin_memcpy(to, from, count * sizeof(T));
  }
}

/// Writes one output row: upsampled `line` (width voxels) beside 2 · width voxels of skip.
template <class T>
void expandRow(const float* line, const T* skip, T* y, const UpsampleCatShape& s) {
  const int64_t C = s.channels, stride = C + s.skipChannels;
  T* up = s.skipFirst ? y + s.skipChannels : y;
  T* beside = s.skipFirst ? y : y + C;
  for (int64_t i = 0; i < s.width; ++i) {
    const float *mid = line + i * C, *left = line + clamp(i - 1, s.width) * C,
                *right = line + clamp(i + 1, s.width) * C;
    T *even = up + 2 * i * stride, *odd = even + stride;
    forEachLane(C, [=](auto lane, int64_t c) {
      using V = decltype(lane);
      const V near = load<V>(mid + c) * kNear;
      store(even + c, load<V>(left + c) * kFar + near);
      store(odd + c, load<V>(right + c) * kFar + near);
    });
    for (int64_t o = 2 * i; o < 2 * i + 2; ++o) copy(beside + o * stride, skip + o * s.skipChannels, s.skipChannels);
  }
}

template <class T>
void forward(const T* x, const T* skip, T* y, const UpsampleCatShape& s, int64_t begin, int64_t end, float* line) {
  const bool isVolume = s.planes == 2;
  const int64_t rows = 2 * s.height, planes = s.planes * s.depth, size = s.width * s.channels;
  for (int64_t row = begin; row < end; ++row) {
    const int64_t oy = row % rows, oz = row / rows % planes, n = row / (rows * planes);
    const int64_t z[2] = {oz / s.planes, isVolume ? farSource(oz, s.depth) : oz}, r[2] = {oy / 2, farSource(oy, s.height)};
    const auto at = [&](int64_t plane, int64_t line) {
      return x + ((n * s.depth + plane) * s.height + line) * size;
    };
    const T *nn = at(z[0], r[0]), *nf = at(z[0], r[1]), *fn = at(z[1], r[0]), *ff = at(z[1], r[1]);
    forEachLane(size, [=](auto lane, int64_t i) {
      using V = decltype(lane);
      const V nearPlane = load<V>(nn + i) * kNear + load<V>(nf + i) * kFar;
      if (!isVolume) return store(line + i, nearPlane);
      const V farPlane = load<V>(fn + i) * kNear + load<V>(ff + i) * kFar;
      store(line + i, nearPlane * kNear + farPlane * kFar);
    });
    expandRow(line, skip + row * 2 * s.width * s.skipChannels,
              y + row * 2 * s.width * (s.channels + s.skipChannels), s);
  }
}

/// One output row's gradient, gathered over the four planes (of an image: the one) that plane z of x feeds and reduced along the
/// row to `width` voxels in `reduced`. `wide` is scratch for 2 · width voxels. `dy` is the upsampled part of the sample.
template <class T>
void gatherRow(const T* dy, int64_t z, int64_t outputRow, const UpsampleCatShape& s, float* wide, float* reduced) {
  const int64_t C = s.channels, stride = C + s.skipChannels, W = 2 * s.width;
  const auto plane = [&](int64_t o) {
    return dy + (clamp(o, s.planes * s.depth) * 2 * s.height + outputRow) * W * stride;
  };
  const bool isVolume = s.planes == 2;
  const T *below = plane(2 * z - 1), *first = plane(s.planes * z), *second = plane(2 * z + 1), *above = plane(2 * z + 2);
  for (int64_t o = 0; o < W; ++o) {
    const int64_t from = o * stride, to = o * C;
    forEachLane(C, [=](auto lane, int64_t c) {
      using V = decltype(lane);
      const int64_t i = from + c;
      if (!isVolume) return store(wide + to + c, load<V>(first + i));
      store(wide + to + c, (load<V>(first + i) + load<V>(second + i)) * kNear +
                               (load<V>(below + i) + load<V>(above + i)) * kFar);
    });
  }
  for (int64_t i = 0; i < s.width; ++i) {
    const float *a = wide + clamp(2 * i - 1, W) * C, *b = wide + 2 * i * C, *d = wide + clamp(2 * i + 2, W) * C;
    float* to = reduced + i * C;
    forEachLane(C, [=](auto lane, int64_t c) {
      using V = decltype(lane);
      store(to + c, (load<V>(b + c) + load<V>(b + C + c)) * kNear + (load<V>(a + c) + load<V>(d + c)) * kFar);
    });
  }
}

/// Copies the skip part of the output rows over row (n, z, y) of x: 2 × 2, of an image 2.
template <class T>
void copySkipRows(const T* dy, T* dskip, const UpsampleCatShape& s, int64_t n, int64_t z, int64_t y) {
  const int64_t stride = s.channels + s.skipChannels, W = 2 * s.width;
  for (int64_t oz = s.planes * z; oz < s.planes * (z + 1); ++oz) {
    for (int64_t oy = 2 * y; oy < 2 * y + 2; ++oy) {
      const int64_t first = ((n * s.planes * s.depth + oz) * 2 * s.height + oy) * W;
      const T* from = dy + first * stride + (s.skipFirst ? 0 : s.channels);
      T* to = dskip + first * s.skipChannels;
      for (int64_t o = 0; o < W; ++o) copy(to + o * s.skipChannels, from + o * stride, s.skipChannels);
    }
  }
}

template <class T>
void backward(const T* dy, T* dx, T* dskip, const UpsampleCatShape& s, int64_t begin, int64_t end, float* scratch) {
  const int64_t size = s.width * s.channels, rows = 2 * s.height, stride = s.channels + s.skipChannels;
  float *wide = scratch, *ring = scratch + 2 * size;  // ring: the last four gathered output rows, row o in slot o mod 4
  int64_t next = 0;
  for (int64_t row = begin; row < end; ++row) {
    const int64_t y = row % s.height, z = row / s.height % s.depth, n = row / (s.height * s.depth);
    if (dskip) copySkipRows(dy, dskip, s, n, z, y);
    if (!dx) continue;
    const T* sample = dy + n * 4 * s.planes * s.depth * s.height * s.width * stride + (s.skipFirst ? s.skipChannels : 0);
    if (row == begin || y == 0) next = clamp(2 * y - 1, rows);
    for (; next < rows && next <= 2 * y + 2; ++next) gatherRow(sample, z, next, s, wide, ring + (next & 3) * size);
    const auto slot = [&](int64_t o) { return ring + (clamp(o, rows) & 3) * size; };
    const float *a = slot(2 * y - 1), *b = slot(2 * y), *c = slot(2 * y + 1), *d = slot(2 * y + 2);
    T* to = dx + row * size;
    forEachLane(size, [=](auto lane, int64_t i) {
      using V = decltype(lane);
      store(to + i, (load<V>(b + i) + load<V>(c + i)) * kNear + (load<V>(a + i) + load<V>(d + i)) * kFar);
    });
  }
}

}  // namespace

const UpsampleCatKernels<float> upsampleCatFloat32 = {forward, backward};
const UpsampleCatKernels<uint16_t> upsampleCatBFloat16 = {forward, backward};

}  // namespace mandn::CPU_CAPABILITY
