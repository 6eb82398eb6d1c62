// Generators: the default one of each device and own ones; seeds and states.
#include "environment.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

namespace mandn {

static at::Generator generatorAt(Environment& e, napi_value v) {
  const c10::IValue& value = e.at(toHandle(e, v));
  if (!value.isGenerator()) throw Failure("argument", "expected a Generator");
  return value.toGenerator();
}

static uint64_t toSeed(Environment& e, napi_value v) {
  uint64_t seed = 0;
  bool lossless = false;
  if (napi_get_value_bigint_uint64(e.env, v, &seed, &lossless) == napi_ok && lossless) return seed;
  return static_cast<uint64_t>(toInt(e, v));  // negative ones as in Python
}

static void refuseInRecording(const Environment& e) {
  if (e.recording) throw Failure("scope", "a generator cannot be set inside a recorded block: it would not be set when the block runs again");
}

// manualSeed(seed): every device's default generator.
static napi_value manualSeed(Environment& e, size_t, Arguments argv) {
  refuseInRecording(e);
  at::manual_seed(toSeed(e, argv[0]));
  return undefined(e);
}

static napi_value defaultGenerator(Environment& e, size_t, Arguments argv) {
  return fromNumber(e, static_cast<double>(e.put(c10::IValue(at::globalContext().defaultGenerator(toDevice(toString(e, argv[0])))))));
}

// newGenerator(device, seed)
static napi_value newGenerator(Environment& e, size_t, Arguments argv) {
  const c10::Device device = toDevice(toString(e, argv[0]));
  const uint64_t seed = toSeed(e, argv[1]);
  at::Generator generator = device.is_cpu() ? at::make_generator<at::CPUGeneratorImpl>(seed)
                                            : at::globalContext().getAcceleratorHooksInterface(device.type()).getNewGenerator(device.index());
  generator.set_current_seed(seed);
  return fromNumber(e, static_cast<double>(e.put(c10::IValue(generator))));
}

static napi_value generatorState(Environment& e, size_t, Arguments argv) {
  at::Generator generator = generatorAt(e, argv[0]);
  const std::lock_guard<std::mutex> guard(generator.mutex());
  return fromTensor(e, generator.get_state());
}
static napi_value setGeneratorState(Environment& e, size_t, Arguments argv) {
  refuseInRecording(e);
  at::Generator generator = generatorAt(e, argv[0]);
  const at::Tensor state = toDefinedTensor(e, argv[1]);
  const std::lock_guard<std::mutex> guard(generator.mutex());
  generator.set_state(state);
  return undefined(e);
}
static napi_value seedGenerator(Environment& e, size_t, Arguments argv) {
  refuseInRecording(e);
  at::Generator generator = generatorAt(e, argv[0]);
  const uint64_t seed = toSeed(e, argv[1]);
  const std::lock_guard<std::mutex> guard(generator.mutex());
  generator.set_current_seed(seed);
  return undefined(e);
}
static napi_value generatorSeed(Environment& e, size_t, Arguments argv) {
  napi_value v;
  napi_create_bigint_uint64(e.env, generatorAt(e, argv[0]).current_seed(), &v);
  return v;
}

void registerRandom(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, manualSeed);
  MANDN_DEFINE(e, exports, defaultGenerator);
  MANDN_DEFINE(e, exports, newGenerator);
  MANDN_DEFINE(e, exports, generatorState);
  MANDN_DEFINE(e, exports, setGeneratorState);
  MANDN_DEFINE(e, exports, seedGenerator);
  MANDN_DEFINE(e, exports, generatorSeed);
}

}  // namespace mandn
