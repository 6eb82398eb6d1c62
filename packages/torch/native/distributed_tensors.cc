// What the calls of a group do with tensors, through gloo or NCCL: on the group's thread, once the ranks have agreed on
// the call (distributed_group.cc).
#include "distributed.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <numeric>

namespace mandn {

// Runs `body` on the elements of all tensors in a row, one row for each type in order of appearance, and writes them
// back: one long message is faster than many short ones.
void Group::inRows(const std::vector<at::Tensor>& tensors, const std::function<void(at::Tensor)>& body) {
  std::vector<std::vector<at::Tensor>> kinds;
  for (const at::Tensor& t : tensors) {
    if (t.numel() == 0) continue;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) {
      return k[0].scalar_type() == t.scalar_type() && k[0].device() == t.device();
    });
    if (kind == kinds.end()) kinds.push_back({t});
    else kind->push_back(t);
  }
  for (const auto& kind : kinds) {
    const at::Tensor& first = kind[0];
    const at::Device device = rowDevice(first);
    if (kind.size() == 1 && first.device() == device && first.is_contiguous() && !first.is_conj() && !first.is_neg()) {
      body(first.detach().view(-1));
      continue;
    }
    const int64_t length = std::accumulate(kind.begin(), kind.end(), int64_t{0},
                                           [](int64_t n, const at::Tensor& t) { return n + t.numel(); });
    const at::Tensor row =
        at::empty({length}, first.options().device(device).requires_grad(false).memory_format(std::nullopt));
    const auto each = [&](const auto& copy) {
      int64_t start = 0;
      for (const at::Tensor& t : kind) {
        copy(t.detach(), row.narrow(0, start, t.numel()).view(t.sizes()));
        start += t.numel();
      }
    };
    each([](const at::Tensor& t, at::Tensor part) { part.copy_(t); });
    body(row);
    each([](at::Tensor t, const at::Tensor& part) { t.copy_(part); });
  }
}

void Group::reduce(const std::vector<at::Tensor>& tensors, const std::string& operation) {
  c10d::AllreduceOptions options;
  options.reduceOp = operation == "min"   ? c10d::ReduceOp::MIN
                     : operation == "max" ? c10d::ReduceOp::MAX
                                          : c10d::ReduceOp::SUM;
  inRows(tensors, [&](at::Tensor row) {
    std::vector<at::Tensor> list{row};
    finish(backendOf(row).allreduce(list, options), isOnDevice(row));
    if (operation == "avg") row.div_(size());
  });
}

void Group::broadcastRow(const at::Tensor& bytes, int from) {
  c10d::BroadcastOptions options;
  options.rootRank = from;
  std::vector<at::Tensor> list{bytes};
  finish(backendOf(bytes).broadcast(list, options), isOnDevice(bytes));
}

void Group::broadcast(const std::vector<at::Tensor>& tensors, int from) {
  inRows(tensors, [&](at::Tensor row) { broadcastRow(row.view(at::kByte), from); });
}

at::Tensor Group::gather(const at::Tensor& tensor) {
  std::vector<int64_t> shape = tensor.sizes().vec();
  shape.insert(shape.begin(), size());
  const at::Tensor all =
      at::empty(shape, tensor.options().device(rowDevice(tensor)).requires_grad(false).memory_format(std::nullopt));
  if (tensor.numel() == 0) return all.to(tensor.device());
  std::vector<at::Tensor> own{
      tensor.detach().resolve_conj().resolve_neg().to(all.device()).contiguous().view(-1).view(at::kByte)};
  std::vector<std::vector<at::Tensor>> rows(1);
  for (int r = 0; r < size(); ++r) rows[0].push_back(all.select(0, r).view(-1).view(at::kByte));
  finish(backendOf(all).allgather(rows, own), isOnDevice(all));
  return all.to(tensor.device());
}

at::Tensor Group::shareBytes(const at::Tensor& bytes, int from) {
  const at::Tensor length = at::full({1}, bytes.numel(), at::kLong);
  broadcastRow(length.view(at::kByte), from);
  const at::Tensor shared = rank() == from ? bytes : at::empty({length.item<int64_t>()}, at::kByte);
  if (shared.numel() > 0) broadcastRow(shared, from);
  return shared;
}

std::vector<at::Tensor> Group::gatherBytes(const at::Tensor& bytes) {
  const at::Tensor lengths = gather(at::full({1}, bytes.numel(), at::kLong)).view(-1);
  const at::Tensor padded = at::zeros({lengths.max().item<int64_t>()}, at::kByte);
  padded.narrow(0, 0, bytes.numel()).copy_(bytes);
  const at::Tensor all = gather(padded);
  std::vector<at::Tensor> each;
  for (int r = 0; r < size(); ++r) each.push_back(all[r].narrow(0, 0, lengths[r].item<int64_t>()));
  return each;
}

}  // namespace mandn
