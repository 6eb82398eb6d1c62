// Gradient checkpointing without JavaScript in the backward pass. The calls of a block are recorded as it runs without
// gradients; its intermediates are freed. Backward replays the calls with gradients, on whatever thread the engine is on.
#include "recording.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

namespace mandn {

using torch::autograd::variable_list;

// The random state of the recorded run, for as long as this lives.
struct RandomStateGuard {
  std::vector<GeneratorState> before;
  explicit RandomStateGuard(const std::vector<GeneratorState>& states) {
    for (const auto& [generator, state] : states) {
      before.push_back({generator, lockedState(generator)});
      setLockedState(generator, state);
    }
  }
  ~RandomStateGuard() {
    for (const auto& [generator, state] : before) setLockedState(generator, state);
  }
};

struct Checkpoint : torch::autograd::Function<Checkpoint> {
  // results: of the recorded run.
  static variable_list forward(torch::autograd::AutogradContext* ctx, const c10::intrusive_ptr<Recording>& recording, variable_list* results,
                               at::TensorList captured) {
    ctx->saved_data["recording"] = c10::IValue::make_capsule(recording);
    ctx->save_for_backward(captured.vec());
    return std::move(*results);
  }

  static variable_list backward(torch::autograd::AutogradContext* ctx, const variable_list& gradients) {
    auto capsule = ctx->saved_data["recording"].toCapsule();
    const auto& r = static_cast<const Recording&>(*capsule);
    if (c10::GradMode::is_enabled()) {
      throw Failure("autograd", "a checkpointed block has no second derivatives: leave checkpoint() out where createGraph is wanted");
    }
    const variable_list captured = ctx->get_saved_variables();
    const RandomStateGuard randomGuard(r.generators);
    variable_list inputs, leaves;
    for (size_t i = 0; i < captured.size(); ++i) {
      const at::Tensor& t = captured[i];
      inputs.push_back(r.captured[i].before.defined() ? t.clone() : t.detach());
      if (t.requires_grad()) {
        inputs.back().requires_grad_(true);
        leaves.push_back(inputs.back());
      }
    }
    const auto outputs = replay(r, inputs);
    variable_list roots, rootGradients;
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (!outputs[i].requires_grad() || !gradients[i].defined()) continue;
      roots.push_back(outputs[i]);
      rootGradients.push_back(gradients[i]);
    }
    variable_list found;
    if (!roots.empty() && !leaves.empty()) found = torch::autograd::grad(roots, leaves, rootGradients, false, false, true);
    variable_list result(2);  // none for the recording and its results
    size_t next = 0;
    for (const at::Tensor& t : captured) result.push_back(t.requires_grad() && next < found.size() ? found[next++] : at::Tensor());
    return result;
  }
};

// beginCheckpoint(): whether a recording began (false inside another one).
static napi_value beginCheckpoint(Environment& e, size_t, Arguments) {
  if (e.recording) return fromBool(e, false);
  startRecording(e);
  return fromBool(e, true);
}

// endCheckpoint(outputs): the outputs as tensors with a gradient that replays the block.
// endCheckpoint(): gives the recording up.
static napi_value endCheckpoint(Environment& e, size_t argc, Arguments argv) {
  const auto recording = stopRecording(e);
  if (argc == 0) return undefined(e);
  const variable_list outputs = toTensorList(e, argv[0]);
  recording->end(outputs);
  variable_list results, captured;
  for (const at::Tensor& t : outputs) results.push_back(t.detach());
  for (Captured& c : recording->captured) {
    captured.push_back(c.before.defined() ? c.before : c.tensor);
    c.tensor = at::Tensor();  // the graph keeps what it needs
  }
  return fromHandles(e, Checkpoint::apply(recording, &results, at::TensorList(captured)));
}

void registerCheckpoint(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, beginCheckpoint);
  MANDN_DEFINE(e, exports, endCheckpoint);
}

}  // namespace mandn
