// What every file of the addon shares: the per-environment table of handles, the error type, and N-API helpers.
#pragma once
#define NAPI_VERSION 8
#include <node_api.h>

#include <ATen/core/ivalue.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mandn {

// An error that becomes a TorchError with this code. Errors that libtorch throws are classified in errors.cc.
struct Failure : std::runtime_error {
  Failure(std::string code, const std::string& message) : std::runtime_error(message), code(std::move(code)) {}
  std::string code;
};

// Handles are integers that a JavaScript number holds exactly: generation · 2^24 + slot. The generation of a slot grows
// each time it is freed, so that a used-up handle never names another value. Handle 0 is the undefined tensor.
using Handle = int64_t;
constexpr int kSlotBits = 24;
constexpr int64_t kSlotLimit = int64_t{1} << kSlotBits;
constexpr int64_t kGenerationLimit = int64_t{1} << (53 - kSlotBits);

struct Slot {
  c10::IValue value;  // None when free
  int64_t generation = 1;
  int32_t depth = 0;      // the scope that frees it; 0: none
  int32_t operation = -1;  // index of the operator that made it; -1: not an operator
};

struct Operation;
struct Recording;

// The state of one napi_env: the main thread or one worker. Nothing here is shared between threads, except `retired`.
struct Environment {
  napi_env env;
  std::vector<Slot> slots{1};
  std::vector<int32_t> freeSlots;
  std::vector<int32_t> log;         // slots in order of creation inside open scopes
  std::vector<size_t> scopeStarts;  // for each open scope, where it begins in `log`
  int64_t live = 0;
  std::vector<std::unique_ptr<Operation>> operations;
  Recording* recording = nullptr;   // of the block that is being recorded, if any
  napi_ref errorFactory = nullptr;

  // References to buffers whose last tensor died, perhaps on another thread or after this environment: outlives it.
  struct Retired {
    std::mutex mutex;
    std::vector<napi_ref> references;
    std::atomic<bool> any{false};
  };
  std::shared_ptr<Retired> retired = std::make_shared<Retired>();

  explicit Environment(napi_env env);
  ~Environment();
  Handle put(c10::IValue value, int32_t operation = -1);
  bool alive(Handle handle) const;
  const c10::IValue& at(Handle handle) const;
  const at::Tensor& tensor(Handle handle) const;
  void drop(int32_t slot);
  void releaseRetired();
};

// ---- N-API helpers ----------------------------------------------------------------------------------------------
using Arguments = napi_value*;
using Function = napi_value (*)(Environment&, size_t, Arguments);

struct ArgumentInfo;
void throwToJs(Environment& e, const std::string& code, const std::string& message, const Operation* operation = nullptr,
               size_t argc = 0, Arguments argv = nullptr);
napi_value makeError(Environment& e, const std::string& code, const std::string& message, const Operation* operation,
                     napi_value argumentDescriptions);
// The exception in flight as a code and a message without a C++ backtrace. To be called inside a catch block.
std::pair<std::string, std::string> currentError();

constexpr size_t kMaxArguments = 32;  // the longest schema has 30

template <Function F>
napi_value wrap(napi_env env, napi_callback_info info) {
  napi_value argv[kMaxArguments];
  size_t argc = kMaxArguments;
  void* data;
  napi_get_cb_info(env, info, &argc, argv, nullptr, &data);
  auto& e = *static_cast<Environment*>(data);
  try {
    if (argc > kMaxArguments) throw Failure("argument", "too many arguments");
    return F(e, argc, argv);
  } catch (...) {
    auto [code, message] = currentError();
    throwToJs(e, code, message);
    return nullptr;
  }
}

void define(Environment& e, napi_value exports, const char* name, napi_callback callback);
#define MANDN_DEFINE(environment, exports, name) define(environment, exports, #name, wrap<name>)

napi_valuetype typeOf(Environment& e, napi_value v);
bool isNullish(Environment& e, napi_value v);
double toDouble(Environment& e, napi_value v);
int64_t toInt(Environment& e, napi_value v);
bool toBool(Environment& e, napi_value v);
std::string toString(Environment& e, napi_value v);
uint32_t lengthOf(Environment& e, napi_value array);                      // throws where it is no array
napi_value elementOf(Environment& e, napi_value array, uint32_t index);  // throws where a getter does
std::vector<int64_t> toIntList(Environment& e, napi_value v);
std::vector<at::Tensor> toTensorList(Environment& e, napi_value v);
Handle toHandle(Environment& e, napi_value v);
inline const at::Tensor& toTensor(Environment& e, napi_value v) { return e.tensor(toHandle(e, v)); }  // perhaps undefined
const at::Tensor& toDefinedTensor(Environment& e, napi_value v);
at::ScalarType toScalarType(const std::string& name);
const char* scalarTypeName(at::ScalarType type);
at::MemoryFormat toMemoryFormat(const std::string& name);
c10::Device toDevice(const std::string& name);

napi_value undefined(Environment& e);
napi_value fromBool(Environment& e, bool v);
napi_value fromNumber(Environment& e, double v);
napi_value fromInt(Environment& e, int64_t v);  // a bigint where a number would lose digits
napi_value fromString(Environment& e, std::string_view v);
napi_value fromInts(Environment& e, c10::ArrayRef<int64_t> v);
napi_value fromHandles(Environment& e, const std::vector<at::Tensor>& tensors);
void setProperty(Environment& e, napi_value object, const char* name, napi_value value);
napi_value fromTensor(Environment& e, const at::Tensor& t, int32_t operation = -1);

void registerErrors(Environment& e, napi_value exports);
void registerScopes(Environment& e, napi_value exports);
void registerOperations(Environment& e, napi_value exports);
void registerAutograd(Environment& e, napi_value exports);
void registerCheckpoint(Environment& e, napi_value exports);
void registerRecordedLoss(Environment& e, napi_value exports);
void registerMemory(Environment& e, napi_value exports);
void registerRandom(Environment& e, napi_value exports);
void registerDevices(Environment& e, napi_value exports);
void registerDistributed(Environment& e, napi_value exports);

}  // namespace mandn
