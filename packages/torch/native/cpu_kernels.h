// Which compiled level of the kernels to run, and small things both fused operators need.
#pragma once
#include <ATen/core/Tensor.h>
#include <functional>
#include <vector>

namespace mandn {

enum class CpuLevel { Default, Avx2, Avx512 };

/// The level aten itself dispatches to: that of the CPU, or lower by ATEN_CPU_CAPABILITY = default | avx2 | avx512.
CpuLevel cpuLevel();

template <class Table>
const Table& selectLevel([[maybe_unused]] const Table& avx512, [[maybe_unused]] const Table& avx2,
                         const Table& fallback) {
#if defined(__x86_64__)
  switch (cpuLevel()) {
    case CpuLevel::Avx512: return avx512;
    case CpuLevel::Avx2: return avx2;
    case CpuLevel::Default: break;
  }
#endif
  return fallback;
}

#if defined(__x86_64__)
#define MANDN_KERNELS(table) ::mandn::selectLevel(AVX512::table, AVX2::table, DEFAULT::table)
#else
#define MANDN_KERNELS(table) DEFAULT::table
#endif

/// float32 or bfloat16: what the fused kernels compute.
bool isFusedType(at::ScalarType type);

/// Gradients that can themselves be differentiated: those of `composite`, which returns the operator's value from
/// `inputs` by aten's operators, for the output gradient `grad`. Inputs that need none get an undefined tensor.
std::vector<at::Tensor> differentiableGradients(const std::vector<at::Tensor>& inputs, const at::Tensor& grad,
                                                const std::function<at::Tensor()>& composite);

}  // namespace mandn
