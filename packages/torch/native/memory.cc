// A tensor's metadata, and its bytes to and from JavaScript, files and other threads.
#include "operations.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_strided.h>
#include <ATen/ops/from_blob.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <map>

namespace mandn {

// ---- metadata ---------------------------------------------------------------------------------------------------
static napi_value shape(Environment& e, size_t, Arguments argv) { return fromInts(e, toDefinedTensor(e, argv[0]).sizes()); }
static napi_value strides(Environment& e, size_t, Arguments argv) { return fromInts(e, toDefinedTensor(e, argv[0]).strides()); }
// sameStrides(a, b): without arrays of numbers, for loops over many tensors.
static napi_value sameStrides(Environment& e, size_t, Arguments argv) {
  return fromBool(e, toDefinedTensor(e, argv[0]).strides() == toDefinedTensor(e, argv[1]).strides());
}
static napi_value storageOffset(Environment& e, size_t, Arguments argv) { return fromInt(e, toDefinedTensor(e, argv[0]).storage_offset()); }
static napi_value dtype(Environment& e, size_t, Arguments argv) { return fromString(e, scalarTypeName(toDefinedTensor(e, argv[0]).scalar_type())); }
static napi_value device(Environment& e, size_t, Arguments argv) { return fromString(e, toDefinedTensor(e, argv[0]).device().str()); }
static napi_value dimensions(Environment& e, size_t, Arguments argv) { return fromInt(e, toDefinedTensor(e, argv[0]).dim()); }
static napi_value elementCount(Environment& e, size_t, Arguments argv) { return fromInt(e, toDefinedTensor(e, argv[0]).numel()); }
static napi_value isContiguous(Environment& e, size_t, Arguments argv) {
  return fromBool(e, toDefinedTensor(e, argv[0]).is_contiguous(toMemoryFormat(toString(e, argv[1]))));
}
static napi_value layout(Environment& e, size_t, Arguments argv) {
  const at::Layout l = toDefinedTensor(e, argv[0]).layout();
  return fromString(e, l == at::kStrided ? "strided" : l == at::kSparse ? "sparse_coo" : l == at::kSparseCsr ? "sparse_csr" : "other");
}
static napi_value isDefined(Environment& e, size_t, Arguments argv) { return fromBool(e, toTensor(e, argv[0]).defined()); }
// Where the tensor's storage lies: equal for tensors that share memory.
static napi_value storageAddress(Environment& e, size_t, Arguments argv) {
  napi_value v;
  napi_create_bigint_uint64(e.env, reinterpret_cast<uint64_t>(toDefinedTensor(e, argv[0]).storage().data()), &v);
  return v;
}
// setData(handle, other): the tensor takes the other's memory, shape and dtype, and keeps its identity.
static napi_value setData(Environment& e, size_t, Arguments argv) {
  if (e.recording) throw Failure("scope", "setData cannot be part of a recorded block");
  at::Tensor t = toDefinedTensor(e, argv[0]);
  t.set_data(toDefinedTensor(e, argv[1]));
  return undefined(e);
}

// ---- from JavaScript --------------------------------------------------------------------------------------------
struct View {
  void* data;
  size_t bytes;
  napi_value owner;  // keeps the memory alive
};
static View viewOf(Environment& e, napi_value v) {
  bool isTyped = false;
  napi_is_typedarray(e.env, v, &isTyped);
  if (!isTyped) throw Failure("argument", "expected a typed array");
  napi_typedarray_type type;
  size_t length, offset;
  void* data;
  napi_value buffer;
  napi_get_typedarray_info(e.env, v, &type, &length, &data, &buffer, &offset);
  static constexpr size_t sizes[] = {1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8};
  if (static_cast<size_t>(type) >= std::size(sizes)) throw Failure("argument", "this kind of typed array is not supported");
  return {data, length * sizes[type], v};
}

// The bytes that a strided tensor reaches, from its first element.
static int64_t reach(const std::vector<int64_t>& sizes, const std::vector<int64_t>& strides) {
  int64_t last = 0;
  if (sizes.size() != strides.size()) throw Failure("shape", "shape and strides must have the same length");
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] < 0 || strides[i] < 0) throw Failure("shape", "shapes and strides must not be negative");
    if (sizes[i] == 0) return 0;
    int64_t step;
    if (__builtin_mul_overflow(sizes[i] - 1, strides[i], &step) || __builtin_add_overflow(last, step, &last)) throw Failure("shape", "the shape overflows");
  }
  return last + 1;
}
static std::vector<int64_t> contiguousStrides(const std::vector<int64_t>& sizes) {
  std::vector<int64_t> strides(sizes.size());
  int64_t step = 1;
  for (size_t i = sizes.size(); i-- > 0;) {
    strides[i] = step;
    if (__builtin_mul_overflow(step, std::max<int64_t>(sizes[i], 1), &step)) throw Failure("shape", "the shape overflows");
  }
  return strides;
}

struct Placement {
  std::vector<int64_t> sizes, strides;
  int64_t offset;  // in elements
  at::ScalarType type;
};
static Placement placementOf(Environment& e, napi_value sizes, napi_value strides, napi_value offset, napi_value type, size_t bytes) {
  Placement p{toIntList(e, sizes), {}, toInt(e, offset), toScalarType(toString(e, type))};
  p.strides = isNullish(e, strides) ? contiguousStrides(p.sizes) : toIntList(e, strides);
  const auto itemSize = static_cast<int64_t>(c10::elementSize(p.type));
  int64_t end;
  if (p.offset < 0 || __builtin_add_overflow(p.offset, reach(p.sizes, p.strides), &end) || end > static_cast<int64_t>(bytes) / itemSize) {
    throw Failure("shape", "the shape reaches beyond the memory given: " + std::to_string(bytes) + " bytes");
  }
  return p;
}

// Memory of a JavaScript array under a tensor. The last tensor may die on another thread, or after the environment.
struct BorrowedArray {
  std::shared_ptr<Environment::Retired> retired;
  napi_ref reference;
};
static void releaseArray(void* context) {
  const std::unique_ptr<BorrowedArray> array(static_cast<BorrowedArray*>(context));
  std::lock_guard<std::mutex> guard(array->retired->mutex);
  array->retired->references.push_back(array->reference);
  array->retired->any = true;
}

// fromBuffer(typedArray, shape, strides | undefined, offset, dtype): no copy; the tensor keeps the array's memory alive.
static napi_value fromBuffer(Environment& e, size_t, Arguments argv) {
  e.releaseRetired();
  const View view = viewOf(e, argv[0]);
  const Placement p = placementOf(e, argv[1], argv[2], argv[3], argv[4], view.bytes);
  const auto options = at::TensorOptions().dtype(p.type);
  if (view.bytes == 0) return fromTensor(e, at::empty(p.sizes, options));
  const size_t itemSize = c10::elementSize(p.type);
  char* start = static_cast<char*>(view.data) + p.offset * itemSize;
  if (reinterpret_cast<uintptr_t>(start) % itemSize != 0) throw Failure("argument", "the memory is not aligned to its dtype: copy it into a new array");
  auto array = std::make_unique<BorrowedArray>(BorrowedArray{e.retired, nullptr});
  if (napi_create_reference(e.env, view.owner, 1, &array->reference) != napi_ok) throw Failure("runtime", "the array cannot be kept alive");
  return fromTensor(e, at::for_blob(start, p.sizes).strides(p.strides).context(array.release(), releaseArray).options(options).make_tensor());
}

// A range of a file, mapped. Private: writing to the memory does not write to the file.
class Mapping {
 public:
  Mapping(const std::string& path, int64_t offset, int64_t length) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw Failure("file", path + " cannot be opened: " + std::strerror(errno));
    struct stat status;
    const bool holds = fstat(file, &status) == 0 && offset >= 0 && length <= status.st_size - offset;
    const int64_t lead = offset % sysconf(_SC_PAGESIZE);
    size_ = static_cast<size_t>(lead + length);
    if (holds) start_ = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, offset - lead);
    close(file);
    if (!holds) throw Failure("file", path + " is shorter than it was when it was opened");
    if (start_ == MAP_FAILED) throw Failure("file", path + " cannot be mapped: " + std::strerror(errno));
    data = static_cast<char*>(start_) + lead;
  }
  ~Mapping() { munmap(start_, size_); }
  Mapping(const Mapping&) = delete;
  char* data;

 private:
  void* start_ = MAP_FAILED;
  size_t size_;
};

// fromFile(path, byteOffset, byteLength, shape, strides | undefined, offset, dtype)
static napi_value fromFile(Environment& e, size_t, Arguments argv) {
  const std::string path = toString(e, argv[0]);
  const int64_t byteOffset = toInt(e, argv[1]), byteLength = toInt(e, argv[2]);
  const Placement p = placementOf(e, argv[3], argv[4], argv[5], argv[6], static_cast<size_t>(std::max<int64_t>(byteLength, 0)));
  const auto options = at::TensorOptions().dtype(p.type);
  if (byteLength <= 0) return fromTensor(e, at::empty(p.sizes, options));
  auto mapping = std::make_shared<Mapping>(path, byteOffset, byteLength);
  const size_t itemSize = c10::elementSize(p.type);
  char* start = mapping->data + p.offset * static_cast<int64_t>(itemSize);
  if (reinterpret_cast<uintptr_t>(start) % itemSize == 0) {
    return fromTensor(e, at::from_blob(start, p.sizes, p.strides, [mapping](void*) {}, options));
  }
  at::Tensor copy = at::empty_strided(p.sizes, p.strides, options);
  std::memcpy(copy.mutable_data_ptr(), start, reach(p.sizes, p.strides) * itemSize);
  return fromTensor(e, copy);
}

// ---- to JavaScript ----------------------------------------------------------------------------------------------
// copyBytes(handle, typedArray): the elements in order, into memory of exactly their size.
static napi_value copyBytes(Environment& e, size_t, Arguments argv) {
  if (e.recording) willRead(*e.recording);
  at::Tensor t = toDefinedTensor(e, argv[0]).detach().resolve_conj().resolve_neg().to(at::kCPU).contiguous();
  if (t._is_zerotensor()) t = t.clone();  // autograd's zeros without memory, as of sgn's gradient
  const View view = viewOf(e, argv[1]);
  if (view.bytes != t.nbytes()) throw Failure("argument", "the array has " + std::to_string(view.bytes) + " bytes, the tensor " + std::to_string(t.nbytes()));
  if (view.bytes > 0) std::memcpy(view.data, t.const_data_ptr(), view.bytes);
  return undefined(e);
}

// ---- between threads of this process ----------------------------------------------------------------------------
// The tensor itself, not its bytes, under a key; each key is taken once.
static std::mutex sharedMutex;
static std::map<int64_t, at::Tensor>& sharedTensors() {
  static auto* tensors = new std::map<int64_t, at::Tensor>;  // never destroyed: workers may end after statics do
  return *tensors;
}
static napi_value share(Environment& e, size_t, Arguments argv) {
  static int64_t next = 1;
  const at::Tensor t = toDefinedTensor(e, argv[0]).detach();
  if (t.has_storage() && t.storage().data_ptr().get_deleter() == releaseArray) {
    throw Failure("argument", "the tensor's memory belongs to a JavaScript array, which ends with this thread: send its SharedArrayBuffer, or share a clone()");
  }
  std::lock_guard<std::mutex> guard(sharedMutex);
  sharedTensors().emplace(next, t);
  return fromInt(e, next++);
}
static napi_value adopt(Environment& e, size_t, Arguments argv) {
  at::Tensor t;
  {
    std::lock_guard<std::mutex> guard(sharedMutex);
    auto it = sharedTensors().find(toInt(e, argv[0]));
    if (it == sharedTensors().end()) throw Failure("argument", "no shared tensor has this key, or it was taken already");
    t = it->second;
    sharedTensors().erase(it);
  }
  return fromTensor(e, t);
}

void registerMemory(Environment& e, napi_value exports) {
  MANDN_DEFINE(e, exports, shape);
  MANDN_DEFINE(e, exports, strides);
  MANDN_DEFINE(e, exports, sameStrides);
  MANDN_DEFINE(e, exports, storageOffset);
  MANDN_DEFINE(e, exports, dtype);
  MANDN_DEFINE(e, exports, device);
  MANDN_DEFINE(e, exports, dimensions);
  MANDN_DEFINE(e, exports, elementCount);
  MANDN_DEFINE(e, exports, isContiguous);
  MANDN_DEFINE(e, exports, layout);
  MANDN_DEFINE(e, exports, isDefined);
  MANDN_DEFINE(e, exports, storageAddress);
  MANDN_DEFINE(e, exports, setData);
  MANDN_DEFINE(e, exports, fromBuffer);
  MANDN_DEFINE(e, exports, fromFile);
  MANDN_DEFINE(e, exports, copyBytes);
  MANDN_DEFINE(e, exports, share);
  MANDN_DEFINE(e, exports, adopt);
}

}  // namespace mandn
