// Stands in for gloo's header, which PyTorch's wheels lack. c10d's GlooStore derives from this class: it must never be
// made here, for its table of functions would be ours.
// https://github.com/pytorch/gloo/blob/main/gloo/rendezvous/store.h
#pragma once
#include <chrono>
#include <string>
#include <vector>

namespace gloo::rendezvous {
class Store {
 public:
  virtual ~Store() = default;
  virtual void set(const std::string& key, const std::vector<char>& data) = 0;
  virtual std::vector<char> get(const std::string& key) = 0;
  virtual void wait(const std::vector<std::string>& keys) = 0;
  virtual void wait(const std::vector<std::string>& keys, const std::chrono::milliseconds& timeout) = 0;
};
}  // namespace gloo::rendezvous
