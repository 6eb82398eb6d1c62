// Every operator by one road: its schema says how arguments are converted; the dispatcher does the rest.
#include "job.h"
#include "operations.h"

#include <cmath>
#include <sstream>

namespace mandn {

using c10::IValue;
using c10::TypeKind;

// ---- compiling a schema -----------------------------------------------------------------------------------------
static Conversion compile(const c10::TypePtr& type, int32_t size = 0) {
  if (auto optional = type->cast<c10::OptionalType>()) {
    Conversion c = compile(optional->getElementType(), size);
    c.optional = true;
    return c;
  }
  Conversion c{type->kind(), false, size, nullptr, nullptr};
  if (auto list = type->cast<c10::ListType>()) {
    c.elementType = list->getElementType();
    c.element = std::make_unique<Conversion>(compile(c.elementType));
  }
  return c;
}

// real_type() keeps ScalarType, Layout and MemoryFormat, which type() shows as int.
static std::string typeText(const c10::Argument& argument) {
  std::string text = argument.real_type()->str();
  if (argument.N()) {
    if (const auto at = text.find("[]"); at != std::string::npos) text.replace(at, 2, "[" + std::to_string(*argument.N()) + "]");
  }
  return text;
}

static bool returnsItsFirstArgument(const c10::FunctionSchema& schema) {
  if (schema.returns().size() != 1 || schema.arguments().empty()) return false;
  const auto* result = schema.returns()[0].alias_info();
  const auto* first = schema.arguments()[0].alias_info();
  return result && first && result->isWrite() && first->isWrite();
}

// resolve(name, overload): the index that call() takes.
static napi_value resolve(Environment& e, size_t, Arguments argv) {
  const std::string name = toString(e, argv[0]), overload = toString(e, argv[1]);
  auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle) {
    throw Failure("missing-operator", name + (overload.empty() ? "" : "." + overload) + " is not in the libtorch in use; a newer one may have it");
  }
  const auto& schema = handle->schema();
  const bool returnsDtype = schema.returns().size() == 1 && schema.returns()[0].real_type()->kind() == TypeKind::ScalarTypeType;
  auto operation = std::make_unique<Operation>(Operation{*handle, {}, returnsItsFirstArgument(schema), returnsDtype, static_cast<int32_t>(e.operations.size())});
  for (const auto& argument : schema.arguments()) {
    const bool isWritten = (argument.alias_info() && argument.alias_info()->isWrite()) || argument.name() == "running_mean" || argument.name() == "running_var";
    operation->arguments.push_back({argument.name(), typeText(argument), compile(argument.real_type(), argument.N().value_or(0)), argument.default_value(), isWritten});
  }
  e.operations.push_back(std::move(operation));
  return fromNumber(e, static_cast<double>(e.operations.size() - 1));
}

static napi_value describeValue(Environment& e, const c10::Argument& a) {
  napi_value row;
  napi_create_object(e.env, &row);
  setProperty(e, row, "name", fromString(e, a.name()));
  setProperty(e, row, "type", fromString(e, typeText(a)));
  setProperty(e, row, "keywordOnly", fromBool(e, a.kwarg_only()));
  setProperty(e, row, "hasDefault", fromBool(e, a.default_value().has_value()));
  setProperty(e, row, "isWritten", fromBool(e, a.alias_info() && a.alias_info()->isWrite()));
  setProperty(e, row, "isOut", fromBool(e, a.is_out()));
  return row;
}

// schemas(): every operator that libtorch registers, as data.
static napi_value schemas(Environment& e, size_t, Arguments) {
  napi_value list;
  napi_create_array(e.env, &list);
  uint32_t n = 0;
  auto& dispatcher = c10::Dispatcher::singleton();
  for (const auto& name : dispatcher.getAllOpNames()) {
    auto handle = dispatcher.findSchema(name);
    if (!handle) continue;
    const auto& schema = handle->schema();
    auto describe = [&](const std::vector<c10::Argument>& values) {
      napi_value rows;
      napi_create_array(e.env, &rows);
      for (size_t i = 0; i < values.size(); ++i) napi_set_element(e.env, rows, static_cast<uint32_t>(i), describeValue(e, values[i]));
      return rows;
    };
    std::ostringstream text;
    text << schema;
    napi_value row;
    napi_create_object(e.env, &row);
    setProperty(e, row, "name", fromString(e, name.name));
    setProperty(e, row, "overload", fromString(e, name.overload_name));
    setProperty(e, row, "schema", fromString(e, text.str()));
    setProperty(e, row, "arguments", describe(schema.arguments()));
    setProperty(e, row, "returns", describe(schema.returns()));
    napi_set_element(e.env, list, n++, row);
  }
  return list;
}

// schemaText(name, overload): its signature; undefined where libtorch does not have it.
static napi_value schemaText(Environment& e, size_t, Arguments argv) {
  const auto handle = c10::Dispatcher::singleton().findSchema({toString(e, argv[0]), toString(e, argv[1])});
  return handle ? fromString(e, c10::toString(handle->schema())) : undefined(e);
}

// ---- arguments --------------------------------------------------------------------------------------------------
static IValue convert(Environment& e, napi_value v, const Conversion& c);

static IValue convertList(Environment& e, napi_value v, const Conversion& c) {
  bool isArray = false;
  napi_is_array(e.env, v, &isArray);
  const uint32_t length = isArray || c.size == 0 ? lengthOf(e, v) : static_cast<uint32_t>(c.size);
  auto item = [&](uint32_t i) { return isArray ? elementOf(e, v, i) : v; };
  auto fill = [&](auto list, auto get) {
    for (uint32_t i = 0; i < length; ++i) list.push_back(get(item(i)));
    return IValue(std::move(list));
  };
  if (!c.element->optional) {
    switch (c.element->kind) {
      case TypeKind::TensorType: return fill(c10::List<at::Tensor>(), [&](napi_value x) { return toDefinedTensor(e, x); });
      case TypeKind::IntType:
      case TypeKind::SymIntType: return fill(c10::List<int64_t>(), [&](napi_value x) { return toInt(e, x); });
      case TypeKind::FloatType: return fill(c10::List<double>(), [&](napi_value x) { return toDouble(e, x); });
      case TypeKind::BoolType: return fill(c10::List<bool>(), [&](napi_value x) { return toBool(e, x); });
      default: break;
    }
  }
  return fill(c10::impl::GenericList(c.elementType), [&](napi_value x) { return convert(e, x, *c.element); });
}

static napi_value property(Environment& e, napi_value object, const char* name) {
  napi_value v;
  if (napi_get_named_property(e.env, object, name, &v) != napi_ok) throw Failure("argument", "expected a number");
  return v;
}

// A number that is integral is an int, so that dtypes promote as with a Python int; Float and Complex say otherwise.
static IValue convertScalar(Environment& e, napi_value v) {
  switch (typeOf(e, v)) {
    case napi_boolean: return toBool(e, v);
    case napi_bigint: return toInt(e, v);
    case napi_number: {
      const double d = toDouble(e, v);
      if (d == std::trunc(d) && std::abs(d) <= 9007199254740992.0) return static_cast<int64_t>(d);
      return d;
    }
    case napi_object: {
      if (napi_value f = property(e, v, "float"); typeOf(e, f) == napi_number) return toDouble(e, f);
      napi_value re = property(e, v, "re"), im = property(e, v, "im");
      if (typeOf(e, re) == napi_number && typeOf(e, im) == napi_number) return c10::complex<double>(toDouble(e, re), toDouble(e, im));
      [[fallthrough]];
    }
    default: throw Failure("argument", "expected a number, boolean, bigint, float(…) or new Complex(…)");
  }
}

static IValue convert(Environment& e, napi_value v, const Conversion& c) {
  if (c.optional && isNullish(e, v)) return IValue();
  switch (c.kind) {
    case TypeKind::TensorType: {
      if (c.optional && !toTensor(e, v).defined()) return IValue();
      return IValue(toDefinedTensor(e, v));
    }
    case TypeKind::IntType:
    case TypeKind::SymIntType: return toInt(e, v);
    case TypeKind::FloatType:
    case TypeKind::SymFloatType: return toDouble(e, v);
    case TypeKind::BoolType:
    case TypeKind::SymBoolType: return toBool(e, v);
    case TypeKind::NumberType: return convertScalar(e, v);
    case TypeKind::ListType: return convertList(e, v, c);
    case TypeKind::StringType: return toString(e, v);
    case TypeKind::ScalarTypeType: return static_cast<int64_t>(toScalarType(toString(e, v)));
    case TypeKind::MemoryFormatType: return static_cast<int64_t>(toMemoryFormat(toString(e, v)));
    case TypeKind::LayoutType: {
      const std::string layout = toString(e, v);
      if (layout == "strided") return static_cast<int64_t>(at::kStrided);
      if (layout == "sparse_coo") return static_cast<int64_t>(at::kSparse);
      if (layout == "sparse_csr") return static_cast<int64_t>(at::kSparseCsr);
      throw Failure("argument", "unknown layout \"" + layout + "\": strided, sparse_coo or sparse_csr");
    }
    case TypeKind::DeviceObjType: return toDevice(toString(e, v));
    case TypeKind::GeneratorType: {
      const IValue& value = e.at(toHandle(e, v));
      if (!value.isGenerator()) throw Failure("argument", "expected a Generator");
      return value;
    }
    case TypeKind::AnyType: return typeOf(e, v) == napi_string ? IValue(toString(e, v)) : IValue(toInt(e, v));
    default: throw Failure("not-implemented", std::string("arguments of type ") + c10::typeKindToString(c.kind) + " are not supported");
  }
}

static void pushArguments(Environment& e, const Operation& operation, size_t argc, Arguments argv, torch::jit::Stack& stack) {
  if (argc > operation.arguments.size()) {
    throw Failure("argument", "too many arguments: " + std::to_string(argc) + " for " + std::to_string(operation.arguments.size()));
  }
  stack.reserve(operation.arguments.size());
  for (size_t i = 0; i < operation.arguments.size(); ++i) {
    const Argument& argument = operation.arguments[i];
    // callBoxed fills no defaults.
    if (i >= argc || (typeOf(e, argv[i]) == napi_undefined && (argument.defaultValue || !argument.conversion.optional))) {
      if (!argument.defaultValue) throw Failure("argument", "argument '" + argument.name + "' (" + argument.type + ") is missing");
      stack.push_back(*argument.defaultValue);
      continue;
    }
    try {
      stack.push_back(convert(e, argv[i], argument.conversion));
    } catch (const Failure& failure) {
      throw Failure(failure.code, "argument '" + argument.name + "' (" + argument.type + "): " + failure.what());
    }
  }
}

// ---- results ----------------------------------------------------------------------------------------------------
static napi_value toJs(Environment& e, const IValue& v, int32_t operation) {
  if (v.isTensor()) return fromTensor(e, v.toTensor(), operation);
  if (v.isBool()) return fromBool(e, v.toBool());
  if (v.isInt()) return fromInt(e, v.toInt());
  if (v.isDouble()) return fromNumber(e, v.toDouble());
  if (v.isString()) return fromString(e, v.toStringRef());
  if (v.isNone()) return undefined(e);
  if (v.isComplexDouble()) {
    napi_value z;
    napi_create_object(e.env, &z);
    setProperty(e, z, "re", fromNumber(e, v.toComplexDouble().real()));
    setProperty(e, z, "im", fromNumber(e, v.toComplexDouble().imag()));
    return z;
  }
  if (v.isDevice()) return fromString(e, v.toDevice().str());
  if (v.isList() || v.isTuple()) {
    const auto items = v.isTuple() ? v.toTupleRef().elements().vec() : v.toListRef().vec();
    napi_value list;
    napi_create_array_with_length(e.env, items.size(), &list);
    for (size_t i = 0; i < items.size(); ++i) napi_set_element(e.env, list, static_cast<uint32_t>(i), toJs(e, items[i], operation));
    return list;
  }
  return fromNumber(e, static_cast<double>(e.put(v, operation)));
}

static napi_value results(Environment& e, const Operation& operation, const torch::jit::Stack& stack) {
  if (operation.returnsSelf || stack.empty()) return undefined(e);
  if (operation.returnsDtype) return fromString(e, scalarTypeName(static_cast<at::ScalarType>(stack[0].toInt())));
  if (stack.size() == 1) return toJs(e, stack[0], operation.index);
  napi_value list;
  napi_create_array_with_length(e.env, stack.size(), &list);
  for (size_t i = 0; i < stack.size(); ++i) napi_set_element(e.env, list, static_cast<uint32_t>(i), toJs(e, stack[i], operation.index));
  return list;
}

// ---- calls ------------------------------------------------------------------------------------------------------
static const Operation& operationAt(Environment& e, napi_value v) {
  const int64_t index = toInt(e, v);
  if (index < 0 || index >= static_cast<int64_t>(e.operations.size())) throw Failure("argument", "unknown operator index");
  return *e.operations[index];
}

// call(index, ...arguments). Errors name the operator and its arguments.
static napi_value call(Environment& e, size_t argc, Arguments argv) {
  const Operation& operation = operationAt(e, argv[0]);
  try {
    torch::jit::Stack stack;
    pushArguments(e, operation, argc - 1, argv + 1, stack);
    if (e.recording) callRecorded(*e.recording, operation, stack);
    else operation.handle.callBoxed(stack);
    return results(e, operation, stack);
  } catch (...) {
    auto [code, message] = currentError();
    throwToJs(e, code, message, &operation, argc - 1, argv + 1);
    return nullptr;
  }
}

// callAsync(index, ...arguments): the same on libuv's pool, with gradient mode, autocast and the rest of the thread's state.
struct CallJob : Job {
  const Operation& operation;
  torch::jit::Stack stack;
  CallJob(Environment& e, const Operation& operation) : Job(e), operation(operation) {}
  void run() override { operation.handle.callBoxed(stack); }
  napi_value result() override { return results(e, operation, stack); }
  napi_value error(const std::string& code, const std::string& message) override { return makeError(e, code, message, &operation, nullptr); }
};

static napi_value callAsync(Environment& e, size_t argc, Arguments argv) {
  const Operation& operation = operationAt(e, argv[0]);
  if (e.recording) throw Failure("scope", "a call off the main thread cannot be part of a recorded block");
  auto job = std::make_unique<CallJob>(e, operation);
  try {
    pushArguments(e, operation, argc - 1, argv + 1, job->stack);
  } catch (...) {
    auto [code, message] = currentError();
    throwToJs(e, code, message, &operation, argc - 1, argv + 1);
    return nullptr;
  }
  return start(std::move(job));
}

// operationName(index): for leak reports.
static napi_value operationName(Environment& e, size_t, Arguments argv) {
  return fromString(e, c10::toString(operationAt(e, argv[0]).handle.operator_name()));
}

static napi_value noop(Environment& e, size_t, Arguments) { return undefined(e); }

void registerOperations(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, schemas);
  MANDN_DEFINE(e, exports, schemaText);
  MANDN_DEFINE(e, exports, resolve);
  MANDN_DEFINE(e, exports, call);
  MANDN_DEFINE(e, exports, callAsync);
  MANDN_DEFINE(e, exports, operationName);
  MANDN_DEFINE(e, exports, noop);
}

}  // namespace mandn
