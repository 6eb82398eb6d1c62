// onnxruntime for tests: its WebAssembly build, which browsers run too, on one thread.
import { readFileSync } from "node:fs";
import * as ort from "onnxruntime-web";
import { fromTypedArray, type Tensor } from "../../src/index.js";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

/** What a file's network makes of an input. */
export async function runOnnx(path: string, input: Tensor): Promise<Tensor> {
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(path)), {
    graphOptimizationLevel: "all",
  });
  try {
    const [name] = session.inputNames as [string];
    const [output] = session.outputNames as [string];
    const data = input.detach().contiguous().toTypedArray() as Float32Array;
    const results = await session.run({ [name]: new ort.Tensor("float32", data, input.shape) });
    const found = results[output] as ort.Tensor;
    return fromTypedArray(Float32Array.from(found.data as Float32Array), found.dims);
  } finally {
    await session.release();
  }
}
