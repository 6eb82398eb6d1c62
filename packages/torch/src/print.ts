import { complete, type Tensor } from "./tensor.js";

function print(tensor: Tensor): string {
  return `tensor([${tensor.shape}], ${tensor.dtype})`;
}

complete({ print });
