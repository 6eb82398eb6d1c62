// Losses recorded once and computed again, with their gradients, without JavaScript: several at the same time.
#include "recording.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <future>
#include <unordered_set>

namespace mandn {

// What the inputs of all runs have in common.
struct Input {
  std::vector<int64_t> shape;
  at::ScalarType type;
  at::Device device;
};

struct RecordedLoss : torch::CustomClassHolder {
  c10::intrusive_ptr<Recording> recording;
  std::vector<Input> inputs;              // the first of the tensors from outside
  std::vector<at::Generator> generators;  // that it draws from
};

static const RecordedLoss& toRecordedLoss(Environment& e, napi_value v) {
  const c10::IValue& value = e.at(toHandle(e, v));
  const auto* loss = value.isCapsule() ? dynamic_cast<const RecordedLoss*>(value.toCapsule().get()) : nullptr;
  if (!loss) throw Failure("argument", "expected a RecordedLoss");
  return *loss;
}

// The recorded run leaves no trace: what it wrote to and drew from is as before.
static std::vector<at::Generator> undo(Recording& r) {
  const c10::AutoGradMode noGraph(false);
  for (Captured& c : r.captured) {
    if (c.before.defined()) c.tensor.copy_(c.before);
  }
  std::vector<at::Generator> drawnFrom;
  for (const auto& [generator, state] : r.generators) {
    if (lockedState(generator).equal(state)) continue;
    drawnFrom.push_back(generator);
    setLockedState(generator, state);
  }
  return drawnFrom;
}

// beginLoss(inputs)
static napi_value beginLoss(Environment& e, size_t, Arguments argv) {
  if (e.recording) throw Failure("scope", "a loss cannot be recorded inside a block that is recorded");
  const auto inputs = toTensorList(e, argv[0]);
  startRecording(e);
  e.recording->mayRead = false;
  for (const at::Tensor& t : inputs) e.recording->reference(t);
  return undefined(e);
}

// endLoss(inputs, [loss, ...others]): the recorded loss.
// endLoss(): gives the recording up.
static napi_value endLoss(Environment& e, size_t argc, Arguments argv) {
  auto loss = c10::make_intrusive<RecordedLoss>();
  loss->recording = stopRecording(e);
  loss->generators = undo(*loss->recording);
  if (argc == 0) return undefined(e);
  Recording& r = *loss->recording;
  const auto inputs = toTensorList(e, argv[0]);
  r.end(toTensorList(e, argv[1]));
  for (size_t i = 0; i < inputs.size(); ++i) {
    loss->inputs.push_back({inputs[i].sizes().vec(), inputs[i].scalar_type(), inputs[i].device()});
    if (!r.captured[i].tensor.is_same(inputs[i])) throw Failure("argument", "the inputs of a recorded loss must be different tensors");
    if (r.captured[i].before.defined()) throw Failure("autograd", "a recorded loss must not change its inputs: clone() them first");
    r.captured[i].tensor = at::Tensor();
  }
  return fromInt(e, e.put(c10::IValue::make_capsule(loss)));
}

namespace {

struct Run {
  const RecordedLoss& loss;
  const bool goesBack;  // with its gradients at once; else the outputs keep their graph
  std::vector<at::Tensor> captured, outputs = {};
  std::exception_ptr error = nullptr;

  Run(const RecordedLoss& loss, const std::vector<at::Tensor>& inputs, bool goesBack) : loss(loss), goesBack(goesBack) {
    if (inputs.size() != loss.inputs.size()) {
      throw Failure("argument", "a loss of " + std::to_string(loss.inputs.size()) + " inputs was given " + std::to_string(inputs.size()));
    }
    for (const Captured& c : loss.recording->captured) captured.push_back(c.tensor);
    for (size_t i = 0; i < inputs.size(); ++i) {
      const at::Tensor& t = inputs[i];
      const auto& [shape, type, device] = loss.inputs[i];
      const std::string name = "input " + std::to_string(i);
      if (!t.sizes().equals(shape)) throw Failure("shape", name + " has another shape than in the recording");
      if (t.scalar_type() != type) throw Failure("dtype", name + " has another type than in the recording");
      if (t.device() != device) throw Failure("device", name + " is on another device than in the recording");
      captured[i] = t;
    }
  }

  void operator()() noexcept {
    try {
      const c10::AutoGradMode withGraph(true);
      outputs = replay(*loss.recording, captured);
      if (!goesBack) return;
      torch::autograd::backward({outputs.at(0)}, {});
      for (at::Tensor& t : outputs) t = t.detach();
    } catch (...) {
      error = std::current_exception();
    }
  }
};

// Whether running them at the same time gives what running them in turn does.
bool areIndependent(const std::vector<Run>& runs) {
  std::unordered_set<const c10::StorageImpl*> read, written, learning;
  std::vector<at::Generator> drawnFrom;
  for (const Run& run : runs) {
    std::unordered_set<const c10::StorageImpl*> ownRead, ownWritten, ownLearning;
    for (size_t i = 0; i < run.captured.size(); ++i) {
      const at::Tensor& t = run.captured[i];
      if (!t.device().is_cpu() || !t.has_storage()) return false;
      const auto* storage = t.storage().unsafeGetStorageImpl();
      const Captured& c = run.loss.recording->captured[i];
      (c.before.defined() ? ownWritten : ownRead).insert(storage);
      if (c.receivesGradient) ownLearning.insert(storage);
    }
    const auto meets = [](const auto& some, const auto& others) {
      return std::any_of(some.begin(), some.end(), [&](const auto* one) { return others.count(one) > 0; });
    };
    if (meets(ownWritten, written) || meets(ownWritten, read) || meets(ownRead, written) || meets(ownLearning, learning)) return false;
    for (const at::Generator& generator : run.loss.generators) {
      if (std::find(drawnFrom.begin(), drawnFrom.end(), generator) != drawnFrom.end()) return false;
      drawnFrom.push_back(generator);
    }
    read.merge(ownRead);
    written.merge(ownWritten);
    learning.merge(ownLearning);
  }
  return true;
}

// Each on its share of the threads: the first one here, the others on libtorch's pool for work of this kind.
void runAtOnce(std::vector<Run>& runs) {
  const int threads = at::get_num_threads(), count = static_cast<int>(runs.size());
  const auto share = [&](int i) { return threads / count + (i < threads % count ? 1 : 0); };
  std::vector<std::future<void>> others;
  for (int i = 1; i < count; ++i) {
    auto task = std::make_shared<std::packaged_task<void()>>([&run = runs[i], own = share(i)] {
      at::set_num_threads(own);
      run();
    });
    others.push_back(task->get_future());
    at::launch([task] { (*task)(); });
  }
  at::set_num_threads(share(0));
  runs[0]();
  for (auto& other : others) other.get();
  at::set_num_threads(threads);
}

}  // namespace

static napi_value runTogether(Environment& e, Arguments argv, bool goesBack) {
  std::vector<Run> runs;
  const uint32_t count = lengthOf(e, argv[0]);
  if (lengthOf(e, argv[1]) != count) throw Failure("argument", "there must be a list of inputs for each loss");
  for (uint32_t i = 0; i < count; ++i) {
    runs.emplace_back(toRecordedLoss(e, elementOf(e, argv[0], i)), toTensorList(e, elementOf(e, argv[1], i)), goesBack);
  }
  const auto isRoom = runs.size() > 1 && static_cast<size_t>(at::get_num_threads()) >= runs.size();
  if (isRoom && areIndependent(runs)) runAtOnce(runs);
  else for (Run& run : runs) run();
  for (const Run& run : runs) {
    if (run.error) std::rethrow_exception(run.error);
  }
  napi_value results;
  napi_create_array_with_length(e.env, runs.size(), &results);
  for (uint32_t i = 0; i < runs.size(); ++i) napi_set_element(e.env, results, i, fromHandles(e, runs[i].outputs));
  return results;
}

// backwardTogether(losses, inputs of each): [loss, ...others] of each, detached. Gradients are added to those of the leaves.
static napi_value backwardTogether(Environment& e, size_t, Arguments argv) { return runTogether(e, argv, true); }

// forwardTogether(losses, inputs of each): the outputs of each, with their graphs.
static napi_value forwardTogether(Environment& e, size_t, Arguments argv) { return runTogether(e, argv, false); }

void registerRecordedLoss(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, beginLoss);
  MANDN_DEFINE(e, exports, endLoss);
  MANDN_DEFINE(e, exports, backwardTogether);
  MANDN_DEFINE(e, exports, forwardTogether);
}

}  // namespace mandn
