// A group's threads: calls in their order, signs of life, and who is to blame where a call fails (distributed.h).
#include "distributed.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/DeviceGuard.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace mandn {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds kBeat{500};      // between two signs of life
constexpr Milliseconds kSilence{1600};  // a rank that gives none for so long is gone
constexpr Milliseconds kInquiry{2500};  // a store that does not answer for so long is gone
constexpr Milliseconds kGoodbye{2000};  // how long rank 0 keeps the store for ranks that still look into it
constexpr Milliseconds kLook{100};
constexpr char kField = '\x1f', kItem = '\x1e';

std::string seconds(Milliseconds time) {
  std::ostringstream text;
  text << time.count() / 1000.0 << " s";
  return text.str();
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

std::string encode(const Subject& subject) {
  std::string text = subject.operation;
  for (const std::string& item : subject.items) text += kItem + item;
  return text;
}

Subject decode(const std::string& text) {
  auto parts = split(text, kItem);
  Subject subject{parts[0], {}};
  subject.items.assign(parts.begin() + 1, parts.end());
  return subject;
}

// FNV-1a, 62 bits of it: its negative is an int64 too.
int64_t hash(const std::string& text) {
  uint64_t h = 14695981039346656037u;
  for (const unsigned char c : text) h = (h ^ c) * 1099511628211u;
  return static_cast<int64_t>(h >> 2);
}

// What gloo says, without the place in its sources and its good wishes.
std::string plain(const std::string& message) {
  const std::string line = message.substr(0, std::min(message.find('\n'), message.find(". This is typically")));
  const auto end = line[0] == '[' ? line.find("] ") : std::string::npos;
  return end == std::string::npos ? line : line.substr(end + 2);
}

}  // namespace

Monitor& monitor() {
  static auto* one = new Monitor;
  return *one;
}

std::string Subject::text() const {
  if (items.empty()) return operation;
  std::string text = operation + " of " + items[0];
  for (size_t i = 1; i < items.size() && i < 3; ++i) text += ", " + items[i];
  if (items.size() > 3) text += " and " + std::to_string(items.size() - 3) + " more";
  return text;
}

void Call::wait() {
  std::unique_lock lock(monitor().mutex);
  monitor().changed.wait(lock, [&] { return hasEnded || monitor().isLeaving; });
  if (!hasEnded) throw Failure("distributed", "this process is leaving");
  if (!code.empty()) throw Failure(code, message);
}

// A call that failed: what gloo or NCCL threw, or ranks that call different things.
struct Group::Trouble {
  enum Kind { late, lost, mismatch } kind;
  std::string text;
};

// What a rank says of itself in the store.
struct Group::State {
  int64_t beats = 0, entered = 0;  // signs of life; calls begun
  Subject current;
  std::optional<Fault> fault;

  std::string encoded() const {
    const Fault f = fault.value_or(Fault{});
    std::string text;
    for (const std::string& field :
         {std::to_string(beats), std::to_string(entered), encode(current), f.reason, std::to_string(f.rank), f.message,
          f.words, std::string(f.isSilent ? "silent" : "")}) {
      text += field + kField;
    }
    return text;
  }
  static State from(const std::vector<uint8_t>& bytes) {
    const auto fields = split(std::string(bytes.begin(), bytes.end()), kField);
    if (fields.size() < 8) throw Failure("distributed", "a rank wrote into the store what this version cannot read");
    State state{std::stoll(fields[0]), std::stoll(fields[1]), decode(fields[2]), std::nullopt};
    if (!fields[3].empty())
      state.fault = Fault{fields[3], std::stoi(fields[4]), fields[5], fields[6], !fields[7].empty()};
    return state;
  }
};

Group::Group(Settings settings, c10::intrusive_ptr<c10d::Store> store, c10::intrusive_ptr<c10d::Backend> gloo,
             c10::intrusive_ptr<c10d::Backend> nccl, c10::Device device)
    : settings_(std::move(settings)),
      store_(std::move(store)),
      gloo_(std::move(gloo)),
      nccl_(std::move(nccl)),
      device_(device) {}

void Group::start(const c10::intrusive_ptr<Group>& group) {
  group->publish();
  group->isServing_ = group->isBeating_ = true;
  std::thread([group] { group->serve(); }).detach();
  std::thread([group] { group->beat(); }).detach();
}

c10::intrusive_ptr<c10d::Store> Group::store() const {
  const std::lock_guard guard(monitor().mutex);
  if (!store_) throw Failure("disposed", "the process group is closed");
  return store_;
}

// ---- the thread of calls ----------------------------------------------------------------------------------------
void Group::submit(c10::intrusive_ptr<Call> call) {
  const std::lock_guard guard(monitor().mutex);
  if (isStopping_) throw Failure("disposed", "the process group is closed");
  queue_.push_back(std::move(call));
  monitor().changed.notify_all();
}

void Group::serve() {
  const c10::AutoGradMode noGraph(false);
  std::optional<c10::DeviceGuard> onDevice;
  if (nccl_) onDevice.emplace(device_);
  for (;;) {
    c10::intrusive_ptr<Call> call;
    {
      std::unique_lock lock(monitor().mutex);
      monitor().changed.wait(lock, [&] { return !queue_.empty() || isStopping_; });
      if (queue_.empty()) break;
      call = std::move(queue_.front());
      queue_.pop_front();
    }
    perform(*call);
    call->run = nullptr;
    const std::lock_guard guard(monitor().mutex);
    call->hasEnded = true;
    monitor().changed.notify_all();
  }
  const std::lock_guard guard(monitor().mutex);
  isServing_ = false;
  monitor().changed.notify_all();
}

// After a failed call ranks no longer know what the others have done: all further ones fail as that did.
void Group::perform(Call& call) {
  int64_t number;
  {
    const std::lock_guard guard(monitor().mutex);
    if ((call.fault = fault_)) return;
    number = ++entered_;
    current_ = call.subject;
  }
  std::optional<Fault> found;
  try {
    agree(call.subject);
    call.results = call.run(*this);
    return;
  } catch (const Trouble& trouble) {
    call.fault = found = inquire(trouble, number, call.subject);
  } catch (...) {
    std::tie(call.code, call.message) = currentError();
    found = Fault{"peer", rank(), name(rank()) + " failed in its call " + call.subject.text() + ": " + call.message,
                  call.message};
  }
  {
    const std::lock_guard guard(monitor().mutex);
    fault_ = found;
  }
  tell([](Group& group) { group.publish(); });
}

// The maxima of a hash and of its negative are opposite only where all hashes are equal. Ends when all ranks have come.
void Group::agree(const Subject& subject) {
  const int64_t own = hash(encode(subject));
  at::Tensor both = at::empty({2}, at::kLong);
  auto* numbers = both.data_ptr<int64_t>();
  numbers[0] = own;
  numbers[1] = -own;
  std::vector<at::Tensor> list{both};
  c10d::AllreduceOptions options;
  options.reduceOp = c10d::ReduceOp::MAX;
  finish(gloo_->allreduce(list, options), false);
  if (numbers[0] != -numbers[1]) throw Trouble{Trouble::mismatch, ""};
}

// Work of a GPU is done when it says so: its wait() only makes the GPU's stream wait.
void Group::finish(const c10::intrusive_ptr<c10d::Work>& work, bool isOnDevice) {
  try {
    while (isOnDevice && !work->isCompleted()) std::this_thread::sleep_for(std::chrono::microseconds(200));
    work->wait();
  } catch (const std::exception& error) {
    const std::string text = plain(error.what());
    const bool isLate = text.find("imed out") != std::string::npos || text.find("imeout") != std::string::npos;
    throw Trouble{isLate ? Trouble::late : Trouble::lost, text};
  }
}

// ---- signs of life, and who is to blame -------------------------------------------------------------------------
static std::string stateKey(int rank) { return "state/" + std::to_string(rank); }

// One at a time: an older state never overwrites a newer one.
void Group::publish() {
  const std::lock_guard publishing(publishing_);
  const auto store = this->store();
  State state;
  {
    const std::lock_guard guard(monitor().mutex);
    state = {++beats_, entered_, current_, fault_};
  }
  const std::string text = state.encoded();
  store->set(stateKey(rank()), std::vector<uint8_t>(text.begin(), text.end()));
}

void Group::beat() {
  try {
    for (;;) {
      {
        std::unique_lock lock(monitor().mutex);
        if (monitor().changed.wait_for(lock, kBeat, [&] { return isSilenced_; })) break;
      }
      publish();
    }
  } catch (const std::exception&) {
    // The store is gone. It may be that rank 0 was done first; the next call shows whether it matters.
  }
  const std::lock_guard guard(monitor().mutex);
  isBeating_ = false;
  monitor().changed.notify_all();
}

// Where the store is gone with rank 0, there is nobody to tell.
void Group::tell(void (*what)(Group&)) {
  {
    const std::lock_guard guard(monitor().mutex);
    if (isStoreGone_) return;
  }
  try {
    within(kInquiry, [self = c10::intrusive_ptr<Group>::reclaim_copy(this), what] { what(*self); });
  } catch (const std::exception&) {
    const std::lock_guard guard(monitor().mutex);
    isStoreGone_ = true;
  }
}

std::vector<Group::State> Group::readStates() {
  const auto store = this->store();
  std::vector<State> states;
  for (int r = 0; r < size(); ++r)
    states.push_back(store->check({stateKey(r)}) ? State::from(store->get(stateKey(r))) : State{});
  return states;
}

Fault Group::inquire(const Trouble& trouble, int64_t number, const Subject& subject) {
  try {
    return within(kInquiry, [self = c10::intrusive_ptr<Group>::reclaim_copy(this), trouble, number, subject] {
      return self->ask(trouble, number, subject);
    });
  } catch (const std::exception& error) {
    {
      const std::lock_guard guard(monitor().mutex);
      isStoreGone_ = true;
    }
    const std::string why = trouble.text.empty() ? plain(error.what()) : trouble.text;
    return {trouble.kind == Trouble::late ? "timeout" : "peer", 0,
            name(0) + ", which keeps the store, is gone: it did not answer after " + subject.text() + " failed (" +
                why + ")",
            ""};
  }
}

// The first rank to find out says so in the store, and the others believe it: all name the same rank.
Fault Group::ask(const Trouble& trouble, int64_t number, const Subject& subject) {
  publish();
  const auto first = readStates();
  std::set<int> silent;
  for (int r = 0; r < size(); ++r) {
    if (r != rank()) silent.insert(r);
  }
  const auto end = Clock::now() + kSilence;
  auto states = first;
  for (;;) {
    for (int r = 0; r < size(); ++r) {
      if (r != rank() && states[r].fault) return *states[r].fault;
      if (states[r].beats != first[r].beats) silent.erase(r);
    }
    const bool haveAllCome =
        std::all_of(states.begin(), states.end(), [&](const State& s) { return s.entered >= number; });
    if (trouble.kind == Trouble::mismatch ? haveAllCome : silent.empty()) break;
    if (Clock::now() > end) break;
    std::this_thread::sleep_for(kLook);
    publish();
    states = readStates();
  }
  if (trouble.kind == Trouble::mismatch) return difference(states);
  const std::string reason = trouble.kind == Trouble::late ? "timeout" : "peer";
  const std::string call = "call " + std::to_string(number) + " (" + subject.text() + ")";
  if (!silent.empty()) {
    std::string names;
    for (const int r : silent) names += (names.empty() ? "" : ", ") + name(r);
    names += silent.size() == 1 ? " is" : " are";
    const std::string how =
        trouble.kind == Trouble::lost
            ? " gone: no sign of life since " + call + " began (" + trouble.text + ")"
            : " stopped or cut off: no sign of life, and " + call + " was waited for " + seconds(settings_.timeout);
    return {reason, *silent.begin(), names + how, "", true};
  }
  for (int r = 0; r < size(); ++r) {
    if (states[r].entered >= number) continue;
    std::string at = "has made no call yet";
    if (states[r].entered > 0)
      at = "is at call " + std::to_string(states[r].entered) + " (" + states[r].current.text() + ")";
    return {reason, r,
            name(r) + " lives and did not come to " + call + " within " + seconds(settings_.timeout) + ": it " + at,
            ""};
  }
  return {
      reason, -1,
      "All ranks live and came to " + call + ", and it failed: look at the network between them (" + trouble.text + ")",
      ""};
}

// Of rank 0 and the first that calls something else.
Fault Group::difference(const std::vector<State>& states) const {
  const Subject& wanted = states[0].current;
  for (int r = 1; r < size(); ++r) {
    const Subject& other = states[r].current;
    if (encode(other) == encode(wanted)) continue;
    const bool isSameKind =
        other.operation == wanted.operation && other.items.size() == wanted.items.size() && wanted.items.size() > 1;
    if (!isSameKind)
      return {"mismatch", r, name(r) + " calls " + other.text() + " where " + name(0) + " calls " + wanted.text(), ""};
    for (size_t i = 0; i < wanted.items.size(); ++i) {
      if (other.items[i] == wanted.items[i]) continue;
      return {"mismatch", r,
              name(r) + " calls " + wanted.operation + " with " + other.items[i] + " for tensor " + std::to_string(i) +
                  " (counted from 0) where " + name(0) + " has " + wanted.items[i],
              ""};
    }
  }
  return {"mismatch", -1, "The ranks call different things", ""};
}

// ---- the end ----------------------------------------------------------------------------------------------------

// Rank 0 keeps the store until the others have said goodbye too, for they may be looking for who is to blame.
void Group::sayGoodbye() {
  if (rank() != 0) return;
  const auto end = Clock::now() + kGoodbye;
  bool haveAllGone = false;
  while (!haveAllGone && Clock::now() < end) {
    std::this_thread::sleep_for(kLook / 5);
    const auto states = readStates();
    const Fault& own = *states[0].fault;
    haveAllGone = true;
    for (int r = 0; r < size(); ++r) haveAllGone = haveAllGone && (states[r].fault || (own.isSilent && r == own.rank));
  }
}

// First the word, then the connections, by which the others notice, then the store in which they find the word.
void Group::close(const std::string& why) {
  c10::intrusive_ptr<c10d::Backend> gloo, nccl;
  {
    std::unique_lock lock(monitor().mutex);
    isStopping_ = true;
    monitor().changed.notify_all();
    monitor().changed.wait(lock, [&] { return !isServing_ || monitor().isLeaving; });
    if (isServing_ || !store_) return;
    if (!fault_)
      fault_ = Fault{"peer", rank(),
                     name(rank()) + (why.empty() ? " has closed the group" : " has left the group: " + why), why};
    std::swap(gloo, gloo_);
    std::swap(nccl, nccl_);
  }
  tell([](Group& group) { group.publish(); });
  gloo.reset();
  nccl.reset();
  tell([](Group& group) { group.sayGoodbye(); });
  stop();
  c10::intrusive_ptr<c10d::Store> store;
  const std::lock_guard guard(monitor().mutex);
  std::swap(store, store_);
}

void Group::stop() {
  std::unique_lock lock(monitor().mutex);
  isStopping_ = isSilenced_ = true;
  monitor().changed.notify_all();
  const auto haveEnded = [&] { return !isServing_ && (!isBeating_ || isStoreGone_); };
  monitor().changed.wait_for(lock, std::chrono::seconds(1), haveEnded);
}

}  // namespace mandn
