// A caching allocator for CPU tensors. The system maps large blocks anew each time and the first touch of every page
// costs a fault: two fifths of an fp32 training step. Blocks of 1 MiB and more are therefore kept when they are freed,
// joined with freed neighbours, and given out again whole or in part; smaller ones go to libtorch's own allocator.
//
// One allocator serves the process, all threads included. All functions may be called from any thread.
#pragma once
#include <cstddef>
#include <cstdint>

namespace mandn {

/// Counts since the process started, of the blocks of 1 MiB and more, each rounded up to 64 KiB.
struct CachingAllocatorStats {
  bool installed;         ///< whether blocks are cached
  size_t allocatedBytes;  ///< in use
  size_t cachedBytes;     ///< freed and kept
  size_t peakBytes;       ///< highest allocatedBytes
  size_t capBytes;        ///< cachedBytes never exceeds it
  uint64_t hits;          ///< allocations served from the cache
  uint64_t misses;        ///< allocations mapped anew
};

/// A quarter of the memory this process may use (the machine's, or its control group's where that is less). Memory in
/// use and cached together stays within a quarter more than the highest use, so the cap is a second bound, for a process
/// whose demand has moved on: a quarter leaves room for one more process of the kind, its data and the file cache.
size_t defaultCachingAllocatorCap();

/// Makes the caching allocator libtorch's CPU allocator, caching up to `capBytes` freed bytes. Tensors made before keep
/// their memory and free it as before. Calling it again sets the cap.
void installCachingAllocator(size_t capBytes = defaultCachingAllocatorCap());

/// Stops caching and gives the cached memory back. New blocks come from libtorch's own allocator; blocks in use are
/// given back when they are freed.
void uninstallCachingAllocator();

/// Sets the cap, and gives back the oldest cached blocks above it. With 0 nothing is cached.
void setCachingAllocatorCap(size_t capBytes);

/// Gives all cached memory back to the system.
void emptyCachingAllocator();

/// Sets peakBytes to what is in use now.
void resetCachingAllocatorPeak();

CachingAllocatorStats cachingAllocatorStats();

}  // namespace mandn
