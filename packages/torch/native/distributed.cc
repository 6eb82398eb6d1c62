// Stores and groups of processes for JavaScript (distributed.h says how a group works). Whatever may wait for another
// process is done off the JavaScript thread; only waitCall waits there.
#include "distributed.h"

#include "job.h"

#include <c10/util/Logging.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace mandn {

// ---- arguments --------------------------------------------------------------------------------------------------
template <class T>
static c10::intrusive_ptr<T> held(Environment& e, napi_value v, const char* what) {
  const c10::IValue& value = e.at(toHandle(e, v));
  auto* found = value.isCapsule() ? dynamic_cast<T*>(value.toCapsule().get()) : nullptr;
  if (!found) throw Failure("argument", std::string("expected ") + what);
  return c10::intrusive_ptr<T>::reclaim_copy(found);
}

static napi_value property(Environment& e, napi_value object, const char* name) {
  napi_value value = nullptr;
  if (typeOf(e, object) != napi_object) throw Failure("argument", "expected an object of settings");
  if (napi_get_named_property(e.env, object, name, &value) != napi_ok)
    throw Failure("argument", std::string("cannot read ") + name);
  return value;
}
static int64_t between(int64_t value, int64_t least, int64_t most, const char* name) {
  if (value >= least && value <= most) return value;
  throw Failure("value", std::string(name) + " must be from " + std::to_string(least) + " to " + std::to_string(most) +
                             ", not " + std::to_string(value));
}
static Milliseconds toTimeout(Environment& e, napi_value v) {
  return Milliseconds(between(toInt(e, v), 1, 86'400'000, "a timeout in milliseconds"));
}
static int toPort(Environment& e, napi_value v) { return static_cast<int>(between(toInt(e, v), 0, 65535, "a port")); }
static std::vector<std::string> toStringList(Environment& e, napi_value v) {
  std::vector<std::string> list;
  for (uint32_t i = 0; i < lengthOf(e, v); ++i) list.push_back(toString(e, elementOf(e, v, i)));
  return list;
}

// ---- work off the thread ----------------------------------------------------------------------------------------
template <class Body, class Give>
struct PoolJob : Job {
  Body body;
  Give give;
  std::optional<decltype(body())> value;
  PoolJob(Environment& e, Body body, Give give) : Job(e), body(std::move(body)), give(std::move(give)) {}
  void run() override { value.emplace(body()); }
  napi_value result() override { return give(std::move(*value)); }
};

/// The promise of give(body()): `body` runs on the pool, `give` on this thread.
template <class Body, class Give>
static napi_value promise(Environment& e, Body body, Give give) {
  return start(std::make_unique<PoolJob<Body, Give>>(e, std::move(body), std::move(give)));
}

/// What a store answers within `limit`. What c10d throws comes in one line.
template <class Body>
static auto answerOf(Milliseconds limit, Body body) -> decltype(body()) {
  try {
    return within(limit, std::move(body));
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    throw Failure("distributed", text.substr(0, text.find('\n')));
  }
}

// ---- stores -----------------------------------------------------------------------------------------------------

// A socket that listens at an address of this machine. Our own, for c10d would listen on all addresses of both
// families.
static int listenAt(const std::string& host, int port) {
  addrinfo hints{}, *found = nullptr;
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found))
    throw Failure("value", host + " is no address of a machine");
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> list(found, freeaddrinfo);
  const int socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  if (socket < 0 || setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(socket, found->ai_addr, found->ai_addrlen) != 0 || listen(socket, 4096) != 0) {
    const std::string why = std::strerror(errno);
    if (socket >= 0) ::close(socket);
    throw Failure("distributed", why);
  }
  return socket;
}
static int portOf(int socket) {
  sockaddr_storage own{};
  socklen_t length = sizeof own;
  getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length);
  return ntohs(own.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(own).sin6_port
                                         : reinterpret_cast<sockaddr_in&>(own).sin_port);
}

// c10d asks for the name of each address that it connects to, for messages: where the name server does not answer, ten
// seconds for each connection. This thread asks none: hosts come to it as addresses.
static void leaveNameServersAlone() {
  res_init();
  _res.nscount = 0;
}

// openStore({ host, port, serves, timeout }): the promise of a key-value store, connected to at an address and port, or
// served there. Served at port 0: at any that is free. At the address of no machine (0.0.0.0, ::): at all of this
// machine.
static napi_value openStore(Environment& e, size_t, Arguments argv) {
  // Errors come as exceptions: without this c10d writes each to standard error too, with a C++ stack. 3: what ends the
  // process.
  if (!std::getenv("TORCH_CPP_LOG_LEVEL")) FLAGS_caffe2_log_level = 3;
  const std::string host = toString(e, property(e, argv[0], "host"));
  const int port = toPort(e, property(e, argv[0], "port"));
  const bool serves = toBool(e, property(e, argv[0], "serves"));
  c10d::TCPStoreOptions options;
  options.timeout = toTimeout(e, property(e, argv[0], "timeout"));
  options.waitWorkers = false;
  options.useLibUV = false;  // that server would run on Node's libuv, which need not be libtorch's
  const auto open = [=] {
    auto with = options;
    with.port = static_cast<uint16_t>(port);
    if ((with.isServer = serves)) {
      with.masterListenFd = listenAt(host, port);
      with.port = static_cast<uint16_t>(portOf(*with.masterListenFd));
    }
    const std::string to = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host;
    return answerOf(with.timeout + std::chrono::seconds(2), [to, with] {
      leaveNameServersAlone();
      return c10::make_intrusive<c10d::TCPStore>(to, with);
    });
  };
  return promise(e, open, [&e](c10::intrusive_ptr<c10d::TCPStore> store) {
    return fromInt(e, e.put(c10::IValue::make_capsule(std::move(store))));
  });
}

static napi_value storePort(Environment& e, size_t, Arguments argv) {
  return fromInt(e, held<c10d::TCPStore>(e, argv[0], "a store")->getPort());
}

// storeSet(store, key, value, timeout): a promise.
static napi_value storeSet(Environment& e, size_t, Arguments argv) {
  const auto store = held<c10d::TCPStore>(e, argv[0], "a store");
  const std::string key = toString(e, argv[1]), value = toString(e, argv[2]);
  const Milliseconds timeout = toTimeout(e, argv[3]);
  const auto set = [=] {
    return answerOf(timeout, [=] {
      store->set(key, std::vector<uint8_t>(value.begin(), value.end()));
      return true;
    });
  };
  return promise(e, set, [&e](bool) { return undefined(e); });
}

// storeGet(store, key, timeout): the promise of its value, or of undefined where nobody has set it yet.
static napi_value storeGet(Environment& e, size_t, Arguments argv) {
  const auto store = held<c10d::TCPStore>(e, argv[0], "a store");
  const std::string key = toString(e, argv[1]);
  const Milliseconds timeout = toTimeout(e, argv[2]);
  const auto get = [=] {
    return answerOf(timeout, [=] {
      if (!store->check({key})) return std::optional<std::string>();
      const auto bytes = store->get(key);
      return std::optional<std::string>(std::string(bytes.begin(), bytes.end()));
    });
  };
  return promise(e, get,
                 [&e](const std::optional<std::string>& text) { return text ? fromString(e, *text) : undefined(e); });
}

// storeAdd(store, key, amount, timeout): the promise of the sum so far.
static napi_value storeAdd(Environment& e, size_t, Arguments argv) {
  const auto store = held<c10d::TCPStore>(e, argv[0], "a store");
  const std::string key = toString(e, argv[1]);
  const int64_t amount = toInt(e, argv[2]);
  const Milliseconds timeout = toTimeout(e, argv[3]);
  const auto add = [=] { return answerOf(timeout, [=] { return store->add(key, amount); }); };
  return promise(e, add, [&e](int64_t sum) { return fromInt(e, sum); });
}

// routeTo({ host, port }): the promise of [this machine's own address on the way to host, host's address]. Nothing is
// sent.
static std::string addressText(const sockaddr* address, socklen_t length) {
  char text[NI_MAXHOST];
  return getnameinfo(address, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0 ? text : "";
}
static std::pair<std::string, std::string> route(const std::string& host, int port) {
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_DGRAM;
  if (const int status = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found)) {
    throw Failure("distributed", "the host " + host + " is not known here (" + gai_strerror(status) + ")");
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> list(found, freeaddrinfo);
  for (const addrinfo* one = found; one; one = one->ai_next) {
    const int socket = ::socket(one->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) continue;
    sockaddr_storage own{};
    socklen_t length = sizeof own;
    const bool isFound = connect(socket, one->ai_addr, one->ai_addrlen) == 0 &&
                         getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length) == 0;
    ::close(socket);
    if (isFound)
      return {addressText(reinterpret_cast<sockaddr*>(&own), length), addressText(one->ai_addr, one->ai_addrlen)};
  }
  throw Failure("distributed", "no network leads to " + host);
}
static napi_value routeTo(Environment& e, size_t, Arguments argv) {
  const std::string host = toString(e, property(e, argv[0], "host"));
  const int port = toPort(e, property(e, argv[0], "port"));
  return promise(
      e, [=] { return route(host, port); },
      [&e](const std::pair<std::string, std::string>& ends) {
        napi_value list;
        napi_create_array_with_length(e.env, 2, &list);
        napi_set_element(e.env, list, 0, fromString(e, ends.first));
        napi_set_element(e.env, list, 1, fromString(e, ends.second));
        return list;
      });
}

// ---- groups -----------------------------------------------------------------------------------------------------
namespace {

struct GroupHolder : torch::CustomClassHolder {
  c10::intrusive_ptr<Group> group;
  explicit GroupHolder(c10::intrusive_ptr<Group> group) : group(std::move(group)) {}
  ~GroupHolder() override { group->stop(); }
};

struct Plan {
  Group::Settings settings;
  c10::intrusive_ptr<c10d::TCPStore> store;
  std::vector<std::string> interfaces;  // to bind to; of none, `address`
  std::string address, ncclLibrary;     // the library's path; empty: gloo only
  c10::Device device = at::kCPU;
};

}  // namespace

static c10::intrusive_ptr<c10d::Backend> openNccl(const Plan& plan, c10d::Store& store) {
  using Make = c10d::Backend* (*)(c10d::Store*, int, int, int64_t);
  void* library = dlopen(plan.ncclLibrary.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* make = library ? dlsym(library, "mandn_nccl") : nullptr;
  if (!make) throw Failure("setup", std::string("NCCL cannot be loaded (") + dlerror() + ")");
  return c10::intrusive_ptr<c10d::Backend>::reclaim(
      reinterpret_cast<Make>(make)(&store, plan.settings.rank, plan.settings.size, plan.settings.timeout.count()));
}

static c10::intrusive_ptr<Group> openGroup(const Plan& plan) {
  const auto& [rank, size, timeout, names] = plan.settings;
  plan.store->setTimeout(timeout);
  auto options = c10d::ProcessGroupGloo::Options::create(timeout);
  for (const std::string& one : plan.interfaces)
    options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForInterface(one));
  if (plan.interfaces.empty())
    options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname(plan.address));
  const auto prefixed = [&](const char* prefix) -> c10::intrusive_ptr<c10d::Store> {
    return c10::make_intrusive<c10d::PrefixStore>(prefix, plan.store);
  };
  auto gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(prefixed("gloo"), rank, size, options);
  c10::intrusive_ptr<c10d::Backend> nccl;
  if (!plan.ncclLibrary.empty()) nccl = openNccl(plan, *prefixed("nccl"));
  auto group = c10::make_intrusive<Group>(plan.settings, plan.store, std::move(gloo), std::move(nccl), plan.device);
  Group::start(group);
  return group;
}

// createGroup({ store, rank, names, timeout, address, interfaces, ncclLibrary?, device }): the promise of a group of as
// many ranks as names, which all call it. It keeps the store.
static napi_value createGroup(Environment& e, size_t, Arguments argv) {
  const auto at = [&](const char* name) { return property(e, argv[0], name); };
  auto names = toStringList(e, at("names"));
  const int size = static_cast<int>(between(static_cast<int64_t>(names.size()), 1, 1 << 20, "the number of ranks"));
  const int rank = static_cast<int>(between(toInt(e, at("rank")), 0, size - 1, "the rank"));
  Plan plan;
  plan.settings = {rank, size, toTimeout(e, at("timeout")), std::move(names)};
  plan.store = held<c10d::TCPStore>(e, at("store"), "a store");
  plan.interfaces = toStringList(e, at("interfaces"));
  plan.address = toString(e, at("address"));
  if (!isNullish(e, at("ncclLibrary"))) plan.ncclLibrary = toString(e, at("ncclLibrary"));
  plan.device = toDevice(toString(e, at("device")));
  const auto open = [plan] {
    try {
      // gloo waits so long for each rank to connect.
      return within(plan.settings.timeout + std::chrono::seconds(5), [plan] { return openGroup(plan); });
    } catch (const Failure&) {
      throw;
    } catch (const std::exception& error) {
      const std::string text = error.what();
      throw Failure("distributed", text.substr(0, text.find('\n')));
    }
  };
  return promise(e, open, [&e](c10::intrusive_ptr<Group> group) {
    return fromInt(e, e.put(c10::IValue::make_capsule(c10::make_intrusive<GroupHolder>(std::move(group)))));
  });
}

static Group& toGroup(Environment& e, napi_value v) { return *held<GroupHolder>(e, v, "a process group")->group; }

// closeGroup(group, why): a promise. `why` is empty, or what a rank that gives up tells the others.
static napi_value closeGroup(Environment& e, size_t, Arguments argv) {
  const auto group = held<GroupHolder>(e, argv[0], "a process group")->group;
  const std::string why = toString(e, argv[1]);
  return promise(e, [=] { return group->close(why), true; }, [&e](bool) { return undefined(e); });
}

// ---- calls ------------------------------------------------------------------------------------------------------
static std::string describe(const at::Tensor& t) {
  std::string text = std::string(scalarTypeName(t.scalar_type())) + " [";
  for (int64_t i = 0; i < t.dim(); ++i) text += (i ? ", " : "") + std::to_string(t.size(i));
  return text + "]";
}

static void checkTensor(const at::Tensor& t) {
  if (t.layout() != at::kStrided) throw Failure("argument", "a group takes dense tensors only");
  if (!t.device().is_cpu() && !t.device().is_cuda())
    throw Failure("device", "a group takes tensors of CPUs and GPUs, not of " + t.device().str());
}

static bool isReducible(at::ScalarType type) {
  switch (type) {
    case at::kFloat:
    case at::kDouble:
    case at::kHalf:
    case at::kBFloat16:
    case at::kInt:
    case at::kLong:
    case at::kChar:
    case at::kByte:
      return true;
    default:
      return false;
  }
}

static Subject subjectOf(std::string operation, const std::vector<at::Tensor>& tensors) {
  Subject subject{std::move(operation), {}};
  for (const at::Tensor& t : tensors) {
    checkTensor(t);
    subject.items.push_back(describe(t));
  }
  return subject;
}

static napi_value submit(Environment& e, napi_value group, Subject subject,
                         std::function<std::vector<at::Tensor>(Group&)> run) {
  if (e.recording)
    throw Failure(
        "scope", "ranks record at different steps: a group's call inside a block that is recorded would wait for ever");
  auto call = c10::make_intrusive<Call>(std::move(subject), std::move(run));
  toGroup(e, group).submit(call);
  return fromInt(e, e.put(c10::IValue::make_capsule(std::move(call))));
}

static int toRank(Environment& e, napi_value group, napi_value v) {
  return static_cast<int>(between(toInt(e, v), 0, toGroup(e, group).size() - 1, "the rank"));
}

// allReduce(group, tensors, operation): in place. Like all calls, a handle for waitCall or awaitCall.
static napi_value allReduce(Environment& e, size_t, Arguments argv) {
  const auto tensors = toTensorList(e, argv[1]);
  const std::string operation = toString(e, argv[2]);
  if (operation != "sum" && operation != "avg" && operation != "min" && operation != "max")
    throw Failure("argument", "unknown reduction \"" + operation + "\": sum, avg, min or max");
  for (const at::Tensor& t : tensors) {
    if (!isReducible(t.scalar_type()))
      throw Failure("dtype", std::string("ranks cannot add ") + scalarTypeName(t.scalar_type()) +
                                 ": cast it, for example to float32 or int64");
    if (operation == "avg" && !t.is_floating_point())
      throw Failure("dtype", std::string("the average of ") + scalarTypeName(t.scalar_type()) +
                                 " is no integer: cast it, or ask for the sum");
  }
  return submit(e, argv[0], subjectOf("allReduce " + operation, tensors), [=](Group& group) {
    group.reduce(tensors, operation);
    return std::vector<at::Tensor>{};
  });
}

// broadcast(group, tensors, from, names): in place. Names, if any, one for each tensor, must be the same on all ranks.
static napi_value broadcast(Environment& e, size_t, Arguments argv) {
  const auto tensors = toTensorList(e, argv[1]);
  const int from = toRank(e, argv[0], argv[2]);
  const auto names = toStringList(e, argv[3]);
  if (!names.empty() && names.size() != tensors.size()) throw Failure("argument", "expected a name for each tensor");
  Subject subject = subjectOf("broadcast from rank " + std::to_string(from), tensors);
  for (size_t i = 0; i < names.size(); ++i) subject.items[i] = names[i] + " " + subject.items[i];
  return submit(e, argv[0], std::move(subject), [=](Group& group) {
    group.broadcast(tensors, from);
    return std::vector<at::Tensor>{};
  });
}

// allGather(group, tensor): gives one tensor [size, …].
static napi_value allGather(Environment& e, size_t, Arguments argv) {
  const at::Tensor tensor = toDefinedTensor(e, argv[1]);
  return submit(e, argv[0], subjectOf("allGather", {tensor}),
                [=](Group& group) { return std::vector<at::Tensor>{group.gather(tensor)}; });
}

// barrier(group): ends when all ranks have come, which comparing the call does by itself.
static napi_value barrier(Environment& e, size_t, Arguments argv) {
  return submit(e, argv[0], {"barrier", {}}, [](Group&) { return std::vector<at::Tensor>{}; });
}

static at::Tensor toBytes(Environment& e, napi_value v) {
  const at::Tensor& t = toDefinedTensor(e, v);
  if (t.scalar_type() != at::kByte || t.dim() != 1 || !t.is_cpu() || !t.is_contiguous())
    throw Failure("argument", "expected bytes: a contiguous uint8 tensor [n] of the CPU");
  return t;
}

// shareBytes(group, bytes, from): gives those of `from`, whose number only that rank knows.
static napi_value shareBytes(Environment& e, size_t, Arguments argv) {
  const at::Tensor bytes = toBytes(e, argv[1]);
  const int from = toRank(e, argv[0], argv[2]);
  return submit(e, argv[0], {"share of rank " + std::to_string(from), {}},
                [=](Group& group) { return std::vector<at::Tensor>{group.shareBytes(bytes, from)}; });
}

// gatherBytes(group, bytes): gives those of all ranks in order, any number of them from each.
static napi_value gatherBytes(Environment& e, size_t, Arguments argv) {
  const at::Tensor bytes = toBytes(e, argv[1]);
  return submit(e, argv[0], {"gather", {}}, [=](Group& group) { return group.gatherBytes(bytes); });
}

// Undefined, or { reason, rank, message, words }.
static napi_value faultOf(Environment& e, const Call& call) {
  if (!call.fault) return undefined(e);
  napi_value fault;
  napi_create_object(e.env, &fault);
  setProperty(e, fault, "reason", fromString(e, call.fault->reason));
  setProperty(e, fault, "rank", fromInt(e, call.fault->rank));
  setProperty(e, fault, "message", fromString(e, call.fault->message));
  setProperty(e, fault, "words", fromString(e, call.fault->words));
  return fault;
}

// waitCall(call): waits here; its fault.
static napi_value waitCall(Environment& e, size_t, Arguments argv) {
  const auto call = held<Call>(e, argv[0], "a call of a group");
  call->wait();
  return faultOf(e, *call);
}

// awaitCall(call): the promise of its fault.
static napi_value awaitCall(Environment& e, size_t, Arguments argv) {
  const auto call = held<Call>(e, argv[0], "a call of a group");
  return promise(e, [call] { return call->wait(), true; }, [&e, call](bool) { return faultOf(e, *call); });
}

// callResults(call): of one that has ended.
static napi_value callResults(Environment& e, size_t, Arguments argv) {
  const auto call = held<Call>(e, argv[0], "a call of a group");
  call->wait();
  return fromHandles(e, call->results);
}

// leaveCalls(): the process ends; whatever waits on the pool stops waiting, so that Node.js can end too.
static napi_value leaveCalls(Environment& e, size_t, Arguments) {
  const std::lock_guard guard(monitor().mutex);
  monitor().isLeaving = true;
  monitor().changed.notify_all();
  return undefined(e);
}

void registerDistributed(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, openStore);
  MANDN_DEFINE(e, exports, storePort);
  MANDN_DEFINE(e, exports, storeSet);
  MANDN_DEFINE(e, exports, storeGet);
  MANDN_DEFINE(e, exports, storeAdd);
  MANDN_DEFINE(e, exports, routeTo);
  MANDN_DEFINE(e, exports, createGroup);
  MANDN_DEFINE(e, exports, closeGroup);
  MANDN_DEFINE(e, exports, allReduce);
  MANDN_DEFINE(e, exports, broadcast);
  MANDN_DEFINE(e, exports, allGather);
  MANDN_DEFINE(e, exports, barrier);
  MANDN_DEFINE(e, exports, shareBytes);
  MANDN_DEFINE(e, exports, gatherBytes);
  MANDN_DEFINE(e, exports, waitCall);
  MANDN_DEFINE(e, exports, awaitCall);
  MANDN_DEFINE(e, exports, callResults);
  MANDN_DEFINE(e, exports, leaveCalls);
}

}  // namespace mandn
