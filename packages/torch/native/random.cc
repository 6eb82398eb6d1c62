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

// manualSeed(seed): every device's default generator.
static napi_value manualSeed(Environment& e, size_t, Arguments argv) {
  at::manual_seed(static_cast<uint64_t>(toInt(e, argv[0])));
  return undefined(e);
}

static napi_value defaultGenerator(Environment& e, size_t, Arguments argv) {
  return fromNumber(e, static_cast<double>(e.put(c10::IValue(at::globalContext().defaultGenerator(toDevice(toString(e, argv[0])))))));
}

// newGenerator(device, seed)
static napi_value newGenerator(Environment& e, size_t, Arguments argv) {
  const c10::Device device = toDevice(toString(e, argv[0]));
  const auto seed = static_cast<uint64_t>(toInt(e, argv[1]));
  at::Generator generator = device.is_cpu() ? at::make_generator<at::CPUGeneratorImpl>(seed)
                                            : at::globalContext().getAcceleratorHooksInterface(device.type()).getNewGenerator(device.index());
  generator.set_current_seed(seed);
  return fromNumber(e, static_cast<double>(e.put(c10::IValue(generator))));
}

static napi_value generatorState(Environment& e, size_t, Arguments argv) { return fromTensor(e, generatorAt(e, argv[0]).get_state()); }
static napi_value setGeneratorState(Environment& e, size_t, Arguments argv) {
  generatorAt(e, argv[0]).set_state(toTensor(e, argv[1]));
  return undefined(e);
}
static napi_value seedGenerator(Environment& e, size_t, Arguments argv) {
  generatorAt(e, argv[0]).set_current_seed(static_cast<uint64_t>(toInt(e, argv[1])));
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
