#include "cpu_kernels.h"

#include <ATen/Version.h>
#include <torch/csrc/autograd/autograd.h>

namespace mandn {

CpuLevel cpuLevel() {
  static const CpuLevel level = [] {
    const std::string name = at::get_cpu_capability();
    if (name.starts_with("AVX512") || name.starts_with("AVX10")) return CpuLevel::Avx512;
    return name == "AVX2" ? CpuLevel::Avx2 : CpuLevel::Default;
  }();
  return level;
}

bool isFusedType(at::ScalarType type) { return type == at::kFloat || type == at::kBFloat16; }

std::vector<at::Tensor> differentiableGradients(const std::vector<at::Tensor>& inputs, const at::Tensor& grad,
                                                const std::function<at::Tensor()>& composite) {
  std::vector<at::Tensor> needed;
  for (const at::Tensor& input : inputs) {
    if (input.defined() && input.requires_grad()) needed.push_back(input);
  }
  const auto found = torch::autograd::grad({composite()}, needed, {grad}, /*retain_graph=*/true, /*create_graph=*/true);
  std::vector<at::Tensor> gradients(inputs.size());
  for (size_t i = 0, k = 0; i < inputs.size(); ++i) {
    if (inputs[i].defined() && inputs[i].requires_grad()) gradients[i] = found[k++];
  }
  return gradients;
}

}  // namespace mandn
