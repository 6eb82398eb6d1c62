// Threads, devices and switches. CUDA is reached through libtorch's device-neutral interfaces, so that one build serves
// machines with and without it.
#include "cpu_allocator.h"
#include "environment.h"

#include <ATen/Config.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <dlfcn.h>
#include <torch/version.h>

namespace mandn {

// ---- CPU --------------------------------------------------------------------------------------------------------
static napi_value threads(Environment& e, size_t, Arguments) { return fromInt(e, at::get_num_threads()); }
static napi_value setThreads(Environment& e, size_t, Arguments argv) {
  const int64_t n = toInt(e, argv[0]);
  if (n < 1 || n > 1024) throw Failure("value", "the number of threads must be from 1 to 1024");
  at::set_num_threads(static_cast<int>(n));
  return undefined(e);
}

static napi_value interOpThreads(Environment& e, size_t, Arguments) { return fromInt(e, at::get_num_interop_threads()); }

// cpuMemory(): [installed, allocated, cached, peak, cap, hits, misses] of the caching allocator.
static napi_value cpuMemory(Environment& e, size_t, Arguments) {
  const CachingAllocatorStats s = cachingAllocatorStats();
  const int64_t row[7] = {s.installed, static_cast<int64_t>(s.allocatedBytes), static_cast<int64_t>(s.cachedBytes),
                          static_cast<int64_t>(s.peakBytes), static_cast<int64_t>(s.capBytes),
                          static_cast<int64_t>(s.hits), static_cast<int64_t>(s.misses)};
  return fromInts(e, row);
}
static napi_value emptyCpuCache(Environment& e, size_t, Arguments) {
  emptyCachingAllocator();
  return undefined(e);
}
static napi_value resetCpuPeak(Environment& e, size_t, Arguments) {
  resetCachingAllocatorPeak();
  return undefined(e);
}
// setCpuCache(bytes): how much freed memory may be kept; undefined: what the allocator finds right.
static napi_value setCpuCache(Environment& e, size_t, Arguments argv) {
  const int64_t bytes = isNullish(e, argv[0]) ? static_cast<int64_t>(defaultCachingAllocatorCap()) : toInt(e, argv[0]);
  if (bytes < 0) throw Failure("value", "the cache's size must not be negative");
  setCachingAllocatorCap(static_cast<size_t>(bytes));
  return undefined(e);
}
// installCpuAllocator(on): for the whole process.
static napi_value installCpuAllocator(Environment& e, size_t, Arguments argv) {
  if (toBool(e, argv[0])) installCachingAllocator();
  else uninstallCachingAllocator();
  return undefined(e);
}

static std::string libtorchFolder() {
  Dl_info info;
  if (!dladdr(reinterpret_cast<void*>(&at::get_num_threads), &info) || !info.dli_fname) return "";
  const std::string path = info.dli_fname;
  return path.substr(0, path.rfind('/'));
}

// ---- CUDA -------------------------------------------------------------------------------------------------------
static std::string cudaLoadError;

// The linker drops libtorch_cuda, which nothing refers to: it registers its kernels when it is loaded.
static void loadCuda() {
  const std::string path = libtorchFolder() + "/libtorch_cuda.so";
  if (FILE* file = std::fopen(path.c_str(), "rb")) {
    std::fclose(file);
    if (!dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL)) cudaLoadError = dlerror();
  }
}

static int64_t cudaDevices() {
  return at::globalContext().hasCUDA() ? at::globalContext().getAcceleratorHooksInterface(at::kCUDA).deviceCount() : 0;
}

static napi_value configuration(Environment& e, size_t, Arguments) {
  napi_value c;
  napi_create_object(e.env, &c);
  setProperty(e, c, "libtorchFolder", fromString(e, libtorchFolder()));
  setProperty(e, c, "builtForVersion", fromString(e, TORCH_VERSION));
  setProperty(e, c, "cpuCapability", fromString(e, at::get_cpu_capability()));
  setProperty(e, c, "hasMkldnn", fromBool(e, at::hasMKLDNN()));
  setProperty(e, c, "hasMkl", fromBool(e, at::hasMKL()));
  setProperty(e, c, "cudaDevices", fromInt(e, cudaDevices()));
  setProperty(e, c, "cudaLoadError", cudaLoadError.empty() ? undefined(e) : fromString(e, cudaLoadError));
  setProperty(e, c, "build", fromString(e, at::show_config()));
  return c;
}

static c10::Device acceleratorAt(Environment& e, napi_value v) {
  c10::Device device = toDevice(toString(e, v));
  if (!device.is_cuda()) throw Failure("device", "expected a CUDA device, got " + device.str());
  if (!device.has_index()) device.set_index(0);
  if (device.index() >= cudaDevices()) throw Failure("device", device.str() + " is not there: this machine offers " + std::to_string(cudaDevices()) + " CUDA devices");
  at::globalContext().lazyInitDevice(device.type());  // asked for its memory before it holds a tensor, it would refuse
  return device;
}

// synchronizeDevice(device): waits for everything queued there.
static napi_value synchronizeDevice(Environment& e, size_t, Arguments argv) {
  const c10::Device device = acceleratorAt(e, argv[0]);
  c10::impl::VirtualGuardImpl(device.type()).synchronizeDevice(device.index());
  return undefined(e);
}

#if TORCH_VERSION_MAJOR > 2 || TORCH_VERSION_MINOR >= 9
static c10::DeviceAllocator& deviceAllocator(c10::Device device) {
  auto* allocator = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(device.type()));
  if (!allocator) throw Failure("not-implemented", "no caching allocator serves " + device.str());
  return *allocator;
}

// deviceMemory(device): [allocated, peak allocated, reserved, free on the device, total of the device] in bytes.
static napi_value deviceMemory(Environment& e, size_t, Arguments argv) {
  const c10::Device device = acceleratorAt(e, argv[0]);
  auto& allocator = deviceAllocator(device);
  const auto stats = allocator.getDeviceStats(device.index());
  constexpr auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
  const auto [free, total] = allocator.getMemoryInfo(device.index());
  const int64_t row[5] = {stats.allocated_bytes[all].current, stats.allocated_bytes[all].peak, stats.reserved_bytes[all].current,
                          static_cast<int64_t>(free), static_cast<int64_t>(total)};
  return fromInts(e, row);
}
static napi_value resetDevicePeak(Environment& e, size_t, Arguments argv) {
  const c10::Device device = acceleratorAt(e, argv[0]);
  deviceAllocator(device).resetPeakStats(device.index());
  return undefined(e);
}
static napi_value emptyDeviceCache(Environment& e, size_t, Arguments argv) {
  deviceAllocator(acceleratorAt(e, argv[0])).emptyCache();
  return undefined(e);
}
#else
static napi_value needsNewer(Environment&, size_t, Arguments) {
  throw Failure("not-implemented", "device memory statistics need libtorch 2.9 or newer");
}
constexpr auto deviceMemory = needsNewer, resetDevicePeak = needsNewer, emptyDeviceCache = needsNewer;
#endif

// recordEvent(device): an event on the device's current stream, as a handle.
struct EventHolder : torch::CustomClassHolder {
  c10::Event event;
  explicit EventHolder(c10::DeviceType type) : event(type, c10::EventFlag::BACKEND_DEFAULT) {}
};
static EventHolder& eventAt(Environment& e, napi_value v) {
  const c10::IValue& value = e.at(toHandle(e, v));
  if (!value.isCapsule()) throw Failure("argument", "expected an event");
  return static_cast<EventHolder&>(*value.toCapsule());
}
static napi_value recordEvent(Environment& e, size_t, Arguments argv) {
  const c10::Device device = acceleratorAt(e, argv[0]);
  auto holder = c10::make_intrusive<EventHolder>(device.type());
  holder->event.record(c10::impl::VirtualGuardImpl(device.type()).getStream(device));
  return fromNumber(e, static_cast<double>(e.put(c10::IValue::make_capsule(std::move(holder)))));
}
// elapsedMilliseconds(start, end): waits for the end.
static napi_value elapsedMilliseconds(Environment& e, size_t, Arguments argv) {
  auto& end = eventAt(e, argv[1]).event;
  end.synchronize();
  return fromNumber(e, eventAt(e, argv[0]).event.elapsedTime(end));
}

// ---- switches ---------------------------------------------------------------------------------------------------
// setSwitch(name, on): the value before; undefined leaves it.
static napi_value setSwitch(Environment& e, size_t argc, Arguments argv) {
  auto& context = at::globalContext();
  const std::string name = toString(e, argv[0]);
  const bool isSet = argc > 1 && !isNullish(e, argv[1]), on = isSet && toBool(e, argv[1]);
  const auto exchange = [&](bool before, const auto& set) {
    if (isSet) set();
    return fromBool(e, before);
  };
  if (name == "tf32Matmul") return exchange(context.allowTF32CuBLAS(), [&] { context.setAllowTF32CuBLAS(on); });
  if (name == "tf32Convolution") return exchange(context.allowTF32CuDNN(), [&] { context.setAllowTF32CuDNN(on); });
  if (name == "cudnn") return exchange(context.userEnabledCuDNN(), [&] { context.setUserEnabledCuDNN(on); });
  if (name == "cudnnBenchmark") return exchange(context.benchmarkCuDNN(), [&] { context.setBenchmarkCuDNN(on); });
  // Convolutions ask for this one too, beside a switch of their own.
  if (name == "deterministic") {
    return exchange(context.deterministicAlgorithms(), [&] { context.setDeterministicAlgorithms(on, false); });
  }
  throw Failure("argument", "unknown switch \"" + name + "\"");
}

void registerDevices(Environment& e, napi_value exports) {
  static std::once_flag loaded;
  std::call_once(loaded, [] {
    const char* allocator = std::getenv("MANDN_CPU_ALLOCATOR");
    if (!allocator || std::string_view(allocator) != "system") installCachingAllocator();
    loadCuda();
  });
  MANDN_DEFINE(e, exports, interOpThreads);
  MANDN_DEFINE(e, exports, cpuMemory);
  MANDN_DEFINE(e, exports, emptyCpuCache);
  MANDN_DEFINE(e, exports, resetCpuPeak);
  MANDN_DEFINE(e, exports, setCpuCache);
  MANDN_DEFINE(e, exports, installCpuAllocator);
  MANDN_DEFINE(e, exports, threads);
  MANDN_DEFINE(e, exports, setThreads);
  MANDN_DEFINE(e, exports, configuration);
  MANDN_DEFINE(e, exports, synchronizeDevice);
  define(e, exports, "deviceMemory", wrap<deviceMemory>);
  define(e, exports, "resetDevicePeak", wrap<resetDevicePeak>);
  define(e, exports, "emptyDeviceCache", wrap<emptyDeviceCache>);
  MANDN_DEFINE(e, exports, recordEvent);
  MANDN_DEFINE(e, exports, elapsedMilliseconds);
  MANDN_DEFINE(e, exports, setSwitch);
}

}  // namespace mandn
