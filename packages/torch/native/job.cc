// Work on libuv's pool.
#include "job.h"

#include "autocast_cache.h"

namespace mandn {

static void execute(napi_env, void* data) {
  auto& job = *static_cast<Job*>(data);
  try {
    const at::ThreadLocalStateGuard state(job.state);
    const NoAutocastCache noCache;
    if (at::get_num_threads() != job.threads) at::set_num_threads(job.threads);
    job.run();
  } catch (...) {
    std::tie(job.code, job.message) = currentError();
  }
}

// Comes even when the environment is ending; then nobody waits for the promise.
static void complete(napi_env env, napi_status, void* data) {
  const std::unique_ptr<Job> job(static_cast<Job*>(data));
  napi_value value = nullptr;
  if (job->code.empty()) {
    try {
      value = job->result();
    } catch (...) {
      std::tie(job->code, job->message) = currentError();
    }
  }
  if (job->code.empty()) napi_resolve_deferred(env, job->deferred, value);
  else napi_reject_deferred(env, job->deferred, job->error(job->code, job->message));
  napi_delete_async_work(env, job->work);
}

napi_value start(std::unique_ptr<Job> job) {
  const napi_env env = job->e.env;
  napi_value promise = nullptr;
  if (napi_create_promise(env, &job->deferred, &promise) != napi_ok ||
      napi_create_async_work(env, nullptr, fromString(job->e, "mandn-torch"), execute, complete, job.get(), &job->work) != napi_ok ||
      napi_queue_async_work(env, job->work) != napi_ok) {
    throw Failure("runtime", "the call cannot be put on the thread pool");
  }
  job.release();
  return promise;
}

}  // namespace mandn
