// `@mandn/torch/export`: networks as files that other programs run.
export { type OnnxFacts, type OnnxOptions, writeOnnx } from "./onnx/write.js";
