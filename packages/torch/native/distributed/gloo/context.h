// Stands in for gloo's header, which PyTorch's wheels lack: c10d's headers hold contexts behind pointers only, so no
// layout depends on what is declared here. https://github.com/pytorch/gloo/blob/main/gloo/context.h
#pragma once
#include <chrono>

namespace gloo {
class Context {
 public:
  void setTimeout(std::chrono::milliseconds timeout);
};
}  // namespace gloo
