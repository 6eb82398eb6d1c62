#include "recording.h"

#include "autocast_cache.h"

#include <ATen/Context.h>

#include <algorithm>
#include <set>

namespace mandn {

using c10::IValue;

at::Tensor lockedState(at::Generator generator) {
  const std::lock_guard<std::mutex> guard(generator.mutex());
  return generator.get_state();
}
void setLockedState(at::Generator generator, const at::Tensor& state) {
  const std::lock_guard<std::mutex> guard(generator.mutex());
  generator.set_state(state);
}

Modes Modes::now() {
  Modes m{c10::GradMode::is_enabled(), {}, {}};
  constexpr at::DeviceType devices[2] = {at::kCPU, at::kCUDA};
  for (int i = 0; i < 2; ++i) {
    m.autocast[i] = at::autocast::is_autocast_enabled(devices[i]);
    m.dtype[i] = at::autocast::get_autocast_dtype(devices[i]);
  }
  return m;
}

// ---- recording --------------------------------------------------------------------------------------------------
Recording::Recording() {
  auto& context = at::globalContext();
  remember(context.defaultGenerator(at::kCPU));
  if (!context.hasCUDA()) return;
  for (int i = 0; i < context.getAcceleratorHooksInterface(at::kCUDA).deviceCount(); ++i) {
    remember(context.defaultGenerator(c10::Device(at::kCUDA, static_cast<c10::DeviceIndex>(i))));
  }
}

void Recording::learn(const at::Tensor& t, Reference reference) {
  known.insert_or_assign(t.unsafeGetTensorImpl(), Known{decltype(Known::holder)(t.getIntrusivePtr()), reference});
}

Reference Recording::reference(const at::Tensor& t) {
  if (!t.defined()) return {};
  if (auto it = known.find(t.unsafeGetTensorImpl()); it != known.end()) return it->second.reference;
  captured.push_back({t});
  const Reference made{Reference::CapturedTensor, static_cast<int32_t>(captured.size()) - 1};
  learn(t, made);
  return made;
}

void Recording::willWrite(const at::Tensor& t) {
  const Reference found = reference(t);
  if (found.kind == Reference::CapturedTensor) {
    Captured& c = captured[found.index];
    if (c.before.defined()) return;
    if (t.requires_grad()) {
      throw Failure("autograd", "a recorded block must not change, in place, a tensor from outside that requires gradients: clone() it first");
    }
    c.before = t.clone();
  } else if (found.kind == Reference::Result && t.has_storage()) {
    const bool isView = std::any_of(captured.begin(), captured.end(), [&](const Captured& c) {
      return !c.before.defined() && c.tensor.has_storage() && c.tensor.storage().is_alias_of(t.storage());
    });
    if (isView) throw Failure("autograd", "a recorded block must not change, in place, a view of a tensor from outside: clone() it first");
  }
}

void Recording::remember(const at::Generator& generator) {
  for (const auto& g : generators) {
    if (g.generator == generator) return;
  }
  generators.push_back({generator, lockedState(generator)});
}

size_t Recording::currentState() {
  const Modes now = Modes::now();
  if (modes != now) {
    states.emplace_back();
    modes = now;
  }
  return states.size() - 1;
}

static bool holdsTensors(const c10::TypePtr& element) {
  const auto inner = element->cast<c10::OptionalType>();
  return (inner ? inner->getElementType() : element)->kind() == c10::TypeKind::TensorType;
}

static Reference recordTensor(Recording& r, const at::Tensor& t, bool isWritten) {
  if (isWritten && t.defined()) r.willWrite(t);
  const Reference found = r.reference(t);
  if (found.kind == Reference::CapturedTensor && t.requires_grad() && c10::GradMode::is_enabled()) {
    r.captured[found.index].receivesGradient = true;
  }
  return found;
}

static RecordedArgument recordArgument(Recording& r, const IValue& v, bool isWritten) {
  RecordedArgument a;
  if (v.isTensor()) {
    a.isTensor = true;
    a.references.push_back(recordTensor(r, v.toTensor(), isWritten));
  } else if (v.isList() && holdsTensors(v.toList().elementType())) {
    a.isList = true;
    a.elementType = v.toList().elementType();
    for (const IValue& item : v.toListRef()) {
      a.references.push_back(item.isTensor() ? recordTensor(r, item.toTensor(), isWritten) : Reference{});
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

void willRead(const Recording& r) {
  if (!r.mayRead) throw Failure("scope", "a tensor's value cannot be read while a loss is recorded: later runs would go by this one's");
}

static bool isReading(const Operation& operation) {
  static const std::set<std::string> names{"aten::item", "aten::_local_scalar_dense", "aten::is_nonzero", "aten::equal", "aten::allclose"};
  return names.count(operation.handle.schema().name()) > 0;
}

void callRecorded(Recording& r, const Operation& operation, torch::jit::Stack& stack) {
  if (isReading(operation)) willRead(r);
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

// Which results each call is the last to need.
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

void Recording::end(const std::vector<at::Tensor>& tensors) {
  for (const at::Tensor& t : tensors) outputs.push_back(reference(t));
  findLastUses(*this);
  known.clear();
}

void startRecording(Environment& e) { e.recording = c10::make_intrusive<Recording>().release(); }

c10::intrusive_ptr<Recording> stopRecording(Environment& e) {
  if (!e.recording) throw Failure("scope", "no block is being recorded");
  return c10::intrusive_ptr<Recording>::reclaim(std::exchange(e.recording, nullptr));
}

// ---- replaying --------------------------------------------------------------------------------------------------
std::vector<at::Tensor> replay(const Recording& r, const std::vector<at::Tensor>& captured) {
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

}  // namespace mandn
