// A group of processes that add and copy tensors together: PyTorch's c10d with gloo, and NCCL where it is built.
// https://github.com/pytorch/pytorch/tree/main/torch/csrc/distributed/c10d
//
// Each group has two threads. One makes the calls, in their order: ranks first compare what they call, since gloo
// aborts the process where sizes differ. The other writes a sign of life into the store, by which a rank that is gone
// is told from one that is late, whatever the ranks compute meanwhile.
#pragma once
#define USE_C10D_GLOO
#include "environment.h"

#include <torch/csrc/distributed/c10d/Backend.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <optional>
#include <thread>

namespace mandn {

using Milliseconds = std::chrono::milliseconds;

// One lock for all groups of the process, and the end of whatever is waited for. Never freed: threads that are left
// behind may wait here while the process ends.
struct Monitor {
  std::mutex mutex;
  std::condition_variable changed;
  bool isLeaving = false;  // the process ends: nobody is to wait
};
Monitor& monitor();

/// Runs `body` on a thread of its own and waits for it no longer than `limit`. Calls of a store over a cut link never
/// return: such a thread is left behind, so `body` must own what it touches.
template <class Body>
auto within(Milliseconds limit, Body body) -> decltype(body()) {
  using Result = decltype(body());
  auto task = std::make_shared<std::packaged_task<Result()>>(std::move(body));
  auto hasEnded = std::make_shared<bool>(false);
  std::future<Result> result = task->get_future();
  std::thread([task, hasEnded] {
    (*task)();
    const std::lock_guard guard(monitor().mutex);
    *hasEnded = true;
    monitor().changed.notify_all();
  }).detach();
  std::unique_lock lock(monitor().mutex);
  monitor().changed.wait_for(lock, limit, [&] { return *hasEnded || monitor().isLeaving; });
  if (!*hasEnded) throw Failure("distributed", "no answer within " + std::to_string(limit.count() / 1000.0) + " s");
  lock.unlock();
  return result.get();
}

/// Why a group can be used no longer. The same on all ranks, as far as they can still tell each other.
struct Fault {
  std::string reason;     // "timeout", "peer" or "mismatch"
  int rank = -1;          // whose fault it is; -1: nobody's that is known
  std::string message;    // a sentence that names the rank
  std::string words;      // what that rank itself said before it left
  bool isSilent = false;  // it gives no sign of life
};

/// What one call is about: the operation, and each tensor as text. Ranks must call the same.
struct Subject {
  std::string operation;
  std::vector<std::string> items;
  std::string text() const;
};

class Group;

/// A call of a group, done on the group's thread.
struct Call : torch::CustomClassHolder {
  Subject subject;
  std::function<std::vector<at::Tensor>(Group&)> run;
  // Guarded by the monitor until `hasEnded`:
  bool hasEnded = false;
  std::optional<Fault> fault;
  std::string code, message;  // of an error of this rank's own
  std::vector<at::Tensor> results;

  Call(Subject subject, std::function<std::vector<at::Tensor>(Group&)> run)
      : subject(std::move(subject)), run(std::move(run)) {}
  /// Waits for its end. Throws this rank's own error.
  void wait();
};

class Group : public torch::CustomClassHolder {
 public:
  struct Settings {
    int rank = 0, size = 1;
    Milliseconds timeout{0};
    std::vector<std::string> names;  // of the ranks, for messages
  };
  Group(Settings settings, c10::intrusive_ptr<c10d::Store> store, c10::intrusive_ptr<c10d::Backend> gloo,
        c10::intrusive_ptr<c10d::Backend> nccl, c10::Device device);
  static void start(const c10::intrusive_ptr<Group>& group);

  int rank() const { return settings_.rank; }
  int size() const { return settings_.size; }
  void submit(c10::intrusive_ptr<Call> call);
  /// Waits for the calls made so far, tells the other ranks, and frees sockets. `why`: what a rank that gives up says.
  void close(const std::string& why);
  /// Asks the threads to end, and waits a second at most.
  void stop();

  // Of a call's `run`, on the group's thread:
  void reduce(const std::vector<at::Tensor>& tensors, const std::string& operation);
  void broadcast(const std::vector<at::Tensor>& tensors, int from);
  at::Tensor gather(const at::Tensor& tensor);                   // [size, …]
  at::Tensor shareBytes(const at::Tensor& bytes, int from);      // of any length; only `from` gives them
  std::vector<at::Tensor> gatherBytes(const at::Tensor& bytes);  // of any length, in order of ranks

 private:
  struct Trouble;
  struct State;

  void serve();
  void beat();
  void perform(Call& call);
  void agree(const Subject& subject);
  void finish(const c10::intrusive_ptr<c10d::Work>& work, bool isOnDevice);
  bool isOnDevice(const at::Tensor& row) const { return nccl_ && row.is_cuda(); }
  c10d::Backend& backendOf(const at::Tensor& row) { return isOnDevice(row) ? *nccl_ : *gloo_; }
  at::Device rowDevice(const at::Tensor& tensor) const {
    return isOnDevice(tensor) ? tensor.device() : at::Device(at::kCPU);
  }
  void inRows(const std::vector<at::Tensor>& tensors, const std::function<void(at::Tensor)>& body);
  void broadcastRow(const at::Tensor& bytes, int from);

  void publish();
  void tell(void (*what)(Group&));
  std::vector<State> readStates();
  Fault inquire(const Trouble& trouble, int64_t number, const Subject& subject);
  Fault ask(const Trouble& trouble, int64_t number, const Subject& subject);
  Fault difference(const std::vector<State>& states) const;
  void sayGoodbye();
  const std::string& name(int rank) const { return settings_.names[static_cast<size_t>(rank)]; }

  const Settings settings_;
  c10::intrusive_ptr<c10d::Store> store() const;  // throws once the group is closed
  c10::intrusive_ptr<c10d::Store> store_;
  c10::intrusive_ptr<c10d::Backend> gloo_, nccl_;
  const c10::Device device_;
  std::mutex publishing_;
  // Guarded by the monitor:
  std::deque<c10::intrusive_ptr<Call>> queue_;
  bool isStopping_ = false, isSilenced_ = false, isServing_ = false, isBeating_ = false;
  bool isStoreGone_ = false;  // its calls fail, or never return
  int64_t beats_ = 0, entered_ = 0;
  Subject current_;
  std::optional<Fault> fault_;
};

}  // namespace mandn
