// Gradient checkpointing without JavaScript in the backward pass. The calls of a block are recorded as it runs without
// gradients; its intermediates are freed. Backward replays the calls with gradients, on whatever thread the engine is on.
#include "autocast_cache.h"
#include "operations.h"

#include <ATen/Context.h>
#include <ATen/ThreadLocalState.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <unordered_map>

namespace mandn {

using c10::IValue;
using torch::autograd::variable_list;

// A tensor that a recorded call takes: a result of an earlier call, or a tensor from outside the block.
struct Reference {
  enum Kind { None, Result, CapturedTensor } kind = None;
  int32_t index = -1;
};

struct RecordedArgument {
  IValue constant;                    // where it holds no tensor
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

// A tensor from outside the block. One that the block writes to is kept as it was before.
struct Captured {
  at::Tensor tensor;
  bool isCopy = false;
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
static at::Tensor lockedState(at::Generator generator) {
  const std::lock_guard<std::mutex> guard(generator.mutex());
  return generator.get_state();
}
static void setLockedState(at::Generator generator, const at::Tensor& state) {
  const std::lock_guard<std::mutex> guard(generator.mutex());
  generator.set_state(state);
}

// The modes that a block may switch for some of its calls.
struct Modes {
  bool gradient;
  bool autocast[2];
  at::ScalarType dtype[2];
  bool operator==(const Modes&) const = default;
  static Modes now() {
    Modes m{c10::GradMode::is_enabled(), {}, {}};
    constexpr at::DeviceType devices[2] = {at::kCPU, at::kCUDA};
    for (int i = 0; i < 2; ++i) {
      m.autocast[i] = at::autocast::is_autocast_enabled(devices[i]);
      m.dtype[i] = at::autocast::get_autocast_dtype(devices[i]);
    }
    return m;
  }
};

struct Recording : torch::CustomClassHolder {
  std::vector<RecordedCall> calls;
  std::vector<Captured> captured;
  std::vector<GeneratorState> generators;
  std::vector<at::ThreadLocalState> states;
  std::optional<Modes> modes;  // of the last of `states`
  std::vector<Reference> outputs;
  variable_list results;  // of the recorded run; handed out once
  int32_t resultCount = 0;
  std::unordered_map<const c10::TensorImpl*, Known> known;

  void learn(const at::Tensor& t, Reference reference) {
    known.insert_or_assign(t.unsafeGetTensorImpl(), Known{decltype(Known::holder)(t.getIntrusivePtr()), reference});
  }
  Reference reference(const at::Tensor& t) {
    if (!t.defined()) return {};
    if (auto it = known.find(t.unsafeGetTensorImpl()); it != known.end()) return it->second.reference;
    captured.push_back({t});
    const Reference made{Reference::CapturedTensor, static_cast<int32_t>(captured.size()) - 1};
    learn(t, made);
    return made;
  }
  // Before a call that writes to t.
  void willWrite(const at::Tensor& t) {
    const Reference found = reference(t);
    if (found.kind == Reference::CapturedTensor) {
      Captured& c = captured[found.index];
      if (c.isCopy) return;
      if (t.requires_grad()) {
        throw Failure("autograd", "a checkpointed block must not change, in place, a tensor from outside that requires gradients: clone() it first");
      }
      c = {t.clone(), true};
    } else if (found.kind == Reference::Result && t.has_storage()) {
      const bool isView = std::any_of(captured.begin(), captured.end(), [&](const Captured& c) {
        return !c.isCopy && c.tensor.has_storage() && c.tensor.storage().is_alias_of(t.storage());
      });
      if (isView) throw Failure("autograd", "a checkpointed block must not change, in place, a view of a tensor from outside: clone() it first");
    }
  }
  void remember(const at::Generator& generator) {
    for (const auto& g : generators) {
      if (g.generator == generator) return;
    }
    generators.push_back({generator, lockedState(generator)});
  }
  size_t currentState() {
    const Modes now = Modes::now();
    if (modes != now) {
      states.emplace_back();
      modes = now;
    }
    return states.size() - 1;
  }
};

static bool holdsTensors(const c10::TypePtr& element) {
  const auto inner = element->cast<c10::OptionalType>();
  return (inner ? inner->getElementType() : element)->kind() == c10::TypeKind::TensorType;
}

static RecordedArgument recordArgument(Recording& r, const IValue& v, bool isWritten) {
  RecordedArgument a;
  if (v.isTensor()) {
    a.isTensor = true;
    if (isWritten && v.toTensor().defined()) r.willWrite(v.toTensor());
    a.references.push_back(r.reference(v.toTensor()));
  } else if (v.isList() && holdsTensors(v.toList().elementType())) {
    a.isList = true;
    a.elementType = v.toList().elementType();
    for (const IValue& item : v.toListRef()) {
      if (isWritten && item.isTensor()) r.willWrite(item.toTensor());
      a.references.push_back(item.isTensor() ? r.reference(item.toTensor()) : Reference{});
    }
  } else {
    if (v.isGenerator()) r.remember(v.toGenerator());
    a.constant = v;
  }
  return a;
}

template <class F>
static void eachTensor(const torch::jit::Stack& stack, F f) {
  for (const IValue& v : stack) {
    if (v.isTensor()) f(v.toTensor());
    else if (v.isTensorList()) {
      for (const at::Tensor& t : v.toTensorVector()) f(t);
    }
  }
}

void callRecorded(Recording& r, const Operation& operation, torch::jit::Stack& stack) {
  RecordedCall call{operation.handle, {}, r.resultCount, r.currentState(), {}};
  for (size_t i = 0; i < stack.size(); ++i) call.arguments.push_back(recordArgument(r, stack[i], operation.arguments[i].isWritten));
  {
    const c10::AutoGradMode noGraph(false);
    const NoAutocastCache noCache;
    operation.handle.callBoxed(stack);
  }
  eachTensor(stack, [&](const at::Tensor& t) {
    if (t.defined()) r.learn(t, {Reference::Result, r.resultCount});
    ++r.resultCount;
  });
  r.calls.push_back(std::move(call));
}

static void findLastUses(Recording& r) {
  std::vector<bool> needed(r.resultCount, false);
  for (const Reference& output : r.outputs) {
    if (output.kind == Reference::Result) needed[output.index] = true;
  }
  for (size_t i = r.calls.size(); i-- > 0;) {
    for (const auto& argument : r.calls[i].arguments) {
      for (const Reference& reference : argument.references) {
        if (reference.kind != Reference::Result || needed[reference.index]) continue;
        needed[reference.index] = true;
        r.calls[i].lastUses.push_back(reference.index);
      }
    }
  }
}

// Runs the recorded calls again; results[i] and captured[i] stand for the references.
static std::vector<at::Tensor> replay(const Recording& r, const std::vector<at::Tensor>& captured) {
  std::vector<at::Tensor> results(r.resultCount);
  auto value = [&](const Reference& reference) {
    if (reference.kind == Reference::Result) return results[reference.index];
    return reference.kind == Reference::CapturedTensor ? captured[reference.index] : at::Tensor();
  };
  const NoAutocastCache noCache;
  std::optional<at::ThreadLocalStateGuard> modes;
  size_t state = r.states.size();
  for (const RecordedCall& call : r.calls) {
    if (call.state != state) {
      modes.reset();
      state = call.state;
      modes.emplace(r.states[state]);
    }
    torch::jit::Stack stack;
    stack.reserve(call.arguments.size());
    for (const RecordedArgument& a : call.arguments) {
      if (a.isTensor) stack.emplace_back(value(a.references[0]));
      else if (a.isList && a.elementType->kind() == c10::TypeKind::TensorType) {
        c10::List<at::Tensor> list;
        for (const Reference& reference : a.references) list.push_back(value(reference));
        stack.emplace_back(std::move(list));
      } else if (a.isList) {
        c10::impl::GenericList list(a.elementType);
        for (const Reference& reference : a.references) list.push_back(reference.kind == Reference::None ? IValue() : IValue(value(reference)));
        stack.emplace_back(std::move(list));
      } else {
        stack.push_back(a.constant);
      }
    }
    call.handle.callBoxed(stack);
    int32_t next = call.firstResult;
    eachTensor(stack, [&](const at::Tensor& t) { results[next++] = t; });
    for (int32_t index : call.lastUses) results[index] = at::Tensor();
  }
  std::vector<at::Tensor> outputs;
  for (const Reference& output : r.outputs) outputs.push_back(value(output));
  return outputs;
}

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
  static variable_list forward(torch::autograd::AutogradContext* ctx, const c10::intrusive_ptr<Recording>& recording, at::TensorList captured) {
    ctx->saved_data["recording"] = IValue::make_capsule(recording);
    ctx->save_for_backward(captured.vec());
    return std::move(recording->results);
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
      inputs.push_back(r.captured[i].isCopy ? t.clone() : t.detach());
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
    variable_list result{at::Tensor()};  // for the recording
    size_t next = 0;
    for (const at::Tensor& t : captured) result.push_back(t.requires_grad() && next < found.size() ? found[next++] : at::Tensor());
    return result;
  }
};

// beginRecording(): whether a recording began (false inside another one).
static napi_value beginRecording(Environment& e, size_t, Arguments) {
  if (e.recording) return fromBool(e, false);
  auto recording = c10::make_intrusive<Recording>();
  recording->remember(at::globalContext().defaultGenerator(at::kCPU));
  if (at::globalContext().hasCUDA()) {
    for (int i = 0; i < at::globalContext().getAcceleratorHooksInterface(at::kCUDA).deviceCount(); ++i) {
      recording->remember(at::globalContext().defaultGenerator(c10::Device(at::kCUDA, static_cast<c10::DeviceIndex>(i))));
    }
  }
  e.recording = recording.release();
  return fromBool(e, true);
}

// endRecording(outputs): the outputs as tensors with a gradient that replays the block.
// endRecording(): gives the recording up.
static napi_value endRecording(Environment& e, size_t argc, Arguments argv) {
  if (!e.recording) throw Failure("scope", "no checkpointed block is being recorded");
  auto recording = c10::intrusive_ptr<Recording>::reclaim(std::exchange(e.recording, nullptr));
  if (argc == 0) return undefined(e);
  for (const at::Tensor& t : toTensorList(e, argv[0])) {
    recording->outputs.push_back(recording->reference(t));
    recording->results.push_back(t.detach());
  }
  findLastUses(*recording);
  variable_list captured;
  for (Captured& c : recording->captured) captured.push_back(std::move(c.tensor));
  recording->known.clear();
  return fromHandles(e, Checkpoint::apply(recording, at::TensorList(captured)));
}

void registerCheckpoint(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, beginRecording);
  MANDN_DEFINE(e, exports, endRecording);
}

}  // namespace mandn
