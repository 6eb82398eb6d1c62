// Calls that must leave nothing in autocast's cache of cast weights.
#pragma once
#include <ATen/autocast_mode.h>

namespace mandn {

// The cache is the process's, and keeps a cast weight with or without its graph: work that outlives the autocast that
// asked for it, or runs without the gradients that its surroundings want, must not fill it.
class NoAutocastCache {
 public:
  NoAutocastCache() { at::autocast::set_autocast_cache_enabled(false); }
  ~NoAutocastCache() { at::autocast::set_autocast_cache_enabled(before_); }

 private:
  bool before_ = at::autocast::is_autocast_cache_enabled();
};

}  // namespace mandn
