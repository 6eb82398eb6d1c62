#include "cpu_allocator.h"

#include <c10/core/CPUAllocator.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mandn {
namespace {

constexpr size_t kSmallest = size_t{1} << 20;

struct Block {
  void* data;
  size_t bytes;
};

void unmap(const std::vector<Block>& blocks) {
  for (const Block& block : blocks) munmap(block.data, block.bytes);
}

void* map(size_t bytes) {
  void* data = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return data == MAP_FAILED ? nullptr : data;
}

/// Blocks are whole granules: parts of mapped memory, which can be split, joined and unmapped anywhere between pages.
constexpr size_t kGranule = size_t{1} << 16;

size_t wholeGranules(size_t bytes) { return (bytes + kGranule - 1) / kGranule * kGranule; }

/// Freed memory as ranges that do not touch: freed neighbours are joined, and a request takes a part of a range.
class Cache {
 public:
  size_t bytes() const { return bytes_; }

  void put(Block block) {
    char* begin = static_cast<char*>(block.data);
    size_t bytes = block.bytes;
    bytes_ += bytes;
    const auto next = ranges_.find(begin + bytes);
    if (next != ranges_.end()) {
      bytes += next->second.bytes;
      erase(next);
    }
    auto previous = ranges_.lower_bound(begin);
    if (previous != ranges_.begin() && (--previous)->first + previous->second.bytes == begin) {
      begin = previous->first;
      bytes += previous->second.bytes;
      erase(previous);
    }
    insert(begin, {bytes, ++clock_});
  }

  /// The beginning of the smallest range of at least `bytes`; data is null if there is none.
  Block takeFit(size_t bytes) {
    const auto fit = bySize_.lower_bound({bytes, nullptr});
    if (fit == bySize_.end()) return {nullptr, 0};
    return takeFront(ranges_.find(fit->second), bytes);
  }

  /// Removes the ranges freed longest ago, the last of them in part, until at most `limit` bytes are left.
  void trim(size_t limit, std::vector<Block>& removed) {
    while (bytes_ > limit) {
      const auto oldest = ranges_.find(byAge_.begin()->second);
      removed.push_back(takeFront(oldest, std::min(oldest->second.bytes, wholeGranules(bytes_ - limit))));
    }
  }

 private:
  struct Range {
    size_t bytes;
    uint64_t age;
  };
  using Ranges = std::map<char*, Range>;

  void insert(char* begin, Range range) {
    ranges_.emplace(begin, range);
    bySize_.emplace(range.bytes, begin);
    byAge_.emplace(range.age, begin);
  }
  void erase(Ranges::iterator at) {
    bySize_.erase({at->second.bytes, at->first});
    byAge_.erase(at->second.age);
    ranges_.erase(at);
  }
  Block takeFront(Ranges::iterator at, size_t bytes) {
    char* begin = at->first;
    const Range rest{at->second.bytes - bytes, at->second.age};
    erase(at);
    if (rest.bytes > 0) insert(begin + bytes, rest);
    bytes_ -= bytes;
    return {begin, bytes};
  }

  Ranges ranges_;
  std::set<std::pair<size_t, char*>> bySize_;
  std::map<uint64_t, char*> byAge_;
  uint64_t clock_ = 0;
  size_t bytes_ = 0;
};

class CachingAllocator final : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t bytes) override {
    if (bytes < kSmallest || !isInstalled()) return allocateByDefault(bytes);
    void* data = allocateBlock(bytes);
    c10::profiledCPUMemoryReporter().New(data, bytes);
    return {data, data, &release, c10::Device(c10::kCPU)};
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void* to, const void* from, size_t bytes) const override { default_copy_data(to, from, bytes); }

  void install(size_t capBytes) {
    // Once registered it stays so, and passes requests on when it is switched off: memory from raw_allocate is
    // released through whichever allocator is registered by then.
    std::call_once(registered_, [this] { c10::SetCPUAllocator(this, /*priority=*/1); });
    change([&] { cap_ = capBytes, installed_ = true; });
  }
  void uninstall() {
    change([&] { installed_ = false; });
  }
  void setCap(size_t capBytes) {
    change([&] { cap_ = capBytes; });
  }
  void empty() {
    std::vector<Block> removed;
    {
      const std::lock_guard lock(mutex_);
      cache_.trim(0, removed);
    }
    unmap(removed);
  }
  void resetPeak() {
    const std::lock_guard lock(mutex_);
    peak_ = used_;
  }
  CachingAllocatorStats stats() {
    const std::lock_guard lock(mutex_);
    return {installed_, used_, cache_.bytes(), peak_, cap_, hits_, misses_};
  }

 private:
  bool isInstalled() {
    const std::lock_guard lock(mutex_);
    return installed_;
  }

  template <class F>
  void change(F f) {
    std::vector<Block> removed;
    {
      const std::lock_guard lock(mutex_);
      f();
      cache_.trim(installed_ ? cap_ : 0, removed);
    }
    unmap(removed);
  }

  c10::DataPtr allocateByDefault(size_t bytes) {
    c10::Allocator& allocator = *c10::GetDefaultCPUAllocator();
    try {
      return allocator.allocate(bytes);
    } catch (const c10::Error&) {
      empty();
    }
    return allocator.allocate(bytes);
  }

  void* allocateBlock(size_t bytes) {
    TORCH_CHECK_WITH(OutOfMemoryError, bytes <= std::numeric_limits<size_t>::max() / 4, outOfMemory(bytes));
    const size_t size = wholeGranules(bytes);
    Block block = takeCached(size);
    if (block.data) return block.data;
    block = {map(size), size};
    if (!block.data) {
      empty();
      block.data = map(size);
    }
    if (!block.data) {
      c10::profiledCPUMemoryReporter().OutOfMemory(bytes);
      TORCH_CHECK_WITH(OutOfMemoryError, false, outOfMemory(bytes));
    }
    const std::lock_guard lock(mutex_);
    count(block);
    return block.data;
  }

  /// A cached block, else one of null data, after making room for a new one: blocks in use and cached ones together
  /// stay within a quarter more than the highest use, so sizes that are no longer asked for do not pile up.
  Block takeCached(size_t size) {
    std::vector<Block> removed;
    Block block;
    {
      const std::lock_guard lock(mutex_);
      block = cache_.takeFit(size);
      if (block.data) {
        ++hits_;
        count(block);
      } else {
        ++misses_;
        const size_t highest = std::max(highest_, used_ + size);
        cache_.trim(highest + highest / 4 - (used_ + size), removed);
      }
    }
    unmap(removed);
    return block;
  }

  void count(Block block) {
    sizes_.emplace(block.data, block.bytes);
    used_ += block.bytes;
    peak_ = std::max(peak_, used_);
    highest_ = std::max(highest_, used_);
  }

  static void release(void* data);

  /// False if `data` is not one of this allocator's blocks.
  bool releaseBlock(void* data) {
    std::vector<Block> removed;
    {
      const std::lock_guard lock(mutex_);
      const auto found = sizes_.find(data);
      if (found == sizes_.end()) return false;
      c10::profiledCPUMemoryReporter().Delete(data);
      const Block block{data, found->second};
      sizes_.erase(found);
      used_ -= block.bytes;
      if (installed_ && block.bytes <= cap_) {
        cache_.trim(cap_ - block.bytes, removed);
        cache_.put(block);
      } else {
        removed.push_back(block);
      }
    }
    unmap(removed);
    return true;
  }

  static std::string outOfMemory(size_t bytes) {
    return c10::str("CachingAllocator: can't allocate memory: you tried to allocate ", bytes, " bytes.");
  }

  std::once_flag registered_;
  std::mutex mutex_;
  Cache cache_;
  std::unordered_map<void*, size_t> sizes_;
  bool installed_ = false;
  size_t cap_ = 0, used_ = 0, peak_ = 0, highest_ = 0;
  uint64_t hits_ = 0, misses_ = 0;
};

/// Never destroyed: tensors may be freed while the process ends.
CachingAllocator& allocator() {
  static CachingAllocator* const instance = new CachingAllocator;
  return *instance;
}

void CachingAllocator::release(void* data) {
  // All blocks begin a page; other memory, with few exceptions, does not.
  if ((reinterpret_cast<uintptr_t>(data) & 4095) == 0 && data && allocator().releaseBlock(data)) return;
  c10::GetDefaultCPUAllocator()->raw_deleter()(data);
}

/// The limit in a control group's file, or the largest value if it has none.
size_t groupLimit(const char* path) {
  size_t bytes;
  return std::ifstream(path) >> bytes ? bytes : std::numeric_limits<size_t>::max();
}

}  // namespace

size_t defaultCachingAllocatorCap() {
  const size_t physical = static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return std::min({physical, groupLimit("/sys/fs/cgroup/memory.max"),
                   groupLimit("/sys/fs/cgroup/memory/memory.limit_in_bytes")}) / 4;
}

void installCachingAllocator(size_t capBytes) { allocator().install(capBytes); }
void uninstallCachingAllocator() { allocator().uninstall(); }
void setCachingAllocatorCap(size_t capBytes) { allocator().setCap(capBytes); }
void emptyCachingAllocator() { allocator().empty(); }
void resetCachingAllocatorPeak() { allocator().resetPeak(); }
CachingAllocatorStats cachingAllocatorStats() { return allocator().stats(); }

}  // namespace mandn
