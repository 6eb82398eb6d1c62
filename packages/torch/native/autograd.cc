// Gradients and the thread's modes: gradient, autocast, anomaly.
#include "job.h"

#include <ATen/autocast_mode.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>

namespace mandn {

static std::vector<at::Tensor> optionalTensors(Environment& e, napi_value v) {
  return isNullish(e, v) ? std::vector<at::Tensor>{} : toTensorList(e, v);
}

// backward(tensors, gradients | undefined, retainGraph, createGraph, inputs | undefined)
static napi_value backward(Environment& e, size_t, Arguments argv) {
  torch::autograd::backward(toTensorList(e, argv[0]), optionalTensors(e, argv[1]), toBool(e, argv[2]), toBool(e, argv[3]), optionalTensors(e, argv[4]));
  return undefined(e);
}

struct BackwardJob : Job {
  std::vector<at::Tensor> tensors, gradients;
  bool retainGraph, createGraph;
  using Job::Job;
  void run() override { torch::autograd::backward(tensors, gradients, retainGraph, createGraph); }
  napi_value result() override { return undefined(e); }
};

// backwardAsync(tensors, gradients | undefined, retainGraph, createGraph): a promise; runs on libuv's pool.
static napi_value backwardAsync(Environment& e, size_t, Arguments argv) {
  auto job = std::make_unique<BackwardJob>(e);
  job->tensors = toTensorList(e, argv[0]);
  job->gradients = optionalTensors(e, argv[1]);
  job->retainGraph = toBool(e, argv[2]);
  job->createGraph = toBool(e, argv[3]);
  return start(std::move(job));
}

// gradients(outputs, inputs, gradOutputs | undefined, retainGraph, createGraph, allowUnused)
static napi_value gradients(Environment& e, size_t, Arguments argv) {
  return fromHandles(e, torch::autograd::grad(toTensorList(e, argv[0]), toTensorList(e, argv[1]), optionalTensors(e, argv[2]),
                                              toBool(e, argv[3]), toBool(e, argv[4]), toBool(e, argv[5])));
}

static napi_value getGrad(Environment& e, size_t, Arguments argv) { return fromTensor(e, toDefinedTensor(e, argv[0]).grad()); }

static napi_value setGrad(Environment& e, size_t, Arguments argv) {
  at::Tensor t = toDefinedTensor(e, argv[0]);
  at::Tensor g = toTensor(e, argv[1]);
  if (g.defined()) {
    if (g.is_same(t)) throw Failure("autograd", "a tensor cannot be its own gradient");
    if (!g.sizes().equals(t.sizes())) throw Failure("shape", "a gradient must have the shape of its tensor");
    if (g.device() != t.device()) throw Failure("device", "a gradient must be on the device of its tensor");
    if (g.scalar_type() != t.scalar_type()) throw Failure("dtype", "a gradient must have the dtype of its tensor");
  }
  t.mutable_grad() = g;
  return undefined(e);
}

static napi_value requiresGrad(Environment& e, size_t, Arguments argv) { return fromBool(e, toDefinedTensor(e, argv[0]).requires_grad()); }
static napi_value setRequiresGrad(Environment& e, size_t, Arguments argv) {
  at::Tensor t = toDefinedTensor(e, argv[0]);
  const bool required = toBool(e, argv[1]);
  if (required && !at::isFloatingType(t.scalar_type()) && !at::isComplexType(t.scalar_type())) {
    throw Failure("dtype", std::string("only floating-point and complex tensors can require gradients, not ") + scalarTypeName(t.scalar_type()));
  }
  if (!t.is_leaf() && !required) throw Failure("autograd", "only a leaf tensor's requiresGrad can be switched off: use detach()");
  t.set_requires_grad(required);
  return undefined(e);
}
static napi_value isLeaf(Environment& e, size_t, Arguments argv) { return fromBool(e, toDefinedTensor(e, argv[0]).is_leaf()); }
static napi_value gradFunction(Environment& e, size_t, Arguments argv) {
  const auto& node = toDefinedTensor(e, argv[0]).grad_fn();
  return node ? fromString(e, node->name()) : undefined(e);
}

// Each setter returns what was before, so that a guard can restore it.
static napi_value setGradEnabled(Environment& e, size_t, Arguments argv) {
  const bool before = c10::GradMode::is_enabled(), enabled = toBool(e, argv[0]);
  // Autocast keeps cast weights; one that was cast without a graph must not serve a call that wants one.
  if (enabled != before) at::autocast::clear_cache();
  c10::GradMode::set_enabled(enabled);
  return fromBool(e, before);
}
static napi_value isGradEnabled(Environment& e, size_t, Arguments) { return fromBool(e, c10::GradMode::is_enabled()); }

static napi_value setAnomalyEnabled(Environment& e, size_t, Arguments argv) {
  using torch::autograd::AnomalyMode;
  const bool before = AnomalyMode::is_enabled();
  AnomalyMode::set_enabled(toBool(e, argv[0]), true);
  return fromBool(e, before);
}

// enterAutocast(device, enabled, dtype | undefined): [enabled before, dtype before], for leaveAutocast.
static napi_value enterAutocast(Environment& e, size_t, Arguments argv) {
  const auto type = toDevice(toString(e, argv[0])).type();
  const bool enabled = toBool(e, argv[1]);
  const auto dtypeBefore = at::autocast::get_autocast_dtype(type);
  const auto dtype = isNullish(e, argv[2]) ? dtypeBefore : toScalarType(toString(e, argv[2]));
  if (dtype != at::kBFloat16 && dtype != at::kHalf) throw Failure("dtype", "autocast computes in bfloat16 or float16");
  napi_value before;
  napi_create_array(e.env, &before);
  napi_set_element(e.env, before, 0, fromBool(e, at::autocast::is_autocast_enabled(type)));
  napi_set_element(e.env, before, 1, fromString(e, scalarTypeName(dtypeBefore)));
  // The cache knows weights by their address, whatever the dtype they were cast to.
  if (dtype != dtypeBefore) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(type, enabled);
  at::autocast::set_autocast_dtype(type, dtype);
  at::autocast::increment_nesting();
  return before;
}
static napi_value leaveAutocast(Environment& e, size_t, Arguments argv) {
  const auto type = toDevice(toString(e, argv[0])).type();
  const bool enabled = toBool(e, argv[1]);
  const at::ScalarType dtype = toScalarType(toString(e, argv[2]));
  if (at::autocast::decrement_nesting() == 0 || dtype != at::autocast::get_autocast_dtype(type)) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(type, enabled);
  at::autocast::set_autocast_dtype(type, dtype);
  return undefined(e);
}

void registerAutograd(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, backward);
  MANDN_DEFINE(e, exports, backwardAsync);
  MANDN_DEFINE(e, exports, gradients);
  MANDN_DEFINE(e, exports, getGrad);
  MANDN_DEFINE(e, exports, setGrad);
  MANDN_DEFINE(e, exports, requiresGrad);
  MANDN_DEFINE(e, exports, setRequiresGrad);
  MANDN_DEFINE(e, exports, isLeaf);
  MANDN_DEFINE(e, exports, gradFunction);
  MANDN_DEFINE(e, exports, setGradEnabled);
  MANDN_DEFINE(e, exports, isGradEnabled);
  MANDN_DEFINE(e, exports, setAnomalyEnabled);
  MANDN_DEFINE(e, exports, enterAutocast);
  MANDN_DEFINE(e, exports, leaveAutocast);
}

}  // namespace mandn
