// The table of handles, scopes, and conversions of plain values.
#include "operations.h"

#include <c10/core/Device.h>

#include <cmath>
#include <map>

namespace mandn {

// ---- handles ----------------------------------------------------------------------------------------------------
Environment::Environment(napi_env env) : env(env) {}
Environment::~Environment() = default;

Handle Environment::put(c10::IValue value, int32_t operation) {
  int32_t index;
  if (freeSlots.empty()) {
    if (static_cast<int64_t>(slots.size()) >= kSlotLimit) {
      throw Failure("out-of-memory", "more than 16 million tensors are alive: free them with scope() or dispose()");
    }
    index = static_cast<int32_t>(slots.size());
    slots.emplace_back();
  } else {
    index = freeSlots.back();
    freeSlots.pop_back();
  }
  Slot& slot = slots[index];
  slot.value = std::move(value);
  slot.depth = static_cast<int32_t>(scopeStarts.size());
  slot.operation = operation;
  if (!scopeStarts.empty()) log.push_back(index);
  ++live;
  return slot.generation * kSlotLimit + index;
}

bool Environment::alive(Handle handle) const {
  const int64_t index = handle & (kSlotLimit - 1);
  return handle > 0 && index < static_cast<int64_t>(slots.size()) &&
         slots[index].generation == handle >> kSlotBits && !slots[index].value.isNone();
}

const c10::IValue& Environment::at(Handle handle) const {
  if (!alive(handle)) {
    throw Failure("disposed", "a tensor was used after it was freed (its scope ended, or dispose() was called); "
                              "return it from the scope or keep() it");
  }
  return slots[handle & (kSlotLimit - 1)].value;
}

const at::Tensor& Environment::tensor(Handle handle) const {
  static const at::Tensor undefinedTensor;
  if (handle == 0) return undefinedTensor;
  const c10::IValue& value = at(handle);
  if (!value.isTensor()) throw Failure("argument", "expected a Tensor, got a " + value.tagKind());
  return value.toTensor();
}

void Environment::drop(int32_t index) {
  Slot& slot = slots[index];
  if (slot.value.isNone()) return;
  // The value dies last: freeing it may run deleters.
  c10::IValue dying = std::move(slot.value);
  slot.value = c10::IValue();
  --live;
  if (++slot.generation < kGenerationLimit) freeSlots.push_back(index);
}

void Environment::releaseRetired() {
  if (!retired->any.load(std::memory_order_relaxed)) return;
  std::vector<napi_ref> references;
  {
    std::lock_guard<std::mutex> guard(retired->mutex);
    references.swap(retired->references);
    retired->any = false;
  }
  for (napi_ref reference : references) napi_delete_reference(env, reference);
}

// ---- scopes -----------------------------------------------------------------------------------------------------
static napi_value beginScope(Environment& e, size_t, Arguments) {
  e.scopeStarts.push_back(e.log.size());
  return fromNumber(e, static_cast<double>(e.scopeStarts.size()));
}

// endScope(depth, handles): frees what was made inside, but the handles given, which move to the scope around it.
static napi_value endScope(Environment& e, size_t argc, Arguments argv) {
  const std::vector<int64_t> kept = argc > 1 ? toIntList(e, argv[1]) : std::vector<int64_t>{};
  const auto depth = static_cast<int32_t>(e.scopeStarts.size());
  if (depth == 0 || toInt(e, argv[0]) != depth) throw Failure("scope", "scopes must end in the reverse order of their beginning");
  const size_t start = e.scopeStarts.back();
  e.scopeStarts.pop_back();
  std::vector<int32_t> moved;
  bool allAlive = true;
  for (Handle handle : kept) {
    if (handle == 0) continue;
    if (!e.alive(handle)) {
      allAlive = false;
      continue;
    }
    const auto index = static_cast<int32_t>(handle & (kSlotLimit - 1));
    if (e.slots[index].depth != depth) continue;  // made outside: stays where it is
    e.slots[index].depth = depth - 1;
    moved.push_back(index);
  }
  for (size_t i = e.log.size(); i-- > start;) {
    if (e.slots[e.log[i]].depth == depth) e.drop(e.log[i]);
  }
  e.log.resize(start);
  if (depth > 1) e.log.insert(e.log.end(), moved.begin(), moved.end());
  e.releaseRetired();
  if (!allAlive) throw Failure("disposed", "a scope returned a tensor that was freed already");
  return undefined(e);
}

// keep(handle): no scope frees it any more.
static napi_value keep(Environment& e, size_t, Arguments argv) {
  const Handle handle = toHandle(e, argv[0]);
  e.at(handle);
  e.slots[handle & (kSlotLimit - 1)].depth = 0;
  return undefined(e);
}

// dispose(handle): frees it now; a used-up handle is left alone.
static napi_value dispose(Environment& e, size_t, Arguments argv) {
  const Handle handle = toHandle(e, argv[0]);
  if (e.alive(handle)) e.drop(static_cast<int32_t>(handle & (kSlotLimit - 1)));
  e.releaseRetired();
  return undefined(e);
}

static napi_value isAlive(Environment& e, size_t, Arguments argv) { return fromBool(e, e.alive(toHandle(e, argv[0]))); }
static napi_value liveCount(Environment& e, size_t, Arguments) { return fromNumber(e, static_cast<double>(e.live)); }

// liveHandles(): [handle, depth, operation] of everything alive.
static napi_value liveHandles(Environment& e, size_t, Arguments) {
  napi_value list;
  napi_create_array(e.env, &list);
  uint32_t n = 0;
  for (size_t i = 1; i < e.slots.size(); ++i) {
    const Slot& slot = e.slots[i];
    if (slot.value.isNone()) continue;
    const int64_t row[3] = {slot.generation * kSlotLimit + static_cast<int64_t>(i), slot.depth, slot.operation};
    napi_set_element(e.env, list, n++, fromInts(e, row));
  }
  return list;
}

void registerScopes(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, beginScope);
  MANDN_DEFINE(e, exports, endScope);
  MANDN_DEFINE(e, exports, keep);
  MANDN_DEFINE(e, exports, dispose);
  MANDN_DEFINE(e, exports, isAlive);
  MANDN_DEFINE(e, exports, liveCount);
  MANDN_DEFINE(e, exports, liveHandles);
}

// ---- JavaScript to C++ ------------------------------------------------------------------------------------------
static const char* typeName(Environment& e, napi_value v) {
  bool isArray = false;
  napi_is_array(e.env, v, &isArray);
  if (isArray) return "an array";
  switch (typeOf(e, v)) {
    case napi_undefined: return "undefined";
    case napi_null: return "null";
    case napi_boolean: return "a boolean";
    case napi_number: return "a number";
    case napi_string: return "a string";
    case napi_symbol: return "a symbol";
    case napi_function: return "a function";
    case napi_bigint: return "a bigint";
    default: return "an object";
  }
}

napi_valuetype typeOf(Environment& e, napi_value v) {
  napi_valuetype type = napi_undefined;
  napi_typeof(e.env, v, &type);
  return type;
}

bool isNullish(Environment& e, napi_value v) {
  const napi_valuetype type = typeOf(e, v);
  return type == napi_undefined || type == napi_null;
}

double toDouble(Environment& e, napi_value v) {
  double d;
  if (napi_get_value_double(e.env, v, &d) != napi_ok) throw Failure("argument", std::string("expected a number, got ") + typeName(e, v));
  return d;
}

int64_t toInt(Environment& e, napi_value v) {
  double d;
  if (napi_get_value_double(e.env, v, &d) == napi_ok) {
    if (d != std::trunc(d) || std::abs(d) > 9007199254740992.0) {
      throw Failure("argument", "expected an integer, got " + std::to_string(d) + (std::isfinite(d) && d == std::trunc(d) ? " (beyond 2^53: give a bigint)" : ""));
    }
    return static_cast<int64_t>(d);
  }
  int64_t i = 0;
  bool lossless = false;
  if (napi_get_value_bigint_int64(e.env, v, &i, &lossless) == napi_ok) {
    if (!lossless) throw Failure("argument", "the bigint does not fit into 64 bits");
    return i;
  }
  throw Failure("argument", std::string("expected an integer, got ") + typeName(e, v));
}

bool toBool(Environment& e, napi_value v) {
  bool b;
  if (napi_get_value_bool(e.env, v, &b) != napi_ok) throw Failure("argument", std::string("expected a boolean, got ") + typeName(e, v));
  return b;
}

std::string toString(Environment& e, napi_value v) {
  size_t length = 0;
  if (napi_get_value_string_utf8(e.env, v, nullptr, 0, &length) != napi_ok) throw Failure("argument", std::string("expected a string, got ") + typeName(e, v));
  std::string s(length, '\0');
  napi_get_value_string_utf8(e.env, v, s.data(), length + 1, &length);
  return s;
}

Handle toHandle(Environment& e, napi_value v) {
  double d;
  if (napi_get_value_double(e.env, v, &d) != napi_ok) throw Failure("argument", std::string("expected a Tensor, got ") + typeName(e, v));
  if (!(d >= 0 && d <= 9007199254740992.0) || d != std::trunc(d)) throw Failure("argument", "expected a Tensor, got the number " + std::to_string(d));
  return static_cast<Handle>(d);
}

const at::Tensor& toDefinedTensor(Environment& e, napi_value v) {
  const at::Tensor& t = toTensor(e, v);
  if (!t.defined()) throw Failure("argument", "expected a Tensor, got the undefined one");
  return t;
}

// Longer arrays are mistakes: they would take the memory before the operator could say so.
constexpr uint32_t kMaxListLength = 1u << 24;

uint32_t lengthOf(Environment& e, napi_value array) {
  uint32_t length = 0;
  if (napi_get_array_length(e.env, array, &length) != napi_ok) throw Failure("argument", std::string("expected an array, got ") + typeName(e, array));
  if (length > kMaxListLength) throw Failure("argument", "an array of " + std::to_string(length) + " items is too long for an argument");
  return length;
}

napi_value elementOf(Environment& e, napi_value array, uint32_t index) {
  napi_value item = nullptr;
  if (napi_get_element(e.env, array, index, &item) != napi_ok) throw Failure("argument", "an item of the array cannot be read");
  return item;
}

template <class T, class Get>
static std::vector<T> toList(Environment& e, napi_value v, Get get) {
  const uint32_t length = lengthOf(e, v);
  std::vector<T> list;
  for (uint32_t i = 0; i < length; ++i) list.push_back(get(elementOf(e, v, i)));
  return list;
}
std::vector<int64_t> toIntList(Environment& e, napi_value v) {
  return toList<int64_t>(e, v, [&](napi_value item) { return toInt(e, item); });
}
std::vector<at::Tensor> toTensorList(Environment& e, napi_value v) {
  return toList<at::Tensor>(e, v, [&](napi_value item) { return toDefinedTensor(e, item); });
}

static const std::map<std::string, at::ScalarType, std::less<>>& scalarTypes() {
  static const std::map<std::string, at::ScalarType, std::less<>> types = {
      {"float32", at::kFloat}, {"float64", at::kDouble}, {"float16", at::kHalf}, {"bfloat16", at::kBFloat16},
      {"int8", at::kChar}, {"uint8", at::kByte}, {"int16", at::kShort}, {"uint16", at::kUInt16}, {"int32", at::kInt},
      {"uint32", at::kUInt32}, {"int64", at::kLong}, {"uint64", at::kUInt64}, {"bool", at::kBool},
      {"complex64", at::kComplexFloat}, {"complex128", at::kComplexDouble},
      {"float8_e4m3fn", at::kFloat8_e4m3fn}, {"float8_e5m2", at::kFloat8_e5m2}};
  return types;
}
at::ScalarType toScalarType(const std::string& name) {
  if (auto it = scalarTypes().find(name); it != scalarTypes().end()) return it->second;
  throw Failure("dtype", "unknown dtype \"" + name + "\"");
}
const char* scalarTypeName(at::ScalarType type) {
  for (const auto& [name, value] : scalarTypes()) {
    if (value == type) return name.c_str();
  }
  return c10::toString(type);
}

at::MemoryFormat toMemoryFormat(const std::string& name) {
  if (name == "contiguous") return at::MemoryFormat::Contiguous;
  if (name == "preserve") return at::MemoryFormat::Preserve;
  if (name == "channels_last") return at::MemoryFormat::ChannelsLast;
  if (name == "channels_last_3d") return at::MemoryFormat::ChannelsLast3d;
  throw Failure("argument", "unknown memory format \"" + name + "\": contiguous, preserve, channels_last or channels_last_3d");
}

c10::Device toDevice(const std::string& name) {
  try {
    return c10::Device(name);
  } catch (const c10::Error&) {
    throw Failure("device", "unknown device \"" + name + "\": for example \"cpu\", \"cuda\" or \"cuda:0\"");
  }
}

// ---- C++ to JavaScript ------------------------------------------------------------------------------------------
napi_value undefined(Environment& e) {
  napi_value v;
  napi_get_undefined(e.env, &v);
  return v;
}
napi_value fromBool(Environment& e, bool b) {
  napi_value v;
  napi_get_boolean(e.env, b, &v);
  return v;
}
napi_value fromNumber(Environment& e, double d) {
  napi_value v;
  napi_create_double(e.env, d, &v);
  return v;
}
napi_value fromInt(Environment& e, int64_t i) {
  napi_value v;
  if (std::abs(static_cast<double>(i)) <= 9007199254740992.0) napi_create_int64(e.env, i, &v);
  else napi_create_bigint_int64(e.env, i, &v);
  return v;
}
napi_value fromString(Environment& e, std::string_view s) {
  napi_value v;
  napi_create_string_utf8(e.env, s.data(), s.size(), &v);
  return v;
}
napi_value fromInts(Environment& e, c10::ArrayRef<int64_t> list) {
  napi_value v;
  napi_create_array_with_length(e.env, list.size(), &v);
  for (size_t i = 0; i < list.size(); ++i) napi_set_element(e.env, v, static_cast<uint32_t>(i), fromInt(e, list[i]));
  return v;
}
napi_value fromTensor(Environment& e, const at::Tensor& t, int32_t operation) {
  return fromNumber(e, t.defined() ? static_cast<double>(e.put(c10::IValue(t), operation)) : 0);
}
napi_value fromHandles(Environment& e, const std::vector<at::Tensor>& tensors) {
  napi_value v;
  napi_create_array_with_length(e.env, tensors.size(), &v);
  for (size_t i = 0; i < tensors.size(); ++i) napi_set_element(e.env, v, static_cast<uint32_t>(i), fromTensor(e, tensors[i]));
  return v;
}
void setProperty(Environment& e, napi_value object, const char* name, napi_value value) {
  napi_set_named_property(e.env, object, name, value);
}
void define(Environment& e, napi_value exports, const char* name, napi_callback callback) {
  napi_value function;
  napi_create_function(e.env, name, NAPI_AUTO_LENGTH, callback, &e, &function);
  setProperty(e, exports, name, function);
}

}  // namespace mandn
