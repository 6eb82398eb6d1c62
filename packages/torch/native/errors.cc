// From C++ exceptions to TorchError.
#include "operations.h"

#include <c10/util/Exception.h>

#include <array>
#include <new>

namespace mandn {

// libtorch reports most misuse as a plain RuntimeError; its wording tells the kind.
static const char* classify(const std::string& message) {
  struct Rule {
    const char* code;
    const char* text;
  };
  static constexpr std::array<Rule, 26> rules = {{
      {"out-of-memory", "not enough memory"},
      {"out-of-memory", "out of memory"},
      {"out-of-memory", "can't allocate memory"},
      {"autograd", "does not require grad"},
      {"autograd", "backward through the graph a second time"},
      {"autograd", "leaf Variable"},
      {"autograd", "modified by an inplace operation"},
      {"autograd", "grad can be implicitly created only for scalar outputs"},
      {"autograd", "appears to not have been used in the graph"},
      {"autograd", "returned nan values"},
      {"device", "to be on the same device"},
      {"device", "Expected all tensors to be on"},
      {"device", "not compiled with CUDA"},
      {"device", "device type"},
      {"shape", "must match the size of tensor"},
      {"shape", "shapes cannot be multiplied"},
      {"shape", "Sizes of tensors must match"},
      {"shape", "size mismatch"},
      {"shape", "is invalid for input of size"},
      {"shape", "to have the same shape"},
      {"shape", "must be broadcastable"},
      {"shape", "Expected size"},
      {"shape", "to have size"},
      {"shape", "channels"},
      {"dtype", "dtype"},
      {"dtype", "scalar type"},
  }};
  for (const Rule& rule : rules) {
    if (message.find(rule.text) != std::string::npos) return rule.code;
  }
  return "runtime";
}

// The dispatcher ends with a list of where in PyTorch's sources each backend's kernel is registered.
static std::string withoutKernelList(std::string message) {
  if (const auto list = message.find(": registered at "); list != std::string::npos) message.resize(message.rfind("\n\n", list));
  return message;
}

std::pair<std::string, std::string> currentError() {
  try {
    throw;
  } catch (const Failure& error) {
    return {error.code, error.what()};
  } catch (const c10::IndexError& error) {
    return {"index", error.what_without_backtrace()};
  } catch (const c10::OutOfMemoryError& error) {
    return {"out-of-memory", error.what_without_backtrace()};
  } catch (const c10::NotImplementedError& error) {
    return {"not-implemented", withoutKernelList(error.what_without_backtrace())};
  } catch (const c10::TypeError& error) {
    return {"dtype", error.what_without_backtrace()};
  } catch (const c10::ValueError& error) {
    return {"value", error.what_without_backtrace()};
  } catch (const c10::LinAlgError& error) {
    return {"value", error.what_without_backtrace()};
  } catch (const c10::Error& error) {
    std::string message = error.what_without_backtrace();
    return {classify(message), message};
  } catch (const std::bad_alloc&) {
    return {"out-of-memory", "the system has no memory left for this"};
  } catch (const std::exception& error) {
    std::string message = error.what();
    return {classify(message), message};
  } catch (...) {
    return {"runtime", "an unknown C++ exception"};
  }
}

static napi_value describe(Environment& e, const Argument& argument, napi_value v) {
  napi_value row;
  napi_create_object(e.env, &row);
  setProperty(e, row, "name", fromString(e, argument.name));
  setProperty(e, row, "type", fromString(e, argument.type));
  double handle = 0;
  if (argument.conversion.kind == c10::TypeKind::TensorType && napi_get_value_double(e.env, v, &handle) == napi_ok &&
      e.alive(static_cast<Handle>(handle)) && e.at(static_cast<Handle>(handle)).isTensor()) {
    const at::Tensor& t = e.tensor(static_cast<Handle>(handle));
    if (t.defined()) {
      setProperty(e, row, "dtype", fromString(e, scalarTypeName(t.scalar_type())));
      setProperty(e, row, "shape", fromInts(e, t.sizes()));
      setProperty(e, row, "device", fromString(e, t.device().str()));
    }
  }
  return row;
}

napi_value describeArguments(Environment& e, const Operation& operation, size_t argc, Arguments argv) {
  napi_value list;
  napi_create_array(e.env, &list);
  uint32_t n = 0;
  for (size_t i = 0; i < argc && i < operation.arguments.size(); ++i) {
    if (!isNullish(e, argv[i])) napi_set_element(e.env, list, n++, describe(e, operation.arguments[i], argv[i]));
  }
  return list;
}

napi_value makeError(Environment& e, const std::string& code, const std::string& message, const Operation* operation,
                     napi_value argumentDescriptions) {
  napi_value factory = nullptr, error = nullptr;
  if (e.errorFactory) napi_get_reference_value(e.env, e.errorFactory, &factory);
  if (factory == nullptr) {
    napi_create_error(e.env, fromString(e, code), fromString(e, message), &error);
    return error;
  }
  napi_value args[5] = {fromString(e, code), fromString(e, message), undefined(e), undefined(e), undefined(e)};
  if (operation) {
    args[2] = fromString(e, operation->handle.operator_name().name);
    args[3] = fromString(e, operation->handle.operator_name().overload_name);
    if (argumentDescriptions) args[4] = argumentDescriptions;
  }
  napi_call_function(e.env, undefined(e), factory, 5, args, &error);
  return error;
}

void throwToJs(Environment& e, const std::string& code, const std::string& message, const Operation* operation, size_t argc, Arguments argv) {
  bool pending = false;
  napi_is_exception_pending(e.env, &pending);
  if (pending) return;  // a JavaScript exception is on its way already
  napi_throw(e.env, makeError(e, code, message, operation, operation ? describeArguments(e, *operation, argc, argv) : nullptr));
}

// setErrorFactory((code, message, operator, overload, arguments) => Error)
static napi_value setErrorFactory(Environment& e, size_t, Arguments argv) {
  if (e.errorFactory) napi_delete_reference(e.env, e.errorFactory);
  napi_create_reference(e.env, argv[0], 1, &e.errorFactory);
  return undefined(e);
}

void registerErrors(Environment& e, napi_value exports) { MANDN_DEFINE(e, exports, setErrorFactory); }

}  // namespace mandn
