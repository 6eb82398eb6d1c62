// NCCL for groups of processes: a library of its own, since it needs CUDA's and NCCL's headers. It is built where
// set-up finds them and loaded where a group asks for NCCL (distributed.cc), beside libtorch_cuda.
#define USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>

#include <cstdlib>

/// A backend, of which the caller owns one reference.
extern "C" __attribute__((visibility("default"))) c10d::Backend* mandn_nccl(c10d::Store* store, int rank, int size,
                                                                            int64_t timeoutMs) {
  // 2: NCCL's own watch gives a call up that fails, and does not end the process: the group says who is to blame.
  setenv("TORCH_NCCL_ASYNC_ERROR_HANDLING", "2", 0);
  auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = std::chrono::milliseconds(timeoutMs);
  options->group_name = "mandn";
  auto shared = c10::intrusive_ptr<c10d::Store>::reclaim_copy(store);
  auto group = c10::make_intrusive<c10d::ProcessGroupNCCL>(shared, rank, size, options);
  return c10::intrusive_ptr<c10d::Backend>(std::move(group)).release();
}
