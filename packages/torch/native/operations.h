// An operator of the dispatcher, its schema compiled into what each argument is converted by.
#pragma once
#include "environment.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <optional>

namespace mandn {

struct Conversion {
  c10::TypeKind kind;
  bool optional = false;
  int32_t size = 0;           // of int[k]: a bare number stands for k of them
  c10::TypePtr elementType;   // of a list
  std::unique_ptr<Conversion> element;
};

struct Argument {
  std::string name;
  std::string type;
  Conversion conversion;
  std::optional<c10::IValue> defaultValue;
  bool isWritten;  // in place; statistics that batch norm updates too, though its schema does not say so
};

struct Operation {
  c10::OperatorHandle handle;
  std::vector<Argument> arguments;
  bool returnsSelf;  // an in-place operator: its result is the first argument
  bool returnsDtype;
  int32_t index;
};

// A call of a block that is being recorded: see recording.h.
void callRecorded(Recording& recording, const Operation& operation, torch::jit::Stack& stack);
// Before a tensor's value goes to JavaScript: throws where what is recorded would not read it again.
void willRead(const Recording& recording);

napi_value describeArguments(Environment& e, const Operation& operation, size_t argc, Arguments argv);

}  // namespace mandn
