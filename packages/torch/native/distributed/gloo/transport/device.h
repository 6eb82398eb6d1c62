// Stands in for gloo's header, which PyTorch's wheels lack: c10d's headers hold both types behind pointers only, so no
// layout depends on what is declared here. https://github.com/pytorch/gloo/blob/main/gloo/transport/device.h
#pragma once

namespace gloo::transport {
class Device;
class UnboundBuffer {
 public:
  virtual ~UnboundBuffer() = 0;
};
}  // namespace gloo::transport
