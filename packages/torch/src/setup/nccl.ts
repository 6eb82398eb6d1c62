// NCCL for process groups: a small library beside the addon, built where CUDA's and NCCL's headers are found, since
// PyTorch's header of it (c10d/ProcessGroupNCCL.hpp) needs them. A machine without them still has gloo.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "@mandn/base";
import type { Libtorch } from "./libtorch.js";
import { sha256 } from "./storage.js";

/** The library's file, or why there is none. */
export type NcclBuild =
  | { readonly library: string; readonly missing?: undefined }
  | { readonly library?: undefined; readonly missing: string };

/** The folders that hold the headers and the hash of NCCL's own, or why NCCL cannot be built. */
export type NcclHeaders =
  | { readonly folders: readonly string[]; readonly hash: string; readonly missing?: undefined }
  | { readonly folders?: undefined; readonly missing: string };

const SYSTEM = ["/usr/local/cuda/include", "/usr/include"];

/** One of each package that is needed: NCCL, the CUDA runtime, its compiler's headers, CCCL, and three libraries. */
const HEADERS = [
  "nccl.h",
  "cuda_runtime.h",
  "crt/host_defines.h",
  "nv/target",
  "cublas_v2.h",
  "cusparse.h",
  "cusolverDn.h",
];

/**
 * Looks in CUDA_HOME and CUDA_PATH, in the `nvidia` packages that pip installs beside torch, and in the system's
 * folders.
 */
export function findNcclHeaders(libtorch: Libtorch, env: Environment, system: readonly string[] = SYSTEM): NcclHeaders {
  if (!libtorch.cuda) return { missing: "this libtorch has no CUDA" };
  const packages = join(dirname(libtorch.root), "nvidia");
  const installed = existsSync(packages) ? readdirSync(packages).sort() : [];
  const candidates = [
    ...[env.CUDA_HOME, env.CUDA_PATH].flatMap((home) => (home ? [join(home, "include")] : [])),
    ...installed.map((name) => join(packages, name, "include")),
    ...system,
  ];
  const folders = new Set<string>();
  let hash = "";
  for (const header of HEADERS) {
    const folder = candidates.find((candidate) => existsSync(join(candidate, header)));
    if (folder === undefined) {
      return {
        missing: `the header ${header} is not found (install the CUDA toolkit and NCCL's headers, set CUDA_HOME, set up again)`,
      };
    }
    folders.add(folder);
    if (header === "nccl.h") hash = sha256(readFileSync(join(folder, header)));
  }
  // The compiler knows it already, and to name it would put it before what belongs before it.
  folders.delete("/usr/include");
  return { folders: [...folders], hash };
}
