// Vectors of float for the instruction set this file is compiled for, by the compiler's own vector types: one
// source serves SSE2, AVX2, AVX-512 and other CPUs. Only internal linkage here: a function shared between object
// files of different instruction sets could be taken from the wrong one by the linker. That excludes ATen and most
// of the standard library.
#pragma once
#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mandn::CPU_CAPABILITY {
namespace {

#if defined(CPU_CAPABILITY_AVX512)
constexpr int64_t kLanes = 16;
#elif defined(CPU_CAPABILITY_AVX2)
constexpr int64_t kLanes = 8;
#else
constexpr int64_t kLanes = 4;
#endif

using Floats = float __attribute__((vector_size(kLanes * 4)));
using Words = uint32_t __attribute__((vector_size(kLanes * 4)));
using Halves = uint16_t __attribute__((vector_size(kLanes * 2)));

/// A bfloat16 in memory: the upper half of a float.
using BFloat16 = uint16_t;

template <class To, class From>
inline To bits(const From& from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  __builtin_memcpy(&to, &from, sizeof to);
  return to;
}

/// Rounds the bits of a float to bfloat16, nearest even, in the lower half of each word; NaN stays NaN.
template <class W>
inline W roundToBFloat16(W word) {
  const W rounded = (word + 0x7fffu + ((word >> 16) & 1u)) >> 16;
  return (word & 0x7fffffffu) > 0x7f800000u ? (word >> 16) | 0x40u : rounded;
}

/// kLanes bfloat16 values, each in the lower half of a word. The compiler's own conversion takes two steps more.
inline Words widen(const BFloat16* p) {
#if defined(__AVX512F__)
  return bits<Words>(_mm512_maskz_cvtepu16_epi32(0xffff, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p))));
#elif defined(__AVX2__)
  return bits<Words>(_mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))));
#else
  Halves h;
  __builtin_memcpy(&h, p, sizeof h);
  return __builtin_convertvector(h, Words);
#endif
}

/// load<V>(p): one value (V = float) or kLanes values (V = Floats) at p, as float.
template <class V>
inline V load(const float* p) {
  V v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
template <class V>
inline V load(const BFloat16* p) {
  if constexpr (sizeof(V) == sizeof(float)) {
    return bits<float>(static_cast<uint32_t>(*p) << 16);
  } else {
    return bits<Floats>(widen(p) << 16);
  }
}

inline void store(float* p, float v) { *p = v; }
inline void store(float* p, Floats v) { __builtin_memcpy(p, &v, sizeof v); }
inline void store(BFloat16* p, float v) { *p = static_cast<BFloat16>(roundToBFloat16(bits<uint32_t>(v))); }
inline void store(BFloat16* p, Floats v) {
  const Halves h = __builtin_convertvector(roundToBFloat16(bits<Words>(v)), Halves);
  __builtin_memcpy(p, &h, sizeof h);
}

/// Calls f(V{}, i) for i over [0, count): with V = Floats for whole vectors, with V = float for the rest.
template <class F>
inline void forEachLane(int64_t count, F f) {
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) f(Floats{}, i);
  for (; i < count; ++i) f(float{}, i);
}

}  // namespace
}  // namespace mandn::CPU_CAPABILITY
