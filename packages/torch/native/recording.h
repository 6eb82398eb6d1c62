// Calls of operators recorded as a block of JavaScript runs, to be run again without it, on any thread.
#pragma once
#include "operations.h"

#include <ATen/ThreadLocalState.h>
#include <ATen/core/Generator.h>
#include <c10/core/GradMode.h>

#include <unordered_map>

namespace mandn {

// A tensor that a recorded call takes: a result of an earlier call, or a tensor from outside the block.
struct Reference {
  enum Kind { None, Result, CapturedTensor } kind = None;
  int32_t index = -1;
};

struct RecordedArgument {
  c10::IValue constant;               // where it holds no tensor
  std::vector<Reference> references;  // a tensor, or the items of a list of tensors
  bool isTensor = false, isList = false;
  c10::TypePtr elementType;
};

struct RecordedCall {
  c10::OperatorHandle handle;
  std::vector<RecordedArgument> arguments;
  int32_t firstResult = 0;
  size_t state = 0;  // index of the modes it ran under
  std::vector<int32_t> lastUses;  // results that no later call needs
};

// A tensor from outside the block.
struct Captured {
  at::Tensor tensor;
  at::Tensor before = {};          // a copy from before the block's first write, if it writes
  bool receivesGradient = false;  // a call that records gradients takes it, and it requires them
};

// A tensor by its address, which no other one gets while a weak pointer holds it.
struct Known {
  c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl> holder;
  Reference reference;
};

struct GeneratorState {
  at::Generator generator;
  at::Tensor state;
};
at::Tensor lockedState(at::Generator generator);
void setLockedState(at::Generator generator, const at::Tensor& state);

// The modes that a block may switch for some of its calls.
struct Modes {
  bool gradient;
  bool autocast[2];
  at::ScalarType dtype[2];
  bool operator==(const Modes&) const = default;
  static Modes now();
};

struct Recording : torch::CustomClassHolder {
  std::vector<RecordedCall> calls;
  std::vector<Captured> captured;
  std::vector<GeneratorState> generators;  // as they were before the block
  std::vector<at::ThreadLocalState> states;
  std::optional<Modes> modes;  // of the last of `states`
  std::vector<Reference> outputs;
  bool mayRead = true;  // a tensor's value; a block whose runs have other inputs must not depend on one
  int32_t resultCount = 0;
  std::unordered_map<const c10::TensorImpl*, Known> known;

  Recording();
  void learn(const at::Tensor& t, Reference reference);
  Reference reference(const at::Tensor& t);
  void willWrite(const at::Tensor& t);  // before a call that writes to t
  void remember(const at::Generator& generator);
  size_t currentState();
  void end(const std::vector<at::Tensor>& outputs);
};

/// Begins a recording of the environment's calls.
void startRecording(Environment& e);
/// Stops it.
c10::intrusive_ptr<Recording> stopRecording(Environment& e);

/// Runs the recorded calls again; captured[i] stands for the i-th tensor from outside. Returns the outputs.
std::vector<at::Tensor> replay(const Recording& r, const std::vector<at::Tensor>& captured);

}  // namespace mandn
