// Work on libuv's pool, with the gradient mode, autocast and number of threads of the thread that asked for it.
#pragma once
#include "environment.h"

#include <ATen/Parallel.h>
#include <ATen/ThreadLocalState.h>

namespace mandn {

struct Job {
  Environment& e;
  explicit Job(Environment& e) : e(e) {}
  virtual ~Job() = default;
  virtual void run() = 0;           // on the pool
  virtual napi_value result() = 0;  // on the thread of the environment
  virtual napi_value error(const std::string& code, const std::string& message) { return makeError(e, code, message, nullptr, nullptr); }

  at::ThreadLocalState state;
  int threads = at::get_num_threads();
  std::string code, message;
  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;
};

/// Starts it; the promise of its result. The job dies when it is done.
napi_value start(std::unique_ptr<Job> job);

}  // namespace mandn
