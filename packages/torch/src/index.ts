export { type ArgumentDescription, TorchError, type TorchErrorCode, type TorchErrorDetails } from "./errors.js";
