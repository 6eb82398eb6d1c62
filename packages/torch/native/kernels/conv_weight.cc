#include "kernels.h"
#include "lanes.h"

namespace mandn::CPU_CAPABILITY {
namespace {

constexpr int64_t kBlock = ConvWeightKernels::kBlock, kVectors = kBlock / kLanes;

/// sums[i, o] += Σ over voxels v of x[v, i] · dy[v, o], for Rows input channels and one block of output channels: all sums
/// in registers.
template <int Rows>
void addTile(const float* __restrict x, int64_t stride, const float* __restrict dy, int64_t voxels, float* __restrict sums) {
  Floats sum[Rows][kVectors] = {};
  for (int64_t v = 0; v < voxels; ++v, x += stride, dy += kBlock) {
    Floats g[kVectors];
    for (int k = 0; k < kVectors; ++k) g[k] = load<Floats>(dy + k * kLanes);
    for (int i = 0; i < Rows; ++i) {
      for (int k = 0; k < kVectors; ++k) sum[i][k] += g[k] * x[i];
    }
  }
  for (int i = 0; i < Rows; ++i) {
    for (int k = 0; k < kVectors; ++k) {
      float* to = sums + i * kBlock + k * kLanes;
      store(to, load<Floats>(to) + sum[i][k]);
    }
  }
}

using Tile = void (*)(const float*, int64_t, const float*, int64_t, float*);
constexpr int64_t kRows = 6;
constexpr Tile kTiles[kRows + 1] = {nullptr, addTile<1>, addTile<2>, addTile<3>, addTile<4>, addTile<5>, addTile<6>};

/// A row's output channels from `first` on, as whole blocks: missing ones are 0.
void packRow(const float* dy, const ConvWeightShape& s, int64_t first, float* packed) {
  const int64_t count = s.outChannels - first < kBlock ? s.outChannels - first : kBlock;
  for (int64_t v = 0; v < s.outWidth; ++v) {
    const float* from = dy + v * s.outChannels + first;
    float* to = packed + v * kBlock;
    for (int64_t o = 0; o < kBlock; ++o) to[o] = o < count ? from[o] : 0;
  }
}

void addRows(const float* x, const float* dy, const ConvWeightShape& s, int64_t begin, int64_t end, int64_t first,
             float* sums, float* packed) {
  for (int64_t row = begin; row < end; ++row) {
    const int64_t y = row % s.outHeight, z = row / s.outHeight % s.outDepth, n = row / (s.outHeight * s.outDepth);
    packRow(dy + row * s.outWidth * s.outChannels, s, first, packed);
    for (int64_t kz = 0; kz < s.kernelDepth; ++kz) {
      const int64_t inZ = z + kz - s.padDepth;
      if (inZ < 0 || inZ >= s.depth) continue;
      for (int64_t ky = 0; ky < s.kernelHeight; ++ky) {
        const int64_t inY = y + ky - s.padHeight;
        if (inY < 0 || inY >= s.height) continue;
        const float* line = x + ((n * s.depth + inZ) * s.height + inY) * s.width * s.channels;
        float* plane = sums + (kz * s.kernelHeight + ky) * s.kernelWidth * s.channels * kBlock;
        for (int64_t c = 0; c < s.channels; c += kRows) {
          const int64_t rows = s.channels - c < kRows ? s.channels - c : kRows;
          for (int64_t kx = 0; kx < s.kernelWidth; ++kx) {
            const int64_t shift = kx - s.padWidth;  // output voxel v sees input voxel v + shift
            const int64_t from = shift < 0 ? -shift : 0;
            const int64_t to = s.width - shift < s.outWidth ? s.width - shift : s.outWidth;
            if (from >= to) continue;
            kTiles[rows](line + (from + shift) * s.channels + c, s.channels, packed + from * kBlock, to - from,
                         plane + (kx * s.channels + c) * kBlock);
          }
        }
      }
    }
  }
}

}  // namespace

const ConvWeightKernels convWeightFloat32 = {addRows};

}  // namespace mandn::CPU_CAPABILITY
