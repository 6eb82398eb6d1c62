import { describe, test } from "node:test";
import { assertNoLeaks, setThreads } from "@mandn/torch";
import { Dinov2, dinov2Config } from "../src/index.js";
import { assertParity } from "./golden.js";

setThreads(1);

describe("Dinov2 computes what transformers' does, and the same gradients", () => {
  for (const fixture of ["dinov2-tiny", "dinov2-tiny-interpolated", "dinov2-small"]) {
    test(fixture, () =>
      assertNoLeaks(() =>
        // transformers interpolates position embeddings in float32, whatever the network's type.
        assertParity(fixture, (config: object) => new Dinov2(dinov2Config.parse(config)), { tolerance: 1e-5 }),
      ),
    );
  }
});
