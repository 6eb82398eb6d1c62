// The addon's entry: one environment for the main thread and one for each worker.
#include "environment.h"

NAPI_MODULE_INIT() {
  using namespace mandn;
  auto* e = new Environment(env);
  napi_add_env_cleanup_hook(env, [](void* data) { delete static_cast<Environment*>(data); }, e);
  registerErrors(*e, exports);
  registerScopes(*e, exports);
  registerOperations(*e, exports);
  registerAutograd(*e, exports);
  registerCheckpoint(*e, exports);
  registerRecordedLoss(*e, exports);
  registerMemory(*e, exports);
  registerRandom(*e, exports);
  registerDevices(*e, exports);
  registerDistributed(*e, exports);
  return exports;
}
